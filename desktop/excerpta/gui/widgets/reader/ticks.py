"""The reader's scroll bar carries ticks: of the highlights in their colours, beside them of find hits."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QPolygonF
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QToolTip, QWidget

from excerpta.gui.support.plain_text import plain_tooltip
from excerpta.gui.support.theme import Theme

WIDTH = 15
TICK_HEIGHT = 3

_HIGHLIGHTS = (2, 6)
"""Left side and width of the column of highlights; the hits are right of it."""

_HITS = (9.5, 5.0)
_NEAR = 3
_DRAGGED = 4
"""So many pixels away from where it was pressed a tick lets go, and the handle is dragged instead."""


_NOTHING = QScrollBar.SliderAction.SliderNoAction
_TO_EDGES = (
    _NOTHING,
    QScrollBar.SliderAction.SliderToMinimum,
    QScrollBar.SliderAction.SliderToMaximum,
)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the bar for whatever begins in a stretch of the text.

    Attributes:
        y: of its top, in pixels.
        start, end: the stretch, in code points.
        colour: of the first highlight there; None for find hits.
        is_current: whether the hit that is visited is among them.

    """

    y: int
    start: int
    end: int
    colour: QColor | None = None
    is_current: bool = False


class TickBar(QScrollBar):
    """A slim scroll bar painted in the theme's slots, with a tick wherever something is marked.

    Its source is asked for the ticks when they were said to have changed, never once per frame.

    Signals:
        tick_chosen: a Tick that was clicked.
    """

    tick_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self._ticks: list[Tick] | None = None
        self._picture: QPixmap | None = None
        self._wanted: Callable[[int], list[Tick]] = lambda _height: []
        self._told: Callable[[Tick], str] = lambda _tick: ""
        self._pressed: QMouseEvent | None = None
        self._moved_by = _NOTHING
        self.actionTriggered.connect(self._note_action)
        self.setFixedWidth(WIDTH)
        self.setMouseTracking(True)
        self.setAccessibleName("Scroll bar with the places of the highlights")

    def sizeHint(self) -> QSize:
        """Give the own width, not that of the style's scroll bars."""
        return QSize(WIDTH, super().sizeHint().height())

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        self.forget_ticks()

    def set_source(self, wanted: Callable[[int], list[Tick]], told: Callable[[Tick], str]) -> None:
        """Take ticks from a function of the bar's height in pixels, and what each is in words."""
        self._wanted, self._told = wanted, told
        self.forget_ticks()

    def forget_ticks(self) -> None:
        """Ask for the ticks again at the next painting."""
        self._ticks = self._picture = None
        self.update()

    def ticks(self) -> list[Tick]:
        """Give the ticks from top to bottom."""
        if self._ticks is None:
            self._ticks = self._wanted(self.height())
        return self._ticks

    def tick_at(self, x: float, y: float) -> Tick | None:
        """Give the tick nearest to a point, in the column there first; None where none is near."""
        near = [tick for tick in self.ticks() if abs(tick.y + TICK_HEIGHT / 2 - y) <= _NEAR]
        is_right = x >= _HITS[0]
        return min(
            near,
            key=lambda tick: ((tick.colour is None) is not is_right, abs(tick.y + TICK_HEIGHT / 2 - y)),
            default=None,
        )

    def leads_to_edge(self) -> bool:
        """Whether a move that has come to a limit is meant to lead to the very top or end of the text.

        So it is when the handle was dragged there, a key or the menu says so, or the value was set. The
        wheel and steps only come near it: what lies above or below is not measured yet.
        """
        moved_by, self._moved_by = self._moved_by, _NOTHING
        return self.isSliderDown() or moved_by in _TO_EDGES

    def _note_action(self, action: int) -> None:
        self._moved_by = QScrollBar.SliderAction(action)

    # ---- the mouse

    def event(self, event: QEvent) -> bool:
        """Say what the tick under the pointer stands for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tick = self.tick_at(event.pos().x(), event.pos().y())
            if tick is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), plain_tooltip(self._told(tick)), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a tick, or of the handle."""
        is_plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if is_plain and self.tick_at(event.position().x(), event.position().y()) is not None:
            self._pressed = event.clone()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the handle, though a tick was pressed that lies over it; or point at a tick."""
        pressed = self._pressed
        if pressed is not None:
            if abs(event.position().y() - pressed.position().y()) < _DRAGGED:
                return
            self._pressed = None
            super().mousePressEvent(pressed)
        elif not event.buttons():
            on = self.tick_at(event.position().x(), event.position().y())
            self.setCursor(Qt.CursorShape.ArrowCursor if on is None else Qt.CursorShape.PointingHandCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the tick that was pressed, or let the handle go."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
            return
        tick = self.tick_at(pressed.position().x(), pressed.position().y())
        if tick is not None:
            self.tick_chosen.emit(tick)

    # ---- painting

    def resizeEvent(self, event: object) -> None:
        """Places of ticks depend on the height."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.forget_ticks()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the handle and the ticks over it."""
        painter = QPainter(self)
        theme = self._theme
        painter.fillRect(self.rect(), theme.page)
        painter.fillRect(0, 0, 1, self.height(), theme.line)
        if self.maximum() > self.minimum():
            option = QStyleOptionSlider()
            self.initStyleOption(option)
            handle = self.style().subControlRect(
                QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
            )
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            held = self.isSliderDown() or self.underMouse()
            painter.setBrush(theme.muted if held else theme.outline)
            painter.drawRoundedRect(
                QRectF(4, handle.top() + 2, self.width() - 7, handle.height() - 4), 3.5, 3.5
            )
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.drawPixmap(0, 0, self._drawn_ticks())
        painter.end()

    def _drawn_ticks(self) -> QPixmap:
        """Give the ticks as a picture: they change far less often than the handle moves."""
        scale = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != scale:
            self._picture = QPixmap(self.size() * scale)
            self._picture.setDevicePixelRatio(scale)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            for tick in self.ticks():
                # Apart from the handle, whose colour is as strong as theirs.
                left, width = _HIGHLIGHTS if tick.colour is not None else _HITS
                around = QRectF(left - 1, tick.y - 1, width + 2, TICK_HEIGHT + 2)
                painter.fillRect(around, self._theme.page)
            for tick in self.ticks():
                if tick.colour is not None:
                    painter.fillRect(_HIGHLIGHTS[0], tick.y, _HIGHLIGHTS[1], TICK_HEIGHT, tick.colour)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.accent)
            for tick in self.ticks():
                if tick.colour is None:
                    self._draw_hit(painter, tick)
            painter.end()
        return self._picture

    def _draw_hit(self, painter: QPainter, tick: Tick) -> None:
        """Draw a wedge that points at the text; that of the hit which is visited goes over the whole bar."""
        left, width = _HITS
        middle = tick.y + TICK_HEIGHT / 2
        if tick.is_current:
            painter.fillRect(QRectF(1, tick.y - 2, self.width() - 1, TICK_HEIGHT + 4), self._theme.page)
            painter.fillRect(QRectF(1, tick.y, self.width() - 1, TICK_HEIGHT), self._theme.accent)
        reach = 3.5 if tick.is_current else 2.5
        wedge = QPolygonF(
            [
                QPointF(left, middle),
                QPointF(left + width, middle - reach),
                QPointF(left + width, middle + reach),
            ]
        )
        painter.drawPolygon(wedge)
