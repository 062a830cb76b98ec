"""Making and opening libraries."""

from pathlib import Path

from excerpta.core.store import opening as store
from excerpta.core.store.library import Library

SUFFIX = ".excerpta"


def open_library(path: Path, *, read_only: bool = False) -> Library:
    """Open a library file.

    Raises:
        LibraryError: not there, not a library, made by a newer program, damaged, or locked.
    """
    return store.open_existing(path, read_only=read_only)


def create_library(path: Path) -> Library:
    """Make a new, empty library.

    Raises:
        LibraryError: something stands there already, or the folder cannot be written to.
    """
    return store.create(path)
