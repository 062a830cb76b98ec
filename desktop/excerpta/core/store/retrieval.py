"""Retrieval: the highlights of a query in reading order, window after window of documents.

Question: how does the first page of a million highlights come at once? Choice: whatever a query asks
of a highlight can be told inside its document, so a query is answered for a few documents, then for
four times as many, until nothing is left. Why: reading order begins with the document, so that the
first window is the first page; a rare tag costs five statements instead of one; and nothing has to be
sorted that is not shown.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from operator import itemgetter

from excerpta.core.model.ids import TagId
from excerpta.core.model.query import Match, Query, QueryField, Relation, Term
from excerpta.core.model.record import HighlightRecord
from excerpta.core.model.tag import TagTree
from excerpta.core.store.conditions import Values, of_annotations, of_documents, tags_meant
from excerpta.core.store.documents import UNTRASHED
from excerpta.core.store.interrupting import interruptible
from excerpta.core.store.library import Library
from excerpta.core.text.relations import related
from excerpta.core.text.words import has_at_most

Cancelled = Callable[[], bool] | None

_FIRST_WINDOW = 64
_GROWTH = 4
_WIDEST_WITH_PASSAGES = 20_000
"""So many documents at once where passages are compared, which is done outside of SQLite."""

_FEW_SEEKS = 5_000
"""Up to so many pairs of a tag and a document are looked up one by one."""

_FEW_TAGS = 64
"""Up to so many tags are walked one beside the other; with more, highlights are asked for their tags."""


@dataclass(slots=True)
class Found:
    """Highlights in reading order.

    Attributes:
        ids: of the highlights.
        documents: in which each of them stands.
        is_last: whether there are none behind them.

    """

    ids: "array[int]" = field(default_factory=lambda: array("q"))
    documents: "array[int]" = field(default_factory=lambda: array("q"))
    is_last: bool = True

    def __len__(self) -> int:
        return len(self.ids)


def find(library: Library, query: Query, tree: TagTree, *, cancelled: Cancelled = None) -> Found:
    """The highlights that a query means, in reading order.

    Raises:
        QueryError: it names a tag or a colour that does not exist.
        CancelledError: `cancelled` said so.
    """
    found = Found()
    for part in parts(library, query, tree, cancelled=cancelled):
        found.ids.extend(part.ids)
        found.documents.extend(part.documents)
    return found


def parts(library: Library, query: Query, tree: TagTree, *, cancelled: Cancelled = None) -> Iterator[Found]:
    """The same in parts as they are found, the first of them soon.

    Raises:
        QueryError, CancelledError: as `find`.
    """
    connection = library.connection
    with interruptible(connection, cancelled):
        plan = _Plan(library, query, tree)
    for window in plan.windows():
        with interruptible(connection, cancelled):
            rows = connection.execute(*plan.statement(window)).fetchall()
        if rows:
            ids, documents = array("q", map(itemgetter(1), rows)), array("q", map(itemgetter(0), rows))
            yield Found(ids, documents, window.is_last)


def records(
    library: Library, query: Query, tree: TagTree, ids: Sequence[int] | None = None
) -> Iterator[HighlightRecord]:
    """The same highlights with what exports say of them, streamed; in the order of `ids` where given.

    Raises:
        QueryError: as `find`.
    """
    columns = """
        a.id, a.document_id, d.title, d.source, d.author, d.published, d.place, d.url,
        a.block, a.start, a.end, a.exact, a.prefix, a.suffix, a.colour, a.style, a.note,
        (SELECT group_concat(tag_id) FROM annotation_tag WHERE annotation_id = a.id),
        a.coder, a.created, a.modified, d.published_provenance
    """
    if ids is not None or query.terms:
        return _records_of(library, find(library, query, tree).ids if ids is None else ids, columns)
    # The whole library in the order of the index annotation_place: nothing is sorted.
    sql = f"""
        SELECT {columns} FROM annotation AS a INDEXED BY annotation_place
        CROSS JOIN document AS d ON d.id = a.document_id
        WHERE d.trashed IS NULL ORDER BY a.document_id, a.start, a.end, a.id
    """
    return map(HighlightRecord._make, library.connection.execute(sql))


def _records_of(library: Library, ids: Sequence[int], columns: str) -> Iterator[HighlightRecord]:
    """Records in the order of `ids`, a thousand at a time: sorting whole rows would take far longer.

    Those that are gone are left out.
    """
    for start in range(0, len(ids), 1000):
        part = ids[start : start + 1000]
        sql = f"""
            SELECT {columns} FROM annotation AS a JOIN document AS d ON d.id = a.document_id
            WHERE a.id IN ({", ".join("?" * len(part))})
        """
        found = {row[0]: row for row in library.connection.execute(sql, part)}
        yield from (HighlightRecord._make(found[id_]) for id_ in part if id_ in found)


@dataclass(frozen=True, slots=True)
class _Window:
    """Documents from one id to another; where `listed` is given, only those of them."""

    low: int
    high: int
    is_last: bool
    listed: "Sequence[int] | None" = None


class _Plan:
    """How one query is answered, window by window."""

    def __init__(self, library: Library, query: Query, tree: TagTree) -> None:
        self._library = library
        self._tree = tree
        self._values = Values()
        self._rows = of_annotations(library, query, self._values)
        self._wanted = [self._tagged(term) for term in query.of(QueryField.TAG)]
        self._unwanted = [self._tagged(term) for term in query.of(QueryField.TAG, excluded=True)]
        self._match = query.match
        self._has_relations = any(term.relations for term in query.terms)
        self._documents = self._document_ids(query)
        self._walked = self._walked_tags()

    def windows(self) -> Iterator[_Window]:
        """Windows over all documents, each several times as wide as the one before."""
        wide = _FIRST_WINDOW
        if self._documents is not None:
            at = 0
            while at < len(self._documents):
                part = self._documents[at : at + wide]
                at += wide
                yield _Window(part[0], part[-1], at >= len(self._documents), part)
                wide = self._wider(wide)
            return
        last = self._library.connection.execute("SELECT ifnull(max(id), 0) FROM document").fetchone()[0]
        low = 1
        while low <= last:
            yield _Window(low, low + wide - 1, low + wide > last)
            low, wide = low + wide, self._wider(wide)

    def statement(self, window: _Window) -> tuple[str, dict[str, str | int]]:
        """The select of `document_id, id`, distinct and in reading order, with its values."""
        values = Values()
        values.named.update(self._values.named)
        conditions = [*self._rows, *self._tag_conditions(values, window)]
        if self._walked is not None:
            few = len(self._walked) * len(window.listed or ()) <= _FEW_SEEKS
            source, place = "annotation_tag AS t", "t.document_id, t.start, t.end, t.annotation_id"
            conditions += [
                f"t.tag_id IN {values.add_list(self._walked)}",
                *_inside("t", window, values, direct=few),
            ]
            if self._rows:
                source += " CROSS JOIN annotation AS a ON a.id = t.annotation_id"
            order = f"GROUP BY {place} ORDER BY {place}" if len(self._walked) > 1 else f"ORDER BY {place}"
            columns = "t.document_id, t.annotation_id"
        else:
            source, columns = "annotation AS a INDEXED BY annotation_place", "a.document_id, a.id"
            conditions += _inside("a", window, values, direct=True)
            order = "ORDER BY a.document_id, a.start, a.end, a.id"
        sql = f"SELECT {columns} FROM {source} WHERE {' AND '.join(conditions)} {order}"
        return sql, values.named

    def _wider(self, wide: int) -> int:
        return min(wide * _GROWTH, _WIDEST_WITH_PASSAGES) if self._has_relations else wide * _GROWTH

    def _document_ids(self, query: Query) -> "array[int] | None":
        """The documents that meet what is asked of documents; None where nothing is."""
        values = Values()
        conditions = of_documents(self._library, query, values)
        if not conditions:
            return None
        sql = f"SELECT id FROM document AS d WHERE trashed IS NULL AND {' AND '.join(conditions)} ORDER BY id"
        return array("q", (row[0] for row in self._library.connection.execute(sql, values.named)))

    # ---- tags

    def _tagged(self, term: Term) -> "_Tagged":
        others = tuple((relation, tags_meant(relation, self._tree)) for relation in term.relations)
        return _Tagged(tags_meant(term, self._tree), others)

    def _walked_tags(self) -> tuple[TagId, ...] | None:
        """The tags through whose links highlights are found; None where they are found through documents."""
        plain = [one.tags for one in self._wanted if one.tags is not None and not one.others]
        if not plain:
            return None
        if self._match is Match.ALL:
            fewest = min(plain, key=len)
        elif len(plain) < len(self._wanted):
            return None
        else:
            fewest = tuple({tag for tags in plain for tag in tags})
        return fewest if len(fewest) <= _FEW_TAGS else None

    def _tag_conditions(self, values: Values, window: _Window) -> Iterator[str]:
        id_ = "a.id" if self._walked is None else "t.annotation_id"
        wanted = [self._condition(one, id_, values, window) for one in self._wanted if not self._is_walk(one)]
        if wanted:
            yield f"({(' AND ' if self._match is Match.ALL else ' OR ').join(wanted)})"
        for one in self._unwanted:
            yield f"NOT {self._condition(one, id_, values, window)}"

    def _is_walk(self, one: "_Tagged") -> bool:
        """Whether the walk over links finds exactly what a term asks for, so that it is no condition too."""
        if self._walked is None or one.others:
            return False
        return self._match is Match.ANY or one.tags == self._walked

    def _condition(self, one: "_Tagged", id_: str, values: Values, window: _Window) -> str:
        if one.others:
            return f"({id_} IN {values.add_list(self._related(one, window))})"
        which = ""
        if one.tags is not None:
            # The plus keeps SQLite from asking for one tag after the other.
            which = f" AND +tag_id IN {values.add_list(one.tags)}"
        return f"EXISTS (SELECT 1 FROM annotation_tag WHERE annotation_id = {id_}{which})"

    # ---- passages

    def _related(self, one: "_Tagged", window: _Window) -> list[int]:
        """The highlights of a window that a tag term with operators means."""
        left = self._passages(one.tags, window)
        for relation, tags in one.others:
            others = self._passages(tags, window)
            left = {
                document: self._kept(document, rows, others.get(document, ()), relation)
                for document, rows in left.items()
            }
        return [row[3] for rows in left.values() for row in rows]

    def _kept(
        self,
        document: int,
        rows: Sequence[tuple[int, ...]],
        others: Sequence[tuple[int, ...]],
        relation: Relation,
    ) -> list[tuple[int, ...]]:
        @cache
        def text() -> str:
            statement = "SELECT text FROM content WHERE document_id = ?"
            return str(self._library.connection.execute(statement, (document,)).fetchone()[0])

        def is_fewer(start: int, end: int, most: int) -> bool:
            # The text is read only where there are more characters between than words are allowed.
            return end - start <= most or has_at_most(text(), start, end, most)

        holds = related([row[1:3] for row in rows], [row[1:3] for row in others], relation, is_fewer)  # type: ignore[misc]
        return [row for row, held in zip(rows, holds, strict=True) if held]

    def _passages(self, tags: tuple[TagId, ...] | None, window: _Window) -> dict[int, list[tuple[int, ...]]]:
        """Rows of `document_id, start, end, id` that carry one of some tags, by document."""
        values = Values()
        if tags is not None and len(tags) <= _FEW_TAGS:
            inside = " AND ".join(_inside("t", window, values, direct=False))
            sql = f"""
                SELECT DISTINCT document_id, start, end, annotation_id FROM annotation_tag AS t
                WHERE t.tag_id IN {values.add_list(tags)} AND {inside} ORDER BY 1, 2, 3, 4
            """
        else:
            inside = " AND ".join(_inside("a", window, values, direct=True))
            carries = self._condition(_Tagged(tags, ()), "a.id", values, window)
            sql = f"""
                SELECT document_id, start, end, id FROM annotation AS a INDEXED BY annotation_place
                WHERE {inside} AND {carries} ORDER BY 1, 2, 3, 4
            """
        rows = self._library.connection.execute(sql, values.named).fetchall()
        return {document: list(group) for document, group in groupby(rows, itemgetter(0))}


@dataclass(frozen=True, slots=True)
class _Tagged:
    """A tag term, resolved: its tags (None: any), and what must hold to highlights of other tags."""

    tags: tuple[TagId, ...] | None
    others: tuple[tuple[Relation, tuple[TagId, ...] | None], ...]


def _inside(name: str, window: _Window, values: Values, *, direct: bool) -> list[str]:
    """That a row stands in a window; `direct` where SQLite may go from document to document."""
    if window.listed is not None:
        inside = [f"{'' if direct else '+'}{name}.document_id IN {values.add_list(window.listed)}"]
        if direct:
            return inside
    else:
        inside = [f"{name}.{UNTRASHED}"]
    low, high = values.add(window.low), values.add(window.high)
    return [f"{name}.document_id BETWEEN {low} AND {high}", *inside]
