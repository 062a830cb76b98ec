"""Highlighting: what the keys, the selection bar and the margin do to the highlights of the open document."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, Signal

from excerpta.core.model.annotation import Annotation, Colour, HighlightStyle
from excerpta.core.model.changes import Changes
from excerpta.core.model.ids import AnnotationId, CommandId, TagId
from excerpta.core.services import annotating
from excerpta.gui.support import words
from excerpta.gui.support.colour_words import colour_in_quotes
from excerpta.gui.support.counts import highlights_in_words
from excerpta.gui.viewmodels.presenting import choices_of
from excerpta.gui.viewmodels.reading import ReadingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.reader_pane import ReaderPane

_IN_VIVO = 80
_INKED = re.compile(r"\S")


class HighlightingViewModel(QObject):
    """The verbs on highlights: on the selection, which becomes one, or else on all that are chosen.

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
        self._tagging: tuple[list[AnnotationId], list[TagId]] = ([], [])
        self._made: tuple[AnnotationId, CommandId] | None = None
        self._connect()

    def _connect(self) -> None:
        reader, margin, bar = self._pane.reader, self._pane.margin, self._pane.selection_bar
        reader.selection_settled.connect(self._offer)
        reader.selection_cleared.connect(bar.dismiss)
        reader.viewport_changed.connect(bar.follow)
        reader.highlight_activated.connect(lambda _: self.write_note())
        reader.highlight_resized.connect(self.resize)
        bar.colour_chosen.connect(self.highlight_in)
        bar.tag_wanted.connect(self.choose_tags)
        bar.note_wanted.connect(self.write_note)
        margin.note_edited.connect(self._save_note)
        margin.writing_finished.connect(self._forget_made)
        margin.tag_removed.connect(self._remove_tag)
        margin.tag_wanted.connect(lambda one: self._choose_tags_of([one]))
        margin.delete_wanted.connect(lambda one: self._delete([one]))
        self._pane.tag_box.tags_chosen.connect(self._apply_choice)
        self._pane.tag_box.cancelled.connect(reader.setFocus)

    # ---- making

    def highlight(self) -> None:
        """Highlight the selection in the last colour; without one, say what to do."""
        self.highlight_in(self.colour)

    def highlight_in(self, colour: Colour) -> AnnotationId | None:
        """Highlight the selection in a colour; without a selection, recolour the chosen highlights."""
        self.colour = colour
        if self._reading.document is None:
            return None
        if self._pane.reader.has_selection():
            one = self._add()
            self._made = None
            return one
        ids = self._ids()
        if not ids:
            then = f"press {self.highlight_key}" if self.highlight_key else "highlight them"
            self.said.emit(f"Select some words first, then {then}.", False)
            return None
        library, called = self._session.library, colour_in_quotes(colour, self._reading.colour_names)
        doing = f"Making {highlights_in_words(len(ids))} {called}…"
        self._perform_on(ids, lambda: annotating.recolour_highlights(library, ids, colour), doing)
        return ids[-1]

    def choose_tags(self) -> None:
        """Open the tag box for the selection, which becomes a highlight, or for the chosen highlights."""
        ids = self._meant()
        if ids:
            self._choose_tags_of(ids)

    def write_note(self) -> None:
        """Open the note of the selection, which becomes a highlight, or of the current highlight."""
        ids = self._meant()
        if ids:
            self._pane.margin.edit_note(ids[-1])

    def enter_margin(self) -> None:
        """Write in the card of the current highlight, else in the first that is seen, else in the nearest.

        It makes no highlight, whatever is selected.
        """
        reader, margin = self._pane.reader, self._pane.margin
        caret, seen = reader.caret(), margin.shown()
        one = reader.current_highlight() or (seen[0] if seen else None)
        if one is None:
            near = reader.highlights.after(caret, -1, -1) or reader.highlights.before(caret, -1, -1)
            one = None if near is None else near.id
        if one is None:
            self.said.emit("There is no card in the margin yet: highlight some words first.", False)
            return
        if one != reader.current_highlight():
            reader.clear_selection()
            reader.set_current_highlight(one)
        margin.edit_note(one)

    def apply_tags(self, tags: Sequence[TagId]) -> None:
        """Give tags to the selection, which becomes a highlight, or to the chosen highlights."""
        tags = list(tags)
        if self._pane.reader.has_selection():
            if self._add(tags) is not None:
                self._session.remember_tags(tags)
            self._made = None
            return
        ids = self._ids()
        if not ids:
            self._say_what_to_do()
            return
        self._session.remember_tags(tags)
        library, doing = self._session.library, f"Tagging {highlights_in_words(len(ids))}…"
        self._perform_on(ids, lambda: annotating.tag_highlights(library, ids, tags), doing)

    # ---- altering

    def toggle_style(self) -> None:
        """Underline the chosen highlights, or fill them with their colour again, all as the current one."""
        ids, current = self._ids(), self._reading.current()
        if current is None:
            self.said.emit("Go to a highlight first.", False)
            return
        is_filled = current.style is HighlightStyle.HIGHLIGHT
        style = HighlightStyle.UNDERLINE if is_filled else HighlightStyle.HIGHLIGHT
        library, doing = self._session.library, f"Changing {highlights_in_words(len(ids))}…"
        self._perform_on(ids, lambda: annotating.restyle_highlights(library, ids, style), doing)

    def delete(self) -> None:
        """Take the chosen highlights away."""
        ids = self._ids()
        if ids:
            self._delete(ids)

    def merge(self) -> None:
        """Make one highlight of those that the selection touches, or of the chosen ones.

        With one chosen highlight it is merged with those that it overlaps or touches.
        """
        reader = self._pane.reader
        ids = self._ids()
        if reader.has_selection():
            ids = reader.overlaps.touching(*reader.selection())
        elif len(ids) == 1:
            one = reader.highlights[ids[0]]
            ids = reader.overlaps.touching(one.start, one.end)
        if len(ids) < 2:
            self.said.emit(self._why_not_merged(len(ids)), False)
            return
        many, library = highlights_in_words(len(ids)), self._session.library

        def then(_: Changes) -> None:
            reader.clear_selection()
            stays = next(iter(annotating.present_highlights(library, ids)), None)
            reader.set_current_highlight(None if stays is None else stays.id, reveal=False)
            self.said.emit(f"{many} merged into one.", True)

        self._perform_on(ids, lambda: annotating.merge_highlights(library, ids), f"Merging {many}…", then)

    def _why_not_merged(self, number: int) -> str:
        if self._pane.reader.has_selection():
            what = "only one highlight" if number else "no highlight"
            return f"The selection touches {what}: select over two or more to merge them."
        if number:
            return "No other highlight touches this one: choose more with Ctrl+click, then press M."
        return "Choose two highlights or more with Ctrl+click, then press M."

    def resize(self, one: AnnotationId, start: int, end: int) -> None:
        """Put a highlight on another range; one without words is said to be none, and alters nothing."""
        document = self._reading.document
        if document is not None and not _INKED.search(document.text, start, end):
            self.said.emit("There are no words in that range: the highlight stays as it was.", False)
            return
        self._perform(lambda: annotating.resize_highlight(self._session.library, one, start, end))

    def move_edge(self, *, start: int = 0, end: int = 0) -> None:
        """Move the edges of the current highlight by a word: -1 is towards the start of the text."""
        current = self._reading.current()
        if current is None or self._reading.document is None:
            return
        text = self._reading.document.text
        new_start, new_end = current.start, current.end
        if start:
            step = words.next_word if start > 0 else words.previous_word
            new_start = step(text, current.start, current.end if start > 0 else 0)
        if end:
            step = words.next_word_end if end > 0 else words.previous_word_end
            new_end = step(text, current.end, len(text) if end > 0 else current.start)
        new_start, new_end = words.character_start(text, new_start), words.character_end(text, new_end)
        if new_start < new_end:
            self.resize(current.id, new_start, new_end)

    # ---- what is meant

    def _offer(self, start: int, end: int, by_mouse: bool) -> None:
        reader = self._pane.reader

        def place() -> tuple[QRect, QRect]:
            return reader.rect_of(start, end), reader.viewport().rect()

        self._pane.selection_bar.offer(place, at_once=not by_mouse)

    def _ids(self) -> list[AnnotationId]:
        """The chosen highlights, the current one last."""
        reader = self._pane.reader
        return [one for one in reader.chosen_highlights() if one in reader.highlights]

    def _meant(self) -> list[AnnotationId]:
        """The selection made into a highlight, whose tags or note belong to it, or the chosen highlights."""
        if self._pane.reader.has_selection():
            one = self._add()
            return [] if one is None else [one]
        self._made = None
        ids = self._ids()
        if not ids:
            self._say_what_to_do()
        return ids

    def _say_what_to_do(self) -> None:
        self.said.emit("Select some words, or go to a highlight with [ and ].", False)

    def _add(self, tags: Sequence[TagId] = ()) -> AnnotationId | None:
        """Make a highlight of the selection in the last colour, and the current one."""
        document, reader = self._reading.document, self._pane.reader
        if document is None:
            return None
        start, end = reader.selection()
        if not _INKED.search(document.text, start, end):
            self.said.emit("There are no words in the selection.", False)
            return None
        library, colour = self._session.library, self.colour
        changes = self._session.perform(
            lambda: annotating.add_highlight(library, document.id, start, end, colour=colour, tags=tags)
        )
        self._pane.selection_bar.dismiss()
        self._made = None
        for one in changes.annotations:
            if changes.command is not None:
                self._made = (one, changes.command)
            reader.clear_selection()
            reader.set_current_highlight(one, reveal=False)
            return one
        return None

    def _joins(self, ids: Sequence[AnnotationId]) -> CommandId | None:
        """The command that made the highlight for the sake of what is now done to it."""
        return self._made[1] if self._made is not None and list(ids) == [self._made[0]] else None

    def _forget_made(self) -> None:
        self._made = None

    def _perform(self, verb: Callable[[], Changes]) -> Changes:
        """Do a verb that is a step of undo by itself."""
        self._made = None
        return self._session.perform(verb)

    def _perform_on(
        self,
        ids: Sequence[AnnotationId],
        verb: Callable[[], Changes],
        doing: str,
        then: Callable[[Changes], None] = lambda _: None,
    ) -> None:
        """Do a verb on highlights, in the background if they are many."""
        self._made = None
        self._session.perform_on(len(ids), verb, doing, then)

    # ---- tags

    def _choose_tags_of(self, ids: list[AnnotationId]) -> None:
        found = annotating.present_highlights(self._session.library, ids)
        if not found:
            return
        tree = self._reading.tree
        common = set.intersection(*(set(one.tags) for one in found))
        chosen = sorted((tag for tag in common if tag in tree), key=tree.path)
        self._tagging = ([one.id for one in found], chosen)
        choices = choices_of(tree, self._session.uses, self._session.recent_tags)
        place, in_vivo = self._place_of(found[-1]), ""
        if len(found) == 1:
            in_vivo = " ".join(found[0].quote.exact[: 4 * _IN_VIVO].split())[:_IN_VIVO]
        self._pane.tag_box.know(self._session.spelled)
        self._pane.tag_box.open_for(place, self._pane.rect(), choices, chosen, in_vivo)

    def _place_of(self, one: Annotation) -> QRect:
        """Where a highlight is in the pane; it is brought into the window."""
        reader = self._pane.reader
        around = reader.rect_of(one.start, one.end)
        if around.isNull():
            reader.reveal(one.start)
            around = reader.rect_of(one.start, one.end)
        return QRect(reader.viewport().mapTo(self._pane, around.topLeft()), around.size())

    def _apply_choice(self, chosen: Sequence[TagId | str]) -> None:
        (ids, common), self._tagging = self._tagging, ([], [])
        self._pane.reader.setFocus()
        ids = [one for one in ids if one in self._pane.reader.highlights]
        if not ids:
            return

        def then(_: Changes) -> None:
            if len(ids) > 1:
                self.said.emit(f"Tags of {highlights_in_words(len(ids))} changed.", True)

        joins, self._made = self._joins(ids), None
        self._session.choose_tags(ids, common, chosen, then, joins=joins)

    def _remove_tag(self, one: AnnotationId, tag: TagId) -> None:
        self._perform(lambda: annotating.untag_highlights(self._session.library, [one], [tag]))

    # ---- notes

    def _save_note(self, one: AnnotationId, note: str) -> None:
        joins = self._joins([one])
        session = self._session
        if note.strip() and not annotating.present_highlights(session.library, [one]):
            # Only another program can have done that; what was written is not lost with it.
            sentence = "Another program has deleted the highlight of this note. This is what you wrote:"
            session.failed.emit(sentence, note)
            return
        session.long.wait_for(
            lambda: session.perform(lambda: annotating.set_note(session.library, one, note, joins=joins))
        )

    def _delete(self, ids: Sequence[AnnotationId]) -> None:
        many, library = highlights_in_words(len(ids)), self._session.library
        said = f"{'Highlight' if len(ids) == 1 else many} deleted."
        self._perform_on(
            ids,
            lambda: annotating.delete_highlights(library, ids),
            f"Deleting {many}…",
            lambda _: self.said.emit(said, True),
        )
