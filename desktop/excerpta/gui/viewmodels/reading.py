"""Reading: which document is open, what the keys do to its highlights, and where one has been."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication

from excerpta.core.model.annotation import Annotation, Colour, HighlightStyle
from excerpta.core.model.changes import Changes
from excerpta.core.model.document import Document
from excerpta.core.model.errors import UserError
from excerpta.core.model.ids import AnnotationId, DocumentId, TagId
from excerpta.core.model.tag import TagTree
from excerpta.core.services import annotating, documents, tagging
from excerpta.gui.viewmodels.presenting import card_of, choices_of, header_of, highlight_of
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.reader_pane import ReaderPane

_RECENT = 12


class ReadingViewModel(QObject):
    """The open document.

    Attributes:
        document: what is shown; None when nothing is.
        colour: that of the next highlight made with H.

    Signals:
        opened: another document is shown, or none (its id, or None).
        place_changed: the current highlight or the number of highlights is another.
        said: a sentence for the toast, and whether it offers Undo.
        jumped: a jump is about to leave the present place.
    """

    opened = Signal(object)
    place_changed = Signal()
    said = Signal(str, bool)
    jumped = Signal()

    def __init__(self, session: LibrarySession, pane: ReaderPane) -> None:
        super().__init__(pane)
        self.document: Document | None = None
        self.colour = Colour.YELLOW
        self._session = session
        self._pane = pane
        self._annotations: dict[AnnotationId, Annotation] = {}
        self._tree = TagTree()
        self._recent: list[TagId] = []
        self._tagging: AnnotationId | None = None
        session.changed.connect(self._refresh)
        reader, margin, bar = pane.reader, pane.margin, pane.selection_bar
        reader.selection_settled.connect(self._offer)
        reader.selection_cleared.connect(bar.dismiss)
        reader.current_highlight_changed.connect(self._show_current)
        reader.highlight_activated.connect(lambda _: self.write_note())
        reader.highlight_resized.connect(self.resize)
        bar.colour_chosen.connect(self.highlight_in)
        bar.tag_wanted.connect(self.choose_tags)
        bar.note_wanted.connect(self.write_note)
        bar.copy_wanted.connect(self.copy)
        margin.card_selected.connect(lambda one: reader.set_current_highlight(one, reveal=False))
        margin.note_edited.connect(self._save_note)
        margin.tag_removed.connect(self._remove_tag)
        margin.tag_wanted.connect(self._choose_tags_of)
        margin.delete_wanted.connect(lambda one: self._delete([one]))
        margin.writing_finished.connect(reader.setFocus)
        margin.card_hovered.connect(reader.set_hovered_highlight)
        reader.hovered_highlight_changed.connect(margin.set_hovered)
        pane.tag_box.tags_chosen.connect(self._apply_choice)
        pane.tag_box.cancelled.connect(reader.setFocus)

    def open(
        self, document: DocumentId, *, annotation: AnnotationId | None = None, at: int | None = None
    ) -> None:
        """Show a document, at a highlight, at a position, or where reading stopped."""
        if self.document is None or self.document.id != document:
            self._leave()
            try:
                self.document = documents.read_document(self._session.library, document)
            except UserError as error:
                self._session.failed.emit(error.sentence, error.advice)
                return
            self._show_document()
            self._remember_position(self.document.position)
            self.opened.emit(document)
        reader = self._pane.reader
        if annotation is not None and annotation in self._annotations:
            reader.set_current_highlight(annotation)
            reader.reveal(self._annotations[annotation].start, flash=True)
        elif at is not None:
            reader.set_caret(at)
            reader.reveal(at, flash=True)

    def close(self) -> None:
        """Show nothing."""
        self._leave()
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

    def place(self) -> tuple[DocumentId, int] | None:
        """Where the reader is: the document, and the first position that is seen."""
        return None if self.document is None else (self.document.id, self._pane.reader.top_position())

    def standing(self) -> tuple[int, int]:
        """The number of the current highlight in reading order (0 for none), and how many there are."""
        current = self._pane.reader.current_highlight()
        order = sorted(self._annotations.values(), key=lambda one: (one.start, one.end, one.id))
        numbers = {one.id: number for number, one in enumerate(order, 1)}
        return numbers.get(current, 0) if current is not None else 0, len(order)

    def current(self) -> Annotation | None:
        """The current highlight."""
        one = self._pane.reader.current_highlight()
        return None if one is None else self._annotations.get(one)

    def highlight(self) -> None:
        """Highlight the selection in the last colour; without one, say what to do."""
        self.highlight_in(self.colour)

    def highlight_in(self, colour: Colour) -> AnnotationId | None:
        """Highlight the selection in a colour; without a selection, recolour the current highlight."""
        self.colour = colour
        start, end = self._pane.reader.selection()
        current = self.current()
        if self.document is None:
            return None
        if start < end:
            return self._add(start, end, colour)
        if current is not None:
            self._session.perform(
                lambda: annotating.recolour_highlights(self._session.library, [current.id], colour)
            )
            return current.id
        self.said.emit("Select some words first, then press H.", False)
        return None

    def choose_tags(self) -> None:
        """Open the tag box for the selection, which becomes a highlight, or for the current highlight."""
        one = self._highlighted()
        if one is not None:
            self._choose_tags_of(one)

    def write_note(self) -> None:
        """Open the note of the selection, which becomes a highlight, or of the current highlight."""
        one = self._highlighted()
        if one is not None:
            self._pane.margin.edit_note(one)

    def toggle_style(self) -> None:
        """Underline the current highlight, or fill it with its colour again."""
        current = self.current()
        if current is None:
            self.said.emit("Go to a highlight with [ and ] first.", False)
            return
        is_filled = current.style is HighlightStyle.HIGHLIGHT
        style = HighlightStyle.UNDERLINE if is_filled else HighlightStyle.HIGHLIGHT
        self._session.perform(
            lambda: annotating.restyle_highlights(self._session.library, [current.id], style)
        )

    def apply_tag(self, tag: TagId) -> None:
        """Give a tag to the selection, which becomes a highlight, or to the current highlight."""
        one = self._highlighted()
        if one is not None:
            self._remember([tag])
            self._session.perform(lambda: annotating.tag_highlights(self._session.library, [one], [tag]))

    def delete(self) -> None:
        """Take the current highlight away."""
        current = self.current()
        if current is not None:
            self._delete([current.id])

    def resize(self, one: AnnotationId, start: int, end: int) -> None:
        """Put a highlight on another range."""
        self._session.perform(lambda: annotating.resize_highlight(self._session.library, one, start, end))

    def move_edge(self, *, start: int = 0, end: int = 0) -> None:
        """Move the edges of the current highlight by words: negative is towards the start."""
        current = self.current()
        if current is None or self.document is None:
            return
        text = self.document.text
        new_start = word_edge(text, current.start, start)
        new_end = word_edge(text, current.end, end)
        if new_start < new_end:
            self.resize(current.id, new_start, new_end)

    def copy(self) -> None:
        """Put the selection, or the words of the current highlight, on the clipboard."""
        text = self._pane.reader.selected_text()
        current = self.current()
        text = text or (current.quote.exact if current else "")
        if text:
            QGuiApplication.clipboard().setText(text)
            self._pane.selection_bar.dismiss()

    def reload_tags(self) -> None:
        """Read the codebook anew, and show its names and colours."""
        self._tree = tagging.tag_tree(self._session.library)
        self._pane.margin.set_cards([card_of(one, self._tree) for one in self._annotations.values()])

    def _show_document(self) -> None:
        document, reader = self.document, self._pane.reader
        if document is None:
            return
        library = self._session.library
        self._tree = tagging.tag_tree(library)
        self._annotations = {one.id: one for one in annotating.highlights_of(library, document.id)}
        header = header_of(document, len(self._annotations))
        reader.set_document(
            document.text, document.blocks, document.spans, header, position=document.position
        )
        reader.set_highlights([highlight_of(one, self._tree) for one in self._annotations.values()])
        self._pane.margin.set_cards([card_of(one, self._tree) for one in self._annotations.values()])
        self._pane.show_document(shown=True)
        self.place_changed.emit()

    def _leave(self) -> None:
        self._pane.margin.flush()
        if self.document is not None:
            self._remember_position(self._pane.reader.top_position())

    def _remember_position(self, position: int) -> None:
        if self.document is None:
            return
        try:
            documents.remember_position(self._session.library, self.document.id, position)
        except UserError as error:
            self._session.failed.emit(error.sentence, error.advice)

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
        self._pane.reader.change_highlights([highlight_of(one, self._tree) for one in mine], removed)
        self._pane.margin.change_cards([card_of(one, self._tree) for one in mine], removed)
        self._pane.reader.set_header(header_of(document, len(self._annotations)))
        self.place_changed.emit()

    def reload(self) -> None:
        """Show what another program has made of the open document."""
        if self.document is not None:
            self._reload_document()

    def _reload_document(self) -> None:
        place = self.place()
        if place is None or self.document is None:
            return
        present = documents.document_summaries(self._session.library, [self.document.id])
        if not present or self.document.id in documents.trashed_documents(self._session.library):
            self.document = None
            self.close()
            return
        self.document = documents.read_document(self._session.library, self.document.id)
        self._show_document()
        self._pane.reader.reveal(place[1])

    def _offer(self, start: int, end: int) -> None:
        reader = self._pane.reader
        self._pane.selection_bar.show_for(reader.rect_of(start, end), reader.viewport().rect())

    def _add(self, start: int, end: int, colour: Colour) -> AnnotationId | None:
        document = self.document
        if document is None:
            return None
        changes = self._session.perform(
            lambda: annotating.add_highlight(self._session.library, document.id, start, end, colour=colour)
        )
        self._pane.selection_bar.dismiss()
        for one in changes.annotations:
            self._pane.reader.clear_selection()
            self._pane.reader.set_current_highlight(one, reveal=False)
            return one
        return None

    def _highlighted(self) -> AnnotationId | None:
        """The selection made into a highlight, or else the current highlight."""
        start, end = self._pane.reader.selection()
        if start < end:
            return self._add(start, end, self.colour)
        current = self.current()
        if current is None:
            self.said.emit("Select some words, or go to a highlight with [ and ].", False)
        return None if current is None else current.id

    def _choose_tags_of(self, one: AnnotationId) -> None:
        annotation = self._annotations.get(one)
        if annotation is None:
            return
        self._tagging = one
        reader = self._pane.reader
        around = reader.rect_of(annotation.start, annotation.end)
        origin = reader.viewport().mapTo(self._pane, around.topLeft())
        library = self._session.library
        choices = choices_of(self._tree, tagging.tag_uses(library), self._recent)
        in_vivo = " ".join(annotation.quote.exact.split())[:80]
        place = QRect(origin, around.size())
        self._pane.tag_box.open_for(place, self._pane.rect(), choices, list(annotation.tags), in_vivo)

    def _apply_choice(self, chosen: Sequence[TagId | str]) -> None:
        one, self._tagging = self._tagging, None
        annotation = None if one is None else self._annotations.get(one)
        self._pane.reader.setFocus()
        if annotation is not None:
            self._remember(self._session.choose_tags([annotation.id], annotation.tags, chosen))

    def _remember(self, tags: Sequence[TagId]) -> None:
        self._recent = [*tags, *(tag for tag in self._recent if tag not in tags)][:_RECENT]

    def _save_note(self, one: AnnotationId, note: str) -> None:
        self._session.perform(lambda: annotating.set_note(self._session.library, one, note))

    def _remove_tag(self, one: AnnotationId, tag: TagId) -> None:
        self._session.perform(lambda: annotating.untag_highlights(self._session.library, [one], [tag]))

    def _delete(self, ids: Sequence[AnnotationId]) -> None:
        if self._session.perform(lambda: annotating.delete_highlights(self._session.library, ids)):
            self.said.emit("Highlight deleted.", True)

    def _show_current(self, one: AnnotationId | None) -> None:
        self._pane.margin.set_current(one)
        self.place_changed.emit()


def word_edge(text: str, position: int, step: int) -> int:
    """The next edge of a word before (-1) or after (1) a position, in code points; 0 stays."""
    if step > 0:
        while position < len(text) and not text[position].isalnum():
            position += 1
        while position < len(text) and text[position].isalnum():
            position += 1
    elif step < 0:
        while position > 0 and not text[position - 1].isalnum():
            position -= 1
        while position > 0 and text[position - 1].isalnum():
            position -= 1
    return position
