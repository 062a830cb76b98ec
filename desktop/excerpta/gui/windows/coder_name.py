"""The name under which the user works: the system's until another is given, kept in the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from excerpta.core.model.changes import Changes
from excerpta.core.model.coder import Coder
from excerpta.core.model.errors import UserError
from excerpta.core.services import coders
from excerpta.gui.support.background import Task
from excerpta.gui.support.profile import Profile

if TYPE_CHECKING:
    from excerpta.gui.windows.main_window import MainWindow

_NAME = "coder"
_KEY = "coders"


class CoderName(QObject):
    """Sets the name at the start, and asks for it once where it matters: beside the work of somebody else."""

    def __init__(self, window: MainWindow, profile: Profile) -> None:
        super().__init__(window)
        self._window = window
        self._profile = profile
        name = profile.get(_NAME, None)
        if isinstance(name, str):
            self._work_as(name)
        else:
            window.session.changed.connect(self._look_for_others)

    def ask(self) -> None:
        """Ask for the name; who made what is counted for it."""
        library = self._window.session.library

        def work(_: Task) -> list[Coder]:
            return coders.coders(library)

        self._window.session.background.start(_KEY, work, self._show)

    def _show(self, known: list[Coder]) -> None:
        from excerpta.gui.widgets.coder_dialog import CoderDialog  # not needed at the start

        dialog = CoderDialog(self._window.session.library.coder, known, self._window)
        dialog.confirmed.connect(self.take)
        dialog.open()

    def take(self, name: str) -> None:
        """Work under a name from now on, in every library."""
        if self._work_as(name):
            kept = self._window.session.library.coder
            self._profile.set(_NAME, kept)
            said = f"You work as “{kept}” now." if kept else "Your work carries no name now."
            self._window.undoing.say(said, False)

    def _work_as(self, name: str) -> bool:
        try:
            coders.work_as(self._window.session.library, name)
        except UserError as error:
            self._window.session.failed.emit(error.sentence, error.advice)
            return False
        return True

    def _look_for_others(self, changes: Changes) -> None:
        """After the first work in this profile, see whether somebody else works in the library too."""
        if not changes.annotations and not changes.memos:
            return
        session = self._window.session
        session.changed.disconnect(self._look_for_others)

        def work(_: Task) -> list[Coder]:
            return coders.coders(session.library)

        def offer(known: list[Coder]) -> None:
            me = session.library.coder
            if any(one.name != me for one in known):
                self._profile.set(_NAME, me)
                said = f"Your work in this library carries the name “{me}”."
                self._window.undoing.offer(said, "Change it…", self.ask)

        session.background.start(_KEY, work, offer)
