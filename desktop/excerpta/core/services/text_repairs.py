"""Repairs of a document's text: found and listed, carried out on request, before its first highlight.

The file that the document was made from stays as it is, and undo brings the text back as it was.
"""

from collections.abc import Sequence

from excerpta.core.model.changes import Changes
from excerpta.core.model.document import Document
from excerpta.core.model.errors import RepairError
from excerpta.core.model.ids import DocumentId
from excerpta.core.store import documents as store
from excerpta.core.store import journal
from excerpta.core.store.library import Library
from excerpta.core.text.repairs import Repair, RepairKind, find_repairs, repaired

__all__ = ["Repair", "RepairKind"]


def repairs_of(library: Library, document: DocumentId) -> tuple[Repair, ...]:
    """What could be repaired in a document, in reading order; nothing is changed.

    Raises:
        NotFoundError: there is no such document.
    """
    text, blocks = store.read_text(library, document)
    return find_repairs(text, blocks)


def repair_text(library: Library, document: DocumentId, repairs: Sequence[Repair] | None = None) -> Changes:
    """Carry out some repairs of a document, all that there are without `repairs`, in one step.

    Title, source and author are repaired likewise: they may have been taken from the text.

    Raises:
        NotFoundError: there is no such document.
        RepairError: it has highlights, which hold the words as they are, or it is not the text any more
            in which the repairs were found.
    """
    with journal.recording(library, "repair_text", "repair text") as command:
        extent = store.extent(library, document)
        if extent.highlights:
            held = "a highlight" if extent.highlights == 1 else f"{extent.highlights:,} highlights"
            raise RepairError(
                f"“{extent.title}” has {held}, so its text stays as it is.",
                "A highlight holds exactly the words it was made on: repair a text before the first one.",
            )
        known = store.read(library, document)
        found = find_repairs(known.text, known.blocks)
        wanted = found if repairs is None else tuple(repairs)
        if not set(wanted) <= set(found):
            raise RepairError("The text is another by now, so nothing was changed.", "Look for repairs anew.")
        if wanted:
            _carry_out(command, known, wanted)
            number = len(wanted)
            command.label = f"repair of {number} place{'' if number == 1 else 's'} in “{known.title}”"
    return journal.changes_of(command)


def _carry_out(command: journal.Command, known: Document, wanted: Sequence[Repair]) -> None:
    text, blocks, spans = repaired(known.text, known.blocks, known.spans, wanted)
    store.set_text(command, known.id, text, blocks, spans)
    named = {"title": known.title, "source": known.source, "author": known.author}
    kinds = {one.kind for one in wanted}
    better = {name: _line(words, kinds) for name, words in named.items()}
    changed = {name: words for name, words in better.items() if words != named[name] and words.strip()}
    if changed:
        store.update(command, [known.id], changed)


def _line(words: str, kinds: set[RepairKind]) -> str:
    """A value of the document with the repairs of some kinds; it may come from the text."""
    repairs = [one for one in find_repairs(words, ()) if one.kind in kinds]
    return repaired(words, (), (), repairs)[0]
