"""The table of landmarks walks by keys, gives what is typed to a field, and says what was chosen."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.landmarks import LANDMARK, LandmarkDelegate, LandmarkModel, row_height

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LETTERS = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class LandmarkTable(QTableView):
    """One column; instant at 100,000 rows, because all are of one height.

    Attributes:
        landmarks: the model.

    Signals:
        chosen: a Landmark, by Enter or a click.
        left: Esc.
        topped: Up on the first row.
        typed: a character, for a field that filters.

    """

    chosen = Signal(object)
    left = Signal()
    topped = Signal()
    typed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("landmark_table")
        self.landmarks = LandmarkModel(self)
        self.setModel(self.landmarks)
        self._delegate = LandmarkDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(row_height())
        self.verticalHeader().setDefaultSectionSize(row_height())
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)

    def set_theme(self, theme: Theme) -> None:
        """Draw the rows in another theme."""
        self._delegate.theme = theme
        self.viewport().update()

    def go_to_row(self, row: int) -> None:
        """Make a row the current one, and show it; -1 is none."""
        index = self.landmarks.index(row, 0)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if index.isValid():
            self.executeDelayedItemsLayout()
            self.selectionModel().setCurrentIndex(index, flag)
            self.scrollTo(index)
        else:
            self.selectionModel().clear()

    def row(self) -> int:
        """The current row; -1 for none."""
        return self.currentIndex().row()

    def step(self, by: int) -> None:
        """Go some rows down or up, not past the ends."""
        count = self.landmarks.rowCount()
        if count:
            self.go_to_row(max(0, min(count - 1, self.row() + by)))

    def show_row(self, row: int) -> None:
        """Show a row without making it the current one."""
        index = self.landmarks.index(row, 0)
        if index.isValid():
            self.executeDelayedItemsLayout()
            self.scrollTo(index)

    def choose_current(self) -> None:
        """Say that the current row is chosen."""
        self._choose(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTER:
            self.choose_current()
        elif event.key() == Qt.Key.Key_Up and self.row() <= 0:
            self.topped.emit()
        elif event.text().strip() and event.text().isprintable() and event.modifiers() in _LETTERS:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(LANDMARK))
