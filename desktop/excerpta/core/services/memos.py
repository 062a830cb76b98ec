"""Memos: what somebody thought about a document, a tag or the library as a whole."""

from datetime import timedelta

from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import NotFoundError
from excerpta.core.model.ids import CommandId, DocumentId, TagId
from excerpta.core.model.memo import Memo
from excerpta.core.store import documents, journal
from excerpta.core.store import memos as store
from excerpta.core.store import tags as tags_store
from excerpta.core.store.library import Library

MEMO_PAUSE = timedelta(minutes=5)
"""Saves of one memo that follow each other faster than this are one step of undo."""


def read_memo(
    library: Library, *, document: DocumentId | None = None, tag: TagId | None = None
) -> Memo | None:
    """The memo about a document or a tag, or without either about the library; None where there is none."""
    return store.read(library, document, tag)


def memos(library: Library) -> list[Memo]:
    """Every memo: about the library, then documents, then tags."""
    return store.read_all(library)


def tags_with_memo(library: Library) -> frozenset[TagId]:
    """The tags that have a memo."""
    return store.tags_with_one(library)


def write_memo(
    library: Library,
    text: str,
    *,
    document: DocumentId | None = None,
    tag: TagId | None = None,
    joins: CommandId | None = None,
) -> Changes:
    """Write the memo about a document or a tag, or without either about the library; empty takes it away.

    Saves in a row become one step of undo.

    Args:
        library: the open library.
        text: the whole memo.
        document: what it is about.
        tag: what it is about.
        joins: the command that made this memo, if nothing else was done since: one step with it.

    Raises:
        NotFoundError: there is no such document or tag.
    """
    with journal.recording(
        library, "write_memo", f"write memo of {_about(library, document, tag)}"
    ) as command:
        known = store.read(library, document, tag)
        if known is None and text.strip():
            store.insert(command, document, tag, text, library.coder)
        elif known is not None and not text.strip():
            store.delete(command, [known.id])
        elif known is not None and known.text != text:
            store.update(command, known.id, text)
        journal.join(command, joins)
        if command.steps:
            journal.continue_last(library, command, MEMO_PAUSE)
    return journal.changes_of(command)


def _about(library: Library, document: DocumentId | None, tag: TagId | None) -> str:
    if document is not None:
        return "a document" if documents.extent(library, document) else ""
    if tag is not None:
        names = tags_store.names(library, [tag])
        if tag not in names:
            raise NotFoundError(f"There is no tag {tag} in this library (any more).")
        return f"tag “{names[tag][:40]}”"
    return "the library"
