"""The codebook as a file: written as CSV, and read from one, merging with the tags that are there."""

import dataclasses
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from excerpta.core.interchange.codebook import (
    LARGEST_FILE,
    CodebookFile,
    CodebookRow,
    read_codebook,
    write_codebook,
)
from excerpta.core.model.annotation import Colour
from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import CodebookError, TagError
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import Tag, TagPath, TagTree, format_tag_path, short_name
from excerpta.core.services.exporting import replacing
from excerpta.core.services.tagging import SHORTCUTS, clean_path, next_colour
from excerpta.core.store import journal, memos
from excerpta.core.store import tags as store
from excerpta.core.store.identity import new_uuid
from excerpta.core.store.journal import Command, Value
from excerpta.core.store.library import Library


@dataclass(frozen=True, slots=True)
class CodebookPlan:
    """What an import of a codebook would do; empty cells of the file alter nothing.

    Attributes:
        added: paths of the tags it makes, those above them that the file does not name too.
        altered: paths of tags that are there, each with what becomes another: colour, description,
            key, memo.
        same: how many tags of the file are there just so.
        problems: one sentence for each row or cell that is left out, and for each key that moves.
    """

    added: tuple[str, ...]
    altered: tuple[tuple[str, tuple[str, ...]], ...]
    same: int
    problems: tuple[str, ...]


