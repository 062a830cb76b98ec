"""Highlighting: the verbs that make, mark, describe and take away highlights."""

import dataclasses
from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import timedelta

from excerpta.core.model.annotation import (
    Annotation,
    AnnotationColumns,
    Colour,
    HighlightStyle,
    TextPositionSelector,
)
from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import NotFoundError, RangeError
from excerpta.core.model.ids import AnnotationId, CommandId, DocumentId, TagId
from excerpta.core.model.tag import TagPath, short_name
from excerpta.core.services import tagging
from excerpta.core.store import annotations as store
from excerpta.core.store import colours as colours_store
from excerpta.core.store import documents, journal
from excerpta.core.store import tags as tags_store
from excerpta.core.store.annotations import NewAnnotation
from excerpta.core.store.journal import Command
from excerpta.core.store.library import Library
from excerpta.core.text.anchoring import describe

NOTE_PAUSE = timedelta(minutes=5)
"""Saves of one note that follow each other faster than this are one step of undo."""

RESIZE_PAUSE = timedelta(seconds=1.5)
"""The same for the ranges that one highlight is given."""


def highlights_of(library: Library, document: DocumentId) -> tuple[Annotation, ...]:
    """The highlights of a document by start, end and id."""
    return store.of_document(library, document)


def highlight_columns(
    library: Library, document: DocumentId, *, cancelled: Callable[[], bool] = lambda: False
) -> AnnotationColumns:
    """The highlights of a document as columns: where they lie and how they look.

    Raises:
        CancelledError: `cancelled`, which is asked often, said so.
    """
    return store.columns_of_document(library, document, cancelled)


def read_highlight(library: Library, annotation: AnnotationId) -> Annotation:
    """One highlight.

    Raises:
        NotFoundError: there is none of that id.
    """
    return store.read(library, [annotation])[0]


def present_highlights(library: Library, annotations: Sequence[AnnotationId]) -> list[Annotation]:
    """Highlights in the order given; those that do not exist (any more) are left out."""
    return store.read_present(library, annotations)


def add_highlight(
    library: Library,
    document: DocumentId,
    start: int,
    end: int,
    *,
    colour: Colour = Colour.YELLOW,
    style: HighlightStyle = HighlightStyle.HIGHLIGHT,
    tags: Sequence[TagId] = (),
    new_tags: Sequence[TagPath] = (),
    note: str = "",
) -> Changes:
    """Highlight the code points `start` to `end` (exclusive) of a document.

    The tags of `new_tags` are made where they are missing, in the same step of undo.

    Returns:
        changes whose `annotations` holds the id of the new highlight alone.

    Raises:
        NotFoundError: there is no such document or tag.
        RangeError: the range is empty, holds only blanks, or lies outside the text.
    """
    with journal.recording(library, "add_highlight", "add highlight") as command:
        wanted = tuple(tags_to_give(library, command, tags, new_tags))
        new = _described(library, document, start, end, colour, style, note, wanted)
        store.insert(command, [new], library.coder)
    return journal.changes_of(command)


def resize_highlight(library: Library, annotation: AnnotationId, start: int, end: int) -> Changes:
    """Put a highlight on another range of its document; colour, tags and note stay.

    Steps that follow each other, as those of a key that is held, become one step of undo.

    Raises:
        NotFoundError: there is none of that id.
        RangeError: as for `add_highlight`.
    """
    with journal.recording(library, "resize_highlight", "resize highlight") as command:
        old = read_highlight(library, annotation)
        new = _described(library, old.document, start, end, old.colour, old.style, old.note, old.tags)
        if new.position != old.position:
            store.move(command, old, new)
            journal.continue_last(library, command, RESIZE_PAUSE)
    return journal.changes_of(command)


def tag_highlights(
    library: Library,
    annotations: Sequence[AnnotationId],
    tags: Sequence[TagId],
    *,
    new_tags: Sequence[TagPath] = (),
) -> Changes:
    """Give every one of `annotations` every one of `tags`, and of `new_tags`, made where missing.

    Raises:
        NotFoundError: there is no such highlight or tag.
    """
    return retag_highlights(library, annotations, add=tags, new_tags=new_tags)


