"""Reading: which document is open, how it is come to and left, and where reading stopped."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from excerpta.core.model.annotation import Annotation
from excerpta.core.model.changes import Changes
from excerpta.core.model.document import Document, ReadingPlace
from excerpta.core.model.errors import UserError
from excerpta.core.model.ids import AnnotationId, DocumentId
from excerpta.core.model.tag import TagTree
from excerpta.core.services import documents
from excerpta.gui.support.colour_words import ColourNames
from excerpta.gui.viewmodels import shown_highlights
from excerpta.gui.viewmodels.bookmark import Bookmark
from excerpta.gui.viewmodels.fetching import Fetching
from excerpta.gui.viewmodels.opening import Opened, beginning_of, is_short, read_opened
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.viewmodels.shown_highlights import ShownHighlights
from excerpta.gui.viewmodels.title_page import TitlePage
from excerpta.gui.widgets.reader_pane import ReaderPane

_TEXT = "reading"


@dataclass(frozen=True, slots=True)
class Target:
    """Where in a document one wants to be: at a highlight, a position, selected words or a place."""

    annotation: AnnotationId | None = None
    at: int | None = None
    selected: tuple[int, int] | None = None
    place: ReadingPlace | None = None


class ReadingViewModel(QObject):
    """The open document.

    Attributes:
        document: what is shown; None when nothing is, or not yet.
        minutes: how long it takes to read.
        bookmark: where the reader is in the document.

    Signals:
        opening: a long document is being read and will be shown: its id.
        opened: another document is shown, or none (its id, or None).
        place_changed: the current highlight or the number of highlights is another.
    """

    opening = Signal(object)
    opened = Signal(object)
    place_changed = Signal()

    def __init__(self, session: LibrarySession, pane: ReaderPane) -> None:
        super().__init__(pane)
        self.document: Document | None = None
        self.minutes = 0
        self._session = session
        self._pane = pane
        self._opening: DocumentId | None = None
        self._target = Target()
        self._is_glance = False
        self._title_page = TitlePage(pane.reader)
        self._fetching = Fetching(session, (_TEXT, shown_highlights.READING), self._refresh, self._give_up)
        self._highlights = ShownHighlights(session, pane, self._fetching, self.place_changed.emit)
        self.bookmark = Bookmark(session, pane.reader)
        pane.reader.pictures.set_source(self._read_image)
        session.changed.connect(self._refresh)
        reader, margin = pane.reader, pane.margin
        reader.current_highlight_changed.connect(self._show_current)
        reader.chosen_highlights_changed.connect(lambda _: self.place_changed.emit())
        reader.overlap_changed.connect(lambda *_: self._show_current(reader.current_highlight()))
        margin.card_selected.connect(lambda one: reader.set_current_highlight(one, reveal=False))
        margin.writing_finished.connect(reader.setFocus)
        margin.cycle_wanted.connect(lambda _: reader.overlaps.cycle())
        margin.card_hovered.connect(reader.set_hovered_highlight)
        reader.hovered_highlight_changed.connect(margin.set_hovered)

    @property
    def document_id(self) -> DocumentId | None:
        """The document that is shown, or is about to be."""
        return self._opening if self.document is None else self.document.id

    # ---- opening and leaving

    def open(
        self,
        document: DocumentId,
        *,
        annotation: AnnotationId | None = None,
        at: int | None = None,
        selected: tuple[int, int] | None = None,
        place: ReadingPlace | None = None,
        glance: bool = False,
    ) -> None:
        """Show a document: at a highlight, a position, with words selected, at a place, or where one was.

        At a glance it is not kept that it was read, until `settle`.
        """
        target = Target(annotation, at, selected, place)
        self._is_glance = glance
        if document == self._opening:
            self._target = target
        elif self.document is not None and self.document.id == document:
            self._go_to(target)
        else:
            self._open(document, target)
        if not glance:
            self.settle()

    def settle(self) -> None:
        """Keep where one reads in the document that is shown, which may have been shown at a glance."""
        self._is_glance = False
        if self.document is not None and self.bookmark.document is None:
            self.bookmark.lay(self.document.id)

    def close(self) -> None:
        """Show nothing."""
        self._leave()
        self._forget()
        self._pane.reader.clear()
        self._highlights.clear()
        self._pane.show_document(shown=False)
        self.opened.emit(None)
        self.place_changed.emit()

    def save(self) -> None:
        """Keep what is being typed and where reading stopped."""
        self._title_page.end()
        self._leave()

    def reload(self) -> None:
        """Show what another program has made of the open document."""
        self._highlights.reload_colours()
        if self._opening is not None:
            self._read_text(self._opening, self._show_new)
        elif self.document is not None:
            self._reload()

    def _open(self, document: DocumentId, target: Target) -> None:
        library = self._session.library
        try:
            extent = documents.document_extent(library, document)
            opened = self._read_now(document) if is_short(extent) else None
        except Exception as error:
            if not self._session.tell(error):
                raise
            if self.document is None and self._opening is None:
                self._pane.show_document(shown=False)
            return
        self._leave()
        self._forget()
        self._target = target
        if opened is not None:
            self._show_new(opened)
            return
        self._opening = document
        self._highlights.clear()
        self._title_page.show(extent.title)
        self._pane.show_document(shown=True)
        self.opening.emit(document)
        self.place_changed.emit()
        self._read_text(document, self._show_new)

    def _show_new(self, opened: Opened) -> None:
        """Show a document where reading stopped, then go where one wants to be."""
        self._title_page.end()
        self._opening = None
        self._show(opened)
        self.bookmark.go_to(beginning_of(opened.document))
        if not self._is_glance:
            self.bookmark.lay(opened.document.id)
        self.opened.emit(opened.document.id)
        self._go_to(self._target)

    def _show(self, opened: Opened) -> None:
        self.document, self.minutes = opened.document, opened.minutes
        self._pane.set_mirrored(opened.mirrored)
        self._highlights.show(opened)
        self._pane.show_document(shown=True)
        self.place_changed.emit()

    def _go_to(self, target: Target) -> None:
        reader = self._pane.reader
        if target.annotation is not None and target.annotation in reader.highlights:
            reader.set_current_highlight(target.annotation)
            reader.reveal(reader.highlights[target.annotation].start, flash=True)
        elif target.selected is not None:
            reader.set_caret(target.selected[0])
            reader.reveal(target.selected[0], flash=True)
            reader.select(*target.selected)
        elif target.at is not None:
            reader.set_caret(target.at)
            reader.reveal(target.at, flash=True)
        elif target.place is not None:
            self.bookmark.go_to(target.place, flash=True)

    def _leave(self) -> None:
        self._pane.margin.flush()
        self.bookmark.keep()

    def _forget(self) -> None:
        """Have no document, and wait for none."""
        self._fetching.cancel()
        self._title_page.end()
        self.bookmark.remove()
        self.document = self._opening = None

    def _give_up(self) -> None:
        """What was being read will not come: show nothing in its place."""
        if self._opening is not None:
            self.close()

    def _read_now(self, document: DocumentId) -> Opened:
        return read_opened(self._session.library, document, self._highlights.codebook, lambda: False)

    def _read_image(self, name: str) -> bytes | None:
        try:
            return documents.read_image(self._session.library, name)
        except UserError:
            return None  # the reader says that it has no picture; whatever is next tells of the library

    def _read_text(self, document: DocumentId, take: Callable[[Opened], None]) -> None:
        library = self._session.library
        self._fetching.fetch(
            _TEXT,
            lambda task: read_opened(library, document, self._highlights.codebook, task.cancelled),
            take,
        )

    # ---- highlights

    @property
    def tree(self) -> TagTree:
        """The codebook."""
        return self._highlights.tree

    @property
    def colour_names(self) -> ColourNames:
        """What the user calls the colours."""
        return self._highlights.names

    def standing(self) -> tuple[int, int]:
        """The number of the current highlight in reading order (0 for none), and how many there are."""
        return self._highlights.standing()

    def standing_in_words(self) -> str:
        """The same in words, with how many overlap at its place, or how many are chosen."""
        return self._highlights.standing_in_words()

    def current(self) -> Annotation | None:
        """The current highlight."""
        return self.annotation(self._pane.reader.current_highlight())

    def annotation(self, one: AnnotationId | None) -> Annotation | None:
        """A highlight of the open document; None when it has none of that id."""
        return self._highlights.annotation(one)

    def jump(self, position: int, *, at_top: bool = False) -> None:
        """Put the caret at a position and show it: at the top of the window, or with what is before it."""
        reader = self._pane.reader
        reader.setFocus()
        reader.set_current_highlight(None)
        reader.set_caret(position)
        if at_top:
            reader.reveal(position)
            reader.show_at_top(position, flash=position)
        else:
            reader.reveal(position, flash=True)

    def _show_current(self, one: AnnotationId | None) -> None:
        self._pane.margin.set_current(one, *self._pane.reader.overlaps.standing())
        self.place_changed.emit()

    # ---- following changes

    def _refresh(self, changes: Changes) -> None:
        self._fetching.note(changes)
        if changes.colours:
            self._highlights.reload_colours()
        if self.document is None:
            return
        if self.document.id in changes.documents:
            self._reload()
            return
        if changes.tags:
            self._highlights.reload_tags()
        if self.document.id in changes.annotated:
            self._highlights.refresh(sorted(changes.annotations))

    def _reload(self) -> None:
        document, library = self.document, self._session.library
        if document is None:
            return
        present = documents.document_summaries(library, [document.id])
        if not present or document.id in documents.trashed_documents(library):
            self._forget()
            self.close()
        elif is_short(documents.document_extent(library, document.id)):
            self._take_text(self._read_now(document.id))
        else:
            self._read_text(document.id, self._take_text)

    def _take_text(self, opened: Opened) -> None:
        spot = self.bookmark.spot()
        self._fetching.cancel(shown_highlights.READING)
        if self.document is not None and _reads_alike(opened.document, self.document):
            # What is selected, dragged or seen stays.
            self.document = opened.document
            self._highlights.renew(opened)
            return
        self._show(opened)
        if spot is not None:
            self.bookmark.go_to(spot.place)


def _reads_alike(one: Document, other: Document) -> bool:
    """Whether two states of a document have the same text, divided and marked up in the same way."""
    return (one.id, one.text, one.blocks, one.spans) == (other.id, other.text, other.blocks, other.spans)
