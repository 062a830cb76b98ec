"""A backup is a whole copy of the library, made while it is in use, through SQLite's own interface.

Question: where are backups? Choice: in a folder beside the library that bears its name. Why: whoever
finds the library finds them too, on the command line as well; and a disk that is full, slow or gone is
the same one.
"""

import os
import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from excerpta.core.model.backup import Backup, Holding, rota
from excerpta.core.model.errors import BackupError, CancelledError
from excerpta.core.store import settings
from excerpta.core.store.library import Library, distrust
from excerpta.core.store.schema import APPLICATION_ID

LIMIT = "backup_limit"
"""The setting: how many bytes backups may take; `0` for no automatic ones, empty for the usual room."""

_USUAL = 1 << 30
_PAGES = 2000
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6})Z( \d+)? (.+)\.excerpta")
_STAMP = "%Y-%m-%dT%H%M%S"

Cancelled = Callable[[], bool]


def back_up(library: Library, target: Path, *, cancelled: Cancelled = lambda: False) -> None:
    """Copy the library as it was last committed to `target`; what stood there is replaced at the very end.

    The copy is opened and checked, and is on the disk, before it gets its name.

    Raises:
        BackupError: it could not be written, or the copy is not sound.
        CancelledError: `cancelled` said so.
    """
    copy_file(library.path, target, cancelled=cancelled)


def copy_file(
    source: Path, target: Path, *, alone: bool = False, cancelled: Cancelled = lambda: False
) -> None:
    """The same for a library file that need not be open; `alone`: nobody writes to it."""
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            _copy(source, part, alone, cancelled)
            _require_sound(part)
            _settle(part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise _failed(source, error.strerror or str(error)) from error
    except sqlite3.Error as error:
        raise _failed(source, str(error)) from error


def folder_of(library: Path) -> Path:
    """Where the backups of a library are."""
    return library.with_name(f"{library.stem} backups")


def backups_of(library: Path) -> list[Backup]:
    """The backups of a library, the newest first; other files in their folder are passed over."""
    found = []
    try:
        entries = list(os.scandir(folder_of(library)))
    except OSError:
        return []
    for entry in entries:
        named = _NAME.fullmatch(entry.name)
        if named and entry.is_file(follow_symlinks=False):
            made = datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC)
            found.append(Backup(Path(entry.path), made, named[3], entry.stat().st_size))
    return sorted(found, key=lambda one: (one.made, one.path.name), reverse=True)


def make(
    library: Library, reason: str, *, now: datetime | None = None, cancelled: Cancelled = lambda: False
) -> Backup:
    """Make a dated backup; then older ones that are not in the rota, or for which there is no room, go.

    Raises:
        BackupError: it could not be made; no other one was taken away.
        CancelledError: `cancelled` said so.
    """
    now = now or datetime.now(UTC)
    folder = folder_of(library.path)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise _failed(library.path, error.strerror or str(error)) from error
    for left in folder.glob("*.excerpta.part*"):
        left.unlink(missing_ok=True)  # of a program that was killed
    target = _free_name(folder, now, reason)
    back_up(library, target, cancelled=cancelled)
    made = next(one for one in backups_of(library.path) if one.path == target)
    _prune(library, made, now)
    return made


def room_for(library: Library) -> int:
    """How many bytes backups may take; 0: none are made by themselves."""
    kept = settings.read(library, LIMIT)
    if kept.isdecimal():
        return int(kept)
    try:
        return max(_USUAL, 4 * library.path.stat().st_size)
    except OSError:
        return _USUAL


def before_bulk(library: Library) -> None:
    """Make a backup before a change of many highlights, unless the last one holds the same.

    It may be called inside of that change: what is copied is what was committed before it began.

    Raises:
        BackupError: it could not be made.
        CancelledError: the change is not wanted any more.
    """
    if room_for(library) and not is_backed_up(library):
        make(library, "before a change of many highlights", cancelled=library.is_cancelled)


