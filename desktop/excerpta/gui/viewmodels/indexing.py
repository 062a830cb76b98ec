"""Indexing: what an older and large library lacks for searching and comparing comes in bit by bit."""

from PySide6.QtCore import QObject, QTimer, Signal

from excerpta.gui.support.background import Task
from excerpta.gui.viewmodels.session import LibrarySession

_SOON = 200
"""Milliseconds in which the window comes to be seen."""


class IndexingViewModel(QObject):
    """Fills the search index in the background; what is done is kept, whenever the program ends.

    Signals:
        finished: documents were indexed, all that were missing.

    """

    finished = Signal()

    def __init__(self, session: LibrarySession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self.start)

    def start_soon(self) -> None:
        """Index what is missing as soon as the window is seen."""
        self._soon.start()

    def start(self) -> None:
        """Index what is missing; mostly that is nothing."""
        library = self._session.library
        if library.read_only:
            return

        def work(task: Task) -> int:
            from excerpta.core.services import likenesses, searching  # not for the first window

            missing = searching.unindexed_documents(library)
            searching.index_documents(library, missing, cancelled=task.cancelled)
            likenesses.sign_documents(
                library, likenesses.unsigned_documents(library), cancelled=task.cancelled
            )
            return len(missing)

        # What is in the way now, a lock or a full disk, is told to whoever writes; the next start goes on.
        self._session.background.start("index", work, self._tell, failed=lambda _: None)

    def _tell(self, number: int) -> None:
        if number:
            self.finished.emit()
