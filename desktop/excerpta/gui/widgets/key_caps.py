"""Keys drawn as caps, as they are printed on a keyboard; between two that do the same stands `or`."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import smaller

_CAP_HEIGHT = 19
_PADDING = 6.0
_NARROWEST = 19
OR = " or "
AND = " "


def cap_height() -> int:
    """Pixels of a cap."""
    return scaled(_CAP_HEIGHT)


def caps_width(keys: Sequence[str], font: QFont, between: str = OR) -> float:
    """Pixels that the caps of keys take side by side, in `font` made smaller."""
    metrics = QFontMetricsF(smaller(font))
    gaps = metrics.horizontalAdvance(between) * max(0, len(keys) - 1)
    return sum(_cap_width(key, metrics) for key in keys) + gaps


def paint_caps(
    painter: QPainter,
    area: QRectF,
    keys: Sequence[str],
    theme: Theme,
    *,
    between: str = OR,
    is_own: bool = False,
) -> None:
    """Draw keys at the right side of `area`, in the middle of its height; the user's own have an accent."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = smaller(painter.font())
    x = area.right() - caps_width(keys, painter.font(), between)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    top = area.top() + (area.height() - cap_height()) / 2
    for number, key in enumerate(keys):
        if number:
            gap = QRectF(x, top, metrics.horizontalAdvance(between), cap_height())
            painter.setPen(theme.muted)
            painter.drawText(gap, Qt.AlignmentFlag.AlignCenter, between.strip())
            x = gap.right()
        cap = QRectF(x, top, _cap_width(key, metrics), cap_height())
        painter.setPen(QPen(theme.accent, 1.6) if is_own else QPen(theme.outline, 1))
        painter.setBrush(theme.card)
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.ink)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        x = cap.right()
    painter.restore()


def _cap_width(key: str, metrics: QFontMetricsF) -> float:
    return max(scaled(_NARROWEST), round(metrics.horizontalAdvance(key)) + 2 * _PADDING)
