"""Turns a piece into text boxes and ornaments; one short method per kind of piece."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QTextLayout

from excerpta.core.model.document import Block, BlockKind, Span
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.utf16 import Utf16Index
from excerpta.gui.widgets.reader.contents import ReaderHeader
from excerpta.gui.widgets.reader.direction import is_right_to_left
from excerpta.gui.widgets.reader.fonts import is_japanese, sample_of
from excerpta.gui.widgets.reader.formats import deduced_format, script_formats, span_formats
from excerpta.gui.widgets.reader.laid import LaidPiece, Ornament, OrnamentKind
from excerpta.gui.widgets.reader.lines import BoxStyle
from excerpta.gui.widgets.reader.list_marks import Bullet, number_mark
from excerpta.gui.widgets.reader.picture_pieces import set_picture
from excerpta.gui.widgets.reader.pictures import NOT_THERE, PictureFacts
from excerpta.gui.widgets.reader.pieces import LONGEST_PIECE, PieceKind, Pieces
from excerpta.gui.widgets.reader.span_index import SpanIndex
from excerpta.gui.widgets.reader.table_rows import TableSetter
from excerpta.gui.widgets.reader.tables import TableNeeds
from excerpta.gui.widgets.reader.text_box import TextBox
from excerpta.gui.widgets.reader.type_settings import TypeSettings
from excerpta.gui.widgets.reader.typography import MARK_GAP, BlockStyle, StyleKey, Typography

_BETWEEN_PARTS = "\N{EN SPACE}\N{ZERO WIDTH SPACE}\N{EN SPACE}"
_NARROWEST_TEXT = 4.0
_LONGEST_TITLE = 600
_TITLE_KINDS = (BlockKind.HEADING, BlockKind.PARAGRAPH)
_BAR_WIDTH = 3


class PictureSizes(Protocol):
    """Tells of pictures."""

    def facts(self, name: str) -> PictureFacts:
        """Give the size of a picture by its name, or what is wrong with it."""


class _NoPictures:
    def facts(self, _name: str) -> PictureFacts:
        return PictureFacts(0, 0, NOT_THERE)


@dataclass
class ReaderText:
    """A document as the reader holds it: the text, its markup and the pieces it is shown as.

    Attributes:
        table_needs: what was measured of its tables, by block and type.
        table_offsets: by how many pixels wide tables are moved, by block.
        pictures: tells of its pictures.

    """

    text: str
    blocks: tuple[Block, ...]
    spans: SpanIndex
    header: ReaderHeader
    pieces: Pieces
    table_needs: dict[tuple[int, TypeSettings], TableNeeds] = field(default_factory=dict)
    table_offsets: dict[int, int] = field(default_factory=dict)
    pictures: PictureSizes = field(default_factory=_NoPictures)
    _title_sought: tuple[str, int] = ("", -1)

    @cached_property
    def is_japanese(self) -> bool:
        """Whether the characters that Chinese and Japanese share are to be drawn the Japanese way."""
        return is_japanese(sample_of(self.text, 40, 200))

    @property
    def title_piece(self) -> int:
        """The piece that is the document's title in the text itself; -1 when the header has to show it.

        That is the first block that is not furniture, if its words are those of the title.
        """
        title = _words_of(self.header.title)
        if title != self._title_sought[0]:
            self._title_sought = (title, self._find_title(title))
        return self._title_sought[1]

    def _find_title(self, title: str) -> int:
        first = next((block for block in self.blocks if block.kind is not BlockKind.FURNITURE), None)
        if first is None or not title or first.kind not in _TITLE_KINDS:
            return -1
        is_short = first.end - first.start <= _LONGEST_TITLE
        is_it = is_short and _words_of(self.text[first.start : first.end]) == title
        return self.pieces.at(first.start) if is_it else -1


def _words_of(title: str) -> str:
    return " ".join(title.split()).casefold()


def read_source(text: str, blocks: Sequence[Block], spans: Iterable[Span] = ()) -> ReaderText:
    """Prepare a document for the reader; a text without blocks is one paragraph.

    It touches no font and no window, so that a long document can be prepared in any thread.
    """
    known = tuple(blocks) or (Block(BlockKind.PARAGRAPH, 0, len(text)),)
    return ReaderText(text, known, SpanIndex(spans), ReaderHeader(), Pieces(text, known))


class Typesetter:
    """Sets pieces of one document in one typography, theme and measure.

    `moves_tables` tells whether a table wider than that can be moved under it; on paper it cannot.
    """

    def __init__(
        self,
        source: ReaderText,
        typography: Typography,
        theme: Theme,
        width: int,
        *,
        moves_tables: bool = True,
    ) -> None:
        self.moves_tables = moves_tables
        self.source = source
        self.typography = typography
        self.theme = theme
        self.width = width
        self._tables = TableSetter(self)

    def style(self, piece: int) -> BlockStyle:
        """Give the style of a piece."""
        pieces = self.source.pieces
        if piece == self.source.title_piece:
            return self.typography.style(StyleKey("title"))
        return self.typography.style(pieces.style_keys[pieces.styles[piece]])

    def set_piece(self, piece: int) -> LaidPiece:
        """Lay out one piece; one that is folded away has no height."""
        pieces = self.source.pieces
        if pieces.is_hidden(piece):
            return LaidPiece(0.0, QRectF())
        match pieces.kinds[piece]:
            case PieceKind.HEADER:
                return self._header(piece)
            case PieceKind.FOLD:
                return self._fold(piece)
            case PieceKind.TABLE_ROW:
                return self._tables.set_row(piece)
            case PieceKind.RULE:
                return self._rule(piece)
            case PieceKind.IMAGE:
                return set_picture(self, piece)
            case _:
                return self._text(piece)

    # ---- running text

    def _text(self, piece: int) -> LaidPiece:
        pieces, style = self.source.pieces, self.style(piece)
        key = pieces.style_keys[pieces.styles[piece]]
        if key.kind is BlockKind.CODE:
            return self._code(piece, style, is_cut=key.is_cut)
        block = self.source.blocks[pieces.blocks[piece]]
        start, indent, direction = pieces.starts[piece], min(style.indent, self.width // 2), 0
        if start > block.start:  # a paragraph that is cut has the direction of its own beginning
            beginning = self.source.text[block.start : min(start, block.start + LONGEST_PIECE)]
            direction = -1 if is_right_to_left(beginning) else 1
        box = self.box(
            start, pieces.ends[piece], style, self.width - indent, direction=direction, goes_on=key.is_cut
        )
        box.x = 0 if box.is_right_to_left else indent
        box.y = style.before
        body = QRectF(0, style.before, self.width, box.height)
        laid = LaidPiece(style.before + body.height() + style.after, body, [box])
        if key.kind is BlockKind.QUOTATION:
            self._add_bars(laid, box, style, pieces.blocks[piece])
        elif key.kind is BlockKind.LIST_ITEM and start == block.start:
            self._add_list_mark(laid, box, style, block)
        return laid

    def _code(self, piece: int, style: BlockStyle, *, is_cut: bool) -> LaidPiece:
        """Set code on a card; a block that is cut into pieces lies on one card that goes on."""
        pieces = self.source.pieces
        begins = pieces.starts[piece] == self.source.blocks[pieces.blocks[piece]].start
        above, below = style.padding if begins else 0, 0 if is_cut else style.padding
        width = self.width - 2 * style.padding
        start, end = pieces.starts[piece], pieces.ends[piece]
        box = self.box(start, end, style, width, direction=1, goes_on=is_cut)
        box.x, box.y = style.padding, above
        body = QRectF(0, 0, self.width, above + box.height + below)
        card = body.adjusted(0, 0 if begins else -2 * style.padding, 0, 2 * style.padding if is_cut else 0)
        return LaidPiece(
            body.height() + style.after, body, [box], [Ornament(OrnamentKind.CARD, card, clip=body)]
        )

    def _add_bars(self, laid: LaidPiece, box: TextBox, style: BlockStyle, index: int) -> None:
        """Add a bar for each depth of a quotation; those that the next paragraph shares go on to it."""
        blocks, level = self.source.blocks, self.source.blocks[index].level
        shared = -1
        if style.after and index + 1 < len(blocks) and blocks[index + 1].kind is BlockKind.QUOTATION:
            following = blocks[index + 1]
            words = self.source.text[following.start : following.start + 400]
            if is_right_to_left(words) == box.is_right_to_left:
                shared = following.level
        step = min(style.indent, self.width // 2) // (level + 1)
        for depth in range(level + 1):
            x = self.width - depth * step - _BAR_WIDTH if box.is_right_to_left else depth * step
            bottom = laid.height if depth <= shared or not style.after else laid.body.bottom()
            bar = QRectF(x, laid.body.top(), _BAR_WIDTH, bottom - laid.body.top())
            laid.ornaments.append(Ornament(OrnamentKind.BAR, bar))

    def _add_list_mark(self, laid: LaidPiece, box: TextBox, style: BlockStyle, block: Block) -> None:
        ems = self.typography.ems
        if block.number is None:
            middle = box.y + style.pitch / 2 + ems(0.06)
            reach = ems(0.72)
            centre = box.x + box.width + reach if box.is_right_to_left else box.x - reach
            around = QRectF(centre - ems(0.5), middle - ems(0.5), ems(1), ems(1))
            bullet = Bullet.of_level(block.level)
            laid.ornaments.append(Ornament(OrnamentKind.BULLET, around, bullet=bullet))
            return
        mark = number_mark(block.number, self.source.text[block.start : block.end])
        room, gap = ems(6), ems(MARK_GAP)
        label = self.label(mark, style.font, style.pitch, room, -1 if box.is_right_to_left else 1)
        if box.is_right_to_left:
            label.x = box.x + box.width + gap + label.natural_width - room
        else:
            label.x = box.x - gap - label.natural_width
        label.y = box.y
        laid.ornaments.append(Ornament(OrnamentKind.LABEL, laid.body, label))

    # ---- header and folding box

    def _header(self, piece: int) -> LaidPiece:
        style, header = self.style(piece), self.source.header
        y = float(style.before)
        laid = LaidPiece(y, QRectF())
        direction = -1 if is_right_to_left(header.title) else 1
        title_piece = self.source.title_piece
        if header.title and title_piece < 0:
            box = self.label(header.title, style.font, style.pitch, self.width, direction, slot="ink")
            box.y = y
            y += box.height + self.typography.ems(0.3)
            laid.ornaments.append(Ornament(OrnamentKind.LABEL, QRectF(0, box.y, self.width, box.height), box))
        if header.parts:
            box = self._header_parts(header, direction)
            box.y = y
            y += box.height
            laid.ornaments.append(Ornament(OrnamentKind.LABEL, QRectF(0, box.y, self.width, box.height), box))
        after = self.typography.ems(0.35) if title_piece == piece + 1 else style.after
        laid.height = y + after if laid.ornaments else float(style.before)
        return laid

    def _header_parts(self, header: ReaderHeader, direction: int) -> TextBox:
        text, formats = "", []
        for part in header.parts:
            if text:
                text += _BETWEEN_PARTS
            if part.deduced:
                index = Utf16Index(text + part.text)
                first, last = index.to_utf16(len(text)), index.to_utf16(len(text) + len(part.text))
                formats.append(deduced_format(first, last, self.theme))
            text += part.text
        font = self.typography.interface_font
        pitch = round(font.pixelSize() * 1.7)
        return TextBox(text, 0, BoxStyle(font, pitch, self.width, "muted", direction), formats)

    def _fold(self, piece: int) -> LaidPiece:
        style = self.style(piece)
        fold = self.source.pieces.fold_of(piece)
        lines = fold.lines if fold else 0
        noun = "line" if lines == 1 else "lines"
        is_open = fold is not None and fold.is_open
        text = (
            f"▾ {lines} {noun} of page furniture" if is_open else f"▸ {lines} {noun} of page furniture folded"
        )
        label = TextBox(text, 0, BoxStyle(style.font, style.pitch, self.width, style.slot))
        label.x, label.y = style.padding, style.before
        body = QRectF(0, style.before, self.width, label.height)
        after = self.typography.ems(0.5) if is_open else style.after
        laid = LaidPiece(body.bottom() + after, body)
        laid.ornaments = [
            Ornament(OrnamentKind.DASHED_BOX, body),
            Ornament(OrnamentKind.LABEL, body, label),
        ]
        return laid

    # ---- what is not running text

    def _rule(self, piece: int) -> LaidPiece:
        pieces, style = self.source.pieces, self.style(piece)
        box = TextBox(
            " " * (pieces.ends[piece] - pieces.starts[piece]),
            pieces.starts[piece],
            BoxStyle(style.font, style.pitch, self.width, direction=1),
        )
        middle = style.pitch // 2
        body = QRectF(0, 0, self.width, style.pitch)
        line = QRectF(self.width // 3, middle, self.width - 2 * (self.width // 3), 1)
        return LaidPiece(style.pitch + style.after, body, [box], [Ornament(OrnamentKind.RULE, line)])

    # ---- parts

    def box(
        self,
        start: int,
        end: int,
        style: BlockStyle,
        width: float,
        *,
        direction: int = 0,
        goes_on: bool = False,
        more: Sequence[QTextLayout.FormatRange] = (),
        lines: int = 0,
    ) -> TextBox:
        """Set a range of the text; `more` formats lie over those of its scripts and below its spans.

        With `lines`, as many as it is known to take, it is set when it is first seen.
        """
        text = self.source.text[start:end]
        formats = self._scripts(text, style.font)
        formats += more
        if spans := self.source.spans.over(start, end):
            formats += span_formats(text, start, spans, style.font, self.theme)
        width = max(_NARROWEST_TEXT, width)
        look = BoxStyle(
            style.font, style.pitch, width, style.slot, direction, style.tab, style.justified, goes_on
        )
        return TextBox(text, start, look, formats, lines=lines)

    def label(
        self, words: str, font: QFont, pitch: int, width: float, direction: int = 0, *, slot: str = "muted"
    ) -> TextBox:
        """Set words that are no part of the text."""
        return TextBox(words, 0, BoxStyle(font, pitch, width, slot, direction), self._scripts(words, font))

    def _scripts(self, text: str, font: QFont) -> list[QTextLayout.FormatRange]:
        if text.isascii():
            return []
        return script_formats(text, font, japanese=self.source.is_japanese)


def layout_size(laid: LaidPiece) -> int:
    """Give the characters that a laid-out piece keeps in memory."""
    return sum(box.end - box.start for box in laid.boxes)
