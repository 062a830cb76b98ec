"""Integrity: what must always be true of a library file, looked at row by row."""

import hashlib
import re
from collections.abc import Iterator

from excerpta.core.model.errors import DamageError
from excerpta.core.model.ids import DocumentId
from excerpta.core.store import fulltext
from excerpta.core.store.documents import text_hash
from excerpta.core.store.library import Library
from excerpta.core.store.markup import load_blocks
from excerpta.core.store.table_shapes import SHAPES

_ANY_IMAGE = re.compile(r'"[0-9a-f]{64}"')


def damage(library: Library) -> Iterator[str]:
    """What SQLite itself finds wrong with the file."""
    for (line,) in library.connection.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"The file is damaged: {line}."
    for table, row, parent, _ in library.connection.execute("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} belongs to a {parent} that is not there."


def altered_texts(library: Library) -> Iterator[str]:
    """Documents whose text is not the one that was imported, or whose blocks do not cover it."""
    statement = """
        SELECT document.id, title, text_hash, length, text, blocks
        FROM document JOIN content ON content.document_id = document.id
    """
    for id_, title, digest, length, text, blocks in library.connection.execute(statement):
        if text_hash(text) != digest or len(text) != length:
            yield f"The text of “{title}” (document {id_}) is not the one that was imported."
        if not _covers(blocks, text):
            yield f"The blocks of “{title}” (document {id_}) do not cover its text."


def _covers(blocks: str, text: str) -> bool:
    try:
        return "\n".join(text[one.start : one.end] for one in load_blocks(blocks)) == text
    except (DamageError, TypeError):
        return False


def unreadable_words(library: Library) -> Iterator[str]:
    """Texts that are no texts: bytes that are not UTF-8, or noughts, which never came in."""
    connection = library.connection
    usual, connection.text_factory = connection.text_factory, bytes
    try:
        for table, shape in SHAPES.items():
            for row in connection.execute(f"SELECT {', '.join(shape.columns)} FROM {table}"):
                texts = [one for one, kind in zip(row, shape.kinds, strict=True) if kind in "Tt" and one]
                if not all(map(_is_text, texts)):
                    key = row[0].decode("utf-8", "replace") if isinstance(row[0], bytes) else row[0]
                    yield f"A text in row {key} of {table} cannot be read."
    finally:
        connection.text_factory = usual


def _is_text(data: bytes) -> bool:
    if b"\0" in data:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def altered_originals(library: Library) -> Iterator[str]:
    """Originals that are not the bytes that came in."""
    statement = "SELECT document_id, file_name, sha256, data FROM original"
    for id_, name, digest, data in library.connection.execute(statement):
        if hashlib.sha256(data).digest() != digest:
            yield f"The original “{name}” of document {id_} is not the file that was imported."


def wrong_quotes(library: Library) -> Iterator[str]:
    """Highlights whose quote is not the slice of the text that they stand on."""
    statement = """
        SELECT a.id, a.document_id, a.start, a.end, a.exact, a.prefix, a.suffix
        FROM annotation AS a ORDER BY a.document_id
    """
    document, text = None, ""
    for id_, owner, start, end, exact, prefix, suffix in library.connection.execute(statement):
        if owner != document:
            row = library.connection.execute(
                "SELECT text FROM content WHERE document_id = ?", (owner,)
            ).fetchone()
            document, text = owner, "" if row is None else row[0]
        if text[start:end] != exact:
            yield f"Highlight {id_} in document {owner} does not hold the words it was made on."
        elif not text[:start].endswith(prefix) or not text.startswith(suffix, end):
            yield f"The context of highlight {id_} is not that of its place in document {owner}."


def wrong_links(library: Library) -> Iterator[str]:
    """Links to tags whose repeated place differs from the highlight's own."""
    statement = """
        SELECT a.id FROM annotation_tag AS t JOIN annotation AS a ON a.id = t.annotation_id
        WHERE (t.document_id, t.start, t.end) IS NOT (a.document_id, a.start, a.end)
    """
    for (id_,) in library.connection.execute(statement):
        yield f"A tag of highlight {id_} does not know where the highlight stands."


def wrong_assets(library: Library) -> Iterator[str]:
    """Pictures that are not the ones that came in, that no document shows, or that are not there."""
    for name, data in library.connection.execute("SELECT sha256, data FROM asset"):
        if hashlib.sha256(data).hexdigest() != name:
            yield f"The picture {str(name)[:12]} is not the one that was imported."
    unused = "SELECT sha256 FROM asset WHERE sha256 NOT IN (SELECT sha256 FROM document_asset)"
    for (name,) in library.connection.execute(unused):
        yield f"The picture {str(name)[:12]} belongs to no document."
    statement = """
        SELECT id, title, blocks,
               (SELECT group_concat(sha256) FROM document_asset WHERE document_id = document.id)
        FROM document JOIN content ON content.document_id = document.id
    """
    for id_, title, blocks, linked in library.connection.execute(statement):
        if linked is None and not _ANY_IMAGE.search(blocks):
            continue
        try:
            named = {one.image for one in load_blocks(blocks) if one.image}
        except DamageError:
            continue  # told with the texts
        if named != set((linked or "").split(",")) - {""}:
            yield f"The pictures of “{title}” (document {id_}) are not those that its text names."


def unsearchable(library: Library) -> list[DocumentId]:
    """Documents that full-text search would miss, and entries that have no document."""
    return fulltext.unindexed(library.connection) + fulltext.ownerless(library.connection)
