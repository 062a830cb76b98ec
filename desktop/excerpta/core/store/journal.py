"""The journal keeps what every command altered, row by row, so that any of them can be undone and redone.

Question: one inverse per verb, or the rows? Choice: a command is a list of steps (rows inserted,
deleted, updated) that the store's writing functions record as they go. Why: a verb added later is
undone exactly without a line of its own, and a merge of 50,000 links is three short lists.

A step is JSON: `{"op": "insert", "table", "keys"}`, `{"op": "delete", "table", "keys", "rows"}` or
`{"op": "update", "table", "columns", "keys", "before", "after"}`. The rows of an insert are copied
into the journal only when it is undone, so that an import is not stored twice.
"""

import base64
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from excerpta.core.model.changes import Changes
from excerpta.core.model.ids import AnnotationId, CommandId, DocumentId, TagId
from excerpta.core.store import fulltext
from excerpta.core.store.library import Library, now

Value = str | int | float | bytes | None
Key = tuple[Value, ...]
Step = dict[str, Any]

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
"""The tables whose rows commands alter, with the columns that name a row."""

_UNCOUNTED = frozenset({"colour_name", "memo", "saved_search"})
"""Tables whose rows no count on the screen is made of."""


class Command:
    """A command while it is being carried out: it alters rows and remembers how.

    Attributes:
        id: the row in the journal, once it is written.
        kind: a stable name, `add_highlight`.
        label: the same for people, `add highlight`.
        chain: the first of the commands that are undone together with this one; None: this one alone.
        annotated: documents in which highlights were altered.
    """

    def __init__(
        self, connection: sqlite3.Connection, kind: str, label: str, chain: int | None = None
    ) -> None:
        self.connection = connection
        self.id: CommandId | None = None
        self.kind = kind
        self.label = label
        self.chain = chain
        self.annotated: set[DocumentId] = set()
        self.steps: list[Step] = []

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
        """Insert rows that hold their own keys."""
        if not rows:
            return
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        self.connection.executemany(statement, rows)
        places = [list(columns).index(name) for name in KEYS[table]]
        keys = [[row[place] for place in places] for row in rows]
        self.steps.append({"op": "insert", "table": table, "keys": keys})

    def delete(self, table: str, keys: Iterable[Key]) -> None:
        """Delete rows by key; what they held goes into the journal."""
        listed = [list(key) for key in keys]
        if listed:
            step: Step = {"op": "delete", "table": table, "keys": listed}
            step["rows"] = _take_rows(self.connection, table, listed)
            self.steps.append(step)

    def update(self, table: str, columns: Sequence[str], changes: Mapping[Key, Sequence[Value]]) -> int:
        """Give rows new values; rows that hold them already are left out.

        Returns:
            how many rows really changed.
        """
        keys: list[list[Value]] = []
        before: list[list[Value]] = []
        after: list[list[Value]] = []
        where = " AND ".join(f"{name} = ?" for name in KEYS[table])
        select = f"SELECT {', '.join(columns)} FROM {table} WHERE {where}"
        for key, values in changes.items():
            row = self.connection.execute(select, key).fetchone()
            if row is not None and list(row) != list(values):
                keys.append(list(key))
                before.append(list(row))
                after.append(list(values))
        if keys:
            step: Step = {"op": "update", "table": table, "columns": list(columns), "keys": keys}
            step |= {"before": before, "after": after}
            _set_values(self.connection, step, after)
            self.steps.append(step)
        return len(keys)


@contextmanager
def recording(library: Library, kind: str, label: str, *, chain: int | None = None) -> Iterator[Command]:
    """One transaction that ends in a row of the journal; nothing altered, no row.

    What had been undone before can no longer be redone afterwards. Long work that commits in
    parts gives every part the `chain` of the first one: the parts are undone together.
    """
    with library.write() as connection:
        command = Command(connection, kind, label, chain)
        yield command
        if command.steps:
            # Through the index command_undone, which is nearly always empty.
            connection.execute("DELETE FROM command WHERE undone = 1")
            steps = _dump(command.steps, command.annotated)
            cursor = connection.execute(
                "INSERT INTO command (kind, label, coder, at, undone, chain, steps) "
                "VALUES (?, ?, ?, ?, 0, ?, ?)",
                (kind, command.label, library.coder, now(), command.chain, steps),
            )
            command.id = CommandId(cursor.lastrowid or 0)


