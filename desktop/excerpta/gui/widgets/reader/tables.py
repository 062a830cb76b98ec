"""Column widths of a table from some of its cells, and the window through which a wide one is seen."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Measure = Callable[[str, bool], float]
"""Gives the pixels that words take on one line, also when they are bold."""

_NARROWEST = 2.0
_LONGEST_WORD = 14.0
_COMFORTABLE = 11.5
"""In sizes of the type: a column of running text is not made narrower than this."""

_WIDEST = 0.6
"""Of what is seen of a wide table: no column of running text is made wider than this."""

_MEASURED_CHARACTERS = 300
_NUMBER = re.compile(r"[\s$€£¥+−–~<>(-]*[\d۰-۹٠-٩][\d۰-۹٠-٩.,٫٬\s%)–-]*")
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class TableNeeds:
    """What a table asks for, as measured on some of its rows; pixels with the padding of a cell.

    Attributes:
        natural: of each column, the width in which no cell is wrapped.
        least: of each column, the width below which it cannot be read well.
        numeric: of each column, whether it holds numbers.
        has_head: whether its first row names the columns.

    """

    natural: tuple[float, ...]
    least: tuple[float, ...]
    numeric: tuple[bool, ...]
    has_head: bool


@dataclass(slots=True)
class TableWindow:
    """The part of a table that is in the column; a wide one is moved under it.

    Attributes:
        block: the index of the table's block.
        widths: of the columns in pixels.
        width: pixels of the table that can be seen at once.
        offset: by how many pixels it is moved, from where its first column is seen.
        backwards: whether its first column is at the right.
        needs: what its widths came from.

    """

    block: int
    widths: list[int]
    width: int
    backwards: bool
    needs: TableNeeds
    offset: int = 0

    @property
    def most(self) -> int:
        """The greatest offset; 0 for a table that is not wider than its window."""
        return max(0, sum(self.widths) - self.width)

    @property
    def shift(self) -> int:
        """By how many pixels its cells are moved to the right."""
        return self.offset if self.backwards else -self.offset

    def move(self, pixels: int) -> bool:
        """Look at what is `pixels` further right, negative further left; False at its end."""
        offset = min(max(self.offset + (-pixels if self.backwards else pixels), 0), self.most)
        moved = offset != self.offset
        self.offset = offset
        return moved

    def shows(self, column: int) -> bool:
        """Whether some of a column is in the window."""
        left = self.left_of(column) + self.shift
        return left < self.width and left + self.widths[column] > 0

    def left_of(self, column: int) -> int:
        """Give the left edge of a column in the column of text while the offset is 0."""
        before = sum(self.widths[:column])
        return self.width - before - self.widths[column] if self.backwards else before


def measure_table(
    rows: Sequence[str], size: float, padding: int, measure: Measure, *, has_head: bool = False
) -> TableNeeds:
    """Measure rows of a table, the first one and some others; cells are separated by tabs.

    `size` is that of the type in pixels, `padding` what a cell has on both sides. `has_head` says that
    the first row is known to name the columns; else it does so when it holds no number and a column of
    numbers begins below it.
    """
    cells = [row.split("\t") for row in rows]
    count = max(len(row) for row in cells)
    numeric = [
        _is_numeric([row[column] for row in cells[1:] if column < len(row)]) for column in range(count)
    ]
    has_head = len(rows) > 1 and (
        has_head or (any(numeric) and not any(_NUMBER.fullmatch(cell) for cell in cells[0]))
    )
    natural, least = [size * _NARROWEST] * count, [size * _NARROWEST] * count
    for number, row in enumerate(cells):
        bold = has_head and not number
        for column, cell in enumerate(row):
            words = cell[:_MEASURED_CHARACTERS]
            natural[column] = max(natural[column], measure(words, bold))
            longest = max(words.split(), key=len, default="")
            least[column] = max(least[column], min(measure(longest, bold), size * _LONGEST_WORD))
    comfortable = size * _COMFORTABLE
    return TableNeeds(
        tuple(width + padding for width in natural),
        tuple(
            min(whole, max(narrow, comfortable)) + padding
            for whole, narrow in zip(natural, least, strict=True)
        ),
        tuple(numeric),
        has_head,
    )


def share_width(needs: TableNeeds, width: int, *, moved: bool = True) -> list[int]:
    """Share `width` pixels among columns; when even the least of them take more, they take that.

    Columns that ask for less than others keep what they ask for, and the others share the rest. A
    table that can be `moved` takes as many times `width` as it needs, all of it: so its columns of
    text are wider, and its rows lower.
    """
    needed, wanted = needs.least, needs.natural
    if sum(wanted) <= width:
        return [math.ceil(natural) for natural in wanted]
    if sum(needed) >= width:
        if not moved:
            return [math.ceil(least) for least in needed]
        widest = _WIDEST * width
        wanted = tuple(
            min(natural, max(least, widest)) for least, natural in zip(needed, wanted, strict=True)
        )
        width *= math.ceil(sum(needed) / width)
    low, high = 0.0, max(float(width), *wanted)
    for _ in range(24):
        level = (low + high) / 2
        taken = sum(_at_level(needed, wanted, level))
        low, high = (level, high) if taken <= width else (low, level)
    return [int(share) for share in _at_level(needed, wanted, low)]


def _at_level(needed: Sequence[float], wanted: Sequence[float], level: float) -> list[float]:
    return [min(max(level, least), natural) for least, natural in zip(needed, wanted, strict=True)]


def _is_numeric(cells: Sequence[str]) -> bool:
    """Whether a column holds numbers, apart from some cells."""
    filled = [cell for cell in cells if cell.strip()]
    numbers = sum(_NUMBER.fullmatch(cell) is not None for cell in filled)
    return bool(filled) and numbers >= _MOSTLY * len(filled)
