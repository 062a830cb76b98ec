"""Contrast as WCAG 2.1 computes it: relative luminance and the ratio of two of them."""

from PySide6.QtGui import QColor

TEXT = 4.5
"""The least ratio of text to its ground (success criterion 1.4.3)."""

MARK = 3.0
"""The least ratio of what tells by its shape to what is around it (1.4.11)."""


def luminance(colour: QColor) -> float:
    """The relative luminance of an opaque colour, 0 for black to 1 for white."""
    parts = (_linear(part / 255) for part in (colour.red(), colour.green(), colour.blue()))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def ratio(one: QColor, other: QColor) -> float:
    """The contrast ratio of two opaque colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def laid_over(colour: QColor, ground: QColor, opacity: float = 1.0) -> QColor:
    """What is seen of a translucent colour on an opaque ground."""
    share = colour.alphaF() * opacity
    return QColor.fromRgbF(
        colour.redF() * share + ground.redF() * (1 - share),
        colour.greenF() * share + ground.greenF() * (1 - share),
        colour.blueF() * share + ground.blueF() * (1 - share),
    )


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