def is_backed_up(library: Library) -> bool:
    """Whether the newest backup holds all work that is committed."""
    last = next(iter(backups_of(library.path)), None)
    if last is None:
        return False
    try:
        return _mark(_opened(last.path, alone=True)) == _mark(_opened(library.path))
    except sqlite3.Error:
        return False


def has_work(library: Library) -> bool:
    """Whether anything was ever done in a library."""
    return library.connection.execute("SELECT 1 FROM command LIMIT 1").fetchone() is not None


def holding(path: Path) -> Holding:
    """What a library file that nobody writes to holds; a fault is told, not raised."""
    from excerpta.core.store.soundness import faults  # which opening has loaded, but a list of none has not

    connection = _opened(path, alone=True)
    try:
        if fault := faults(path, seconds=0.2, alone=True):
            return Holding(fault=fault)
        one = connection.execute
        documents, highlights, tags = one(
            "SELECT (SELECT count(*) FROM document WHERE trashed IS NULL), "
            "(SELECT count(*) FROM annotation), (SELECT count(*) FROM tag)"
        ).fetchone()
        at, label = one("SELECT at, label FROM command ORDER BY id DESC LIMIT 1").fetchone() or ("", "")
        return Holding(documents, highlights, tags, at, label)
    except sqlite3.Error as error:
        return Holding(fault=str(error))
    finally:
        connection.close()


def _mark(connection: sqlite3.Connection) -> object:
    """What differs between two states of anybody's work; the connection is closed."""
    try:
        return connection.execute(
            "SELECT (SELECT count(*) FROM command), (SELECT count(*) FROM command WHERE undone = 1), "
            "(SELECT max(id) FROM command), (SELECT at FROM command ORDER BY id DESC LIMIT 1), "
            "(SELECT count(*) FROM annotation), (SELECT count(*) FROM document)"
        ).fetchone()
    finally:
        connection.close()


def _opened(path: Path, *, alone: bool = False) -> sqlite3.Connection:
    """A connection that only reads; `alone` for a file to which nobody writes."""
    address = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    distrust(connection)
    return connection


def _copy(source: Path, part: Path, alone: bool, cancelled: Cancelled) -> None:
    reader = _opened(source, alone=alone)
    try:
        # One state from the first page to the last, whatever is written meanwhile.
        reader.execute("BEGIN")
        reader.execute("SELECT 1 FROM sqlite_schema").fetchone()
        copy = sqlite3.connect(part)
        try:
            copy.execute("PRAGMA synchronous = OFF")  # it is brought to the disk as a whole

            def go_on(_status: int, _left: int, _total: int) -> None:
                if cancelled():
                    raise CancelledError

            reader.backup(copy, pages=_PAGES, progress=go_on)
        finally:
            copy.close()
    finally:
        reader.close()


def _require_sound(part: Path) -> None:
    copy = _opened(part, alone=True)
    try:
        (line,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        (application,) = copy.execute("PRAGMA application_id").fetchone()
    finally:
        copy.close()
    if line != "ok" or application != APPLICATION_ID:
        raise sqlite3.DatabaseError(f"the copy is not sound: {line}")


def _settle(part: Path) -> None:
    """Bring a file to the disk."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _free_name(folder: Path, now: datetime, reason: str) -> Path:
    stamp = now.strftime(_STAMP) + "Z"
    number, target = 1, folder / f"{stamp} {reason}.excerpta"
    while target.exists():
        number += 1
        target = folder / f"{stamp} {number} {reason}.excerpta"
    return target


def _prune(library: Library, made: Backup, now: datetime) -> None:
    listed = backups_of(library.path)
    kept = rota(listed, now=now, room=room_for(library) or _USUAL)
    for one in listed:
        if one.path not in kept and one.path != made.path:
            one.path.unlink(missing_ok=True)


def _failed(source: Path, reason: str) -> BackupError:
    return BackupError(
        f"No backup of “{source.name}” could be made ({reason}), so nothing was done and no older "
        "backup was taken away.",
        "Make room, or allow backups less room in File › Backups….",
    )
