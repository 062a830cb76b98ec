"""How passages of one document lie to each other; ranges are code points, end exclusive."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from excerpta.core.model.query import Operator, Relation

Passage = tuple[int, int]
IsFewerWords = Callable[[int, int, int], bool]
"""Given a range and a number: whether at most so many whole words lie in the range."""


class Others:
    """The passages that others are compared with, ready for many questions in logarithmic time each."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        ordered = sorted(passages)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))
        self._ends = sorted(end for _, end in ordered)

    def overlap(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with a range."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._furthest[before - 1] > start

    def hold(self, start: int, end: int) -> bool:
        """Whether a range lies within one of them."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._furthest[before - 1] >= end

    def next_start(self, end: int) -> int | None:
        """Where the first one begins that begins at a position or later."""
        place = bisect_left(self._starts, end)
        return self._starts[place] if place < len(self._starts) else None

    def last_end(self, start: int) -> int | None:
        """Where the last one ends that ends at a position or before."""
        place = bisect_right(self._ends, start)
        return self._ends[place - 1] if place else None


def related(
    passages: Sequence[Passage], others: Iterable[Passage], relation: Relation, is_fewer: IsFewerWords
) -> list[bool]:
    """For each passage, whether the relation holds between it and the others of its document."""
    known = Others(others)
    return [_holds(one, known, relation, is_fewer) is not relation.negated for one in passages]


def _holds(passage: Passage, others: Others, relation: Relation, is_fewer: IsFewerWords) -> bool:
    start, end = passage
    match relation.operator:
        case Operator.OVERLAPS:
            return others.overlap(start, end)
        case Operator.WITHIN:
            return others.hold(start, end)
        case Operator.FOLLOWED_BY:
            return _follows(end, others, relation.words, is_fewer)
        case Operator.NEAR:
            if others.overlap(start, end) or _follows(end, others, relation.words, is_fewer):
                return True
            before = others.last_end(start)
            return before is not None and (relation.words is None or is_fewer(before, start, relation.words))


def _follows(end: int, others: Others, words: int | None, is_fewer: IsFewerWords) -> bool:
    # The nearest one is enough: to all others there are as many words between, or more.
    start = others.next_start(end)
    return start is not None and (words is None or is_fewer(end, start, words))
