"""Search over all documents, as one types, in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from excerpta.core.model.errors import QueryError
from excerpta.gui.support.background import Task
from excerpta.gui.viewmodels.session import LibrarySession

if TYPE_CHECKING:
    from excerpta.core.services.searching import SearchHit

MOST = 200
_PAUSE = 100
_KEY = "search"


class SearchingViewModel(QObject):
    """Looks for what is typed.

    Signals:
        found: a list of at most `MOST` hits, and whether there are more.
        emptied: there is nothing to look for any more.
    """

    found = Signal(list, bool)
    emptied = Signal()

    def __init__(self, session: LibrarySession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._words = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._look)

    def look_for(self, words: str) -> None:
        """Look for words after a short pause; fewer than two letters are nothing to look for."""
        self._words = words
        if len(words.strip()) < 2:
            self._pause.stop()
            self._session.background.cancel(_KEY)
            self.emptied.emit()
        else:
            self._pause.start()

    def _look(self) -> None:
        library, words = self._session.library, self._words

        def work(task: Task) -> list[SearchHit]:
            from excerpta.core.services import searching  # not for the first window

            try:
                search = searching.parse_search(words, unfinished=True)
            except QueryError:
                return []
            return list(searching.search(library, search, limit=MOST + 1, cancelled=task.cancelled))

        self._session.background.start(_KEY, work, self._show)

    def _show(self, hits: list[SearchHit]) -> None:
        self.found.emit(hits[:MOST], len(hits) > MOST)
