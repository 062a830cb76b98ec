"""Where a caret may stand in a text: between grapheme clusters, in UTF-16 units.

WORKAROUND: Qt 6.11 takes the first half of a flag that follows another emoji for a whole one, and so
splits that flag and all behind it; a half flag alone it splits in its two UTF-16 units. In a row of
flags places are counted in pairs here. It can go when `QTextBoundaryFinder` finds two clusters in an
emoji with a flag behind it.
"""

import re
from bisect import bisect_right

from PySide6.QtGui import QTextLayout

from excerpta.gui.support.utf16 import Utf16Index

_ROW_OF_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]+")
_FLAG = 4
"""UTF-16 units of a flag: two letters of two units each."""


class Graphemes:
    """The places of one layout, whose text is given too, with its index."""

    __slots__ = ("_ends", "_layout", "_starts")

    def __init__(self, layout: QTextLayout, text: str, index: Utf16Index) -> None:
        self._layout = layout
        rows = () if index.is_identity else tuple(_ROW_OF_FLAGS.finditer(text))
        self._starts = [index.to_utf16(row.start()) for row in rows]
        self._ends = [index.to_utf16(row.end()) for row in rows]

    @property
    def are_mended(self) -> bool:
        """Whether some of the places may not be those where Qt puts a caret."""
        return bool(self._starts)

    def is_place(self, unit: int) -> bool:
        """Whether a caret may stand there."""
        row = self._row(unit)
        if row is not None and unit > row[0]:
            return (unit - row[0]) % _FLAG == 0
        return self._layout.isValidCursorPosition(unit)

    def after(self, unit: int) -> int:
        """Give the next place; the end of the text has none but itself."""
        row = self._row(unit)
        if row is None:
            return self._layout.nextCursorPosition(unit)
        start, end = row
        following = start + ((unit - start) // _FLAG + 1) * _FLAG
        if following < end:
            return following
        return end if self._layout.isValidCursorPosition(end) else self._layout.nextCursorPosition(end)

    def before(self, unit: int) -> int:
        """Give the previous place; the start of the text has none but itself."""
        row = self._row(unit - 1)
        if row is None:
            return self._layout.previousCursorPosition(unit)
        return row[0] + (unit - row[0] - 1) // _FLAG * _FLAG

    def _row(self, unit: int) -> tuple[int, int] | None:
        """Give the row of flags that the unit behind a place belongs to."""
        if not self._starts:
            return None
        found = bisect_right(self._starts, unit) - 1
        if found < 0 or unit >= self._ends[found]:
            return None
        return self._starts[found], self._ends[found]
