"""Paints the visible part of a page: grounds, tints, selection, edges, text, then marks on top."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextCharFormat, QTextLayout

from excerpta.core.model.annotation import HighlightStyle
from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.contour import contour
from excerpta.gui.widgets.reader.laid import LaidPiece
from excerpta.gui.widgets.reader.marks import PieceMarks, edge_of, laid_on_top
from excerpta.gui.widgets.reader.ornament_painter import paint_ornament
from excerpta.gui.widgets.reader.picture_box import PictureBox
from excerpta.gui.widgets.reader.pictures import PictureShelf
from excerpta.gui.widgets.reader.text_box import TextBox

_NOTE_RADIUS = 3.5
_CHOSEN = 4
"""Pixels of the frame of a selected picture, inside of its edges."""

_AROUND = 60
"""Pixels above and below what is painted anew, within which a line may have letters that reach into it."""

_FAR = 1_000_000


@dataclass(frozen=True, slots=True)
class Scene:
    """What is to be painted over the bare text; ranges are code points.

    Attributes:
        selection: the selected range, empty when its ends are equal.
        current: the current highlight.
        chosen: the highlights that are chosen with it.
        hovered: the highlight that glows because the pointer is on it or on its card.
        hits, current_hit: the find hits in the window and the one that is being visited.
        flash: a range to flash, or None.
        mirrored: whether the margin is at the left, and the gutter at the right.

    """

    theme: Theme
    selection: tuple[int, int]
    current: ReaderHighlight | None
    hovered: ReaderHighlight | None
    hits: Sequence[tuple[int, int]]
    current_hit: tuple[int, int] | None
    flash: tuple[int, int] | None
    mirrored: bool = False
    chosen: Sequence[ReaderHighlight] = ()


class PiecePainter:
    """Paints pieces on one painter whose origin is the corner of the column in the window.

    Of a piece that is higher than the window, only what lies at the height of `seen` is painted.
    """

    def __init__(
        self, painter: QPainter, scene: Scene, width: int, pictures: PictureShelf, seen: QRect
    ) -> None:
        self._painter = painter
        self._low, self._high = seen.top() - _AROUND, seen.bottom() + 1 + _AROUND
        self._pictures = pictures
        self._scene = scene
        self._top = 0
        self._theme = scene.theme
        self._width = width

    def paint(self, laid: LaidPiece, marks: PieceMarks, top: int, start: int, end: int) -> None:
        """Paint one piece, whose text is start..end, with its top at `top`."""
        painter = self._painter
        painter.translate(0, top)
        self._top = top
        clip = laid.clip
        if clip is None:
            self._paint_all(laid, marks, start, end)
        else:
            painter.save()
            painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
            self._paint_all(laid, marks, start, end)
            painter.restore()
        self._counts(marks)
        painter.translate(0, -top)

    def _paint_all(self, laid: LaidPiece, marks: PieceMarks, start: int, end: int) -> None:
        painter = self._painter
        for ornament in laid.ornaments:
            paint_ornament(painter, ornament, self._theme)
        self._fill_seen(marks.tints)
        hits = self._ranges_below(laid, start, end)
        self._fill_seen(marks.edges)
        self._current_edge(laid, start, end)
        for rectangle in hits:
            painter.fillRect(edge_of(rectangle), self._theme.accent)
        for ornament in laid.ornaments:
            if ornament.label is not None:
                self._text(ornament.label)
        recoloured = self._recoloured(laid, marks, start, end)
        for box in laid.boxes:
            if isinstance(box, PictureBox):
                self._picture(box)
            elif laid.sees(box):
                self._text(box, recoloured)
        self._outlines(laid, start, end)
        self._note_marks(marks)

    def _fill_seen(self, filled: Sequence[tuple[QRectF, QColor]]) -> None:
        """Fill the rectangles that are at the height of what is painted."""
        painter, low, high = self._painter, self._low - self._top, self._high - self._top
        for rectangle, colour in filled:
            if low < rectangle.top() < high:
                painter.fillRect(rectangle, colour)

    # ---- below the text

    def _ranges_below(self, laid: LaidPiece, start: int, end: int) -> list[QRectF]:
        """Paint the grounds of words; give the rectangles of hits, whose edges go over those of tints."""
        scene, painter = self._scene, self._painter
        current = scene.current
        if current is not None and current.style is HighlightStyle.HIGHLIGHT:
            self._fill(laid, (current.start, current.end), self._theme.tint(current.colour), start, end)
        hits = [
            rectangle
            for hit in scene.hits
            if hit[0] < end and hit[1] > start and hit != scene.current_hit
            for rectangle in laid.rectangles(*hit)
        ]
        for rectangle in hits:
            painter.fillRect(rectangle, self._theme.selection)
        if scene.flash is not None:
            self._fill(laid, scene.flash, self._theme.selection, start, end)
        self._fill(laid, scene.selection, self._theme.selection, start, end)
        self._selected_breaks(laid, start, end)
        if scene.current_hit is not None:
            self._fill(laid, scene.current_hit, self._theme.accent, start, end)
        return hits

    def _fill(self, laid: LaidPiece, chosen: tuple[int, int], colour: QColor, start: int, end: int) -> None:
        if chosen[0] < end and chosen[1] > start:
            for rectangle in laid.rectangles(*chosen):
                self._painter.fillRect(rectangle, colour)

    def _selected_breaks(self, laid: LaidPiece, start: int, end: int) -> None:
        """Show that an empty paragraph inside the selection is selected too."""
        first, last = self._scene.selection
        if start == end and first <= start < last and laid.boxes:
            place = laid.boxes[0].caret(start)
            self._painter.fillRect(place.adjusted(0, 0, 5, 0), self._theme.selection)

    def _current_edge(self, laid: LaidPiece, start: int, end: int) -> None:
        current = self._scene.current
        if current is not None and current.start < end and current.end > start:
            edge = self._theme.edge(current.colour)
            for rectangle in laid.rectangles(current.start, current.end):
                self._painter.fillRect(edge_of(rectangle), edge)

    # ---- text

    def _recoloured(
        self, laid: LaidPiece, marks: PieceMarks, start: int, end: int
    ) -> list[tuple[int, int, str]]:
        """Give the ranges whose text has another slot than its box because of the ground it stands on."""
        current, hit = self._scene.current, self._scene.current_hit
        found: list[tuple[int, int, str]] = []
        if any(box.slot != "ink" for box in laid.boxes):
            # Quiet text cannot be read on a tint, and is no longer quiet where the reader has marked it.
            found = [(first, last, "ink") for first, last in marks.tinted]
            if current is not None and current.style is HighlightStyle.HIGHLIGHT:
                found = laid_on_top(found, (current.start, current.end, "ink"))
        if hit is not None and hit[0] < end and hit[1] > start:
            found = laid_on_top(found, (*hit, "on_accent"))
        return found

    def _text(self, box: TextBox, recoloured: Sequence[tuple[int, int, str]] = ()) -> None:
        self._painter.setPen(getattr(self._theme, box.slot))
        parts = []
        for first, last, slot in recoloured:
            if first < box.end and last > box.start and (slot != "ink" or box.slot != "ink"):
                part = QTextLayout.FormatRange()
                part.start = box.to_utf16(max(first, box.start))
                part.length = box.to_utf16(min(last, box.end)) - part.start
                look = QTextCharFormat()
                look.setForeground(getattr(self._theme, slot))
                part.format = look
                parts.append(part)
        # Qt leaves out the lines that are not at the height of this.
        seen = QRectF(-_FAR, self._low - self._top, 2 * _FAR, self._high - self._low)
        box.layout.draw(self._painter, QPointF(box.x, box.y), parts, seen)

    def _picture(self, box: PictureBox) -> None:
        """Paint a picture on paper, whatever the theme; a card has nothing to add to its ornaments."""
        painter, place = self._painter, box.picture
        if box.image:
            ratio = painter.device().devicePixelRatioF()
            pixmap = self._pictures.pixmap(box.image, (place.size() * ratio).toSize())
            if pixmap is None:
                painter.fillRect(place, self._theme.line)
            else:
                if pixmap.hasAlphaChannel():
                    painter.fillRect(place, self._theme.ink if self._theme.is_dark else self._theme.card)
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
        first, last = self._scene.selection
        if first <= box.start < last:
            inner = place.adjusted(_CHOSEN / 2, _CHOSEN / 2, -_CHOSEN / 2, -_CHOSEN / 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(
                QPen(
                    self._theme.accent,
                    _CHOSEN,
                    Qt.PenStyle.SolidLine,
                    Qt.PenCapStyle.SquareCap,
                    Qt.PenJoinStyle.MiterJoin,
                )
            )
            painter.drawRect(inner)

    # ---- above the text

    def _outlines(self, laid: LaidPiece, start: int, end: int) -> None:
        scene = self._scene
        chosen = ((highlight, 2.0) for highlight in scene.chosen)
        for highlight, width in ((scene.hovered, 1.2), *chosen, (scene.current, 2.0)):
            if highlight is not None and highlight.start < end and highlight.end > start:
                self._outline(laid.rectangles(highlight.start, highlight.end), width)

    def _outline(self, rectangles: list[QRectF], width: float) -> None:
        painter = self._painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.accent, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(contour(rectangles))
        painter.restore()

    def _note_marks(self, marks: PieceMarks) -> None:
        if not marks.notes:
            return
        painter = self._painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.page, 1.5))
        for centre, colour in marks.notes:
            painter.setBrush(colour)
            painter.drawEllipse(centre, _NOTE_RADIUS, _NOTE_RADIUS)
        painter.restore()

    def _counts(self, marks: PieceMarks) -> None:
        """Write in the gutter how many highlights lie on a line when not all can be drawn."""
        if not marks.counts:
            return
        font = QFont(self._painter.font())
        font.setPixelSize(11)
        self._painter.setFont(font)
        self._painter.setPen(self._theme.muted)
        left, side = -34, Qt.AlignmentFlag.AlignRight
        if self._scene.mirrored:
            left, side = self._width + 8, Qt.AlignmentFlag.AlignLeft
        for rectangle, count in marks.counts:
            place = QRectF(left, rectangle.top(), 26, rectangle.height())
            self._painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, f"×{count}")
