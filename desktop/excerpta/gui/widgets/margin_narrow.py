"""The narrow margin: a strip of marks, and the card of one of them floating over the edge of the text."""

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget

from excerpta.core.model.ids import AnnotationId
from excerpta.core.model.tag import short_name
from excerpta.gui.support.colour_words import first_upper
from excerpta.gui.widgets.margin_deck import MarginDeck
from excerpta.gui.widgets.margin_flyout import Flyout
from excerpta.gui.widgets.margin_places import CardPlaces
from excerpta.gui.widgets.margin_shelf import CardShelf
from excerpta.gui.widgets.margin_strip import MarginStrip, StripGroup, strip_width

PEEK = 120
"""Milliseconds for which the pointer rests on a mark before its card opens."""


class NarrowReader(Protocol):
    """What is needed of the reader."""

    def viewport(self) -> QWidget: ...

    def ys_of(self, positions: Iterable[int]) -> list[int | None]: ...

    def visible_range(self) -> tuple[int, int]: ...

    def top_position(self) -> int: ...

    def rect_of(self, start: int, end: int) -> QRect: ...


class NarrowMargin(QObject):
    """Opens and closes the card of a mark.

    Attributes:
        strip: the marks.
        flyout: holds the card.

    Signals:
        selected: the id of the highlight whose mark was clicked.
        opened: the id of the highlight whose card is open now, or None.
        note_wanted: the id of the highlight whose note is to be written.
        left: Esc was pressed on a mark.

    """

    selected = Signal(object)
    opened = Signal(object)
    note_wanted = Signal(object)
    left = Signal()

    def __init__(
        self,
        margin: QWidget,
        deck: MarginDeck,
        shelf: CardShelf,
        places: CardPlaces,
        focus_text: Callable[[], None],
    ) -> None:
        super().__init__(margin)
        self._deck = deck
        self._shelf = shelf
        self._places = places
        self._focus_text = focus_text
        self.strip = MarginStrip(margin, self._describe)
        self.flyout = Flyout(margin)
        self._peeked: AnnotationId | None = None
        self._peek = QTimer(self)
        self._peek.setSingleShot(True)
        self._peek.setInterval(PEEK)
        self._peek.timeout.connect(self._open_peeked)
        self.strip.pointed.connect(self._point)
        self.strip.chosen.connect(self._choose)
        self.strip.left.connect(self._leave)
        self.strip.note_wanted.connect(self.note_wanted)
        self.strip.escaped.connect(self.left)
        self.flyout.closed.connect(self.close_card)

    @property
    def open_card(self) -> AnnotationId | None:
        """The highlight whose card is open."""
        return self._shelf.opened

    def open_for(self, highlight: AnnotationId) -> None:
        """Open the card of a highlight."""
        self._peek.stop()
        self.flyout.stay()
        if highlight != self._shelf.opened:
            self._shelf.set_opened(highlight)
            self.opened.emit(highlight)

    def close_card(self) -> None:
        """Close the card; what was typed is told."""
        self._peek.stop()
        if self._shelf.opened is not None:
            self._shelf.flush()
            if self.flyout.has_focus():
                self._focus_text()  # else it would pass to a mark, which opens its card
            self._shelf.set_opened(None)
            self.opened.emit(None)

    def arrange(
        self, reader: NarrowReader, has_card: Callable[[AnnotationId], bool], *, mirrored: bool
    ) -> None:
        """Put a mark beside the text of each card, and the open card at its words."""
        viewport = reader.viewport().rect()
        targets = self._places.in_window(reader, viewport.height(), has_card)
        width = strip_width()
        self.strip.setGeometry(0, 0, width, viewport.height())
        self.strip.show_groups(self._grouped(targets), self._shelf.current, self._shelf.opened)
        self.strip.show()
        opened = self._shelf.opened
        if opened is None or opened not in self._deck:
            self._shelf.bind([])
            self.flyout.hide()
            return
        (view,) = self._shelf.bind([opened])
        if self.flyout.parent() is not reader.viewport():
            self.flyout.setParent(reader.viewport())
        self.flyout.hold(view)
        one = self._deck[opened]
        space = viewport.adjusted(width, 0, 0, 0) if mirrored else viewport.adjusted(0, 0, -width, 0)
        self.flyout.place(reader.rect_of(one.start, one.end), space, mirrored=mirrored)
        self.flyout.show()
        self.flyout.raise_()

    def leave(self) -> None:
        """There is room for the whole margin."""
        self._peek.stop()
        self._shelf.set_opened(None)
        self.strip.hide()
        self.flyout.hide()

    def _grouped(self, targets: list[tuple[AnnotationId, int]]) -> list[StripGroup]:
        """Marks that do not overlap: highlights that begin close to each other share one."""
        near: list[tuple[int, list[AnnotationId]]] = []
        width = strip_width()
        for one, top in targets:
            if near and top < near[-1][0] + width:
                near[-1][1].append(one)
            else:
                near.append((top, [one]))
        deck = self._deck
        return [
            StripGroup(top, tuple(ones), deck[ones[0]].colour, any(deck[one].has_note for one in ones))
            for top, ones in near
        ]

    def _point(self, highlight: AnnotationId) -> None:
        """The focus opens a card at once; the pointer when it rests, unless one is open already."""
        mark = self.strip.mark_of(highlight)
        if self._shelf.opened is not None or (mark is not None and mark.hasFocus()):
            if not self.flyout.has_focus():
                self.open_for(highlight)
            return
        self._peeked = highlight
        self._peek.start()

    def _open_peeked(self) -> None:
        mark = self.strip.mark_of(self._peeked)
        if self._peeked is not None and mark is not None and mark.underMouse():
            self.open_for(self._peeked)

    def _choose(self, highlight: AnnotationId) -> None:
        self.selected.emit(highlight)
        self.open_for(highlight)

    def _leave(self) -> None:
        self._peek.stop()
        if not any(mark.hasFocus() or mark.underMouse() for mark in self.strip.marks):
            self.flyout.linger()

    def _describe(self, highlight: AnnotationId) -> str:
        card = self._deck.card(highlight)
        quote = short_name(" ".join(card.quote[:200].split()), 60)
        parts = [first_upper(f"{card.colour_in_words} highlight: {quote}")]
        if card.tags:
            parts.append("Tags: " + ", ".join(short_name(tag.name) for tag in card.tags))
        if card.note:
            parts.append(f"Note: {short_name(' '.join(card.note[:200].split()), 80)}")
        return ". ".join(parts)
