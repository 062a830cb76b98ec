"""Documents: their rows, their text and what a list of them shows."""

import codecs
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from excerpta.core.model.document import (
    Article,
    Block,
    Document,
    DocumentExtent,
    DocumentSummary,
    PartialDate,
    Provenance,
    ReadingPlace,
    Span,
)
from excerpta.core.model.errors import NotFoundError
from excerpta.core.model.ids import DocumentId
from excerpta.core.store import assets
from excerpta.core.store.identity import new_uuid
from excerpta.core.store.journal import Command, Key, Value
from excerpta.core.store.known_words import known_words
from excerpta.core.store.library import Library, now
from excerpta.core.store.markup import (
    dump_attributes,
    dump_blocks,
    dump_spans,
    load_blocks,
    load_origins,
    load_spans,
    with_origins,
)
from excerpta.core.store.rows import having
from excerpta.core.text.folding import fold

UNTRASHED = "document_id NOT IN (SELECT id FROM document WHERE trashed IS NOT NULL)"
"""The condition that leaves out what is in the trash; served by the index document_trashed."""

_COLUMNS = (
    "id", "uuid", "title", "source", "author", "published", "published_provenance", "place", "agency",
    "language", "url", "attributes", "text_hash", "length", "imported", "trashed",
)  # fmt: skip

_PROVENANCES = known_words(Provenance)
_DECODED_AT_ONCE = 1 << 20


class DocumentOrder(StrEnum):
    """How a list of documents is sorted."""

    TITLE = "title"
    SOURCE = "source"
    PUBLISHED = "published"
    IMPORTED = "imported"
    HIGHLIGHTS = "highlights"


