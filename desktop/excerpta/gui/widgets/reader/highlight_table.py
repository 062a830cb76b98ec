"""Highlights as columns in reading order: many cost a few arrays, and one is made when it is seen."""

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter

from excerpta.gui.widgets.reader.contents import ReaderHighlight

_BITS = 32
_END = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True)
class HighlightTable:
    """All highlights of a document.

    Attributes:
        places: where each lies, as `place_of` gives it, ascending; an array of type Q.
        ids: the id of each, ascending among those of one place; an array of type q.
        make: gives the highlight of a row.

    """

    places: "array[int]"
    ids: "array[int]"
    make: Callable[[int], ReaderHighlight]

    @classmethod
    def of(cls, highlights: Iterable[ReaderHighlight]) -> "HighlightTable":
        """Give the table of highlights that exist already; of two with one id, the later one counts."""
        by_id = {highlight.id: highlight for highlight in highlights}
        order = sorted(by_id.values(), key=attrgetter("start", "end", "id"))
        places = array("Q", [place_of(one.start, one.end) for one in order])
        return cls(places, array("q", [one.id for one in order]), order.__getitem__)


def place_of(start: int, end: int) -> int:
    """Give a range as one number; the numbers of ranges are in the order of start and end."""
    return start << _BITS | end


def start_of(place: int) -> int:
    """Give the start of a range from its number."""
    return place >> _BITS


def end_of(place: int) -> int:
    """Give the end of a range from its number."""
    return place & _END
