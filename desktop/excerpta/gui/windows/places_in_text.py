"""The places of a search are marked in the text that is shown, unless something else is being found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from excerpta.core.model.ids import DocumentId

if TYPE_CHECKING:
    from collections.abc import Callable

    from excerpta.gui.viewmodels.library_search import LibrarySearchViewModel
    from excerpta.gui.widgets.search_pane import SearchPane
    from excerpta.gui.windows.main_window import MainWindow


class PlacesInText(QObject):
    """Knows all places in the document that is shown, and which of them is the current one.

    Attributes:
        document: whose places are known; None for none.

    """

    def __init__(
        self,
        window: MainWindow,
        pane: SearchPane,
        viewmodel: LibrarySearchViewModel,
        is_open: Callable[[], bool],
    ) -> None:
        super().__init__(pane)
        self.document: DocumentId | None = None
        self._places: list[tuple[int, int]] = []
        self._window = window
        self._pane = pane
        self._viewmodel = viewmodel
        self._is_open = is_open
        viewmodel.places_known.connect(self._take)
        viewmodel.answered.connect(self._look_again)
        window.reading.opened.connect(self._look)
        window.pane.find_bar.closed.connect(self.mark)

    def mark(self) -> None:
        """Mark what is known, with the place of the current row as the current one."""
        shown = self._window.reading.document
        if not self._may_mark() or shown is None or shown.id != self.document:
            return
        hit = self._pane.rows.current()
        here = (hit.start, hit.end) if hit is not None and hit.document == self.document else None
        number = self._places.index(here) if here in self._places else None
        self._window.pane.reader.set_find_hits(self._places, number)

    def clear(self) -> None:
        """Mark nothing."""
        self.document, self._places = None, []
        if self._window.pane.find_bar.isHidden():
            self._window.pane.reader.set_find_hits([], None)

    def _may_mark(self) -> bool:
        return self._is_open() and self._window.pane.find_bar.isHidden()

    def _look(self, document: DocumentId | None) -> None:
        """Another document is shown: look for places in it."""
        self.document, self._places = None, []
        if self._is_open() and document is not None:
            self._viewmodel.tell_places(document)

    def _look_again(self) -> None:
        """Other words are looked for: mark them in the text that is shown."""
        self.clear()
        document = self._window.reading.document
        self._look(None if document is None else document.id)

    def _take(self, document: DocumentId, places: list[tuple[int, int]]) -> None:
        self.document, self._places = document, places
        self.mark()
