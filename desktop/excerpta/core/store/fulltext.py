"""The full-text index holds the folded words of each document that are not furniture.

Question: where are its texts? Choice: a contentless FTS5 table, whose rows are taken out by giving
the same folded text again. Why: the words are in `content` already; a copy would double the file.
So the folding is part of the file format, and a change of it comes with a migration that rebuilds.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from excerpta.core.model.document import BlockKind
from excerpta.core.model.ids import DocumentId
from excerpta.core.text.folding import fold

Row = Sequence[object]
_WORDS = re.compile(r'"([^"]*)"|(\S+)')


def searchable(text: str, blocks: str) -> str:
    """What of a document is searched, folded; `blocks` as `content` stores them."""
    if BlockKind.FURNITURE not in blocks:
        return fold(text)
    kept = (text[b[1] : b[2]] for b in json.loads(blocks) if b[0] != BlockKind.FURNITURE)
    return fold("\n".join(kept))


def add(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Index rows of `content` (id, text, blocks, spans)."""
    connection.executemany(
        "INSERT INTO document_search (rowid, body) VALUES (?, ?)",
        [(row[0], searchable(str(row[1]), str(row[2]))) for row in rows],
    )


def remove(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Take rows of `content` out of the index; they must be as they were when indexed."""
    connection.executemany(
        "INSERT INTO document_search (document_search, rowid, body) VALUES ('delete', ?, ?)",
        [(row[0], searchable(str(row[1]), str(row[2]))) for row in rows],
    )


def phrases(words: str) -> list[str]:
    """The words and quoted phrases of a search as a person types it, unfolded."""
    # FTS5 reads no further than a NUL, and SQLite takes no lone surrogates; neither is part of a word.
    words = words.replace("\0", " ").encode("utf-8", "replace").decode()
    found = ((m[1] if m[1] is not None else m[2]).strip() for m in _WORDS.finditer(words))
    return [phrase for phrase in found if any(c.isalnum() for c in phrase)]


def matching_documents(connection: sqlite3.Connection, wanted: Sequence[str]) -> Iterator[DocumentId]:
    """Documents, not in the trash, that hold all of some phrases; the last one may be unfinished."""
    if not wanted:
        return
    expression = " ".join('"' + fold(phrase).replace('"', " ") + '"' for phrase in wanted) + "*"
    statement = """
        SELECT rowid FROM document_search WHERE document_search MATCH ?
        AND rowid NOT IN (SELECT id FROM document WHERE trashed IS NOT NULL) ORDER BY rowid
    """
    for (document,) in connection.execute(statement, (expression,)):
        yield DocumentId(document)


def unindexed(connection: sqlite3.Connection) -> list[DocumentId]:
    """Documents that the index lacks, and rows of the index that have no document."""
    statement = """
        SELECT document_id FROM content WHERE document_id NOT IN (SELECT id FROM document_search_docsize)
        UNION ALL
        SELECT id FROM document_search_docsize WHERE id NOT IN (SELECT document_id FROM content)
    """
    return [DocumentId(row[0]) for row in connection.execute(statement)]
