"""The document list as the library has it: filtered, sorted, refreshed when documents change."""

from PySide6.QtCore import QObject, QTimer

from excerpta.core.model.changes import Changes
from excerpta.core.model.ids import DocumentId
from excerpta.core.services import documents
from excerpta.core.services.documents import DocumentOrder
from excerpta.gui.support.background import Task
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.document_list import DocumentListPane

_PAUSE = 120


class DocumentListViewModel(QObject):
    """Gives the pane its rows.

    Attributes:
        total: how many documents the library holds.
    """

    def __init__(self, session: LibrarySession, pane: DocumentListPane) -> None:
        super().__init__(pane)
        self.total = 0
        self._session = session
        self._pane = pane
        self._words = ""
        self._order, self._descending = DocumentOrder.TITLE, False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._look)
        pane.filter_changed.connect(self._filter)
        pane.order_changed.connect(self._sort)
        session.changed.connect(self._refresh)
        self.reload()

    def reload(self) -> None:
        """Read the list anew, at once."""
        library = self._session.library
        self.total = documents.document_count(library)
        self._show(self._ids())

    def _ids(self) -> list[DocumentId]:
        return documents.document_ids(
            self._session.library, words=self._words, order=self._order, descending=self._descending
        )

    def _look(self) -> None:
        def work(_: Task) -> list[DocumentId]:
            return self._ids()

        self._session.background.start("documents", work, self._show)

    def _show(self, ids: list[DocumentId]) -> None:
        library = self._session.library
        self._pane.set_source(ids, lambda page: documents.document_summaries(library, page), self.total)

    def _filter(self, words: str) -> None:
        self._words = words
        self._pause.start()

    def _sort(self, order: DocumentOrder, descending: bool) -> None:
        self._order, self._descending = order, descending
        self._look()

    def _refresh(self, changes: Changes) -> None:
        if changes.documents:
            self.total = documents.document_count(self._session.library)
            self._look()
        elif changes.counts:
            self._pane.model.refresh()
