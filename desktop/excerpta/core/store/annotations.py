"""Annotations: the rows of highlights and of their links to tags."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from excerpta.core.model.annotation import (
    Annotation,
    AnnotationColumns,
    Colour,
    HighlightStyle,
    TextPositionSelector,
    TextQuoteSelector,
)
from excerpta.core.model.errors import CancelledError, NotFoundError
from excerpta.core.model.ids import AnnotationId, DocumentId, TagId
from excerpta.core.store import rows
from excerpta.core.store.identity import new_uuid
from excerpta.core.store.journal import Command, Key, Value
from excerpta.core.store.known_words import KnownWords, known_words
from excerpta.core.store.library import Library, now

_COLUMNS = (
    "id", "uuid", "document_id", "block", "start", "end", "exact", "prefix", "suffix", "colour", "style",
    "note", "coder", "created", "modified",
)  # fmt: skip
_LINK_COLUMNS = ("tag_id", "document_id", "start", "end", "annotation_id")

SELECT = (
    f"SELECT {', '.join('a.' + column for column in _COLUMNS)}, "
    "(SELECT group_concat(tag_id) FROM annotation_tag WHERE annotation_id = a.id) FROM annotation AS a"
)
"""The columns that `from_row` takes; the tags through the index annotation_tag_annotation."""

_COLOURS = known_words(Colour)
_STYLES = known_words(HighlightStyle)


@dataclass(frozen=True, slots=True)
class NewAnnotation:
    """A highlight that has no row yet; what the fields mean stands in `Annotation`."""

    document: DocumentId
    block: int
    position: TextPositionSelector
    quote: TextQuoteSelector
    colour: Colour
    style: HighlightStyle
    note: str
    tags: tuple[TagId, ...]


_AT_ONCE = 1000
"""Rows that are turned into columns in one go: no other thread can do anything meanwhile."""


def from_row(row: Sequence[Value]) -> Annotation:
    """The annotation of a row of `SELECT`."""
    (id_, uuid_, document, block, start, end, exact, prefix, suffix, colour, style, note) = row[:12]
    return Annotation(
        id_, uuid_, document, block, TextPositionSelector(start, end),  # type: ignore[arg-type]
        TextQuoteSelector(exact, prefix, suffix), _COLOURS[str(colour)], _STYLES[str(style)],  # type: ignore[arg-type]
        note, _tags_of(row[15]), row[12], row[13], row[14],  # type: ignore[arg-type]
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _tags_of(linked: str | None) -> tuple[TagId, ...]:
    """Tags from their ids joined by commas; highlights with the same tags share one tuple."""
    return tuple(sorted(map(TagId, map(int, linked.split(","))))) if linked else ()


def of_document(library: Library, document: DocumentId) -> tuple[Annotation, ...]:
    """The highlights of a document by start, end and id, through the index annotation_place."""
    statement = f"{SELECT} WHERE a.document_id = ? ORDER BY a.start, a.end, a.id"
    return tuple(map(from_row, library.connection.execute(statement, (document,))))


def columns_of_document(
    library: Library, document: DocumentId, cancelled: Callable[[], bool]
) -> AnnotationColumns:
    """The highlights of a document as columns, through the index annotation_place.

    Raises:
        CancelledError: `cancelled` said so.
    """
    statement = """
        SELECT id, start, end, colour, style, note <> '',
               (SELECT group_concat(tag_id) FROM annotation_tag WHERE annotation_id = annotation.id)
        FROM annotation WHERE document_id = ? ORDER BY start, end, id
    """
    colours = KnownWords({colour.value: place for place, colour in enumerate(Colour)})
    styles = KnownWords({style.value: place for place, style in enumerate(HighlightStyle)})
    found = AnnotationColumns()
    cursor = library.connection.execute(statement, (document,))
    while rows := cursor.fetchmany(_AT_ONCE):
        if cancelled():
            raise CancelledError
        ids, starts, ends, colour, style, noted, tags = zip(*rows, strict=True)
        found.ids.extend(ids)
        found.starts.extend(starts)
        found.ends.extend(ends)
        found.colours.extend(map(colours.__getitem__, colour))
        found.styles.extend(map(styles.__getitem__, style))
        found.noted.extend(noted)
        found.tags.extend(map(_tags_of, tags))
    return found


def places_of(
    library: Library, document: DocumentId, colour: Colour, style: HighlightStyle, tags: Sequence[TagId]
) -> set[tuple[int, int]]:
    """The ranges of a document that have a highlight of this look which carries all of `tags`."""
    statement = f"""
        SELECT start, end FROM annotation AS a WHERE document_id = ? AND colour = ? AND style = ?
        AND (SELECT count(*) FROM annotation_tag
             WHERE annotation_id = a.id AND tag_id IN ({", ".join("?" * len(tags))})) = ?
    """
    values = (document, colour.value, style.value, *tags, len(set(tags)))
    return set(library.connection.execute(statement, values))


def read(library: Library, annotations: Sequence[AnnotationId]) -> list[Annotation]:
    """Highlights in the order given.

    Raises:
        NotFoundError: one of them does not exist.
    """
    found = read_present(library, annotations)
    if len(found) < len(annotations):
        _require({one.id for one in found}, annotations)
    return found


def _require(found: Collection[AnnotationId], wanted: Iterable[AnnotationId]) -> None:
    gone = set(wanted).difference(found)
    if gone:
        raise NotFoundError(f"There is no highlight {min(gone)} in this library (any more).")


def read_present(library: Library, annotations: Sequence[AnnotationId]) -> list[Annotation]:
    """Highlights in the order given; those that do not exist are left out."""
    found: dict[int, Annotation] = {}
    for start in range(0, len(annotations), 500):
        part = annotations[start : start + 500]
        statement = f"{SELECT} WHERE a.id IN ({', '.join('?' * len(part))})"
        found.update((row[0], from_row(row)) for row in library.connection.execute(statement, part))
    return [found[annotation] for annotation in annotations if annotation in found]


def insert(command: Command, new: Sequence[NewAnnotation], coder: str) -> list[AnnotationId]:
    """Add highlights; ids in the order given."""
    row = command.connection.execute("SELECT ifnull(max(id), 0) FROM annotation").fetchone()
    first = int(row[0]) + 1
    at = now()
    new_rows: list[tuple[Value, ...]] = []
    links: list[tuple[Value, ...]] = []
    for id_, one in enumerate(new, first):
        start, end, quote = one.position.start, one.position.end, one.quote
        new_rows.append(
            (
                id_, new_uuid(), one.document, one.block, start, end, quote.exact, quote.prefix,
                quote.suffix, one.colour.value, one.style.value, one.note, coder, at, at,
            )
        )  # fmt: skip
        links.extend((tag, one.document, start, end, id_) for tag in dict.fromkeys(one.tags))
        command.annotated.add(one.document)
    command.insert("annotation", _COLUMNS, new_rows)
    command.insert("annotation_tag", _LINK_COLUMNS, links)
    return [AnnotationId(first + place) for place in range(len(new))]


def documents_of(library: Library, annotations: Sequence[AnnotationId]) -> dict[AnnotationId, DocumentId]:
    """In which document each highlight stands.

    Raises:
        NotFoundError: one of them does not exist.
    """
    columns = ("id", "document_id")
    found: dict[AnnotationId, DocumentId] = dict(
        rows.having(library.connection, "annotation", columns, "id", annotations)  # type: ignore[arg-type]
    )
    if len(found) < len(annotations):
        _require(found.keys(), annotations)
    return found


def link(command: Command, annotations: Iterable[AnnotationId], tags: Iterable[TagId]) -> set[AnnotationId]:
    """Give every one of `annotations` every one of `tags`; which of them really gained one."""
    wanted, meant = list(dict.fromkeys(tags)), list(annotations)
    if not wanted:
        return set()
    had = set(_links(command, meant))
    columns = ("document_id", "start", "end", "id")
    places = rows.having(command.connection, "annotation", columns, "id", meant)
    links = [(tag, *place) for place in places for tag in wanted if (place[3], tag) not in had]
    command.annotated.update(DocumentId(row[1]) for row in links)  # type: ignore[arg-type]
    command.insert("annotation_tag", _LINK_COLUMNS, links)
    return {AnnotationId(row[4]) for row in links}  # type: ignore[arg-type]


def unlink(command: Command, annotations: Iterable[AnnotationId], tags: Iterable[TagId]) -> set[AnnotationId]:
    """Take `tags` from `annotations`; which of them really lost one."""
    gone = set(tags)
    keys = [key for key in _links(command, annotations) if key[1] in gone] if gone else []
    command.delete("annotation_tag", keys)
    return {key[0] for key in keys}


def unlink_all(command: Command, tags: Sequence[TagId]) -> None:
    """Take `tags` from every highlight."""
    marks = ", ".join("?" * len(tags))
    links = command.connection.execute(
        f"SELECT annotation_id, tag_id, document_id FROM annotation_tag WHERE tag_id IN ({marks})",
        tags,
    ).fetchall()
    command.annotated.update(DocumentId(row[2]) for row in links)
    command.delete("annotation_tag", [(row[0], row[1]) for row in links])


def update(
    command: Command, annotations: Iterable[AnnotationId], columns: Sequence[str], values: Sequence[Value]
) -> set[AnnotationId]:
    """Set columns of highlights to the same values; which of them really changed."""
    current = rows.having(
        command.connection, "annotation", ("id", "document_id", *columns), "id", annotations
    )
    changed: dict[AnnotationId, DocumentId] = {
        row[0]: row[1]  # type: ignore[misc]
        for row in current
        if row[2:] != tuple(values)
    }
    command.annotated.update(changed.values())
    new = (*values, now())
    command.update("annotation", (*columns, "modified"), {(id_,): new for id_ in changed})
    return set(changed)


def add_to_notes(command: Command, annotations: Iterable[AnnotationId], text: str) -> None:
    """Write a text below the note of each, with a blank line between; it is the note where there was none."""
    columns = ("id", "document_id", "note")
    current = list(rows.having(command.connection, "annotation", columns, "id", annotations))
    command.annotated.update(row[1] for row in current)  # type: ignore[misc]
    at = now()
    new: dict[Key, Sequence[Value]] = {
        (row[0],): ("\n\n".join(filter(None, (str(row[2]), text))), at) for row in current
    }
    command.update("annotation", ("note", "modified"), new)


def touch(command: Command, annotations: Iterable[AnnotationId]) -> None:
    """Note that highlights were modified now."""
    new = (now(),)
    command.update("annotation", ("modified",), {(id_,): new for id_ in annotations})


def move(command: Command, annotation: Annotation, new: NewAnnotation) -> None:
    """Put a highlight on another range of its document; its links to tags follow."""
    columns = ("block", "start", "end", "exact", "prefix", "suffix")
    quote = new.quote
    values = (new.block, new.position.start, new.position.end, quote.exact, quote.prefix, quote.suffix)
    update(command, [annotation.id], columns, values)
    start, end = new.position.start, new.position.end
    places: dict[Key, Sequence[Value]] = {(annotation.id, tag): (start, end) for tag in annotation.tags}
    command.update("annotation_tag", ("start", "end"), places)


def delete(command: Command, annotations: Mapping[AnnotationId, DocumentId]) -> None:
    """Take highlights out, links first; each is given with its document."""
    command.annotated.update(annotations.values())
    command.delete("annotation_tag", _links(command, annotations))
    command.delete("annotation", [(id_,) for id_ in annotations])


def _links(command: Command, annotations: Iterable[AnnotationId]) -> list[tuple[AnnotationId, TagId]]:
    """The keys of the links of highlights, through the index annotation_tag_annotation."""
    columns = ("annotation_id", "tag_id")
    found = rows.having(command.connection, "annotation_tag", columns, "annotation_id", annotations)
    return list(found)  # type: ignore[arg-type]
