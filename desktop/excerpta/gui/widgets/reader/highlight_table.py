"""Highlights as columns in reading order: many cost a few arrays, and one is made when it is seen."""

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter

from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.stack import look_of

BITS = 32
END = (1 << BITS) - 1


@dataclass(frozen=True, slots=True)
class HighlightTable:
    """All highlights of a document.

    Attributes:
        places: where each lies, as `place_of` gives it, ascending; an array of type Q.
        ids: the id of each, ascending among those of one place; an array of type q.
        looks: how each is drawn, as `look_of` gives it, a byte each.
        make: gives the highlight of a row.

    """

    places: "array[int]"
    ids: "array[int]"
    looks: bytes
    make: Callable[[int], ReaderHighlight]

    @classmethod
    def of(cls, highlights: Iterable[ReaderHighlight]) -> "HighlightTable":
        """Give the table of highlights that exist already; of two with one id, the later one counts."""
        by_id = {highlight.id: highlight for highlight in highlights}
        order = sorted(by_id.values(), key=attrgetter("start", "end", "id"))
        places = array("Q", [place_of(one.start, one.end) for one in order])
        ids = array("q", [one.id for one in order])
        return cls(places, ids, bytes(map(look_of, order)), order.__getitem__)


def place_of(start: int, end: int) -> int:
    """Give a range as one number; the numbers of ranges are in the order of start and end."""
    return start << BITS | end


def start_of(place: int) -> int:
    """Give the start of a range from its number."""
    return place >> BITS


def end_of(place: int) -> int:
    """Give the end of a range from its number."""
    return place & END
