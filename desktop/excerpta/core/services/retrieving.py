"""Finding highlights again: by tag, colour, document and words."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from excerpta.core.interchange import csv
from excerpta.core.model.annotation import Annotation
from excerpta.core.model.document import DocumentSummary, PartialDate
from excerpta.core.model.ids import AnnotationId, DocumentId
from excerpta.core.model.query import Query
from excerpta.core.store import annotations, documents, retrieval, tags
from excerpta.core.store.library import Library
from excerpta.core.text.query_language import format_query, parse_query

__all__ = ["format_query", "parse_query"]

CONTEXT = 160
"""How many code points of its paragraph a row shows on each side of a passage."""


@dataclass(frozen=True, slots=True)
class HighlightRow:
    """What a list of highlights shows of one; `before` and `after` stay inside its paragraphs."""

    annotation: Annotation
    title: str
    source: str
    published: PartialDate
    before: str
    after: str


def find_highlights(library: Library, query: Query) -> "array[int]":
    """The ids of the highlights that a query means, in reading order.

    Raises:
        QueryError: it names a tag or a colour that does not exist.
    """
    with library.read():
        return retrieval.find(library, query, tags.read_tree(library))


def highlight_rows(library: Library, ids: Sequence[AnnotationId]) -> list[HighlightRow]:
    """Rows for highlights in the order given; those that are gone are left out."""
    with library.read():
        found = annotations.read_present(library, ids)
        owners = list(dict.fromkeys(one.document for one in found))
        about = {one.id: one for one in documents.summaries(library, owners)}
        return [_row(library, one, about[one.document]) for one in found]


def highlight_records(library: Library, query: Query) -> Iterator[dict[str, str | int]]:
    """The highlights of a query under the names of the wide CSV columns, unaltered.

    Raises:
        QueryError: as `find_highlights`.
    """
    tree = tags.read_tree(library)
    found = retrieval.records(library, query, tree)
    return (csv.wide_row(record, tree) for record in found)


def _row(library: Library, one: Annotation, about: DocumentSummary) -> HighlightRow:
    passage = documents.passage(library, DocumentId(one.document))
    text, starts = passage.text, passage.starts
    first = starts[bisect_right(starts, one.start) - 1]
    last = bisect_right(starts, one.end - 1)
    end = starts[last] - 1 if last < len(starts) else len(text)
    before = text[max(first, one.start - CONTEXT) : one.start]
    after = text[one.end : min(end, one.end + CONTEXT)]
    return HighlightRow(one, about.title, about.source, about.published, before, after)
