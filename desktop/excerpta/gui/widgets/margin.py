"""The margin shows a card beside each highlight that has tags or a note, and beside the current one.

Only the cards in the window exist; their views are used again as the text scrolls. The card whose
note is being written stays at the edge of the window when its text scrolls away. In a narrow window
there is a strip of marks instead, and the card of one of them floats over the edge of the text.
"""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.margin_card import CardView
from excerpta.gui.widgets.margin_deck import CardTag, MakeCards, MarginCard
from excerpta.gui.widgets.margin_place import MarginPlace
from excerpta.gui.widgets.reader.highlight_index import HighlightIndex

__all__ = ["CardTag", "Margin", "MarginCard", "rules"]


class Margin(MarginPlace):
    """The cards of one document, and what is done with them.

    Signals:
        note_edited: a highlight's id and its whole note; within a second of typing, and at once
            when the focus leaves, the card goes out of use or another document comes.
        card_selected: the id of the highlight whose card was pressed or entered.
        card_hovered: the id of the highlight whose card is under the pointer or open, or None.
        tag_removed: a highlight's id and a tag's.
        tag_wanted, delete_wanted: the id of the highlight that is to be tagged, or deleted.
        cycle_wanted: the id of a highlight; the next one at its place is to be current.
        writing_finished: Esc was pressed in a note; the focus belongs to the text again.

    """

    note_edited = Signal(object, str)
    card_selected = Signal(object)
    card_hovered = Signal(object)
    tag_removed = Signal(object, object)
    tag_wanted = Signal(object)
    delete_wanted = Signal(object)
    cycle_wanted = Signal(object)
    writing_finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow.selected.connect(self._select)
        self._narrow.opened.connect(self._follow_open_card)
        self._narrow.note_wanted.connect(self.edit_note)
        self._narrow.left.connect(self._finish_writing)

    def set_cards(self, highlights: HighlightIndex, make: MakeCards) -> None:
        """Show the highlights of a document, all of them; what was typed before is told first.

        `make` gives the cards of some; it is asked when they are about to be seen.
        """
        self._deal(highlights, make)

    def clear(self) -> None:
        """Show nothing; what was typed is told first."""
        self._deal(None, lambda _: ())

    def change_cards(self, changed: Iterable[AnnotationId], removed: Iterable[AnnotationId] = ()) -> None:
        """Take over added, altered and removed highlights, which the index knows already."""
        altered, gone = list(changed), list(removed)
        with self._arranged_after():
            for one in gone:
                self._forget(one)
            self._deck.forget([*altered, *gone])
            self._shelf.refresh(altered)

    def remake_cards(self) -> None:
        """Make the cards anew when they are next seen: tags have other names or colours."""
        with self._arranged_after():
            self._deck.forget_all()
            self._shelf.refresh(self._shelf.ids)

    def set_current(self, highlight: AnnotationId | None, number: int = 0, of: int = 0) -> None:
        """Outline the card of the current highlight, which has one even without tags and note.

        When several highlights lie at its place, the card says that it is `number` `of` so many.
        """
        known = highlight if highlight in self._deck else None
        if self._shelf.set_current(known, (number, of) if of > 1 else (0, 0)):
            self.arrange()
            self.update()

    def set_hovered(self, highlight: AnnotationId | None) -> None:
        """Let the card glow whose highlight is under the pointer."""
        if highlight != self._shelf.glowing:
            self._shelf.set_glowing(highlight)
            self.update()

    def edit_note(self, highlight: AnnotationId) -> None:
        """Make a highlight current and put the cursor at the end of its note."""
        if highlight not in self._deck:
            return
        self._called = highlight
        if highlight != self._shelf.current:
            self.set_current(highlight)
        if not self._fits:
            self._narrow.open_for(highlight)
        self.show()
        self.arrange()
        self._shelf.view_of(highlight).write()
        self._called = None
        self.arrange()

    def _deal(self, highlights: HighlightIndex | None, make: MakeCards) -> None:
        self.flush()
        with self._arranged_after():
            self._deck.deal(highlights, make)
            self._column.places.forget()
            if self._shelf.current not in self._deck:
                self._shelf.set_current(None, (0, 0))
            if self._shelf.opened not in self._deck:
                self._narrow.close_card()
            self._shelf.bind([one for one in self._shelf.ids if one in self._deck])
            self._shelf.refresh(self._shelf.ids)

    def _forget(self, highlight: AnnotationId) -> None:
        """A highlight is gone; the focus that was on its card goes back to the text."""
        view = self._shelf.get(highlight)
        focus = QApplication.focusWidget()
        if view is not None and focus is not None and view.isAncestorOf(focus):
            view.discard()
            self._focus_text()
        self._shelf.drop(highlight)
        if highlight == self._shelf.opened:
            self._narrow.close_card()
        if highlight == self._shelf.current:
            self._shelf.set_current(None, (0, 0))

    def _new_view(self) -> CardView:
        view = super()._new_view()
        view.selected.connect(self._select)
        view.note_edited.connect(self._tell_note)
        view.tag_removed.connect(self.tag_removed)
        view.tag_wanted.connect(self.tag_wanted)
        view.delete_wanted.connect(self.delete_wanted)
        view.cycle_wanted.connect(self._cycle)
        view.hovered.connect(self._hover)
        view.left.connect(self._finish_writing)
        view.stepped.connect(self._step)
        return view

    def _tell_note(self, highlight: AnnotationId, note: str) -> None:
        self._deck.write(highlight, note)
        self.note_edited.emit(highlight, note)

    def _select(self, highlight: AnnotationId) -> None:
        if highlight != self._shelf.current:
            self.set_current(highlight)
            self.card_selected.emit(highlight)

    def _step(self, step: int) -> None:
        """Enter the next card (1) or the one before (-1), and bring its text into view."""
        here = self._shelf.current
        there = None if here is None else self._deck.next_card(here, step)
        if there is None or self._reader is None:
            return
        self.flush()
        self._select(there)
        start = self._deck[there].start
        if self._reader.ys_of((start,))[0] is None:
            self._reader.reveal(start)
        self.edit_note(there)

    def _cycle(self, highlight: AnnotationId) -> None:
        """Ask for the next highlight at a place; the focus goes along to its card."""
        self.flush()
        self.cycle_wanted.emit(highlight)
        there = self._shelf.current
        if there is None or there == highlight:
            return
        if not self._fits:
            self._narrow.open_for(there)
        view = self._shelf.get(there)
        if view is not None and view.parts is not None:
            view.parts.count.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hover(self, highlight: AnnotationId, inside: bool) -> None:
        self.set_hovered(highlight if inside else None)
        self.card_hovered.emit(highlight if inside else None)

    def _follow_open_card(self, highlight: AnnotationId | None) -> None:
        self.set_hovered(highlight)
        self.card_hovered.emit(highlight)
        self.arrange()

    def _finish_writing(self) -> None:
        self._focus_text()
        self._narrow.close_card()
        self.writing_finished.emit()
        self.arrange()


def rules(theme: Theme) -> str:
    """What the note field of a card looks like."""
    return f"""
QTextEdit#note {{
    color: {theme.ink.name()}; background: transparent; border: none; padding: 0;
    selection-background-color: {theme.accent.name()}; selection-color: {theme.on_accent.name()};
    placeholder-text-color: {theme.muted.name()};
}}
"""
