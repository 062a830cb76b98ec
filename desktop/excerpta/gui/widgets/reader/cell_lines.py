"""Tells how many lines a cell takes without setting it, where the widths of its words leave no doubt.

A row is as high as the highest of its cells, also of those in columns that are out of sight: so a
table stands still when it is moved sideways. In one of sixty columns that would be sixty layouts a
row, most of them for nothing but their height.
"""

import re

from PySide6.QtGui import QFont, QFontMetricsF

_DOUBT = 3.0
"""Pixels: letters lean out of their advance and are kerned, so a line that ends so near is uncertain."""

_ENDLESS = float("inf")
_SIMPLE = re.compile(r"[A-Za-z0-9.,;:'\"()]+[?!%]?")
"""Words in which no line is broken (Unicode UAX 14)."""


class CellLines:
    """Counts lines in one font."""

    def __init__(self, font: QFont) -> None:
        self._metrics = QFontMetricsF(font)
        self._space = self._metrics.horizontalAdvance(" ")
        self._widths: dict[str, float] = {}

    def count(self, words: str, width: float) -> int:
        """Give how many lines some words take in a width in pixels; 0 where that is uncertain."""
        lines, at = 1, 0.0
        for word in words.split(" "):
            advance = self._widths.get(word)
            if advance is None:
                is_simple = _SIMPLE.fullmatch(word) is not None
                advance = self._metrics.horizontalAdvance(word) if is_simple else _ENDLESS
                self._widths[word] = advance
            if advance > width - _DOUBT:
                return 0
            if at + advance >= width + _DOUBT:
                lines += 1
                at = 0.0
            elif at + advance > width - _DOUBT:
                return 0
            at += advance + self._space
        return lines
