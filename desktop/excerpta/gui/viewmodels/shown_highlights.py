"""The highlights of the open document, as the reader and its margin show them.

Question: where are they kept? Choice: in the reader's index, as columns, and each as a whole in the
library, from where it is read when it is asked for. Why: a document may have 50,000.
"""

from collections.abc import Callable, Sequence

from excerpta.core.model.annotation import Annotation, HighlightStyle
from excerpta.core.model.document import Document
from excerpta.core.model.ids import AnnotationId
from excerpta.core.model.tag import TagTree
from excerpta.core.services import annotating, colours, tagging
from excerpta.gui.support.colour_words import ColourNames, colour_in_words, first_upper
from excerpta.gui.viewmodels.fetching import Fetching
from excerpta.gui.viewmodels.opening import FEW, Opened, read_highlights
from excerpta.gui.viewmodels.presenting import card_of, header_of, highlight_of
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.margin import MarginCard
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.highlight_index import HighlightIndex
from excerpta.gui.widgets.reader_pane import ReaderPane

READING = "reading highlights"
"""The kind of work in the background that reads all of them anew."""

_MOST_TOLD = 3
_NOTE_BEGINS = 160


class ShownHighlights:
    """Keeps reader and margin in step with the library; `told` is called when their number may differ.

    Attributes:
        tree: the codebook.
        names: what the user calls the colours.
    """

    def __init__(
        self, session: LibrarySession, pane: ReaderPane, fetching: Fetching, told: Callable[[], None]
    ) -> None:
        self.tree = TagTree()
        self.names: ColourNames = colours.colour_names(session.library)
        self._document: Document | None = None
        self._session = session
        self._pane = pane
        self._fetching = fetching
        self._told = told
        pane.reader.tell_highlights = self.tell
        pane.reader.set_colour_names(self.names)

    def tell(self, shown: Sequence[ReaderHighlight]) -> str:
        """What highlights are, in words: colour by its name, style, tags, and how the note begins."""
        found = annotating.present_highlights(self._session.library, [one.id for one in shown[:_MOST_TOLD]])
        by_id = {one.id: one for one in found}
        told = [told_of(by_id[one.id], one.tags, self.names) for one in shown[:_MOST_TOLD] if one.id in by_id]
        more = len(shown) - _MOST_TOLD
        return "\n\n".join([*told, f"and {more} more here"] if more > 0 else told)

    def show(self, opened: Opened) -> None:
        """Show a document with its highlights."""
        self._document, self.tree = opened.document, opened.tree
        self._pane.reader.show_prepared(opened.source, opened.header, opened.highlights)
        self._set_cards()

    def renew(self, opened: Opened) -> None:
        """Show other highlights on the text that is shown already, and its title as it is now."""
        self._document, self.tree = opened.document, opened.tree
        self._take(opened.highlights)

    def clear(self) -> None:
        """Show none, in the margin; the reader shows something else now."""
        self._document = None
        self._pane.margin.clear()

    def codebook(self) -> TagTree:
        """The codebook as it is now, for highlights that are made later."""
        return self.tree

    def annotation(self, one: AnnotationId | None) -> Annotation | None:
        """A highlight of the document; None when it has none of that id."""
        if one is None or one not in self._pane.reader.highlights:
            return None
        return next(iter(annotating.present_highlights(self._session.library, [one])), None)

    def standing(self) -> tuple[int, int]:
        """The number of the current highlight in reading order (0 for none), and how many there are."""
        reader = self._pane.reader
        current = reader.current_highlight()
        return 0 if current is None else reader.highlights.rank(current) + 1, len(reader.highlights)

    def standing_in_words(self) -> str:
        """`Highlight 3 of 12`, with its place among those that overlap there, or how many are chosen."""
        number, total = self.standing()
        if not number:
            return ""
        reader = self._pane.reader
        chosen = len(reader.chosen_highlights())
        place, here = reader.overlaps.standing()
        parts = [f"Highlight {number} of {total}"]
        parts += [f"{place} of {here} here"] if here > 1 else []
        parts += [f"{chosen} chosen"] if chosen > 1 else []
        return " · ".join(parts)

    def reload_tags(self) -> None:
        """Read the codebook anew, and show its names and colours."""
        self.tree = tagging.tag_tree(self._session.library)
        highlights = self._pane.reader.highlights
        highlights.remake()
        self.refresh(highlights.added())
        self._pane.margin.remake_cards()

    def reload_colours(self) -> None:
        """Call the colours as the user does now."""
        names = colours.colour_names(self._session.library)
        if names != self.names:
            self.names = names
            self._pane.reader.set_colour_names(names)
            self._pane.margin.remake_cards()

    def refresh(self, ids: Sequence[AnnotationId]) -> None:
        """Show some highlights as they are now; all anew, in the background, if they are many."""
        document, library = self._document, self._session.library
        if document is None or not ids:
            return
        if len(ids) > FEW:
            pieces = self._pane.reader.page.source.pieces
            self._fetching.fetch(
                READING,
                lambda task: read_highlights(library, document.id, pieces, self.codebook, task.cancelled),
                self._take,
            )
            return
        mine = [one for one in annotating.present_highlights(library, ids) if one.document == document.id]
        present = {one.id for one in mine}
        removed = [one for one in ids if one not in present]
        self._pane.reader.change_highlights([highlight_of(one, self.tree) for one in mine], removed)
        self._pane.margin.change_cards(present, removed)
        self._count()

    def _take(self, highlights: HighlightIndex) -> None:
        self._pane.reader.set_highlights(highlights)
        self._set_cards()
        self._count()

    def _count(self) -> None:
        reader = self._pane.reader
        if self._document is not None:
            reader.set_header(header_of(self._document, len(reader.highlights)))
        self._told()

    def _set_cards(self) -> None:
        self._pane.margin.set_cards(self._pane.reader.highlights, self._cards)

    def _cards(self, ids: Sequence[AnnotationId]) -> list[MarginCard]:
        found = annotating.present_highlights(self._session.library, ids)
        return [card_of(one, self.tree, self.names) for one in found]


def told_of(annotation: Annotation, tags: Sequence[str], names: ColourNames) -> str:
    """One highlight in words; a colour that the user has named keeps its own name behind."""
    look = first_upper(colour_in_words(annotation.colour, names))
    if annotation.style is not HighlightStyle.HIGHLIGHT:
        look = f"{look}, underlined"
    note = " ".join(annotation.note.split())
    short = note if len(note) <= _NOTE_BEGINS else note[: _NOTE_BEGINS - 1].rstrip() + "…"
    return "\n".join(part for part in (look, *tags, short) if part)
