"""How warm a cell is: a share of blue on the page, never so much that figures grow hard to read."""

from functools import cache

from PySide6.QtGui import QColor

from excerpta.core.model.annotation import Colour
from excerpta.gui.support.theme import Theme

_READABLE, _STRONG = 4.5, 7.0
"""The contrast of text that the WCAG asks for (1.4.3), and that themes of strong contrast keep (1.4.6)."""

_FAINTEST = 0.08
"""The share of it where there is hardly anything."""


def ground(theme: Theme, count: int, most: int) -> QColor:
    """The ground of a cell: the page's own for nothing, the warmest that can be written on for the most."""
    if count <= 0 or most <= 0:
        return theme.page
    # The root lets small counts differ too: a few of them are what most tables hold.
    share = _FAINTEST + (_warmest(theme) - _FAINTEST) * (min(count, most) / most) ** 0.5
    return mixed(theme.page, theme.edge(Colour.BLUE), share)


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour with a share of another in it."""
    parts = zip(_parts(one), _parts(other), strict=True)
    red, green, blue = (a + (b - a) * share for a, b in parts)
    return QColor.fromRgbF(red, green, blue)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two opaque colours as WCAG 2.1 computes it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _warmest(theme: Theme) -> float:
    least = _STRONG if theme.name.endswith("-contrast") else _READABLE
    return _share(theme.page.rgb(), theme.edge(Colour.BLUE).rgb(), theme.ink.rgb(), least)


@cache
def _share(page: int, warm: int, ink: int, least: float) -> float:
    """The greatest share of the warm colour on which ink keeps its contrast."""
    low, high = 0.0, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        if contrast(mixed(QColor(page), QColor(warm), middle), QColor(ink)) >= least:
            low = middle
        else:
            high = middle
    return low


def _luminance(colour: QColor) -> float:
    red, green, blue = map(_linear, _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _parts(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()
