"""The margin shows a card beside each highlight that has tags or a note, and beside the current one.

Only the cards in the window exist; their views are used again as the text scrolls. The card whose
note is being written stays at the edge of the window when its text scrolls away.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.margin_card import CardTag, CardView, MarginCard
from excerpta.gui.widgets.margin_memory import REMEMBERED, MarginMemory, Target
from excerpta.gui.widgets.margin_places import stack

__all__ = ["CardTag", "Margin", "MarginCard", "rules"]

NARROWEST_VIEW = 640
"""A reader narrower than this many pixels has no room for a margin."""

_WIDTH, _WIDEST = 224, 340
_INSIDE, _OUTSIDE = 8, 20
_GAP = 8
_LIFT = 2
_SMALLEST = 36
"""Pixels that the smallest card needs, so that not more cards are made than can be seen."""


def margin_width() -> int:
    """Pixels that the margin takes from the reader."""
    return min(scaled(_WIDTH), _WIDEST)


class Reader(Protocol):
    """What the margin needs of the reader."""

    viewport_changed: Any

    def viewport(self) -> QWidget: ...

    def y_of(self, position: int) -> int | None: ...

    def visible_range(self) -> tuple[int, int]: ...

    def top_position(self) -> int: ...

    def set_margin_width(self, pixels: int, *, left: bool = False) -> None: ...


class Margin(Themed, QWidget):
    """The cards of one document. It is a child of the reader's viewport and follows it.

    Signals:
        note_edited: a highlight's id and its whole note; within a second of typing, and at once
            when the focus leaves, the card goes out of use or another document comes.
        card_selected: the id of the highlight whose card was pressed or entered.
        card_hovered: the id of the highlight whose card is under the pointer, or None.
        tag_removed: a highlight's id and a tag's.
        tag_wanted, delete_wanted: the id of the highlight that is to be tagged, or deleted.
        writing_finished: Esc was pressed in a note; the focus belongs to the text again.
        fits_changed: whether there is room for the margin now.

    """

    note_edited = Signal(object, str)
    card_selected = Signal(object)
    card_hovered = Signal(object)
    tag_removed = Signal(object, object)
    tag_wanted = Signal(object)
    delete_wanted = Signal(object)
    writing_finished = Signal()
    fits_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("margin")
        self.setAccessibleName("Margin")
        self.setCursor(Qt.CursorShape.ArrowCursor)  # not the reader's
        self._reader: Reader | None = None
        self._cards: dict[AnnotationId, MarginCard] = {}
        self._order: list[tuple[int, AnnotationId]] = []
        self._views: dict[AnnotationId, CardView] = {}
        self._spare: list[CardView] = []
        self._memory = MarginMemory()
        self._current: AnnotationId | None = None
        self._glowing: AnnotationId | None = None
        self._mirrored = False
        self._fits = True
        self._arranging = self._stale = False
        self._called: AnnotationId | None = None

    @property
    def fits(self) -> bool:
        """Whether the reader is wide enough; if not, only the card that is written in is shown."""
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

    def set_cards(self, cards: Sequence[MarginCard]) -> None:
        """Show the highlights of a document, all of them; what was typed before is told first."""
        kept = {card.id for card in cards}
        self.flush()
        for gone in [id_ for id_ in self._views if id_ not in kept]:
            self._release(gone)
        self._cards = {card.id: card for card in cards}
        self._memory.forget()
        if self._current not in self._cards:
            self._current = None
        self._sort()
        self._refresh(self._views)
        self.arrange()

    def change_cards(self, changed: Iterable[MarginCard], removed: Iterable[AnnotationId] = ()) -> None:
        """Take over added, altered and removed highlights."""
        for gone in removed:
            if gone in self._views:
                self._views[gone].editor.discard()
                self._release(gone)
            self._cards.pop(gone, None)
            if gone == self._current:
                self._current = None
        altered = {card.id: card for card in changed}
        self._cards.update(altered)
        self._sort()
        self._refresh(altered)
        self.arrange()

    def set_current(self, highlight: AnnotationId | None) -> None:
        """Outline the card of the current highlight, which has one even without tags and note."""
        if highlight == self._current:
            return
        self._current = highlight
        for id_, view in self._views.items():
            view.set_current(id_ == highlight)
        self.arrange()

    def set_hovered(self, highlight: AnnotationId | None) -> None:
        """Let the card glow whose highlight is under the pointer."""
        self._glowing = highlight
        for id_, view in self._views.items():
            view.set_glowing(id_ == highlight)

    def edit_note(self, highlight: AnnotationId) -> None:
        """Make a highlight current and put the cursor at the end of its note."""
        if highlight not in self._cards:
            return
        self._called = highlight
        view = self._view_of(highlight)
        self.set_current(highlight)
        self.show()
        self.arrange()
        view.write()
        self._called = None
        self.arrange()

    def flush(self) -> None:
        """Tell every note that was typed and not told yet."""
        for view in tuple(self._views.values()):
            view.editor.flush()

    def set_mirrored(self, mirrored: bool) -> None:
        """Stand on the left and mirror the cards, for a text that runs from right to left."""
        self._mirrored = mirrored
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        )
        self._fit()
        self.arrange()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for view in (*self._views.values(), *self._spare):
            view.set_theme(theme)

    def view_of(self, highlight: AnnotationId) -> CardView | None:
        """The card of a highlight, if it is in the window."""
        return self._views.get(highlight)

    def shown(self) -> tuple[AnnotationId, ...]:
        """The highlights whose cards are in the window, from top to bottom."""
        return tuple(sorted(self._views, key=lambda id_: self._views[id_].y()))

    def arrange(self) -> None:
        """Build the cards that are in the window and put each beside its text."""
        self._stale = True
        if self._reader is None or self._arranging:
            return
        self._arranging = True
        try:
            while self._stale:
                self._stale = False
                self._place_cards(self._reader)
        finally:
            self._arranging = False

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

    def _fit(self) -> None:
        """Take a place at the trailing side of the viewport, or none when it is too narrow."""
        if self._reader is None:
            return
        space, width = self._reader.viewport().rect(), margin_width()
        self.setGeometry(QRect(0 if self._mirrored else space.width() - width, 0, width, space.height()))
        fits = space.width() >= NARROWEST_VIEW
        self._reader.set_margin_width(width if fits else 0, left=self._mirrored)
        if fits != self._fits:
            self._fits = fits
            self.fits_changed.emit(fits)
        self.setVisible(fits or self._writing() is not None)

    def _place_cards(self, reader: Reader) -> None:
        wanted = self._wanted_tops(reader)
        pinned = self._writing()
        if not self._fits:
            wanted = [(id_, top) for id_, top in wanted if id_ == pinned]
            self.setVisible(pinned is not None)
        if pinned is not None and all(id_ != pinned for id_, _ in wanted):
            below = self._cards[pinned].start >= reader.visible_range()[1]
            wanted = self._with_pinned(wanted, pinned, self.height() if below else 0)
        width = margin_width() - _INSIDE - _OUTSIDE
        left = _OUTSIDE if self._mirrored else _INSIDE
        for unused in set(self._views) - {id_ for id_, _ in wanted}:
            self._release(unused)
        views = [self._view_of(id_) for id_, _ in wanted]
        heights = [view.height_at(width) for view in views]
        anchor = next((number for number, (id_, _) in enumerate(wanted) if id_ == self._current), None)
        tops = stack([top for _, top in wanted], heights, gap=_GAP, anchor=anchor)
        for (id_, _), view, top, height in zip(wanted, views, tops, heights, strict=True):
            if id_ == pinned:
                top = max(4, min(top, self.height() - height - 4))
            elif top >= self.height() or top + height <= 0:
                self._release(id_)
                continue
            view.setGeometry(left, top, width, height)
            view.show()
            if id_ == pinned:
                view.raise_()

    def _wanted_tops(self, reader: Reader) -> list[Target]:
        """The cards that may be in the window, in text order, with the y of their text."""
        first, last = reader.visible_range()
        low = bisect_left(self._order, (first, -1))
        high = bisect_right(self._order, (last, 1 << 62))
        shown: list[Target] = []
        used = 0
        for number in range(low, high):
            start, id_ = self._order[number]
            if (used > self.height() and id_ != self._current) or not self._has_card(id_):
                continue
            top = reader.y_of(start)
            if top is not None:
                low = number if not shown else low
                shown.append((id_, top - _LIFT))
                used = max(used, top) + _SMALLEST + _GAP
        if not shown:
            low = bisect_left(self._order, (reader.top_position(), -1))
        before = [id_ for _, id_ in self._order[max(0, low - REMEMBERED) : low] if self._has_card(id_)]
        move = self._memory.follow(reader)
        return self._memory.passed(before, shown, move, self.height()) + shown

    def _with_pinned(self, wanted: list[Target], pinned: AnnotationId, top: int) -> list[Target]:
        """The cards with the one that is written in at its edge; what was typed in it is told."""
        self._views[pinned].editor.flush()
        start = (self._cards[pinned].start, pinned)
        before = [item for item in wanted if (self._cards[item[0]].start, item[0]) < start]
        return [*before, (pinned, top), *wanted[len(before) :]]

    def _has_card(self, highlight: AnnotationId) -> bool:
        card = self._cards[highlight]
        return bool(card.tags or card.note) or highlight in (self._current, self._writing())

    def _writing(self) -> AnnotationId | None:
        """The highlight whose note has the cursor, or is just to get it."""
        if self._called is not None:
            return self._called
        return next((id_ for id_, view in self._views.items() if view.is_writing()), None)

    def _sort(self) -> None:
        self._order = sorted((card.start, card.id) for card in self._cards.values())

    def _refresh(self, altered: Iterable[AnnotationId]) -> None:
        for id_ in altered:
            if id_ in self._views and id_ in self._cards:
                self._views[id_].set_card(self._cards[id_])

    def _view_of(self, highlight: AnnotationId) -> CardView:
        """The view of a highlight; a spare one or a new one when it has none yet."""
        view = self._views.get(highlight)
        if view is None:
            view = self._spare.pop() if self._spare else self._new_view()
            self._views[highlight] = view
            view.set_card(self._cards[highlight])
            view.set_current(highlight == self._current)
            view.set_glowing(highlight == self._glowing)
        return view

    def _new_view(self) -> CardView:
        view = CardView(self)
        view.set_theme(self.theme)
        view.selected.connect(self._select)
        view.note_edited.connect(self.note_edited)
        view.tag_removed.connect(self.tag_removed)
        view.tag_wanted.connect(self.tag_wanted)
        view.delete_wanted.connect(self.delete_wanted)
        view.hovered.connect(self._hover)
        view.left.connect(self._finish_writing)
        view.resized.connect(self.arrange)
        return view

    def _select(self, highlight: AnnotationId) -> None:
        if highlight != self._current:
            self.set_current(highlight)
            self.card_selected.emit(highlight)

    def _hover(self, highlight: AnnotationId, inside: bool) -> None:
        self.set_hovered(highlight if inside else None)
        self.card_hovered.emit(highlight if inside else None)

    def _finish_writing(self) -> None:
        if isinstance(self._reader, QWidget):
            self._reader.setFocus(Qt.FocusReason.OtherFocusReason)
        self.writing_finished.emit()
        self.arrange()

    def _release(self, highlight: AnnotationId) -> None:
        view = self._views.pop(highlight)
        view.release()
        self._spare.append(view)


def rules(theme: Theme) -> str:
    """What the note field of a card looks like."""
    return f"""
QTextEdit#note {{
    color: {theme.ink.name()}; background: transparent; border: none; padding: 0;
    selection-background-color: {theme.accent.name()}; selection-color: {theme.on_accent.name()};
    placeholder-text-color: {theme.muted.name()};
}}
"""