def untag_highlights(library: Library, annotations: Sequence[AnnotationId], tags: Sequence[TagId]) -> Changes:
    """Take every one of `tags` from every one of `annotations`.

    Raises:
        NotFoundError: there is no such highlight.
    """
    return retag_highlights(library, annotations, remove=tags)


def retag_highlights(
    library: Library,
    annotations: Sequence[AnnotationId],
    *,
    add: Sequence[TagId] = (),
    new_tags: Sequence[TagPath] = (),
    remove: Sequence[TagId] = (),
    joins: CommandId | None = None,
) -> Changes:
    """Give highlights tags and take others from them, in one step.

    Args:
        library: the open library.
        annotations: the highlights.
        add: tags to give.
        new_tags: paths of tags to give, made where they are missing.
        remove: tags to take away.
        joins: the command, as `Changes.command` tells it, that this is the rest of: a highlight that
            was made in order to be tagged. They are one step of undo, unless something was done between.

    Raises:
        NotFoundError: there is no such highlight, or none of the tags to add.
    """
    with journal.recording(library, "retag_highlights", "change tags") as command:
        wanted = tags_to_give(library, command, add, new_tags)
        gone = [tag for tag in remove if tag not in wanted]
        if not gone:
            command.label = _about_tags("add", tags_store.names(library, wanted))
        elif not wanted:
            command.label = _about_tags("remove", tags_store.names(library, gone))
        found = store.documents_of(library, annotations)
        altered = store.link(command, found, wanted) | store.unlink(command, found, gone)
        command.annotated.update(found[one] for one in altered)
        store.touch(command, sorted(altered))
        journal.join(command, joins)
    return journal.changes_of(command)


def recolour_highlights(library: Library, annotations: Sequence[AnnotationId], colour: Colour) -> Changes:
    """Give highlights another colour.

    Raises:
        NotFoundError: there is no such highlight.
    """
    called = colours_store.read_names(library).get(colour, colour.value)
    with journal.recording(library, "recolour_highlights", f"make highlight {called}") as command:
        found = store.documents_of(library, annotations)
        store.update(command, found, ("colour",), (colour.value,))
    return journal.changes_of(command)


def restyle_highlights(
    library: Library, annotations: Sequence[AnnotationId], style: HighlightStyle
) -> Changes:
    """Draw highlights in another style.

    Raises:
        NotFoundError: there is no such highlight.
    """
    with journal.recording(library, "restyle_highlights", "change highlight style") as command:
        found = store.documents_of(library, annotations)
        store.update(command, found, ("style",), (style.value,))
    return journal.changes_of(command)


def set_note(
    library: Library, annotation: AnnotationId, note: str, *, joins: CommandId | None = None
) -> Changes:
    """Write the note of a highlight; saves in a row become one step of undo.

    Args:
        library: the open library.
        annotation: the highlight.
        note: its whole note.
        joins: as for `retag_highlights`: the command that made the highlight for the sake of this note.

    Raises:
        NotFoundError: there is none of that id.
    """
    with journal.recording(library, "set_note", "edit note") as command:
        store.update(command, store.documents_of(library, [annotation]), ("note",), (note,))
        journal.join(command, joins)
        if command.steps:
            journal.continue_last(library, command, NOTE_PAUSE)
    return journal.changes_of(command)


def add_to_notes(library: Library, annotations: Sequence[AnnotationId], text: str) -> Changes:
    """Write the same text into the notes of several highlights, below what stands there, in one step.

    Nothing that was written is replaced; blank text alters nothing.

    Raises:
        NotFoundError: there is no such highlight.
    """
    text = text.strip()
    with journal.recording(library, "add_to_notes", "add to notes") as command:
        meant = store.documents_of(library, list(dict.fromkeys(annotations)))
        command.label = f"add to {len(meant):,} note{'' if len(meant) == 1 else 's'}"
        if text:
            store.add_to_notes(command, meant, text)
    return journal.changes_of(command)


