"""The list of commands in the journal, newest first; what they altered is not read for it."""

from itertools import groupby

from excerpta.core.model.history import HistoryEntry
from excerpta.core.model.ids import CommandId
from excerpta.core.store.library import Library


def page(library: Library, before: CommandId | None, limit: int) -> list[HistoryEntry]:
    """Up to `limit` steps of undo that end before a command, or the last ones."""
    # Backwards over the primary key; `steps`, the last column, stays unread on its own pages.
    statement = """
        SELECT id, ifnull(chain, id), label, coder, at, undone FROM command WHERE id < ? ORDER BY id DESC
    """
    highest = 2**63 - 1 if before is None else before
    found: list[HistoryEntry] = []
    rows = library.connection.execute(statement, (highest,))
    for _, parts in groupby(rows, key=lambda row: row[1]):
        if len(found) == limit:
            break
        last, *others = parts
        first = others[-1] if others else last
        id_, _, label, coder, at, undone = last
        found.append(HistoryEntry(CommandId(id_), CommandId(first[0]), label, coder, at, bool(undone)))
    rows.close()
    return found


def count(library: Library) -> int:
    """How many commands the journal holds."""
    return int(library.connection.execute("SELECT count(*) FROM command").fetchone()[0])


def exists(library: Library, command: CommandId) -> bool:
    """Whether the journal holds a command."""
    return library.connection.execute("SELECT 1 FROM command WHERE id = ?", (command,)).fetchone() is not None


def last_done(library: Library) -> CommandId | None:
    """The last command that is not undone."""
    statement = "SELECT id FROM command WHERE undone = 0 ORDER BY id DESC LIMIT 1"
    row = library.connection.execute(statement).fetchone()
    return None if row is None else CommandId(row[0])


def next_undone(library: Library) -> CommandId | None:
    """The first command that waits to be done again, through the index command_undone."""
    row = library.connection.execute("SELECT min(id) FROM command WHERE undone = 1").fetchone()
    return None if row[0] is None else CommandId(row[0])