def name_chain(library: Library, chain: int, label: str) -> None:
    """Give the parts of long work the label of the whole."""
    with library.write() as connection:
        connection.execute("UPDATE command SET label = ? WHERE ? IN (id, chain)", (label, chain))


def forget(library: Library) -> None:
    """Empty the journal: nothing done so far can be undone any more."""
    with library.write() as connection:
        connection.execute("DELETE FROM command")


def changes_of(command: Command) -> Changes:
    """What a recorded command altered; to be called after `recording` has ended."""
    if command.id is None:
        return Changes()
    return _changes(command.id, command.label, command.steps, command.annotated)


def join(command: Command, other: CommandId | None) -> None:
    """Make a command part of the same step of undo as `other`, if nothing else was done since.

    Called inside the transaction of `command`; the step keeps the label that it has.
    """
    row = command.connection.execute(
        "SELECT id, ifnull(chain, id), label FROM command WHERE undone = 0 ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if row is not None and other in row[:2]:
        command.chain, command.label = row[1], row[2]


def continue_last(library: Library, command: Command, pause: timedelta) -> None:
    """Make updates part of the command before, if that altered the same rows and columns just now.

    Called inside the transaction of `command`, which takes the place of the one before.
    """
    row = library.connection.execute(
        "SELECT id, kind, at, steps, chain, label FROM command WHERE undone = 0 ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if row is None or row[1] != command.kind:
        return
    if datetime.now(UTC) - datetime.fromisoformat(row[2]) > pause:
        return
    content = _load(row[3])
    if [_target(step) for step in content["steps"]] != [_target(step) for step in command.steps]:
        return
    for old, new in zip(content["steps"], command.steps, strict=True):
        new["before"] = old["before"]
    command.chain, command.label = row[4], row[5]
    library.connection.execute("DELETE FROM command WHERE id = ?", (row[0],))


def _target(step: Step) -> tuple[Any, ...]:
    return step["op"], step["table"], step.get("columns"), step["keys"]


def undo(library: Library) -> Changes:
    """Take back the last command that is not undone, with the parts of its chain before it."""
    return _walk(library, undone=False)


def redo(library: Library) -> Changes:
    """Do again the command that was undone last, with the parts of its chain after it."""
    return _walk(library, undone=True)


def _walk(library: Library, *, undone: bool) -> Changes:
    direction = "ASC" if undone else "DESC"
    columns, which = "id, label, ifnull(chain, id), steps", f"undone = {int(undone)}"
    statement = f"SELECT {columns} FROM command WHERE {which} ORDER BY id {direction} LIMIT 1"
    changes = Changes()
    chain: int | None = None
    with library.write() as connection:
        while row := connection.execute(statement).fetchone():
            if chain not in (None, row[2]):
                break
            chain = row[2]
            content = _load(row[3])
            steps = content["steps"]
            for step in steps if undone else reversed(steps):
                (_repeat if undone else _revert)(connection, step)
            annotated = {DocumentId(d) for d in content["annotated"]}
            connection.execute(
                "UPDATE command SET undone = ?, steps = ? WHERE id = ?",
                (not undone, _dump(steps, annotated), row[0]),
            )
            changes = changes.with_more(_changes(CommandId(row[0]), row[1], steps, annotated))
    return changes


def undo_label(library: Library) -> str:
    """What `undo` would take back, in words; empty when there is nothing."""
    return _label(library, "SELECT label FROM command WHERE undone = 0 ORDER BY id DESC LIMIT 1")


def redo_label(library: Library) -> str:
    """What `redo` would do again, in words; empty when there is nothing."""
    return _label(library, "SELECT label FROM command WHERE undone = 1 ORDER BY id LIMIT 1")


def _label(library: Library, statement: str) -> str:
    row = library.connection.execute(statement).fetchone()
    return "" if row is None else str(row[0])


def _revert(connection: sqlite3.Connection, step: Step) -> None:
    if step["op"] == "insert":
        step["rows"] = _take_rows(connection, step["table"], step["keys"])
    elif step["op"] == "delete":
        _put_rows(connection, step["table"], step["rows"])
    else:
        _set_values(connection, step, step["before"])


def _repeat(connection: sqlite3.Connection, step: Step) -> None:
    if step["op"] == "insert":
        _put_rows(connection, step["table"], step.pop("rows"))
    elif step["op"] == "delete":
        step["rows"] = _take_rows(connection, step["table"], step["keys"])
    else:
        _set_values(connection, step, step["after"])


def _take_rows(connection: sqlite3.Connection, table: str, keys: list[list[Value]]) -> list[list[Value]]:
    """Delete rows and return what they held, in the order of the table's columns."""
    where = " AND ".join(f"{name} = ?" for name in KEYS[table])
    select = f"SELECT * FROM {table} WHERE {where}"
    rows = [list(connection.execute(select, key).fetchone()) for key in keys]
    if table == "content":
        fulltext.remove(connection, rows)
    connection.executemany(f"DELETE FROM {table} WHERE {where}", keys)
    return rows


def _put_rows(connection: sqlite3.Connection, table: str, rows: list[list[Value]]) -> None:
    marks = ", ".join("?" * len(rows[0]))
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    if table == "content":
        fulltext.add(connection, rows)


def _set_values(connection: sqlite3.Connection, step: Step, values: list[list[Value]]) -> None:
    table, keys = step["table"], step["keys"]
    if table == "content":
        fulltext.remove(connection, _content(connection, keys))
    assign = ", ".join(f"{name} = ?" for name in step["columns"])
    where = " AND ".join(f"{name} = ?" for name in KEYS[table])
    statement = f"UPDATE {table} SET {assign} WHERE {where}"
    connection.executemany(statement, [(*new, *key) for new, key in zip(values, keys, strict=True)])
    if table == "content":
        fulltext.add(connection, _content(connection, keys))


def _content(connection: sqlite3.Connection, keys: list[list[Value]]) -> list[list[Value]]:
    select = "SELECT * FROM content WHERE document_id = ?"
    return [list(connection.execute(select, key).fetchone()) for key in keys]


def _changes(command: CommandId, label: str, steps: list[Step], annotated: set[DocumentId]) -> Changes:
    touched: dict[str, set[int]] = {}
    counts = False
    for step in steps:
        touched.setdefault(step["table"], set()).update(key[0] for key in step["keys"])
        is_count = step["op"] != "update" or "trashed" in step["columns"]
        counts = counts or (is_count and step["table"] not in _UNCOUNTED)
    documents = touched.get("document", set()) | touched.get("content", set())
    annotations = touched.get("annotation", set()) | touched.get("annotation_tag", set())
    return Changes(
        label=label,
        command=command,
        documents=frozenset(map(DocumentId, documents)),
        annotations=frozenset(map(AnnotationId, annotations)),
        annotated=frozenset(annotated),
        tags=frozenset(map(TagId, touched.get("tag", set()))),
        counts=counts,
        colours="colour_name" in touched,
        memos="memo" in touched,
        searches="saved_search" in touched,
    )


def _dump(steps: list[Step], annotated: set[DocumentId]) -> str:
    content = {"steps": steps, "annotated": sorted(annotated)}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_from_bytes)


def _load(text: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(text, object_hook=_to_bytes)
    return content


def _from_bytes(value: object) -> dict[str, str]:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    raise TypeError(f"{type(value).__name__} does not belong in the journal")


def _to_bytes(value: dict[str, Any]) -> Any:  # a step, or the bytes in one
    if value.keys() == {"base64"}:
        return base64.b64decode(value["base64"])
    return value
