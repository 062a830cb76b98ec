"""A themed widget paints itself from a theme's slots; until it is given one it is light."""

from functools import cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from excerpta.gui.support.scale import scale
from excerpta.gui.support.theme import Theme, load_theme


class Themed:
    """What every own-painted widget shares; mixed in before the Qt class."""

    _theme: Theme | None = None

    @property
    def theme(self) -> Theme:
        """The theme that is shown."""
        return self._theme or _first_theme()

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self.update()  # type: ignore[attr-defined]


def smaller(font: QFont, by: float = 1) -> QFont:
    """A font `by` pixels smaller than `font`, more where letters are large."""
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(max(8, round(font.pixelSize() - by * scale())))
    else:
        small.setPointSizeF(max(6.0, font.pointSizeF() - by * 0.75))
    return small


def paint_line(painter: QPainter, text: str, area: QRect, direction: Qt.LayoutDirection) -> None:
    """Write one line at the leading side of `area`, centred by the painter's font."""
    painter.drawText(line_start(text, area, direction, QFontMetrics(painter.font())), text)


def line_start(text: str, area: QRect, direction: Qt.LayoutDirection, metrics: QFontMetrics) -> QPointF:
    """Where the base line of a text begins that stands at the leading side of `area`, in its middle.

    Qt's own centring goes by the tallest character, so that an emoji would lift its line.
    """
    left = area.left()
    if direction == Qt.LayoutDirection.RightToLeft:
        left = area.right() + 1 - metrics.horizontalAdvance(text)
    middle = area.top() + area.height() / 2
    return QPointF(left, round(middle + (metrics.ascent() - metrics.descent()) / 2))


@cache
def _first_theme() -> Theme:
    return load_theme("light")
