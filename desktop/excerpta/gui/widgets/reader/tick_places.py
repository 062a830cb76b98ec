"""What the ticks of the scroll bar stand for: one tick for all that begins in a stretch of the text."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.highlight_index import HighlightIndex
from excerpta.gui.widgets.reader.ticks import TICK_HEIGHT, Tick

PITCH = TICK_HEIGHT + 1
"""Pixels from one tick to the next."""

_LONGEST = 90
_AROUND = 40

Hits = Sequence[tuple[int, int]]


def ticks_of(
    stretches: Sequence[int],
    highlights: HighlightIndex,
    hits: Hits,
    current_hit: tuple[int, int] | None,
    theme: Theme,
) -> list[Tick]:
    """The ticks for stretches of the text, each from one of some positions to the next."""
    found: list[Tick] = []
    for row, (start, end) in enumerate(pairwise(stretches)):
        highlight = highlights.first_from(start, end)
        if highlight is not None:
            found.append(Tick(row * PITCH, start, end, theme.edge(highlight.colour)))
        place = bisect_left(hits, (start, 0))
        if place < len(hits) and hits[place][0] < end:
            is_current = current_hit is not None and start <= current_hit[0] < end
            found.append(Tick(row * PITCH, start, end, None, is_current))
    return found


def highlights_under(tick: Tick, highlights: HighlightIndex) -> list[ReaderHighlight]:
    """The highlights that a tick stands for, in reading order."""
    return [highlights[one] for one in highlights.starting_in(tick.start, tick.end - 1)]


def hits_under(tick: Tick, hits: Hits) -> range:
    """The numbers of the find hits that a tick stands for."""
    return range(bisect_left(hits, (tick.start, 0)), bisect_left(hits, (tick.end, 0)))


def tell_tick(tick: Tick, text: str, highlights: HighlightIndex, hits: Hits) -> str:
    """What a tick stands for, in words: how the first of them begins, its tags, how many more there are."""
    if tick.colour is None:
        numbers = hits_under(tick, hits)
        start, end = hits[numbers[0]]
        around = " ".join(text[_word_before(text, start) : _word_after(text, end)].split())
        lines = [f"Hit {numbers[0] + 1:,} of {len(hits):,}: …{around}…"]
        more = len(numbers) - 1
    else:
        under = highlights_under(tick, highlights)
        first = under[0]
        words = " ".join(text[first.start : min(first.end, first.start + _LONGEST)].split())
        lines = [f"“{words}{'…' if first.end - first.start > _LONGEST else ''}”", *first.tags]
        more = len(under) - 1
    return "\n".join([*lines, f"and {more:,} more here"] if more else lines)


def _word_before(text: str, position: int) -> int:
    """Where a word begins some characters before a position."""
    low = max(0, position - _AROUND)
    return low if not low else max(low, text.find(" ", low, position) + 1)


def _word_after(text: str, position: int) -> int:
    """Where a word ends some characters after a position."""
    high = position + _AROUND
    end = text.rfind(" ", position, high) if high < len(text) else -1
    return high if end < 0 else end
