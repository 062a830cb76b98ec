"""Row editing does to the marked highlights, or to the current one, what the rows ask for."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from excerpta.core.interchange.quotation import QuotationForm
from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import AnnotationId, TagId
from excerpta.core.services import annotating, tagging
from excerpta.core.services.colours import colour_names
from excerpta.core.services.retrieving import quote_highlights
from excerpta.gui.support.colour_words import colour_in_quotes
from excerpta.gui.support.counts import highlights_in_words
from excerpta.gui.viewmodels.presenting import choices_of
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.retrieval import RetrievalView

_MOST_COMPARED = 2000
"""For so many marked highlights at most the tag box shows which tags they share."""

_COPIED_AT_ONCE = 50
"""More are read in the background."""


class RowEditing(QObject):
    """Notes, tags, colours, deletion and copying, for one row or many.

    Signals:
        said: what was done, and whether it can be undone.

    """

    said = Signal(str, bool)

    def __init__(self, session: LibrarySession, view: RetrievalView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._tagging: tuple[list[AnnotationId], list[TagId]] = ([], [])
        view.tag_wanted.connect(self._choose_tags)
        view.tag_box.tags_chosen.connect(self._apply_tags)
        view.delete_wanted.connect(self._delete)
        view.colour_chosen.connect(self._recolour)
        view.note_edited.connect(self._set_note)
        view.notes_added.connect(self._add_to_notes)
        view.copy_wanted.connect(self._copy)

    def _set_note(self, annotation: AnnotationId, note: str) -> None:
        session = self._session
        session.long.wait_for(
            lambda: session.perform(lambda: annotating.set_note(session.library, annotation, note))
        )

    def _add_to_notes(self, ids: list[AnnotationId], text: str) -> None:
        many, library = highlights_in_words(len(ids)), self._session.library
        self._session.perform_on(
            len(ids),
            lambda: annotating.add_to_notes(library, ids, text),
            f"Adding to the notes of {many}…",
            lambda _: self._say_of(ids, f"Added to the notes of {many}."),
        )

    def _recolour(self, ids: list[AnnotationId], colour: Colour) -> None:
        many, library = highlights_in_words(len(ids)), self._session.library
        shown = colour_in_quotes(colour, colour_names(library))
        self._session.perform_on(
            len(ids),
            lambda: annotating.recolour_highlights(library, ids, colour),
            f"Making {many} {shown}…",
            lambda _: self._say_of(ids, f"{many} made {shown}."),
        )

    def _delete(self, ids: list[AnnotationId]) -> None:
        many, library = highlights_in_words(len(ids)), self._session.library
        self._session.perform_on(
            len(ids),
            lambda: annotating.delete_highlights(library, ids),
            f"Deleting {many}…",
            lambda _: self.said.emit(f"{many} deleted.", True),
        )

    def _say_of(self, ids: list[AnnotationId], sentence: str) -> None:
        """Say what was done, if it cannot be seen at a glance."""
        if len(ids) > 1:
            self.said.emit(sentence, True)

    def _choose_tags(self, ids: list[AnnotationId]) -> None:
        if self._session.library.read_only:
            return
        library = self._session.library
        tree = tagging.tag_tree(library)
        common: set[TagId] = set()
        quote = ""
        if len(ids) <= _MOST_COMPARED:
            found = annotating.present_highlights(library, ids)
            common = set.intersection(*(set(one.tags) for one in found)) if found else set()
            quote = found[0].quote.exact if len(found) == 1 else ""
        chosen = sorted(common, key=tree.path) if all(tag in tree for tag in common) else []
        self._tagging = (ids, chosen)
        choices = choices_of(tree, self._session.uses, self._session.recent_tags)
        in_vivo = " ".join(quote.split())[:80]
        self._view.tag_box.know(self._session.spelled)
        self._view.tag_box.open_for(self._view.anchor(), self._view.rect(), choices, chosen, in_vivo)

    def _apply_tags(self, chosen: list[TagId | str]) -> None:
        (ids, common), self._tagging = self._tagging, ([], [])
        if not ids:
            return
        said = f"Tags of {highlights_in_words(len(ids))} changed."
        self._session.choose_tags(ids, common, chosen, lambda _: self._say_of(ids, said))

    def _copy(self, ids: list[AnnotationId], form: QuotationForm) -> None:
        """Put quotations with where they are from on the clipboard."""
        library = self._session.library

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            what = "Quotation copied" if len(ids) == 1 else f"{len(ids):,} quotations copied"
            self.said.emit(f"{what}{' as Markdown' * (form is QuotationForm.MARKDOWN)}.", False)

        if len(ids) <= _COPIED_AT_ONCE:
            done(quote_highlights(library, ids, form))
        else:
            self._session.background.start("copy", lambda _: quote_highlights(library, ids, form), done)
