"""Retrieval: a query becomes one SQL statement whose rows are highlights in reading order."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import QueryError
from excerpta.core.model.ids import TagId
from excerpta.core.model.query import Match, Query, QueryField, Term
from excerpta.core.model.record import HighlightRecord
from excerpta.core.model.tag import TagTree, parse_tag_path
from excerpta.core.store import colours
from excerpta.core.store.documents import UNTRASHED
from excerpta.core.store.library import Library
from excerpta.core.text.folding import fold
from excerpta.core.text.names import one_line
from excerpta.core.text.query_language import ANY_TAG

_PLACE = "document_id, start, end, id"


@dataclass(frozen=True, slots=True)
class _Statement:
    """A select of `document_id, start, end, id`, distinct, unordered."""

    sql: str
    values: tuple[str | int, ...] = ()


def find(library: Library, query: Query, tree: TagTree) -> "array[int]":
    """The ids of the highlights that a query means, in reading order.

    Raises:
        QueryError: it names a tag or a colour that does not exist.
    """
    statement = _compile(library, query, tree)
    sql = f"{statement.sql} ORDER BY document_id, start, end, id"
    return array("q", (row[3] for row in library.connection.execute(sql, statement.values)))


def records(library: Library, query: Query, tree: TagTree) -> Iterator[HighlightRecord]:
    """The same highlights with what exports say of them, streamed in reading order.

    Raises:
        QueryError: as `find`.
    """
    columns = """
        a.id, a.document_id, d.title, d.source, d.author, d.published, d.place, d.url,
        a.block, a.start, a.end, a.exact, a.prefix, a.suffix, a.colour, a.style, a.note,
        (SELECT group_concat(tag_id) FROM annotation_tag WHERE annotation_id = a.id),
        a.coder, a.created, a.modified
    """
    if query.terms:
        ids = find(library, query, tree)
        return _records_of(library, ids, columns)
    # The whole library in the order of the index annotation_place: nothing is sorted.
    sql = f"""
        SELECT {columns} FROM annotation AS a INDEXED BY annotation_place
        CROSS JOIN document AS d ON d.id = a.document_id
        WHERE d.trashed IS NULL ORDER BY a.document_id, a.start, a.end, a.id
    """
    return map(HighlightRecord._make, library.connection.execute(sql))


def _records_of(library: Library, ids: "array[int]", columns: str) -> Iterator[HighlightRecord]:
    """Records in the order of `ids`, a thousand at a time: sorting whole rows would take far longer."""
    for start in range(0, len(ids), 1000):
        part = ids[start : start + 1000]
        sql = f"""
            SELECT {columns} FROM annotation AS a JOIN document AS d ON d.id = a.document_id
            WHERE a.id IN ({", ".join("?" * len(part))})
        """
        found = {row[0]: row for row in library.connection.execute(sql, part)}
        yield from (HighlightRecord._make(found[id_]) for id_ in part)


def _compile(library: Library, query: Query, tree: TagTree) -> _Statement:
    """Set operations over index walks: they beat nested `IN` twice over."""
    wanted = [_tagged(term, tree) for term in _of(query, QueryField.TAG, excluded=False)]
    if query.match is Match.ANY and wanted:
        wanted = [_union(wanted)]
    rows = [_annotations(library, query)] if _looks_at_rows(query) or not wanted else []
    unwanted = [_tagged(term, tree) for term in _of(query, QueryField.TAG, excluded=True)]
    parts = [*rows, *wanted]
    sql = " INTERSECT ".join(f"SELECT * FROM ({part.sql})" for part in parts)
    for part in unwanted:
        sql += f" EXCEPT SELECT * FROM ({part.sql})"
    values = tuple(value for part in (*parts, *unwanted) for value in part.values)
    return _Statement(f"SELECT {_PLACE} FROM ({sql})", values)


def _of(query: Query, field: QueryField, *, excluded: bool) -> list[Term]:
    return [term for term in query.terms if term.field is field and term.excluded is excluded]


def _looks_at_rows(query: Query) -> bool:
    return any(term.field is not QueryField.TAG for term in query.terms)


def _union(parts: Sequence[_Statement]) -> _Statement:
    sql = " UNION ".join(part.sql for part in parts)
    return _Statement(sql, tuple(value for part in parts for value in part.values))


def _tagged(term: Term, tree: TagTree) -> _Statement:
    """Highlights that carry a tag, through the primary key of annotation_tag."""
    select = "SELECT DISTINCT document_id, start, end, annotation_id AS id FROM annotation_tag WHERE"
    if term.value == ANY_TAG:
        return _Statement(f"{select} {UNTRASHED}")
    tags = tagged_ids(term, tree)
    marks = ", ".join("?" * len(tags))
    return _Statement(f"{select} tag_id IN ({marks}) AND {UNTRASHED}", tags)


def tagged_ids(term: Term, tree: TagTree) -> tuple[TagId, ...]:
    """The tags that a tag term means.

    Raises:
        QueryError: there is no tag of that path.
    """
    tag = tree.find(parse_tag_path(term.value))
    if tag is None:
        raise QueryError(
            f"There is no tag “{term.value}”.",
            "Choose one from the tag panel.",
            start=term.start,
            end=term.end,
        )
    return (tag.id,) if term.exact else tree.subtree(tag.id)


def colours_meant(library: Library, term: Term) -> tuple[str, ...]:
    """The colours that a colour term means: by its own name one, by a name that the user gave any so called.

    Raises:
        QueryError: no colour is called so.
    """
    own = [colour.value for colour in Colour]
    if term.value.casefold() in own:
        return (term.value.casefold(),)
    given = colours.read_names(library)
    wanted = fold(one_line(term.value))
    found = tuple(colour.value for colour, name in given.items() if fold(name) == wanted)
    if not found:
        raise QueryError(
            f"There is no colour “{term.value}”.",
            f"Colours are {', '.join(dict.fromkeys([*own, *given.values()]))}.",
            start=term.start,
            end=term.end,
        )
    return found


def _annotations(library: Library, query: Query) -> _Statement:
    """Highlights by what stands in their own row or in that of their document."""
    where, values = [UNTRASHED], []
    for excluded in (False, True):
        coloured = _of(query, QueryField.COLOUR, excluded=excluded)
        if coloured:
            meant = [colour for term in coloured for colour in colours_meant(library, term)]
            where.append(f"colour {'NOT ' * excluded}IN ({', '.join('?' * len(meant))})")
            values += meant
        documents = _of(query, QueryField.DOCUMENT, excluded=excluded)
        if documents:
            parts = [_document(term) for term in documents]
            sql = " OR ".join(part.sql for part in parts)
            where.append(f"document_id {'NOT ' * excluded}IN (SELECT id FROM document WHERE {sql})")
            values += [str(value) for part in parts for value in part.values]
        for term in _of(query, QueryField.WORDS, excluded=excluded):
            where.append(
                f"{'NOT ' * excluded}(instr(excerpta_fold(exact), ?) OR instr(excerpta_fold(note), ?))"
            )
            values += [fold(term.value)] * 2
    return _Statement(f"SELECT {_PLACE} FROM annotation WHERE {' AND '.join(where)}", tuple(values))


def _document(term: Term) -> _Statement:
    number = term.value.removeprefix("#")
    if number != term.value and number.isascii() and number.isdigit():
        return _Statement("id = CAST(? AS INTEGER)", (number,))
    if term.exact:
        return _Statement("excerpta_fold(title) = ?", (fold(term.value),))
    return _Statement("instr(excerpta_fold(title), ?)", (fold(term.value),))
