"""What crossings are counted from: every highlight with its tags, document by document."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from excerpta.core.model.ids import DocumentId
from excerpta.core.model.query import Query
from excerpta.core.model.tag import TagTree
from excerpta.core.store import retrieval
from excerpta.core.store.library import Library

Carried = tuple[int, int, int, int, str | None]
"""Document, start, end, id, and the ids of its tags as a text; None without tags."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document comes from: what it can be grouped by. `published` is ISO 8601, as far as known."""

    title: str
    source: str
    published: str


class Wanted:
    """The highlights that a query means; all of them for the empty query."""

    def __init__(self, library: Library, query: Query, tree: TagTree) -> None:
        self._marks: bytearray | None = None
        if query.terms:
            # Ids are handed out from 1 up, so a byte for each is less than a set.
            self._marks = _marks(retrieval.find(library, query, tree).ids)

    def __contains__(self, id_: int) -> bool:
        return self._marks is None or (id_ < len(self._marks) and self._marks[id_] == 1)


def _marks(ids: "array[int]") -> bytearray:
    marks = bytearray(max(ids, default=0) + 1)
    for id_ in ids:
        marks[id_] = 1
    return marks


def carried(library: Library) -> Iterator[tuple[DocumentId, list[Carried]]]:
    """Every highlight outside the trash in reading order, a document at a time."""
    # annotation_place holds all of the outer row, annotation_tag_annotation all of the inner ones.
    sql = """
        SELECT document_id, start, end, id,
               (SELECT group_concat(tag_id) FROM annotation_tag WHERE annotation_id = annotation.id)
        FROM annotation INDEXED BY annotation_place
        WHERE document_id NOT IN (SELECT id FROM document WHERE trashed IS NOT NULL)
        ORDER BY document_id, start, end, id
    """
    for document, rows in groupby(library.connection.execute(sql), itemgetter(0)):
        yield DocumentId(document), list(rows)


def origins(library: Library) -> dict[DocumentId, Origin]:
    """Every document outside the trash that has highlights."""
    sql = """
        SELECT id, title, source, published FROM document
        WHERE trashed IS NULL AND id IN (SELECT document_id FROM annotation)
    """
    return {DocumentId(row[0]): Origin(*row[1:]) for row in library.connection.execute(sql)}
