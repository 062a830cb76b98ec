"""Anchoring describes a range by its words and their surroundings, and finds it again by them.

Source: W3C Web Annotation Data Model, section 4.2.4, Text Quote Selector.
"""

import re
from collections.abc import Iterator

from excerpta.core.model.annotation import CONTEXT_LENGTH, TextQuoteSelector
from excerpta.core.text.folding import FoldedText


def describe(text: str, start: int, end: int) -> TextQuoteSelector:
    """The words of a range (code points) and up to `CONTEXT_LENGTH` code points on either side."""
    return TextQuoteSelector(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT_LENGTH) : start],
        suffix=text[end : end + CONTEXT_LENGTH],
    )


def find_quote(text: str, exact: str, prefix: str = "", suffix: str = "") -> tuple[int, int] | None:
    """The range of a quotation in `text`, in code points; None when its words are not there.

    Of several places the one wins whose surroundings agree with `prefix` and `suffix` over the
    most characters, then the first. Words that do not stand there literally are looked for again
    with letter case, accents, kinds of quotes and kinds of white space ignored.
    """
    if not exact.strip():
        return None
    whole = text.find(prefix + exact + suffix)
    if whole >= 0:
        return whole + len(prefix), whole + len(prefix) + len(exact)
    places = _places(text, exact) if exact in text else _similar_places(text, exact)
    return max(places, key=lambda place: _agreement(text, place, prefix, suffix), default=None)


def _places(text: str, exact: str) -> Iterator[tuple[int, int]]:
    at = text.find(exact)
    while at >= 0:
        yield at, at + len(exact)
        at = text.find(exact, at + 1)


def _similar_places(text: str, exact: str) -> Iterator[tuple[int, int]]:
    words = FoldedText(exact, spaced=False).folded.split()
    if not words:
        return
    folded = FoldedText(text, spaced=False)
    for match in re.finditer(r"\s+".join(map(re.escape, words)), folded.folded):
        place = folded.source_range(match.start(), match.end())
        if place:
            yield place


def _agreement(text: str, place: tuple[int, int], prefix: str, suffix: str) -> int:
    """How many characters next to a place are the same as in the context that was remembered."""
    start, end = place
    before = 0
    while before < min(len(prefix), start) and prefix[-1 - before] == text[start - 1 - before]:
        before += 1
    after = 0
    while after < min(len(suffix), len(text) - end) and suffix[after] == text[end + after]:
        after += 1
    return before + after
