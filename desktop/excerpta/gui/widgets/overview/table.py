"""The table of a crossing: the warmer a cell, the more meets there; its heads stay in sight."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from excerpta.core.model.crossing import Crossing
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.overview.heads import AcrossHead, SideHead
from excerpta.gui.widgets.overview.heat import ground
from excerpta.gui.widgets.overview.table_model import CrossingModel

_ROW = 28
_NARROWEST, _WIDEST = 38, 132
"""Pixels of a column at least and at most."""

Index = QModelIndex | QPersistentModelIndex


class CrossingTable(Themed, QTableView):
    """Arrows walk over the cells, Enter or a click shows what a cell counts, S and Shift+S sort.

    Attributes:
        cells: the model.

    Signals:
        cell_chosen: row and column of the table as it was counted; None for a total.
        current_said: the current cell in words.
    """

    cell_chosen = Signal(int, object)
    current_said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crossing_table")
        self.setAccessibleName("Table of tags")
        self.cells = CrossingModel()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.across, self.side = AcrossHead(self), SideHead(self)
        self.setHorizontalHeader(self.across)
        self.setVerticalHeader(self.side)
        for head in (self.across, self.side):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(_Cells(self))
        self.setModel(self.cells)
        self.across.sectionClicked.connect(self._sort_rows)
        self.side.sectionClicked.connect(self._sort_columns)
        self.selectionModel().currentChanged.connect(self._tell)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        super().set_theme(theme)
        self.across.set_theme(theme)
        self.side.set_theme(theme)
        self.viewport().update()

    def show_table(self, table: Crossing) -> None:
        """Show a table; the current cell stays where its lines are still there."""
        before = self.current_keys()
        self.cells.show(table)
        self._settle()
        self.go_to(before)

    def current_keys(self) -> tuple[object, object] | None:
        """The keys of the lines that meet in the current cell; None over the totals."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        row, column = self.cells.place(index)
        table = self.cells.table
        return table.rows[row].key, None if column is None else table.columns[column].key

    def go_to(self, keys: tuple[object, object] | None) -> None:
        """Make a cell current, the first one where there is none such."""
        table = self.cells.table
        index = QModelIndex()
        if keys is not None:
            rows = {line.key: place for place, line in enumerate(table.rows)}
            columns = {line.key: place for place, line in enumerate(table.columns)}
            row = rows.get(keys[0])  # type: ignore[call-overload]
            column = None if keys[1] is None else columns.get(keys[1], -1)  # type: ignore[call-overload]
            if row is not None and column != -1:
                index = self.cells.index_of(row, column)
        if not index.isValid() and table.rows:
            index = self.cells.index(0, 1 if table.columns else 0)
        self.setCurrentIndex(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and index.isValid():
            self._choose(index)
        elif event.key() == Qt.Key.Key_S and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            if index.isValid():
                shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self._sort_columns(index.row()) if shifted else self._sort_rows(index.column())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self._choose(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        opens = index.isValid() and self.cells.count(index) > 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """Give lines the size that there is room for."""
        self.side.settle(round(self.width() * 0.36))
        number = self.cells.columnCount()
        if not number:
            return
        room = self.width() - self.side.sizeHint().width() - scaled(14)
        figures = QFontMetrics(self.font()).horizontalAdvance(f"{self._greatest():,}") + scaled(14)
        widest = max(scaled(_NARROWEST), figures)
        wide = max(widest, min(scaled(_WIDEST), self.across.longest(), room // number))
        if wide < self.across.longest():
            wide = max(widest, min(wide, scaled(56)))
        self.across.setDefaultSectionSize(wide)
        self.side.setDefaultSectionSize(scaled(_ROW))
        self.across.settle(wide, round(self.height() * 0.4))
        self.updateGeometries()

    def _greatest(self) -> int:
        return max((line.total for line in self.cells.table.rows), default=0)

    def _choose(self, index: QModelIndex) -> None:
        if self.cells.count(index):
            self.cell_chosen.emit(*self.cells.place(index))

    def _sort_rows(self, section: int) -> None:
        keys = self.current_keys()
        self.cells.sort_rows(section)
        self._settle()
        self.go_to(keys)

    def _sort_columns(self, section: int) -> None:
        keys = self.current_keys()
        self.cells.sort_columns(section)
        self.go_to(keys)

    def _tell(self, current: QModelIndex) -> None:
        self.across.viewport().update()
        self.side.viewport().update()
        self.current_said.emit(self.cells.in_words(current) if current.isValid() else "")


class _Cells(QStyledItemDelegate):
    """Paints a count on its ground."""

    def __init__(self, view: CrossingTable) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, theme = self._view, self._view.theme
        model = view.cells
        rect = option.rect.adjusted(1, 1, 0, 0)
        count, alone = model.count(index), model.is_same(index)
        painter.save()
        painter.fillRect(rect, theme.page if alone else ground(theme, count, model.most))
        if count:
            painter.setPen(theme.muted if alone else theme.ink)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), f"{count:,}")
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.outline)
            painter.drawEllipse(QRectF(rect).center(), 1.2, 1.2)
        state = option.state
        if index == view.currentIndex() and (state & QStyle.StateFlag.State_Selected):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.accent if view.hasFocus() else theme.outline, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 3, 3)
        elif state & QStyle.StateFlag.State_MouseOver and count:
            painter.setPen(QPen(theme.outline, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()
