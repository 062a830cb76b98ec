"""Mending: what was salvaged is made a library again, from what stands in a file twice.

Identifiers stand in an index too; a text is told by its hash and is in the original once more; a highlight's
words are in the text, its place in two indexes; links to tags are in two trees. What was put together
again, what may differ and what is gone: everything is told.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from excerpta.core.model.repair import Finding
from excerpta.core.store.identity import new_uuid
from excerpta.core.store.salvage import Row, Salvaged
from excerpta.core.store.table_shapes import SHAPES

Values = dict[str, object]
Table = dict[int, Values]
Reread = Callable[[str, bytes], tuple[str, str, str] | None]
"""Reads an original again: text, blocks and spans as they are stored; None if it cannot be read."""

PLAIN = {
    "document": "document", "content": "text of document", "original": "original file of document",
    "annotation": "highlight", "tag": "tag", "memo": "memo", "saved_search": "saved search",
    "annotation_tag": "tags of highlights", "asset": "pictures", "document_asset": "pictures",
    "colour_name": "names of colours", "command": "history", "reading": "places where reading stopped",
    "setting": "settings of the library",
}  # fmt: skip
"""What a table holds, in words."""

MANY = {
    "document": "documents", "content": "texts of documents", "original": "original files",
    "annotation": "highlights", "tag": "tags", "memo": "memos", "saved_search": "saved searches",
    "annotation_tag": "tags of highlights", "asset": "pictures", "document_asset": "pictures",
    "colour_name": "names of colours", "command": "steps of the history",
    "reading": "places where reading stopped", "setting": "settings of the library",
}  # fmt: skip
"""The same for several."""

_TOLD_BY_ROWS = ("document", "content", "original", "annotation", "tag", "memo", "saved_search")


@dataclass(slots=True)
class Draft:
    """A library while it is put together.

    Attributes:
        tables: rows with an id, by table and id.
        links: highlight and tag.
        shown: document and picture.
        pictures: rows of pictures by their hash.
        others: rows of the other tables.
        findings: what is not as it was.
    """

    tables: dict[str, Table] = field(default_factory=dict)
    links: set[tuple[int, int]] = field(default_factory=set)
    shown: set[tuple[int, str]] = field(default_factory=set)
    pictures: dict[str, Values] = field(default_factory=dict)
    others: dict[str, list[Values]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def lose(self, table: str, key: int | None, sentence: str) -> None:
        """Tell of a loss."""
        self.findings.append(Finding(table, key, sentence))

    def tell(self, table: str, key: int | None, sentence: str) -> None:
        """Tell of what was put together again."""
        self.findings.append(Finding(table, key, sentence, is_lost=False))


def mend(found: Salvaged, reread: Reread) -> Draft:
    """Put a library together from what was salvaged."""
    from excerpta.core.store import mending_marks, mending_texts

    draft = Draft()
    for name in ("document", "content", "original", "annotation", "tag", "memo", "saved_search"):
        draft.tables[name] = {int(str(key[0])): _named(name, row) for key, row in found.rows[name].items()}
    for name in ("colour_name", "setting", "reading", "command"):
        draft.others[name] = [_named(name, row) for row in found.rows[name].values()]
    _tell_of_parts(found, draft)
    for name, known in found.uuids.items():
        _set_right(draft, name, known, whole=f"sqlite_autoindex_{name}_1" not in found.faults)
    mending_texts.mend_documents(draft, found, reread)
    mending_texts.mend_pictures(draft, found)
    mending_marks.mend_highlights(draft, found)
    mending_marks.mend_tags(draft, found)
    mending_marks.mend_memos(draft, found)
    mending_marks.mend_others(draft)
    return draft


def _named(name: str, row: Row) -> Values:
    return dict(zip(SHAPES[name].columns, row, strict=True))


def _tell_of_parts(found: Salvaged, draft: Draft) -> None:
    """Say of which parts of the file nobody knows what they held."""
    if found.is_headless:
        draft.lose("file", None, "The list of what is in the file is gone; what was found lay loose in it.")
    if found.unknown:
        number = f"{found.unknown} page{'' if found.unknown == 1 else 's'}"
        draft.lose("file", None, f"{number} of the file cannot be read any more.")
    if "the list of tables" in found.faults and not found.is_headless:
        draft.lose("file", None, "The list of what is in the file is damaged.")
    for name in found.faults:
        unsure = f"sqlite_autoindex_{name}_1" in found.faults or not found.uuids.get(name, True)
        if name in PLAIN and (name not in _TOLD_BY_ROWS or unsure):
            draft.lose(name, None, f"A part of the {MANY[name]} could not be read.")
    for name, count in found.loose.items():
        draft.lose(name, None, f"{count} of the {MANY[name]} lay loose and may be older than they were.")


def _set_right(draft: Draft, name: str, known: dict[int, str], *, whole: bool) -> None:
    """Give rows the ids and identifiers that the index knows them by; those that are gone are told later."""
    table = draft.tables[name]
    ids = {uuid: number for number, uuid in known.items()}
    for id_, row in list(table.items()):
        right = ids.get(str(row["uuid"]))
        if right is not None and right != id_ and right not in table:
            row["id"] = right
            table[right] = table.pop(id_)
            draft.tell(name, right, f"The {PLAIN[name]} {right} had lost its number.")
        elif right is None and id_ in known:
            row["uuid"] = known[id_]
            draft.tell(name, id_, f"The {PLAIN[name]} {id_} had lost its identifier.")
        elif right != id_ and whole and known:
            draft.lose(name, id_, f"Of the {PLAIN[name]} {id_} it is not certain that it was there.")
    seen: set[object] = set()
    for row in table.values():
        if row["uuid"] in seen:
            row["uuid"] = new_uuid()
        seen.add(row["uuid"])
