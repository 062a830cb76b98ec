"""A floating panel is a rounded card with a soft shadow that lies over its parent widget."""

from PySide6.QtCore import QMargins, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from excerpta.gui.support.themed import Themed

SHADOW = 12
"""Room for the shadow on every side, in pixels; contents and placement leave it out."""

_RADIUS = 8.0
GAP = 8
"""Pixels between a panel and what it stands beside."""

INSIDE = 6
"""Pixels that a panel keeps from the edges of what it has to stay in."""


class FloatingPanel(Themed, QWidget):
    """Paints the card and its shadow; keeps presses and wheel turns from what lies beneath."""

    def __init__(self, parent: QWidget | None = None) -> None:
        # Hidden before it has a parent: hiding it later would send a hide event to a half-made subclass.
        super().__init__(None)
        self.setCursor(Qt.CursorShape.ArrowCursor)  # not that of what lies beneath
        self.hide()
        self.setParent(parent)
        self.setContentsMargins(SHADOW, SHADOW, SHADOW, SHADOW)

    def card(self) -> QRect:
        """The card without its shadow, in the parent's coordinates."""
        return self.geometry().marginsRemoved(QMargins(SHADOW, SHADOW, SHADOW, SHADOW))

    def goes_above(self, rect: QRect, bounds: QRect) -> bool:
        """Whether there is room for the card above `rect` and none below it."""
        needed = self.height() - 2 * SHADOW + GAP + INSIDE
        return rect.bottom() + needed > bounds.bottom() and rect.top() - needed >= bounds.top()

    def place_near(self, rect: QRect, bounds: QRect, *, centred: bool, above: bool | None = None) -> None:
        """Stand below or above `rect`, as there is room unless told, always inside `bounds`.

        Both are in the parent's coordinates. Centred on `rect`, or aligned with its left side.
        """
        bounds = bounds.adjusted(INSIDE, INSIDE, -INSIDE, -INSIDE)
        card = QRect(0, 0, self.width() - 2 * SHADOW, self.height() - 2 * SHADOW)
        if centred:
            card.moveCenter(rect.center())
        else:
            card.moveLeft(rect.left())
        if self.goes_above(rect, bounds) if above is None else above:
            card.moveBottom(rect.top() - 1 - GAP)
        else:
            card.moveTop(rect.bottom() + 1 + GAP)
        card.moveRight(min(card.right(), bounds.right()))
        card.moveLeft(max(card.left(), bounds.left()))
        card.moveBottom(min(card.bottom(), bounds.bottom()))
        card.moveTop(max(card.top(), bounds.top()))
        self.move(card.left() - SHADOW, card.top() - SHADOW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 9 if self.theme.is_dark else 3))
        for spread in range(1, SHADOW, 1):
            grown = card.adjusted(-spread, -spread + 3, spread, spread)
            painter.drawRoundedRect(grown, _RADIUS + spread, _RADIUS + spread)
        painter.setBrush(self.theme.card)
        painter.setPen(QPen(self.theme.line, 1))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
