"""Making and opening libraries."""

from pathlib import Path

from excerpta.core.model.errors import LibraryError
from excerpta.core.store import library
from excerpta.core.store import opening as store
from excerpta.core.store.library import Library

SUFFIX = ".excerpta"


def open_library(path: Path, *, read_only: bool = False) -> Library:
    """Open a library file.

    Raises:
        LibraryError: not there, not a library, made by a newer program, damaged, or locked.
    """
    return store.open_existing(path, read_only=read_only)


def fault_of(error: BaseException, path: Path) -> LibraryError | None:
    """The sentence for an error that the disk, another program or damage to a library can cause.

    None for any other error, which is a bug.
    """
    return library.fault_of(error, path)


def create_library(path: Path) -> Library:
    """Make a new, empty library.

    Raises:
        LibraryError: something stands there already, or the folder cannot be written to.
    """
    return store.create(path)
