"""The margin shows a card beside each highlight that has tags or a note, and beside the current one.

Only the cards in the window exist; their views are used again as the text scrolls. The card whose
note is being written stays at the edge of the window when its text scrolls away. In a narrow window
there is a strip of marks instead, and the card of one of them floats over the edge of the text.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.margin_card import CardView
from excerpta.gui.widgets.margin_column import CardColumn, margin_width
from excerpta.gui.widgets.margin_deck import CardTag, MakeCards, MarginCard, MarginDeck
from excerpta.gui.widgets.margin_narrow import NarrowMargin
from excerpta.gui.widgets.margin_shelf import CardShelf
from excerpta.gui.widgets.margin_strip import strip_width
from excerpta.gui.widgets.reader.highlight_index import HighlightIndex

__all__ = ["CardTag", "Margin", "MarginCard", "rules"]

NARROWEST_VIEW = 640
"""In a reader narrower than this many pixels the cards collapse to a strip of marks; with large letters
in one wider by as much as they need more.
"""

_SLACK = 16
"""So many pixels more are needed to unfold them again, so that an edge that is dragged does not flicker."""

_ROUNDS = 4
"""So often cards are placed again at once because one has got another height meanwhile."""


class Reader(Protocol):
    """What the margin needs of the reader."""

    viewport_changed: Any

    def viewport(self) -> QWidget: ...

    def ys_of(self, positions: Iterable[int]) -> list[int | None]: ...

    def rect_of(self, start: int, end: int) -> QRect: ...

    def visible_range(self) -> tuple[int, int]: ...

    def top_position(self) -> int: ...

    def reveal(self, position: int) -> None: ...

    def set_margin_width(self, pixels: int, *, left: bool = False) -> None: ...


class Margin(Themed, QWidget):
    """The cards of one document. It is a child of the reader's viewport and follows it.

    Signals:
        note_edited: a highlight's id and its whole note; within a second of typing, and at once
            when the focus leaves, the card goes out of use or another document comes.
        card_selected: the id of the highlight whose card was pressed or entered.
        card_hovered: the id of the highlight whose card is under the pointer or open, or None.
        tag_removed: a highlight's id and a tag's.
        tag_wanted, delete_wanted: the id of the highlight that is to be tagged, or deleted.
        cycle_wanted: the id of a highlight; the next one at its place is to be current.
        writing_finished: Esc was pressed in a note; the focus belongs to the text again.
        fits_changed: whether there is room for the cards now.

    """

    note_edited = Signal(object, str)
    card_selected = Signal(object)
    card_hovered = Signal(object)
    tag_removed = Signal(object, object)
    tag_wanted = Signal(object)
    delete_wanted = Signal(object)
    cycle_wanted = Signal(object)
    writing_finished = Signal()
    fits_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("margin")
        self.setAccessibleName("Margin")
        self.setCursor(Qt.CursorShape.ArrowCursor)  # not the reader's
        self._reader: Reader | None = None
        self._deck = MarginDeck()
        self._shelf = CardShelf(self._deck, self._new_view)
        self._column = CardColumn(self, self._deck, self._shelf)
        self._narrow = NarrowMargin(self, self._deck, self._shelf, self._column.places, self._focus_text)
        self._narrow.selected.connect(self._select)
        self._narrow.opened.connect(self._follow_open_card)
        self._narrow.note_wanted.connect(self.edit_note)
        self._narrow.left.connect(self._finish_writing)
        self._mirrored = False
        self._fits = True
        self._arranging = self._stale = False
        self._called: AnnotationId | None = None

    @property
    def fits(self) -> bool:
        """Whether the reader is wide enough for cards; if not, there is a strip of marks."""
        return self._fits

    @property
    def mirrored(self) -> bool:
        """Whether the margin is on the left, for a text that runs from right to left."""
        return self._mirrored

    def set_reader(self, reader: Reader) -> None:
        """Become a child of the reader's viewport and follow it from now on."""
        self._reader = reader
        viewport = reader.viewport()
        self.setParent(viewport)
        viewport.installEventFilter(self)
        reader.viewport_changed.connect(self.arrange)
        self._fit()
        self.show()

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

    def set_keys(self, keys: Keys) -> None:
        """Name the keys by which the text does what the buttons of a card do."""
        self._shelf.set_keys(keys)

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

    def flush(self) -> None:
        """Tell every note that was typed and not told yet."""
        self._shelf.flush()

    def set_mirrored(self, mirrored: bool) -> None:
        """Stand on the left and mirror the cards, for a text that runs from right to left."""
        self._mirrored = mirrored
        direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        self.setLayoutDirection(direction)
        self._narrow.flyout.setLayoutDirection(direction)
        self._fit()
        self.arrange()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._shelf.set_theme(theme)
        self._narrow.strip.set_theme(theme)
        self._narrow.flyout.set_theme(theme)

    def view_of(self, highlight: AnnotationId) -> CardView | None:
        """The card of a highlight, if it is in the window."""
        view = self._shelf.get(highlight)
        return None if view is None or view.isHidden() else view

    def shown(self) -> tuple[AnnotationId, ...]:
        """The highlights whose cards are in the window, from top to bottom."""
        tops = {one: view.y() for one in self._shelf.ids if (view := self.view_of(one)) is not None}
        return tuple(sorted(tops, key=tops.__getitem__))

    def arrange(self) -> None:
        """Build the cards that are in the window and put each beside its text."""
        self._stale = True
        if self._reader is None or self._arranging:
            return
        self._arranging = True
        try:
            for _ in range(_ROUNDS):
                self._stale = False
                self._place_cards(self._reader)
                if not self._stale:
                    break
        finally:
            self._arranging = False

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

    @contextmanager
    def _arranged_after(self) -> Iterator[None]:
        """Place the cards when all is as it is to be, and not before."""
        outermost, self._arranging = not self._arranging, True
        try:
            yield
        finally:
            self._arranging = not outermost
        self.arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._reader and watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._fit()
            self.arrange()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._fits:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._column.paint_ties(painter, self.theme, mirrored=self._mirrored)
            painter.end()

    def _fit(self) -> None:
        """Take a place at the trailing side of the viewport: a wide one, or a strip when it is narrow."""
        if self._reader is None:
            return
        space = self._reader.viewport().rect()
        fits = space.width() >= scaled(NARROWEST_VIEW) + (0 if self._fits else _SLACK)
        width = margin_width() if fits else strip_width()
        self.setGeometry(0 if self._mirrored else space.width() - width, 0, width, space.height())
        if fits != self._fits:
            self._fits = fits
            writing = self._shelf.writing()
            if writing is not None and not fits:
                self._shelf.set_opened(writing)
            self._column.places.forget()
            self.fits_changed.emit(fits)
        self._reader.set_margin_width(width, left=self._mirrored)

    def _place_cards(self, reader: Reader) -> None:
        if self._fits:
            pinned = self._called if self._called is not None else self._shelf.writing()
            # The reader hears first that a highlight is gone, and the cursor may still be in its note.
            pinned = pinned if pinned in self._deck else None
            self._column.arrange(reader, self._has_card, pinned, mirrored=self._mirrored)
            self._narrow.leave()
            self.update()
        else:
            self._narrow.arrange(reader, self._has_card, mirrored=self._mirrored)

    def _has_card(self, highlight: AnnotationId) -> bool:
        return (
            highlight in (self._shelf.current, self._called)
            or self._deck.has_card(highlight)
            or highlight == self._shelf.writing()
        )

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
        view = CardView(self)
        view.set_theme(self.theme)
        view.selected.connect(self._select)
        view.note_edited.connect(self._tell_note)
        view.tag_removed.connect(self.tag_removed)
        view.tag_wanted.connect(self.tag_wanted)
        view.delete_wanted.connect(self.delete_wanted)
        view.cycle_wanted.connect(self._cycle)
        view.hovered.connect(self._hover)
        view.left.connect(self._finish_writing)
        view.stepped.connect(self._step)
        view.resized.connect(self.arrange)
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

    def _focus_text(self) -> None:
        if isinstance(self._reader, QWidget):
            self._reader.setFocus(Qt.FocusReason.OtherFocusReason)


def rules(theme: Theme) -> str:
    """What the note field of a card looks like."""
    return f"""
QTextEdit#note {{
    color: {theme.ink.name()}; background: transparent; border: none; padding: 0;
    selection-background-color: {theme.accent.name()}; selection-color: {theme.on_accent.name()};
    placeholder-text-color: {theme.muted.name()};
}}
"""
