"""Rebuilding: a new library file from what was mended."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from excerpta.core.store import fulltext, likeness
from excerpta.core.store.library import Library
from excerpta.core.store.mending_draft import PLAIN, Draft, Values
from excerpta.core.store.page_file import PageFile, read_pages
from excerpta.core.store.table_shapes import SHAPES

_ORDER = ("document", "content", "original", "tag", "annotation", "memo", "saved_search")


def damaged_pages(path: Path) -> list[PageFile]:
    """The pages of a file: with its log laid over them, and alone if there is a log.

    Raises:
        OSError: the file cannot be read.
    """
    data = path.read_bytes()
    try:
        log = path.with_name(f"{path.name}-wal").read_bytes()
    except OSError:
        log = b""
    alone = read_pages(data)
    if len(log) <= 32:
        return [alone]
    return [read_pages(data, log), alone]


def rebuild(library: Library, draft: Draft) -> None:
    """Fill a new library; a row that does not fit is told of, in one transaction."""
    library.connection.execute("PRAGMA foreign_keys = OFF")
    try:
        with library.write() as connection:
            for name in _ORDER:
                _fill(connection, name, draft.tables[name].values(), draft)
            _fill(connection, "asset", draft.pictures.values(), draft)
            connection.executemany("INSERT INTO document_asset VALUES (?, ?)", sorted(draft.shown))
            connection.executemany(
                "INSERT INTO annotation_tag "
                "SELECT ?2, document_id, start, end, id FROM annotation WHERE id = ?1",
                sorted(draft.links),
            )
            for name, rows in draft.others.items():
                _fill(connection, name, rows, draft)
            fulltext.index(connection, fulltext.unindexed(connection))
            likeness.sign(connection, likeness.unsigned(connection))
    finally:
        library.connection.execute("PRAGMA foreign_keys = ON")


def _fill(connection: sqlite3.Connection, name: str, rows: Iterable[Values], draft: Draft) -> None:
    columns = SHAPES[name].columns
    marks = ", ".join(f":{column}" for column in columns)
    statement = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})"
    for row in rows:
        try:
            connection.execute(statement, row)
        except (sqlite3.IntegrityError, OverflowError):
            key = row[columns[0]]
            draft.lose(name, key if isinstance(key, int) else None, f"A row of the {PLAIN[name]} is lost.")
