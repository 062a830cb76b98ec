"""Orders of highlights other than reading order, and the headings under which they are listed.

What depends on the document alone moves whole documents, because the highlights of one stand together
in reading order; that takes a twentieth of the time of sorting a million highlights.
"""

import json
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from excerpta.core.model.ids import TagId
from excerpta.core.model.query import Grouping, Sort
from excerpta.core.store.library import Library
from excerpta.core.store.retrieval import Found

Row = tuple[str, str, str]
"""Title, source and date of a document."""

_UNDATED = "\uffff"
_BY_DOCUMENT: Mapping[Sort, Callable[[Row], tuple[object, ...]]] = {
    Sort.READING: lambda _: (),
    Sort.OLDEST: lambda row: (row[2] or _UNDATED,),
    Sort.LATEST: lambda row: (not row[2], _backwards(row[2])),
    Sort.TITLE: lambda row: (row[0].casefold(), row[0]),
    Sort.SOURCE: lambda row: (not row[1], row[1].casefold(), row[1]),
}
_HEADING: Mapping[Grouping, Callable[[Row], tuple[object, ...]]] = {
    Grouping.NONE: lambda _: (),
    Grouping.DOCUMENT: lambda _: (),
    Grouping.MONTH: lambda row: (row[2][:7] or _UNDATED,),
    Grouping.SOURCE: _BY_DOCUMENT[Sort.SOURCE],
}


def ordered(
    library: Library, found: Found, sort: Sort, grouping: Grouping, first_tags: Sequence[TagId]
) -> tuple[Found, list[tuple[str, int]]]:
    """Highlights in another order, and the headings over them: a key each, and how many stand below.

    Args:
        library: the open library.
        found: highlights in reading order.
        sort: how they stand under a heading.
        grouping: what the headings are; their keys are the ids of documents or tags, months such as
            `2020-09` or sources, each empty for what has none.
        first_tags: the tags that are asked for, in the order of the codebook, then all others.
    """
    tags = _first_tags(library, found, first_tags) if sort is Sort.TAG or grouping is Grouping.TAG else {}
    about = _about(library, found.documents) if _looks_at_documents(sort, grouping) else {}
    found = _by_document(found, about, sort, grouping)
    if sort is Sort.MADE:
        found = _stably(found, _made(library, found), reverse=True)
    elif sort is Sort.TAG:
        found = _stably(found, _tag_ranks(found, tags, first_tags))
    if grouping is Grouping.TAG:
        found = _stably(found, _tag_ranks(found, tags, first_tags))
    elif grouping is not Grouping.NONE and sort in (Sort.MADE, Sort.TAG):
        found = _stably(found, _document_ranks(found, about, grouping))
    return found, _headings(found, about, tags, grouping)


def headings_by_document(found: Found) -> list[tuple[str, int]]:
    """The documents of highlights in reading order, and how many stand in each."""
    return _headings(found, {}, {}, Grouping.DOCUMENT)


def titles(library: Library, documents: Iterable[int]) -> dict[str, str]:
    """The titles of documents by their ids as text."""
    return {str(document): row[0] for document, row in _about(library, documents).items()}


def _looks_at_documents(sort: Sort, grouping: Grouping) -> bool:
    by_document = (Sort.OLDEST, Sort.LATEST, Sort.TITLE, Sort.SOURCE)
    return sort in by_document or grouping in (Grouping.MONTH, Grouping.SOURCE)


def _about(library: Library, documents: Iterable[int]) -> dict[int, Row]:
    listed = json.dumps(list(dict.fromkeys(documents)))
    statement = """
        SELECT id, title, source, published FROM document WHERE id IN (SELECT value FROM json_each(?))
    """
    rows = library.connection.execute(statement, (listed,))
    return {row[0]: row[1:] for row in rows}


def _by_document(found: Found, about: Mapping[int, Row], sort: Sort, grouping: Grouping) -> Found:
    """Whole documents in the order of their heading, then of what the highlights are sorted by."""
    if not about:
        return found
    heading = _HEADING.get(grouping, _HEADING[Grouping.NONE])
    if grouping is Grouping.MONTH and sort is Sort.LATEST:
        heading = _latest_month
    key = _BY_DOCUMENT.get(sort, _BY_DOCUMENT[Sort.READING])
    places: dict[int, tuple[int, int]] = {}
    at = 0
    for document, rows in groupby(found.documents):
        number = sum(1 for _ in rows)
        places[document] = (at, at + number)
        at += number
    moved = Found()
    for document in sorted(places, key=lambda one: (heading(about[one]), key(about[one]), one)):
        low, high = places[document]
        moved.ids.extend(found.ids[low:high])
        moved.documents.extend(found.documents[low:high])
    return moved


def _stably(found: Found, keys: Sequence[object], *, reverse: bool = False) -> Found:
    order = sorted(range(len(found)), key=keys.__getitem__, reverse=reverse)  # type: ignore[arg-type]
    return Found(
        array("q", [found.ids[place] for place in order]),
        array("q", [found.documents[place] for place in order]),
    )


def _made(library: Library, found: Found) -> list[tuple[str, int]]:
    statement = "SELECT id, created FROM annotation WHERE id IN (SELECT value FROM json_each(?))"
    made: dict[int, str] = dict(library.connection.execute(statement, (json.dumps(list(found.ids)),)))
    return [(made[id_], id_) for id_ in found.ids]


def _document_ranks(found: Found, about: Mapping[int, Row], grouping: Grouping) -> Sequence[object]:
    if grouping is Grouping.DOCUMENT:
        return found.documents
    heading = {document: _HEADING[grouping](row) for document, row in about.items()}
    return [heading[document] for document in found.documents]


def _first_tags(library: Library, found: Found, tags: Sequence[TagId]) -> dict[int, TagId]:
    """Of each highlight that has tags the one that comes first."""
    rank = {tag: place for place, tag in enumerate(tags)}
    statement = """
        SELECT annotation_id, tag_id FROM annotation_tag
        WHERE annotation_id IN (SELECT value FROM json_each(?))
    """
    first: dict[int, TagId] = {}
    for annotation, tag in library.connection.execute(statement, (json.dumps(list(found.ids)),)):
        known = first.get(annotation)
        if known is None or rank[tag] < rank[known]:
            first[annotation] = tag
    return first


def _tag_ranks(found: Found, first: Mapping[int, TagId], tags: Sequence[TagId]) -> list[int]:
    rank = {tag: place for place, tag in enumerate(tags)}
    return [rank[first[id_]] if id_ in first else len(tags) for id_ in found.ids]


def _headings(
    found: Found, about: Mapping[int, Row], tags: Mapping[int, TagId], grouping: Grouping
) -> list[tuple[str, int]]:
    if grouping is Grouping.NONE:
        return []
    keys: Iterable[object]
    if grouping is Grouping.TAG:
        keys = (tags.get(id_, "") for id_ in found.ids)
    elif grouping is Grouping.DOCUMENT:
        keys = found.documents
    else:
        column, length = (2, 7) if grouping is Grouping.MONTH else (1, None)
        keys = (about[document][column][:length] for document in found.documents)
    return [(str(key), sum(1 for _ in rows)) for key, rows in groupby(keys)]


def _latest_month(row: Row) -> tuple[object, ...]:
    return not row[2], _backwards(row[2][:7])


def _backwards(date: str) -> tuple[int, ...]:
    """A key by which a later date comes first, and one that is known less precisely last."""
    return (*(-ord(character) for character in date), 1)
