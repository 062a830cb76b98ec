"""Reading: which document is open, its highlights as they are now, and where reading stopped."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from excerpta.core.model.annotation import Annotation
from excerpta.core.model.changes import Changes
from excerpta.core.model.document import BlockKind, Document, ReadingPlace
from excerpta.core.model.errors import UserError
from excerpta.core.model.ids import AnnotationId, DocumentId
from excerpta.core.model.tag import TagTree
from excerpta.core.services import annotating, documents, tagging
from excerpta.gui.viewmodels.bookmark import Bookmark
from excerpta.gui.viewmodels.presenting import card_of, header_of, highlight_of
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.reader.direction import runs_right_to_left
from excerpta.gui.widgets.reader_pane import ReaderPane


class ReadingViewModel(QObject):
    """The open document.

    Attributes:
        document: what is shown; None when nothing is.
        tree: the codebook.
        bookmark: where the reader is in the document.

    Signals:
        opened: another document is shown, or none (its id, or None).
        place_changed: the current highlight or the number of highlights is another.
    """

    opened = Signal(object)
    place_changed = Signal()

    def __init__(self, session: LibrarySession, pane: ReaderPane) -> None:
        super().__init__(pane)
        self.document: Document | None = None
        self.tree = TagTree()
        self._session = session
        self._pane = pane
        self.bookmark = Bookmark(session, pane.reader)
        self._annotations: dict[AnnotationId, Annotation] = {}
        session.changed.connect(self._refresh)
        reader, margin = pane.reader, pane.margin
        reader.current_highlight_changed.connect(self._show_current)
        reader.chosen_highlights_changed.connect(lambda _: self.place_changed.emit())
        reader.overlap_changed.connect(lambda *_: self.place_changed.emit())
        margin.card_selected.connect(lambda one: reader.set_current_highlight(one, reveal=False))
        margin.writing_finished.connect(reader.setFocus)
        margin.card_hovered.connect(reader.set_hovered_highlight)
        reader.hovered_highlight_changed.connect(margin.set_hovered)

    def open(
        self,
        document: DocumentId,
        *,
        annotation: AnnotationId | None = None,
        at: int | None = None,
        place: ReadingPlace | None = None,
    ) -> None:
        """Show a document: at a highlight, at a position, at a place, or where reading stopped."""
        if self.document is None or self.document.id != document:
            self._leave()
            try:
                self.document = documents.read_document(self._session.library, document)
            except UserError as error:
                self._session.failed.emit(error.sentence, error.advice)
                return
            self._show_document()
            self.bookmark.go_to(beginning_of(self.document))
            self.bookmark.lay(document)
            self.opened.emit(document)
        reader = self._pane.reader
        if annotation is not None and annotation in self._annotations:
            reader.set_current_highlight(annotation)
            reader.reveal(self._annotations[annotation].start, flash=True)
        elif at is not None:
            reader.set_caret(at)
            reader.reveal(at, flash=True)
        elif place is not None:
            self.bookmark.go_to(place, flash=True)

    def close(self) -> None:
        """Show nothing."""
        self._leave()
        self.bookmark.remove()
        self.document = None
        self._annotations = {}
        self._pane.reader.clear()
        self._pane.margin.set_cards([])
        self._pane.show_document(shown=False)
        self.opened.emit(None)
        self.place_changed.emit()

    def save(self) -> None:
        """Keep what is being typed and where reading stopped."""
        self._leave()

    def standing(self) -> tuple[int, int]:
        """The number of the current highlight in reading order (0 for none), and how many there are."""
        current = self._pane.reader.current_highlight()
        order = self.highlights()
        numbers = {one.id: number for number, one in enumerate(order, 1)}
        return numbers.get(current, 0) if current is not None else 0, len(order)

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

    def current(self) -> Annotation | None:
        """The current highlight."""
        return self.annotation(self._pane.reader.current_highlight())

    def annotation(self, one: AnnotationId | None) -> Annotation | None:
        """A highlight of the open document; None when it has none of that id."""
        return None if one is None else self._annotations.get(one)

    def highlights(self) -> list[Annotation]:
        """The highlights of the open document in reading order."""
        return sorted(self._annotations.values(), key=lambda one: (one.start, one.end, one.id))

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

    def reload_tags(self) -> None:
        """Read the codebook anew, and show its names and colours."""
        self.tree = tagging.tag_tree(self._session.library)
        self._pane.margin.set_cards([card_of(one, self.tree) for one in self._annotations.values()])

    def _show_document(self) -> None:
        document, reader = self.document, self._pane.reader
        if document is None:
            return
        library = self._session.library
        self.tree = tagging.tag_tree(library)
        self._annotations = {one.id: one for one in annotating.highlights_of(library, document.id)}
        header = header_of(document, len(self._annotations))
        self._pane.set_mirrored(runs_right_to_left(document.text, document.blocks))
        reader.set_document(document.text, document.blocks, document.spans, header)
        reader.set_highlights([highlight_of(one, self.tree) for one in self._annotations.values()])
        self._pane.margin.set_cards([card_of(one, self.tree) for one in self._annotations.values()])
        self._pane.show_document(shown=True)
        self.place_changed.emit()

    def _leave(self) -> None:
        self._pane.margin.flush()
        self.bookmark.keep()

    def _refresh(self, changes: Changes) -> None:
        if self.document is None:
            return
        if self.document.id in changes.documents:
            self._reload_document()
            return
        if changes.tags:
            self.reload_tags()
        if self.document.id in changes.annotated:
            self._refresh_highlights(sorted(changes.annotations))

    def _refresh_highlights(self, ids: Sequence[AnnotationId]) -> None:
        document = self.document
        if document is None:
            return
        present = annotating.present_highlights(self._session.library, ids)
        mine = [one for one in present if one.document == document.id]
        removed = [one for one in ids if one in self._annotations and one not in {m.id for m in mine}]
        for one in mine:
            self._annotations[one.id] = one
        for gone in removed:
            del self._annotations[gone]
        self._pane.reader.change_highlights([highlight_of(one, self.tree) for one in mine], removed)
        self._pane.margin.change_cards([card_of(one, self.tree) for one in mine], removed)
        self._pane.reader.set_header(header_of(document, len(self._annotations)))
        self.place_changed.emit()

    def reload(self) -> None:
        """Show what another program has made of the open document."""
        if self.document is not None:
            self._reload_document()

    def _reload_document(self) -> None:
        spot = self.bookmark.spot()
        if spot is None or self.document is None:
            return
        present = documents.document_summaries(self._session.library, [self.document.id])
        if not present or self.document.id in documents.trashed_documents(self._session.library):
            self.bookmark.remove()
            self.document = None
            self.close()
            return
        self.document = documents.read_document(self._session.library, self.document.id)
        self._show_document()
        self.bookmark.go_to(spot.place)

    def _show_current(self, one: AnnotationId | None) -> None:
        self._pane.margin.set_current(one)
        self.place_changed.emit()


def beginning_of(document: Document) -> ReadingPlace:
    """Where reading begins: where it stopped, at first before the first words that are not page furniture."""
    if document.stopped_at != ReadingPlace():
        return document.stopped_at
    words = (block.start for block in document.blocks if block.kind is not BlockKind.FURNITURE)
    return ReadingPlace(0, next(words, 0))
