"""A paged model shows a list of ids and fetches their rows page by page: a million rows cost nothing."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

PAGE = 64
_PAGES_KEPT = 40

ROW = Qt.ItemDataRole.UserRole
ID = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], Sequence[Any]]


class PagedModel(QAbstractTableModel):
    """One column over an array of ids; role ROW gives the fetched row, which has an `id`, role ID the id."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: Sequence[int] = ()
        self._fetch: Fetch = lambda _: ()
        self._describe: Callable[[Any], str] = str
        self._pages: OrderedDict[int, list[Any]] = OrderedDict()

    @property
    def ids(self) -> Sequence[int]:
        """The ids in the order of the rows."""
        return self._ids

    def set_source(self, ids: Sequence[int], fetch: Fetch, describe: Callable[[Any], str]) -> None:
        """Show other ids; `describe` is the row in words, for screen readers."""
        self.beginResetModel()
        self._ids, self._fetch, self._describe = ids, fetch, describe
        self._pages.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Fetch anew what is shown; the ids are the same."""
        self._pages.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))

    def row_of(self, wanted: int) -> int:
        """The row of an id; -1 when it is not shown."""
        try:
            return self._ids.index(wanted)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == ID:
            return self._ids[index.row()]
        if role == ROW:
            return self.row_at(index.row())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            row = self.row_at(index.row())
            return None if row is None else self._describe(row)
        return None

    def row_at(self, row: int) -> Any | None:
        """What is shown in a row; None when it is gone from the library."""
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            ids = self._ids[number * PAGE : (number + 1) * PAGE]
            found = {row.id: row for row in self._fetch(ids)}
            page = [found.get(one) for one in ids]
            self._pages[number] = page
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return page[place] if place < len(page) else None
