"""What the keys do in the reader: some move the caret, all others are given to commands by the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from excerpta.core.text.sentences import sentence_at
from excerpta.gui.widgets.reader import walk
from excerpta.gui.widgets.reader.resizing import End
from excerpta.gui.widgets.reader.walk import Stop

if TYPE_CHECKING:
    from excerpta.gui.widgets.reader.view import ReaderView

_Key = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier

_MOVES = (
    _Key.Key_Left,
    _Key.Key_Right,
    _Key.Key_Up,
    _Key.Key_Down,
    _Key.Key_Home,
    _Key.Key_End,
    _Key.Key_PageUp,
    _Key.Key_PageDown,
)


class Keyboard:
    """Turns key presses into moves of the caret; knows the commands of the reader by their names.

    Question: which keys does the reader handle by itself? Choice: those that move the caret, with Shift
    and Ctrl, as in every text; all others belong to actions of the window, which act while the reader has
    the focus. Why: keys that can be changed have one table, and Qt matches them on every layout, whatever
    must be held down there for a bracket.

    Attributes:
        commands: what the reader can be told to do, by the name of the window's action.
    """

    def __init__(self, view: ReaderView) -> None:
        self._view = view
        self._goal: tuple[Stop, float] | None = None
        self.commands: dict[str, Callable[[], None]] = {
            "next_paragraph": lambda: self._paragraph(forward=True),
            "previous_paragraph": lambda: self._paragraph(forward=False),
            "select_sentence": self._select_sentence,
            "select_all": view.select_all,
            "previous_highlight": lambda: view.go_to_highlight(forward=False),
            "next_highlight": lambda: view.go_to_highlight(forward=True),
            "add_previous": lambda: view.go_to_highlight(forward=False, adding=True),
            "add_next": lambda: view.go_to_highlight(forward=True, adding=True),
            "cycle": view.overlaps.cycle,
            "open_highlight": self._activate,
            "page_on": lambda: self._turn_page(1, extend=False),
            "page_back": lambda: self._turn_page(-1, extend=False),
        }

    def handles(self, event: QKeyEvent) -> bool:
        """Whether the reader acts on this key itself."""
        return event.key() in _MOVES and not _pure(event.modifiers()) & ~(_SHIFT | _CONTROL)

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key; False when it is not one of the reader's."""
        if not self.handles(event):
            return False
        shift = bool(event.modifiers() & _SHIFT)
        control = bool(event.modifiers() & _CONTROL)
        self._move(event.key(), shift=shift, control=control)
        return True

    # ---- moves

    def _move(self, key: int, *, shift: bool, control: bool) -> None:
        view = self._view
        if key in (_Key.Key_PageUp, _Key.Key_PageDown):
            self._turn_page(1 if key == _Key.Key_PageDown else -1, extend=shift)
            return
        if shift and view.current_highlight() is not None and not view.has_selection():
            view.resizing.step(key, End.START if control else End.END)
            return
        target = self._target(key, control=control, shift=shift)
        if control and not shift and key in (_Key.Key_Home, _Key.Key_End):
            is_far = view.leave_for(target if isinstance(target, int) else target.position, windows=0)
        else:
            is_far = False
        view.move_caret(target, extend=shift)
        self._leave_highlight()
        view.keep_caret_in_view()
        if is_far:
            view.flash_line(view.caret())
        if shift:
            view.settle_selection()

    def _target(self, key: int, *, control: bool, shift: bool) -> int | Stop:
        page, view = self._view.page, self._view
        position, left = view.caret(), key == _Key.Key_Left
        match key:
            case _Key.Key_Left | _Key.Key_Right if control:
                return walk.by_word(page, position, left=left)
            case _Key.Key_Left | _Key.Key_Right:
                if view.has_selection() and not shift:
                    return self._selection_edge(left=left)
                return walk.sideways(page, position, left=left)
            case _Key.Key_Home | _Key.Key_End if control:
                return walk.text_edge(page, end=key == _Key.Key_End)
            case _Key.Key_Home | _Key.Key_End:
                return walk.line_edge(page, view.caret_stop(), end=key == _Key.Key_End)
            case _ if control:
                return walk.by_paragraph(page, position, forward=key == _Key.Key_Down)
            case _:
                return self._vertical(key)

    def _selection_edge(self, *, left: bool) -> int:
        """Give the end of the selection that an arrow collapses it to, by the paragraph's direction."""
        start, end = self._view.selection()
        box = walk.box_of(self._view.page, self._view.caret())
        backwards = box is not None and box.is_right_to_left
        return start if left != backwards else end

    def _column(self) -> float:
        """Give the x to which steps up and down keep, by lines and pages, while they follow each other."""
        stop = self._view.caret_stop()
        if self._goal is None or self._goal[0] != stop:
            page = self._view.page
            piece = page.shown_piece(stop.position)
            x = page.caret_in_piece(piece, stop.position, at_line_end=stop.at_line_end).x()
            self._goal = (stop, x)
        return self._goal[1]

    def _vertical(self, key: int) -> Stop:
        x = self._column()
        target = walk.by_line(self._view.page, self._view.caret_stop(), x, down=key == _Key.Key_Down)
        self._goal = (target, x)
        return target

    def _turn_page(self, pages: int, *, extend: bool) -> None:
        """Scroll, and take the caret along at its height in the window unless a selection would be lost."""
        view = self._view
        x, place = self._column(), view.page.caret(view.caret())
        view.scroll_page(pages)
        if not extend and view.has_selection():
            return
        height = view.viewport().height()
        y = min(max(place.center().y() if place is not None else 0.0, 20.0), height - 20.0)
        bar = view.verticalScrollBar()
        if pages > 0 and bar.value() == bar.maximum() and (place is None or place.top() > height / 2):
            y = height
        target = walk.stop_at(view.page, x, y)
        view.move_caret(target, extend=extend)
        self._goal = (target, x)
        self._leave_highlight()
        if extend:
            view.settle_selection()

    def _paragraph(self, *, forward: bool) -> None:
        view = self._view
        view.move_caret(walk.by_paragraph(view.page, view.caret(), forward=forward))
        self._leave_highlight()
        view.keep_caret_in_view()

    # ---- highlights

    def _leave_highlight(self) -> None:
        """A highlight is current only as long as the caret has not gone elsewhere."""
        view = self._view
        current = view.current_highlight()
        if current is not None:
            highlight = view.highlights[current]
            if view.has_selection() or not highlight.start <= view.caret() <= highlight.end:
                view.set_current_highlight(None)

    def _activate(self) -> None:
        """Open the current highlight, the page furniture, the highlight or the link at the caret."""
        view = self._view
        caret = view.caret()
        current = view.current_highlight()
        at_caret = view.highlights_at(caret)
        address = view.page.source.spans.link_at(caret)
        if current is not None:
            view.highlight_activated.emit(current)
        elif walk.box_of(view.page, caret) is None:
            view.toggle_fold(caret)
        elif at_caret:
            view.set_current_highlight(at_caret[0])
            view.highlight_activated.emit(at_caret[0])
        elif address:
            view.link_activated.emit(address)
        else:
            view.toggle_fold(caret)

    # ---- sentences

    def _select_sentence(self) -> None:
        """Select the sentence at the caret; if whole ones are selected, the next one too."""
        view = self._view
        text = view.page.source.text
        start, end = view.selection()
        first = min(start, sentence_at(text, start)[0])
        last = sentence_at(text, start)[1] if start == end else max(end, sentence_at(text, end - 1)[1])
        if start < end and (first, last) == (start, end):
            last = self._end_of_next_sentence(end)
        view.select(first, last)
        self._leave_highlight()
        view.keep_caret_in_view()

    def _end_of_next_sentence(self, end: int) -> int:
        """Give where the sentence behind a position ends; before what is folded away, the position."""
        source = self._view.page.source
        following = end
        while following < len(source.text) and source.text[following].isspace():
            following += 1
        if following == len(source.text) or source.pieces.is_hidden(source.pieces.at(following)):
            return end
        return max(end, sentence_at(source.text, following)[1])


def _pure(modifiers: Qt.KeyboardModifier) -> Qt.KeyboardModifier:
    return modifiers & ~Qt.KeyboardModifier.KeypadModifier
