"""A printout is a document as pages of paper, made one after the other as they are asked for.

Question: the reader's own typesetting, or Qt's rich text documents? Choice: the reader's. Why: every block
kind, every script and every overlap of highlights comes out as it was read, and a page is ready as soon as
it is full, so that 20 MB print in little memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont

from excerpta.core.model.document import Block, BlockKind, Span
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.theme import Theme, load_theme
from excerpta.gui.widgets.printing.items import Fragment, Item
from excerpta.gui.widgets.printing.notes import MarginColumn, NoteSetter, PrintedHighlight, numbered
from excerpta.gui.widgets.printing.options import NotePlace, PrintOptions
from excerpta.gui.widgets.printing.paging import paginate
from excerpta.gui.widgets.printing.sheet import Sheet, lay_sheet
from excerpta.gui.widgets.reader.contents import ReaderHeader
from excerpta.gui.widgets.reader.direction import is_right_to_left
from excerpta.gui.widgets.reader.highlight_index import HighlightIndex
from excerpta.gui.widgets.reader.marks import PieceMarks, mark_piece
from excerpta.gui.widgets.reader.pieces import PieceKind, Pieces
from excerpta.gui.widgets.reader.span_index import SpanIndex
from excerpta.gui.widgets.reader.type_settings import TypeSettings
from excerpta.gui.widgets.reader.typesetter import ReaderText, Typesetter
from excerpta.gui.widgets.reader.typography import BlockStyle, StyleKey, Typography

_SPACING, _PARAGRAPH_SPACE = 1.42, 0.6


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """What is printed: text and markup, what stands above it, its highlights, and how text is set."""

    text: str
    blocks: tuple[Block, ...]
    spans: tuple[Span, ...]
    header: ReaderHeader
    highlights: tuple[PrintedHighlight, ...] = ()
    settings: TypeSettings = field(default_factory=TypeSettings)


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One page.

    Attributes:
        number: from 1.
        fragments: what stands in the column of text.
        notes: what stands in the column of notes.
        progress: how much of the text is printed with it, 0 to 1.
    """

    number: int
    fragments: list[Fragment]
    notes: list[Fragment]
    progress: float


class PaperTypography(Typography):
    """Fonts are set by their true widths: paper has no pixels to which letters would have to be fitted."""

    def style(self, key: StyleKey) -> BlockStyle:
        """Give the style of a kind of piece."""
        style = super().style(key)
        return replace(style, font=unhinted(style.font))

    def book_font(self, size: float, *, bold: bool = False) -> QFont:
        """Give the font of the text in another size in pixels."""
        return unhinted(super().book_font(size, bold=bold))


def unhinted(font: QFont) -> QFont:
    """A font whose letters keep their true widths."""
    found = QFont(font)
    found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return found


