"""Fetching: what is long to read is read in the background, and is as new as the library when it arrives."""

from collections.abc import Callable
from typing import Any

from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import UserError
from excerpta.gui.support.background import Task
from excerpta.gui.support.collecting import uncollected
from excerpta.gui.viewmodels.session import LibrarySession


class Fetching:
    """Reads for one view-model, which takes over afterwards what changed while it was being read.

    Args:
        session: the library.
        keys: the kinds of work; a later one of a kind overtakes the earlier one.
        refresh: takes over a change.
        give_up: what was asked for will not come.
    """

    def __init__(
        self,
        session: LibrarySession,
        keys: tuple[str, ...],
        refresh: Callable[[Changes], None],
        give_up: Callable[[], None],
    ) -> None:
        self._session = session
        self._keys = keys
        self._refresh = refresh
        self._give_up = give_up
        self._missed: dict[str, list[Changes]] = {}

    def fetch(self, key: str, work: Callable[[Task], Any], take: Callable[[Any], None]) -> None:
        """Do `work` in a thread and hand its result to `take` in the window's thread."""
        self._missed[key] = []

        def attempt(task: Task) -> object:
            try:
                with uncollected():
                    return work(task)
            except Exception as error:  # told, or raised again, in the window's thread
                return error

        def done(result: object) -> None:
            missed = self._missed.pop(key, [])
            if isinstance(result, Exception):
                self._fail(result)
                return
            take(result)
            for changes in missed:
                self._refresh(changes)

        self._session.background.start(key, attempt, done)

    def note(self, changes: Changes) -> None:
        """Keep a change for what is being read now, which may not hold it yet."""
        for missed in self._missed.values():
            missed.append(changes)

    def cancel(self, *keys: str) -> None:
        """Want some kinds of work no more, or none at all."""
        for key in keys or self._keys:
            self._session.background.cancel(key)
            self._missed.pop(key, None)

    def _fail(self, error: Exception) -> None:
        self._give_up()
        fault = error if isinstance(error, UserError) else self._session.library.fault_of(error)
        if fault is None:
            raise error
        self._session.failed.emit(fault.sentence, fault.advice)
