"""Walking through the window with the keyboard: from zone to zone, and one step back with Esc."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from excerpta.gui.windows.main_window import MainWindow


class Walking:
    """Where the keyboard is, and where it goes next."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._found: object = None

    def zones(self) -> list[QWidget]:
        """Library, centre, tags, from left to right."""
        window = self._window
        return [window.library_pane, window.centre_zone(), window.tag_panel]

    def zone_name(self) -> str:
        """The zone in which the keyboard is, by the name that the key guide gives it."""
        library, centre, tags = self.zones()
        if self._is_in(library):
            return "Library"
        searches = self._window.searches
        if self._is_in(tags) or (searches.is_shown and self._is_in(searches.panel)):
            return "Tags"
        if self._window.search_place.has_focus():
            return "Search"
        if centre is self._window.overview_zone:
            return "Overview"
        if centre is not self._window.pane:
            return "Highlights"
        return "Margin" if self._is_in_a_card() else "Reader"

    def enter(self, number: int) -> None:
        """Put the focus into a zone; focus mode ends if it hides the zone."""
        zone = self.zones()[number]
        if not zone.isVisibleTo(self._window):
            self._end_focus_mode()
        zone.setFocus()

    def enter_highlights(self) -> None:
        """Show the highlights; where they are shown already, put the focus into the question."""
        window = self._window
        are_shown = window.view_name() == "highlights"
        window.show_view("highlights")
        if are_shown:
            window.retrieval_view.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def enter_next(self) -> None:
        """Put the focus into the zone right of the present one, round the end."""
        zones, margin = list(self._round()), self._window.pane.margin
        here = [n for n, (zone, _) in enumerate(zones) if self._is_in(zone)]
        if self._is_in_a_card():
            here = [n for n, (zone, _) in enumerate(zones) if zone is margin] or here
        zones[(here[0] + 1) % len(zones) if here else 0][1]()

    def _round(self) -> Iterator[tuple[QWidget, Callable[[], None]]]:
        """The zones that are there, and what enters each: library, outline, text, margin, tags, searches."""
        window = self._window
        library, centre, tags = self.zones()
        yield library, lambda: self.enter(0)
        if window.outline.is_open:
            yield window.outline.panel, window.outline.enter
        if window.search_place.is_open and centre is window.pane:
            yield window.search_place.pane, window.search_place.enter
        yield centre, lambda: self.enter(1)
        if centre is window.pane and window.pane.margin.shown():
            yield window.pane.margin, window.enter_margin
        yield tags, lambda: self.enter(2)
        if window.searches.is_shown:
            yield window.searches.panel, window.searches.panel.setFocus

    def enter_focus_mode(self) -> None:
        """Remember how focus mode found everything: as long as it is so, one step back ends it."""
        self._window.centre_zone().setFocus()
        self._found = self._standing()

    def step_back(self) -> None:
        """Undo the last thing that is in the way of reading; nothing that was typed in a note is lost."""
        any(step() for step in self._steps())

    def _steps(self) -> Iterator[Callable[[], bool]]:
        yield self._close_search
        yield self._take_back_focus_mode
        yield self._empty_filter
        yield self._return_to_centre
        yield self._return_to_text
        yield self._close_find_bar
        yield self._let_go
        yield self._close_search_list
        yield self._end_focus_mode

    def _is_in_a_card(self) -> bool:
        """Whether the keyboard is in the margin, whose cards lie over the text or beside it."""
        focus = self._window.focusWidget()
        return focus is not None and self._window.pane.reader.viewport().isAncestorOf(focus)

    def _is_in(self, zone: QWidget) -> bool:
        focus = self._window.focusWidget()
        return focus is not None and (focus is zone or zone.isAncestorOf(focus))

    def _close_search(self) -> bool:
        hits = self._window.search.hits
        if hits.isHidden():
            return False
        hits.hide()
        return True

    def _empty_filter(self) -> bool:
        field = self._window.library_pane.filter
        if not field.hasFocus() or not field.text():
            return False
        field.clear()
        return True

    def _return_to_centre(self) -> bool:
        centre = self._window.centre_zone()
        if self._is_in(centre):
            return False
        centre.setFocus()
        return True

    def _return_to_text(self) -> bool:
        window = self._window
        if window.centre_zone() is window.pane:
            return False
        window.show_view("read")
        return True

    def _close_find_bar(self) -> bool:
        bar = self._window.pane.find_bar
        if bar.isHidden():
            return False
        bar.close_bar()
        return True

    def _close_search_list(self) -> bool:
        place = self._window.search_place
        if not place.is_open:
            return False
        place.close()
        return True

    def _let_go(self) -> bool:
        """Let go of the selection first, then of the current highlight."""
        reader = self._window.pane.reader
        start, end = reader.selection()
        if start < end:
            reader.clear_selection()
        elif reader.current_highlight() is not None:
            reader.set_current_highlight(None)
        else:
            return False
        return True

    def _standing(self) -> object:
        """What can be let go of in the centre."""
        window, reader = self._window, self._window.pane.reader
        selection = reader.selection() if reader.has_selection() else None
        return window.centre_zone(), window.pane.find_bar.isHidden(), selection, reader.chosen_highlights()

    def _take_back_focus_mode(self) -> bool:
        """End focus mode if nothing was done since it was entered: what came before it stays."""
        is_here = self._is_in(self._window.centre_zone())
        return is_here and self._found == self._standing() and self._end_focus_mode()

    def _end_focus_mode(self) -> bool:
        mode = self._window.actions_.by_name["focus_mode"]
        if not mode.isChecked():
            return False
        mode.trigger()
        return True
