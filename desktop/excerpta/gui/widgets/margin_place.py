"""The margin as a place: which cards there are in the window, and where each of them stands."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.margin_card import CardView
from excerpta.gui.widgets.margin_column import CardColumn, margin_width
from excerpta.gui.widgets.margin_deck import MarginDeck
from excerpta.gui.widgets.margin_narrow import NarrowMargin
from excerpta.gui.widgets.margin_shelf import CardShelf
from excerpta.gui.widgets.margin_strip import strip_width

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


class MarginPlace(Themed, QWidget):
    """Keeps cards beside their text. It is a child of the reader's viewport and follows it.

    Signals:
        fits_changed: whether there is room for the cards now.

    """

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

    def set_keys(self, keys: Keys) -> None:
        """Name the keys by which the text does what the buttons of a card do."""
        self._shelf.set_keys(keys)

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

    def _focus_text(self) -> None:
        if isinstance(self._reader, QWidget):
            self._reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_view(self) -> CardView:
        view = CardView(self)
        view.set_theme(self.theme)
        view.resized.connect(self.arrange)
        return view