_ORDER = {
    DocumentOrder.TITLE: "excerpta_fold(title)",
    DocumentOrder.SOURCE: "excerpta_fold(source)",
    DocumentOrder.PUBLISHED: "published",
    DocumentOrder.IMPORTED: "id",
    DocumentOrder.HIGHLIGHTS: "(SELECT count(*) FROM annotation WHERE document_id = document.id)",
}


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article on its way into the library, with the bytes it was read from."""

    file_name: str
    data: bytes
    article: Article


def text_hash(text: str) -> bytes:
    """What tells two texts apart: SHA-256 over UTF-8, 32 bytes."""
    return sha256(text.encode("utf-8"))


def sha256(data: bytes) -> bytes:
    """The SHA-256 of some bytes."""
    from hashlib import sha256  # loads all of OpenSSL, and the first window needs no hash

    return sha256(data).digest()


def same_bytes(library: Library, data: bytes) -> DocumentId | None:
    """The document, not in the trash, that was read from exactly these bytes."""
    statement = f"SELECT document_id FROM original WHERE sha256 = ? AND {UNTRASHED}"
    row = library.connection.execute(statement, (sha256(data),)).fetchone()
    return None if row is None else DocumentId(row[0])


def same_text(library: Library, text: str) -> DocumentId | None:
    """The document, not in the trash, that holds exactly this text."""
    statement = "SELECT id FROM document WHERE text_hash = ? AND trashed IS NULL"
    row = library.connection.execute(statement, (text_hash(text),)).fetchone()
    return None if row is None else DocumentId(row[0])


def insert(command: Command, incoming: Sequence[Incoming]) -> list[DocumentId]:
    """Add articles with text, markup, pictures, original and search index; ids in the order given."""
    row = command.connection.execute("SELECT ifnull(max(id), 0) FROM document").fetchone()
    first = int(row[0]) + 1
    ids = [DocumentId(first + place) for place in range(len(incoming))]
    at = now()
    contents = [
        (id_, one.article.text, dump_blocks(one.article.blocks), dump_spans(one.article.spans))
        for id_, one in zip(ids, incoming, strict=True)
    ]
    command.insert(
        "document",
        _COLUMNS,
        [_row(id_, one.article, at) for id_, one in zip(ids, incoming, strict=True)],
    )
    command.insert("content", ("document_id", "text", "blocks", "spans"), contents)
    command.insert(
        "original",
        ("document_id", "file_name", "sha256", "data"),
        [(id_, one.file_name, sha256(one.data), one.data) for id_, one in zip(ids, incoming, strict=True)],
    )
    assets.insert(
        command,
        ((id_, asset) for id_, one in zip(ids, incoming, strict=True) for asset in one.article.assets),
    )
    from excerpta.core.store import fulltext, likeness  # which the first window does not need

    texts = list(map(fulltext.searchable, contents))
    fulltext.add_searchable(command.connection, texts)
    likeness.add(command.connection, texts)
    return ids


def _row(document: DocumentId, article: Article, at: str) -> tuple[Value, ...]:
    return (
        document, new_uuid(), article.title, article.source, article.author,
        article.published.value, article.published.provenance.value, article.place, article.agency,
        article.language, article.url, dump_attributes(article.origins), text_hash(article.text),
        len(article.text), at, None,
    )  # fmt: skip


def update(command: Command, documents: Iterable[DocumentId], values: Mapping[str, Value]) -> int:
    """Set columns of the rows of documents; how many rows really changed."""
    columns = tuple(values)
    return command.update("document", columns, {(id_,): tuple(values.values()) for id_ in documents})


def edit(
    command: Command,
    documents: Sequence[DocumentId],
    values: Mapping[str, str],
    published: PartialDate | None,
    confirmed: Iterable[str],
) -> None:
    """Give documents what their reader says of them, and note that it comes from there.

    A value that is given as it was keeps its origin; `confirmed` are the names of those that become the
    reader's all the same.

    Raises:
        NotFoundError: one of the documents is not there.
    """
    columns = ("title", "source", "author", "place", "agency", "language", "url")
    dated = ("published", "published_provenance")
    rows = having(command.connection, "document", ("id", *columns, *dated, "attributes"), "id", documents)
    held = {row[0]: dict(zip((*columns, *dated, "attributes"), row[1:], strict=True)) for row in rows}
    confirmed = set(confirmed)
    changed: dict[Key, tuple[Value, ...]] = {}
    for document in documents:
        if document not in held:
            raise NotFoundError(f"There is no document {document} in this library.")
        before = held[document]
        row = {**before, **values}
        attributes = str(before["attributes"])
        own = {name for name in columns if row[name] != before[name] or (name in confirmed and row[name])}
        if own:
            attributes = with_origins(attributes, dict.fromkeys(own, Provenance.USER))
        if published is not None:
            row |= {"published": published.value, "published_provenance": published.provenance.value}
        elif "published" in confirmed and row["published"]:
            row["published_provenance"] = Provenance.USER.value
        row["attributes"] = attributes
        changed[(document,)] = tuple(row.values())
    command.update("document", (*columns, *dated, "attributes"), changed)


def set_blocks(command: Command, document: DocumentId, blocks: Iterable[Block]) -> None:
    """Give a document other blocks over the same text; the index follows."""
    command.update("content", ("blocks",), {(document,): (dump_blocks(blocks),)})


def set_text(
    command: Command, document: DocumentId, text: str, blocks: Iterable[Block], spans: Iterable[Span]
) -> None:
    """Give a document another text with its markup; the index follows. It must have no highlights."""
    row = (text, dump_blocks(blocks), dump_spans(spans))
    command.update("content", ("text", "blocks", "spans"), {(document,): row})
    command.update("document", ("text_hash", "length"), {(document,): (text_hash(text), len(text))})


def read(library: Library, document: DocumentId) -> Document:
    """A document, whole.

    Raises:
        NotFoundError: there is none of that id.
    """
    statement = """
        SELECT id, uuid, title, source, author, published, published_provenance, place, agency, language,
               url, CAST(text AS BLOB), blocks, spans, ifnull(position, 0), ifnull(caret, position),
               highlight, imported, ifnull(file_name, ''), attributes, hex(text_hash)
        FROM document JOIN content ON content.document_id = document.id
        LEFT JOIN original ON original.document_id = document.id
        LEFT JOIN reading ON reading.document_id = document.id
        WHERE document.id = ?
    """
    row = library.connection.execute(statement, (document,)).fetchone()
    if row is None:
        raise NotFoundError(f"There is no document {document} in this library.")
    id_, uuid_, title, source, author, published, provenance, place, agency, language, url = row[:11]
    text, blocks, spans, position, caret, highlight, imported, file_name, attributes, digest = row[11:]
    text, loaded = _decoded(text), load_blocks(blocks)
    # Whoever opens a document is about to highlight in it.
    library.kept_passage = (f"{uuid_} {digest}", Passage(text, [block.start for block in loaded]))
    return Document(
        id_, uuid_, title, source, author, PartialDate(published, _PROVENANCES[provenance]), place, agency,
        language, url, text, loaded, load_spans(spans),
        ReadingPlace(position, caret or 0, highlight), imported, file_name,
        load_origins(attributes),
    )  # fmt: skip


def _decoded(text: bytes) -> str:
    """A text from UTF-8, piece by piece: a call over 20 MB lets no other thread do anything for 40 ms."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    pieces = [
        decoder.decode(text[at : at + _DECODED_AT_ONCE]) for at in range(0, len(text), _DECODED_AT_ONCE)
    ]
    return "".join([*pieces, decoder.decode(b"", final=True)])


