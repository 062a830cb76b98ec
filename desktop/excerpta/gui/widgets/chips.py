"""A tag chip is a tag as a pill: a dot in the tag's colour, its name, and perhaps a cross."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from excerpta.core.model.annotation import Colour
from excerpta.gui.support.control_rules import TARGET
from excerpta.gui.support.plain_text import plain_tooltip
from excerpta.gui.support.scale import scale, scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed, paint_line, smaller

_DOT = 7
"""Diameter of a tag's dot in pixels."""

_PADDING = 8
_GAP = 5
_CROSS = 16
_WIDEST = 260


def dot_size() -> int:
    """Give the diameter of a tag's dot, an odd number of pixels so that it has a middle."""
    return scaled(_DOT) | 1


def _name_left() -> int:
    return _PADDING + dot_size() + _GAP


class CrossShown(Enum):
    """When a chip shows the cross that removes it."""

    NEVER = "never"
    UNDER_POINTER = "under pointer"
    ALWAYS = "always"


class TagChip(Themed, QAbstractButton):
    """One tag, given; `clicked` says that it was chosen.

    Attributes:
        tag: what the chip stands for, as it was given; the chip does not look into it.

    Signals:
        removed: its cross was clicked, or Delete or Backspace pressed on it.

    """

    removed = Signal()

    def __init__(self, parent: QWidget | None = None, *, cross: CrossShown = CrossShown.NEVER) -> None:
        super().__init__(parent)
        self.tag: object = None
        self._name = ""
        self._colour: Colour | None = None
        self._cross = cross
        self._pressed_cross = False
        self._size: QSize | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if cross is CrossShown.NEVER else Qt.FocusPolicy.TabFocus)

    def set_tag(self, tag: object, name: str, path: str, colour: Colour | None) -> None:
        """Show a tag; one without a colour has a hollow dot."""
        self.tag, self._name, self._colour = tag, name, colour
        self.setToolTip(plain_tooltip(path))
        self.setAccessibleName(name)
        self.setAccessibleDescription(path)
        self._size = None
        self.updateGeometry()
        self.update()

    @property
    def name(self) -> str:
        """The tag's name as it was given."""
        return self._name

    def sizeHint(self) -> QSize:
        if self._size is None:
            self._size = self._wanted_size()
        return self._size

    def _wanted_size(self) -> QSize:
        size = chip_size(self._name, QFontMetrics(smaller(self.font())))
        if self._cross is CrossShown.ALWAYS:
            size.setWidth(min(size.width() + scaled(_CROSS) - _PADDING // 2, scaled(_WIDEST)))
        return size

    def minimumSizeHint(self) -> QSize:
        return QSize(min(64, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        outline = theme.accent if self.hasFocus() else theme.outline
        body = pill(self.rect(), QFontMetrics(smaller(self.font())))
        painter.setPen(QPen(outline, 1.5 if self.hasFocus() else 1))
        painter.setBrush(theme.hover if self.underMouse() else theme.card)
        painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        paint_dot(painter, theme, _dot_middle(self.rect(), self.layoutDirection()), self._colour)
        self._paint_name(painter)
        if self._shows_cross():
            self._paint_cross(painter)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._size = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._cross is not CrossShown.NEVER and event.key() in (
            Qt.Key.Key_Delete,
            Qt.Key.Key_Backspace,
        ):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_cross = self._shows_cross() and self._cross_area().contains(event.position().toPoint())
        if not self._pressed_cross:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._pressed_cross:
            super().mouseReleaseEvent(event)
            return
        self._pressed_cross = False
        if self._cross_area().contains(event.position().toPoint()):
            self.removed.emit()

    def _paint_name(self, painter: QPainter) -> None:
        font = smaller(self.font())
        painter.setFont(font)
        painter.setPen(self.theme.ink)
        right = scaled(_CROSS) + 2 if self._cross is CrossShown.ALWAYS else _PADDING - 1
        area = QRect(_name_left(), 0, self.width() - _name_left() - right, self.height())
        if self._shows_cross() and self._cross is CrossShown.UNDER_POINTER:
            area.setRight(min(area.right(), self.width() - scaled(_CROSS) - 2))
        shown = QFontMetrics(font).elidedText(self._name, Qt.TextElideMode.ElideRight, area.width())
        paint_line(painter, shown, self._mirror(area), self.layoutDirection())

    def _paint_cross(self, painter: QPainter) -> None:
        middle = QRectF(self._cross_area()).center()
        painter.setPen(QPen(self.theme.muted, 1.4, c=Qt.PenCapStyle.RoundCap))
        arm = 2.75 * scale()
        painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
        painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))

    def _shows_cross(self) -> bool:
        if self._cross is CrossShown.UNDER_POINTER:
            return self.underMouse() or self.hasFocus()
        return self._cross is CrossShown.ALWAYS

    def _cross_area(self) -> QRect:
        return self._mirror(QRect(self.width() - scaled(_CROSS) - 3, 0, scaled(_CROSS), self.height()))

    def _mirror(self, area: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), area)


class AddChip(Themed, QAbstractButton):
    """A dashed chip that adds something: a plus and a word."""

    def __init__(self, word: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = f"+ {word}"
        self.setAccessibleName(name)
        self.set_key("")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_key(self, key: str) -> None:
        """Name the key that does the same."""
        name = self.accessibleName()
        self.setToolTip(f"{name} ({key})" if key else name)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(smaller(self.font()))
        width = metrics.horizontalAdvance(self._word) + 2 * _PADDING
        return QSize(width, max(TARGET, metrics.height() + 5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        body = pill(self.rect(), QFontMetrics(smaller(self.font())))
        painter.setPen(
            QPen(theme.accent, 1.5) if self.hasFocus() else QPen(theme.outline, 1, Qt.PenStyle.DashLine)
        )
        painter.setBrush(theme.hover if self.underMouse() else Qt.GlobalColor.transparent)
        painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        painter.setPen(theme.ink if self.underMouse() else theme.muted)
        painter.setFont(smaller(self.font()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._word)


def pill(place: QRect, metrics: QFontMetrics) -> QRectF:
    """The part of a chip's place that is drawn: what is clicked is higher than what is seen."""
    less = max(0.0, (place.height() - metrics.height() - 5) / 2)
    return QRectF(place).adjusted(0.5, 0.5 + less, -0.5, -0.5 - less)


def chip_size(name: str, metrics: QFontMetrics) -> QSize:
    """The size of a chip without a cross; `metrics` are those of the small font."""
    width = _name_left() + _PADDING + metrics.horizontalAdvance(name) + 2
    return QSize(min(width, scaled(_WIDEST)), max(TARGET, metrics.height() + 5))


@dataclass(frozen=True, slots=True)
class PaintedChip:
    """A chip that is only looked at.

    Attributes:
        size: in pixels.
        name: of the tag, shown as far as it fits.

    """

    size: QSize
    name: str
    colour: Colour

    def picture(self, theme: Theme, font: QFont, ratio: float, direction: Qt.LayoutDirection) -> QPixmap:
        """The chip on the ground of a card, at so many device pixels for one; the font is the small one."""
        picture = QPixmap(self.size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.card)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRect(QPoint(0, 0), self.size)
        body = pill(place, QFontMetrics(font))
        painter.setPen(QPen(theme.line, 1))
        painter.setBrush(theme.card)
        painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        paint_dot(painter, theme, _dot_middle(place, direction), self.colour)
        painter.setFont(font)
        painter.setPen(theme.ink)
        area = QStyle.visualRect(direction, place, place.adjusted(_name_left(), 0, 1 - _PADDING, 0))
        shown = QFontMetrics(font).elidedText(self.name, Qt.TextElideMode.ElideRight, area.width())
        paint_line(painter, shown, area, direction)
        painter.end()
        return picture


def _dot_middle(place: QRect, direction: Qt.LayoutDirection) -> QPointF:
    size = dot_size()
    dot = QRect(place.left() + _PADDING, round(place.top() + (place.height() - size) / 2), size, size)
    return QPointF(QStyle.visualRect(direction, place, dot).center()) + QPointF(0.5, 0.5)


def paint_dot(painter: QPainter, theme: Theme, middle: QPointF, colour: Colour | None) -> None:
    """A tag's dot; hollow for a tag that has no colour yet."""
    edge = theme.edge(colour) if colour else theme.muted
    painter.setPen(QPen(edge, 1.2) if colour is None else Qt.PenStyle.NoPen)
    painter.setBrush(edge if colour else QColor(Qt.GlobalColor.transparent))
    painter.drawEllipse(middle, dot_size() / 2, dot_size() / 2)
