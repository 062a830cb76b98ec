"""Backups: made by hand or by themselves, listed with what each holds, restored beside the library."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from excerpta.core.model.backup import Backup, Holding
from excerpta.core.model.errors import BackupError
from excerpta.core.services.settings import read_setting, write_setting
from excerpta.core.store import backup as store
from excerpta.core.store import opening
from excerpta.core.store.library import Library

EVERY = timedelta(hours=1)
"""After so long, changes are worth an automatic backup."""


def make_backup(library: Library, *, cancelled: Callable[[], bool] = lambda: False) -> Backup:
    """Make a dated backup now.

    Raises:
        BackupError: it could not be made.
        CancelledError: `cancelled` said so.
    """
    return store.make(library, "by hand", cancelled=cancelled)


def back_up_to(library: Library, target: Path) -> None:
    """Copy the library to a file of the user's choice.

    Raises:
        BackupError: something stands there, or it could not be written.
    """
    if target.exists():
        raise BackupError(f"“{target.name}” exists already and was left as it is.", "Choose another name.")
    store.back_up(library, target)


def back_up_if_due(
    library: Library, *, now: datetime | None = None, cancelled: Callable[[], bool] = lambda: False
) -> Backup | None:
    """Make the automatic backup, if something was changed since the last one and that is an hour old.

    Raises:
        BackupError: it could not be made.
        CancelledError: `cancelled` said so.
    """
    now = now or datetime.now(UTC)
    if library.read_only or not store.room_for(library):
        return None
    last = next(iter(backups(library.path)), None)
    # One from the future was made while the clock was wrong, and says nothing.
    if last is not None and timedelta() <= now - last.made < EVERY:
        return None
    if is_backed_up(library):
        return None
    return store.make(library, "automatic", now=now, cancelled=cancelled)


def is_backed_up(library: Library) -> bool:
    """Whether the newest backup holds all work, or there is none that would need one."""
    return store.is_backed_up(library) or not store.has_work(library)


def backups(library: Path) -> list[Backup]:
    """The backups of the library at a path, the newest first."""
    return store.backups_of(library)


def holding(backup: Path) -> Holding:
    """What a backup holds; one that cannot be read says why."""
    return store.holding(backup)


def chosen_room(library: Library) -> int | None:
    """How many bytes backups may take, as the user said: 0 for none by themselves; None: nothing was said."""
    kept = read_setting(library, store.LIMIT)
    return int(kept) if kept.isdecimal() else None


def set_backup_room(library: Library, room: int | None) -> None:
    """Say how many bytes backups may take: 0 for no automatic ones, None for the usual room."""
    write_setting(library, store.LIMIT, "" if room is None else str(room))


def restore(backup: Path, target: Path) -> None:
    """Put a backup beside the library, as a library of its own.

    Raises:
        LibraryError: something stands there already, the backup is damaged, or it cannot be written.
    """
    if target.exists():
        raise BackupError(f"“{target.name}” exists already and was left as it is.", "Choose another name.")
    opening.open_existing(backup, read_only=True, any_version=True).close()
    store.copy_file(backup, target, alone=True)


def restored_name(library: Path, backup: Backup) -> Path:
    """A free name for what is restored, beside the library."""
    stem = f"{library.stem} restored {backup.made.astimezone():%Y-%m-%d %H.%M}"
    target = library.with_name(f"{stem}{library.suffix}")
    number = 1
    while target.exists():
        number += 1
        target = library.with_name(f"{stem} ({number}){library.suffix}")
    return target
