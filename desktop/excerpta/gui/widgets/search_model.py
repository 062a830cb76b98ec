"""The rows of a search: a heading for each document, the places in it below, and what is not listed yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from excerpta.core.model.ids import DocumentId
from excerpta.core.services.searching import DocumentHits, SearchHit
from excerpta.gui.support.dates import isolated, readable_date

Index = QModelIndex | QPersistentModelIndex
Place = tuple[DocumentId, int, int]
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Rest:
    """So many places of a document that are not listed."""

    document: DocumentId
    number: int


Row = DocumentHits | SearchHit | Rest


def place_of(hit: SearchHit) -> Place:
    """What tells a hit from all others."""
    return hit.document, hit.start, hit.end


class SearchRowsModel(QAbstractTableModel):
    """One column: documents and the places in them, in the order in which they were found.

    Attributes:
        marked: the places that the reader marked.

    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.marked: set[Place] = set()
        self._found: list[DocumentHits] = []
        self._rows: list[Row] = []

    # ---- given

    def set_found(self, found: Iterable[DocumentHits]) -> None:
        """List other documents; marks stay where their places are listed."""
        self.beginResetModel()
        self._found = list(found)
        self._rows = [row for one in self._found for row in _rows_of(one)]
        self.marked &= {place_of(row) for row in self._rows if isinstance(row, SearchHit)}
        self.endResetModel()

    def append(self, found: Sequence[DocumentHits]) -> None:
        """List more documents below."""
        more = [row for one in found for row in _rows_of(one)]
        if more:
            self.beginInsertRows(_NO_PARENT, len(self._rows), len(self._rows) + len(more) - 1)
            self._found += found
            self._rows += more
            self.endInsertRows()

    def replace(self, found: DocumentHits) -> None:
        """List other places of a document."""
        self.set_found(found if one.about.id == found.about.id else one for one in self._found)

    def set_marked(self, places: Iterable[Place], marked: bool) -> None:
        """Mark places, or take their marks away."""
        self.marked = self.marked | set(places) if marked else self.marked - set(places)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    # ---- asked

    @property
    def found(self) -> Sequence[DocumentHits]:
        """The documents that are listed."""
        return self._found

    def at(self, row: int) -> Row | None:
        """What a row shows; None outside the list."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, place: Place) -> int:
        """The row of a place; -1 where it is not listed."""
        wanted = (
            n for n, row in enumerate(self._rows) if isinstance(row, SearchHit) and place_of(row) == place
        )
        return next(wanted, -1)

    def next_row(self, row: int, by: int, *, of_other_document: bool = False) -> int:
        """The next row (1) or the one before (-1) that is a place; -1 for none.

        Of another document it is the first place there, whichever way one goes.
        """
        before = self._rows[row] if 0 <= row < len(self._rows) else None
        document = before.document if isinstance(before, SearchHit | Rest) else None
        at = row + by
        while 0 <= at < len(self._rows):
            one = self._rows[at]
            if isinstance(one, SearchHit) and not (of_other_document and one.document == document):
                is_first = isinstance(self._rows[at - 1], DocumentHits) if at else True
                if not of_other_document or is_first:
                    return at
            at += by
        return -1

    def places_in(self, document: DocumentId) -> list[Place]:
        """The listed places of a document."""
        return [place_of(hit) for one in self._found if one.about.id == document for hit in one.hits]

    def marked_in_order(self) -> list[Place]:
        """The marked places, as they stand in the list."""
        return [
            place_of(row) for row in self._rows if isinstance(row, SearchHit) and place_of(row) in self.marked
        ]

    # ---- Qt's questions

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can neither be chosen nor reached."""
        if not index.isValid() or isinstance(self.at(index.row()), DocumentHits):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a screen reader says; everything else is painted."""
        if not index.isValid() or role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        row = self.at(index.row())
        if isinstance(row, DocumentHits):
            return ", ".join((row.about.title, places_in_words(row.number)))
        if isinstance(row, Rest):
            return rest_in_words(row)
        if row is None:
            return None
        around = " ".join(f"{row.before}{row.text}{row.after}".split())
        parts = ("marked" if place_of(row) in self.marked else "", row.text, around, row.title)
        return ", ".join(part for part in parts if part)


def _rows_of(one: DocumentHits) -> list[Row]:
    rows: list[Row] = [one, *one.hits]
    if one.number > len(one.hits):
        rows.append(Rest(one.about.id, one.number - len(one.hits)))
    return rows


def places_in_words(number: int) -> str:
    """`14 places`."""
    return f"{number:,} place{'' if number == 1 else 's'}"


def rest_in_words(rest: Rest) -> str:
    """`14 more places in this document`."""
    return f"{rest.number:,} more place{'' if rest.number == 1 else 's'} in this document"


def about_document(found: DocumentHits) -> str:
    """Source and date of a document."""
    about = found.about
    parts = (isolated(about.source), isolated(readable_date(about.published)))
    return "\N{LEFT-TO-RIGHT MARK}" + " · ".join(part for part in parts if part) if any(parts) else ""
