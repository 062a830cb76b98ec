"""A library is one SQLite file; `Library` is that file, open.

Question: sqlite-utils or plain SQL? Choice: migrations, introspection and small writes go through
`Library.database`, hot paths through `Library.connection`, and changes through `Library.write`.
Why: importing sqlite-utils takes longer than opening a window, its `atomic()` begins deferred, so
that two writers can meet half way through, and its `insert_all` is half as fast as plain SQL.
"""

import getpass
import os
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from excerpta.core.model.errors import (
    CancelledError,
    DamageError,
    LibraryError,
    LibraryReadOnlyError,
    UserError,
)
from excerpta.core.store.watching import OtherWriters, version_of
from excerpta.core.text.containing import holds
from excerpta.core.text.folding import fold

if TYPE_CHECKING:
    from sqlite_utils import Database

    from excerpta.core.store.documents import Passage

BUSY_SECONDS = 4.0
_BOUNDS = {
    sqlite3.SQLITE_LIMIT_ATTACHED: 1,  # which VACUUM needs
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 8,  # a deletion that takes the reading place along is one deep
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 500,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 1_000_000,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 10_000,
}
"""What statements may grow to: ours are far smaller, whatever stands in the schema of a file."""

_DEFENSIVE = 1010
"""SQLITE_DBCONFIG_DEFENSIVE, which Python can set from 3.12 on."""

_FAULTS = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOTADB,
    }
)
"""What a disk or another program can do to a file; every other error of SQLite is a bug of this program."""


