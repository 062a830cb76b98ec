"""Finding highlights again: what a query means, in which order, under which headings."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from excerpta.core.interchange import csv
from excerpta.core.interchange.quotation import QuotationForm, quotations
from excerpta.core.model.annotation import Annotation
from excerpta.core.model.document import DocumentSummary, PartialDate
from excerpta.core.model.ids import AnnotationId, DocumentId, TagId
from excerpta.core.model.query import Grouping, Query, QueryField, Sort
from excerpta.core.model.record import HighlightRecord
from excerpta.core.model.tag import TagTree
from excerpta.core.store import annotations, conditions, documents, fulltext, ordering, retrieval, tags
from excerpta.core.store.interrupting import interruptible
from excerpta.core.store.library import Library
from excerpta.core.store.retrieval import Found
from excerpta.core.text.query_language import format_query, parse_query

__all__ = ["QuotationForm", "format_query", "parse_query"]

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


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over some rows of a list.

    Attributes:
        key: the id of a document or tag, a month such as `2020-09`, or a source; empty for what has none.
        label: the same for people: a title, a path, a month, a source; empty for what has none.
        count: how many highlights stand below it.

    """

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The highlights of a query in the order asked for.

    Attributes:
        ids: of the highlights.
        documents: in how many documents they stand.
        headings: in the order of the highlights; empty without grouping.
        is_whole: False where there may be more highlights, which were not waited for.

    """

    ids: "array[int]"
    documents: int
    headings: tuple[Heading, ...] = ()
    is_whole: bool = True


def find_highlights(
    library: Library,
    query: Query,
    *,
    sort: Sort = Sort.READING,
    grouping: Grouping = Grouping.NONE,
    cancelled: Callable[[], bool] | None = None,
) -> "array[int]":
    """The ids of the highlights that a query means.

    Raises:
        QueryError: it names a tag or a colour that does not exist.
        CancelledError: `cancelled` said so.
    """
    with library.read():
        return _found(library, query, tags.read_tree(library), sort, grouping, cancelled)[0].ids


def list_highlights(
    library: Library,
    query: Query,
    *,
    sort: Sort = Sort.READING,
    grouping: Grouping = Grouping.NONE,
    at_least: int | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Listing:
    """The highlights that a query means, in an order and under headings.

    Args:
        library: the open library.
        query: what is asked.
        sort: the order, inside of each heading.
        grouping: what the headings are; highlights stand below the first heading that fits, once.
        at_least: in reading order, end soon after so many are found; the listing then may not be whole.
        cancelled: asked often whether to go on.

    Raises:
        QueryError, CancelledError: as `find_highlights`.
    """
    with library.read():
        tree = tags.read_tree(library)
        in_reading_order = sort is Sort.READING and grouping in (Grouping.NONE, Grouping.DOCUMENT)
        if at_least is not None and in_reading_order:
            found, is_whole = _first(library, query, tree, at_least, cancelled)
            headings = ordering.headings_by_document(found) if grouping is not Grouping.NONE else []
        else:
            found, headings = _found(library, query, tree, sort, grouping, cancelled)
            is_whole = True
        named = _named(library, tree, grouping, headings)
        return Listing(found.ids, len(set(found.documents)), named, is_whole)


def unseen_documents(library: Library, query: Query) -> int:
    """In how many documents the words of a query are not looked for yet: the search index lacks them."""
    if not any(term.field is QueryField.TEXT for term in query.terms):
        return 0
    return len(fulltext.unindexed(library.connection))


def count_highlights(library: Library, query: Query, *, cancelled: Callable[[], bool] | None = None) -> int:
    """How many highlights a query means.

    Raises:
        QueryError, CancelledError: as `find_highlights`.
    """
    return len(find_highlights(library, query, cancelled=cancelled))


def highlight_rows(library: Library, ids: Sequence[AnnotationId]) -> list[HighlightRow]:
    """Rows for highlights in the order given; those that are gone are left out."""
    with library.read():
        found = annotations.read_present(library, ids)
        owners = list(dict.fromkeys(one.document for one in found))
        about = {one.id: one for one in documents.summaries(library, owners)}
        return [_row(library, one, about[one.document]) for one in found]


def highlight_records(
    library: Library, query: Query, *, sort: Sort = Sort.READING, grouping: Grouping = Grouping.NONE
) -> Iterator[dict[str, str | int]]:
    """The highlights of a query under the names of the wide CSV columns, unaltered.

    Raises:
        QueryError: as `find_highlights`.
    """
    tree = tags.read_tree(library)
    return (csv.wide_row(record, tree) for record in ordered_records(library, query, tree, sort, grouping))


def ordered_records(
    library: Library, query: Query, tree: TagTree, sort: Sort, grouping: Grouping
) -> Iterator[HighlightRecord]:
    """The highlights of a query with what exports say of them, in the order in which they are listed.

    Raises:
        QueryError: as `find_highlights`.
    """
    if sort is Sort.READING and grouping in (Grouping.NONE, Grouping.DOCUMENT):
        return retrieval.records(library, query, tree)
    return retrieval.records(library, query, tree, _found(library, query, tree, sort, grouping, None)[0].ids)


def quote_highlights(library: Library, ids: Sequence[AnnotationId], form: QuotationForm) -> str:
    """Highlights as quotations with where they are from, in the order given, for the clipboard."""
    with library.read():
        tree = tags.read_tree(library)
        return "".join(quotations(retrieval.records(library, Query(), tree, ids), tree, form))


def _found(
    library: Library,
    query: Query,
    tree: TagTree,
    sort: Sort,
    grouping: Grouping,
    cancelled: Callable[[], bool] | None,
) -> tuple[Found, list[tuple[str, int]]]:
    found = retrieval.find(library, query, tree, cancelled=cancelled)
    if sort is Sort.READING and grouping is Grouping.NONE:
        return found, []
    with interruptible(library.connection, cancelled):
        return ordering.ordered(library, found, sort, grouping, _asked_first(query, tree))


def _first(
    library: Library, query: Query, tree: TagTree, number: int, cancelled: Callable[[], bool] | None
) -> tuple[Found, bool]:
    found = Found()
    for part in retrieval.parts(library, query, tree, cancelled=cancelled):
        found.ids.extend(part.ids)
        found.documents.extend(part.documents)
        if len(found) >= number:
            return found, part.is_last
    return found, True


def _asked_first(query: Query, tree: TagTree) -> list[TagId]:
    """All tags in the order of the codebook, those first that are asked for."""
    asked = {tag for term in query.of(QueryField.TAG) for tag in conditions.tags_meant(term, tree) or ()}
    return sorted((tag.id for tag in tree), key=lambda tag: tag not in asked)


def _named(
    library: Library, tree: TagTree, grouping: Grouping, headings: Sequence[tuple[str, int]]
) -> tuple[Heading, ...]:
    names: dict[str, str] = {}
    if grouping is Grouping.TAG:
        names = {str(tag.id): tree.path(tag.id) for tag in tree}
    elif grouping is Grouping.DOCUMENT:
        names = ordering.titles(library, [int(key) for key, _ in headings])
    return tuple(Heading(key, names.get(key, key), count) for key, count in headings)


def _row(library: Library, one: Annotation, about: DocumentSummary) -> HighlightRow:
    passage = documents.passage(library, DocumentId(one.document))
    text, starts = passage.text, passage.starts
    first = starts[bisect_right(starts, one.start) - 1]
    last = bisect_right(starts, one.end - 1)
    end = starts[last] - 1 if last < len(starts) else len(text)
    before = text[max(first, one.start - CONTEXT) : one.start]
    after = text[one.end : min(end, one.end + CONTEXT)]
    return HighlightRow(one, about.title, about.source, about.published, before, after)
