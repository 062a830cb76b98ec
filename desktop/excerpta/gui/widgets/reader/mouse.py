"""What the mouse does in the reader."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent

from excerpta.core.model.ids import AnnotationId
from excerpta.core.text.sentences import word_at
from excerpta.gui.widgets.reader import walk
from excerpta.gui.widgets.reader.pieces import PieceKind

if TYPE_CHECKING:
    from excerpta.gui.widgets.reader.view import ReaderView

_AUTOSCROLL_MILLISECONDS = 30
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


class _Unit(Enum):
    """By what a drag selects."""

    CHARACTER = auto()
    WORD = auto()
    PARAGRAPH = auto()


class Mouse(QObject):
    """Turns presses, moves and releases into a caret, a selection and clicks."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed_at: QPoint | None = None
        self._pointer = QPoint()
        self._dragging = False
        self._unit = _Unit.CHARACTER
        self._origin = (0, 0)
        self._handle: int | None = None
        self._since_double_click = QElapsedTimer()
        self._double_click_at = QPoint()
        self._autoscroll = QTimer(self)
        self._autoscroll.setInterval(_AUTOSCROLL_MILLISECONDS)
        self._autoscroll.timeout.connect(self._scroll_on)

    def stop(self) -> None:
        """Let go of whatever is held."""
        self._pressed_at = None
        self._dragging = False
        self._handle = None
        self._autoscroll.stop()

    # ---- events

    def press(self, event: QMouseEvent) -> None:
        """Put the caret where the press is, extend with Shift, or take hold of a handle."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        view, point = self._view, event.position().toPoint()
        self._pressed_at = self._pointer = point
        self._dragging = False
        self._unit = _Unit.CHARACTER
        self._handle = self._handle_at(point)
        if self._handle is not None or self._fold_at(point):
            return
        position = view.position_at(point)
        if self._is_triple(point):
            self._select_paragraph(position)
        elif event.modifiers() & _SHIFT:
            self._origin = (view.selection_anchor(), view.selection_anchor())
            self._dragging = True
            view.move_caret(position, extend=True)
        else:
            self._origin = (position, position)
            view.move_caret(position)

    def move(self, event: QMouseEvent) -> None:
        """Extend the selection while the button is held, else say what is pointed at."""
        point = event.position().toPoint()
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._point_at(point, event.modifiers())
            return
        self._pointer = point
        if not self._dragging:
            moved = (point - self._pressed_at).manhattanLength()
            self._dragging = moved >= QGuiApplication.styleHints().startDragDistance() // 3
        if self._dragging:
            self._drag_to(point)
            outside = not 0 <= point.y() < self._view.viewport().height()
            if outside and not self._autoscroll.isActive():
                self._autoscroll.start()
            elif not outside:
                self._autoscroll.stop()

    def release(self, event: QMouseEvent) -> None:
        """Complete a drag, or act on a click."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed_at is None:
            return
        view, point = self._view, event.position().toPoint()
        dragged, handle, unit = self._dragging, self._handle, self._unit
        self.stop()
        if handle is not None:
            self._let_handle_go(handle, view.position_at(point), moved=dragged)
        elif view.has_selection():
            view.set_current_highlight(None)
            view.settle_selection()
        elif unit is _Unit.CHARACTER:
            self._click(point, event.modifiers())

    def double_click(self, event: QMouseEvent) -> None:
        """Open the highlight under the pointer, or select the word; with Alt always the word."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        view, point = self._view, event.position().toPoint()
        self._since_double_click.start()
        self._double_click_at = self._pressed_at = self._pointer = point
        self._unit = _Unit.WORD
        on = view.character_at(point)
        if self._fold_at(point):
            return
        current = view.current_highlight()
        if on is not None and not event.modifiers() & _ALT and current in view.highlights_at(on):
            view.highlight_activated.emit(current)
            return
        self._origin = self._word(view.position_at(point) if on is None else on)
        view.move_caret(self._origin[0])
        view.move_caret(self._origin[1], extend=True)

    # ---- selecting

    def _drag_to(self, point: QPoint) -> None:
        view = self._view
        position = view.position_at(point)
        if self._handle is not None:
            view.preview_resize(self._resized(self._handle, position))
            return
        start, end = self._origin
        reach = (position, position)
        if self._unit is _Unit.WORD:
            reach = self._word(position)
        elif self._unit is _Unit.PARAGRAPH:
            reach = self._paragraph(position)
        if position < start:
            view.move_caret(end)
            view.move_caret(min(reach[0], start), extend=True)
        else:
            if view.selection_anchor() != start:
                view.move_caret(start)
            view.move_caret(max(reach[1], end), extend=True)

    def _scroll_on(self) -> None:
        """Scroll while the pointer is held beyond the edge, faster the farther it is."""
        height = self._view.viewport().height()
        y = self._pointer.y()
        beyond = y if y < 0 else max(0, y - height + 1)
        if not beyond or not self._dragging:
            self._autoscroll.stop()
            return
        self._view.scroll_pixels(max(-80, min(80, beyond)))
        self._drag_to(QPoint(self._pointer.x(), min(max(y, 0), height - 1)))

    def _word(self, position: int) -> tuple[int, int]:
        page = self._view.page
        start, end = word_at(page.source.text, position)
        return walk.stop_before(page, start), walk.stop_after(page, end)

    def _paragraph(self, position: int) -> tuple[int, int]:
        source = self._view.page.source
        block = source.blocks[source.pieces.blocks[source.pieces.at(position)]]
        return block.start, block.end

    def _select_paragraph(self, position: int) -> None:
        view = self._view
        self._unit = _Unit.PARAGRAPH
        self._origin = self._paragraph(position)
        view.move_caret(self._origin[0])
        view.move_caret(self._origin[1], extend=True)

    def _is_triple(self, point: QPoint) -> bool:
        interval = QGuiApplication.styleHints().mouseDoubleClickInterval()
        if not self._since_double_click.isValid() or self._since_double_click.hasExpired(interval):
            return False
        return (point - self._double_click_at).manhattanLength() < 8

    # ---- clicks

    def _click(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """Follow a link, fold furniture, or choose among the highlights under the pointer."""
        view = self._view
        fold = self._fold_at(point)
        if fold:
            view.toggle_fold(view.position_at(point))
            return
        on = view.character_at(point)
        under = [] if on is None else view.highlights_at(on)
        address = "" if on is None else view.page.source.spans.link_at(on)
        if address and (modifiers & _CONTROL or not under):
            view.link_activated.emit(address)
            return
        view.set_current_highlight(_next_in_turn(under, view.current_highlight()), reveal=False)

    def _fold_at(self, point: QPoint) -> bool:
        page = self._view.page
        piece = page.piece_at(point.y())
        top = page.y_of_piece(piece)
        if top is None or page.source.pieces.kinds[piece] != PieceKind.FOLD:
            return False
        body = page.laid(piece).body.translated(self._view.column_left, top)
        return body.contains(point)

    def _point_at(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        view = self._view
        on = view.character_at(point)
        under = [] if on is None else view.highlights_at(on)
        current = view.current_highlight()
        view.set_hovered_highlight(current if current in under else under[0] if under else None)
        on_link = on is not None and bool(view.page.source.spans.link_at(on))
        shape = Qt.CursorShape.IBeamCursor
        if self._handle_at(point) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif self._fold_at(point) or (on_link and (not under or modifiers & _CONTROL)):
            shape = Qt.CursorShape.PointingHandCursor
        if view.viewport().cursor().shape() != shape:
            view.viewport().setCursor(shape)

    # ---- handles

    def _handle_at(self, point: QPoint) -> int | None:
        handles = self._view.handles()
        if handles is not None:
            for number, handle in enumerate(handles):
                if not handle.isNull() and handle.adjusted(-4, -4, 4, 4).contains(point):
                    return number
        return None

    def _resized(self, handle: int, position: int) -> tuple[int, int] | None:
        view = self._view
        current = view.current_highlight()
        if current is None:
            return None
        highlight = view.highlights[current]
        start, end = (position, highlight.end) if handle == 0 else (highlight.start, position)
        return (start, end) if start < end else None

    def _let_handle_go(self, handle: int, position: int, *, moved: bool) -> None:
        span = self._resized(handle, position)
        self._view.preview_resize(None)
        if moved and span is not None:
            self._view.resize_current(*span)


def _next_in_turn(under: list[AnnotationId], current: AnnotationId | None) -> AnnotationId | None:
    """Give the top highlight, or the one below the current one, or the top one again after the last."""
    if not under:
        return None
    if current in under:
        return under[(under.index(current) + 1) % len(under)]
    return under[0]
