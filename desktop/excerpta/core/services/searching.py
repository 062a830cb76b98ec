"""Full-text search: the documents that hold words, and every place of them, exact in the original text."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from excerpta.core.model.document import BlockKind, DocumentSummary
from excerpta.core.model.ids import DocumentId
from excerpta.core.model.search import Search
from excerpta.core.store import documents, fulltext
from excerpta.core.store.fulltext import SearchOrder
from excerpta.core.store.library import Library
from excerpta.core.text.search_language import parse_search
from excerpta.core.text.searched_text import SearchedText

__all__ = [
    "CONTEXT",
    "DocumentHits",
    "SearchHit",
    "SearchOrder",
    "count_documents",
    "count_places",
    "find_documents",
    "hits_in",
    "index_documents",
    "parse_search",
    "places_in",
    "search",
    "unindexed_documents",
]

_AT_ONCE = 20
"""Documents that are indexed in one transaction: some 10 ms for articles."""

CONTEXT = 160
"""How many code points of its surroundings a hit shows on each side."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One place where a word or phrase stands; positions in code points."""

    document: DocumentId
    title: str
    start: int
    end: int
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DocumentHits:
    """A document that was found.

    Attributes:
        about: the document.
        hits: the first places in it, in order.
        number: how many places there are in all.

    """

    about: DocumentSummary
    hits: tuple[SearchHit, ...]
    number: int


def search(
    library: Library,
    words: str | Search,
    order: SearchOrder = SearchOrder.IMPORTED,
    *,
    limit: int = 500,
    cancelled: Callable[[], bool] = _never,
) -> Iterator[SearchHit]:
    """Every place of what is looked for, document by document, furniture passed over.

    Args:
        library: the open library.
        words: in the language of full-text search.
        order: of the documents.
        limit: at most so many hits.
        cancelled: asked often.

    Raises:
        CancelledError: `cancelled` said so.
        QueryError: as `parse_search`.
    """
    wanted = parse_search(words) if isinstance(words, str) else words
    # Every document that is found has a place.
    ids = find_documents(library, wanted, order, limit=limit, cancelled=cancelled)
    found = (
        hit
        for id_ in ids
        for one in hits_in(library, [id_], wanted, most=limit, cancelled=cancelled)
        for hit in one.hits
    )
    return islice(found, limit)


def find_documents(
    library: Library,
    wanted: Search,
    order: SearchOrder = SearchOrder.IMPORTED,
    *,
    limit: int = -1,
    cancelled: Callable[[], bool] = _never,
) -> "array[int]":
    """The documents, not in the trash, that a search finds, in order; at most `limit`, unless that is -1.

    Raises:
        CancelledError: `cancelled`, which is asked often, said so.
    """
    return fulltext.matching_documents(library.connection, wanted, order, limit=limit, cancelled=cancelled)


def count_documents(library: Library, wanted: Search, *, cancelled: Callable[[], bool] = _never) -> int:
    """How many documents, not in the trash, a search finds.

    Raises:
        CancelledError: `cancelled`, which is asked often, said so.
    """
    return fulltext.count_matching(library.connection, wanted, cancelled=cancelled)


def hits_in(
    library: Library,
    found: Sequence[int],
    wanted: Search,
    *,
    most: int | None = None,
    cancelled: Callable[[], bool] = _never,
) -> Iterator[DocumentHits]:
    """Where in documents stands what is looked for; documents that are gone are left out.

    Args:
        library: the open library.
        found: the documents.
        wanted: what is looked for.
        most: so many places are told of each document; None for all.
        cancelled: asked often; then a CancelledError is raised.
    """
    for about in documents.summaries(library, [DocumentId(id_) for id_ in found]):
        text, searched = _searched(library, about.id, cancelled)
        places = list(islice(searched.places(wanted), most))
        number = searched.count(wanted) if most is not None and len(places) >= most else len(places)
        yield DocumentHits(about, tuple(_hit(about, text, *place) for place in places), number)


def count_places(
    library: Library, found: Sequence[int], wanted: Search, *, cancelled: Callable[[], bool] = _never
) -> int:
    """How many places there are in documents.

    Raises:
        CancelledError: `cancelled`, which is asked often, said so.
    """
    present = documents.summaries(library, [DocumentId(id_) for id_ in found])
    return sum(_searched(library, one.id, cancelled)[1].count(wanted) for one in present)


def places_in(
    library: Library, document: DocumentId, wanted: Search, *, cancelled: Callable[[], bool] = _never
) -> list[tuple[int, int]]:
    """Where in a document stands what is looked for: ranges in code points, in order.

    Raises:
        CancelledError: `cancelled`, which is asked often, said so.
        NotFoundError: there is no such document.
    """
    return list(_searched(library, document, cancelled)[1].places(wanted))


def unindexed_documents(library: Library) -> list[DocumentId]:
    """The documents that a search does not see yet: an older library was large, and is brought up to date."""
    return fulltext.unindexed(library.connection)


def index_documents(
    library: Library,
    missing: Sequence[DocumentId],
    *,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = _never,
) -> None:
    """Let searches see documents, few at a time, so that nobody has to wait to write meanwhile.

    Stopped, by `cancelled` or by the end of the program, it keeps what is done.
    """
    for start in range(0, len(missing), _AT_ONCE):
        if cancelled():
            return
        with library.write() as connection:
            fulltext.index(connection, missing[start : start + _AT_ONCE])
        progress(min(start + _AT_ONCE, len(missing)), len(missing))


def _searched(
    library: Library, document: DocumentId, cancelled: Callable[[], bool]
) -> tuple[str, SearchedText]:
    text, blocks = documents.read_text(library, document)
    furniture = [(block.start, block.end) for block in blocks if block.kind is BlockKind.FURNITURE]
    return text, SearchedText(text, furniture, cancelled)


def _hit(about: DocumentSummary, text: str, start: int, end: int) -> SearchHit:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return SearchHit(about.id, about.title, start, end, text[start:end], before, after)
