"""Tables wider than the column are moved under it: by their bars, the wheel, or a drag past an edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QWheelEvent

from excerpta.gui.widgets.reader.tables import TableWindow

if TYPE_CHECKING:
    from excerpta.gui.widgets.reader.canvas import ReaderCanvas

_THICKNESS = 5
_BELOW = 5
_REACH = 5
_SHORTEST = 28
_LINES_OF_A_NOTCH = 3
_EDGE = 24
_LEAST_SEEN = 20
_FASTEST = 24
_CELL_SPACE = 12


class TableBar(NamedTuple):
    """The scroll bar of a table; rectangles in pixels from the corner of the column in the window."""

    window: TableWindow
    track: QRectF
    handle: QRectF


class WideTables:
    """Moves the wide tables of a canvas and paints their scroll bars."""

    def __init__(self, canvas: ReaderCanvas) -> None:
        self._canvas = canvas
        self._held: TableWindow | None = None
        self._held_at = 0.0
        self._held_offset = 0

    def bars(self) -> list[TableBar]:
        """Give the bars of the wide tables in the window, each at the foot of what is seen of its table."""
        page = self._canvas.page
        feet: dict[int, tuple[TableWindow, int, float]] = {}
        for piece, top in page.visible():
            laid = page.laid(piece)
            if laid.window is not None and laid.window.most:
                first = feet.get(laid.window.block, (laid.window, top, 0.0))[1]
                feet[laid.window.block] = laid.window, first, top + laid.body.bottom()
        found = []
        for window, top, bottom in feet.values():
            y = min(bottom + _BELOW, page.view_height - _THICKNESS - _BELOW)
            if y > top + _LEAST_SEEN:
                track = QRectF(0, round(y), window.width, _THICKNESS)
                found.append(TableBar(window, track, _handle(window, track)))
        return found

    def bar_at(self, point: QPoint) -> TableBar | None:
        """Give the bar at a point of the viewport."""
        inside = QPointF(point.x() - self._canvas.column_left, point.y())
        return next(
            (bar for bar in self.bars() if bar.track.adjusted(0, -_REACH, 0, _REACH).contains(inside)), None
        )

    def show(self, position: int) -> None:
        """Move the table that holds a position so that its cell, or at least its place, is seen."""
        page = self._canvas.page
        piece = page.shown_piece(position)
        laid = page.laid(piece)
        window, box = laid.window, laid.box_at(position)
        if window is None or box is None or not window.most:
            return
        left, right = box.x - _CELL_SPACE, box.x + box.width + _CELL_SPACE
        if right - left > window.width:
            place = page.caret_in_piece(piece, position).x()
            left, right = place - 3 * _CELL_SPACE, place + 3 * _CELL_SPACE
        self._move(window, round(min(0.0, left) or max(0.0, right - window.width)))

    # ---- the hand

    def hold(self, point: QPoint) -> bool:
        """Take hold of the bar at a point of the viewport, if any; beside its handle, bring it there."""
        bar = self.bar_at(point)
        if bar is None:
            return False
        x = point.x() - self._canvas.column_left
        if not bar.handle.left() <= x <= bar.handle.right():
            self._move(bar.window, self._pixels(bar, x - bar.handle.center().x()))
        self._held, self._held_at, self._held_offset = bar.window, x, bar.window.offset
        return True

    def drag(self, point: QPoint) -> bool:
        """Move the table whose bar is held; False when none is."""
        bar = next((bar for bar in self.bars() if bar.window is self._held), None)
        if self._held is None or bar is None:
            return self._held is not None
        pulled = self._pixels(bar, point.x() - self._canvas.column_left - self._held_at)
        wanted = self._held_offset + (-pulled if self._held.backwards else pulled)
        change = wanted - self._held.offset
        self._move(self._held, -change if self._held.backwards else change)
        return True

    def let_go(self) -> bool:
        """Let go of the bar that is held; False when none is."""
        was_held = self._held is not None
        self._held = None
        if was_held:
            self._canvas.viewport().update()
        return was_held

    def wheel(self, event: QWheelEvent) -> bool:
        """Move the table under the pointer by a turn sideways, or with Shift; False for any other turn."""
        turn, pixels = event.angleDelta(), event.pixelDelta()
        sideways = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if abs(turn.x()) <= abs(turn.y()) and not sideways:
            return False
        window = self._window_at(event.position().toPoint())
        if window is None:
            return False
        if not pixels.isNull():
            moved = pixels.x() or pixels.y()
        else:
            notches = (turn.x() or turn.y()) / 120
            moved = round(notches * _LINES_OF_A_NOTCH * self._canvas.page.typesetter.typography.pitch)
        self._move(window, -moved)
        event.accept()
        return True

    def follow(self, point: QPoint) -> None:
        """Move the table under a pointer that selects near its edge."""
        window = self._window_at(point)
        if window is not None:
            x = point.x() - self._canvas.column_left
            over = min(0, x - _EDGE) or max(0, x - window.width + _EDGE)
            self._move(window, max(-_FASTEST, min(_FASTEST, over)))

    # ---- painting

    def paint(self, painter: QPainter) -> None:
        """Paint the bars; the origin is the corner of the column."""
        bars = self.bars()
        if not bars:
            return
        theme = self._canvas.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for bar in bars:
            round_by = _THICKNESS / 2
            painter.setBrush(theme.page)
            painter.drawRect(bar.track.adjusted(0, -2, 0, 2))
            painter.setBrush(theme.line)
            painter.drawRoundedRect(bar.track, round_by, round_by)
            painter.setBrush(theme.accent if bar.window is self._held else theme.muted)
            painter.drawRoundedRect(bar.handle, round_by, round_by)
        painter.restore()

    # ---- inside

    def _window_at(self, point: QPoint) -> TableWindow | None:
        page = self._canvas.page
        window = page.laid(page.piece_at(point.y())).window
        return window if window is not None and window.most else None

    def _pixels(self, bar: TableBar, moved: float) -> int:
        """Give by how many pixels a table moves when its handle moves by `moved`."""
        free = bar.track.width() - bar.handle.width()
        return round(moved * bar.window.most / free) if free else 0

    def _move(self, window: TableWindow, pixels: int) -> None:
        if pixels and window.move(pixels):
            self._canvas.page.source.table_offsets[window.block] = window.offset
            self._canvas.table_moved()


def _handle(window: TableWindow, track: QRectF) -> QRectF:
    content = window.most + window.width
    width = max(float(_SHORTEST), track.width() * window.width / content)
    place = window.offset / window.most
    if window.backwards:
        place = 1 - place
    return QRectF(track.left() + (track.width() - width) * place, track.top(), width, track.height())
