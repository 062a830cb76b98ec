"""The buttons of the selection bar: dots of the colours, and words with the caps of their keys."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from excerpta.core.model.annotation import Colour
from excerpta.gui.support.plain_text import plain_tooltip
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.themed import Themed, paint_line, smaller

_DOT, _CAP = 16, 17


class ColourDot(Themed, QAbstractButton):
    """One highlight colour: its tint with its edge around."""

    def __init__(self, colour: Colour, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = colour
        self._key = ""
        self.set_name(colour.value)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_key(self, key: str) -> None:
        self._key = key
        tip = f"{self.accessibleName()} ({key})" if key else self.accessibleName()
        self.setToolTip(plain_tooltip(tip) if "<" in tip else tip)
        self.update()

    def set_name(self, name: str) -> None:
        self.setAccessibleName(f"Highlight {name}" if name == self.colour.value else f"Highlight: {name}")
        self.set_key(self._key)

    def sizeHint(self) -> QSize:
        return QSize(scaled(24), scaled(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, radius = QRectF(self.rect()).center(), scaled(_DOT) / 2
        if self.underMouse():
            painter.setPen(QPen(self.theme.edge(self.colour), 1.5))
            painter.drawEllipse(middle, radius + 2.5, radius + 2.5)
        painter.setPen(QPen(self.theme.edge(self.colour), 1.3))
        painter.setBrush(self.theme.tint(self.colour))
        painter.drawEllipse(middle, radius, radius)
        if len(self._key) == 1:
            painter.setPen(self.theme.ink)
            painter.setFont(smaller(self.font(), 3))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._key)


class KeyedButton(Themed, QAbstractButton):
    """A word with the cap of its key behind it."""

    def __init__(self, word: str, tip: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._word, self._key, self._tip = word, "", tip
        self._shows_cap = True
        self.setAccessibleName(word)
        self.setAccessibleDescription(tip)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_key("")

    def set_key(self, key: str) -> None:
        self._key = key
        self.setToolTip(f"{self._tip} ({key})" if key else self._tip)
        self.updateGeometry()
        self.update()

    def show_cap(self, *, shown: bool) -> None:
        self._shows_cap = shown
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        word = self.fontMetrics().horizontalAdvance(self._word)
        return QSize(word + self._cap_width() + (19 if self._cap_width() else 14), scaled(26))

    def _cap_width(self) -> int:
        metrics = QFontMetrics(smaller(self.font(), 2))
        return (
            max(scaled(_CAP), metrics.horizontalAdvance(self._key) + 8)
            if self._key and self._shows_cap
            else 0
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(self.rect(), 5, 5)
        painter.setPen(theme.ink)
        word = self.rect().adjusted(7, 0, -7, 0)
        paint_line(painter, self._word, word, self.layoutDirection())
        if not self._cap_width():
            return
        left = self.width() - self._cap_width() - 6 if self.isLeftToRight() else 6
        cap = QRectF(left, (self.height() - scaled(_CAP)) / 2, self._cap_width(), scaled(_CAP))
        painter.setPen(QPen(theme.line, 1))
        painter.setBrush(theme.chrome)
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 3.5, 3.5)
        painter.setPen(theme.muted)
        painter.setFont(smaller(self.font(), 2))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)


class Separator(Themed, QWidget):
    """A thin upright line."""

    def sizeHint(self) -> QSize:
        return QSize(9, scaled(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self.theme.line, 1))
        middle = self.width() // 2 + 0.5
        painter.drawLine(QPointF(middle, 5), QPointF(middle, self.height() - 5))
