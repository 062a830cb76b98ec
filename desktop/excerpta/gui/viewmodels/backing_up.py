"""Backups in the window: made by themselves while it rests, by hand, and restored; all beside the window."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from excerpta.core.model.backup import Backup, Holding
from excerpta.core.model.errors import UserError
from excerpta.gui.support.background import Task
from excerpta.gui.viewmodels.session import LibrarySession

_LOOK_EVERY = 60_000
"""Milliseconds; a backup is made when nothing was changed for as long."""

Held = tuple[Backup, Holding]


class BackingUpViewModel(QObject):
    """Makes the automatic backups of a library, and does what is asked about backups.

    Signals:
        listed: the backups with what each holds, newest first.
        made: a backup that was asked for.
        restored: the file that a backup was restored to.
        failed: sentence and advice; of automatic backups only once until one succeeds.
    """

    listed = Signal(list)
    made = Signal(object)
    restored = Signal(object)
    failed = Signal(str, str)

    def __init__(self, session: LibrarySession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._is_wanted = True  # what was changed before, elsewhere, may have no backup
        self._is_resting = True
        self._has_failed = False
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        session.changed.connect(self._take_note)

    def start(self) -> None:
        """Look after backups from now on."""
        if not self._session.library.read_only:
            self._timer.start()

    def stop(self) -> None:
        """Make no backup by itself any more."""
        self._timer.stop()

    def _take_note(self, _: object) -> None:
        self._is_wanted, self._is_resting = True, False

    def _look(self) -> None:
        """Make the automatic backup if it is due, nobody is working, and nothing else is going on."""
        resting, self._is_resting = self._is_resting, True
        session = self._session
        if not (self._is_wanted and resting) or session.background.is_busy() or session.long.is_going_on():
            return
        library = session.library

        def work(task: Task) -> bool:
            from excerpta.core.services import backups  # not for the first window

            backups.back_up_if_due(library, cancelled=task.cancelled)
            return backups.is_backed_up(library)

        session.background.start("backup", work, self._looked, failed=self._tell_once)

    def _looked(self, is_backed_up: bool) -> None:
        self._is_wanted = not is_backed_up
        self._has_failed = False

    def _tell_once(self, error: UserError) -> None:
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit(error.sentence, error.advice)

    def list(self) -> None:
        """Look what backups there are and what each holds."""
        path = self._session.library.path

        def work(task: Task) -> Sequence[Held]:
            from excerpta.core.services import backups  # not for the first window

            found: list[Held] = []
            for one in backups.backups(path):
                if task.cancelled():
                    break
                found.append((one, backups.holding(one.path)))
            return found

        self._session.background.start("backup list", work, self.listed.emit)

    def make(self) -> None:
        """Make a backup now."""
        library = self._session.library

        def work(task: Task) -> Backup:
            from excerpta.core.services import backups  # not for the first window

            return backups.make_backup(library, cancelled=task.cancelled)

        self._session.background.start("backup", work, self.made.emit, failed=self._tell)

    def restore(self, backup: Backup) -> None:
        """Put a backup beside the library."""
        path = self._session.library.path

        def work(_: Task) -> Path:
            from excerpta.core.services import backups  # not for the first window

            target = backups.restored_name(path, backup)
            backups.restore(backup.path, target)
            return target

        self._session.background.start("restore", work, self.restored.emit, failed=self._tell)

    def chosen_room(self) -> int | None:
        """How many bytes the backups may take, as the user said; None if nothing was said."""
        from excerpta.core.services import backups  # not for the first window

        return backups.chosen_room(self._session.library)

    def set_room(self, room: int | None) -> None:
        """Say how many bytes they may take; 0 for none by themselves, None for as many as usual."""
        from excerpta.core.services import backups  # not for the first window

        try:
            backups.set_backup_room(self._session.library, room)
        except UserError as error:
            self._tell(error)

    def _tell(self, error: UserError) -> None:
        self.failed.emit(error.sentence, error.advice)
