"""Watching: the whole file is looked at once it is open, and where it lies."""

from PySide6.QtCore import QObject, Signal

from excerpta.gui.support.background import Task
from excerpta.gui.viewmodels.session import LibrarySession


class WatchingViewModel(QObject):
    """Looks in the background, once.

    Signals:
        found_damage: sentence and advice: the file is damaged, and only read from now on.
        found_risk: where the library lies, if that is not safe: `in a folder that Dropbox synchronises`.
    """

    found_damage = Signal(str, str)
    found_risk = Signal(str)

    def __init__(self, session: LibrarySession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def look(self) -> None:
        """Look at the file and at what lies around it."""
        library = self._session.library

        def work(task: Task) -> tuple[str, str, str]:
            from excerpta.core.services import checking, surroundings  # not for the first window

            error = None if library.fault else checking.look_for_damage(library, cancelled=task.cancelled)
            risk = surroundings.risk_of(library.path)
            return (error.sentence, error.advice, risk) if error else ("", "", risk)

        self._session.background.start("watching", work, self._tell, failed=lambda _: None)

    def _tell(self, found: tuple[str, str, str]) -> None:
        sentence, advice, risk = found
        if sentence:
            self.found_damage.emit(sentence, advice)
        if risk:
            self.found_risk.emit(risk)
