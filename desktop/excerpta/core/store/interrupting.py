"""Long statements of SQLite stop soon after they are no longer wanted."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from excerpta.core.model.errors import CancelledError

_STEPS = 20_000
"""After so many steps of SQLite's machine it is asked whether to go on: well under a millisecond."""


@contextmanager
def interruptible(connection: sqlite3.Connection, cancelled: Callable[[], bool] | None) -> Iterator[None]:
    """Statements that run meanwhile on a thread's own connection end when `cancelled` says so.

    Raises:
        CancelledError: it said so.
    """
    if cancelled is None:
        yield
        return
    connection.set_progress_handler(cancelled, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise CancelledError from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
