"""Sets the rows of tables: cells in columns that all rows share, and lines between the rows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from excerpta.gui.widgets.reader.cell_lines import CellLines
from excerpta.gui.widgets.reader.direction import has_strong, is_right_to_left
from excerpta.gui.widgets.reader.formats import bold_format
from excerpta.gui.widgets.reader.laid import LaidPiece, Ornament, OrnamentKind
from excerpta.gui.widgets.reader.tables import Measure, TableWindow, measure_table, share_width
from excerpta.gui.widgets.reader.text_box import TextBox
from excerpta.gui.widgets.reader.typography import BlockStyle

if TYPE_CHECKING:
    from excerpta.gui.widgets.reader.typesetter import Typesetter

BAR_ROOM = 14
"""Pixels below a table that is wider than its window, for its scroll bar."""

_MEASURED_ROWS = 60
_NO_LIMIT = 100_000
_LEANING = 2
"""Pixels by which letters may lean out of their advance, so that a line that fits exactly is not broken."""


class TableSetter:
    """Sets rows of the tables of one document.

    Column widths come from a sample of the rows, so that a table of thousands costs no more than
    one of dozens.
    """

    def __init__(self, typesetter: Typesetter) -> None:
        self._typesetter = typesetter
        self._windows: dict[int, TableWindow] = {}
        self._lines: CellLines | None = None

    def set_row(self, piece: int) -> LaidPiece:
        """Lay out one row."""
        typesetter = self._typesetter
        pieces, style = typesetter.source.pieces, typesetter.style(piece)
        block = typesetter.source.blocks[pieces.blocks[piece]]
        start, end = pieces.starts[piece], pieces.ends[piece]
        window = self.window(piece, style)
        is_head = start == block.start and window.needs.has_head
        boxes, at = [], start
        for column, cell in enumerate(typesetter.source.text[start:end].split("\t")):
            if column == len(window.widths):
                window.widths.append(min(window.widths))  # a row with more cells than those measured
            boxes.append(self._cell(at, cell, column, window, style, is_head=is_head))
            at += len(cell) + 1
        height = max(float(style.pitch), *(box.height for box in boxes)) + 2 * style.padding
        seen = min(sum(window.widths), window.width)
        body = QRectF(window.width - seen if window.backwards else 0, 0, seen, height)
        after = style.after + (BAR_ROOM if window.most and end == block.end else 0)
        laid = LaidPiece(
            height + after, body, boxes, self._lines_between(body, is_head=is_head), window=window
        )
        laid.follow_window()
        return laid

    def window(self, piece: int, style: BlockStyle) -> TableWindow:
        """Give the window of the table that a row belongs to."""
        typesetter = self._typesetter
        source = typesetter.source
        index = source.pieces.blocks[piece]
        found = self._windows.get(index)
        if found is None:
            block = source.blocks[index]
            key = index, typesetter.typography.settings
            needs = source.table_needs.get(key)
            if needs is None:
                rows = self._sample(piece)
                size, padding = style.font.pixelSize(), 2 * style.padding
                needs = measure_table(rows, size, padding, self._measure(style), has_head=block.level > 0)
                source.table_needs[key] = needs
            widths = share_width(needs, typesetter.width, moved=typesetter.moves_tables)
            backwards = is_right_to_left(source.text[block.start : min(block.end, block.start + 400)])
            found = TableWindow(index, widths, typesetter.width, backwards, needs)
            found.offset = min(source.table_offsets.get(index, 0), found.most)
            self._windows[index] = found
        return found

    def _measure(self, style: BlockStyle) -> Measure:
        """Give what measures words in the font of a table."""
        typesetter = self._typesetter
        bold_font = QFont(style.font)
        bold_font.setBold(True)
        plain_metrics, bold_metrics = QFontMetricsF(style.font), QFontMetricsF(bold_font)

        def measure(words: str, bold: bool) -> float:
            if words.isascii():
                width = (bold_metrics if bold else plain_metrics).horizontalAdvance(words)
            else:
                font = bold_font if bold else style.font
                width = typesetter.label(words, font, style.pitch, _NO_LIMIT).natural_width
            return width + _LEANING

        return measure

    def _sample(self, piece: int) -> list[str]:
        """Give the first row and some others from all over the table of a row."""
        source = self._typesetter.source
        pieces, text = source.pieces, source.text
        block = source.blocks[pieces.blocks[piece]]
        first, last = pieces.at(block.start), pieces.at(block.end)
        step = 1 + (last - first) // _MEASURED_ROWS
        return [text[pieces.starts[row] : pieces.ends[row]] for row in range(first, last + 1, step)]

    def _cell(
        self, start: int, cell: str, column: int, window: TableWindow, style: BlockStyle, *, is_head: bool
    ) -> TextBox:
        typesetter = self._typesetter
        left, width = window.left_of(column), window.widths[column] - 2 * style.padding
        direction = 0 if has_strong(cell) else -1 if window.backwards else 1
        more = [bold_format(2 * len(cell))] if is_head else []
        end = start + len(cell)
        numeric = column < len(window.needs.numeric) and window.needs.numeric[column]
        lines = 0
        if not (numeric or is_head or window.shows(column) or typesetter.source.spans.over(start, end)):
            lines = self._count(cell, width, style)
        box = typesetter.box(start, end, style, width, direction=direction, more=more, lines=lines)
        box.x, box.y = left + style.padding, style.padding
        if not numeric:
            return box
        narrow = math.ceil(box.natural_width) + _LEANING
        if box.line_count == 1 and narrow < width:
            # Numbers end at the far edge of their column, below one another.
            box = typesetter.box(start, end, style, narrow, direction=direction, more=more)
            box.x = left + style.padding + (0 if window.backwards else width - box.width)
            box.y = style.padding
        return box

    def _count(self, cell: str, width: float, style: BlockStyle) -> int:
        """Give how many lines a cell out of sight takes; 0 where it has to be set to know."""
        if self._lines is None:
            self._lines = CellLines(style.font)  # the same for all tables of a typography
        return self._lines.count(cell, width)

    def _lines_between(self, body: QRectF, *, is_head: bool) -> list[Ornament]:
        line = QRectF(body.left(), body.bottom() - 1, body.width(), 1)
        if not is_head:
            return [Ornament(OrnamentKind.RULE, line)]
        return [
            Ornament(OrnamentKind.HEAD, body),
            Ornament(OrnamentKind.HEAD_RULE, line),
        ]
