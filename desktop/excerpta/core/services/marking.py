"""Marking: the places that a search finds become highlights, in one step that is previewed first.

Question: a verb that searches and highlights, or two? Choice: `plan_highlights` says what would be
made, and `make_highlights` makes exactly that. Why: the number on the button is the number made,
whatever is imported meanwhile, and neither is more than one transaction.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from excerpta.core.model.annotation import Colour, HighlightStyle, TextPositionSelector
from excerpta.core.model.changes import Changes
from excerpta.core.model.document import Block, BlockKind
from excerpta.core.model.errors import CancelledError, RangeError
from excerpta.core.model.ids import DocumentId, TagId
from excerpta.core.model.search import Search
from excerpta.core.model.tag import TagPath
from excerpta.core.services import annotating, searching
from excerpta.core.store import annotations as store
from excerpta.core.store import documents, journal
from excerpta.core.store.annotations import NewAnnotation
from excerpta.core.store.library import Library
from excerpta.core.text.anchoring import describe
from excerpta.core.text.blocks import block_at
from excerpta.core.text.sentences import sentence_at

Range = tuple[int, int]
Places = Mapping[DocumentId, Sequence[Range]]
Progress = Callable[[int, int], object]

MOST = 50_000
"""More highlights are not made in one step."""

_AT_ONCE = 2_000


class Extent(StrEnum):
    """What of its surroundings a place takes with it when it becomes a highlight."""

    WORDS = "words"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class HighlightPlan:
    """What `make_highlights` would make.

    Attributes:
        places: the new highlights by document, in order.
        number: how many they are.
        existing: how many are left out, because they are highlighted the same already.

    """

    places: Places
    number: int
    existing: int


def plan_highlights(
    library: Library,
    wanted: Search | Places,
    extent: Extent,
    *,
    colour: Colour = Colour.YELLOW,
    style: HighlightStyle = HighlightStyle.HIGHLIGHT,
    tags: Sequence[TagId] = (),
    has_new_tags: bool = False,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> HighlightPlan:
    """What highlights would be made of places; nothing is altered.

    Several places in one sentence or paragraph make one highlight. Left out is what a highlight of
    this colour and style, with all of these tags, covers exactly.

    Args:
        library: the open library.
        wanted: places, or a search, of which every place in every document is meant.
        extent: the words themselves, or the sentence or paragraph around them.
        colour: of the highlights.
        style: of the highlights.
        tags: that the highlights are to have.
        has_new_tags: tags are to be made for them, so that no highlight has them yet.
        progress: told how many documents are done, and of how many.
        cancelled: asked often.

    Raises:
        CancelledError: `cancelled` said so.
        RangeError: they would be more than `MOST`.
    """
    found: dict[DocumentId, list[Range]] = {}
    number = existing = 0
    for document, places in _places(library, wanted, progress, cancelled):
        if cancelled():
            raise CancelledError
        text, blocks = documents.read_text(library, document)
        meant = sorted({_extended(text, blocks, place, extent) for place in places})
        same = set() if has_new_tags else store.places_of(library, document, colour, style, tags)
        new = [place for place in meant if place not in same]
        existing += len(meant) - len(new)
        number += len(new)
        if number > MOST:
            raise RangeError(
                f"That would be more than {MOST:,} highlights, so none was made.", "Look for fewer places."
            )
        if new:
            found[document] = new
    return HighlightPlan(found, number, existing)


def make_highlights(
    library: Library,
    plan: HighlightPlan,
    *,
    colour: Colour = Colour.YELLOW,
    style: HighlightStyle = HighlightStyle.HIGHLIGHT,
    tags: Sequence[TagId] = (),
    new_tags: Sequence[TagPath] = (),
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Changes:
    """Make the highlights of a plan, with their tags, in one step of undo.

    Raises:
        CancelledError: `cancelled`, which is asked often, said so; nothing was made.
        NotFoundError: a document or tag is gone; nothing was made.
    """
    label = f"highlight {plan.number:,} place{'' if plan.number == 1 else 's'}"
    with journal.recording(library, "highlight_places", label) as command:
        linked = tuple(annotating.tags_to_give(library, command, tags, new_tags))
        waiting: list[NewAnnotation] = []
        for done, (document, places) in enumerate(plan.places.items()):
            if cancelled():
                raise CancelledError
            waiting += _new(library, document, places, colour, style, linked)
            if len(waiting) >= _AT_ONCE:
                store.insert(command, waiting, library.coder)
                waiting = []
                progress(done, len(plan.places))
        store.insert(command, waiting, library.coder)
    return journal.changes_of(command)


def _places(
    library: Library, wanted: Search | Places, progress: Progress, cancelled: Callable[[], bool]
) -> Iterator[tuple[DocumentId, Sequence[Range]]]:
    if not isinstance(wanted, Search):
        yield from wanted.items()
        return
    ids = searching.find_documents(library, wanted, cancelled=cancelled)
    for done, one in enumerate(sorted(ids)):
        progress(done, len(ids))
        yield DocumentId(one), searching.places_in(library, DocumentId(one), wanted, cancelled=cancelled)


def _extended(text: str, blocks: Sequence[Block], place: Range, extent: Extent) -> Range:
    start, end = place
    if extent is Extent.WORDS:
        return place
    if extent is Extent.SENTENCE:
        first, last = sentence_at(text, start)[0], sentence_at(text, end - 1)[1]
    else:
        first, last = _paragraph(text, blocks, start)[0], _paragraph(text, blocks, end - 1)[1]
    return min(first, start), max(last, end)


def _paragraph(text: str, blocks: Sequence[Block], position: int) -> Range:
    """The block that holds a position, without blanks around; of a table the row."""
    block = blocks[block_at(blocks, position)]
    start, end = block.start, block.end
    if block.kind is BlockKind.TABLE:
        start = text.rfind("\n", start, position) + 1 or start
        line_end = text.find("\n", position, end)
        end = end if line_end < 0 else line_end
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _new(
    library: Library,
    document: DocumentId,
    places: Sequence[Range],
    colour: Colour,
    style: HighlightStyle,
    tags: tuple[TagId, ...],
) -> Iterator[NewAnnotation]:
    text, blocks = documents.read_text(library, document)
    starts = [block.start for block in blocks]
    for start, end in places:
        block = max(0, bisect_right(starts, start) - 1)
        place, quote = TextPositionSelector(start, end), describe(text, start, end)
        yield NewAnnotation(document, block, place, quote, colour, style, "", tags)
