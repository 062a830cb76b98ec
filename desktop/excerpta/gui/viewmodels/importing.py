"""Import from the window: in the background, one after the other, with progress and Stop, then a report."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from excerpta.core.model.errors import UserError
from excerpta.gui.support.background import Task
from excerpta.gui.viewmodels.session import LibrarySession

if TYPE_CHECKING:
    from excerpta.core.services.import_report import ImportReport

    Work = Callable[[Task], ImportReport]

_KEY = "import"


class ImportingViewModel(QObject):
    """Brings files and pasted text in.

    Signals:
        progressed: how many files are done, how many there are, the name of the present one.
        finished: the report.
        retried: the report of what was tried again.
        ended: an import broke off without a report; why was said elsewhere.
    """

    progressed = Signal(int, int, str)
    finished = Signal(object)
    retried = Signal(object)
    ended = Signal()

    def __init__(self, session: LibrarySession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: deque[tuple[Work, bool]] = deque()
        self._is_running = False
        session.broke.connect(self._end)

    def bring_in(self, paths: list[Path], *, is_retry: bool = False) -> None:
        """Import files and folders; what is running goes on to its end first."""
        from excerpta.core.services import importing  # the readers are not needed before

        library = self._session.library
        self._start(
            lambda task: importing.import_paths(
                library, paths, progress=task.progress, cancelled=task.cancelled
            ),
            is_retry=is_retry,
        )

    def paste(self, title: str, text: str, html: str) -> None:
        """Import text from the clipboard."""
        from excerpta.core.services import importing  # the readers are not needed before

        library = self._session.library
        self._start(lambda _: importing.import_text(library, text, html=html, title=title))

    def stop(self) -> None:
        """Stop after the present file, and do not begin with what waits; what has come in stays."""
        self._waiting.clear()
        self._session.background.stop(_KEY)

    def _start(self, work: Work, *, is_retry: bool = False) -> None:
        if self._is_running:
            self._waiting.append((work, is_retry))
            return
        self._is_running = True
        self.progressed.emit(0, 0, "")
        self._session.background.start(
            _KEY,
            work,
            lambda report: self._report(report, is_retry=is_retry),
            failed=self._fail,
            on_progress=self.progressed.emit,
        )

    def _report(self, report: ImportReport, *, is_retry: bool) -> None:
        self._is_running = False
        self._session.announce(report.changes)
        (self.retried if is_retry else self.finished).emit(report)
        self._go_on()

    def _fail(self, error: UserError) -> None:
        self._session.failed.emit(error.sentence, error.advice)
        self._end()

    def _end(self) -> None:
        if self._is_running:
            self._is_running = False
            self.ended.emit()
            self._go_on()

    def _go_on(self) -> None:
        if self._waiting:
            work, is_retry = self._waiting.popleft()
            self._start(work, is_retry=is_retry)
