"""A canvas with a caret and a selection, which hold whole characters, and the caret's blinking."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QRectF, Qt, QTimerEvent, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QHideEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from excerpta.gui.widgets.reader import walk
from excerpta.gui.widgets.reader.canvas import ReaderCanvas
from excerpta.gui.widgets.reader.painter import Scene
from excerpta.gui.widgets.reader.walk import Stop

_CARET_WIDTH = 2


class CaretCanvas(ReaderCanvas):
    """Shows a document with a place in it.

    Signals:
        caret_moved: its position.
        selection_changed: another range is selected, or none.
        selection_settled: the selection has an end for now: its start and end, and whether it was made
            with the mouse, so that another click may still change it.
        selection_cleared: there was a selection and now there is none.

    """

    caret_moved = Signal(int)
    selection_changed = Signal()
    selection_settled = Signal(int, int, bool)
    selection_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._anchor = 0
        self._stop = Stop(0)
        self._caret_shown = True
        self._blink = 0  # a timer's number: a QBasicTimer of Python would outlive the canvas
        super().__init__(parent)
        QGuiApplication.styleHints().cursorFlashTimeChanged.connect(self._restart_blinking)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # ---- selection

    def selection(self) -> tuple[int, int]:
        """Give the selected range; where the caret is, twice, when nothing is selected."""
        return min(self._anchor, self._stop.position), max(self._anchor, self._stop.position)

    def has_selection(self) -> bool:
        """Whether something is selected."""
        return self._anchor != self._stop.position

    def selection_anchor(self) -> int:
        """Give the end of the selection that stays where it is."""
        return self._anchor

    def selected_text(self) -> str:
        """Give the selected words, paragraphs joined by newlines."""
        start, end = self.selection()
        return self.page.source.text[start:end]

    def select(self, start: int, end: int) -> None:
        """Select a range, made to hold whole characters."""
        length = len(self.page.source.text)
        first = walk.stop_before(self.page, min(max(0, start), length))
        last = walk.stop_after(self.page, min(max(first, end), length))
        self._put(first, Stop(last))
        self.settle_selection()

    def select_all(self) -> None:
        """Select the whole text."""
        self.select(0, len(self.page.source.text))

    def clear_selection(self) -> None:
        """Leave only the caret."""
        self._put(self._stop.position, self._stop)

    def settle_selection(self, *, by_mouse: bool = False) -> None:
        """Say that the selection is complete, if there is one."""
        if self.has_selection():
            self.selection_settled.emit(*self.selection(), by_mouse)

    # ---- caret

    def caret(self) -> int:
        """Give the position of the caret."""
        return self._stop.position

    def caret_stop(self) -> Stop:
        """Give the place of the caret: its position, and on which of two lines it is drawn."""
        return self._stop

    def reading_position(self) -> int:
        """Give the position that is probably being read: the caret in sight, or a third down the window."""
        return super().reading_position() if self.y_of(self.caret()) is None else self.caret()

    def set_caret(self, position: int) -> None:
        """Put the caret somewhere and select nothing."""
        length = len(self.page.source.text)
        self.move_caret(walk.stop_before(self.page, min(max(0, position), length)))

    def move_caret(self, place: int | Stop, *, extend: bool = False) -> None:
        """Move the caret to a place between characters; `extend` keeps the other end of the selection."""
        stop = place if isinstance(place, Stop) else Stop(place)
        self._put(self._anchor if extend else stop.position, stop)

    def keep_caret_in_view(self) -> None:
        """Scroll as little as is needed to show the caret."""
        self.scroller.keep_caret_in_view(self._stop.position)
        self.tables.show(self._stop.position)
        self._moved()

    def stop_at(self, point: QPoint) -> Stop:
        """Give the place between characters nearest to a point of the viewport."""
        return walk.stop_at(self.page, point.x() - self.column_left, point.y())

    def _forget_caret(self, position: int = 0) -> None:
        """Begin in another text, with nothing selected."""
        self._anchor, self._stop = position, Stop(position)

    def _put(self, anchor: int, stop: Stop) -> None:
        if (anchor, stop) == (self._anchor, self._stop):
            return
        had, moved = self.has_selection(), stop.position != self._stop.position
        self._anchor, self._stop = anchor, stop
        self._restart_blinking()
        self.viewport().update()
        if moved:
            self.caret_moved.emit(stop.position)
        if had or self.has_selection():
            self.selection_changed.emit()
        if had and not self.has_selection():
            self.selection_cleared.emit()

    # ---- painting

    def scene(self) -> Scene:
        """Give what is to be painted over the bare text."""
        return replace(super().scene(), selection=self.selection())

    def paint_over(self, painter: QPainter) -> None:
        """Paint the caret; where page furniture is folded away, a frame around its box."""
        place = self._caret_place() if self.hasFocus() else None
        if place is None or not self.page.laid(self.page.shown_piece(self._stop.position)).shows(place.x()):
            return
        if walk.box_of(self.page, self._stop.position) is None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.theme.accent, 2))
            painter.drawRoundedRect(place.adjusted(0, 0, self.page.typesetter.width, 0), 6, 6)
        elif self._caret_shown:
            painter.fillRect(
                QRectF(round(place.x()) - 1, place.top() - 1, _CARET_WIDTH, place.height() + 2),
                self.theme.ink,
            )

    def _caret_place(self) -> QRectF | None:
        return self.page.caret(self._stop.position, at_line_end=self._stop.at_line_end)

    # ---- blinking

    def timerEvent(self, event: QTimerEvent) -> None:
        """Blink the caret."""
        if event.timerId() == self._blink:
            self._caret_shown = not self._caret_shown
            place = self._caret_place()
            if place is not None:
                around = place.adjusted(-3, -3, 3, 3).toAlignedRect()
                self.viewport().update(around.translated(self.column_left, 0))
        else:
            super().timerEvent(event)

    def _restart_blinking(self) -> None:
        self._caret_shown = True
        self._stop_blinking()
        period = QGuiApplication.styleHints().cursorFlashTime() // 2
        if period > 0 and self.hasFocus() and self.isVisible():
            self._blink = self.startTimer(period)

    def _stop_blinking(self) -> None:
        if self._blink:
            self.killTimer(self._blink)
            self._blink = 0

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self._restart_blinking()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self._stop_blinking()
        self.viewport().update()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the caret rest."""
        self._stop_blinking()
        super().hideEvent(event)
