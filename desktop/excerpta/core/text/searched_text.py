"""A text as the search index sees it: what is not furniture, folded; and the way from there to its places.

Question: let the index say where its hits are? Choice: it says which documents hold them, and this
finds them there. Why: the index knows words by number, in a text that is folded and without
furniture; what is shown and highlighted are code points of the text itself.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from heapq import merge
from itertools import accumulate, pairwise

from excerpta.core.model.errors import CancelledError
from excerpta.core.model.search import Phrase, Search, SearchPart
from excerpta.core.text.folding import WORDS, OffsetMap, fold_words, is_mark

Range = tuple[int, int]

PIECE = 65_536
"""How many code points are folded in one go: no other thread can do anything meanwhile."""

_BARRIER = " \ue000 "
"""A word that nobody can look for, in the place of furniture: no phrase goes on behind it."""

_WORD = re.compile(r"[0-9a-z\x80-\U0010ffff]+")
_BETWEEN = re.compile(r"[^0-9a-z\x80-\U0010ffff]+")


def searched_ranges(length: int, furniture: Iterable[Range]) -> Iterator[Range]:
    """The parts of a text of `length` code points that furniture, given in order, leaves to be searched."""
    at = 0
    for start, end in furniture:
        if start > at:
            yield at, start
        at = end
    if length > at:
        yield at, length


def indexed_text(text: str, furniture: Iterable[Range]) -> str:
    """What of a text is given to the index."""
    return _BARRIER.join(fold_words(text[start:end]) for start, end in searched_ranges(len(text), furniture))


class SearchedText:
    """One text in which phrases are looked for."""

    def __init__(
        self, text: str, furniture: Sequence[Range] = (), cancelled: Callable[[], bool] = lambda: False
    ) -> None:
        """`cancelled` is asked often, and makes every method raise a CancelledError."""
        self._text = text
        self._cancelled = cancelled
        self._starts: list[int] = []
        pieces: list[str] = []
        for start, end in searched_ranges(len(text), furniture):
            if pieces:
                pieces.append(_BARRIER)
                self._starts.append(start)
            for at in range(start, end, PIECE):
                self._require_wanted()
                pieces.append(fold_words(text[at : min(end, at + PIECE)]))
                self._starts.append(at)
        self._folded = "".join(pieces)
        self._places = list(accumulate(map(len, pieces), initial=0))[:-1]
        self._maps: dict[int, OffsetMap] = {}

    def holds(self, search: Search) -> bool:
        """Whether the document of this text is what a search finds: the same as the index says."""
        return (
            bool(search.wanted)
            and all(any(True for _ in self._spans(part)) for part in search.wanted)
            and not any(any(True for _ in self._spans(part)) for part in search.excluded)
        )

    def places(self, search: Search) -> Iterator[Range]:
        """Where what is wanted stands: ranges of the text in order, each as long as what overlaps there.

        They hold whole characters, marks after the last letter included, and whole words where only
        the beginning was asked for. Phrases that are near each other are one range.
        """
        before = (-1, -1)
        for start, end in self._joined(search):
            found = self._source_range(start, end)
            if found[0] >= before[1]:
                if before[1] > 0:
                    yield before
                before = found
            else:
                before = (before[0], max(before[1], found[1]))
        if before[1] > 0:
            yield before

    def count(self, search: Search) -> int:
        """How many places there are; cheaper than to go through them."""
        return sum(1 for _ in self._joined(search))

    # ---- in the folded text

    def _joined(self, search: Search) -> Iterator[Range]:
        """The spans of all wanted parts in order; those that overlap are one."""
        start = end = -1
        for found in merge(*map(self._spans, search.wanted)):
            if found[0] < end:
                end = max(end, found[1])
                continue
            if end > 0:
                yield start, end
            start, end = found
        if end > 0:
            yield start, end

    def _spans(self, part: SearchPart) -> Iterator[Range]:
        if len(part.phrases) == 1:
            return self._of_phrase(part.phrases[0])
        pairs = zip(pairwise(part.phrases), part.gaps, strict=True)
        near = [self._near(*phrases, gap) for phrases, gap in pairs]
        # Each phrase is to be near the next one; the document is out where one pair is missing.
        return merge(*near) if all(near) else iter(())

    def _near(self, one: Phrase, other: Phrase, gap: int) -> list[Range]:
        """Neighbouring places of two phrases with at most `gap` words between, from the first to the last.

        The index counts the same way: from the end of the phrase that starts first to the start of the
        other, so that overlapping ones are near.
        """
        marked = sorted(
            (span, number) for number, phrase in enumerate((one, other)) for span in self._of_phrase(phrase)
        )
        sizes = len(one.words), len(other.words)
        found: list[Range] = []
        for (left, left_number), (right, right_number) in pairwise(marked):
            if left_number != right_number:
                between = self._ordinal(right[0]) - self._ordinal(left[0]) - sizes[left_number]
                if between <= gap:
                    found.append((left[0], max(left[1], right[1])))
        return found

    def _of_phrase(self, phrase: Phrase) -> Iterator[Range]:
        """Every place of a phrase, in order."""
        folded, first = self._folded, phrase.words[0]
        at = folded.find(first)
        asked = 0
        while at >= 0:
            asked += 1
            if asked % 512 == 0:
                self._require_wanted()
            if at == 0 or not _is_in_word(folded[at - 1]):
                end = self._end_of(phrase, at)
                if end:
                    yield at, end
            at = folded.find(first, at + len(first))

    def _end_of(self, phrase: Phrase, at: int) -> int:
        """Where a phrase ends that begins at a word; 0 when it does not stand there."""
        folded = self._folded
        for number, word in enumerate(phrase.words):
            if number:
                gap = _BETWEEN.match(folded, at)
                if gap is None:
                    return 0
                at = gap.end()
            if not folded.startswith(word, at):
                return 0
            at += len(word)
        if at < len(folded) and _is_in_word(folded[at]):
            rest = _WORD.match(folded, at) if phrase.is_begun else None
            return rest.end() if rest else 0
        return at

    def _ordinal(self, place: int) -> int:
        """The number of the word that starts at a place of the folded text."""
        return bisect_left(self._word_starts, place)

    @cached_property
    def _word_starts(self) -> "array[int]":
        starts = array("I")
        for found in _WORD.finditer(self._folded):
            starts.append(found.start())
            if len(starts) % 4096 == 0:
                self._require_wanted()
        return starts

    # ---- the way back

    def _source_range(self, start: int, end: int) -> Range:
        first, last = self._locate(start), self._locate(end - 1) + 1
        while last < len(self._text) and is_mark(self._text[last]):
            last += 1
        return first, last

    def _locate(self, place: int) -> int:
        """The character that folded to a place of the folded text."""
        number = bisect_right(self._places, place) - 1
        start = self._starts[number]
        offsets = self._maps.get(number)
        if offsets is None:
            source = self._text[start : start + PIECE]
            offsets = self._maps[number] = OffsetMap(source, WORDS.changes(set(source)))
        return start + offsets.locate(place - self._places[number])[0]

    def _require_wanted(self) -> None:
        if self._cancelled():
            raise CancelledError


def _is_in_word(character: str) -> bool:
    return character >= "\x80" or character.isalnum()
