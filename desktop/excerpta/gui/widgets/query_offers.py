"""What could be typed next in a query, below the caret; the field keeps the keyboard."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.text.query_completion import Suggestion
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed, smaller
from excerpta.gui.widgets.floating_panel import SHADOW, FloatingPanel

MOST_SEEN = 8
_WIDTH = 340
_ROW = 26
Index = QModelIndex | QPersistentModelIndex


class QueryOffers(FloatingPanel):
    """A short list; nothing is chosen in it until Down is pressed, so that Enter still means what is typed.

    Attributes:
        list: the rows.

    Signals:
        taken: a Suggestion was clicked.

    """

    taken = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.list = _List(self._model)
        self.list.clicked.connect(lambda index: self.taken.emit(self._model.row(index.row())))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 5, 1, 5)
        column.addWidget(self.list)

    def offer(self, suggestions: Sequence[Suggestion], near: QRect, bounds: QRect) -> None:
        """Show suggestions below `near`; both rectangles in the parent's coordinates. None hide it."""
        self._model.show_rows(suggestions)
        self.list.setCurrentIndex(QModelIndex())
        if not suggestions:
            self.hide()
            return
        rows = min(len(suggestions), MOST_SEEN)
        width = min(scaled(_WIDTH), bounds.width() - 16)
        self.resize(width + 2 * SHADOW, rows * scaled(_ROW) + 10 + 2 * SHADOW)
        self.place_near(near, bounds, centred=False)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Choose the next or the previous row; above the first nothing is chosen."""
        row = self.list.currentIndex().row() + by
        last = self._model.rowCount() - 1
        row = last if row < -1 else -1 if row > last else row
        self.list.setCurrentIndex(self._model.index(row) if row >= 0 else QModelIndex())

    def chosen(self) -> Suggestion | None:
        """What is chosen; None where nothing is."""
        return self._model.row(self.list.currentIndex().row())

    def first(self) -> Suggestion | None:
        """The likeliest."""
        return self._model.row(0)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        super().set_theme(theme)
        self.list.set_theme(theme)


class _Model(QAbstractListModel):
    """Suggestions in the order given."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[Suggestion, ...] = ()

    def show_rows(self, rows: Sequence[Suggestion]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> Suggestion | None:
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return f"{row.label}, {row.about}" if row.about else row.label


class _List(Themed, QListView):
    """Takes no keyboard."""

    def __init__(self, model: _Model) -> None:
        super().__init__()
        self.setObjectName("query_offers")
        self.setAccessibleName("What could be typed next")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(model)
        self.offers = model
        self.setItemDelegate(_Painter(self))


class _Painter(QStyledItemDelegate):
    """Paints what is written, and at the end of the row what it is."""

    def __init__(self, view: _List) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._view.offers.row(index.row())
        if row is None:
            return
        theme, place = self._view.theme, option.rect
        is_current = index.row() == self._view.currentIndex().row()
        painter.save()
        if is_current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.selection if is_current else theme.hover)
            painter.drawRoundedRect(place.adjusted(4, 0, -4, 0), 5, 5)
        inner = place.adjusted(12, 0, -12, 0)
        small = smaller(option.font)
        metrics = QFontMetrics(option.font)
        room = inner.width() - metrics.horizontalAdvance(row.label) - 16
        about = QFontMetrics(small).elidedText(row.about, Qt.TextElideMode.ElideRight, max(room, 0))
        trailing = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        direction = self._view.layoutDirection()
        painter.setFont(small)
        painter.setPen(theme.ink if is_current else theme.muted)
        painter.drawText(inner, QStyle.visualAlignment(direction, trailing), about)
        painter.setFont(option.font)
        painter.setPen(theme.ink)
        label = metrics.elidedText(row.label, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, QStyle.visualAlignment(direction, leading), label)
        painter.restore()


def rules(theme: Theme) -> str:
    """The list's part of the style sheet."""
    return f"QListView#query_offers {{ background: {theme.card.name()}; outline: none; }}"