def now() -> str:
    """The present moment, ISO 8601 in UTC with milliseconds: `2026-11-23T17:31:28.123Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")[:23] + "Z"


class Library:
    """An open library file. Every thread that uses it gets a connection of its own.

    Attributes:
        path: the file.
        read_only: whether every change is refused.
        fault: what is wrong with the file, for one that is damaged and read as far as that goes.
        coder: the name that new highlights carry.
        kept_passage: the last text that was asked for, under its document's uuid and its hash.
    """

    def __init__(self, path: Path, *, read_only: bool = False, fault: str = "", alone: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self.fault = fault
        self._alone = alone
        self._trace: Callable[[str], object] | None = None
        self.kept_passage: tuple[str, Passage] | None = None
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._others: OtherWriters | None = None
        self.coder = _user_name()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.close()
        fault = None if error is None else self.fault_of(error)
        if fault is not None:
            raise fault from error

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection, in autocommit mode."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection = connection
            with self._lock:
                self._connections.append(connection)
        return connection

    @property
    def database(self) -> "Database":
        """This thread's connection as sqlite-utils sees it."""
        from sqlite_utils import Database

        return Database(self.connection, execute_plugins=False)

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it happens, or none. A nested one is part of the outer one.

        Raises:
            LibraryReadOnlyError: the library was opened for reading only.
            LibraryError: the file is locked by another program, or cannot be written.
        """
        if self.fault:
            raise LibraryReadOnlyError(self.fault, "Repair it into a new file, or open a backup.")
        if self.read_only:
            raise LibraryReadOnlyError(
                f"“{self.path.name}” is open for reading only, so nothing was changed.",
                "Save a copy where you may write, and open that.",
            )
        connection = self.connection
        if connection.in_transaction:
            yield connection
            return
        try:
            # Another thread is waited for as long as it takes; only another program gives up in the end.
            with self._writing:
                connection.execute("BEGIN IMMEDIATE")
                self._local.unwritten = connection.total_changes
                others, begun = self._others, 0
                try:
                    begun = others.begin(connection) if others else 0
                    yield connection
                    with others.ending(connection, begun) if others else nullcontext():
                        connection.execute("COMMIT")
                except BaseException:
                    # On a full disk SQLite has taken it back already.
                    with others.ending(connection, begun) if others else nullcontext():
                        if connection.in_transaction:
                            connection.execute("ROLLBACK")
                    raise
                finally:
                    self._local.unwritten = None
        except sqlite3.Error as error:
            fault = fault_of(error, self.path)
            if fault is None:
                raise
            raise fault from error

    @contextmanager
    def stoppable(self, cancelled: Callable[[], bool]) -> Iterator[None]:
        """Let changes that this thread makes break off, with nothing altered, once `cancelled` says so."""
        self._local.cancelled = cancelled
        try:
            yield
        finally:
            del self._local.cancelled

    def go_on(self) -> None:
        """Go on with a change of many rows.

        Raises:
            CancelledError: whoever began it does not want it any more.
        """
        if self.is_cancelled():
            raise CancelledError

    def is_cancelled(self) -> bool:
        """Whether the change that this thread makes is not wanted any more."""
        cancelled: Callable[[], bool] | None = getattr(self._local, "cancelled", None)
        return cancelled is not None and cancelled()

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Several reads that see the library as it is at one moment.

        Raises:
            LibraryError: the file is damaged, or cannot be read any more.
        """
        connection = self.connection
        if connection.in_transaction:
            yield connection
            return
        connection.execute("BEGIN")
        try:
            yield connection
        except BaseException as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")  # which needs nothing of the file, unlike a commit
            fault = self.fault_of(error)
            if fault is None or fault is error:
                raise
            raise fault from error
        connection.execute("COMMIT")

    def trace(self, callback: Callable[[str], object]) -> None:
        """Tell `callback` every statement that is run from now on, on whatever thread."""
        self._trace = callback
        with self._lock:
            for connection in self._connections:
                connection.set_trace_callback(callback)

    def state(self) -> tuple[int, int] | None:
        """What differs on this thread when anything may have been written since; None half way in one."""
        changes = self.connection.total_changes
        # What is written may be taken back, which the number does not tell.
        if getattr(self._local, "unwritten", None) not in (None, changes):
            return None
        return self.data_version(), changes

    def keep(self, name: str, state: tuple[int, int] | None, value: object) -> None:
        """Keep what this thread read in a state, until it keeps something else by that name."""
        if state is not None:
            self._local.__dict__.setdefault("kept", {})[name] = state, value

    def kept(self, name: str, state: tuple[int, int] | None) -> object | None:
        """What this thread kept in this very state, if it did."""
        known, value = self._local.__dict__.get("kept", {}).get(name, (None, None))
        return value if state is not None and known == state else None

    def kept_before(self, name: str) -> object | None:
        """What this thread kept last, in whatever state."""
        kept: object | None = self._local.__dict__.get("kept", {}).get(name, (None, None))[1]
        return kept

    def data_version(self) -> int:
        """A number that differs when another thread or program has written to the file meanwhile."""
        return version_of(self.connection)

    def watch(self) -> None:
        """Take note from now on of what other programs write."""
        if self._others is None:
            watcher = self._connect()
            with self._lock:
                self._connections.append(watcher)
            self._others = OtherWriters(watcher)

    def was_written_elsewhere(self) -> bool:
        """Whether another program has written since this was last asked, or since `watch`."""
        return self._others is not None and self._others.have_written()

    def fault_of(self, error: BaseException) -> LibraryError | None:
        """As the function `fault_of`; whatever breaks in a file known to be damaged comes from that."""
        found = fault_of(error, self.path)
        if found is None and self.fault and isinstance(error, Exception) and not isinstance(error, UserError):
            return DamageError(
                f"This part of “{self.path.name}” cannot be read, because the file is damaged.",
                "Repair it into a new file, or open a backup.",
            )
        return found

    def close(self) -> None:
        """Close every thread's connection; the write-ahead log is folded into the file."""
        with self._lock:
            connections, self._connections = self._connections, []
            self._others = None
        for connection in connections:
            connection.close()
        self._local = threading.local()

    def _connect(self) -> sqlite3.Connection:
        address = self.path.absolute().as_uri()
        mode = _mode(self.path, read_only=self.read_only)
        # Of a damaged file nothing is folded in or cleared away.
        damaged = "ro&immutable=1" if self._alone else "ro"
        address += f"?mode={damaged if self.fault else mode}"
        try:
            connection = sqlite3.connect(
                address, uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False
            )
        except sqlite3.OperationalError as error:
            raise LibraryError(
                f"“{self.path.name}” can no longer be opened ({error}).",
                "Put it back where it was, or open it where it is now.",
            ) from error
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        distrust(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        if self.read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        connection.create_function("excerpta_fold", 1, fold, deterministic=True)
        connection.create_function("excerpta_holds", 3, holds, deterministic=True)
        if self._trace:
            connection.set_trace_callback(self._trace)


def distrust(connection: sqlite3.Connection) -> None:
    """Take what a file holds for data: nothing in its schema has effects, or grows without end."""
    for limit, bound in _BOUNDS.items():
        connection.setlimit(limit, bound)
    if hasattr(connection, "setconfig"):
        connection.setconfig(_DEFENSIVE, True)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")


def fault_of(error: BaseException, path: Path) -> LibraryError | None:
    """The sentence for an error that a disk, another program or damage can cause; None for a bug of ours."""
    if isinstance(error, UnicodeDecodeError):
        # What Python makes of SQLite's message when a damaged name stands in it.
        return library_error(path, error)
    if not isinstance(error, sqlite3.Error):
        return None
    undecodable = "decode to UTF-8" in str(error)
    return library_error(path, error) if _code(error) in _FAULTS or undecodable else None


def library_error(path: Path, error: sqlite3.Error | UnicodeDecodeError) -> LibraryError:
    """The sentence for an error of SQLite."""
    code = _code(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryError(
            f"“{path.name}” is being written to by another program; nothing was changed.",
            "Try again in a moment.",
        )
    if code == sqlite3.SQLITE_FULL:
        return LibraryError(
            "The disk is full; the last change was not made, everything before it is safe.",
            "Make room and try again.",
        )
    if code == sqlite3.SQLITE_IOERR:
        return LibraryError(
            f"The disk did not read or write “{path.name}” ({error}); the last change was not made, "
            "everything before it is safe.",
            "Look whether the disk is there and has room, and try again.",
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
        return LibraryError(
            f"“{path.name}” cannot be written to; nothing was changed.", "Open it for reading only."
        )
    return LibraryError(
        f"“{path.name}” cannot be read as a library ({error}); it was left as it is.",
        "Open a backup, or a copy.",
    )


def _code(error: Exception) -> int:
    """SQLite's primary result code; 0 for an error of the interface itself."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _mode(path: Path, *, read_only: bool) -> str:
    """How SQLite is to open a file: one that is only read leaves no log behind where it may clear it away."""
    if not read_only or (os.access(path, os.W_OK) and _log_can_be_made(path)):
        return "rw"
    return "ro" if _log_can_be_made(path) else "ro&immutable=1"


def _log_can_be_made(path: Path) -> bool:
    """Whether SQLite can make its log beside the file; if not, nobody can be writing to it either."""
    if sys.platform != "win32" and os.statvfs(path.parent).f_flag & os.ST_RDONLY:
        return False
    return os.access(path.parent, os.W_OK)


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
