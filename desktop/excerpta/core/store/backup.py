"""A backup is a whole copy of the library, made while it is in use, through SQLite's own interface."""

import sqlite3
from pathlib import Path

from excerpta.core.store.library import Library


def back_up(library: Library, target: Path) -> None:
    """Copy the library to `target`, replacing an older backup of that name only when complete."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    copy = sqlite3.connect(part)
    try:
        library.connection.backup(copy)
    finally:
        copy.close()
    part.replace(target)
