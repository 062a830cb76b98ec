"""The journal keeps what every command altered, row by row, so that any of them can be undone and redone.

Question: one inverse per verb, or the rows? Choice: a command is a list of steps (rows inserted,
deleted, updated) that the store's writing functions record as they go. Why: a verb added later is
undone exactly without a line of its own, and a merge of 50,000 links is a few lists.

A step is JSON: `{"op": "insert", "table", "keys"}`, `{"op": "delete", "table", "keys", "rows"}` or
`{"op": "update", "table", "columns", "keys", "before", "after"}`. The rows of an insert are copied
into the journal only when it is undone, so that an import is not stored twice.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast

from excerpta.core.model.changes import Changes
from excerpta.core.model.ids import AnnotationId, CommandId, DocumentId, TagId
from excerpta.core.store import journal_text, rows
from excerpta.core.store.journal_text import Content, Step
from excerpta.core.store.library import Library, now

Value = rows.Value
Key = rows.Key
Item = TypeVar("Item")

_UNCOUNTED = frozenset({"colour_name", "memo", "saved_search"})
"""Tables whose rows no count on the screen is made of."""

_HIGHLIGHTS = frozenset({"annotation", "annotation_tag"})
_BULK = 1000
"""A change of more rows of these is made after a backup."""

_PART = 2000
"""Rows of one step at most."""

_READ_TO_WEIGH = 40_000
_HEAVY = 100_000
_TEXT_AS_A_ROW = 400
"""Bytes of steps that are read to know how heavy a command is; the weight of one with more; and so many
code points of a text take as long to index as a row of a highlight to write."""


class Command:
    """A command while it is being carried out: it alters rows and remembers how.

    Attributes:
        id: the row in the journal, once it is written.
        kind: a stable name, `add_highlight`.
        label: the same for people, `add highlight`.
        chain: the first of the commands that are undone together with this one; None: this one alone.
        annotated: documents in which highlights were altered.
        merged: tags that became a part of others, with those.
    """

    def __init__(self, library: Library, kind: str, label: str, chain: int | None = None) -> None:
        self.connection = library.connection
        self._library = library
        self.id: CommandId | None = None
        self.kind = kind
        self.label = label
        self.chain = chain
        self.annotated: set[DocumentId] = set()
        self.merged: dict[TagId, TagId] = {}
        self.steps: list[Step] = []
        self._highlights = 0

    def insert(self, table: str, columns: Sequence[str], new: Sequence[rows.Row]) -> None:
        """Insert rows that hold their own keys."""
        places = [list(columns).index(name) for name in rows.KEYS[table]]
        self._weigh(table, len(new))
        with rows.room(self.connection, len(new)):
            for part in self._parts(new):
                rows.insert(self.connection, table, columns, part)
                keys = [[row[place] for place in places] for row in part]
                self.steps.append({"op": "insert", "table": table, "keys": keys})

    def delete(self, table: str, keys: Iterable[Key]) -> None:
        """Delete rows by key; what they held goes into the journal."""
        listed = list(map(list, keys))
        self._weigh(table, len(listed))
        with rows.room(self.connection, len(listed)):
            for part in self._parts(listed):
                step: Step = {"op": "delete", "table": table, "keys": part}
                step["rows"] = rows.take(self.connection, table, part)
                self.steps.append(step)

    def update(self, table: str, columns: Sequence[str], changes: Mapping[Key, Sequence[Value]]) -> int:
        """Give rows new values; rows that hold them already are left out.

        Returns:
            how many rows really changed.
        """
        number = 0
        self._weigh(table, len(changes))
        with rows.room(self.connection, len(changes)):
            for part in self._parts(list(changes)):
                current = rows.read(self.connection, table, columns, part)
                changed = [
                    key for key in part if tuple(changes[key]) != current.get(key, tuple(changes[key]))
                ]
                if changed:
                    self._set(table, columns, changed, current, changes)
                    number += len(changed)
        return number

    def _set(
        self,
        table: str,
        columns: Sequence[str],
        keys: Sequence[Key],
        before: Mapping[Key, rows.Row],
        after: Mapping[Key, Sequence[Value]],
    ) -> None:
        step: Step = {"op": "update", "table": table, "columns": list(columns), "keys": list(map(list, keys))}
        step["before"] = [list(before[key]) for key in keys]
        step["after"] = [list(after[key]) for key in keys]
        rows.set_values(self.connection, table, columns, keys, step["after"])
        self.steps.append(step)

    def _weigh(self, table: str, number: int) -> None:
        """Have a backup made before a change of many highlights goes on; it holds what was before."""
        if table not in _HIGHLIGHTS or self._highlights > _BULK:
            return
        self._highlights = max(self._highlights, number)
        if number > _BULK:
            from excerpta.core.store.backup import before_bulk  # few changes are so large

            before_bulk(self._library)

    def _parts(self, items: Sequence[Item]) -> Iterable[Sequence[Item]]:
        """Items as short lists: a step is so short that no other thread waits while it becomes text."""
        if len(items) > _PART:
            return self._cut(items)
        self._library.go_on()
        return (items,) if items else ()

    def _cut(self, items: Sequence[Item]) -> Iterator[Sequence[Item]]:
        for start in range(0, len(items), _PART):
            self._library.go_on()
            yield items[start : start + _PART]


@contextmanager
def recording(library: Library, kind: str, label: str, *, chain: int | None = None) -> Iterator[Command]:
    """One transaction that ends in a row of the journal; nothing altered, no row.

    What had been undone before can no longer be redone afterwards. Long work that commits in
    parts gives every part the `chain` of the first one: the parts are undone together.
    """
    with library.write() as connection:
        command = Command(library, kind, label, chain)
        yield command
        if command.steps:
            # Through the index command_undone, which is nearly always empty.
            connection.execute("DELETE FROM command WHERE undone = 1")
            steps = journal_text.dump(Content(command.steps, command.annotated, command.merged))
            cursor = connection.execute(
                "INSERT INTO command (kind, label, coder, at, undone, chain, steps) "
                "VALUES (?, ?, ?, ?, 0, ?, CAST(? AS TEXT))",
                (kind, command.label, library.coder, now(), command.chain, steps),
            )
            command.id = CommandId(cursor.lastrowid or 0)
            _lighten(command.steps)


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
    done = Content(command.steps, command.annotated, command.merged)
    return _changes(command.id, command.label, done)


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
        "SELECT id, kind, at, CAST(steps AS BLOB), chain, label FROM command WHERE undone = 0 "
        "ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if row is None or row[1] != command.kind:
        return
    if datetime.now(UTC) - datetime.fromisoformat(row[2]) > pause:
        return
    steps = journal_text.load(row[3]).steps
    if [_target(step) for step in steps] != [_target(step) for step in command.steps]:
        return
    for old, new in zip(steps, command.steps, strict=True):
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
    columns, which = "id, label, ifnull(chain, id), CAST(steps AS BLOB)", f"undone = {int(undone)}"
    statement = f"SELECT {columns} FROM command WHERE {which} ORDER BY id {direction} LIMIT 1"
    changes = Changes()
    chain: int | None = None
    with library.write() as connection:
        while row := connection.execute(statement).fetchone():
            if chain not in (None, row[2]):
                break
            chain = row[2]
            content = journal_text.load(row[3])
            command, label = CommandId(row[0]), row[1]
            _carry_out(library, command, content, undone=undone)
            _lighten(content.steps)
            if not undone:
                content.merged = {}  # what was merged is apart again
            changes = changes.with_more(_changes(command, label, content))
    return changes


def weight(library: Library, *, undone: bool) -> int:
    """About how much work the next undo is, or the next redo of what is `undone`; 1 is a row of a highlight.

    A text weighs as much as the rows that its index takes as long as.
    """
    direction = "ASC" if undone else "DESC"
    statement = f"SELECT id, ifnull(chain, id) FROM command WHERE undone = ? ORDER BY id {direction}"
    found, first = 0, None
    for id_, chain in library.connection.execute(statement, (undone,)):
        first = first or chain
        if chain != first or found > _HEAVY:
            break
        # Asks for the length alone, which may be many megabytes.
        with library.connection.blobopen("command", "steps", id_, readonly=True) as text:
            if len(text) > _READ_TO_WEIGH:
                return _HEAVY
            steps = journal_text.load(text.read()).steps
        found += sum(_weight(library.connection, step) for step in steps)
    return found


def _weight(connection: sqlite3.Connection, step: Step) -> int:
    number = len(step["keys"])
    if step["table"] != "content":
        return number
    documents = [key[0] for key in step["keys"]]
    lengths = rows.having(connection, "document", ("length",), "id", documents)
    return number + sum(int(row[0] or 0) for row in lengths) // _TEXT_AS_A_ROW


def undo_label(library: Library) -> str:
    """What `undo` would take back, in words; empty when there is nothing."""
    return _label(library, "SELECT label FROM command WHERE undone = 0 ORDER BY id DESC LIMIT 1")


def redo_label(library: Library) -> str:
    """What `redo` would do again, in words; empty when there is nothing."""
    return _label(library, "SELECT label FROM command WHERE undone = 1 ORDER BY id LIMIT 1")


def _label(library: Library, statement: str) -> str:
    row = library.connection.execute(statement).fetchone()
    return "" if row is None else str(row[0])


def _carry_out(library: Library, command: CommandId, content: Content, *, undone: bool) -> None:
    """Redo a command that is undone, or undo it; its steps are written again only if they are others now."""
    connection, altered = library.connection, False
    with rows.room(connection, sum(len(step["keys"]) for step in content.steps)):
        for step in content.steps if undone else reversed(content.steps):
            library.go_on()
            altered |= (_repeat if undone else _revert)(connection, step)
    if altered:
        values = (not undone, journal_text.dump(content), command)
        connection.execute("UPDATE command SET undone = ?, steps = CAST(? AS TEXT) WHERE id = ?", values)
    else:
        connection.execute("UPDATE command SET undone = ? WHERE id = ?", (not undone, command))


def _revert(connection: sqlite3.Connection, step: Step) -> bool:
    """Take a step back; whether the step itself is another now."""
    if step["op"] == "insert":
        step["rows"] = rows.take(connection, step["table"], step["keys"])
        return True
    if step["op"] == "delete":
        rows.put(connection, step["table"], step["rows"])
    else:
        rows.set_values(connection, step["table"], step["columns"], step["keys"], step["before"])
    return False


def _repeat(connection: sqlite3.Connection, step: Step) -> bool:
    """Do a step again; whether the step itself is another now."""
    if step["op"] == "insert":
        rows.put(connection, step["table"], step.pop("rows"))
        return True
    if step["op"] == "delete":
        taken = list(map(list, rows.take(connection, step["table"], step["keys"])))
        same = bool(taken == step["rows"])  # another program may have altered them meanwhile
        step["rows"] = taken
        return not same
    rows.set_values(connection, step["table"], step["columns"], step["keys"], step["after"])
    return False


def _lighten(steps: list[Step]) -> None:
    """Let go of all but the keys, a step at a time: letting go of all rows at once holds up every thread."""
    for step in steps:
        for part in ("rows", "before", "after"):
            step.pop(part, None)


def _changes(command: CommandId, label: str, content: Content) -> Changes:
    touched: dict[str, set[int]] = {}
    counts = False
    for step in content.steps:
        touched.setdefault(step["table"], set()).update([key[0] for key in step["keys"]])
        is_count = step["op"] != "update" or "trashed" in step["columns"]
        counts = counts or (is_count and step["table"] not in _UNCOUNTED)
    nothing: set[int] = set()
    documents = touched.get("document", nothing) | touched.get("content", nothing)
    annotations = touched.get("annotation", nothing) | touched.get("annotation_tag", nothing)
    return Changes(
        label=label,
        command=command,
        documents=cast("frozenset[DocumentId]", frozenset(documents)),
        annotations=cast("frozenset[AnnotationId]", frozenset(annotations)),
        annotated=frozenset(content.annotated),
        tags=cast("frozenset[TagId]", frozenset(touched.get("tag", ()))),
        merged=content.merged,
        counts=counts,
        colours="colour_name" in touched,
        memos="memo" in touched,
        searches="saved_search" in touched,
    )
