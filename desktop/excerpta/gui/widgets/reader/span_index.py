"""Finds the inline styles over a stretch of text without walking all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from excerpta.core.model.document import Span, SpanKind


class SpanIndex:
    """Spans in order of their start, with the greatest end so far, so that two bisections bound a search."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in self._spans]
        self._reach = list(accumulate((span.end for span in self._spans), max))

    def over(self, start: int, end: int) -> list[Span]:
        """Give the spans that share a character with the range."""
        if not self._spans:
            return []
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        return [span for span in self._spans[first:last] if span.end > start]

    def link_at(self, position: int) -> str:
        """Give the address of the link over the character at `position`, or an empty string."""
        links = (span.target for span in self.over(position, position + 1) if span.kind is SpanKind.LINK)
        return next(links, "")
