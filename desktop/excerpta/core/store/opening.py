"""Opening a library file: what is no library, or a newer one, is refused before anything is touched."""

import os
import sqlite3
from pathlib import Path

from excerpta.core.model.errors import DamageError, LibraryError
from excerpta.core.store.library import Library, library_error
from excerpta.core.store.schema import APPLICATION_ID
from excerpta.core.store.soundness import alone, first_look
from excerpta.core.store.strangers import foreign_parts

SCHEMA_VERSION = 6
"""How many migrations this program knows."""

_INDEXED_AT_ONCE = 5_000_000
"""Code points that are indexed while a library is brought up to date; more are indexed while it is open."""

_HEADER = b"SQLite format 3\x00"


def create(path: Path) -> Library:
    """Make a new, empty library file.

    Raises:
        LibraryError: something stands there already, the folder cannot be written to, or the disk is full.
    """
    from excerpta.core.store.migrations import migrate

    if path.exists():
        raise LibraryError(f"“{path.name}” exists already and was left as it is.", "Choose another name.")
    try:
        path.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise LibraryError(
            f"No library can be made in “{path.parent}”: {error.strerror}.", "Choose another folder."
        ) from error
    library = Library(path)
    try:
        migrate(library.database)
        # Into the file itself at once: others recognise a library by its first bytes.
        library.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except BaseException as error:
        fault = library.fault_of(error)
        library.close()
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        if fault is None or fault is error:
            raise
        raise fault from error
    return library


def open_existing(path: Path, *, read_only: bool = False, any_version: bool = False) -> Library:
    """Open a library file, bringing an older one to the present schema after a backup beside it.

    Args:
        path: the file.
        read_only: whether every change is refused.
        any_version: leave an older schema as it is, for one that is only copied.

    Raises:
        LibraryError: not there, not a library, made by a newer program, or locked.
        DamageError: damaged, or with instructions or tables that are not ours.
    """
    _require_library(path)
    if not read_only and not os.access(path, os.W_OK):
        raise LibraryError(
            f"“{path.name}” cannot be written to; nothing was changed.", "Open it for reading only."
        )
    library = _looked_at(path, read_only=read_only)
    try:
        version = _version(library)
        if version > SCHEMA_VERSION:
            raise LibraryError(
                f"“{path.name}” was made by a newer Excerpta and was left untouched.",
                "Open it with that version or a newer one.",
            )
        _require_ours(library, version)
        if version < SCHEMA_VERSION and not any_version:
            _upgrade(library, version)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        library.close()
        raise library_error(path, error) from error
    except BaseException:
        library.close()
        raise
    return library


def _looked_at(path: Path, *, read_only: bool) -> Library:
    """The library, not touched yet; a damaged one only for reading."""
    try:
        first_look(path)
    except DamageError as error:
        if not read_only:
            raise
        return Library(path, read_only=True, fault=error.sentence, alone=alone(path))
    return Library(path, read_only=read_only)


def is_library(path: Path) -> bool:
    """Whether a library stands at a path, told by its first bytes."""
    try:
        _require_library(path)
    except LibraryError:
        return False
    return True


def _require_library(path: Path) -> None:
    """Refuse what is no library before SQLite touches it."""
    if path.is_dir():
        raise LibraryError(
            f"“{path.name}” is a folder, not a library.", "Choose a file that ends in .excerpta."
        )
    if path.exists() and not path.is_file():
        # A pipe or a device could keep its reader waiting for ever.
        raise LibraryError(f"“{path.name}” is not a file.", "Choose a file that ends in .excerpta.")
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError as error:
        raise LibraryError(f"There is no library at “{path}”.", "Check the name.") from error
    except OSError as error:
        raise LibraryError(
            f"“{path.name}” cannot be read: {error.strerror}.", "Check its permissions."
        ) from error
    application = int.from_bytes(header[68:72], "big")
    if not header.startswith(_HEADER) or application != APPLICATION_ID:
        raise LibraryError(
            f"“{path.name}” is not an Excerpta library; it was left as it is.",
            "Choose a file that ends in .excerpta.",
        )


def _require_ours(library: Library, version: int) -> None:
    """Refuse what would run instructions of whoever made the file."""
    foreign = foreign_parts(library.connection, version)
    name = library.path.name
    if foreign.altered:
        raise DamageError(
            f"In “{name}” {_listed(foreign.altered)} is not what it is in a library; it was left as it is.",
            "Repair it into a new file, or open a backup.",
        )
    if foreign.triggers and not library.read_only:
        raise DamageError(
            f"“{name}” brings instructions of its own ({_listed(foreign.triggers)}), which Excerpta does not "
            "run, so it was not opened for writing.",
            "Open it for reading only, or repair it into a new file without them.",
        )


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:3]) + (" and more" if len(names) > 3 else "")


def _version(library: Library) -> int:
    return int(library.connection.execute("PRAGMA user_version").fetchone()[0])


def _upgrade(library: Library, version: int) -> None:
    from excerpta.core.store.backup import back_up
    from excerpta.core.store.migrations import migrate

    if library.read_only:
        raise LibraryError(
            f"“{library.path.name}” was made by an older Excerpta and has to be brought up to date first.",
            "Open it for writing once.",
        )
    back_up(library, library.path.with_name(f"{library.path.name}.version-{version}.backup"))
    migrate(library.database)
    _fill_index(library)


def _fill_index(library: Library) -> None:
    """Index what a migration left unindexed, unless that takes longer than one should have to wait."""
    from excerpta.core.store import fulltext, likeness

    (length,) = library.connection.execute("SELECT ifnull(sum(length), 0) FROM document").fetchone()
    if length <= _INDEXED_AT_ONCE:
        with library.write() as connection:
            fulltext.index(connection, fulltext.unindexed(connection))
            likeness.sign(connection, likeness.unsigned(connection))
