"""The canvas shows a page in a scrolling window: look, scrolling, highlights and find hits, painting."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimerEvent, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from excerpta.core.model.document import Block
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.system import is_still
from excerpta.gui.support.theme import Theme, load_theme
from excerpta.gui.widgets.reader.contents import ReaderHeader, ReaderHighlight
from excerpta.gui.widgets.reader.highlight_index import HighlightIndex
from excerpta.gui.widgets.reader.laid import LaidPiece
from excerpta.gui.widgets.reader.marks import PieceMarks, mark_piece
from excerpta.gui.widgets.reader.page import Page
from excerpta.gui.widgets.reader.painter import PiecePainter, Scene
from excerpta.gui.widgets.reader.scrolling import Scroller
from excerpta.gui.widgets.reader.shown_pictures import ShownPictures
from excerpta.gui.widgets.reader.tick_places import PITCH, tell_tick, ticks_of
from excerpta.gui.widgets.reader.ticks import Tick, TickBar
from excerpta.gui.widgets.reader.type_settings import TypeSettings
from excerpta.gui.widgets.reader.typesetter import ReaderText, read_source
from excerpta.gui.widgets.reader.typography import Typography
from excerpta.gui.widgets.reader.wide_tables import WideTables

SIDE_SPACE = 40
"""Pixels kept free on both sides of the column, less in a narrow window."""

_MARGIN_GAP = 24
_NARROWEST_COLUMN = 160
_FLASH_MILLISECONDS = 900
_STILL_MILLISECONDS = 4_000
"""How long the place stays marked where nothing should flash."""

_CROWD = 500
"""Parts of one piece that look different."""

_NO_MARKS = PieceMarks()


class ReaderCanvas(QAbstractScrollArea):
    """Shows one document with its highlights; knows neither selection nor keys.

    Attributes:
        page: the document laid out for the present width.
        highlights: the highlights of the document.
        column_left: x of the column in the viewport.
        tables: moves the tables that are wider than the column.
        pictures: has its pictures, once it was told where they come from.

    Signals:
        viewport_changed: what stands where in the viewport has changed.
        place_left: a jump to somewhere out of sight begins; what is seen now can be come back to.

    """

    viewport_changed = Signal()
    place_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = load_theme("light")
        self._typography = Typography()
        self._margin_width = 0
        self._margin_is_left = False
        self._hits: list[tuple[int, int]] = []
        self._current_hit: tuple[int, int] | None = None
        self._flash: tuple[int, int] | None = None
        self._flash_timer = 0  # its number: a QBasicTimer of Python would outlive the canvas
        self._is_empty = True
        self.column_left = SIDE_SPACE
        self.tables = WideTables(self)
        self.pictures = ShownPictures(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.ticks = TickBar(self.theme)
        self.setVerticalScrollBar(self.ticks)
        self.ticks.set_source(self._ticks, self._tell_tick)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._show_source(read_source("", ()), ReaderHeader())

    # ---- contents

    def _show_source(
        self, source: ReaderText, header: ReaderHeader, highlights: HighlightIndex | None = None
    ) -> None:
        source.header, source.pictures = header, self.pictures.shelf
        self._hits, self._current_hit, self._flash = [], None, None
        self.highlights = HighlightIndex(source.pieces) if highlights is None else highlights
        self.page = Page(source, self._typography, self.theme, self._place_column(), self.viewport().height())
        self.scroller = Scroller(self.page, self.ticks)

    def set_header(self, header: ReaderHeader) -> None:
        """Show other facts above the text."""
        source = self.page.source
        before, source.header = source.title_piece, header
        for piece in {0, before, source.title_piece} - {-1}:
            self.page.relay(piece)
        self._moved()

    def set_highlights(self, highlights: HighlightIndex | Iterable[ReaderHighlight]) -> None:
        """Show these highlights and no others; an index must have been made for the pieces of this text."""
        if not isinstance(highlights, HighlightIndex):
            highlights = HighlightIndex(self.page.source.pieces, highlights)
        self.highlights = highlights
        self.page.forget_marks()
        self._marks_changed()

    def change_highlights(
        self, changed: Sequence[ReaderHighlight], removed: Iterable[AnnotationId] = ()
    ) -> None:
        """Add or replace some highlights and remove others."""
        for pieces in self.highlights.change(changed, removed):
            self.page.forget_marks(pieces)
        self._marks_changed()

    def set_anew(self, blocks: Iterable[Block]) -> None:
        """Lay blocks out anew; the text at the top of the window stays there."""
        pieces = self.page.source.pieces
        with self.scroller.keeping_place():
            for block in blocks:
                for piece in pieces.over(block.start, block.end):
                    self.page.relay(piece)
        self._moved()

    def set_find_hits(self, ranges: Iterable[tuple[int, int]], current: int | None = None) -> None:
        """Mark find hits, ranges in code points in the order of the text; `current` is an index or None."""
        self._hits = [(start, end) for start, end in ranges]
        self._current_hit = self._hits[current] if current is not None and self._hits else None
        self._marks_changed()

    def _marks_changed(self) -> None:
        self.ticks.forget_ticks()
        self.viewport().update()

    # ---- look

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self.theme = theme
        self.ticks.set_theme(theme)
        self._take_look()

    def type_settings(self) -> TypeSettings:
        """Give how the text is set."""
        return self._typography.settings

    def set_type(self, settings: TypeSettings) -> None:
        """Set the text in another way; the text at the top of the window stays there."""
        wanted = settings.within_limits()
        if wanted != self._typography.settings:
            self._typography = Typography(wanted)
            self._take_look()

    def set_margin_width(self, pixels: int, *, left: bool = False) -> None:
        """Keep space free at the right side of the viewport, or at the left one."""
        if (pixels, left) != (self._margin_width, self._margin_is_left):
            self._margin_width, self._margin_is_left = pixels, left
            self._take_look()

    def _take_look(self) -> None:
        with self.scroller.keeping_place():
            self.page.set_look(self._typography, self.theme, self._place_column())
            self.page.view_height = self.viewport().height()
        self._moved()

    def _place_column(self) -> int:
        """Work out where the column stands, and return its width."""
        room = self.viewport().width() - self._margin_width
        side = SIDE_SPACE if room > 480 else max(14, room // 14)
        gap = min(_MARGIN_GAP, self._margin_width // 3) if self._margin_width else side
        width = max(_NARROWEST_COLUMN, min(self._typography.measure, room - side - gap))
        spare = room - width - gap
        centred = (self.viewport().width() - width) // 2
        # In the middle of the view, unless the margin needs the room: then beside it.
        self.column_left = max(side, min(centred, spare))
        if self._margin_is_left:
            self.column_left = self.viewport().width() - width - self.column_left
        return width

    # ---- scrolling

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width sets the text anew; a new height only shows more or less of it."""
        super().resizeEvent(event)
        if self._place_column() != self.page.typesetter.width:
            self._take_look()
        else:
            with self.scroller.keeping_place():
                self.page.view_height = self.viewport().height()
            self._moved()

    def showEvent(self, event: QShowEvent) -> None:
        """Place the handle of the scroll bar by what is now known."""
        super().showEvent(event)
        self._moved()

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        """The scroll bar was moved by the reader."""
        if self.scroller.follow(-dy):
            self._moved()

    def _moved(self) -> None:
        """Follow a change of what is in the window."""
        self.page.visible()
        self.scroller.show_on_bar(self.viewport().height() - 2 * self._line_pitch, self._line_pitch)
        self.viewport().update()
        self.viewport_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move the page, or the wide table under the pointer when the turn is sideways."""
        if not self.tables.wheel(event):
            super().wheelEvent(event)

    def table_moved(self) -> None:
        """Follow a move of a wide table under the column."""
        self.viewport().update()
        self.viewport_changed.emit()

    @property
    def _line_pitch(self) -> int:
        return self._typography.pitch

    def scroll_pixels(self, pixels: int) -> None:
        """Move the window over the page; positive is towards the end."""
        self.scroller.release_place()
        self.page.scroll_by(pixels)
        self._moved()

    def scroll_page(self, pages: int) -> None:
        """Move the window by its height less two lines."""
        self.scroll_pixels(pages * max(self._line_pitch, self.viewport().height() - 2 * self._line_pitch))

    def reveal(self, position: int, *, flash: bool = False) -> None:
        """Bring a position into view, if it is not well in it, and unfold it where it is folded away."""
        self._unfold(position)
        self.scroller.bring_into_view(position)
        self.tables.show(position)
        if flash:
            self.flash_line(position)
        self._moved()

    def show_at_top(self, position: int, *, flash: int | None = None) -> None:
        """Make the line of a position the first of the window, and flash the line of another."""
        self.scroller.show_at_top(min(max(0, position), len(self.page.source.text)))
        self.tables.show(position if flash is None else flash)
        self._moved()
        if flash is not None:
            self.flash_line(position if self.y_of(flash) is None else flash)

    def reading_position(self) -> int:
        """Give the position that is probably being read: that a third down the window."""
        third = self.viewport().height() // 3
        return self.position_at(QPoint(self.column_left, third))

    def show_at_height(self, position: int, y: int) -> None:
        """Put the line of a position at a height of the window, or in it at all where that is too low."""
        self._unfold(position)
        self.scroller.show_at_height(position, min(y, self.viewport().height() * 2 // 3))
        self._moved()

    def leave_for(self, position: int, *, windows: int = 1) -> bool:
        """Say that a jump begins, if it goes more than so many windows away (0: out of sight).

        Returns:
            whether it does.
        """
        is_far = self.scroller.is_far(position, windows)
        if is_far:
            self.place_left.emit()
        return is_far

    def top_position(self) -> int:
        """Give the first position of the text that is in the window."""
        return self.scroller.top_position()

    def progress(self) -> float:
        """Give how much of the way through the page the window has come, from 0 to 1."""
        return self.ticks.value() / self.ticks.maximum() if self.ticks.maximum() else 1.0

    def position_of_progress(self, share: float) -> int:
        """Give the position that is first in the window when so much of the way is done."""
        return self.scroller.position_at(round(min(max(share, 0.0), 1.0) * self.ticks.maximum()))

    def visible_range(self) -> tuple[int, int]:
        """Give the range of the text that the pieces in the window show."""
        pieces = self.page.source.pieces
        shown = [piece for piece, _ in self.page.visible()]
        if not shown:
            return 0, 0
        return max(0, pieces.starts[shown[0]]), max(0, pieces.ends[shown[-1]])

    # ---- furniture

    def toggle_fold(self, position: int) -> bool:
        """Fold or unfold the page furniture at a position; False when there is none."""
        pieces = self.page.source.pieces
        fold = pieces.fold_of(pieces.at(position))
        if fold is None:
            return False
        fold.is_open = not fold.is_open
        self.scroller.release_place()
        for piece in range(fold.piece, fold.last + 1):
            self.page.relay(piece)
        self._moved()
        return True

    def _unfold(self, position: int) -> None:
        pieces = self.page.source.pieces
        if pieces.is_hidden(pieces.at(position)):
            self.toggle_fold(position)

    # ---- geometry

    def rect_of(self, start: int, end: int) -> QRect:
        """Give the viewport rectangle around the part of a range that is in the window; null for none."""
        around = QRectF()
        for rectangle in self.page.rectangles(start, end):
            around = around.united(rectangle)
        if around.isNull() or around.bottom() < 0 or around.top() > self.viewport().height():
            return QRect()
        return around.toAlignedRect().translated(self.column_left, 0)

    def y_of(self, position: int) -> int | None:
        """Give the viewport y of the line of a position, or None outside the viewport."""
        return self.ys_of((position,))[0]

    def ys_of(self, positions: Iterable[int]) -> list[int | None]:
        """Give what `y_of` gives for several positions, looking once at what is in the viewport."""
        page, height = self.page, self.viewport().height()
        tops = dict(page.visible())
        found: list[int | None] = []
        for position in positions:
            piece = page.shown_piece(position)
            if piece not in tops:
                found.append(None)
                continue
            first, last = page.laid(piece).line_at(position)
            top, bottom = tops[piece] + first, tops[piece] + last
            found.append(round(top) if bottom > 0 and top <= height else None)
        return found

    def position_at(self, point: QPoint) -> int:
        """Give the position of the text nearest to a point of the viewport."""
        return self.page.hit(point.x() - self.column_left, point.y())

    def character_at(self, point: QPoint) -> int | None:
        """Give the position of the character that a point of the viewport is on, or None."""
        return self.page.covers(point.x() - self.column_left, point.y())

    def point_of(self, position: int) -> QPoint | None:
        """Give a viewport point that leads back to a position, or None outside the viewport."""
        piece = self.page.shown_piece(position)
        top = self.page.y_of_piece(piece)
        laid = self.page.laid(piece)
        box = laid.box_at(position)
        point = None if box is None else box.point_of(position)
        if top is None or point is None or not laid.shows(point.x()):
            return None
        return point.toPoint() + QPoint(self.column_left, top)

    # ---- painting

    def scene(self) -> Scene:
        """Give what is to be painted over the bare text."""
        first, last = self.visible_range()
        low = bisect_left(self._hits, (first, first))
        low = max(0, low - 1)
        high = bisect_left(self._hits, (last + 1, 0))
        hits = self._hits[low:high]
        return Scene(
            self.theme, (0, 0), None, None, hits, self._current_hit, self._flash, self._margin_is_left
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pieces that the event touches."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.theme.page)
        if not self._is_empty:
            painter.translate(self.column_left, 0)
            pieces = self.page.source.pieces
            width, shelf = self.page.typesetter.width, self.pictures.shelf
            scribe = PiecePainter(painter, self.scene(), width, shelf, event.rect())
            for piece, top in self.page.visible():
                laid = self.page.laid(piece)
                if top + laid.height + 8 >= event.rect().top() and top - 8 <= event.rect().bottom():
                    start, end = pieces.starts[piece], pieces.ends[piece]
                    scribe.paint(laid, self._marks_of(piece, laid), top, start, end)
            self.tables.paint(painter)
            self.paint_over(painter)
        painter.end()

    def paint_over(self, painter: QPainter) -> None:
        """Paint what stands on top of all pieces; the origin is the corner of the column."""

    def _marks_of(self, piece: int, laid: LaidPiece) -> PieceMarks:
        if laid.marks is None:
            laid.marks = _NO_MARKS
            plan = self.highlights.marks_over(piece) if laid.boxes else None
            if plan is not None:
                is_crowd = len(plan.parts) > _CROWD
                rectangles = laid.known_rectangles if is_crowd else laid.rectangles
                laid.marks = mark_piece(plan, rectangles, self.theme, corner=laid.end_corner)
        return laid.marks

    def flash_line(self, position: int) -> None:
        """Show the line of a position on a ground of its own for a moment."""
        box = self.page.laid(self.page.shown_piece(position)).box_at(position)
        if box is not None and self.isVisible():
            line = box.line_of(position)
            self.flash_range(box.line_start(line), box.line_end(line))

    def flash_range(self, start: int, end: int) -> None:
        """Show a range on a ground of its own for a moment."""
        self._flash = (start, end)
        if self._flash_timer:
            self.killTimer(self._flash_timer)
        self._flash_timer = self.startTimer(_STILL_MILLISECONDS if is_still() else _FLASH_MILLISECONDS)
        self.viewport().update()

    def timerEvent(self, event: QTimerEvent) -> None:
        """End a flash."""
        if event.timerId() == self._flash_timer:
            self.end_flash()
        else:
            super().timerEvent(event)

    def end_flash(self) -> None:
        """Take a flash away."""
        if self._flash_timer:
            self.killTimer(self._flash_timer)
            self._flash_timer = 0
        self._flash = None
        self.viewport().update()

    def _ticks(self, height: int) -> list[Tick]:
        if not self._hits and not len(self.highlights):
            return []
        stretches = self.scroller.positions_down_the_bar(height, PITCH)
        return ticks_of(stretches, self.highlights, self._hits, self._current_hit, self.theme)

    def _tell_tick(self, tick: Tick) -> str:
        return tell_tick(tick, self.page.source.text, self.highlights, self._hits)
