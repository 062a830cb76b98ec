"""The reader: a document to read, a caret, a selection, and highlights to walk through and make."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from excerpta.core.model.document import Block, Span
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.colour_words import OWN_NAMES, ColourNames
from excerpta.gui.widgets.reader import accessibility, pointing, walk
from excerpta.gui.widgets.reader.accessible_parts import Parts, describe
from excerpta.gui.widgets.reader.caret_canvas import CaretCanvas
from excerpta.gui.widgets.reader.chosen import Chosen
from excerpta.gui.widgets.reader.contents import ReaderHeader, ReaderHighlight
from excerpta.gui.widgets.reader.highlight_index import HighlightIndex
from excerpta.gui.widgets.reader.keyboard import Keyboard
from excerpta.gui.widgets.reader.mouse import Mouse
from excerpta.gui.widgets.reader.overlaps import Overlaps
from excerpta.gui.widgets.reader.painter import Scene
from excerpta.gui.widgets.reader.resizing import Resizing
from excerpta.gui.widgets.reader.text_mirror import TextMirror
from excerpta.gui.widgets.reader.tick_places import highlights_under, hits_under
from excerpta.gui.widgets.reader.ticks import Tick
from excerpta.gui.widgets.reader.typesetter import ReaderText, read_source


class ReaderView(CaretCanvas):
    """A document under the hand.

    Attributes:
        commands: what it can be told to do, by the name of the action that has a key for it.
        overlaps: which of several highlights at one place is meant.
        resizing: the handles of the current highlight.
        colour_names: what the user calls the colours, for screen readers.
        tell_highlights: gives the words that are shown for highlights on which the pointer rests.

    Signals:
        current_highlight_changed: its id, or None.
        chosen_highlights_changed: the ids of all that are chosen, the current one last.
        overlap_changed: which of the highlights at its place the current one is, from 1 at the top,
            and how many there are; 0 and 0 without a current one.
        highlight_activated: Enter on a highlight or a double click: its id.
        hovered_highlight_changed: the one under the pointer, or None.
        highlight_resized: the current highlight is to have another range: id, start, end.
        link_activated: the address of a link that was clicked.
        menu_wanted: a point of the viewport, and whether a key wants the menu, for what is at the caret.
        hit_chosen: the range of the find hit whose tick on the scroll bar was clicked: start, end.

    """

    current_highlight_changed = Signal(object)
    chosen_highlights_changed = Signal(tuple)
    overlap_changed = Signal(int, int)
    highlight_activated = Signal(object)
    hovered_highlight_changed = Signal(object)
    highlight_resized = Signal(object, int, int)
    link_activated = Signal(str)
    menu_wanted = Signal(QPoint, bool)
    hit_chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._hovered: AnnotationId | None = None
        self.mirror: TextMirror | None = None
        self.parts: Parts | None = None
        self._standing = (0, 0)
        self._chosen = Chosen()
        super().__init__(parent)
        accessibility.install(ReaderView)
        self.overlaps = Overlaps(self)
        self.resizing = Resizing(self)
        self._mouse = Mouse(self)
        self._keyboard = Keyboard(self)
        self.commands = self._keyboard.commands
        self._chosen.changed.connect(self._show_chosen)
        self._chosen.current_changed.connect(self.current_highlight_changed)
        self.caret_moved.connect(self._follow_caret)
        self.selection_changed.connect(lambda: accessibility.tell_selection(self))
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.ticks.tick_chosen.connect(self.go_to_tick)
        self.setAccessibleName("Reader")
        self.colour_names: ColourNames = OWN_NAMES
        self.tell_highlights: pointing.Told = lambda shown: "\n".join(map(describe, shown))

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
        self.show_prepared(read_source(text, blocks, spans), header or ReaderHeader(), position=position)

    def show_prepared(
        self,
        source: ReaderText,
        header: ReaderHeader,
        highlights: HighlightIndex | None = None,
        *,
        position: int = 0,
    ) -> None:
        """Show a document that was prepared, with its highlights if they were too; as `set_document`."""
        self._forget_hand()
        self._show_source(source, header, highlights)
        self._is_empty = False
        self._forget_caret(walk.stop_before(self.page, min(max(0, position), len(source.text))))
        self.setAccessibleName(f"Reader: {header.title}" if header.title else "Reader")
        self.scroller.show_at_top(self.caret())
        self._marks_changed()
        self._moved()
        accessibility.tell_document(self)

    def clear(self) -> None:
        """Show no document."""
        self._forget_hand()
        self._show_source(read_source("", ()), ReaderHeader())
        self._is_empty = True
        self._forget_caret()
        self.setAccessibleName("Reader")
        self._marks_changed()
        self._moved()
        accessibility.tell_document(self)

    def set_highlights(self, highlights: HighlightIndex | Iterable[ReaderHighlight]) -> None:
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

    def document_is_shown(self) -> bool:
        """Whether there is a document."""
        return not self._is_empty

    def _forget_hand(self) -> None:
        self._mouse.stop()
        self.end_flash()
        self.set_hovered_highlight(None)
        self.set_current_highlight(None)
        self.clear_selection()

    def _marks_changed(self) -> None:
        super()._marks_changed()
        accessibility.tell_looks(self)

    def _drop_vanished(self) -> None:
        self._chosen.keep(self.highlights.__contains__)
        if self._hovered is not None and self._hovered not in self.highlights:
            self.set_hovered_highlight(None)
        self._tell_overlap()

    # ---- highlights

    def current_highlight(self) -> AnnotationId | None:
        """Give the highlight that keys act on; of several that are chosen, the last one."""
        return self._chosen.current

    def chosen_highlights(self) -> tuple[AnnotationId, ...]:
        """Give the highlights that are chosen, in the order in which they were."""
        return self._chosen.ids

    def set_current_highlight(self, identity: AnnotationId | None, *, reveal: bool = True) -> None:
        """Choose a highlight and no other, and show it; an unknown one counts as None."""
        known = identity if identity is not None and identity in self.highlights else None
        if known is not None and reveal:
            self.reveal(self.highlights[known].start)
        self._chosen.put(known)

    def choose_highlight(self, identity: AnnotationId, *, chosen: bool = True) -> None:
        """Choose one highlight more, which becomes the current one, or one less."""
        if not chosen:
            self._chosen.drop(identity)
        elif identity in self.highlights:
            self._chosen.add(identity)

    def set_colour_names(self, names: ColourNames) -> None:
        """Let screen readers call the colours as the user does."""
        self.colour_names = names

    def hovered_highlight(self) -> AnnotationId | None:
        """Give the highlight that glows."""
        return self._hovered

    def set_hovered_highlight(self, identity: AnnotationId | None) -> None:
        """Let a highlight glow, as when the pointer is on its card."""
        if identity != self._hovered:
            self._hovered = identity
            self.viewport().update()
            self.hovered_highlight_changed.emit(identity)

    def highlights_at(self, position: int) -> list[AnnotationId]:
        """Give the highlights over a character, the top one first."""
        return [highlight.id for highlight in self.highlights.at(position)]

    def go_to_highlight(self, *, forward: bool, adding: bool = False) -> None:
        """Make the next or previous highlight in reading order the current one, or add it to the chosen."""
        current = self.highlights.get(self.current_highlight())
        place = (self.caret(), -1, -1) if current is None else (current.start, current.end, current.id)
        found = self.highlights.after(*place) if forward else self.highlights.before(*place)
        if found is None:
            return
        is_far = self.leave_for(found.start)
        self.set_caret(found.start)
        self.reveal(found.start, flash=is_far)
        if adding:
            self.choose_highlight(found.id)
        else:
            self.set_current_highlight(found.id)

    def go_to_tick(self, tick: Tick) -> None:
        """Go to what a tick of the scroll bar stands for; to the next of them when one is current."""
        if tick.colour is None:
            self.hit_chosen.emit(*self._hits[hits_under(tick, self._hits)[0]])
            return
        under = [one.id for one in highlights_under(tick, self.highlights)]
        current = self.current_highlight()
        number = (under.index(current) + 1) % len(under) if current in under else 0
        start = self.highlights[under[number]].start
        self.leave_for(start, windows=0)
        self.set_caret(start)
        self.reveal(start, flash=True)
        self.set_current_highlight(under[number])

    def resize_current(self, start: int, end: int) -> None:
        """Say that the current highlight is to have another range, if that is one."""
        current = self.highlights.get(self.current_highlight())
        if current is not None and start < end and (start, end) != (current.start, current.end):
            self.highlight_resized.emit(current.id, start, end)

    def _show_chosen(self, ids: tuple[AnnotationId, ...]) -> None:
        self.viewport().update()
        self.chosen_highlights_changed.emit(ids)
        self._tell_overlap()

    def _follow_caret(self, _position: int) -> None:
        accessibility.tell_caret(self)
        self._tell_overlap()

    def _tell_overlap(self) -> None:
        standing = self.overlaps.standing()
        if standing != self._standing:
            self._standing = standing
            self.overlap_changed.emit(*standing)

    # ---- painting

    def scene(self) -> Scene:
        """Give what is to be painted over the bare text."""
        hovered = self.highlights.get(self._hovered)
        current = self.resizing.shown()
        return replace(
            super().scene(),
            current=current,
            chosen=[self.highlights[one] for one in self._chosen.ids[:-1]],
            hovered=None if hovered is None or hovered.id in self._chosen else hovered,
        )

    def paint_over(self, painter: QPainter) -> None:
        """Paint the handles of the current highlight, then the caret."""
        painter.translate(-self.column_left, 0)
        self.resizing.paint(painter, self.theme)
        painter.translate(self.column_left, 0)
        super().paint_over(painter)

    # ---- events

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop everything that runs by itself."""
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
        """Take back what is being dragged; move, select, walk through highlights."""
        if event.key() == Qt.Key.Key_Escape and self._mouse.take_back():
            return
        if not self._keyboard.press(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection, or take hold of an end of the current highlight or of a table's bar."""
        if event.button() != Qt.MouseButton.LeftButton or not self.tables.hold(event.position().toPoint()):
            self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection, or point at highlights and links."""
        if not self.tables.drag(event.position().toPoint()):
            self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Complete the selection, or take the click."""
        if not self.tables.let_go():
            self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a highlight or select a word."""
        if self.tables.bar_at(event.position().toPoint()) is None:
            self._mouse.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Say where a menu is wanted."""
        self.menu_wanted.emit(event.pos(), event.reason() == QContextMenuEvent.Reason.Keyboard)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Let highlights stop glowing when the pointer leaves; say what they are when it rests on them."""
        if event.type() == QEvent.Type.Leave:
            self.set_hovered_highlight(None)
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            pointing.show_tip(self, event, self.tell_highlights)
            return True
        return super().viewportEvent(event)