def read_codebook_file(path: Path) -> CodebookFile:
    """The tags that a CSV file holds.

    Raises:
        CodebookError: it cannot be read as a codebook.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise CodebookError(
            f"“{path.name}” cannot be read: {error.strerror or error}.", "Check the name."
        ) from error
    return read_codebook(data)


def plan_codebook_import(library: Library, file: CodebookFile) -> CodebookPlan:
    """What `import_codebook` would do; nothing is written."""
    with library.read():
        draft = _Draft(library)
        draft.take(file)
    return draft.plan()


def import_codebook(library: Library, file: CodebookFile) -> Changes:
    """Bring the tags of a file in, in one step.

    A tag is known by its path, letter case aside. One that is missing is made, at the end of its
    siblings; of one that is there, what the file says replaces what is there. No tag goes or moves.
    """
    with journal.recording(library, "import_codebook", "import codebook") as command:
        draft = _Draft(library)
        draft.take(file)
        draft.write(library, command)
    return journal.changes_of(command)


def export_codebook(library: Library, target: Path) -> int:
    """Write the codebook to a CSV file; a failed export leaves what stood there before.

    Returns:
        how many tags it holds.

    Raises:
        ExportError: the file cannot be written.
    """
    with library.read():
        tree = store.read_tree(library)
        told = {tag: memo.text for tag, memo in memos.of_tags(library, [tag.id for tag in tree]).items()}

    with replacing(target) as out:
        out.writelines(write_codebook(tree, told))
    return len(tree)


class _Draft:
    """The codebook as it would be after an import, beside what is there; new tags have ids below 0."""

    def __init__(self, library: Library) -> None:
        self.tree: TagTree = store.read_tree(library)
        self._made: dict[TagId, Tag] = {}
        self._paths: dict[TagId, str] = {}
        self._values: dict[TagId, dict[str, Value]] = {}
        self._memos: dict[TagId, str] = {}
        self._told = memos.of_tags(library, [tag.id for tag in self.tree])
        self._problems: list[str] = []
        self._same = 0
        self._known: dict[tuple[TagId | None, str], TagId] = {}
        self._orders: dict[TagId | None, int] = {}
        for tag in reversed(list(self.tree)):
            self._know(tag)
        self._tops = Counter(tag.colour for tag in self.tree.children(None))
        self._holders = {tag.shortcut: tag.id for tag in self.tree if tag.shortcut}
        self._given: dict[str, int] = {}

    def take(self, file: CodebookFile) -> None:
        """Work the rows of a file in."""
        self._problems += file.problems
        for row in file.rows:
            try:
                names = clean_path(row.names)
            except TagError as error:
                self._problems.append(f"Row {row.line} was left out: {error.sentence}")
                continue
            tag = self._tag(names, row.colour)
            said = self._said(tag, row)
            if tag in self._made:
                self._made[tag] = dataclasses.replace(self._made[tag], **said)
            elif said:
                self._values.setdefault(tag, {}).update(said)
            memo = self._told[tag].text if tag in self._told else ""
            if row.memo.strip() and row.memo != memo:
                self._memos[tag] = row.memo
            self._same += tag not in self._made and not said and tag not in self._memos

    def plan(self) -> CodebookPlan:
        """What has come of it, in words and numbers."""
        altered: dict[TagId, tuple[str, ...]] = {
            tag: tuple("key" if name == "shortcut" else name for name in said)
            for tag, said in self._values.items()
        }
        for tag in self._memos:
            if tag not in self._made:
                altered[tag] = (*altered.get(tag, ()), "memo")
        listed = tuple((self.tree.path(tag), what) for tag, what in altered.items())
        return CodebookPlan(tuple(self._paths.values()), listed, self._same, tuple(self._problems))

    def write(self, library: Library, command: Command) -> None:
        """Make it so."""
        first = store.next_id(command)
        ids = {tag: TagId(first + place) for place, tag in enumerate(self._made)}
        for tag, said in self._values.items():
            store.update(command, tag, {name: getattr(value, "value", value) for name, value in said.items()})
        store.insert_all(
            command,
            [
                dataclasses.replace(
                    tag, id=ids[tag.id], parent=tag.parent and ids.get(tag.parent, tag.parent)
                )
                for tag in self._made.values()
            ],
        )
        for tag, text in self._memos.items():
            if tag in self._told:
                memos.update(command, self._told[tag].id, text)
            else:
                memos.insert(command, None, ids.get(tag, tag), text, library.coder)

    def _know(self, tag: Tag) -> None:
        self._known[tag.parent, tag.name] = tag.id
        self._known.setdefault((tag.parent, tag.name.casefold()), tag.id)
        self._orders[tag.parent] = max(self._orders.get(tag.parent, 0), tag.order + 1)

    def _tag(self, names: TagPath, colour: Colour | None) -> TagId:
        """The tag of a path; what is missing of it is made."""
        parent: TagId | None = None
        above: Colour | None = None
        for level, name in enumerate(names, 1):
            known = self._known.get((parent, name)) or self._known.get((parent, name.casefold()))
            if known is None:
                last = level == len(names)
                above = (colour if last else None) or above or next_colour(self._tops)
                self._tops[above] += parent is None
                known = TagId(-1 - len(self._made))
                order = self._orders.get(parent, 0)
                made = Tag(known, new_uuid(), parent, name, order, above)
                self._made[known] = made
                self._paths[known] = format_tag_path(names[:level])
                self._know(made)
            parent, above = known, self._now(known).colour
        assert parent is not None  # noqa: S101 - a clean path has a name
        return parent

    def _said(self, tag: TagId, row: CodebookRow) -> dict[str, Any]:
        """What a row says of a tag that is not so yet."""
        now = self._now(tag)
        said: dict[str, Any] = {}
        if row.colour is not None and row.colour is not now.colour:
            said["colour"] = row.colour
        if row.description and row.description != now.description:
            said["description"] = row.description
        if row.shortcut and row.shortcut == now.shortcut:
            self._given.setdefault(row.shortcut, row.line)
        elif row.shortcut and self._may_have(tag, row):
            said["shortcut"] = row.shortcut
        return said

    def _may_have(self, tag: TagId, row: CodebookRow) -> bool:
        """Whether a tag gets the key of its row; it is taken from the tag that has it."""
        key = row.shortcut
        if key not in SHORTCUTS:
            self._problems.append(f"Row {row.line}: “{short_name(key)}” cannot be a key; keys are 1 to 9.")
            return False
        if key in self._given:
            self._problems.append(f"Row {row.line}: row {self._given[key]} has the key {key} already.")
            return False
        self._given[key] = row.line
        holder = self._holders.get(key)
        if holder is not None and holder != tag:
            self._problems.append(f"Row {row.line} takes the key {key} from “{self.tree.path(holder)}”.")
            self._values.setdefault(holder, {}).setdefault("shortcut", "")
        return True

    def _now(self, tag: TagId) -> Tag:
        return self._made[tag] if tag in self._made else self.tree[tag]
