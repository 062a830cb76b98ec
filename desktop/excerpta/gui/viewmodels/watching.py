"""Watching: the whole file is looked at once it is open, and whether a program synchronises its folder."""

from PySide6.QtCore import QObject, Signal

from excerpta.gui.support.background import Task
from excerpta.gui.viewmodels.session import LibrarySession


class WatchingViewModel(QObject):
    """Looks in the background, once.

    Signals:
        found_damage: sentence and advice: the file is damaged, and only read from now on.
        found_syncing: the name of the program that synchronises the folder of the library.
    """

    found_damage = Signal(str, str)
    found_syncing = Signal(str)

    def __init__(self, session: LibrarySession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def look(self) -> None:
        """Look at the file and at what lies around it."""
        library = self._session.library

        def work(task: Task) -> tuple[str, str, str]:
            from excerpta.core.services import checking, surroundings  # not for the first window

            error = None if library.fault else checking.look_for_damage(library, cancelled=task.cancelled)
            service = surroundings.synchronised_by(library.path)
            return (error.sentence, error.advice, service) if error else ("", "", service)

        self._session.background.start("watching", work, self._tell, failed=lambda _: None)

    def _tell(self, found: tuple[str, str, str]) -> None:
        sentence, advice, service = found
        if sentence:
            self.found_damage.emit(sentence, advice)
        if service:
            self.found_syncing.emit(service)
