"""How the tag tree is painted: grounds and marks of rows, arrows, and where a drag would drop."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QTreeView, QWidget

from excerpta.core.model.ids import TagId
from excerpta.gui.support.scale import scale
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.tag_tree_model import Index, TagTreeModel

_ARROW_WIDTH = 16
_ARROW = QPolygonF([QPointF(-1.75, -3.5), QPointF(1.75, 0), QPointF(-1.75, 3.5)])


class PaintedTagTree(Themed, QTreeView):
    """The look of the tree; what it does under the hand is its heir's.

    Attributes:
        tags: the model.
        asked, excluded: the tags that the query names, and those it leaves out.

    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tags = TagTreeModel(self)
        self.asked: frozenset[TagId] = frozenset()
        self.excluded: frozenset[TagId] = frozenset()
        self.drop_place: tuple[QRect, bool] | None = None

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        super().set_theme(theme)
        self.viewport().update()

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(0, option.rect.top(), self.viewport().width(), option.rect.height())
        if self.selectionModel().isSelected(index):
            painter.fillRect(rect, self.theme.selection)
        elif rect.contains(self._pointer()):
            painter.fillRect(rect, self.theme.hover)
        super().drawRow(painter, option, index)
        tag = self.tags.tag(index).id
        if tag in self.asked or tag in self.excluded:
            bar = QStyle.visualRect(self.layoutDirection(), rect, QRect(0, rect.top(), 3, rect.height()))
            painter.fillRect(bar, self.theme.rubric if tag in self.excluded else self.theme.accent)
        if index == self.currentIndex() and self.hasFocus():
            painter.setPen(QPen(self.theme.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if not self.tags.hasChildren(index):
            return
        ground = QRect(rect)
        ground.setLeft(max(rect.left(), ground.right() - _ARROW_WIDTH + 1))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            ground = QRect(rect.left(), rect.top(), min(_ARROW_WIDTH, rect.width()), rect.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QPointF(ground.center()) + QPointF(-1, 0.5))
        if self.isExpanded(index):
            painter.rotate(90)
        elif self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.rotate(180)
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(self.theme.muted, 1.4, Qt.PenStyle.SolidLine, cap, join))
        painter.scale(scale(), scale())
        painter.drawPolyline(_ARROW)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.tags.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.theme.muted)
            area = self.viewport().rect().adjusted(16, 16, -16, -16)
            flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            words = "No tag is called so." if self.tags.is_filtered else "No tags yet: type a name above."
            painter.drawText(area, flags, words)
        elif self.drop_place is not None and self.state() == QAbstractItemView.State.DraggingState:
            self._paint_drop(QPainter(self.viewport()), *self.drop_place)

    def _paint_drop(self, painter: QPainter, area: QRect, onto: bool) -> None:
        """A frame round the tag that a drag would drop onto, or a line between two, with a ring before it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if onto:
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 5, 5)
            return
        start, end = QPointF(area.left() + 7, area.top()), QPointF(area.right() - 4, area.top())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            start, end = QPointF(area.right() - 7, area.top()), QPointF(area.left() + 4, area.top())
        painter.drawLine(start, end)
        painter.setBrush(self.theme.chrome)
        painter.drawEllipse(start, 3, 3)

    def _pointer(self) -> QPoint:
        return self.viewport().mapFromGlobal(self.cursor().pos())
