"""Contrast as WCAG 2.1 computes it, and the pairings of slots in which the program draws."""

from itertools import combinations

from PySide6.QtGui import QColor

from excerpta.core.model.annotation import Colour
from excerpta.gui.support.theme import Theme

TEXT = 4.5
"""The least ratio of text to its ground (success criterion 1.4.3)."""

MARK = 3.0
"""The least ratio of what tells by its shape to what is around it (1.4.11)."""


PLAIN = ("page", "chrome", "card", "hover", "selection")
"""The grounds that anything may stand on."""

WRITTEN = {
    "ink": (*PLAIN, "tints", "blends"),
    "muted": PLAIN,  # on a tint it becomes ink
    "accent": (*PLAIN, "tints", "blends"),  # links
    "rubric": PLAIN,
    "on_accent": ("accent",),
    "card": ("rubric",),  # the words of a dangerous button
}
"""Slots that text is written in, and the grounds it is written on."""

DRAWN = {
    "accent": (*PLAIN, "tints", "blends"),  # outlines, handles, focus, ticks
    "ink": (*PLAIN, "tints", "blends"),  # the caret
    "muted": PLAIN,
    "rubric": PLAIN,
    "outline": PLAIN,
    "on_accent": ("accent",),  # ticks, the focus of a primary button
    "edges": (*PLAIN, "tints", "blends"),
}
"""Slots that tell something by their shape, and the grounds around them."""

UNSEEN = {
    "line": "parts what stands apart anyway, by space and ground",
    "page": "a ground; as a pen the gap around a handle or a mark",
}
"""Slots that nothing depends on."""


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


def colours(theme: Theme, slot: str) -> list[tuple[str, QColor]]:
    match slot:
        case "edges":
            return [(f"edge {colour.value}", theme.edge(colour)) for colour in Colour]
        case "tints":
            return [(f"tint {colour.value}", theme.tint(colour)) for colour in Colour]
        case "blends":
            return [
                (f"{one.value} with {other.value}", blend(theme, one, other))
                for one, other in combinations(Colour, 2)
            ]
    return [(slot, getattr(theme, slot))]


def named_colours(theme: Theme) -> dict[int, str]:
    """The colours of a theme as pixels, by the names that the pairings use."""
    groups = ("blends", "tints", "edges", "page", "chrome", "card", "hover", "selection", "line", "outline")
    return {
        colour.rgba(): group
        for group in (*groups, "on_accent", "rubric", "accent", "muted", "ink")
        for _, colour in colours(theme, group)
    }


def blend(theme: Theme, one: Colour, other: Colour) -> QColor:
    first, second = theme.tint(one), theme.tint(other)
    return QColor(
        (first.red() + second.red()) // 2,
        (first.green() + second.green()) // 2,
        (first.blue() + second.blue()) // 2,
    )
