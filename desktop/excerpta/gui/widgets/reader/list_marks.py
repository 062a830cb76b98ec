"""What hangs beside the items of lists: a bullet by depth, or a number in the digits of the item."""

import re
from enum import IntEnum

_WESTERN = "0123456789"
_ARABIC = "٠١٢٣٤٥٦٧٨٩"
_PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
_SOME_DIGIT = re.compile(f"[{_WESTERN}{_ARABIC}{_PERSIAN}]")
_PERSIAN_LETTER = re.compile("[پچژگکی]")
_ARABIC_LETTER = re.compile("[\u0620-\u064a]")
_LOOKED_AT = 2000


class Bullet(IntEnum):
    """The shape of a bullet; each depth has the next, and then they begin again."""

    DISC = 0
    RING = 1
    SQUARE = 2

    @classmethod
    def of_level(cls, level: int) -> "Bullet":
        """Give the bullet of a depth from 0."""
        return cls(level % len(cls))


def number_mark(number: int, words: str) -> str:
    """Give the mark of a numbered item, in the digits that its words use or their script has.

    Text that writes its numbers in Western digits keeps them, as the press of the Maghreb does.
    """
    return f"{number}.".translate(str.maketrans(_WESTERN, _digits_of(words[:_LOOKED_AT])))


def _digits_of(words: str) -> str:
    if words.isascii():
        return _WESTERN
    used = _SOME_DIGIT.search(words)
    if used is not None:
        return next(digits for digits in (_WESTERN, _ARABIC, _PERSIAN) if used.group() in digits)
    if _PERSIAN_LETTER.search(words):
        return _PERSIAN
    return _ARABIC if _ARABIC_LETTER.search(words) else _WESTERN
