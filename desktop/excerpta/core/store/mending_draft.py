"""A library while it is put together again from what was salvaged, and what is told of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from excerpta.core.model.repair import Finding

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
