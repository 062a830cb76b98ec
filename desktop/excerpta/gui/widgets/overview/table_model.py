"""A crossing as a table model: its lines can be put in another order, its counts never change."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from excerpta.core.model.crossing import Across, Crossing, CrossingQuestion, Line, Meeting, Unit
from excerpta.gui.support.dates import MONTHS, isolated
from excerpta.gui.support.plain_text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class CrossingModel(QAbstractTableModel):
    """Column 0 holds the totals of the rows, the others the cells.

    Attributes:
        table: as it was counted.
        most: the greatest count of two lines neither of which holds the other; warmth is measured by it.

    Signals:
        reordered: lines stand in another order.
    """

    reordered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = Crossing(CrossingQuestion())
        self.most = 0
        self.rows: list[int] = []
        self.columns: list[int] = []
        self.sorted_column: int | None = None
        self.sorted_row: int | None = None

    def show(self, table: Crossing) -> None:
        """Show another table, in its own order."""
        self.beginResetModel()
        self.table = table
        self.rows, self.columns = list(range(len(table.rows))), list(range(len(table.columns)))
        self.sorted_column = self.sorted_row = None
        # From the greatest on: most cells are never looked at.
        greatest = sorted(table.cells, key=table.cells.__getitem__, reverse=True)
        self.most = next((table.cells[cell] for cell in greatest if not self._is_same(*cell)), 0)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or not self.rows else len(self.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{count:,}" if (count := self.count(index)) else "·"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.StatusTipRole):
            return self.in_words(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self.in_words(index))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        line = self.line(section, orientation)
        if line is None:
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return "All" if self.rows else None
            what = self.table.question.unit.value
            return plain_tooltip(f"All {what} of the tag") if role == Qt.ItemDataRole.ToolTipRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_name(self.table.question, line, orientation)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.path
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(f"{line.path}: {in_unit(self.table.question.unit, line.total)}")
        return None

    def line(self, section: int, orientation: Qt.Orientation) -> Line | None:
        """The line of a head; None for that of the totals."""
        if orientation == Qt.Orientation.Vertical:
            return self.table.rows[self.rows[section]] if 0 <= section < len(self.rows) else None
        return self.table.columns[self.columns[section - 1]] if 0 < section <= len(self.columns) else None

    def place(self, index: Index) -> tuple[int, int | None]:
        """Row and column of the table as it was counted; no column for a total."""
        column = None if index.column() == 0 else self.columns[index.column() - 1]
        return self.rows[index.row()], column

    def count(self, index: Index) -> int:
        """What a cell shows."""
        row, column = self.place(index)
        return self.table.rows[row].total if column is None else self.table.count(row, column)

    def is_same(self, index: Index) -> bool:
        """Whether a cell is the total of a row, or where a tag meets itself or one below or above it."""
        row, column = self.place(index)
        return column is None or self._is_same(row, column)

    def in_words(self, index: Index) -> str:
        """A cell as it is said: what meets what, and how often."""
        row, column = self.place(index)
        one = isolated(self.table.rows[row].path)
        count = in_unit(self.table.question.unit, self.count(index))
        if column is None:
            return f"{one}: {count}"
        other = isolated(self.table.columns[column].path)
        return f"{one} {joint(self.table.question)} {other}: {count}"

    def sort_rows(self, section: int) -> None:
        """Order the rows by what is in a column, most first; again, as they came."""
        again = self.sorted_column == section
        self.layoutAboutToBeChanged.emit()
        self.sorted_column = None if again else section
        self.rows = list(range(len(self.table.rows)))
        if not again:
            self.rows.sort(key=lambda row: -self._count(row, section))
        self._done()

    def sort_columns(self, section: int) -> None:
        """Order the columns by what is in a row, most first; again, as they came."""
        again = self.sorted_row is not None and self.rows[section] == self.sorted_row
        self.layoutAboutToBeChanged.emit()
        row = self.rows[section]
        self.sorted_row = None if again else row
        self.columns = list(range(len(self.table.columns)))
        if not again:
            self.columns.sort(key=lambda column: -self.table.count(row, column))
        self._done()

    def ordered(self) -> Crossing:
        """The table as it is shown."""
        return self.table.with_lines(self.rows, self.columns)

    def index_of(self, row: int, column: int | None) -> QModelIndex:
        """Where a cell of the table as it was counted stands now."""
        if row not in self.rows or (column is not None and column not in self.columns):
            return QModelIndex()
        return self.index(self.rows.index(row), 0 if column is None else self.columns.index(column) + 1)

    def _count(self, row: int, section: int) -> int:
        return (
            self.table.rows[row].total if section == 0 else self.table.count(row, self.columns[section - 1])
        )

    def _done(self) -> None:
        self.layoutChanged.emit()
        self.reordered.emit()

    def _is_same(self, row: int, column: int) -> bool:
        question = self.table.question
        if question.across is not Across.TAGS:
            return False
        one, other = self.table.rows[row].path, self.table.columns[column].path
        # What a sub-tag is on, the tag above it counts too: that tells nothing of the two.
        nested = f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")
        return one == other or (question.with_subtags and nested)


def in_unit(unit: Unit, number: int) -> str:
    """`1 highlight`, `3 documents`."""
    one = unit.value.removesuffix("s")
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def joint(question: CrossingQuestion) -> str:
    """What stands between two lines where they meet."""
    if question.across is not Across.TAGS:
        return "in"
    return {
        Meeting.PASSAGE: "with",
        Meeting.OVERLAP: "overlapping",
        Meeting.DOCUMENT: "in one document with",
    }[question.meeting]


def shown_name(question: CrossingQuestion, line: Line, orientation: Qt.Orientation) -> str:
    """What a head shows: the name of a tag without its path, a month as it is read."""
    if orientation == Qt.Orientation.Horizontal and question.across is Across.MONTHS:
        return month_in_words(str(line.key)) or line.name
    return line.name


def month_in_words(date: str) -> str:
    """`Sep 2020`, or the year alone where no month is known."""
    year, _, month = date.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month else year
