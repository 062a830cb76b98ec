"""A row of the tag tree: dot, name, key and counts, painted from the theme; and the field for its name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QValidator
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from excerpta.core.model.tag import Tag
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import smaller
from excerpta.gui.widgets.tag_tree_model import Index

if TYPE_CHECKING:
    from excerpta.gui.widgets.tag_tree import TagTreeView

ROW = 24
"""Height of a row in pixels, at the least."""

LEFT_OUT = "− "
"""Stands before what the query leaves out, so that its colour is not the only sign."""

_DOT = 9
_NAME = 17
_MARGIN = 13
_GAP = 4
_WIDE = 110


class NameValidator(QValidator):
    """Holds Enter back while a name cannot be a tag's, and says why.

    Signals:
        judged: the objection, or empty.

    """

    judged = Signal(str)

    def __init__(self, objection: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._objection = objection

    def validate(self, text: str, position: int) -> object:
        """Accept whatever the codebook accepts; never refuse a letter."""
        problem = self._objection(text)
        self.judged.emit(problem)
        state = QValidator.State.Intermediate if problem else QValidator.State.Acceptable
        return state, text, position


class TagDelegate(QStyledItemDelegate):
    """Paints a tag and edits its name.

    Signals:
        objected: why the name that is being typed cannot be; empty when it can.

    """

    objected = Signal(str)

    def __init__(self, view: "TagTreeView") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, max(ROW, QFontMetrics(self._view.font()).height() + 7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Dot, name, key and counts; the ground is the view's work."""
        model, theme = self._view.tags, self._view.theme
        tag = model.tag(index)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_dot(painter, rect, theme, tag, is_group=model.hasChildren(index))
        right = self._paint_counts(painter, rect, theme, tag)
        if tag.shortcut:
            right = self._paint_key(painter, rect, theme, tag.shortcut, right)
        left = rect.left() + scaled(_NAME)
        area = QRect(left, rect.top(), right - left - 6, rect.height())
        is_dimmed = model.is_filtered and tag.id not in model.matching
        excluded = tag.id in self._view.excluded
        painter.setFont(self._view.font())
        painter.setPen(theme.rubric if excluded else theme.muted if is_dimmed else theme.ink)
        metrics = QFontMetrics(self._view.font())
        written = f"{LEFT_OUT}{tag.name}" if excluded else tag.name
        name = metrics.elidedText(written, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(self._seen(area), self._leading(), name)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        tag = self._view.tags.tag(index).id
        editor = QLineEdit(parent)
        editor.setObjectName("tag_name_editor")
        editor.setFrame(False)
        validator = NameValidator(lambda name: self._view.tags.clash(tag, name), editor)
        editor.setValidator(validator)
        validator.judged.connect(self.objected)
        editor.destroyed.connect(lambda: self.objected.emit(""))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        area = QRect(option.rect)
        area.setLeft(area.left() + scaled(_NAME) - 5)
        editor.setGeometry(self._seen(area.adjusted(0, 1, -6, -1)))

    def _paint_dot(self, painter: QPainter, rect: QRect, theme: Theme, tag: Tag, *, is_group: bool) -> None:
        """A full dot; a ring for a tag that has others below it."""
        edge = theme.edge(tag.colour)
        size = scaled(_DOT) | 1  # odd, so that it has a middle
        place = self._seen(QRect(rect.left(), rect.center().y() - size // 2, size, size))
        body = QRectF(place)
        if is_group:
            painter.setPen(QPen(edge, 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            body.adjust(1.3, 1.3, -1.3, -1.3)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(edge)
        painter.drawEllipse(body)

    def _paint_counts(self, painter: QPainter, rect: QRect, theme: Theme, tag: Tag) -> int:
        """The count with sub-tags, and before it the tag's own where it differs; the x where they begin."""
        use = self._view.tags.use(tag.id)
        painter.setFont(tabular(smaller(self._view.font())))
        right = self._view.viewport().width() - _MARGIN
        if not self._view.tags.is_counted:
            return right
        left = self._paint_number(painter, rect, right, f"{use.total:,}", theme.muted)
        if 0 < use.own < use.total and rect.width() > scaled(_WIDE):
            own = f"{use.own:,} ·"
            left = self._paint_number(painter, rect, left - scaled(_GAP), own, theme.muted)
        return left

    def _paint_number(self, painter: QPainter, rect: QRect, right: int, text: str, ink: QColor) -> int:
        width = painter.fontMetrics().horizontalAdvance(text)
        painter.setPen(ink)
        area = QRect(right - width, rect.top(), width, rect.height())
        painter.drawText(self._seen(area), Qt.AlignmentFlag.AlignCenter, text)
        return right - width

    def _paint_key(self, painter: QPainter, rect: QRect, theme: Theme, key: str, right: int) -> int:
        side = scaled(15)
        area = QRect(right - 8 - side, rect.center().y() - side // 2, side, side)
        painter.setPen(QPen(theme.line, 1))
        painter.setBrush(theme.card)
        painter.drawRoundedRect(QRectF(self._seen(area)).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(theme.muted)
        painter.setFont(smaller(self._view.font(), 3))
        painter.drawText(self._seen(area), Qt.AlignmentFlag.AlignCenter, key)
        return area.left()

    def _seen(self, area: QRect) -> QRect:
        ground = self._view.viewport().rect()
        return QStyle.visualRect(self._view.layoutDirection(), ground, area)

    def _leading(self) -> Qt.AlignmentFlag:
        leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return QStyle.visualAlignment(self._view.layoutDirection(), leading)


def tabular(font: QFont) -> QFont:
    """The font with figures of one width."""
    font = QFont(font)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
