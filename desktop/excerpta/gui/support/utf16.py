"""Qt counts text in UTF-16 units, Excerpta in code points; this is the only module that converts."""

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Index:
    """Converts positions of one text between code points and UTF-16 units.

    Positions lie between characters: 0 is before the first one, the length of the text after the last.
    """

    __slots__ = ("_astral", "_astral_units")

    def __init__(self, text: str) -> None:
        self._astral: list[int] = [] if text.isascii() else [m.start() for m in _ASTRAL.finditer(text)]
        self._astral_units = [position + order for order, position in enumerate(self._astral)]

    @property
    def is_identity(self) -> bool:
        """Whether both ways of counting agree all through the text."""
        return not self._astral

    def to_utf16(self, position: int) -> int:
        """Give the UTF-16 position of a code point position."""
        return position + bisect_left(self._astral, position) if self._astral else position

    def to_code_point(self, position: int) -> int:
        """Give the code point position of a UTF-16 position; inside a surrogate pair, the one before it."""
        return position - bisect_left(self._astral_units, position) if self._astral else position
