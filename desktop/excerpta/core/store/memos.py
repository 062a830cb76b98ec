"""Memos: the rows of text about documents, tags and the library."""

from collections.abc import Sequence

from excerpta.core.model.ids import DocumentId, MemoId, TagId
from excerpta.core.model.memo import Memo
from excerpta.core.store.identity import new_uuid
from excerpta.core.store.journal import Command, Key
from excerpta.core.store.library import Library, now

_COLUMNS = ("id", "uuid", "document_id", "tag_id", "text", "coder", "created", "modified")
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM memo"
_AT_ONCE = 10_000


def read(library: Library, document: DocumentId | None, tag: TagId | None) -> Memo | None:
    """The memo about a document, a tag, or with neither the library, through the index memo_about."""
    statement = f"{_SELECT} WHERE ifnull(document_id, 0) = ? AND ifnull(tag_id, 0) = ?"
    row = library.connection.execute(statement, (document or 0, tag or 0)).fetchone()
    return None if row is None else Memo(*row)


def read_all(library: Library) -> list[Memo]:
    """Every memo: of the library, of documents, of tags."""
    statement = f"{_SELECT} ORDER BY tag_id IS NOT NULL, document_id, tag_id"
    return [Memo(*row) for row in library.connection.execute(statement)]


def of_tags(library: Library, tags: Sequence[TagId]) -> dict[TagId, Memo]:
    """The memos about tags, those that have one."""
    found: dict[TagId, Memo] = {}
    for start in range(0, len(tags), _AT_ONCE):
        part = tags[start : start + _AT_ONCE]
        statement = f"{_SELECT} WHERE tag_id IN ({', '.join('?' * len(part))})"
        found.update((row[3], Memo(*row)) for row in library.connection.execute(statement, part))
    return found


def tags_with_one(library: Library) -> frozenset[TagId]:
    """The tags that have a memo."""
    statement = "SELECT tag_id FROM memo WHERE tag_id IS NOT NULL"
    return frozenset(TagId(row[0]) for row in library.connection.execute(statement))


def insert(command: Command, document: DocumentId | None, tag: TagId | None, text: str, coder: str) -> None:
    """Add a memo about what has none."""
    row = command.connection.execute("SELECT ifnull(max(id), 0) + 1 FROM memo").fetchone()
    at = now()
    values = (row[0], new_uuid(), document, tag, text, coder, at, at)
    command.insert("memo", _COLUMNS, [values])


def update(command: Command, memo: MemoId, text: str) -> None:
    """Write other words into a memo."""
    command.update("memo", ("text", "modified"), {(memo,): (text, now())})


def give_to(command: Command, memo: MemoId, tag: TagId) -> None:
    """Let a memo be about another tag, which has none."""
    command.update("memo", ("tag_id",), {(memo,): (tag,)})


def delete(command: Command, memos: Sequence[MemoId]) -> None:
    """Take memos out."""
    keys: list[Key] = [(memo,) for memo in memos]
    command.delete("memo", keys)
