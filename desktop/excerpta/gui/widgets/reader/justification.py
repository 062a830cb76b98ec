"""Works out by how much the spaces of each line are widened so that both edges of a text are even."""

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtGui import QTextCharFormat, QTextLayout, QTextLine

from excerpta.gui.support.utf16 import Utf16Index

_GAP = re.compile(" +")
_WIDEST_GAP = 1.5
"""A line whose spaces would grow by more of its heights than this stays as it is."""


def gaps_to_widen(drawn: str, index: Utf16Index, lines: Sequence[QTextLine], width: float) -> list[float]:
    """Give by how many pixels each space of each line grows so that the line fills `width`; 0 for none.

    The last line of a paragraph, and one before a line break, is not widened.
    """
    found = []
    for line in lines:
        start = index.to_code_point(line.textStart())
        words = drawn[start : index.to_code_point(line.textStart() + line.textLength())]
        gaps = len(_GAP.findall(words.strip()))
        spare = width - line.naturalTextWidth()
        is_last = line is lines[-1] or words.endswith("\N{LINE SEPARATOR}")
        fits = gaps and not is_last and 0 < spare <= gaps * _WIDEST_GAP * line.height()
        found.append(_whole_steps(spare / gaps) if fits else 0.0)
    return found


def corrected(
    gaps: Sequence[float], before: Sequence[float], after: Sequence[float], width: float
) -> list[float]:
    """Give gaps by which lines that grew from widths `before` only to `after` will fill `width`.

    Qt does not widen a space among letters of some fallback fonts; the others take its part.
    """
    return [
        _whole_steps(gap * (width - natural) / (grown - natural)) if gap and grown > natural else 0.0
        for gap, natural, grown in zip(gaps, before, after, strict=True)
    ]


def widened(starts: Sequence[int], gaps: Sequence[float]) -> list[QTextLayout.FormatRange]:
    """Give the formats that widen the spaces of lines by `gaps`; the last one is not widened."""
    found = []
    for (start, end), gap in zip(pairwise(starts), gaps, strict=False):
        if gap:
            part = QTextLayout.FormatRange()
            part.start, part.length = start, end - start
            look = QTextCharFormat()
            look.setFontWordSpacing(gap)
            part.format = look
            found.append(part)
    return found


def first_difference(one: Sequence[int], other: Sequence[int]) -> int | None:
    """Give the first place at which two sequences that begin alike differ, or None."""
    for place in range(1, max(len(one), len(other))):
        if one[place : place + 1] != other[place : place + 1]:
            return place
    return None


def _whole_steps(gap: float) -> float:
    """Round down to what Qt counts in, 64ths of a pixel: a line that came out wider would be broken."""
    return math.floor(gap * 64) / 64
