"""The reader: a document to read, a caret, a selection, and highlights to walk through and make."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QBasicTimer, QEvent, QMimeData, QRectF, Qt, QTimerEvent, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QWidget

from excerpta.core.model.document import Block, Span
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader import accessibility, walk
from excerpta.gui.widgets.reader.accessible_parts import Parts
from excerpta.gui.widgets.reader.canvas import ReaderCanvas
from excerpta.gui.widgets.reader.contents import ReaderHeader, ReaderHighlight
from excerpta.gui.widgets.reader.highlight_table import HighlightTable
from excerpta.gui.widgets.reader.keyboard import Keyboard
from excerpta.gui.widgets.reader.mouse import Mouse
from excerpta.gui.widgets.reader.painter import Scene
from excerpta.gui.widgets.reader.text_mirror import TextMirror

_CARET_WIDTH = 2
_HANDLE_RADIUS = 4.5


class ReaderView(ReaderCanvas):
    """A document under the hand.

    Attributes:
        commands: what it can be told to do, by the name of the action that has a key for it.

    Signals:
        selection_settled: the selection has an end for now: its start and end.
        selection_cleared: there was a selection and now there is none.
        current_highlight_changed: its id, or None.
        highlight_activated: Enter on a highlight or a double click: its id.
        hovered_highlight_changed: the one under the pointer, or None.
        highlight_resized: the current highlight is to have another range: id, start, end.
        link_activated: the address of a link that was clicked.
        caret_moved: its position.

    """

    selection_settled = Signal(int, int)
    selection_cleared = Signal()
    current_highlight_changed = Signal(object)
    highlight_activated = Signal(object)
    hovered_highlight_changed = Signal(object)
    highlight_resized = Signal(object, int, int)
    link_activated = Signal(str)
    caret_moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._anchor = 0
        self._caret = 0
        self._current: AnnotationId | None = None
        self._hovered: AnnotationId | None = None
        self._resizing: tuple[int, int] | None = None
        self._caret_shown = True
        self._blink = QBasicTimer()
        self.mirror: TextMirror | None = None
        self.parts: Parts | None = None
        super().__init__(parent)
        accessibility.install(ReaderView)
        self._mouse = Mouse(self)
        self._keyboard = Keyboard(self)
        self.commands = self._keyboard.commands
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName("Reader")

    # ---- contents

    def set_document(
        self,
        text: str,
        blocks: Sequence[Block],
        spans: Iterable[Span] = (),
        header: ReaderHeader | None = None,
        *,
        position: int = 0,
    ) -> None:
        """Show a document from a position on; its highlights are set after it."""
        self._forget_hand()
        self._show_text(text, blocks, spans, header or ReaderHeader())
        self._is_empty = False
        self._anchor = self._caret = walk.stop_before(self.page, min(max(0, position), len(text)))
        self.setAccessibleName(f"Reader: {header.title}" if header and header.title else "Reader")
        self.scroller.show_at_top(self._caret)
        self._marks_changed()
        self._moved()
        accessibility.tell_document(self)

    def clear(self) -> None:
        """Show no document."""
        self._forget_hand()
        self._show_text("", (), (), ReaderHeader())
        self._is_empty = True
        self._anchor = self._caret = 0
        self.setAccessibleName("Reader")
        self._marks_changed()
        self._moved()
        accessibility.tell_document(self)

    def set_highlights(self, highlights: HighlightTable | Iterable[ReaderHighlight]) -> None:
        """Show these highlights and no others."""
        super().set_highlights(highlights)
        self._drop_vanished()

    def change_highlights(
        self, changed: Sequence[ReaderHighlight], removed: Iterable[AnnotationId] = ()
    ) -> None:
        """Add or replace some highlights and remove others."""
        removed = list(removed)
        touched = [*removed, *(one.id for one in changed)]
        before = [self.highlights.get(one) for one in touched]
        super().change_highlights(changed, removed)
        self._drop_vanished()
        accessibility.tell_highlights(self, before, [self.highlights.get(one) for one in touched])

    def _forget_hand(self) -> None:
        self._mouse.stop()
        self.end_flash()
        self._resizing = None
        self.set_hovered_highlight(None)
        self.set_current_highlight(None)
        self.clear_selection()

    def _marks_changed(self) -> None:
        super()._marks_changed()
        accessibility.tell_looks(self)

    def _drop_vanished(self) -> None:
        if self._current is not None and self._current not in self.highlights:
            self.set_current_highlight(None)
        if self._hovered is not None and self._hovered not in self.highlights:
            self.set_hovered_highlight(None)

    # ---- selection and caret

    def selection(self) -> tuple[int, int]:
        """Give the selected range; where the caret is, twice, when nothing is selected."""
        return min(self._anchor, self._caret), max(self._anchor, self._caret)

    def has_selection(self) -> bool:
        """Whether something is selected."""
        return self._anchor != self._caret

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
        self._put(first, last)
        self.settle_selection()

    def select_all(self) -> None:
        """Select the whole text."""
        self.select(0, len(self.page.source.text))

    def clear_selection(self) -> None:
        """Leave only the caret."""
        self._put(self._caret, self._caret)

    def caret(self) -> int:
        """Give the position of the caret."""
        return self._caret

    def set_caret(self, position: int) -> None:
        """Put the caret somewhere and select nothing."""
        self.move_caret(walk.stop_before(self.page, min(max(0, position), len(self.page.source.text))))

    def move_caret(self, position: int, *, extend: bool = False) -> None:
        """Move the caret to a place between characters; `extend` keeps the other end of the selection."""
        self._put(self._anchor if extend else position, position)

    def settle_selection(self) -> None:
        """Say that the selection is complete, if there is one."""
        if self.has_selection():
            self.selection_settled.emit(*self.selection())

    def copy(self) -> None:
        """Put the selected words on the clipboard."""
        if self.has_selection():
            data = QMimeData()
            data.setText(self.selected_text())
            QGuiApplication.clipboard().setMimeData(data)

    def keep_caret_in_view(self) -> None:
        """Scroll as little as is needed to show the caret."""
        self.scroller.keep_caret_in_view(self._caret)
        self._moved()

    def _put(self, anchor: int, caret: int) -> None:
        if (anchor, caret) == (self._anchor, self._caret):
            return
        had, moved = self.has_selection(), caret != self._caret
        self._anchor, self._caret = anchor, caret
        self._restart_blinking()
        self.viewport().update()
        if moved:
            self.caret_moved.emit(caret)
            accessibility.tell_caret(self)
        if had or self.has_selection():
            accessibility.tell_selection(self)
        if had and not self.has_selection():
            self.selection_cleared.emit()

    # ---- highlights

    def current_highlight(self) -> AnnotationId | None:
        """Give the highlight that keys act on."""
        return self._current

    def set_current_highlight(self, identity: AnnotationId | None, *, reveal: bool = True) -> None:
        """Make a highlight the one that keys act on, and show it; an unknown one counts as None."""
        known = identity if identity is not None and identity in self.highlights else None
        if known is not None and reveal:
            self.reveal(self.highlights[known].start)
        if known != self._current:
            self._current = known
            self.viewport().update()
            self.current_highlight_changed.emit(known)

    def set_hovered_highlight(self, identity: AnnotationId | None) -> None:
        """Let a highlight glow, as when the pointer is on its card."""
        if identity != self._hovered:
            self._hovered = identity
            self.viewport().update()
            self.hovered_highlight_changed.emit(identity)

    def highlights_at(self, position: int) -> list[AnnotationId]:
        """Give the highlights over a character, the top one first."""
        return [highlight.id for highlight in self.highlights.at(position)]

    def next_highlight(self) -> None:
        """Make the next highlight in reading order the current one."""
        self._go_to_highlight(forward=True)

    def previous_highlight(self) -> None:
        """Make the previous highlight in reading order the current one."""
        self._go_to_highlight(forward=False)

    def _go_to_highlight(self, *, forward: bool) -> None:
        if self._current is not None:
            here = self.highlights[self._current]
            place = (here.start, here.end, here.id)
        else:
            place = (self._caret, -1, AnnotationId(-1))
        found = self.highlights.after(*place) if forward else self.highlights.before(*place)
        if found is not None:
            self.leave_for(found.start)
            self.set_caret(found.start)
            self.set_current_highlight(found.id)

    def resize_current(self, start: int, end: int) -> None:
        """Say that the current highlight is to have another range, if that is a range."""
        if self._current is not None and start < end:
            self.highlight_resized.emit(self._current, start, end)

    def preview_resize(self, span: tuple[int, int] | None) -> None:
        """Draw the current highlight over another range while its end is being dragged."""
        self._resizing = span
        self.viewport().update()

    def handles(self) -> tuple[QRectF, QRectF] | None:
        """Give the viewport rectangles of the two handles of the current highlight, null when unseen."""
        shown = self._shown_current()
        if shown is None:
            return None
        first = self.rect_of(shown.start, walk.stop_after(self.page, shown.start + 1))
        last = self.rect_of(walk.stop_before(self.page, shown.end - 1), shown.end)
        radius = _HANDLE_RADIUS
        box = QRectF(-radius, -radius, 2 * radius, 2 * radius)
        start = box.translated(first.left() - 2, first.top()) if not first.isNull() else QRectF()
        end = box.translated(last.right() + 3, last.bottom() + 1) if not last.isNull() else QRectF()
        return start, end

    def _shown_current(self) -> ReaderHighlight | None:
        if self._current is None:
            return None
        current = self.highlights[self._current]
        if self._resizing is None:
            return current
        start, end = self._resizing
        return ReaderHighlight(current.id, start, end, current.colour, current.style)

    # ---- painting

    def scene(self) -> Scene:
        """Give what is to be painted over the bare text."""
        plain = super().scene()
        hovered = self.highlights.get(self._hovered)
        if hovered is not None and hovered.id == self._current:
            hovered = None
        return replace(plain, selection=self.selection(), current=self._shown_current(), hovered=hovered)

    def paint_over(self, painter: QPainter) -> None:
        """Paint the handles of the current highlight, then the caret."""
        self._paint_handles(painter)
        if not self.hasFocus():
            return
        place = self.page.caret(self._caret)
        if place is None:
            return
        if walk.box_of(self.page, self._caret) is None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.theme.accent, 2))
            painter.drawRoundedRect(place.adjusted(0, 0, self.page.typesetter.width, 0), 6, 6)
        elif self._caret_shown:
            painter.fillRect(
                QRectF(round(place.x()) - 1, place.top() - 1, _CARET_WIDTH, place.height() + 2),
                self.theme.ink,
            )

    def _paint_handles(self, painter: QPainter) -> None:
        handles = self.handles()
        if handles is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.page, 1.5))
        painter.setBrush(self.theme.accent)
        for handle in handles:
            if not handle.isNull():
                painter.drawEllipse(handle.translated(-self.column_left, 0))
        painter.restore()

    # ---- events

    def timerEvent(self, event: QTimerEvent) -> None:
        """Blink the caret."""
        if event.timerId() == self._blink.timerId():
            self._caret_shown = not self._caret_shown
            place = self.page.caret(self._caret)
            if place is not None:
                around = place.adjusted(-3, -3, 3, 3).toAlignedRect()
                self.viewport().update(around.translated(self.column_left, 0))
        else:
            super().timerEvent(event)

    def _restart_blinking(self) -> None:
        self._caret_shown = True
        period = QGuiApplication.styleHints().cursorFlashTime() // 2
        if period > 0 and self.hasFocus() and self.isVisible():
            self._blink.start(period, self)
        else:
            self._blink.stop()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self._restart_blinking()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self._blink.stop()
        self.viewport().update()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop everything that runs by itself."""
        self._blink.stop()
        self._mouse.stop()
        self.end_flash()
        super().hideEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that the reader handles from the window's shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._keyboard.handles(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, select, walk through highlights."""
        if not self._keyboard.press(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection, or take hold of an end of the current highlight."""
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection, or point at highlights and links."""
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Complete the selection, or take the click."""
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a highlight or select a word."""
        self._mouse.double_click(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Let highlights stop glowing when the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self.set_hovered_highlight(None)
        return super().viewportEvent(event)
