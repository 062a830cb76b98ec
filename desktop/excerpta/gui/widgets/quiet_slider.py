"""A quiet slider is a thin line with a knob; a press anywhere on it moves the knob there."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QStyle, QWidget

from excerpta.gui.support.themed import Themed

_KNOB = 15
_GROOVE = 4


class QuietSlider(Themed, QSlider):
    """Lies flat; keys move it as every slider."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(120, 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 24)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        theme, middle = self.theme, self.height() / 2
        groove = QRectF(_KNOB / 2, middle - _GROOVE / 2, self.width() - _KNOB, _GROOVE)
        knob = QPointF(_KNOB / 2 + self._position(), middle)
        painter.setBrush(theme.line)
        painter.drawRoundedRect(groove, _GROOVE / 2, _GROOVE / 2)
        done = QRectF(groove)
        if self._is_mirrored:
            done.setLeft(knob.x())
        else:
            done.setRight(knob.x())
        painter.setBrush(theme.accent)
        painter.drawRoundedRect(done, _GROOVE / 2, _GROOVE / 2)
        painter.setBrush(theme.card)
        painter.setPen(QPen(theme.accent if self.hasFocus() or self.underMouse() else theme.outline, 1.4))
        painter.drawEllipse(knob, _KNOB / 2 - 1, _KNOB / 2 - 1)
        if self.hasFocus():
            painter.setBrush(theme.accent)
            painter.drawEllipse(knob, 3, 3)

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _position(self) -> int:
        room = self.width() - _KNOB
        return QStyle.sliderPositionFromValue(
            self.minimum(), self.maximum(), self.value(), room, self._is_mirrored
        )

    def _follow(self, event: QMouseEvent) -> None:
        room = self.width() - _KNOB
        place = min(max(0, round(event.position().x() - _KNOB / 2)), room)
        self.setValue(
            QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), place, room, self._is_mirrored)
        )
