"""A table of one column whose rows are painted, one of which is current, each as high as it is said to be."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

Index = QModelIndex | QPersistentModelIndex


class OneColumn(QTableView):
    """Rows one below the other; marking them is another thing than selecting one."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        """`height` is that of a usual row in pixels."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(20)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(10)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)

    def take_heights(self, first: int, height_of: Callable[[int], int]) -> None:
        """Give every row from `first` on its height."""
        header = self.verticalHeader()
        # With updates on, every single resize adds up the heights of all rows.
        header.blockSignals(True)
        header.setUpdatesEnabled(False)
        for row in range(first, header.count()):
            height = height_of(row)
            if header.sectionSize(row) != height:
                header.resizeSection(row, height)
        header.setUpdatesEnabled(True)
        header.blockSignals(False)
        self.updateGeometries()
        self.viewport().update()

    def offset(self) -> int | None:
        """Pixels from the top of the view to the current row; None without one."""
        index = self.currentIndex()
        return self.visualRect(index).top() if index.isValid() else None

    def scroll_to(self, offset: int | None) -> None:
        """Let the current row stand so many pixels below the top."""
        if offset is not None:
            bar = self.verticalScrollBar()
            bar.setValue(self.rowViewportPosition(self.currentIndex().row()) + bar.value() - offset)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """One row is selected, whatever is held down."""
        if isinstance(event, QMouseEvent):
            if not index.isValid() or event.type() == QEvent.Type.MouseMove:
                return QItemSelectionModel.SelectionFlag.NoUpdate
            return QItemSelectionModel.SelectionFlag.ClearAndSelect
        return super().selectionCommand(index, event)
