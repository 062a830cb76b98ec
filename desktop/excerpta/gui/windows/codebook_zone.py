"""The codebook in the window: the tag panel's view-models, where tags are dropped, files, history, memos."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from excerpta.core.model.ids import AnnotationId, DocumentId, TagId
from excerpta.core.services import annotating
from excerpta.gui.support.counts import highlights_in_words
from excerpta.gui.support.profile import Profile
from excerpta.gui.viewmodels.rearranging import RearrangingViewModel
from excerpta.gui.viewmodels.tag_details import TagDetailsViewModel
from excerpta.gui.widgets.tag_drops import TagDrops
from excerpta.gui.windows.coder_name import CoderName

if TYPE_CHECKING:
    from excerpta.gui.viewmodels.history import HistoryViewModel
    from excerpta.gui.viewmodels.memos import MemosViewModel
    from excerpta.gui.widgets.history_dialog import HistoryDialog
    from excerpta.gui.windows.codebook_files import CodebookFiles
    from excerpta.gui.windows.main_window import MainWindow


class CodebookZone(QObject):
    """What the tag panel does beyond showing tags.

    Attributes:
        rearranging, details: its view-models.
        coder: under which name the user works.
    """

    def __init__(self, window: MainWindow, profile: Profile) -> None:
        super().__init__(window)
        self._window = window
        session, panel = window.session, window.tag_panel
        self.rearranging = RearrangingViewModel(session, window.tags, panel)
        self.rearranging.marked = self._marked
        self.rearranging.said.connect(window.undoing.say)
        self.details = TagDetailsViewModel(session, window.tags, panel)
        self._profile = profile
        self._files: CodebookFiles | None = None
        self.coder = CoderName(window, profile)
        self._history: HistoryViewModel | None = None
        self._memos: MemosViewModel | None = None
        panel.tags_applied.connect(self.apply)
        if not session.library.read_only:
            drops = TagDrops(window.pane.reader.viewport())
            drops.dropped.connect(self._drop_on_text)
            window.retrieval_zone.built.connect(self._take_drops_on_rows)

    @property
    def files(self) -> CodebookFiles:
        """The codebook as a file."""
        from excerpta.gui.windows.codebook_files import CodebookFiles  # not needed at the start

        if self._files is None:
            self._files = CodebookFiles(self._window, self._profile)
        return self._files

    def flush(self) -> None:
        """Keep what is being typed about a tag, a document or the library."""
        self.details.flush()
        if self._memos is not None:
            self._memos.flush()

    def show_history(self) -> HistoryDialog:
        """Show what was done, with a way back."""
        from excerpta.gui.viewmodels.history import HistoryViewModel  # not needed at the start

        window = self._window
        if self._history is None:
            self._history = HistoryViewModel(window.session, lambda: window.theme, self)
            self._history.said.connect(window.undoing.say)
        self.flush()
        return self._history.ask(window)

    def show_document_memo(self) -> None:
        """Show the memo of the document that is open."""
        document = self._window.reading.document
        if document is not None:
            self._show_memo(document.id, document.title)

    def show_library_memo(self) -> None:
        """Show the memo of the library as a whole."""
        self._show_memo(None, f"About the library “{self._window.session.library.path.stem}”")

    def _show_memo(self, document: DocumentId | None, about: str) -> None:
        from excerpta.gui.viewmodels.memos import MemosViewModel  # not needed at the start

        if self._memos is None:
            self._memos = MemosViewModel(self._window.session, self)
        self._memos.ask(document, about, self._window)

    def stop(self) -> None:
        """Ask the library nothing more: the window closes."""
        self._window.tag_panel.current_changed.disconnect(self.details.show)

    def apply(self, tags: Sequence[TagId]) -> None:
        """Put tags on what is selected, or on the marked rows."""
        if self._is_reading():
            self._window.highlighting.apply_tags(tags)
        else:
            self._give(tags, self._window.retrieval_view.rows.meant())

    def _give(self, tags: Sequence[TagId], ids: Sequence[AnnotationId]) -> None:
        window = self._window
        if not ids:
            window.undoing.say("Mark some highlights with Space, or go to one.", False)
            return
        names = ", ".join(f"“{window.tags.tree[tag].short_name}”" for tag in tags)
        verb = partial(annotating.tag_highlights, window.session.library, list(ids), list(tags))
        said = f"{highlights_in_words(len(ids))} tagged {names}."
        window.session.remember_tags(list(tags))
        window.session.perform_on(
            len(ids), verb, "Tagging highlights…", lambda _: window.undoing.say(said, True)
        )

    def _drop_on_text(self, tags: Sequence[TagId], point: QPoint) -> None:
        """A drop is for the selection; without one for the highlight beneath, else for the chosen ones."""
        reader = self._window.pane.reader
        position = reader.character_at(point)
        beneath = reader.highlights.at(position) if position is not None else []
        if beneath and not reader.has_selection():
            chosen = reader.chosen_highlights()
            top = beneath[0].id
            self._give(tags, chosen if top in chosen else [top])
        else:
            self._window.highlighting.apply_tags(tags)

    def _take_drops_on_rows(self) -> None:
        drops = TagDrops(self._window.retrieval_view.rows.viewport())
        drops.dropped.connect(self._drop_on_rows)

    def _drop_on_rows(self, tags: Sequence[TagId], point: QPoint) -> None:
        """A drop on a marked row is for all of them, on another one for that alone."""
        rows = self._window.retrieval_view.rows
        one = rows.rows.id_at(rows.indexAt(point).row())
        if one is not None:
            self._give(tags, rows.rows.marked_in_order() if one in rows.rows.marked else [one])

    def _marked(self) -> Sequence[AnnotationId]:
        """The marked highlights, or the current one; while reading the chosen ones."""
        if self._is_reading():
            return self._window.pane.reader.chosen_highlights()
        return self._window.retrieval_view.rows.meant()

    def _is_reading(self) -> bool:
        return self._window.centre.currentIndex() == 0
