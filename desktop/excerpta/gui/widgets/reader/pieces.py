"""A document is shown as pieces: stretches that are laid out, measured and drawn on their own.

A block is one piece; a table is one piece per row; a block of a megabyte is cut into many, between
sentences where it can be; the header and each folding box are pieces without text of their own.
Pieces depend on the text alone, not on widths or fonts, so that they are made once per document.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from operator import sub
from unicodedata import category

from excerpta.core.model.document import Block, BlockKind
from excerpta.gui.support.words import character_start
from excerpta.gui.widgets.reader.grouping import closes_group, list_from
from excerpta.gui.widgets.reader.typography import StyleKey

LONGEST_PIECE = 4000
"""Code points of a piece of a block that is cut; a QTextLayout costs time for all its text at once."""

LONGEST_DENSE_PIECE = 1200
"""The same of Chinese, emoji and scripts like them: as many lines, and several times the time a letter."""

_DENSE = 2.2
"""UTF-8 bytes a code point, from which on a text is dense; Persian has 1.9, Chinese 3, emoji 3 to 4."""

_SURELY_SHORT = 2 * LONGEST_DENSE_PIECE
_SAMPLE = 4000
_WORD_SEARCH = 300
_SENTENCE_SEARCH = 0.2
"""Of the length of a piece: so far before its end the end of a sentence is looked for."""

_SIGN_SEARCH = 40

_SURE_STARTS = ("Lu", "Ll", "Lt", "Lo", "Nd", "Ps", "Pi")
"""General categories of what begins a character of its own behind a space (Unicode UAX 29, GB9)."""

_SIGNS = "\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7a3\U0001f300-\U0001f3fa\U0001f400-\U0001faff"
_BETWEEN_SIGNS = f"[\u3001-\u3003\u3008-\u301f\uff01-\uff20{_SIGNS}](?=[{_SIGNS}])"
"""Between two of these every character ends, whatever is around them (GB999). Compiled when it is
first needed, which takes milliseconds."""

_SENTENCE_END = re.compile(r"[.!?…؟۔।][\"'”’»)\]]*\s+|[。！？][”’」』）]*")


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
        pairs = list(zip(map(sub, self.ends, self.starts), self.styles, strict=True))
        self.shape_keys = list(dict.fromkeys(pairs))
        numbers = {pair: number for number, pair in enumerate(self.shape_keys)}
        self.shapes = array("L", map(numbers.__getitem__, pairs))
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
        self.kinds.append(kind)
        self.starts.append(start)
        self.ends.append(end)
        self.blocks.append(block)
        self.styles.append(self._style_number(style))

    def _style_number(self, style: StyleKey) -> int:
        number = self._style_numbers.get(style)
        if number is None:
            number = self._style_numbers[style] = len(self.style_keys)
            self.style_keys.append(style)
        return number

    def _add_blocks(self, text: str, blocks: Sequence[Block]) -> None:
        # Paragraphs of their own that are surely not cut.
        paragraph = BlockKind.PARAGRAPH
        plain = bytes(
            [b.kind is paragraph and not b.level and b.end - b.start <= _SURELY_SHORT for b in blocks]
        )
        index = 0
        while index < len(blocks):
            if plain[index]:
                others = plain.find(0, index)
                end = others if others >= 0 else len(blocks)
                self._add_plain(blocks, index, end)
            else:
                following = plain.find(1, index)
                end = following if following >= 0 else len(blocks)
                self._add_others(text, blocks, index, end)
            index = end

    def _add_plain(self, blocks: Sequence[Block], first: int, end: int) -> None:
        """Add paragraphs that are one piece each, all at once: most documents are little else."""
        style = self._style_number(StyleKey(BlockKind.PARAGRAPH))
        run = blocks[first:end]
        self.starts += array("q", [block.start for block in run])
        self.ends += array("q", [block.end for block in run])
        self.blocks += array("q", range(first, end))
        self.kinds.frombytes(bytes((PieceKind.TEXT,)) * len(run))
        self.styles += array("H", (style,)) * len(run)

    def _add_others(self, text: str, blocks: Sequence[Block], first: int, end: int) -> None:
        """Add blocks of any kind; no run of furniture goes on behind them."""
        fold: Fold | None = None
        list_end = digits = 0
        for index in range(first, end):
            block = blocks[index]
            kind = block.kind
            if kind is not BlockKind.FURNITURE:
                fold = None
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
    """Cut a very long block into stretches, each of which can be set in no time.

    The last line of a stretch is short wherever it falls, as that of a paragraph is. So the cut is
    made behind a line break or the end of a sentence, else behind a space, else between characters.
    """
    start, length = block.start, block.end - block.start
    while length > _SURELY_SHORT and length > 2 * (longest := _longest_at(text, start, block.end)):
        cut = _cut_before(text, start, start + longest)
        yield start, cut
        start, length = cut, block.end - cut
    yield start, block.end


def _longest_at(text: str, start: int, end: int) -> int:
    """Give how long a piece that starts here may be, by what is written there."""
    sample = text[start : min(start + _SAMPLE, end)]
    if sample.isascii() or len(sample.encode("utf-8", "surrogatepass")) < _DENSE * len(sample):
        return LONGEST_PIECE
    return LONGEST_DENSE_PIECE


def _cut_before(text: str, start: int, ideal: int) -> int:
    """Give the best place to cut a text at, at or before `ideal`."""
    floor = ideal - round((ideal - start) * _SENTENCE_SEARCH)
    found = (
        text.rfind("\n", floor, ideal) + 1
        or _last_end(_SENTENCE_END, text, floor, ideal)
        or text.rfind(" ", ideal - _WORD_SEARCH, ideal) + 1
    )
    if found and category(text[found]) in _SURE_STARTS:
        return found
    # Qt knows where a character begins, but takes its time: a megabyte is cut in a thousand places.
    return _last_end(re.compile(_BETWEEN_SIGNS), text, ideal - _SIGN_SEARCH, ideal) or character_start(
        text, found or ideal
    )


def _last_end(pattern: "re.Pattern[str]", text: str, floor: int, limit: int) -> int:
    return max((match.end() for match in pattern.finditer(text, floor, limit)), default=0)