def extent(library: Library, document: DocumentId) -> DocumentExtent:
    """Title, length and number of highlights of a document, without reading it.

    Raises:
        NotFoundError: there is none of that id.
    """
    statement = """
        SELECT title, length, (SELECT count(*) FROM annotation WHERE document_id = document.id)
        FROM document WHERE id = ?
    """
    row = library.connection.execute(statement, (document,)).fetchone()
    if row is None:
        raise NotFoundError(f"There is no document {document} in this library.")
    return DocumentExtent(*row)


def read_text(library: Library, document: DocumentId) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of a document.

    Raises:
        NotFoundError: there is none of that id.
    """
    statement = "SELECT text, blocks FROM content WHERE document_id = ?"
    row = library.connection.execute(statement, (document,)).fetchone()
    if row is None:
        raise NotFoundError(f"There is no document {document} in this library.")
    return row[0], load_blocks(row[1])


@dataclass(frozen=True, slots=True)
class Passage:
    """What is needed to place a highlight: the text, and where its blocks start."""

    text: str
    starts: Sequence[int]


def passage(library: Library, document: DocumentId) -> Passage:
    """Text and block starts of a document; the last one asked for is kept for as long as it is the same.

    Raises:
        NotFoundError: there is none of that id.
    """
    statement = "SELECT uuid || ' ' || hex(text_hash) FROM document WHERE id = ?"
    row = library.connection.execute(statement, (document,)).fetchone()
    kept = library.kept_passage
    if kept is not None and row is not None and kept[0] == row[0]:
        return kept[1]
    text, blocks = read_text(library, document)
    found = Passage(text, [block.start for block in blocks])
    library.kept_passage = (row[0], found)
    return found


def read_original(library: Library, document: DocumentId) -> tuple[str, bytes]:
    """File name and bytes that a document was read from.

    Raises:
        NotFoundError: there is none of that id.
    """
    statement = "SELECT file_name, data FROM original WHERE document_id = ?"
    row = library.connection.execute(statement, (document,)).fetchone()
    if row is None:
        raise NotFoundError(f"There is no document {document} in this library.")
    return row[0], row[1]


def ids(library: Library, words: str, order: DocumentOrder, *, descending: bool) -> list[DocumentId]:
    """Documents, not in the trash, whose title, source or author hold every one of `words`."""
    where = "trashed IS NULL"
    wanted = fold(words).split()
    for _ in wanted:
        where += " AND instr(excerpta_fold(title || char(10) || source || char(10) || author), ?)"
    direction = "DESC" if descending else "ASC"
    # What has no date or source comes last, whichever way the list runs.
    last = f"{order.value} = ''," if order in (DocumentOrder.PUBLISHED, DocumentOrder.SOURCE) else ""
    statement = (
        f"SELECT id FROM document WHERE {where} ORDER BY {last} {_ORDER[order]} {direction}, id {direction}"
    )
    return [DocumentId(row[0]) for row in library.connection.execute(statement, wanted)]


def summaries(library: Library, documents: Sequence[DocumentId]) -> list[DocumentSummary]:
    """What a list shows of documents, in the order given; those that are gone are left out."""
    found: dict[int, DocumentSummary] = {}
    for start in range(0, len(documents), 500):
        found |= _summaries(library, documents[start : start + 500])
    return [found[document] for document in documents if document in found]


def _summaries(library: Library, documents: Sequence[DocumentId]) -> dict[int, DocumentSummary]:
    marks = ", ".join("?" * len(documents))
    statement = f"""
        SELECT id, title, source, published, published_provenance,
               (SELECT count(*) FROM annotation WHERE document_id = document.id),
               EXISTS (SELECT 1 FROM reading WHERE document_id = document.id)
        FROM document WHERE id IN ({marks})
    """
    return {
        row[0]: DocumentSummary(
            row[0], row[1], row[2], PartialDate(row[3], _PROVENANCES[row[4]]), row[5], bool(row[6])
        )
        for row in library.connection.execute(statement, documents)
    }


def count(library: Library) -> int:
    """How many documents are not in the trash."""
    statement = (
        "SELECT (SELECT count(*) FROM document) - (SELECT count(*) FROM document WHERE trashed IS NOT NULL)"
    )
    return int(library.connection.execute(statement).fetchone()[0])


def remember_place(library: Library, document: DocumentId, place: ReadingPlace) -> None:
    """Keep where reading stopped."""
    statement = """
        INSERT INTO reading (document_id, position, caret, highlight, opened) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (document_id) DO UPDATE SET position = excluded.position, caret = excluded.caret,
            highlight = excluded.highlight, opened = excluded.opened
    """
    with library.write() as connection:
        connection.execute(statement, (document, place.position, place.caret, place.highlight, now()))


def trashed(library: Library) -> list[DocumentId]:
    """Documents in the trash, the last one thrown away first."""
    statement = "SELECT id FROM document WHERE trashed IS NOT NULL ORDER BY trashed DESC, id"
    return [DocumentId(row[0]) for row in library.connection.execute(statement)]
