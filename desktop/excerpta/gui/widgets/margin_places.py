"""Where the cards of the margin stand: beside their text, and pushed apart where it is crowded."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.margin_deck import MarginDeck
from excerpta.gui.widgets.margin_memory import REMEMBERED, MarginMemory, Target

SMALLEST = 36
"""Pixels that the smallest card needs, so that not more cards are looked at than can be seen."""

GAP = 8

_AT_ONCE = 16
_LINE = 300
"""Characters of more than a line."""

HasCard = Callable[[AnnotationId], bool]
Current = AnnotationId | None


class TextPlaces(Protocol):
    """Tells where text is; see the reader."""

    def ys_of(self, positions: Iterable[int]) -> list[int | None]:
        """The y of the line of each position, None outside the window."""

    def visible_range(self) -> tuple[int, int]:
        """The range of text of which something is in the window."""

    def top_position(self) -> int:
        """The first position that is in the window."""


class CardPlaces:
    """Finds the highlights whose cards may be in the window, in text order, with the y of their text."""

    def __init__(self, deck: MarginDeck) -> None:
        self._deck = deck
        self._memory = MarginMemory()

    def forget(self) -> None:
        """Another text is shown."""
        self._memory.forget()

    def wanted(self, text: TextPlaces, height: int, has_card: HasCard, current: Current) -> list[Target]:
        """Those in the window, after those above it that may still push cards into it.

        `height` is that of the window in pixels. The current highlight is among them wherever
        some of its text is in the window.
        """
        seen = text.visible_range()
        shown = self._in_range(text, seen, height, has_card, current, SMALLEST + GAP)
        first = shown[0][0] if shown else None
        before = self._deck.before(text.top_position(), first, REMEMBERED)
        move = self._memory.follow(text, seen)
        found = self._memory.passed([one for one in before if has_card(one)], shown, move, height)
        known = {one for one, _ in (*found, *shown)}
        if current is not None and current not in known and self._reaches_in(current, text):
            found.append((current, 0))
        return found + shown

    def in_window(self, text: TextPlaces, height: int, has_card: HasCard) -> list[Target]:
        """All those whose text is in the window."""
        return self._in_range(text, text.visible_range(), height, has_card, None, 0)

    def _in_range(
        self,
        text: TextPlaces,
        seen: tuple[int, int],
        height: int,
        has_card: HasCard,
        current: Current,
        spacing: int,
    ) -> list[Target]:
        """Those whose text is in the window; when it is full at `spacing`, no more are looked at."""
        # Not from the beginning of a long paragraph of which the end is in the window.
        first = max(seen[0], text.top_position() - _LINE)
        candidates = self._deck.starting_in(first, seen[1])
        shown: list[Target] = []
        used = number = 0
        at_once = _AT_ONCE
        while used <= height and number < len(candidates):
            few = [one for one in candidates[number : number + at_once] if has_card(one)]
            number += at_once
            at_once *= (
                2  # a look at the window costs as much as some highlights, of which it may have thousands
            )
            starts = [self._deck[one].start for one in few]
            places = dict.fromkeys(starts)
            tops = dict(zip(places, text.ys_of(places), strict=True))
            for one, start in zip(few, starts, strict=True):
                top = tops[start]
                if top is not None and (used <= height or one == current):
                    shown.append((one, top))
                    used = max(used, top) + spacing
        if current is not None and current in candidates[number:] and has_card(current):
            (top,) = text.ys_of((self._deck[current].start,))
            if top is not None:
                shown.append((current, top))
        return shown

    def _reaches_in(self, highlight: AnnotationId, text: TextPlaces) -> bool:
        """Whether a highlight begins above the window and ends in it or below."""
        if highlight not in self._deck:
            return False
        one, top = self._deck[highlight], text.top_position()
        return one.start < top < min(one.end, text.visible_range()[1])


def stack(wanted: Sequence[int], heights: Sequence[int], *, gap: int, anchor: int | None) -> list[int]:
    """The tops of cards that do not overlap, in pixels, as near to `wanted` as they can be.

    Cards are pushed down by the ones before them. The card numbered `anchor` stands exactly where
    it wants to; those before it give way upwards.
    """
    tops: list[int] = []
    free = None
    for number, (top, height) in enumerate(zip(wanted, heights, strict=True)):
        if free is not None and number != anchor:
            top = max(top, free)
        tops.append(top)
        free = top + height + gap
    for number in range((anchor or 0) - 1, -1, -1):
        tops[number] = min(tops[number], tops[number + 1] - gap - heights[number])
    return tops
