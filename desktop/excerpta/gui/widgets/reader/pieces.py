"""A document is shown as pieces: stretches that are laid out, measured and drawn on their own.

A block is one piece; a table is one piece per row; a block of a megabyte is cut between words into
many; the header and each folding box are pieces without text of their own. Pieces depend on the
text alone, not on widths or fonts, so that they are made once per document.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from operator import sub

from excerpta.core.model.document import Block, BlockKind
from excerpta.gui.support.words import character_start
from excerpta.gui.widgets.reader.grouping import closes_group, list_from
from excerpta.gui.widgets.reader.typography import StyleKey

LONGEST_PIECE = 4000
"""Code points of a piece of a block that is cut; a QTextLayout costs time for all its text at once."""

_CUT_ABOVE = 2 * LONGEST_PIECE
_WORD_SEARCH = 300


class PieceKind(IntEnum):
    """What is drawn in the place of a piece."""

    HEADER = 0
    FOLD = 1
    TEXT = 2
    TABLE_ROW = 3
    IMAGE = 4
    RULE = 5


@dataclass(slots=True)
class Fold:
    """A run of furniture blocks behind one folding box.

    Attributes:
        piece: index of the box.
        last: index of the last piece of the run.
        lines: how many blocks are in it.
        is_open: whether the blocks are shown.

    """

    piece: int
    last: int
    lines: int
    is_open: bool = False


class Pieces:
    """All pieces of a document, in parallel arrays.

    Attributes:
        starts, ends: the range of each piece in code points; -1, -1 for the header, an empty range at
            the start of its run for a folding box.
        blocks: the index of the block of each piece, -1 for the header.
        kinds: a `PieceKind` each.
        styles: an index into `style_keys` each.
        shapes: an index into `shape_keys` each: its length and style. There are far fewer of those than
            pieces, so that what follows from them alone is worked out once for many.
        folds: the folding boxes in order.

    """

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self.starts = array("q")
        self.ends = array("q")
        self.blocks = array("q")
        self.kinds = array("B")
        self.styles = array("H")
        self.style_keys: list[StyleKey] = []
        self.folds: list[Fold] = []
        self._style_numbers: dict[StyleKey, int] = {}
        self._add(PieceKind.HEADER, -1, -1, -1, StyleKey("header"))
        self._add_blocks(text, blocks)
        shapes: dict[tuple[int, int], int] = {}
        pairs = zip(map(sub, self.ends, self.starts), self.styles, strict=True)
        self.shapes = array("L", [shapes.setdefault(pair, len(shapes)) for pair in pairs])
        self.shape_keys = list(shapes)
        self._fold_pieces = [fold.piece for fold in self.folds]
        if len(self.folds) == 1 and self.folds[0].lines == len(blocks):
            self.folds[0].is_open = True

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, position: int) -> int:
        """Give the piece that holds a position of the text; of two that touch there, the later one."""
        return min(max(bisect_right(self.starts, position) - 1, 1), len(self.starts) - 1)

    def over(self, start: int, end: int) -> range:
        """Give the pieces that share a character with the range, or hold its place when it is empty."""
        first = self.at(start)
        return range(first, max(first + 1, bisect_left(self.starts, end)))

    def fold_of(self, piece: int) -> Fold | None:
        """Give the folding box that the piece is or belongs to."""
        nearest = bisect_right(self._fold_pieces, piece) - 1
        if nearest >= 0 and piece <= self.folds[nearest].last:
            return self.folds[nearest]
        return None

    def is_hidden(self, piece: int) -> bool:
        """Whether the piece lies folded behind its box."""
        fold = self.fold_of(piece)
        return fold is not None and not fold.is_open and piece != fold.piece

    def hidden(self) -> Iterator[int]:
        """Give every piece that lies folded behind a box."""
        for fold in self.folds:
            if not fold.is_open:
                yield from range(fold.piece + 1, fold.last + 1)

    def _add(self, kind: PieceKind, start: int, end: int, block: int, style: StyleKey) -> None:
        number = self._style_numbers.get(style)
        if number is None:
            number = self._style_numbers[style] = len(self.style_keys)
            self.style_keys.append(style)
        self.kinds.append(kind)
        self.starts.append(start)
        self.ends.append(end)
        self.blocks.append(block)
        self.styles.append(number)

    def _add_blocks(self, text: str, blocks: Sequence[Block]) -> None:
        plain = StyleKey(BlockKind.PARAGRAPH)
        fold: Fold | None = None
        list_end = digits = 0
        for index, block in enumerate(blocks):
            kind = block.kind
            if kind is not BlockKind.FURNITURE:
                fold = None
                if kind is BlockKind.PARAGRAPH and not block.level and block.end - block.start <= _CUT_ABOVE:
                    self._add(PieceKind.TEXT, block.start, block.end, index, plain)
                    continue
            elif fold is None:
                fold = Fold(len(self), len(self), 0)
                self.folds.append(fold)
                self._add(PieceKind.FOLD, block.start, block.start, index, StyleKey("fold"))
            if index >= list_end:
                list_end, digits = list_from(blocks, index)
            closes = closes_group(blocks, index)
            self._add_block(text, block, index, StyleKey(kind, block.level, closes, digits=digits))
            if fold is not None:
                fold.lines += 1
                fold.last = len(self) - 1

    def _add_block(self, text: str, block: Block, index: int, style: StyleKey) -> None:
        if block.kind is BlockKind.RULE:
            self._add(PieceKind.RULE, block.start, block.end, index, style)
        elif block.kind is BlockKind.IMAGE:
            self._add(PieceKind.IMAGE, block.start, block.end, index, style)
        elif block.kind is BlockKind.TABLE:
            inner = style.continued()
            for start, end in _lines(text, block):
                row_style = style if end == block.end else inner
                self._add(PieceKind.TABLE_ROW, start, end, index, row_style)
        else:
            inner = style.continued()
            for start, end in _stretches(text, block):
                self._add(PieceKind.TEXT, start, end, index, style if end == block.end else inner)


def _lines(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start = block.start
    while (end := text.find("\n", start, block.end)) >= 0:
        yield start, end
        start = end + 1
    yield start, block.end


def _stretches(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Cut a very long block behind the last line break or space of each stretch."""
    start = block.start
    while block.end - start > _CUT_ABOVE:
        ideal = start + LONGEST_PIECE
        floor = ideal - _WORD_SEARCH
        cut = max(text.rfind("\n", floor, ideal), text.rfind(" ", floor, ideal)) + 1
        if not cut:
            cut = character_start(text, ideal)
        yield start, cut
        start = cut
    yield start, block.end
