"""What a row of each table looks like, so that it is recognised wherever in a damaged file it lies."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from excerpta.core.store.page_records import Cell, Value

Row = tuple[Value, ...]

_KINDS: Final[Mapping[str, tuple[type, ...]]] = {
    "I": (int,),
    "i": (int, type(None)),
    "T": (str,),
    "t": (str, type(None)),
    "B": (bytes,),
}
"""Integer, text and bytes; small letters for columns that may be empty."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a table.

    Attributes:
        columns: their names, in their order.
        kinds: a letter for each.
        keys: how many of the first columns name a row.
        has_rowid: whether the first column is the id of the row, which its record leaves out.
        least: how many columns the oldest libraries have.
        twin: an index that holds all columns.
        order: where the columns of the twin stand in the table.
        certain: whether a loose row is really one; None: its columns are like those of no other table.
        is_newer: whether the oldest libraries do not have the table.
    """

    columns: tuple[str, ...]
    kinds: str
    keys: int = 1
    has_rowid: bool = True
    least: int = 0
    twin: str = ""
    order: tuple[int, ...] = ()
    certain: Callable[[Row], bool] | None = None
    is_newer: bool = False

    def fit(self, cell: Cell) -> Row | None:
        """The cell as a row of this table; None if it is none."""
        if (cell.row is not None) != self._is_table():
            return None
        values = cell.values
        if not (self.least or len(self.kinds)) <= len(values) <= len(self.kinds):
            return None
        if self.has_rowid and self._is_table():
            if values[0] is not None:
                return None
            values = (cell.row, *values[1:])
        return self._checked(values + (None,) * (len(self.kinds) - len(values)))

    def fit_twin(self, cell: Cell) -> Row | None:
        """The cell of the twin as a row of this table."""
        if len(cell.values) != len(self.order):
            return None
        return self._checked(tuple(cell.values[place] for place in self.order))

    def key(self, row: Row) -> Row:
        """What names a row."""
        return row[: self.keys]

    def is_certain(self, row: Row) -> bool:
        """Whether a row that lay loose belongs here."""
        return self.certain is None or self.certain(row)

    def _is_table(self) -> bool:
        return self.keys == 1 and self.columns[0] not in ("key", "colour")

    def _checked(self, values: Row) -> Row | None:
        fits = all(type(one) in _KINDS[kind] for one, kind in zip(values, self.kinds, strict=True))
        return values if fits else None


def _columns(names: str) -> tuple[str, ...]:
    return tuple(names.split())


def _is_content(row: Row) -> bool:
    try:
        return isinstance(json.loads(str(row[2])), list)
    except ValueError:
        return False


SHAPES: Final[Mapping[str, Shape]] = {
    "document": Shape(
        _columns(
            "id uuid title source author published published_provenance place agency language url attributes "
            "text_hash length imported trashed"
        ),
        "ITTTTTTTTTTTBITt",
    ),
    "content": Shape(_columns("document_id text blocks spans"), "ITTT", certain=_is_content),
    "original": Shape(_columns("document_id file_name sha256 data"), "ITBB"),
    "annotation": Shape(
        _columns(
            "id uuid document_id block start end exact prefix suffix colour style note coder created modified"
        ),
        "ITIIIITTTTTTTTT",
    ),
    "tag": Shape(_columns("id uuid parent_id name position colour description shortcut"), "ITiTITTT"),
    "annotation_tag": Shape(
        _columns("tag_id document_id start end annotation_id"),
        "IIIII",
        keys=5,
        twin="annotation_tag_annotation",
        order=(1, 2, 3, 4, 0),
    ),
    "asset": Shape(_columns("sha256 media_type width height data"), "TTIIB", has_rowid=False, is_newer=True),
    "document_asset": Shape(
        _columns("document_id sha256"),
        "IT",
        keys=2,
        twin="document_asset_sha256",
        order=(1, 0),
        is_newer=True,
    ),
    "colour_name": Shape(
        _columns("colour name"),
        "TT",
        certain=lambda row: row[0] in ("yellow", "orange", "red", "pink", "purple", "blue", "teal", "green"),
        is_newer=True,
    ),
    "memo": Shape(
        _columns("id uuid document_id tag_id text coder created modified"), "ITiiTTTT", is_newer=True
    ),
    "saved_search": Shape(
        _columns("id uuid name position query coder created modified"), "ITTITTTT", is_newer=True
    ),
    "command": Shape(_columns("id kind label coder at undone chain steps"), "ITTTTIiT"),
    "reading": Shape(_columns("document_id position opened caret highlight"), "IITii", least=3),
    "setting": Shape(_columns("key value"), "TT", certain=lambda row: str(row[0]).isidentifier()),
}
"""Every table that holds anybody's work, in the order in which rows can be put in."""
