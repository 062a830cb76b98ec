"""The full-text index holds the folded words of each document that are not furniture.

Question: where are its texts? Choice: a contentless FTS5 table, whose rows are taken out by giving
the same folded text again. Why: the words are in `content` already; a copy would double the file.
So the folding is part of the file format, and a change of it comes with a new, empty index that is
filled after the library was opened.
"""

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from excerpta.core.model.document import BlockKind
from excerpta.core.model.ids import DocumentId
from excerpta.core.model.search import Phrase, Search, SearchPart
from excerpta.core.store.interrupting import interruptible
from excerpta.core.text.search_language import parse_search
from excerpta.core.text.searched_text import Range, indexed_text

Row = Sequence[object]
Searchable = tuple[object, str]
_INDEXED = "EXISTS (SELECT 1 FROM document_search_docsize WHERE id = ?)"
_UNTRASHED = "rowid NOT IN (SELECT id FROM document WHERE trashed IS NOT NULL)"


class SearchOrder(StrEnum):
    """In which order documents are found."""

    RELEVANCE = "relevance"
    DATE = "date"
    IMPORTED = "imported"


_ORDERED = {
    SearchOrder.RELEVANCE: f"""
        SELECT rowid FROM document_search WHERE document_search MATCH ? AND {_UNTRASHED}
        ORDER BY rank LIMIT ?
    """,
    SearchOrder.DATE: """
        SELECT document.id FROM document_search JOIN document ON document.id = document_search.rowid
        WHERE document_search MATCH ? AND trashed IS NULL
        ORDER BY published = '', published DESC, document.id DESC LIMIT ?
    """,
    SearchOrder.IMPORTED: f"""
        SELECT rowid FROM document_search WHERE document_search MATCH ? AND {_UNTRASHED}
        ORDER BY rowid DESC LIMIT ?
    """,
}
"""The newest first, by date or by import; the index answers the last of them without sorting."""


def furniture_of(blocks: str) -> list[Range]:
    """The ranges of furniture among blocks as `content` stores them."""
    if BlockKind.FURNITURE not in blocks:
        return []
    return [(b[1], b[2]) for b in json.loads(blocks) if b[0] == BlockKind.FURNITURE]


def searchable(row: Row) -> Searchable:
    """The id and the indexed text of a row of `content` (id, text, blocks, spans)."""
    return row[0], indexed_text(str(row[1]), furniture_of(str(row[2])))


def add(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Index rows of `content`."""
    add_searchable(connection, map(searchable, rows))


def add_searchable(connection: sqlite3.Connection, texts: Iterable[Searchable]) -> None:
    """Index what `searchable` gave."""
    connection.executemany("INSERT INTO document_search (rowid, body) VALUES (?, ?)", texts)


def remove(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Take rows of `content` out of the index; they must be as they were when indexed."""
    # Taking out what an index does not hold yet would spoil it.
    held = [row for row in rows if connection.execute(f"SELECT {_INDEXED}", (row[0],)).fetchone()[0]]
    statement = "INSERT INTO document_search (document_search, rowid, body) VALUES ('delete', ?, ?)"
    connection.executemany(statement, map(searchable, held))


def expression(search: Search | str) -> str:
    """The MATCH expression of a search, which also may be given as text; empty when it finds nothing.

    Whatever the text is, no sign in it means anything to FTS5: words are folded, and stand in quotes.

    Raises:
        QueryError: the text only says what to leave out, or holds too many words.
    """
    search = parse_search(search) if isinstance(search, str) else search
    if not search.wanted:
        return ""
    wanted = " AND ".join(map(_expressed, search.wanted))
    excluded = " OR ".join(map(_expressed, search.excluded))
    return f"({wanted}) NOT ({excluded})" if excluded else wanted


def _expressed(part: SearchPart) -> str:
    phrases = [_quoted(phrase) for phrase in part.phrases]
    if not part.gaps:
        return phrases[0]
    near = (f"NEAR({phrases[at]} {phrases[at + 1]}, {gap})" for at, gap in enumerate(part.gaps))
    return f"({' AND '.join(near)})"


def _quoted(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"{" *" if phrase.is_begun else ""}'


def matching_documents(
    connection: sqlite3.Connection,
    search: Search,
    order: SearchOrder = SearchOrder.IMPORTED,
    *,
    limit: int = -1,
    cancelled: Callable[[], bool] = lambda: False,
) -> "array[int]":
    """Documents, not in the trash, that a search finds; with a limit, at most so many.

    Raises:
        CancelledError: `cancelled` said so.
    """
    matched = expression(search)
    found = array("q")
    if matched:
        with interruptible(connection, cancelled):
            found.extend(row[0] for row in connection.execute(_ORDERED[order], (matched, limit)))
    return found


def count_matching(
    connection: sqlite3.Connection, search: Search, *, cancelled: Callable[[], bool] = lambda: False
) -> int:
    """How many documents, not in the trash, a search finds.

    Raises:
        CancelledError: `cancelled` said so.
    """
    matched = expression(search)
    if not matched:
        return 0
    statement = f"SELECT count(*) FROM document_search WHERE document_search MATCH ? AND {_UNTRASHED}"
    with interruptible(connection, cancelled):
        return int(connection.execute(statement, (matched,)).fetchone()[0])


def unindexed(connection: sqlite3.Connection) -> list[DocumentId]:
    """Documents that the index lacks."""
    statement = "SELECT id FROM document WHERE id NOT IN (SELECT id FROM document_search_docsize) ORDER BY id"
    return [DocumentId(row[0]) for row in connection.execute(statement)]


def ownerless(connection: sqlite3.Connection) -> list[DocumentId]:
    """Rows of the index that have no document."""
    statement = "SELECT id FROM document_search_docsize WHERE id NOT IN (SELECT id FROM document) ORDER BY id"
    return [DocumentId(row[0]) for row in connection.execute(statement)]


def index(connection: sqlite3.Connection, documents: Sequence[DocumentId]) -> None:
    """Index documents; those that are in the index by now, or gone, are left out."""
    statement = f"SELECT * FROM content WHERE document_id = ? AND NOT {_INDEXED}"
    for document in documents:
        add(connection, connection.execute(statement, (document, document)).fetchall())
