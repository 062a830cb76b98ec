"""The deck makes the cards of highlights when they are about to be seen; their order is the reader's."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import AnnotationId, TagId
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.highlight_index import HighlightIndex

_KEPT = 2000


@dataclass(frozen=True, slots=True)
class CardTag:
    """A tag as a card shows it; `path` is shown in its tooltip."""

    id: TagId
    path: str
    name: str
    colour: Colour


@dataclass(frozen=True, slots=True)
class MarginCard:
    """What the margin shows of a highlight.

    Attributes:
        quote: how the words of the highlight begin; there may be a book of them.
        called: its colour in words, as the user calls it; empty for the colour's own name.

    """

    id: AnnotationId
    colour: Colour
    tags: tuple[CardTag, ...] = ()
    note: str = ""
    quote: str = ""
    called: str = ""

    @property
    def colour_in_words(self) -> str:
        """What a screen reader calls the colour."""
        return self.called or self.colour.value


MakeCards = Callable[[Sequence[AnnotationId]], Iterable[MarginCard]]


class MarginDeck:
    """The cards of a document; of those that were made, some are kept."""

    def __init__(self) -> None:
        self._highlights: HighlightIndex | None = None
        self._make: MakeCards = lambda _: ()
        self._cards: dict[AnnotationId, MarginCard] = {}

    def __contains__(self, highlight: object) -> bool:
        return self._highlights is not None and highlight in self._highlights

    def __getitem__(self, highlight: AnnotationId) -> ReaderHighlight:
        if self._highlights is None:
            raise KeyError(highlight)
        return self._highlights[highlight]

    def deal(self, highlights: HighlightIndex | None, make: MakeCards) -> None:
        """Take other highlights; `make` gives the cards of some, in any order."""
        self._highlights, self._make = highlights, make
        self._cards.clear()

    def forget(self, highlights: Iterable[AnnotationId]) -> None:
        """Make the cards of some highlights anew when they are next seen."""
        for one in highlights:
            self._cards.pop(one, None)

    def forget_all(self) -> None:
        """Make every card anew: tags have other names or colours."""
        self._cards.clear()

    def prepare(self, highlights: Sequence[AnnotationId]) -> None:
        """Make the cards of some highlights, as far as they are not made, at once."""
        missing = [one for one in highlights if one not in self._cards]
        if not missing:
            return
        self._cards.update({card.id: card for card in self._make(missing)})
        for one in missing:
            if one not in self._cards:  # it went away elsewhere, and the reader will hear of it
                self._cards[one] = MarginCard(one, self[one].colour)
        while len(self._cards) > max(_KEPT, len(missing)):
            del self._cards[next(iter(self._cards))]

    def card(self, highlight: AnnotationId) -> MarginCard:
        """The card of a highlight."""
        self.prepare((highlight,))
        return self._cards[highlight]

    def write(self, highlight: AnnotationId, note: str) -> None:
        """Show a note that was typed, until its highlight is changed from outside."""
        if highlight in self:
            self._cards[highlight] = replace(self.card(highlight), note=note)

    def has_card(self, highlight: AnnotationId) -> bool:
        """Whether a highlight has tags or a note, so that it is shown though it is not current."""
        one = self[highlight]
        if one.has_note or one.tags:
            return True
        typed = self._cards.get(highlight)
        return typed is not None and bool(typed.note)

    def starting_in(self, first: int, last: int) -> list[AnnotationId]:
        """The highlights that start in first..last, both included, in reading order."""
        return [] if self._highlights is None else self._highlights.starting_in(first, last)

    def before(self, position: int, highlight: AnnotationId | None, number: int) -> list[AnnotationId]:
        """Of the highlights that precede one, or a position, the `number` last ones, in reading order."""
        index = self._highlights
        if index is None:
            return []
        row = index.count_before(position) if highlight is None else index.rank(highlight)
        return index.in_rows(max(0, row - number), row)

    def precedes(self, one: AnnotationId, other: AnnotationId) -> bool:
        """Whether one highlight comes before another in reading order."""
        return self._highlights is not None and self._highlights.rank(one) < self._highlights.rank(other)

    def next_card(self, highlight: AnnotationId, step: int) -> AnnotationId | None:
        """The next highlight with a card after (1) or before (-1) another one."""
        index = self._highlights
        if index is None:
            return None
        row = index.rank(highlight) + step
        while 0 <= row < len(index):
            (found,) = index.in_rows(row, row + 1)
            if self.has_card(found):
                return found
            row += step
        return None
