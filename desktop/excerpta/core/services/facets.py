"""Facets: which values the highlights of a query have, and how many highlights each value would show.

Question: what does a count count? Choice: the rows that one gets by asking for the value in place of
what is asked of the same field; what is excluded stays excluded. Of tags, of which a highlight has
several, a further one narrows: it is counted among the rows that are there, unless any of several tags
is asked for. Why: the count beside a value is then what a click on it shows.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from excerpta.core.model.annotation import Colour
from excerpta.core.model.query import ANYTHING, Match, Query, QueryField, Term
from excerpta.core.store import colours, retrieval, tags
from excerpta.core.store import facets as store
from excerpta.core.store.interrupting import interruptible
from excerpta.core.store.library import Library
from excerpta.core.store.retrieval import Found
from excerpta.core.text.folding import fold
from excerpta.core.text.partial_dates import read_range

MOST_DOCUMENTS = 200
"""So many documents are listed, those with the most highlights."""

Cancelled = Callable[[], bool] | None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that highlights have.

    Attributes:
        term: what asks for it.
        label: its name for people; empty for what has no date or no source.
        count: how many highlights asking for it would show.

    """

    term: Term
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class QueryFacets:
    """The values of each field, those with the most highlights first, those with none last.

    Attributes:
        tags: every tag of the codebook.
        documents: at most `MOST_DOCUMENTS`, without those that have none.
        sources, coders: every one in the library.
        months: in the order of time; a document of which only the year is known counts in each month of
            it that is listed, because it may belong there.
        colours: all eight, in their order.

    """

    tags: tuple[FacetValue, ...] = ()
    documents: tuple[FacetValue, ...] = ()
    sources: tuple[FacetValue, ...] = ()
    months: tuple[FacetValue, ...] = ()
    colours: tuple[FacetValue, ...] = ()
    coders: tuple[FacetValue, ...] = ()


def facets_of(library: Library, query: Query, *, cancelled: Cancelled = None) -> QueryFacets:
    """The facets of a query.

    Raises:
        QueryError: it names a tag or a colour that does not exist.
        CancelledError: `cancelled` said so.
    """
    with library.read():
        counting = _Counting(library, query, cancelled)
        with interruptible(library.connection, cancelled):
            return QueryFacets(
                counting.tags(),
                counting.documents(),
                counting.sources(),
                counting.months(),
                counting.colours(),
                counting.coders(),
            )


class _Counting:
    """The facets of one query while they are counted."""

    def __init__(self, library: Library, query: Query, cancelled: Cancelled) -> None:
        self._library = library
        self._query = query
        self._cancelled = cancelled
        self._tree = tags.read_tree(library)
        # What is found for one field is mostly the same as for the next.
        self._found = {q: self._find(q) for q in {self._base(field) for field in _FIELDS}}

    def tags(self) -> tuple[FacetValue, ...]:
        """Every tag, with its sub-tags."""
        ids = self._rows(QueryField.TAG).ids
        counts = store.tag_counts(self._library, ids, self._tree, self._cancelled)
        paths = ((self._tree.path(tag.id), counts[tag.id]) for tag in self._tree)
        return _most_first(FacetValue(Term(QueryField.TAG, path), path, number) for path, number in paths)

    def documents(self) -> tuple[FacetValue, ...]:
        """The documents with the most highlights."""
        counts = Counter(self._rows(QueryField.DOCUMENT).documents)
        most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_DOCUMENTS]
        titles = store.titles(self._library, [document for document, _ in most])
        return tuple(
            FacetValue(Term(QueryField.DOCUMENT, f"#{document}"), titles[document], number)
            for document, number in most
        )

    def sources(self) -> tuple[FacetValue, ...]:
        """Every source, however its letters are written."""
        counts = store.origins(self._library, Counter(self._rows(QueryField.SOURCE).documents), "source")
        return _named(QueryField.SOURCE, counts)

    def months(self) -> tuple[FacetValue, ...]:
        """Every month that is known, every year of which no more is, and no date."""
        dates = store.origins(self._library, Counter(self._rows(QueryField.PUBLISHED).documents), "published")
        months: Counter[str] = Counter()
        for date, number in dates.items():
            months[date[:7]] += number
        values = []
        for month in sorted(filter(None, months)):
            days = read_range(month)
            number = sum(count for other, count in months.items() if days.may_hold(other))
            values.append(FacetValue(Term(QueryField.PUBLISHED, month), month, number))
        return (*values, *_missing(QueryField.PUBLISHED, months))

    def colours(self) -> tuple[FacetValue, ...]:
        """All eight, by the names that the user gave."""
        counts = store.colour_counts(self._library, self._rows(QueryField.COLOUR).ids)
        given = colours.read_names(self._library)
        return tuple(
            FacetValue(Term(QueryField.COLOUR, one.value), given.get(one, one.value), counts.get(one, 0))
            for one in Colour
        )

    def coders(self) -> tuple[FacetValue, ...]:
        """Everybody who made a highlight."""
        counts = Counter(dict.fromkeys(store.coders(self._library), 0))
        counts.update(store.coder_counts(self._library, self._rows(QueryField.CODER).ids))
        return _named(QueryField.CODER, counts)

    def _rows(self, field: QueryField) -> Found:
        return self._found[self._base(field)]

    def _base(self, field: QueryField) -> Query:
        """The query among whose highlights the values of a field are counted."""
        narrows = self._query.match is Match.ALL or len(self._query.of(QueryField.TAG)) < 2
        return self._query if field is QueryField.TAG and narrows else self._query.without(field)

    def _find(self, query: Query) -> Found:
        return retrieval.find(self._library, query, self._tree, cancelled=self._cancelled)


_FIELDS = (
    QueryField.TAG,
    QueryField.DOCUMENT,
    QueryField.SOURCE,
    QueryField.PUBLISHED,
    QueryField.COLOUR,
    QueryField.CODER,
)


def _named(field: QueryField, counts: Counter[str]) -> tuple[FacetValue, ...]:
    """Names that a query does not tell apart as one value, called as most of them are."""
    alike: dict[str, Counter[str]] = {}
    for name, number in counts.items():
        if name:
            alike.setdefault(fold(name), Counter())[name] = number
    values = (
        FacetValue(Term(field, max(names, key=lambda one: (names[one], one)), exact=True), "", names.total())
        for names in alike.values()
    )
    named = (FacetValue(value.term, value.term.value, value.count) for value in values)
    return (*_most_first(named), *_missing(field, counts))


def _missing(field: QueryField, counts: Mapping[str, int]) -> tuple[FacetValue, ...]:
    """What has no value in a field, where there is such a thing."""
    if "" not in counts:
        return ()
    return (FacetValue(Term(field, ANYTHING, excluded=True), "", counts[""]),)


def _most_first(values: Iterable[FacetValue]) -> tuple[FacetValue, ...]:
    return tuple(sorted(values, key=lambda value: (-value.count, value.label)))
