"""Rows of the tables that commands alter: read, taken out, put back and set, many at a time.

Question: one statement a row, or one for many? Choice: writes go through `executemany`, reads ask for
many rows by the first column of their key. Why: as many single reads cost ten times as much; deleting
or updating through a list of keys is no quicker than a prepared statement for each.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from types import ModuleType
from typing import Final

from excerpta.core.model.errors import LibraryError

Value = str | int | float | bytes | None
Key = tuple[Value, ...]
Row = Sequence[Value]

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "document": ("id",),
    "content": ("document_id",),
    "original": ("document_id",),
    "asset": ("sha256",),
    "document_asset": ("document_id", "sha256"),
    "annotation": ("id",),
    "tag": ("id",),
    "annotation_tag": ("annotation_id", "tag_id"),
    "colour_name": ("colour",),
    "memo": ("id",),
    "saved_search": ("id",),
}
"""The tables whose rows commands alter, with the columns that name a row; an index serves the first."""

MANY = 5000
"""From so many rows on, a change is given room."""

_ASKED_AT_ONCE = 500
_NO_MORE = nullcontext()
_ROOM = -65536  # KiB of page cache; without it, pages are written to the log and read again several times


def room(connection: sqlite3.Connection, number: int) -> AbstractContextManager[None]:
    """Lend the page cache enough memory for `number` rows, while they are altered."""
    return _NO_MORE if number < MANY else _more(connection)


@contextmanager
def _more(connection: sqlite3.Connection) -> Iterator[None]:
    usual = connection.execute("PRAGMA cache_size").fetchone()[0]
    connection.execute(f"PRAGMA cache_size = {_ROOM}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {usual}")


def having(
    connection: sqlite3.Connection, table: str, columns: Iterable[str], column: str, values: Iterable[Value]
) -> Iterator[tuple[Value, ...]]:
    """Columns of the rows in which `column`, that an index begins with, holds one of `values`."""
    wanted = list(dict.fromkeys(values))
    for start in range(0, len(wanted), _ASKED_AT_ONCE):
        part = wanted[start : start + _ASKED_AT_ONCE]
        marks = ", ".join("?" * len(part))
        statement = f"SELECT {', '.join(columns)} FROM {table} WHERE {column} IN ({marks})"
        yield from connection.execute(statement, part)


def read(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], keys: Iterable[Row]
) -> dict[Key, Row]:
    """Columns of the rows of some keys; keys that have no row are left out."""
    names = KEYS[table]
    wanted = list(map(tuple, keys))
    width = len(names)
    found = having(connection, table, (*names, *columns), names[0], [key[0] for key in wanted])
    by_key: dict[Key, Row] = {row[:width]: row[width:] for row in found}
    return by_key if width == 1 else {key: by_key[key] for key in wanted if key in by_key}


def take(connection: sqlite3.Connection, table: str, keys: Sequence[Row]) -> list[Row]:
    """Delete rows and return what they held, each in the order of the table's columns.

    Raises:
        LibraryError: one of them is not there.
    """
    rows = list(read(connection, table, ("*",), keys).values())
    if len(rows) < len(keys):
        raise LibraryError(
            "Something that was to be taken away is gone already, so nothing was changed.",
            "Another program may have altered the library; a backup still holds what it was before.",
        )
    if table == "content":
        _index().remove(connection, rows)
    connection.executemany(f"DELETE FROM {table} WHERE {_is_key(table)}", keys)
    return rows


def put(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    """Insert whole rows."""
    if not rows:
        return
    marks = ", ".join("?" * len(rows[0]))
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    if table == "content":
        texts = list(map(_index().searchable, rows))
        _index().add_searchable(connection, texts)
        _likeness().add(connection, texts)


def insert(connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows by some of their columns."""
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def set_values(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    keys: Sequence[Row],
    new: Iterable[Row],
) -> None:
    """Give the rows of some keys new values in some columns."""
    if table == "content":
        _index().remove(connection, read(connection, table, ("*",), keys).values())
    assign = ", ".join(f"{name} = ?" for name in columns)
    statement = f"UPDATE {table} SET {assign} WHERE {_is_key(table)}"
    connection.executemany(statement, ((*values, *key) for values, key in zip(new, keys, strict=True)))
    if table == "content":
        texts = list(map(_index().searchable, read(connection, table, ("*",), keys).values()))
        _index().add_searchable(connection, texts)
        _likeness().replace(connection, texts)


def _is_key(table: str) -> str:
    return " AND ".join(f"{name} = ?" for name in KEYS[table])


def _index() -> ModuleType:
    from excerpta.core.store import fulltext  # which the first window does not need

    return fulltext


def _likeness() -> ModuleType:
    from excerpta.core.store import likeness  # nor this

    return likeness
