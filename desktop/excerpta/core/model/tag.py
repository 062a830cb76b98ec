"""A tag is a label in a tree; the tree as a whole is the codebook.

A tag is named by its path, `Actors/Taliban`. A slash or a backslash inside a name is written with
a backslash before it, so that every name, whatever it holds, has exactly one path.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import TagError
from excerpta.core.model.ids import TagId

TagPath = tuple[str, ...]

_STEP = re.compile(r"((?:\\.|[^/\\])*)(/|$)", re.DOTALL)


def parse_tag_path(path: str) -> TagPath:
    r"""Split `Actors/Taliban` into its names; `\/` and `\\` stand for the characters themselves.

    Raises:
        TagError: a name is empty, or the path ends in a lone backslash.

    """
    names: list[str] = []
    at = 0
    while True:
        step = _STEP.match(path, at)
        if step is None:
            raise TagError(f"“{path}” is not a tag path.", r"Write a backslash as \\.")
        name = " ".join(re.sub(r"\\(.)", r"\1", step[1], flags=re.DOTALL).split())
        if not name:
            raise TagError(f"“{path}” has an empty tag name.", "Give every tag a name.")
        names.append(name)
        if not step[2]:
            return tuple(names)
        at = step.end()


def format_tag_path(names: Iterable[str]) -> str:
    """The path of nested names; the inverse of `parse_tag_path`."""
    return "/".join(map(_escaped, names))


def _escaped(name: str) -> str:
    if "/" not in name and "\\" not in name:
        return name  # nearly always, and thousands of times for every codebook that is shown
    return re.sub(r"([/\\])", r"\\\1", name)


def short_name(name: str, length: int = 40) -> str:
    """A name of at most `length` code points, with an ellipsis where some were left out."""
    return name if len(name) <= length else f"{name[: length - 1]}…"


@dataclass(frozen=True, slots=True)
class Tag:
    """One label of the codebook.

    Attributes:
        parent: the tag it stands under; None at the top.
        order: its place among its siblings, from 0.
        shortcut: `1` to `9`, or empty.

    """

    id: TagId
    uuid: str
    parent: TagId | None
    name: str
    order: int
    colour: Colour
    description: str = ""
    shortcut: str = ""

    @property
    def short_name(self) -> str:
        """The name, cut to fit a menu."""
        return short_name(self.name)


@dataclass(frozen=True, slots=True)
class TagUse:
    """How many distinct highlights carry a tag itself, and it or any of its sub-tags."""

    own: int = 0
    total: int = 0


class TagTree:
    """The codebook as it was read: immutable, indexed by id, path and parent."""

    def __init__(self, tags: Iterable[Tag] = ()) -> None:
        self._tags = {tag.id: tag for tag in tags}
        children: dict[TagId | None, list[Tag]] = {}
        for tag in sorted(self._tags.values(), key=lambda tag: (tag.order, tag.id)):
            children.setdefault(tag.parent, []).append(tag)
        self._children = {parent: tuple(below) for parent, below in children.items()}

    def __len__(self) -> int:
        return len(self._tags)

    def __contains__(self, tag: object) -> bool:
        return tag in self._tags

    def __getitem__(self, tag: TagId) -> Tag:
        return self._tags[tag]

    def __iter__(self) -> Iterator[Tag]:
        """Every tag, parents before children, in the order of the codebook."""
        return iter(self._in_order)

    def children(self, parent: TagId | None) -> tuple[Tag, ...]:
        """The tags directly under `parent`, or the top of the tree for None."""
        return self._children.get(parent, ())

    def ancestors(self, tag: TagId) -> tuple[Tag, ...]:
        """The tags above `tag`, outermost first."""
        above: list[Tag] = []
        parent = self._tags[tag].parent
        while parent is not None:
            above.append(self._tags[parent])
            parent = self._tags[parent].parent
        return tuple(reversed(above))

    def names(self, tag: TagId) -> TagPath:
        """The names from the top of the tree down to `tag`."""
        return (*(above.name for above in self.ancestors(tag)), self._tags[tag].name)

    def path(self, tag: TagId) -> str:
        """The path of `tag` as the user writes it."""
        return self._paths[tag]

    def subtree(self, tag: TagId) -> tuple[TagId, ...]:
        """`tag` and every tag below it."""
        found: list[TagId] = []
        waiting = [tag]
        while waiting:
            current = waiting.pop()
            found.append(current)
            waiting.extend(child.id for child in self.children(current))
        return tuple(found)

    def find(self, names: TagPath) -> Tag | None:
        """The tag of that path; letter case is ignored where no name matches exactly."""
        tag: Tag | None = None
        for name in names:
            siblings = self.children(tag.id if tag else None)
            tag = next((s for s in siblings if s.name == name), None) or next(
                (s for s in siblings if s.name.casefold() == name.casefold()), None
            )
            if tag is None:
                return None
        return tag

    @cached_property
    def _in_order(self) -> tuple[Tag, ...]:
        found: list[Tag] = []
        waiting = list(reversed(self.children(None)))
        while waiting:
            tag = waiting.pop()
            found.append(tag)
            waiting.extend(reversed(self.children(tag.id)))
        return tuple(found)

    @cached_property
    def _paths(self) -> dict[TagId, str]:
        paths: dict[TagId, str] = {}
        for tag in self:
            own = _escaped(tag.name)
            paths[tag.id] = own if tag.parent is None else f"{paths[tag.parent]}/{own}"
        return paths
