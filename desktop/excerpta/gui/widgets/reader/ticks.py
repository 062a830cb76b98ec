"""The reader's scroll bar carries ticks of the highlights and find hits in their colours."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from excerpta.gui.support.theme import Theme

WIDTH = 13
TICK_HEIGHT = 3


class TickBar(QScrollBar):
    """A slim scroll bar painted in the theme's slots, with a tick wherever something is marked.

    `ticks_wanted` is asked for (y in pixels, colour) pairs when the ticks were said to have changed,
    never once per frame.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self._picture: QPixmap | None = None
        self._ticks_wanted: Callable[[int], list[tuple[int, QColor]]] = lambda _height: []
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Scroll bar with the places of the highlights")

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        self.forget_ticks()

    def set_source(self, ticks_wanted: Callable[[int], list[tuple[int, QColor]]]) -> None:
        """Take ticks from a function of the bar's height in pixels."""
        self._ticks_wanted = ticks_wanted
        self.forget_ticks()

    def forget_ticks(self) -> None:
        """Ask for the ticks again at the next painting."""
        self._picture = None
        self.update()

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
                QRectF(3, handle.top() + 2, self.width() - 6, handle.height() - 4), 3.5, 3.5
            )
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.drawPixmap(0, 0, self._drawn_ticks())
        painter.end()

    def _drawn_ticks(self) -> QPixmap:
        """Give the ticks as a picture: they change far less often than the handle moves."""
        scale = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != scale:
            ticks = self._ticks_wanted(self.height())
            self._picture = QPixmap(self.size() * scale)
            self._picture.setDevicePixelRatio(scale)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            for y, _ in ticks:
                # Apart from the handle, whose colour is as strong as theirs.
                painter.fillRect(1, y - 1, self.width() - 1, TICK_HEIGHT + 2, self._theme.page)
            for y, colour in ticks:
                painter.fillRect(3, y, self.width() - 5, TICK_HEIGHT, colour)
            painter.end()
        return self._picture
