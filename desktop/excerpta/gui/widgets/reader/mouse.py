"""What the mouse does in the reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent

from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader import walk
from excerpta.gui.widgets.reader.page import Page
from excerpta.gui.widgets.reader.pieces import PieceKind
from excerpta.gui.widgets.reader.walk import Stop

if TYPE_CHECKING:
    from excerpta.gui.widgets.reader.view import ReaderView

_AUTOSCROLL_MILLISECONDS = 30
_FASTEST = 80
"""Pixels that the text moves at most in that time while the pointer is held beyond the edge."""

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_LEFT, _MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton

_Unit = Callable[[Page, int], tuple[int, int]]
"""What a drag selects by: the stretch of text that holds a position."""


def _character(_page: Page, position: int) -> tuple[int, int]:
    return position, position


class Mouse(QObject):
    """Turns presses, moves and releases into a caret, a selection and clicks."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed_at: QPoint | None = None
        self._pointer = QPoint()
        self._dragging = False
        self._unit: _Unit = _character
        self._origin = (0, 0)
        self._before: tuple[int, Stop] = (0, Stop(0))
        self._current_before: AnnotationId | None = None
        self._since_double_click = QElapsedTimer()
        self._double_click_at = QPoint()
        self._autoscroll = QTimer(self)
        self._autoscroll.setInterval(_AUTOSCROLL_MILLISECONDS)
        self._autoscroll.timeout.connect(self._scroll_on)

    def stop(self) -> None:
        """Let go of whatever is held."""
        self._pressed_at = None
        self._dragging = False
        self._autoscroll.stop()
        self._view.resizing.take_back()

    def take_back(self) -> bool:
        """Undo what a drag has done so far; False when nothing is being dragged."""
        if not self._dragging:
            return False
        is_resizing = self._view.resizing.is_held
        self.stop()
        if not is_resizing:
            self._view.move_caret(self._before[0])
            self._view.move_caret(self._before[1], extend=True)
        return True

    # ---- events

    def press(self, event: QMouseEvent) -> None:
        """Put the caret where the press is, extend with Shift, or take hold of a handle.

        With Alt neither handles nor boxes are in the way of the text, with Ctrl a highlight is chosen.
        """
        view, point, modifiers = self._view, event.position().toPoint(), event.modifiers()
        if event.button() not in (_LEFT, _MIDDLE):
            return
        self._pressed_at = self._pointer = point
        self._dragging = False
        self._unit = _character
        self._before = (view.selection_anchor(), view.caret_stop())
        if event.button() == _MIDDLE:
            return
        stop = view.stop_at(point)
        self._origin = (stop.position, stop.position)
        side = None if modifiers & _ALT else view.resizing.handle_at(point)
        if side is not None:
            view.resizing.take(side, point)
        elif not modifiers & _ALT and self._fold_at(point):
            return
        elif self._is_triple(point):
            self._begin(walk.paragraph_at, stop.position)
        elif modifiers & _SHIFT:
            self._origin = (view.selection_anchor(), view.selection_anchor())
            self._dragging = True
            view.move_caret(stop, extend=True)
        elif not (modifiers & _CONTROL and self._under(point)):
            view.move_caret(stop)

    def move(self, event: QMouseEvent) -> None:
        """Extend the selection while the button is held, else say what is pointed at."""
        point = event.position().toPoint()
        if self._pressed_at is None or not event.buttons() & _LEFT:
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
        if event.button() not in (_LEFT, _MIDDLE) or self._pressed_at is None:
            return
        view, point = self._view, event.position().toPoint()
        if event.button() == _MIDDLE:
            self._pressed_at = None
            self._follow_link(point)
        elif view.resizing.is_held:
            view.resizing.let_go()
            self.stop()
        else:
            dragged, unit = self._dragging, self._unit
            self.stop()
            if view.has_selection() and (dragged or unit is not _character):
                view.set_current_highlight(None)
                view.settle_selection(by_mouse=True)
            elif unit is _character:
                self._click(point, event.modifiers())

    def double_click(self, event: QMouseEvent) -> None:
        """Open the highlight under the pointer, or select the word; with Alt always the word."""
        if event.button() != _LEFT:
            return
        view, point = self._view, event.position().toPoint()
        self._since_double_click.start()
        self._double_click_at = self._pressed_at = self._pointer = point
        on = view.character_at(point)
        if self._fold_at(point):
            self._unit = walk.word_at
            return
        under = [] if on is None or event.modifiers() & (_ALT | _CONTROL) else view.highlights_at(on)
        if under:
            self._pressed_at = None
            # The first of the two clicks went on to the next highlight when one was current here.
            meant = self._current_before if self._current_before in under else view.current_highlight()
            meant = meant if meant in under else under[0]
            view.set_current_highlight(meant, reveal=False)
            view.highlight_activated.emit(meant)
            return
        self._begin(walk.word_at, view.position_at(point) if on is None else on)

    # ---- selecting

    def _begin(self, unit: _Unit, position: int) -> None:
        """Select a word or a paragraph; a drag goes on by them."""
        self._unit = unit
        self._origin = unit(self._view.page, position)
        self._view.move_caret(self._origin[0])
        self._view.move_caret(self._origin[1], extend=True)

    def _drag_to(self, point: QPoint) -> None:
        view = self._view
        view.tables.follow(point)
        if view.resizing.is_held:
            view.resizing.drag(point)
            return
        stop = view.stop_at(point)
        start, end = self._origin
        reach = self._unit(view.page, stop.position)
        if stop.position < start:
            view.move_caret(end)
            view.move_caret(min(reach[0], start), extend=True)
        else:
            if view.selection_anchor() != start:
                view.move_caret(start)
            target = max(reach[1], end)
            view.move_caret(stop if target == stop.position else target, extend=True)

    def _scroll_on(self) -> None:
        """Scroll while the pointer is held beyond the edge, faster the farther it is."""
        height = self._view.viewport().height()
        y = self._pointer.y()
        beyond = y if y < 0 else max(0, y - height + 1)
        if not beyond or not self._dragging:
            self._autoscroll.stop()
            return
        self._view.scroll_pixels(max(-_FASTEST, min(_FASTEST, beyond)))
        self._drag_to(QPoint(self._pointer.x(), min(max(y, 0), height - 1)))

    def _is_triple(self, point: QPoint) -> bool:
        interval = QGuiApplication.styleHints().mouseDoubleClickInterval()
        if not self._since_double_click.isValid() or self._since_double_click.hasExpired(interval):
            return False
        return (point - self._double_click_at).manhattanLength() < 8

    # ---- clicks

    def _click(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """Follow a link, fold furniture, or choose among the highlights under the pointer."""
        view = self._view
        under = self._under(point)
        self._current_before = view.current_highlight()
        if modifiers & _ALT:
            view.set_current_highlight(None)
        elif self._fold_at(point):
            view.toggle_fold(view.position_at(point))
        elif modifiers & _CONTROL and under:
            self._choose(under, point)
        elif under or not self._follow_link(point):
            meant = view.overlaps.clicked(under)
            view.set_current_highlight(meant, reveal=False)
            view.overlaps.take_turn(under, meant)
            self._point_at(point, modifiers)

    def _choose(self, under: list[AnnotationId], point: QPoint) -> None:
        """Add the top highlight that is not chosen to those that are; once all here are, let them go."""
        view = self._view
        view.move_caret(view.stop_at(point))
        added = view.overlaps.added(under)
        if added is not None:
            view.choose_highlight(added)
        else:
            for one in under:
                view.choose_highlight(one, chosen=False)

    def _follow_link(self, point: QPoint) -> bool:
        """Say that the link under the pointer is wanted; False when there is none."""
        on = self._view.character_at(point)
        address = "" if on is None else self._view.page.source.spans.link_at(on)
        if address:
            self._view.link_activated.emit(address)
        return bool(address)

    def _under(self, point: QPoint) -> list[AnnotationId]:
        """The highlights under the pointer, the top one first."""
        on = self._view.character_at(point)
        return [] if on is None else self._view.highlights_at(on)

    def _fold_at(self, point: QPoint) -> bool:
        page = self._view.page
        piece = page.piece_at(point.y())
        top = page.y_of_piece(piece)
        if top is None or page.source.pieces.kinds[piece] != PieceKind.FOLD:
            return False
        body = page.laid(piece).body.translated(self._view.column_left, top)
        return body.contains(point)

    def _point_at(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """Let the highlight glow that a click would take, and give the pointer the shape of what it does."""
        view = self._view
        on = view.character_at(point)
        under = [] if on is None else view.highlights_at(on)
        adding = modifiers & _CONTROL
        view.set_hovered_highlight(view.overlaps.added(under) if adding else view.overlaps.clicked(under))
        shape = Qt.CursorShape.IBeamCursor
        if not modifiers & _ALT:
            on_link = on is not None and not under and bool(view.page.source.spans.link_at(on))
            if view.tables.bar_at(point) is not None:
                shape = Qt.CursorShape.ArrowCursor
            elif view.resizing.handle_at(point) is not None:
                shape = Qt.CursorShape.SizeHorCursor
            elif on_link or self._fold_at(point):
                shape = Qt.CursorShape.PointingHandCursor
        if view.viewport().cursor().shape() != shape:
            view.viewport().setCursor(shape)
