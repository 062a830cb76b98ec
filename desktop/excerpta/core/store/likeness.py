"""Documents that are much the same as another, found by the passages that the library keeps of each.

What is shared by many, such as the small print under every article of a paper, proposes only the first
few of them, and of all that are proposed only the likeliest are compared.
"""

import sqlite3
from collections.abc import Iterable, Sequence

from excerpta.core.model.ids import DocumentId
from excerpta.core.model.likeness import Likeness
from excerpta.core.store.fulltext import Row, Searchable, furniture_of, searchable
from excerpta.core.text import likeness
from excerpta.core.text.searched_text import indexed_text

_LONGEST = 200_000
"""Of a longer text, in code points, the beginning stands for all."""

_FIRST = 8
"""Of the documents that share a passage, so many are proposed."""

_KEPT = 64
"""Texts that are kept while others are compared with them."""

_PROPOSED = f"""
    SELECT mine.document_id, other.id, other.title
    FROM likeness AS mine CROSS JOIN document AS other
    WHERE mine.document_id BETWEEN :first AND :last AND mine.passage <> 0
      AND other.id IN (
          SELECT document_id FROM likeness
          WHERE passage = mine.passage AND document_id <> mine.document_id
            AND (:later OR document_id < mine.document_id)
          ORDER BY document_id LIMIT {_FIRST})
      AND other.trashed IS NULL
    GROUP BY mine.document_id, other.id
    ORDER BY mine.document_id, count(*) DESC, other.id
"""
"""Served by the primary key of likeness, and by likeness_passage; the order of the tables is forced."""


def add(connection: sqlite3.Connection, texts: Iterable[Searchable]) -> None:
    """Keep the passages of documents, given as the search index gets them."""
    statement = "INSERT INTO likeness (document_id, passage) VALUES (?, ?)"
    new = ((id_, passage) for id_, text in texts for passage in likeness.passages(text[:_LONGEST]) or (0,))
    connection.executemany(statement, new)


def replace(connection: sqlite3.Connection, texts: Sequence[Searchable]) -> None:
    """Keep the passages of documents that were altered, in place of those from before."""
    connection.executemany("DELETE FROM likeness WHERE document_id = ?", [(id_,) for id_, _ in texts])
    add(connection, texts)


def unsigned(connection: sqlite3.Connection) -> list[DocumentId]:
    """Documents of which no passages are kept yet."""
    statement = """
        SELECT document_id FROM content
        WHERE NOT EXISTS (SELECT 1 FROM likeness WHERE likeness.document_id = content.document_id)
        ORDER BY document_id
    """
    return [DocumentId(row[0]) for row in connection.execute(statement)]


def sign(connection: sqlite3.Connection, documents: Sequence[DocumentId]) -> None:
    """Keep the passages of documents; those of which some are kept by now, or that are gone, are left out."""
    statement = """
        SELECT document_id, text, blocks FROM content
        WHERE document_id = ? AND NOT EXISTS (SELECT 1 FROM likeness WHERE document_id = ?)
    """
    for document in documents:
        add(connection, map(searchable, connection.execute(statement, (document, document)).fetchall()))


def alike(
    connection: sqlite3.Connection, first: DocumentId, last: DocumentId, *, later: bool, most: int
) -> dict[DocumentId, list[Likeness]]:
    """What each document of a range of ids is much the same as, the likest first.

    Args:
        connection: of the library.
        first: the first id of the range.
        last: the last one.
        later: whether documents are named that came in later than the one asked about.
        most: how many are compared with each one.
    """
    proposed: dict[DocumentId, dict[DocumentId, str]] = {}
    for mine, other, title in connection.execute(_PROPOSED, {"first": first, "last": last, "later": later}):
        others = proposed.setdefault(DocumentId(mine), {})
        if len(others) < most:
            others[DocumentId(other)] = title
    texts = _Texts(connection)
    found: dict[DocumentId, list[Likeness]] = {}
    for mine, others in proposed.items():
        compared = [
            Likeness(other, title, likeness.shared(texts.runs(mine), texts.runs(other)))
            for other, title in others.items()
        ]
        like = [one for one in compared if one.share >= likeness.SHARED]
        if like:
            found[mine] = sorted(like, key=lambda one: (-one.share, one.document))
    return found


def _beginning(row: Row) -> str:
    """What is compared of a row of `content`; a long text is not folded for nothing."""
    text = str(row[1])[:_LONGEST]
    furniture = [(start, min(end, _LONGEST)) for start, end in furniture_of(str(row[2])) if start < _LONGEST]
    return indexed_text(text, furniture)


class _Texts:
    """Runs of words of the texts that are compared, the last few kept."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._runs: dict[DocumentId, likeness.Runs] = {}

    def runs(self, document: DocumentId) -> likeness.Runs:
        known = self._runs.pop(document, None)
        if known is None:
            statement = "SELECT document_id, text, blocks FROM content WHERE document_id = ?"
            row = self._connection.execute(statement, (document,)).fetchone()
            known = likeness.runs(_beginning(row))
        self._runs[document] = known
        if len(self._runs) > _KEPT:
            del self._runs[next(iter(self._runs))]
        return known
