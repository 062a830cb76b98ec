"""Highlighting: what the keys, the selection bar and the margin do to the highlights of the open document."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication

from excerpta.core.model.annotation import Colour, HighlightStyle
from excerpta.core.model.ids import AnnotationId, TagId
from excerpta.core.services import annotating, tagging
from excerpta.gui.viewmodels.presenting import choices_of
from excerpta.gui.viewmodels.reading import ReadingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.reader_pane import ReaderPane

_RECENT = 12


class HighlightingViewModel(QObject):
    """The verbs on highlights.

    Attributes:
        colour: that of the next highlight without a colour of its own.
        highlight_key: the key that makes it; empty when there is none.

    Signals:
        said: a sentence for the toast, and whether it offers Undo.
    """

    said = Signal(str, bool)

    def __init__(self, session: LibrarySession, reading: ReadingViewModel, pane: ReaderPane) -> None:
        super().__init__(pane)
        self.colour = Colour.YELLOW
        self.highlight_key = ""
        self._session = session
        self._reading = reading
        self._pane = pane
        self._recent: list[TagId] = []
        self._tagging: AnnotationId | None = None
        self._connect()

    def _connect(self) -> None:
        reader, margin, bar = self._pane.reader, self._pane.margin, self._pane.selection_bar
        reader.selection_settled.connect(self._offer)
        reader.selection_cleared.connect(bar.dismiss)
        reader.highlight_activated.connect(lambda _: self.write_note())
        reader.highlight_resized.connect(self.resize)
        bar.colour_chosen.connect(self.highlight_in)
        bar.tag_wanted.connect(self.choose_tags)
        bar.note_wanted.connect(self.write_note)
        bar.copy_wanted.connect(self.copy)
        margin.note_edited.connect(self._save_note)
        margin.tag_removed.connect(self._remove_tag)
        margin.tag_wanted.connect(self._choose_tags_of)
        margin.delete_wanted.connect(lambda one: self._delete([one]))
        self._pane.tag_box.tags_chosen.connect(self._apply_choice)
        self._pane.tag_box.cancelled.connect(reader.setFocus)

    def highlight(self) -> None:
        """Highlight the selection in the last colour; without one, say what to do."""
        self.highlight_in(self.colour)

    def highlight_in(self, colour: Colour) -> AnnotationId | None:
        """Highlight the selection in a colour; without a selection, recolour the current highlight."""
        self.colour = colour
        start, end = self._pane.reader.selection()
        current = self._reading.current()
        if self._reading.document is None:
            return None
        if start < end:
            return self._add(start, end, colour)
        if current is not None:
            self._session.perform(
                lambda: annotating.recolour_highlights(self._session.library, [current.id], colour)
            )
            return current.id
        then = f"press {self.highlight_key}" if self.highlight_key else "highlight them"
        self.said.emit(f"Select some words first, then {then}.", False)
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
        current = self._reading.current()
        if current is None:
            self.said.emit("Go to a highlight first.", False)
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
        current = self._reading.current()
        if current is not None:
            self._delete([current.id])

    def resize(self, one: AnnotationId, start: int, end: int) -> None:
        """Put a highlight on another range."""
        self._session.perform(lambda: annotating.resize_highlight(self._session.library, one, start, end))

    def move_edge(self, *, start: int = 0, end: int = 0) -> None:
        """Move the edges of the current highlight by words: negative is towards the start."""
        current = self._reading.current()
        if current is None or self._reading.document is None:
            return
        text = self._reading.document.text
        new_start = word_edge(text, current.start, start)
        new_end = word_edge(text, current.end, end)
        if new_start < new_end:
            self.resize(current.id, new_start, new_end)

    def copy(self) -> None:
        """Put the selection, or the words of the current highlight, on the clipboard."""
        text = self._pane.reader.selected_text()
        current = self._reading.current()
        text = text or (current.quote.exact if current else "")
        if text:
            QGuiApplication.clipboard().setText(text)
            self._pane.selection_bar.dismiss()

    def _offer(self, start: int, end: int) -> None:
        reader = self._pane.reader
        self._pane.selection_bar.show_for(reader.rect_of(start, end), reader.viewport().rect())

    def _add(self, start: int, end: int, colour: Colour) -> AnnotationId | None:
        document = self._reading.document
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
        current = self._reading.current()
        if current is None:
            self.said.emit("Select some words, or go to a highlight with [ and ].", False)
        return None if current is None else current.id

    def _choose_tags_of(self, one: AnnotationId) -> None:
        annotation = self._reading.annotation(one)
        if annotation is None:
            return
        self._tagging = one
        reader = self._pane.reader
        around = reader.rect_of(annotation.start, annotation.end)
        origin = reader.viewport().mapTo(self._pane, around.topLeft())
        library = self._session.library
        choices = choices_of(self._reading.tree, tagging.tag_uses(library), self._recent)
        in_vivo = " ".join(annotation.quote.exact.split())[:80]
        place = QRect(origin, around.size())
        self._pane.tag_box.open_for(place, self._pane.rect(), choices, list(annotation.tags), in_vivo)

    def _apply_choice(self, chosen: Sequence[TagId | str]) -> None:
        one, self._tagging = self._tagging, None
        annotation = self._reading.annotation(one)
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
