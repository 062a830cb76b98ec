"""Highlights over a piece as they lie on each other, as columns: a crowd of them costs no objects."""

from collections.abc import Iterable
from typing import NamedTuple

from excerpta.core.model.annotation import Colour, HighlightStyle
from excerpta.gui.widgets.reader.contents import ReaderHighlight

COLOURS = tuple(Colour)
COLOUR = 7
"""The bits of a look that hold the place of its colour in `COLOURS`."""

UNDERLINED, NOTED = 8, 16
_PLACES = {colour: place for place, colour in enumerate(COLOURS)}


class Stack(NamedTuple):
    """Highlights from the bottom to the top: a later start lies above, and the shorter of two.

    Attributes:
        starts, ends: the range of each in code points.
        looks: of each, the place of its colour, with `UNDERLINED` and `NOTED`.

    """

    starts: list[int]
    ends: list[int]
    looks: list[int]

    @classmethod
    def of(cls, highlights: Iterable[ReaderHighlight]) -> "Stack":
        """Give the stack of some highlights in any order."""
        order = sorted(highlights, key=stacking_order)
        return cls([one.start for one in order], [one.end for one in order], list(map(look_of, order)))


def stacking_order(highlight: ReaderHighlight) -> tuple[int, int, int]:
    """Order highlights from the bottom to the top: a later start lies above, and the shorter of two."""
    return highlight.start, -highlight.end, highlight.id


def look_of(highlight: ReaderHighlight) -> int:
    """Give how a highlight is drawn as a number below 32."""
    underlined = 0 if highlight.style is HighlightStyle.HIGHLIGHT else UNDERLINED
    return _PLACES[highlight.colour] | underlined | (NOTED if highlight.has_note else 0)
