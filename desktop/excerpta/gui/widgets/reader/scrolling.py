"""Keeps the scroll bar and the page in step without either making the other jump."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from excerpta.gui.widgets.reader.page import Page
from excerpta.gui.widgets.reader.pieces import PieceKind
from excerpta.gui.widgets.reader.ticks import TickBar

_EDGE_SPACE = 36
_TOP_SPACE = 4
_BELOW_TOP = 1 / 3
"""Of the window's height: so far below its top stands what was jumped to."""

_NOTICED_GROWTH = 0.004


@dataclass(frozen=True, slots=True)
class Place:
    """What is at the top of the window.

    Attributes:
        piece: the piece there.
        position: where its line there begins; None above its text.
        pixels: how far the window begins below the top of that line, or of the piece.
        first: the first position of the text that is seen.

    """

    piece: int
    position: int | None
    pixels: int
    first: int


class Scroller:
    """Moves the window of one page by its scroll bar, and the bar's handle by the window."""

    def __init__(self, page: Page, bar: TickBar) -> None:
        self._page = page
        self._bar = bar
        self._is_showing = False
        self._kept: Place | None = None
        self._ticked_total = 0
        self._bar_positions: tuple[tuple[int, int, int], list[int]] = ((0, 0, 0), [])

    # ---- bar and window

    def follow(self, pixels: int) -> bool:
        """Take over a move of the bar by `pixels`; False when the move was the bar's own adjustment."""
        if self._is_showing:
            return False
        self._kept = None
        page, value = self._page, self._bar.value()
        is_far = abs(pixels) > 2 * page.view_height
        to_edge = self._bar.leads_to_edge() or is_far
        if value <= 0 and to_edge:
            page.scroll_to(0)
        elif value >= self._bar.maximum() and to_edge:
            page.scroll_to_end()
        elif is_far:
            page.scroll_to(value)
        else:
            page.scroll_by(pixels)
        return True

    def show_on_bar(self, page_step: int, line_step: int) -> None:
        """Set the bar to where the window is."""
        page, bar = self._page, self._bar
        total = page.total
        self._is_showing = True
        bar.setPageStep(max(1, page_step))
        bar.setSingleStep(line_step)
        bar.setRange(0, max(0, total - page.view_height))
        bar.setValue(page.top)
        self._is_showing = False
        if abs(total - self._ticked_total) > _NOTICED_GROWTH * total:
            self._ticked_total = total
            bar.forget_ticks()

    # ---- places

    def release_place(self) -> None:
        """Forget the place held over changes of width: the reader has gone elsewhere."""
        self._kept = None

    @contextmanager
    def keeping_place(self) -> Iterator[None]:
        """Hold the text at the top of the window there while everything is set anew.

        The place stays the same over several changes in a row, so that dragging the edge of the
        window to and fro ends where it began.
        """
        place = self._kept or self._place()
        yield
        self._go_to(place)
        self._kept = place

    def top_position(self) -> int:
        """Give the first position of the text that is seen, of a line of which half is in the window.

        It stays the one that was asked for until the reader moves the window, so that showing it
        again, in whatever measure, never creeps towards the beginning.
        """
        return self._kept.first if self._kept is not None else self._first()

    def show_at_top(self, position: int) -> None:
        """Show the line of a position at the top; the first position shows the header too."""
        pieces = self._page.source.pieces
        if position <= max(0, pieces.starts[1]):
            place = Place(0, None, 0, 0)
        else:
            place = Place(self._page.shown_piece(position), position, -_TOP_SPACE, position)
        self._go_to(place)
        self._kept = place

    def is_far(self, position: int, windows: int) -> bool:
        """Whether the page would move by more than so many windows to show a position."""
        page = self._page
        distance = (page.heights.top(page.shown_piece(position)) - page.top) / max(1, page.view_height)
        return not -windows <= distance < max(1, windows + _BELOW_TOP)

    def bring_into_view(self, position: int) -> None:
        """Put the line of a position a third down the window, unless it is well inside it."""
        page = self._page
        place = page.caret(position)
        if place is not None and place.top() >= 8 and place.bottom() <= page.view_height - _EDGE_SPACE:
            return
        self.show_at_height(position, round(page.view_height * _BELOW_TOP))

    def show_at_height(self, position: int, y: int) -> None:
        """Put the line of a position at a height of the window."""
        self._kept = None
        page = self._page
        piece = page.shown_piece(position)
        page.put(piece, page.caret_in_piece(piece, position).top(), y)

    def keep_caret_in_view(self, position: int) -> None:
        """Scroll as little as is needed to show the line of a position."""
        page = self._page
        piece = page.shown_piece(position)
        caret = page.caret_in_piece(piece, position)
        height = page.view_height
        space = min(_EDGE_SPACE, height // 4)
        place = page.caret(position)
        if place is not None and place.top() >= space and place.bottom() <= height - space:
            return
        visible = page.visible()
        self._kept = None
        if place is not None:
            above = place.top() < space
        elif visible and 0 <= piece - visible[-1][0] <= 2:
            above = False
        elif 0 <= page.anchor - piece <= 2:
            above = True
        else:
            page.put(piece, caret.top(), height // 3)
            return
        page.put(piece, caret.top() if above else caret.bottom(), space if above else height - space)

    def position_at(self, y: float) -> int:
        """Give the position of the text at a height of the page, as far as heights are known."""
        pieces, heights = self._page.source.pieces, self._page.heights
        piece, inside = heights.find(y)
        start, end = pieces.starts[piece], pieces.ends[piece]
        share = inside / heights[piece] if heights[piece] else 0.0
        return max(0, start + round((end - start) * share))

    def positions_down_the_bar(self, height: int, step: int) -> list[int]:
        """Give the position of the text that each `step` pixels of a bar stand for, and the end."""
        page = self._page
        total = max(1, page.total)
        if self._bar_positions[0] == (height, step, total):
            return self._bar_positions[1]
        positions = [self.position_at(y / height * total) for y in range(0, height, step)]
        positions.append(len(page.source.text) + 1)
        self._bar_positions = ((height, step, total), positions)
        return positions

    def _place(self) -> Place:
        page = self._page
        page.visible()
        piece, offset, first = page.anchor, page.offset, self._first()
        laid = page.laid(piece)
        if not laid.boxes or offset <= laid.boxes[0].y:
            return Place(piece, None, offset, first)
        box = laid.boxes[0]
        line = box.line_at(offset)
        return Place(piece, box.line_start(line), offset - round(box.line_top(line)), first)

    def _first(self) -> int:
        pieces = self._page.source.pieces
        position = 0
        for piece, top in self._page.visible():
            laid = self._page.laid(piece)
            if pieces.kinds[piece] == PieceKind.HEADER or top + laid.body.bottom() <= 0:
                continue
            if not laid.boxes or top >= 0:
                return pieces.starts[piece]
            box = laid.boxes[0]
            line = box.line_at(-top)
            position = box.line_start(line)
            if top + (box.line_top(line) + box.line_bottom(line)) / 2 >= 0:
                return position
            if line + 1 < box.line_count:
                return box.line_start(line + 1)
        return position

    def _go_to(self, place: Place) -> None:
        page = self._page
        if place.position is None:
            page.put(place.piece, min(place.pixels, page.laid(place.piece).height), 0)
            return
        laid = page.laid(place.piece)
        box = laid.box_at(place.position)
        top = laid.body.top() if box is None else box.line_top(box.line_of(place.position))
        page.put(place.piece, top, -place.pixels)
