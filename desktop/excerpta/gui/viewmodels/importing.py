"""Import from the window: in the background, with progress and Stop, ending in a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from excerpta.gui.support.background import Task
from excerpta.gui.viewmodels.session import LibrarySession

if TYPE_CHECKING:
    from excerpta.core.services.importing import ImportReport

_KEY = "import"


class ImportingViewModel(QObject):
    """Brings files and pasted text in.

    Signals:
        progressed: how many files are done, how many there are, the name of the present one.
        finished: the report.
    """

    progressed = Signal(int, int, str)
    finished = Signal(object)

    def __init__(self, session: LibrarySession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def bring_in(self, paths: list[Path]) -> None:
        """Import files and folders; what was running before goes on to its end first."""
        from excerpta.core.services import importing  # the readers are not needed before

        library = self._session.library

        def work(task: Task) -> ImportReport:
            return importing.import_paths(library, paths, progress=task.progress, cancelled=task.cancelled)

        self.progressed.emit(0, len(paths), "")
        self._session.background.start(_KEY, work, self._report, on_progress=self.progressed.emit)

    def paste(self, title: str, text: str, html: str) -> None:
        """Import text from the clipboard."""
        from excerpta.core.services import importing  # the readers are not needed before

        library = self._session.library
        self._session.background.start(
            _KEY, lambda _: importing.import_text(library, text, html=html, title=title), self._report
        )

    def stop(self) -> None:
        """Stop after the present file; what has come in stays, and can be undone."""
        self._session.background.stop(_KEY)

    def _report(self, report: ImportReport) -> None:
        self._session.announce(report.changes)
        self.finished.emit(report)
