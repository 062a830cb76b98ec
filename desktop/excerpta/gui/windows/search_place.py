"""Where the search pane stands: above the text, which shows each place in turn. It is built when needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from excerpta.gui.support.keys import Keys
from excerpta.gui.support.scale import scaled_rules
from excerpta.gui.viewmodels.indexing import IndexingViewModel
from excerpta.gui.windows.journey import SearchRow

if TYPE_CHECKING:
    from excerpta.core.model.annotation import Colour
    from excerpta.core.services.searching import SearchHit
    from excerpta.gui.viewmodels.bookmark import Spot
    from excerpta.gui.viewmodels.library_search import LibrarySearchViewModel
    from excerpta.gui.viewmodels.marking import MarkingViewModel
    from excerpta.gui.widgets.highlight_sheet import HighlightSheet
    from excerpta.gui.widgets.search_pane import SearchPane
    from excerpta.gui.windows.main_window import MainWindow
    from excerpta.gui.windows.places_in_text import PlacesInText

_SHARE = 0.42
"""How much of the height the list takes at first."""

_ANY_HEIGHT = 16_777_215
_LONGEST = 80
_AHEAD = 12


class SearchPlace(QObject):
    """Opens, folds and closes the search pane, and shows its places in the text.

    Attributes:
        is_open: whether the pane is there, folded or not.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._built: tuple[SearchPane, LibrarySearchViewModel, MarkingViewModel] | None = None
        self.is_open = False
        self._came_from: Spot | None = None
        self._marks: PlacesInText | None = None
        self._height = 0
        self.holder = QWidget()
        self.holder.hide()
        inside = QVBoxLayout(self.holder)
        inside.setContentsMargins(0, 0, 0, 0)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.holder)
        self.splitter.addWidget(window.pane)
        self.splitter.setStretchFactor(1, 1)
        self._indexing = IndexingViewModel(window.session, self)
        self._indexing.finished.connect(self.look_again)
        self._indexing.start_soon()

    @property
    def pane(self) -> SearchPane:
        """The pane, built now if it was not."""
        return self._parts()[0]

    @property
    def viewmodel(self) -> LibrarySearchViewModel:
        """Its view-model, built now if it was not."""
        return self._parts()[1]

    # ---- opening and closing

    def enter(self, words: str = "") -> None:
        """Open the pane and take the keyboard there; short selected words are looked for at once."""
        window, reader = self._window, self._window.pane.reader
        selected = "" if self.has_focus() else reader.selected_text()
        if not words and selected.strip() and "\n" not in selected and len(selected) < _LONGEST:
            words = f'"{selected.strip()}" ' if len(selected.split()) > 1 else f"{selected.strip()} "
        if not self.is_open:
            self._came_from = window.reading.bookmark.spot()
        window.show_view("read")
        self._open()
        self.pane.enter(words)

    def close(self) -> None:
        """Put the pane away; the text stays where it is, without marks, and has the keyboard."""
        if not self.is_open:
            return
        window = self._window
        self.is_open = False
        self.holder.hide()
        self.viewmodel.stop()
        if self._marks is not None:
            self._marks.clear()
        window.reading.settle()
        window.pane.reader.setFocus()

    def look_again(self) -> None:
        """Look for the same words: more documents can be searched now, by questions too."""
        if self.is_open:
            self.viewmodel.look_again()
        self._window.retrieval_zone.reload()
        self._window.overview_zone.reload()
        self._window.searches.reload()

    def stop_looking(self) -> None:
        """Look for nothing any more: the window is being left."""
        if self._built is not None:
            self.viewmodel.stop()

    def has_focus(self) -> bool:
        """Whether the keyboard is in the pane."""
        focus = self._window.focusWidget()
        return self._built is not None and focus is not None and self.pane.isAncestorOf(focus)

    def step(self, by: int) -> bool:
        """Go to the next place (1) or the one before (-1), in whatever document; whether the pane is open."""
        window = self._window
        is_shown = self.is_open and window.centre_zone() is window.pane
        if not is_shown or not window.pane.find_bar.isHidden():
            return False
        rows = self.pane.rows
        if rows.rows.rowCount() - rows.currentIndex().row() < _AHEAD:
            rows.more_wanted.emit()
        if not rows.step(by):
            window.undoing.say(f"This is the {'last' if by > 0 else 'first'} place.", False)
            return True
        hit = rows.current()
        if hit is not None and not self.has_focus():
            self._show(hit, glance=False)
        return True

    def step_or_find(self, by: int) -> None:
        """Go to the next place of the search, or when none is open to the next hit in the document."""
        if not self.step(by):
            self._window.finding.step(by)

    def stop(self) -> SearchRow | None:
        """The row of the keyboard, to be shown again."""
        if not self.is_open or not self.has_focus():
            return None
        return self._row()

    def restore(self, row: SearchRow) -> None:
        """Show a row again."""
        self._window.show_view("read")
        self._open()
        self.pane.set_folded(False)
        self.viewmodel.restore(row.words, row.place)
        self.pane.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_keys(self, keys: Keys) -> None:
        """Let the keys of the window's actions mean the same in the list."""
        if self._built is not None:
            self.pane.set_keys(keys)

    # ---- inside

    def _parts(self) -> tuple[SearchPane, LibrarySearchViewModel, MarkingViewModel]:
        if self._built is None:
            self._built = self._build()
        return self._built

    def _build(self) -> tuple[SearchPane, LibrarySearchViewModel, MarkingViewModel]:
        # Not needed at the start.
        from excerpta.gui.viewmodels.library_search import LibrarySearchViewModel
        from excerpta.gui.viewmodels.marking import MarkingViewModel
        from excerpta.gui.widgets.search_pane import SearchPane
        from excerpta.gui.windows.places_in_text import PlacesInText

        window = self._window
        pane = SearchPane(self.holder)
        layout = self.holder.layout()
        if layout is not None:
            layout.addWidget(pane)
        pane.set_keys(window.keyring.keys)
        viewmodel = LibrarySearchViewModel(window.session, pane)
        marking = MarkingViewModel(window.session, pane)
        viewmodel.glanced.connect(lambda hit: self._show(hit, glance=True))
        viewmodel.opened.connect(self._go_to)
        self._marks = PlacesInText(window, pane, viewmodel, lambda: self.is_open)
        viewmodel.said.connect(window.undoing.say)
        marking.said.connect(window.undoing.say)
        marking.made.connect(pane.rows.unmark)
        pane.closed.connect(self.close)
        pane.folded.connect(self._fit)
        pane.mark_wanted.connect(lambda: self._ask(window.highlighting.colour))
        pane.rows.colour_chosen.connect(self._highlight)
        pane.rows.tag_wanted.connect(self._ask_for_tags)
        window.pane.reader.installEventFilter(self)
        window.theme_changed.connect(lambda _: self._dress())
        self._built = pane, viewmodel, marking
        self._dress()
        return self._built

    def _dress(self) -> None:
        from excerpta.gui.widgets import search_pane

        if self._built is not None:
            self.pane.setStyleSheet(scaled_rules(search_pane.rules(self._window.theme)))
            self.pane.set_theme(self._window.theme)

    def _open(self) -> None:
        if self.is_open:
            self.pane.set_folded(False)
            return
        self.is_open = True
        pane = self.pane
        pane.set_folded(False)
        self.holder.show()
        self._fit(folded=False)
        if self.viewmodel.words:
            self.viewmodel.look_again()

    def _fit(self, folded: bool) -> None:
        """Give the list its share of the height; folded, only what is left of it."""
        if folded:
            self._height = self.holder.height()
        whole = self.splitter.height()
        least = self.pane.least_height()
        above = least if folded else self._height or round(whole * _SHARE)
        self.holder.setMaximumHeight(least if folded else _ANY_HEIGHT)
        self.splitter.setSizes([above, whole - above])

    # ---- places in the text

    def _row(self) -> SearchRow:
        from excerpta.gui.widgets.search_model import place_of

        current = self.pane.rows.current()
        return SearchRow(self.viewmodel.words, None if current is None else place_of(current))

    def _go_to(self, hit: SearchHit) -> None:
        """Read on at a place; Back returns to its row."""
        self._window.travelling.depart(self._row())
        self.pane.set_folded(True)
        self._show(hit, glance=False)
        self._window.pane.reader.setFocus()

    def _show(self, hit: SearchHit, *, glance: bool) -> None:
        """Show a place in the text; at a glance the reading places of documents stay what they are."""
        window = self._window
        if window.centre_zone() is not window.pane:
            return
        if self._came_from is not None:
            window.travelling.depart(self._came_from)
            self._came_from = None
        if glance:
            window.reading.open(hit.document, at=hit.start, glance=True)
        else:
            window.reading.open(hit.document, selected=(hit.start, hit.end))
            window.pane.selection_bar.dismiss()
        if self._marks is not None and self._marks.document == hit.document:
            self._marks.mark()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Who goes into the text reads it: from now on its reading place is kept."""
        if event.type() == QEvent.Type.FocusIn and self.is_open:
            self._window.reading.settle()
        return super().eventFilter(watched, event)

    # ---- highlights

    def _highlight(self, colour: Colour | None) -> None:
        """Highlight the current place, or ask how to highlight those that are marked."""
        highlighting = self._window.highlighting
        wanted = colour or highlighting.colour
        highlighting.colour = wanted
        if not self.viewmodel.highlight_current(wanted):
            self._ask(wanted)

    def _ask_for_tags(self) -> None:
        sheet = self._ask(self._window.highlighting.colour)
        if sheet is not None:
            sheet.choose_tags()

    def _ask(self, colour: Colour) -> HighlightSheet | None:
        from excerpta.core.services.colours import colour_names

        window = self._window
        if window.session.library.read_only:
            window.undoing.say("The library is open for reading only.", False)
            return None
        names = colour_names(window.session.library)
        wanted = self.viewmodel.meant(everything=not self.pane.rows.hasFocus())
        return self._parts()[2].ask(wanted, colour, names, window.theme, window)
