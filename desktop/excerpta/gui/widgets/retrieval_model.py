"""Highlights as rows over an array of ids: pages are fetched when they are looked at, then kept a while."""

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from excerpta.core.model.ids import AnnotationId
from excerpta.core.services.retrieving import HighlightRow
from excerpta.gui.support.colour_words import OWN_NAMES, ColourNames, colour_in_words
from excerpta.gui.support.dates import readable_date
from excerpta.gui.support.dragging import HIGHLIGHT_MIME, highlights_to_drag

PAGE = 32
_PAGES_KEPT = 60

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[AnnotationId]], Iterable[HighlightRow]]
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class RowGroup:
    """So many rows that stand under one heading."""

    title: str
    count: int


class HighlightRowsModel(QAbstractTableModel):
    """One column: highlights in the order of their ids, with a heading before each group.

    A position counts highlights from 0; a row counts highlights and headings.

    Attributes:
        marked: the ids of the rows that the reader marked.

    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.marked: set[AnnotationId] = set()
        self._ids: array[int] = array("q")
        self._fetch: Fetch = lambda _: ()
        self._pages: OrderedDict[int, dict[int, HighlightRow]] = OrderedDict()
        self._groups: tuple[RowGroup, ...] = ()
        self._firsts: list[int] = []
        self._headings: list[int] = []
        self._names: ColourNames = OWN_NAMES
        self._tag_names: Callable[[HighlightRow], str] = lambda _: ""

    # ---- given

    def set_ids(self, ids: "array[int]", fetch: Fetch, groups: Sequence[RowGroup] = ()) -> None:
        """Show highlights; `groups` cut them, in order, into parts with headings, or are empty."""
        self.beginResetModel()
        self._ids, self._fetch = ids, fetch
        self._pages.clear()
        self._set_groups(groups)
        if self.marked:
            self.marked &= set(ids)
        self.endResetModel()

    def set_groups(self, groups: Sequence[RowGroup]) -> None:
        """Cut the same highlights into other groups."""
        self.beginResetModel()
        self._set_groups(groups)
        self.endResetModel()

    def set_tag_words(self, words: Callable[[HighlightRow], str]) -> None:
        """How a screen reader says the tags of a row."""
        self._tag_names = words

    def set_colour_names(self, names: ColourNames) -> None:
        """How a screen reader says the colours of rows."""
        self._names = names

    def refresh(self) -> None:
        """Fetch anew what is shown; the ids are the same."""
        self._pages.clear()
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    def set_marked(self, ids: Iterable[AnnotationId], marked: bool) -> None:
        """Mark rows, or take their marks away."""
        self.marked = self.marked | set(ids) if marked else self.marked - set(ids)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    # ---- asked

    @property
    def ids(self) -> "array[int]":
        """The highlights, in order."""
        return self._ids

    @property
    def groups(self) -> tuple[RowGroup, ...]:
        """The parts into which headings cut the highlights; none without headings."""
        return self._groups

    def marked_in_order(self) -> list[AnnotationId]:
        """The marked highlights, as they stand in the list."""
        if not self.marked:
            return []
        return [AnnotationId(one) for one in self._ids if one in self.marked]

    def position_of(self, annotation: AnnotationId | None) -> int | None:
        """Where a highlight stands among the others; None when it is not among them."""
        try:
            return None if annotation is None else self._ids.index(annotation)
        except ValueError:
            return None

    def row_of(self, position: int) -> int:
        """The row of a position."""
        return position + bisect_right(self._firsts, position) if self._groups else position

    def position_at(self, row: int) -> int | None:
        """The position that a row shows; None for a heading."""
        if not self._groups:
            return row
        before = bisect_right(self._headings, row)
        return None if before and self._headings[before - 1] == row else row - before

    def heading_rows(self) -> Iterator[int]:
        """The rows that are headings."""
        return iter(self._headings)

    def heading_at(self, row: int) -> RowGroup | None:
        """The group whose heading a row is; None for a highlight."""
        place = bisect_right(self._headings, row) - 1
        return self._groups[place] if place >= 0 and self._headings[place] == row else None

    def id_at(self, row: int) -> AnnotationId | None:
        """The highlight of a row; None for a heading."""
        position = self.position_at(row)
        is_there = position is not None and 0 <= position < len(self._ids)
        return AnnotationId(self._ids[position]) if is_there and position is not None else None

    def row_at(self, row: int) -> HighlightRow | None:
        """What a row shows; None for a heading, and for a highlight that is gone from the library."""
        position = self.position_at(row)
        if position is None or not 0 <= position < len(self._ids):
            return None
        number = position // PAGE
        page = self._pages.get(number)
        if page is None:
            ids = [AnnotationId(one) for one in self._ids[number * PAGE : (number + 1) * PAGE]]
            page = {one.annotation.id: one for one in self._fetch(ids)}
            self._pages[number] = page
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return page.get(self._ids[position])

    # ---- Qt's questions

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._ids) + len(self._groups)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can neither be chosen nor reached."""
        if not index.isValid() or (self._groups and self.position_at(index.row()) is None):
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return usual | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [HIGHLIGHT_MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        """The highlight of a row, or all that are marked if it is one of them, to be dropped on a tag."""
        dragged = [one for one in (self.id_at(index.row()) for index in indexes) if one is not None]
        marked = any(one in self.marked for one in dragged)
        return highlights_to_drag(self.marked_in_order() if marked else dragged)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a screen reader says; everything else is painted."""
        if not index.isValid() or role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        group = self.heading_at(index.row())
        if group is not None:
            return f"{group.title}, {group.count}"
        row = self.row_at(index.row())
        return None if row is None else self._in_words(row)

    def _in_words(self, row: HighlightRow) -> str:
        one = row.annotation
        marked = "marked" if one.id in self.marked else ""
        note = f"note: {one.note}" if one.note else ""
        parts = (
            marked, one.quote.exact, colour_in_words(one.colour, self._names), self._tag_names(row), note,
            row.title, row.source, readable_date(row.published),
        )  # fmt: skip
        return ", ".join(part for part in parts if part)

    def _set_groups(self, groups: Sequence[RowGroup]) -> None:
        self._groups = tuple(groups)
        counts = [group.count for group in groups]
        self._firsts = [0, *accumulate(counts)][: len(counts)]
        self._headings = [first + number for number, first in enumerate(self._firsts)]
