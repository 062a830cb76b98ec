"""How a highlight is painted as a row: its passage in the book face, and beside it where it stands."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout

from excerpta.core.model.annotation import Annotation, HighlightStyle
from excerpta.core.model.tag import Tag, TagTree
from excerpta.core.services.retrieving import HighlightRow
from excerpta.gui.support.dates import readable_date
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import smaller
from excerpta.gui.widgets.chips import dot_size, paint_dot
from excerpta.gui.widgets.reader.direction import is_right_to_left
from excerpta.gui.widgets.reader.fonts import average_advance, book_font
from excerpta.gui.widgets.reader.lines import BoxStyle
from excerpta.gui.widgets.reader.marks import edge_of
from excerpta.gui.widgets.reader.text_box import TextBox

_PASSAGE_SIZE = 15
_PITCH = 22
LINES = 3
PADDING = 11
BAR = 3
LEFT = 18
RIGHT = 16

_LINE = 16
_CHIP = 19
_CHIP_GAP = 4
_KEPT = 400
_ELLIPSIS = "…"


@dataclass(slots=True)
class Passage:
    """A laid-out passage: a text box, and the range of the quote in its text."""

    box: TextBox
    start: int
    end: int


def row_height() -> int:
    """Pixels of every row: three lines of passage between its paddings."""
    return LINES * pitch() + 2 * PADDING


def passage_font() -> QFont:
    """The book face in the size of passages."""
    return book_font(scaled(_PASSAGE_SIZE))


def pitch() -> int:
    """Pixels from line to line of a passage."""
    return scaled(_PITCH)


def meta_width(width: int) -> int:
    """Pixels of the right-hand column of a row."""
    return max(120, min(scaled(230), round(width * 0.32)))


def fitted(text: str, style: BoxStyle, lines: int) -> TextBox:
    """A text box of at most so many lines, with an ellipsis where text was left out."""
    box = TextBox(text, 0, style)
    end = len(text)
    while box.line_count > lines and end > 0:
        end = min(end - 1, box.line_end(lines - 1) - 1)
        box = TextBox(text[:end].rstrip() + _ELLIPSIS, 0, style)
    return box


def excerpt(row: HighlightRow, lead: int) -> tuple[str, int, int]:
    """Quote and context as one line of text, and where the quote is in it, in code points.

    Of what stands before it about `lead` code points are kept, so that the quote itself is seen.
    """
    before, quote = row.before, row.annotation.quote.exact
    if len(before) > lead:
        cut = before.find(" ", len(before) - lead) + 1
        before = _ELLIPSIS + before[cut or len(before) - lead :]
    elif before and row.annotation.start > len(before) and len(before) >= 160:
        before = _ELLIPSIS + before
    text = (before + quote + row.after).replace("\n", " ")
    return text, len(before), len(before) + len(quote)


def paint_passage(
    painter: QPainter,
    passage: Passage,
    corner: QPointF,
    theme: Theme,
    annotation: Annotation,
    *,
    context: QColor,
) -> None:
    """Paint tint, edge and text; `context` is the colour of what is not the quote."""
    box = passage.box
    painter.save()
    painter.translate(corner)
    rectangles = box.rectangles(passage.start, passage.end)
    if annotation.style is HighlightStyle.HIGHLIGHT:
        for rectangle in rectangles:
            painter.fillRect(rectangle, theme.tint(annotation.colour))
    for rectangle in rectangles:
        painter.fillRect(edge_of(rectangle), theme.edge(annotation.colour))
    painter.setPen(context)
    shown = QTextLayout.FormatRange()
    shown.start = box.to_utf16(max(passage.start, box.start))
    shown.length = box.to_utf16(min(passage.end, box.end)) - shown.start
    shown.format = _ink(theme.ink)
    box.layout.draw(painter, QPointF(box.x, box.y), [shown] if shown.length > 0 else [])
    painter.restore()


def _ink(colour: QColor) -> QTextCharFormat:
    format_ = QTextCharFormat()
    format_.setForeground(colour)
    return format_


class RowPainter:
    """Paints rows; layouts are kept for the rows that were painted last.

    Attributes:
        tree: the codebook, for the names and colours of tags.

    """

    def __init__(self) -> None:
        self.tree = TagTree()
        self._font = passage_font()
        self._average = average_advance(self._font)
        self._passages: OrderedDict[tuple[int, int], tuple[HighlightRow, Passage]] = OrderedDict()
        self._titles: OrderedDict[tuple[str, int], TextBox] = OrderedDict()

    def paint(
        self, painter: QPainter, area: QRect, row: HighlightRow, theme: Theme, font: QFont, *, marked: bool
    ) -> None:
        """Paint one highlight into its row; the ground is painted already."""
        painter.fillRect(
            QRect(area.left(), area.top(), BAR, area.height()), theme.edge(row.annotation.colour)
        )
        beside = meta_width(area.width())
        room = area.width() - LEFT - RIGHT - beside - 22
        note = " ".join(row.annotation.note.split())
        lines = LINES - 1 if note else LINES
        top = area.top() + PADDING
        if room > 60:
            passage = self._passage(row, room, lines)
            used = min(passage.box.line_count, lines) * pitch()
            corner = QPointF(area.left() + LEFT, top)
            paint_passage(painter, passage, corner, theme, row.annotation, context=theme.muted)
            if note:
                place = QRect(area.left() + LEFT, top + used + 2, room, pitch() - 2)
                self._paint_note(painter, place, note, theme, font)
        meta = QRect(area.right() - RIGHT - beside + 1, top, beside, area.height() - 2 * PADDING)
        self._paint_meta(painter, meta, row, theme, font, marked=marked)

    def _passage(self, row: HighlightRow, room: int, lines: int) -> Passage:
        key = (row.annotation.id, room)
        kept = self._passages.get(key)
        if kept is not None and kept[0] is row:
            self._passages.move_to_end(key)
            return kept[1]
        lead = max(12, round(room / self._average * 0.9))
        text, start, end = excerpt(row, lead)
        passage = Passage(fitted(text, BoxStyle(self._font, pitch(), room), lines), start, end)
        self._passages[key] = (row, passage)
        if len(self._passages) > _KEPT:
            self._passages.popitem(last=False)
        return passage

    def _paint_note(self, painter: QPainter, area: QRect, note: str, theme: Theme, font: QFont) -> None:
        small = smaller(font)
        small.setItalic(True)
        painter.setFont(small)
        painter.setPen(theme.muted)
        shown = QFontMetrics(small).elidedText(note, Qt.TextElideMode.ElideRight, area.width())
        side = Qt.AlignmentFlag.AlignRight if is_right_to_left(note) else Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_meta(
        self, painter: QPainter, area: QRect, row: HighlightRow, theme: Theme, font: QFont, *, marked: bool
    ) -> None:
        """Title in at most two lines, source and date, tags."""
        if marked:
            paint_mark(painter, QRect(area.right() - 13, area.top(), 14, 14), theme)
        title = self._title(row.title, area.width() - (20 if marked else 0), font)
        painter.setPen(theme.ink)
        title.layout.draw(painter, QPointF(area.topLeft()))
        line = scaled(_LINE)
        y = area.top() + title.line_count * line
        about = " · ".join(part for part in (row.source, readable_date(row.published)) if part)
        if about:
            small = smaller(font)
            painter.setFont(small)
            painter.setPen(theme.muted)
            side = Qt.AlignmentFlag.AlignRight if title.is_right_to_left else Qt.AlignmentFlag.AlignLeft
            shown = QFontMetrics(small).elidedText(about, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(
                QRect(area.left(), y, area.width(), line), side | Qt.AlignmentFlag.AlignVCenter, shown
            )
            y += line
        tags = [self.tree[tag] for tag in row.annotation.tags if tag in self.tree]
        if tags:
            place = QRect(area.left(), y + 4, area.width(), scaled(_CHIP))
            paint_chips(painter, place, tags, theme, smaller(font, 2))

    def _title(self, title: str, width: int, font: QFont) -> TextBox:
        key = (title, width)
        box = self._titles.get(key)
        if box is None:
            bold = smaller(font)
            bold.setWeight(QFont.Weight.DemiBold)
            style = BoxStyle(bold, scaled(_LINE), max(20, width))
            box = self._titles[key] = fitted(title or "Untitled", style, 2)
            if len(self._titles) > _KEPT:
                self._titles.popitem(last=False)
        return box


def paint_chips(painter: QPainter, area: QRect, tags: Sequence[Tag], theme: Theme, font: QFont) -> None:
    """Tags as pills in one line; those for which there is no room are counted behind it."""
    metrics = QFontMetrics(font)
    painter.setFont(font)
    x = area.left()
    for number, tag in enumerate(tags):
        left_over = len(tags) - number
        rest = f"+{left_over - 1}" if left_over > 1 else ""
        keep = metrics.horizontalAdvance(rest) + _CHIP_GAP if rest else 0
        wanted = metrics.horizontalAdvance(tag.name) + dot_size() + 21
        room = area.right() - x - keep
        if number and room < min(wanted, 70):
            painter.setPen(theme.muted)
            counted = QRect(x, area.top(), area.right() - x, area.height())
            leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(counted, leading, f"+{left_over}")
            return
        width = min(wanted, max(40, room))
        _paint_chip(painter, QRect(x, area.top(), width, area.height()), tag, theme, metrics)
        x += width + _CHIP_GAP


def _paint_chip(painter: QPainter, area: QRect, tag: Tag, theme: Theme, metrics: QFontMetrics) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.outline, 1))
    painter.setBrush(theme.card)
    body = QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
    paint_dot(painter, theme, QPointF(area.left() + 8 + dot_size() / 2, body.center().y()), tag.colour)
    painter.setPen(theme.ink)
    words = area.adjusted(8 + dot_size() + 5, 0, -7, 0)
    name = metrics.elidedText(tag.name, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)


def paint_mark(painter: QPainter, area: QRect, theme: Theme) -> None:
    """The tick of a marked row."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.accent)
    painter.drawEllipse(area)
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(theme.on_accent, 1.7, Qt.PenStyle.SolidLine, cap, join))
    middle = QRectF(area).center()
    painter.drawLine(middle + QPointF(-3, 0.3), middle + QPointF(-0.9, 2.4))
    painter.drawLine(middle + QPointF(-0.9, 2.4), middle + QPointF(3.1, -2.2))
    painter.restore()
