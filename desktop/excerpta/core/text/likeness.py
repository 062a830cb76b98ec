"""Whether two texts are much the same: the same agency's story in two papers, one of them shortened.

Question: how are they found among 100,000? Choice: of the passages of four words that begin at every
eighth word or so, each text keeps the eight whose numbers are lowest; texts that have much in common
share some of these, and are then compared run by run. Why: it is the bottom sketch of Broder ("On the
resemblance and containment of documents", 1997); which word begins a passage depends on the word
alone, so that a cut or an added line moves nothing, and a text of 4 kB takes 0.1 ms.
"""

import re
from collections.abc import Sequence
from zlib import crc32

FEWEST_WORDS = 30
"""Shorter texts are compared with none: a caption or a headline repeats by chance."""

SHARED = 0.5
"""From this part of the shorter text on, two are much the same."""

SHORTEST_PART = 0.2
"""A text that is a smaller part of another is quoted there; the two are not much the same."""

PASSAGES = 8
_PASSAGE = 4
_RUN = 3
_EVERY = 8
_KNOWN_WORDS = 100_000
_MULTIPLIER = 0x9E3779B1
_MOST = 0xFFFFFFFF

_BESIDE_WORDS = re.compile(r"[^0-9a-z\x80-\U0010ffff]+")

Runs = frozenset[tuple[int, ...]]


class _Numbers(dict[str, int]):
    """A number of 32 bits for what stands between two spaces; 0 for what is no word.

    It is worked out when first met, because the same words return in every text.
    """

    def __missing__(self, written: str) -> int:
        if len(self) > _KNOWN_WORDS:
            self.clear()
        word = _BESIDE_WORDS.sub("", written)
        number = self[written] = crc32(word.encode("utf-8", "replace")) if word else 0
        return number


_NUMBERS = _Numbers()


def _words(folded: str) -> list[int]:
    return list(filter(None, map(_NUMBERS.__getitem__, folded.split())))


def passages(folded: str) -> list[int]:
    """The numbers, at most `PASSAGES`, by which a text folded as for the search index is found again."""
    words = _words(folded)
    if len(words) < FEWEST_WORDS:
        return []
    places = [at for at, word in enumerate(words[: 1 - _PASSAGE]) if not word % _EVERY]
    numbers = {_joined(words[at : at + _PASSAGE]) for at in places}
    return sorted(numbers - {0})[:PASSAGES]


def _joined(words: Sequence[int]) -> int:
    one, two, three, four = words
    joined = ((one * _MULTIPLIER + two) * _MULTIPLIER + three) * _MULTIPLIER + four
    return (joined ^ joined >> 29) * _MULTIPLIER >> 7 & _MOST


def runs(folded: str) -> Runs:
    """Every run of three words of a text, folded as for the search index."""
    words = _words(folded)
    return frozenset(zip(*(words[at:] for at in range(_RUN)), strict=False))


def shared(one: Runs, other: Runs) -> float:
    """Which part of the shorter text, from 0 to 1, the longer one has as well; 0 for those not comparable."""
    shorter, longer = sorted((len(one), len(other)))
    if shorter < FEWEST_WORDS - _RUN + 1 or shorter < SHORTEST_PART * longer:
        return 0.0
    return len(one & other) / shorter