class Printout:
    """The pages of a document.

    Attributes:
        sheet: where things stand on them.
        theme: the colours of paper.
        title: what the footer says.
    """

    def __init__(self, document: PrintedDocument, options: PrintOptions) -> None:
        settings = replace(
            document.settings, size=TypeSettings().size, spacing=_SPACING, paragraph_space=_PARAGRAPH_SPACE
        )
        typography = PaperTypography(settings)
        typography.interface_font = unhinted(typography.interface_font)
        mirrored = is_right_to_left(document.text[:2000] or document.header.title)
        self.theme: Theme = paper_theme()
        self.sheet: Sheet = lay_sheet(options, typography.measure, mirrored=mirrored)
        self.title = document.header.title
        self._options = options
        pieces = Pieces(document.text, document.blocks)
        for fold in pieces.folds:
            fold.is_open = options.furniture or fold.is_open
        source = ReaderText(
            document.text, document.blocks, SpanIndex(document.spans), document.header, pieces
        )
        self.typesetter = Typesetter(source, typography, self.theme, self.sheet.column, moves_tables=False)
        shown = document.highlights if options.highlights else ()
        self._highlights = HighlightIndex(pieces, [replace(one.shown, has_note=False) for one in shown])
        self.numbers = numbered(shown) if options.shown_notes is not NotePlace.NONE else {}
        self._told = {one.shown.id: one for one in shown if one.shown.id in self.numbers}
        self._ending = _by_end(self._told.values(), pieces)
        self._page_of: dict[AnnotationId, int] = {}
        self._notes = NoteSetter(self.typesetter, self.theme, self.sheet.notes or self.sheet.column)

    def pages(self) -> Iterator[PaperPage]:
        """Give one page after the other."""
        number, length = 0, max(1, len(self.typesetter.source.text))
        margin = MarginColumn(self.sheet.depth)
        for number, fragments in enumerate(paginate(self._items(), self.sheet.depth), 1):
            anchored = [(one, y) for one, y in self._anchored(fragments) if one not in self._page_of]
            self._page_of |= {one: number for one, _ in anchored}
            notes = []
            if self.sheet.notes:
                notes = margin.page(
                    [(self._notes.note(self.numbers[one], self._told[one]), y) for one, y in anchored]
                )
            done = max((fragment.item.end for fragment in fragments), default=0)
            yield PaperPage(number, fragments, notes, min(1.0, done / length))
        for notes in margin.rest():
            number += 1
            yield PaperPage(number, [], notes, 1.0)
        if self._options.shown_notes is NotePlace.END and self._told:
            for fragments in paginate(self._end_notes(), self.sheet.depth):
                number += 1
                yield PaperPage(number, fragments, [], 1.0)

    def marks_of(self, item: Item) -> PieceMarks:
        """The tints and edges of the highlights over an item."""
        plan = self._highlights.marks_over(item.piece) if item.piece >= 0 else None
        if plan is None:
            return PieceMarks()
        return mark_piece(plan, item.rectangles, self.theme, corner=item.laid.end_corner)

    def numbers_in(self, item: Item) -> list[tuple[QPointF, AnnotationId]]:
        """The upper corners at which highlights with a number end in an item."""
        found = []
        for one in self._ending.get(item.piece, ()):
            corner = item.laid.end_corner(one.shown.end)
            if corner is not None:
                # Letters of a title reach above its lines; what stands above an item is on no page.
                found.append((QPointF(corner.x(), max(corner.y(), item.top)), one.shown.id))
        return found

    def colour_of(self, identity: AnnotationId) -> QColor:
        """The colour of the number of a highlight."""
        return self.theme.edge(self._told[identity].shown.colour)

    def _anchored(self, fragments: Sequence[Fragment]) -> Iterator[tuple[AnnotationId, float]]:
        """The highlights whose number stands on a page, and the heights of their lines in the column."""
        for fragment in fragments:
            for corner, identity in self.numbers_in(fragment.item):
                place = fragment.place_of(corner.y())
                if place is not None:
                    yield identity, place

    def _items(self) -> Iterator[Item]:
        pieces = self.typesetter.source.pieces
        head: Item | None = None
        for piece in range(len(pieces)):
            kind = pieces.kinds[piece]
            if kind == PieceKind.FOLD or pieces.is_hidden(piece):
                continue
            laid = self.typesetter.set_piece(piece)
            if laid.height:
                item = Item(laid, piece, pieces.starts[piece], pieces.ends[piece])
                head = self._join(item, PieceKind(kind), head)
                yield item

    def _join(self, item: Item, kind: PieceKind, head: Item | None) -> Item | None:
        """Let an item know what must stand with it; give the head of the table that is under way."""
        blocks, index = self.typesetter.source.blocks, self.typesetter.source.pieces.blocks[item.piece]
        if kind == PieceKind.HEADER:
            item.keeps_next = True
            return None
        block = blocks[index]
        item.together = 1 if block.kind in (BlockKind.CODE, BlockKind.TABLE) else item.together
        item.is_whole = kind == PieceKind.TABLE_ROW
        item.keeps_next = block.kind is BlockKind.HEADING or (
            kind == PieceKind.IMAGE and _is_captioned(blocks, index)
        )
        return self._join_table(item, block, head) if kind == PieceKind.TABLE_ROW else None

    def _join_table(self, item: Item, block: Block, head: Item | None) -> Item | None:
        """Let a row know the head of its table; give the head of the rows that follow."""
        if item.start == block.start:
            item.keeps_next = item.end < block.end
            return item
        item.head = head
        return head

    def _end_notes(self) -> Iterator[Item]:
        yield self._notes.heading("Notes")
        for identity, number in self.numbers.items():
            page = self._page_of.get(identity)
            where = f" (page {page})" if page else ""
            yield self._notes.note(number, self._told[identity], quoted=True, where=where)


def paper_theme() -> Theme:
    """The light theme on white: paper brings a ground of its own."""
    return replace(load_theme("light"), page=QColor("white"), card=QColor("#FAF9F6"))


def _is_captioned(blocks: Sequence[Block], index: int) -> bool:
    return index + 1 < len(blocks) and blocks[index + 1].kind is BlockKind.CAPTION


def _by_end(highlights: Iterable[PrintedHighlight], pieces: Pieces) -> dict[int, list[PrintedHighlight]]:
    """The highlights by the piece in which their last character stands."""
    found: dict[int, list[PrintedHighlight]] = {}
    for one in sorted(highlights, key=lambda each: (each.shown.end, each.shown.start, each.shown.id)):
        found.setdefault(pieces.at(max(one.shown.start, one.shown.end - 1)), []).append(one)
    return found
