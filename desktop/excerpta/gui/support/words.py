"""Words and characters as Qt cuts them: whole grapheme clusters, and Thai by the platform's dictionary.

Qt asks libthai where it is installed; without it a run of Thai is one word.
"""

from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QTextLayout

from excerpta.core.text import words
from excerpta.gui.support.graphemes import Graphemes
from excerpta.gui.support.utf16 import Utf16Index

_AROUND = 200
"""Characters that are looked at before a position to find where the character there begins."""

_HALF_FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))


def word_at(text: str, position: int) -> tuple[int, int]:
    """Give the word that holds a position (code points) or ends at it, else an empty range."""
    return words.word_at(text, position, _cut)


def next_word(text: str, position: int, limit: int) -> int:
    """Give where the next word starts, or `limit`."""
    return words.next_word(text, position, limit, _cut)


def previous_word(text: str, position: int, limit: int) -> int:
    """Give where the word before starts, or `limit`."""
    return words.previous_word(text, position, limit, _cut)


def next_word_end(text: str, position: int, limit: int) -> int:
    """Give where the word behind a position ends, or `limit`."""
    return words.next_word_end(text, position, limit, _cut)


def previous_word_end(text: str, position: int, limit: int) -> int:
    """Give where the last word that ends before a position ends, or `limit`."""
    return words.previous_word_end(text, position, limit, _cut)


def character_start(text: str, position: int) -> int:
    """Give the nearest position at or before this one that is not inside a grapheme cluster."""
    return _boundary(text, position, forward=False)


def character_end(text: str, position: int) -> int:
    """Give the nearest position at or after this one that is not inside a grapheme cluster."""
    return _boundary(text, position, forward=True)


def _boundary(text: str, position: int, *, forward: bool) -> int:
    if not 0 < position < len(text):
        return position
    lowest = max(0, position - _AROUND)
    # A cluster may begin with a space, none reaches over one; a row of flags is counted from its first.
    start = max(lowest, text.rfind(" ", lowest, position), text.rfind("\n", lowest, position))
    if text[start] in _HALF_FLAGS:
        start -= (start - len(text[:start].rstrip(_HALF_FLAGS))) % 2
    around = text[start : position + _AROUND]
    index = Utf16Index(around)
    places, unit = Graphemes(QTextLayout(around), around, index), index.to_utf16(position - start)
    if places.is_place(unit):
        return position
    return start + index.to_code_point(places.after(unit) if forward else places.before(unit))


def _cut(run: str) -> list[int]:
    index = Utf16Index(run)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, run)
    places = []
    while (found := finder.toNextBoundary()) >= 0:
        places.append(index.to_code_point(found))
    return places
