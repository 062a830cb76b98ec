"""Watching: what other programs write to a library is told from what this one writes, in whatever thread.

Question: SQLite says to a connection only that another one has written; whose was it? Choice: a connection
of its own that writes nothing, and that is asked while one of ours holds the lock of the file, so that
nobody else can have written in between. Why: a window that took its own work in the background for that
of another program would read everything anew every two seconds.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class OtherWriters:
    """What others have written since it was last asked."""

    def __init__(self, watcher: sqlite3.Connection) -> None:
        """Watch the file of a connection with which nothing else is done, from any thread."""
        self._watcher = watcher
        self._lock = threading.Lock()
        self._known = version_of(watcher)
        self._have_written = False
        self._is_ours = False

    def have_written(self) -> bool:
        """Whether another program has written since this was last asked; it never waits for a writer.

        While one of ours commits the answer is no, and what there is to tell is told the next time. While
        one of ours writes nobody else can, but that it begins the log anew looks like a change.
        """
        if not self._lock.acquire(blocking=False):
            return False
        try:
            if not self._is_ours:
                self._look()
            found, self._have_written = self._have_written, False
            return found
        finally:
            self._lock.release()

    def begin(self, writer: sqlite3.Connection) -> int:
        """Look what others wrote before one of ours, which has the lock of the file by now; for `commit`."""
        with self._lock:
            self._look()
            self._is_ours = True
            return version_of(writer)

    @contextmanager
    def ending(self, writer: sqlite3.Connection, begun: int) -> Iterator[None]:
        """Commit or take back within this a transaction of ours, of which `begin` was told."""
        with self._lock:
            try:
                yield
            finally:
                self._is_ours = writer.in_transaction
                try:
                    self._known = version_of(self._watcher)
                    # Others may write as soon as the lock is given up. To a writer its own is nothing new.
                    self._have_written |= version_of(writer) != begun
                except sqlite3.Error:
                    self._have_written = True  # whoever reads next is told what is wrong

    def _look(self) -> None:
        version = version_of(self._watcher)
        self._have_written |= version != self._known
        self._known = version


def version_of(connection: sqlite3.Connection) -> int:
    """A number that differs when another connection has written to the file meanwhile."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
