"""Reading, describing and throwing away documents."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from excerpta.core.model.changes import Changes
from excerpta.core.model.document import (
    BlockKind,
    Document,
    DocumentExtent,
    DocumentSummary,
    PartialDate,
    Provenance,
    ReadingPlace,
)
from excerpta.core.model.errors import NotFoundError
from excerpta.core.model.ids import DocumentId
from excerpta.core.store import assets, journal
from excerpta.core.store import documents as store
from excerpta.core.store.documents import DocumentOrder
from excerpta.core.store.library import Library, now

__all__ = ["DocumentOrder"]

EDITABLE = ("title", "source", "author", "place", "agency", "language", "url")
"""What of a document is a text that its reader may correct."""

_OPENING = 20
"""Among how many blocks a dateline is looked for."""


def document_ids(
    library: Library,
    *,
    words: str = "",
    order: DocumentOrder = DocumentOrder.TITLE,
    descending: bool = False,
) -> list[DocumentId]:
    """The documents whose title, source or author hold every one of `words`; all of them for none."""
    return store.ids(library, words, order, descending=descending)


def document_summaries(library: Library, documents: Sequence[DocumentId]) -> list[DocumentSummary]:
    """What a list shows of documents, in the order given; those that are gone are left out."""
    return store.summaries(library, documents)


def document_count(library: Library) -> int:
    """How many documents the library holds, without the trash."""
    return store.count(library)


def read_document(library: Library, document: DocumentId) -> Document:
    """A document, whole.

    Raises:
        NotFoundError: there is none of that id.
    """
    return store.read(library, document)


def document_extent(library: Library, document: DocumentId) -> DocumentExtent:
    """Title, length and number of highlights of a document, without reading it.

    Raises:
        NotFoundError: there is none of that id.
    """
    return store.extent(library, document)


def read_original(library: Library, document: DocumentId) -> tuple[str, bytes]:
    """The name and the bytes of the file that a document was made from.

    Raises:
        NotFoundError: there is none of that id.
    """
    return store.read_original(library, document)


def read_image(library: Library, sha256: str) -> bytes | None:
    """The file of a picture, which `Block.image` names; None where the library does not hold it."""
    return assets.read(library, sha256)


def image_sizes(library: Library, document: DocumentId) -> dict[str, tuple[int, int]]:
    """Width and height in pixels of a document's pictures, by what `Block.image` calls them."""
    return assets.sizes(library, document)


def place_is_deduced(document: Document) -> bool:
    """Whether the place is what the dateline at the start of the text gives, and nobody has put it better."""
    from excerpta.core.news.dateline import read_dateline  # a window starts without it

    if not document.place:
        return False
    if "place" in document.origins:
        return document.origins["place"] in (Provenance.DATELINE, Provenance.DEDUCED)
    opening = document.blocks[:_OPENING]
    return any(
        read_dateline(document.text[block.start : block.end]).place == document.place for block in opening
    )


def edit_document(
    library: Library,
    document: DocumentId,
    *,
    title: str | None = None,
    source: str | None = None,
    author: str | None = None,
    place: str | None = None,
    published: PartialDate | None = None,
    agency: str | None = None,
    language: str | None = None,
    confirmed: Iterable[str] = (),
) -> Changes:
    """Correct what the program knows of a document; see `edit_documents`."""
    given = {
        "title": title,
        "source": source,
        "author": author,
        "place": place,
        "agency": agency,
        "language": language,
    }
    values = {name: text for name, text in given.items() if text is not None}
    return edit_documents(library, [document], values, published=published, confirmed=confirmed)


def edit_documents(
    library: Library,
    documents: Sequence[DocumentId],
    values: Mapping[str, str],
    *,
    published: PartialDate | None = None,
    confirmed: Iterable[str] = (),
) -> Changes:
    """Correct what the program knows of documents, all of them in one step.

    Args:
        library: the open library.
        documents: which; one that is named twice is meant once.
        values: by what of `EDITABLE` they are; white space around them goes.
        published: the date; None leaves it as it is.
        confirmed: what of `EDITABLE`, or `published`, is right as it stands: it is no deduction any more.

    Raises:
        NotFoundError: there is no such document, nothing of such a name can be edited, or a title would
            be empty.
    """
    unknown = (set(values) | set(confirmed)) - {*EDITABLE, "published"}
    if unknown or "published" in values:
        raise NotFoundError(
            f"A document has no “{', '.join(sorted(unknown) or ['published'])}” to be edited."
        )
    if not values.get("title", "something").strip():
        raise NotFoundError("A document needs a title, so the old one was kept.")
    meant = list(dict.fromkeys(documents))
    label = "edit document details" if len(meant) == 1 else f"edit details of {len(meant)} documents"
    with journal.recording(library, "edit_document", label) as command:
        store.edit(
            command, meant, {name: text.strip() for name, text in values.items()}, published, confirmed
        )
    return journal.changes_of(command)


def set_block_kind(library: Library, document: DocumentId, block: int, kind: BlockKind) -> Changes:
    """Say what one block is, by its index from 0; see `set_block_kinds`."""
    return set_block_kinds(library, document, [block], kind)


def set_block_kinds(library: Library, document: DocumentId, which: Iterable[int], kind: BlockKind) -> Changes:
    """Say what blocks are; furniture becomes text and text furniture this way.

    Args:
        library: the open library.
        document: whose blocks.
        which: their indexes from 0.
        kind: what they are to be.

    Raises:
        NotFoundError: there is no such document or block.
    """
    _, blocks = store.read_text(library, document)
    new = list(blocks)
    for block in which:
        if not 0 <= block < len(blocks):
            raise NotFoundError(f"Document {document} has no paragraph {block + 1}.")
        new[block] = dataclasses.replace(blocks[block], kind=kind)
    what = "mark page furniture" if kind is BlockKind.FURNITURE else "turn furniture into text"
    with journal.recording(library, "set_block_kind", what) as command:
        if new != list(blocks):
            store.set_blocks(command, document, new)
    return journal.changes_of(command)


def trash_documents(library: Library, documents: Sequence[DocumentId]) -> Changes:
    """Put documents into the trash; their highlights wait there with them."""
    label = "delete document" if len(documents) == 1 else f"delete {len(documents)} documents"
    return _set_trashed(library, documents, now(), "trash_documents", label)


def restore_documents(library: Library, documents: Sequence[DocumentId]) -> Changes:
    """Take documents out of the trash."""
    label = "restore document" if len(documents) == 1 else f"restore {len(documents)} documents"
    return _set_trashed(library, documents, None, "restore_documents", label)


def trashed_documents(library: Library) -> list[DocumentId]:
    """What is in the trash, the last thrown away first."""
    return store.trashed(library)


def remember_place(library: Library, document: DocumentId, place: ReadingPlace) -> None:
    """Keep where reading stopped; not a command, so never undone."""
    if not library.read_only:
        store.remember_place(library, document, place)


def _set_trashed(
    library: Library, documents: Sequence[DocumentId], at: str | None, kind: str, label: str
) -> Changes:
    waiting = set(store.trashed(library))
    meant = [document for document in documents if (document in waiting) is (at is None)]
    with journal.recording(library, kind, label) as command:
        store.update(command, meant, {"trashed": at})
        command.annotated.update(meant)
    return journal.changes_of(command)