def merge_highlights(library: Library, annotations: Sequence[AnnotationId]) -> Changes:
    """Make one highlight of several of a document, from the first of their words to the last.

    It is the first of them in reading order, with its colour and style, every tag, every note in that
    order, each once and a blank line between, and the earliest time of making. The others go.

    Returns:
        changes whose `annotations` holds the one that stays and those that went.

    Raises:
        NotFoundError: there is no such highlight.
        RangeError: they are fewer than two, or stand in several documents.
    """
    meant = list(dict.fromkeys(annotations))
    with journal.recording(library, "merge_highlights", f"merge {len(meant)} highlights") as command:
        found = sorted(store.read(library, meant), key=lambda one: (one.start, one.end, one.id))
        if len(found) < 2:
            raise RangeError("One highlight alone cannot be merged.", "Choose two or more.")
        if len({one.document for one in found}) > 1:
            raise RangeError(
                "Highlights of several documents cannot be merged, so they stayed as they are.",
                "Choose those of one document.",
            )
        _merge(library, command, found)
    changes = journal.changes_of(command)
    # Whoever shows the result looks for the one that stays, even where nothing of it had to change.
    return dataclasses.replace(changes, annotations=changes.annotations | {found[0].id})


def delete_highlights(library: Library, annotations: Sequence[AnnotationId]) -> Changes:
    """Take highlights away, with their notes; tags stay in the codebook.

    Raises:
        NotFoundError: there is no such highlight.
    """
    meant = list(dict.fromkeys(annotations))
    label = _about(len(meant), "highlight", "delete")
    with journal.recording(library, "delete_highlights", label) as command:
        store.delete(command, store.documents_of(library, meant))
    return journal.changes_of(command)


def _merge(library: Library, command: Command, found: Sequence[Annotation]) -> None:
    """Put what the others hold into the first one, and take them away."""
    first, *others = found
    end = max(one.end for one in found)
    notes = "\n\n".join(dict.fromkeys(one.note for one in found if one.note.strip()))
    tags = [tag for one in others for tag in one.tags]
    new = _described(library, first.document, first.start, end, first.colour, first.style, notes, first.tags)
    store.delete(command, {one.id: one.document for one in others})
    store.move(command, first, new)
    store.link(command, [first.id], tags)
    values = (notes, min(one.created for one in found))
    store.update(command, [first.id], ("note", "created"), values)


def _described(
    library: Library,
    document: DocumentId,
    start: int,
    end: int,
    colour: Colour,
    style: HighlightStyle,
    note: str,
    tag_ids: tuple[TagId, ...],
) -> NewAnnotation:
    passage = documents.passage(library, document)
    text = passage.text
    if not 0 <= start < end <= len(text):
        raise RangeError(
            f"From {start} to {end} is not a passage of a text of {len(text)} characters.",
            "Select some words first.",
        )
    quote = describe(text, start, end)
    if quote.exact.isspace():
        raise RangeError("There are no words in the selection.", "Select some words first.")
    position = TextPositionSelector(start, end)
    return NewAnnotation(
        document, bisect_right(passage.starts, start) - 1, position, quote, colour, style, note, tag_ids
    )


def tags_to_give(
    library: Library, command: Command, tags: Sequence[TagId], new_tags: Sequence[TagPath]
) -> list[TagId]:
    """Tags, and those of `new_tags`, which are made where they are missing as a part of the command.

    Raises:
        NotFoundError: there is no such tag.
    """
    _require_tags(library, tags)
    made = [tagging.make_path(library, command, tagging.clean_path(path)) for path in new_tags]
    return list(dict.fromkeys([*tags, *made]))


def _require_tags(library: Library, wanted: Sequence[TagId]) -> dict[TagId, str]:
    names = tags_store.names(library, wanted) if wanted else {}
    for tag in wanted:
        if tag not in names:
            raise NotFoundError(f"There is no tag {tag} in this library (any more).")
    return names


def _about_tags(verb: str, names: dict[TagId, str]) -> str:
    if len(names) == 1:
        (name,) = names.values()
        return f"{verb} tag “{short_name(name)}”"
    return _about(len(names), "tag", verb)


def _about(number: int, what: str, verb: str = "add") -> str:
    return f"{verb} {what}" if number == 1 else f"{verb} {number} {what}s"
