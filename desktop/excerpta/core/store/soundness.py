"""Soundness: a look at a library file, and at the logs beside it, before anything is written to it."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from excerpta.core.model.errors import DamageError
from excerpta.core.store.interrupting import interruptible
from excerpta.core.store.library import Library, distrust
from excerpta.core.store.page_file import lost_frames
from excerpta.core.store.schema import APPLICATION_ID

_AT_OPENING = 0.03
"""Seconds that an opening spends on looking; the window looks at the whole file afterwards."""

_AFTER_A_CRASH = 1.0
"""The same where a log was left behind, which is folded into the file for good."""

_STEPS = 5_000
_WAL_HEADER = 32


def first_look(path: Path) -> None:
    """Look at a file that is about to be opened for writing, as far as there is time.

    Raises:
        DamageError: it is damaged, or a log lies beside it that is not its own or not whole.
    """
    journal = path.with_name(f"{path.name}-journal")
    if _size(journal):
        raise DamageError(
            f"“{journal.name}” lies beside “{path.name}”: the log of a change that another program did not "
            "finish. Both were left as they are.",
            "If it belongs to the library, open it once in that program; if not, move it elsewhere.",
        )
    log = path.with_name(f"{path.name}-wal")
    if _size(log) > _WAL_HEADER:
        _look_with_log(path, log)
    # Without a log the file is looked at alone, which leaves no other one beside it.
    elif found := faults(path, seconds=_AT_OPENING, alone=True):
        if _size(log) > _WAL_HEADER and not faults(path, seconds=_AFTER_A_CRASH):
            return  # another program was writing meanwhile
        raise damage_error(path, found)


def alone(path: Path) -> bool:
    """Whether only the file itself can be read: there is no log, or it is another file's."""
    log = path.with_name(f"{path.name}-wal")
    return _size(log) <= _WAL_HEADER or not _fits(path)


def _look_with_log(path: Path, log: Path) -> None:
    if not _fits(path):
        raise DamageError(
            f"The log “{log.name}” does not fit “{path.name}”. Both were left as they are.",
            "Move the log elsewhere if it is another file's; else repair the library into a new file.",
        )
    if found := faults(path, seconds=_AFTER_A_CRASH):
        raise damage_error(path, found)
    if lost_frames(path):
        raise DamageError(
            f"The log “{log.name}” breaks off in the middle. It and “{path.name}” were left as they are.",
            "Repair the library into a new file; what was done last may be missing there.",
        )


def _fits(path: Path) -> bool:
    """Whether a log turns a library into the same library."""
    if _identity(path, alone=True) not in ("", _identity(path)):
        return False
    return not faults(path, seconds=_AFTER_A_CRASH) or bool(faults(path, seconds=_AFTER_A_CRASH, alone=True))


def damage_error(path: Path, what: str) -> DamageError:
    """The sentence for a damaged library."""
    what = what.removeprefix("*** in database main *** ").rstrip(".")
    what = f"{what[:60]}…" if len(what) > 60 else what
    return DamageError(
        f"“{path.name}” is damaged ({what}); it was left as it is.",
        "Repair it into a new file, open a backup, or open it for reading only.",
    )


def faults(path: Path, *, seconds: float, alone: bool = False) -> str:
    """The first thing that is wrong with a file, empty if nothing is; it is only read.

    Args:
        path: the file.
        seconds: after so many it counts as sound.
        alone: look at the file alone, not at the log beside it.
    """
    end = time.monotonic() + seconds
    connection = _opened(path, alone=alone)
    try:
        if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            return "another file"
        connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        (line,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        return "" if line == "ok" else " ".join(str(line).split())
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        damaged = code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
        return str(error) if damaged else ""
    finally:
        connection.close()


def first_fault(library: Library, cancelled: Callable[[], bool]) -> str:
    """The first thing that is wrong with the whole file of an open library; empty if nothing is.

    Raises:
        CancelledError: `cancelled` said so.
    """
    with interruptible(library.connection, cancelled):
        try:
            (line,) = library.connection.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise
            return str(error)
    return "" if line == "ok" else " ".join(str(line).split())


def _identity(path: Path, *, alone: bool = False) -> str:
    """What tells a library from every other one: when it was made, to the microsecond; empty if not known."""
    connection = _opened(path, alone=alone)
    try:
        return str(connection.execute("SELECT min(applied_at) FROM _sqlite_migrations").fetchone()[0])
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return ""
    finally:
        connection.close()


def _opened(path: Path, *, alone: bool) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    distrust(connection)
    return connection


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
