"""Words in any script, by rules that look only at what is near: the one way in which the program finds them.

Hyphens and apostrophes inside a word and points inside a number belong to it. A Han character is a
word of its own; hiragana and katakana are words in runs. Thai, Lao, Burmese and Khmer put no spaces
between words and need a dictionary: whoever has one passes it as `cut`, else a run of them is a word.
"""

import re
import unicodedata
from collections.abc import Callable

from excerpta.core.text.folding import is_word_character

Cut = Callable[[str], list[int]]
"""Gives the places (code points) at which a run of a script without spaces is cut into words."""

_LONGEST = 1_000
_GLANCE = 24
"""More characters than a word and what is behind it take, nearly always."""

_ASCII_WORD = re.compile(r"\w+(?:(?:[-'](?=\w)|(?<=\d)[.,](?=\d))\w+)*", re.ASCII)
_MOST_MARKS = 64
_INSIDE_WORDS = frozenset("-'’‐‑")
_INSIDE_NUMBERS = frozenset(".,")
_JOINERS = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{SOFT HYPHEN}")
_PROLONGED = "\N{KATAKANA-HIRAGANA PROLONGED SOUND MARK}"
_WITH_SPACES, _HAN, _HIRAGANA, _KATAKANA, _FIRST_BY_DICTIONARY = range(5)
_RANGES = (
    (_HIRAGANA, "\u3041", "\u309f"),
    (_KATAKANA, "\u30a0", "\u30ff"),
    (_HAN, "\u3400", "\u9fff"),
    (_HAN, "\uf900", "\ufaff"),
    (_HAN, "\U00020000", "\U0003ffff"),
    (_FIRST_BY_DICTIONARY, "\u0e00", "\u0e7f"),  # Thai
    (_FIRST_BY_DICTIONARY + 1, "\u0e80", "\u0eff"),  # Lao
    (_FIRST_BY_DICTIONARY + 2, "\u1000", "\u109f"),  # Burmese
    (_FIRST_BY_DICTIONARY + 3, "\u1780", "\u17ff"),  # Khmer
)


def _whole(_run: str) -> list[int]:
    return []


def word_at(text: str, position: int, cut: Cut = _whole) -> tuple[int, int]:
    """The word that holds a position or ends at it; an empty range where there is none.

    A word is cut at 1,000 characters on either side of the position.
    """
    position = min(max(position, 0), len(text))
    if not _in_word(text, position):
        if not (position and _in_word(text, position - 1)):
            return position, position
        position -= 1
    start, end = position, position + 1
    while start > max(0, position - _LONGEST) and _joined(text, start):
        start -= 1
    while end < min(len(text), position + _LONGEST) and _joined(text, end):
        end += 1
    if _script(text[start]) >= _FIRST_BY_DICTIONARY:
        first = start
        for place in (first + offset for offset in cut(text[start:end])):
            if place > position:
                return start, place
            start = place
    return start, end


def next_word(text: str, position: int, limit: int, cut: Cut = _whole) -> int:
    """Where the next word starts, or the next sign that stands alone; `limit` when none does before it."""
    if position < limit and _in_word(text, position):
        position = word_at(text, position, cut)[1]
    else:
        while position < limit and not text[position].isspace() and not _in_word(text, position):
            position += 1
    is_apart = False
    while position < limit and not _in_word(text, position):
        if text[position].isspace():
            is_apart = True
        elif is_apart:
            break
        position += 1
    return min(position, limit)


def previous_word(text: str, position: int, limit: int, cut: Cut = _whole) -> int:
    """Where the word before starts, or the sign that stands alone; `limit` when none does after it."""
    while position > limit and text[position - 1].isspace():
        position -= 1
    while position > limit and not text[position - 1].isspace() and not _in_word(text, position - 1):
        position -= 1
    signs = position
    if position > limit and _in_word(text, position - 1):
        position = word_at(text, position - 1, cut)[0]
    return max(limit, min(signs, position))


def next_word_end(text: str, position: int, limit: int, cut: Cut = _whole) -> int:
    """Where the word that goes on behind a position ends, or the next one; `limit` when there is none."""
    while position < limit and not _in_word(text, position):
        position += 1
    return min(limit, word_at(text, position, cut)[1]) if position < limit else limit


def previous_word_end(text: str, position: int, limit: int, cut: Cut = _whole) -> int:
    """Where the last word before a position ends that ends there; `limit` when none does after it."""
    if position > limit and _in_word(text, position - 1):
        position = word_at(text, position - 1, cut)[0]
    while position > limit and not _in_word(text, position - 1):
        position -= 1
    return max(limit, position)


def has_at_most(text: str, start: int, end: int, most: int) -> bool:
    """Whether no more than so many whole words lie between two positions; those that are cut do not count."""
    if end - start <= most:
        return True
    position = start
    if 0 < start < len(text) and _joined(text, start):
        position = word_at(text, start)[1]
    if _has_more_in_ascii(
        text[position : min(end + 2, position + _GLANCE * (most + 2))], end - position, most
    ):
        return False
    number = 0
    while number <= most:
        while position < end and not _in_word(text, position):
            position += 1
        if position >= end:
            return True
        position = word_at(text, position)[1]
        number += position <= end
    return False


def _has_more_in_ascii(text: str, end: int, most: int) -> bool:
    """Whether one look at the beginning shows more words: nearly always where there are more."""
    if not text.isascii():
        return False
    # A word is whole only where two characters behind it are seen, as in “1,000”.
    ends = (found.end() for found in _ASCII_WORD.finditer(text))
    return sum(1 for one in ends if one <= end and one < len(text) - 1) > most


def _in_word(text: str, position: int) -> bool:
    """Whether the character at a position is part of a word, or joins two halves of one."""
    if position >= len(text):
        return False
    character = text[position]
    if character.isalnum() or character == "_":
        return True
    if is_word_character(character):
        return _follows_letter(text, position)
    if not 0 < position < len(text) - 1:
        return False
    left, right = text[position - 1], text[position + 1]
    if character in _INSIDE_WORDS:
        return all(is_word_character(side) and not _script(side) for side in (left, right))
    return character in _INSIDE_NUMBERS and left.isdigit() and right.isdigit()


def _follows_letter(text: str, position: int) -> bool:
    """Whether a mark or a joiner belongs to a letter or a digit: those of an emoji do not make a word."""
    for place in range(position - 1, max(-1, position - _MOST_MARKS), -1):
        if text[place].isalnum():
            return True
        if not is_word_character(text[place]):
            return False
    return False


def _joined(text: str, position: int) -> bool:
    """Whether the characters on both sides of a position are parts of one word."""
    if not (_in_word(text, position - 1) and _in_word(text, position)):
        return False
    left, right = text[position - 1], text[position]
    if right in _JOINERS or unicodedata.category(right)[0] == "M":
        return True
    if left == _PROLONGED and position > 1:
        left = text[position - 2]
    script = _script(left)
    return (script == _script(right) or right == _PROLONGED) and script != _HAN


def _script(character: str) -> int:
    """The script without spaces that a character belongs to, 0 for all that are written with spaces."""
    if character < "\u0e00":
        return _WITH_SPACES
    return next((script for script, first, last in _RANGES if first <= character <= last), _WITH_SPACES)
