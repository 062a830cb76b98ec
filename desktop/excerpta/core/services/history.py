"""Undo, redo and history, for every verb alike, after a restart too."""

import dataclasses
from collections.abc import Callable

from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import CancelledError, HistoryError
from excerpta.core.model.history import HistoryEntry
from excerpta.core.model.ids import CommandId
from excerpta.core.store import command_list, journal
from excerpta.core.store.library import Library

PAGE = 200
"""How many entries of the history are read at once."""

HEAVY = 200
"""So many highlights are altered while a window waits; more take longer than it may."""


def undo(library: Library) -> Changes:
    """Take back what was done last; empty changes when there is nothing to take back."""
    return journal.undo(library)


def redo(library: Library) -> Changes:
    """Do again what was taken back last; empty changes when there is nothing to do again."""
    return journal.redo(library)


def undo_label(library: Library) -> str:
    """What undo would take back, in words; empty when there is nothing."""
    return journal.undo_label(library)


def redo_label(library: Library) -> str:
    """What redo would do again, in words; empty when there is nothing."""
    return journal.redo_label(library)


def history(library: Library, *, before: CommandId | None = None, limit: int = PAGE) -> list[HistoryEntry]:
    """What was done, the last first.

    Args:
        library: the open library.
        before: the `first` of the last entry of the page above; None for the first page.
        limit: how many entries at the most.
    """
    return command_list.page(library, before, limit)


def go_to(
    library: Library,
    point: CommandId | None,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Changes:
    """Undo or redo until an entry of the history is the last thing done; one transaction.

    It is no step of the history itself: what was undone can be done again, until something new is done.

    Args:
        library: the open library.
        point: the `id` of the entry; None for before everything.
        cancelled: asked between the steps.

    Returns:
        everything that was altered; empty when the library stands there already.

    Raises:
        HistoryError: there is no such entry (any more).
        CancelledError: `cancelled` said so; the library is as it was.
    """
    changes = Changes()
    with library.write():
        if point is not None and not command_list.exists(library, point):
            raise HistoryError(
                "This point of the history is not there any more, so nothing was changed.",
                "Something new was done after it was undone.",
            )
        wanted = 0 if point is None else point
        while not cancelled() and (command_list.last_done(library) or 0) > wanted:
            changes = changes.with_more(journal.undo(library))
        while not cancelled() and (command_list.next_undone(library) or wanted + 1) <= wanted:
            changes = changes.with_more(journal.redo(library))
        if cancelled():
            raise CancelledError
    if not changes:
        return changes
    return dataclasses.replace(changes, label="go to a point of the history")


def is_heavy(library: Library, *, redo: bool = False) -> bool:
    """Whether the next undo, or redo, takes longer than a window may wait."""
    return journal.weight(library, undone=redo) > HEAVY


def last_done(library: Library) -> CommandId | None:
    """The entry that undo would take back, by its `id`; None when there is nothing."""
    return command_list.last_done(library)
