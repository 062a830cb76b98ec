"""Retrieval: asks in the background, overtakes itself, and keeps its place."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from excerpta.core.model.annotation import Annotation
from excerpta.core.model.changes import Changes
from excerpta.core.model.document import Document
from excerpta.core.model.errors import QueryError, UserError
from excerpta.core.model.ids import AnnotationId, TagId
from excerpta.core.model.query import Query
from excerpta.core.model.tag import TagTree
from excerpta.core.services import annotating, documents, retrieving, searches, tagging
from excerpta.core.services.completing import vocabulary_of
from excerpta.core.services.exporting import CsvProfile, CsvShape
from excerpta.core.services.retrieving import format_query, parse_query
from excerpta.core.services.settings import read_setting, write_setting
from excerpta.gui.support.background import Task
from excerpta.gui.support.dates import readable_date
from excerpta.gui.viewmodels.answering import Answer, answer, groups_of, surroundings
from excerpta.gui.viewmodels.exporting import ExportingViewModel
from excerpta.gui.viewmodels.facet_sections import Sections, count_sections
from excerpta.gui.viewmodels.ordering import Order
from excerpta.gui.viewmodels.row_editing import RowEditing
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.viewmodels.tags import followed
from excerpta.gui.widgets.passage_preview import WiderContext
from excerpta.gui.widgets.retrieval import RetrievalView, Shown

_ASK, _COUNT, _LOOK, _LEARN = (
    "retrieval", "retrieval facets", "retrieval preview", "what can be asked",
)  # fmt: skip
_PREVIEW_PAUSE = 70
_ORDER_SETTING = "order of highlights"
_FIRST = 2000
"""So many rows are shown before the others are found, which may be a million."""


class RetrievalViewModel(QObject):
    """Gives the view its rows and does what it asks for.

    Attributes:
        query: what the rows answer.
        text: the query as the reader wrote it.
        order: how the rows are sorted and grouped.

    Signals:
        passage_opened: document and highlight.
        query_changed: the query as text, whoever changed it.
        said: what was done, and whether it can be undone.
        exported: the path of a finished export and the number of its rows.
        answered: the rows are those of the query that was asked for last.
        place_changed: `standing` says something else now.

    """

    passage_opened = Signal(object, object)
    query_changed = Signal(str)
    said = Signal(str, bool)
    exported = Signal(object, int)
    answered = Signal()
    place_changed = Signal()

    def __init__(self, session: LibrarySession, view: RetrievalView) -> None:
        super().__init__(view)
        self.query = Query()
        self.text = ""
        self._session = session
        self._view = view
        self._tree = TagTree()
        self._is_stale = True
        self._has_vocabulary = False
        self.order = Order.parse(read_setting(session.library, _ORDER_SETTING))
        self._document: Document | None = None
        self._awaited: AnnotationId | None = None
        self._editing = RowEditing(session, view)
        self._exporting = ExportingViewModel(session, view)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)
        self._pause = QTimer(self, singleShot=True, interval=_PREVIEW_PAUSE)
        self._pause.timeout.connect(self._look)
        self._connect(view)
        session.changed.connect(self._refresh)

    # ---- asking

    def ask(self, text: str) -> None:
        """Show the highlights of a query, and the query in the bar."""
        self._view.set_query(text)
        self._take(text)

    def ask_like(self, annotation: AnnotationId) -> None:
        """Show the highlights that are like one, which is current among them."""
        try:
            query = searches.highlights_like(self._session.library, annotation)
        except UserError as error:
            self._session.failed.emit(error.sentence, error.advice)
            return
        self._awaited = annotation
        self.ask(format_query(query))

    def reload(self) -> None:
        """Ask again: another program may have written."""
        self._document = None
        self._has_vocabulary = False
        self._is_stale = True
        if self._view.isVisible():
            self._soon.start()

    def save(self) -> None:
        """Save the note that is being typed, now."""
        self._view.preview.note.flush()

    def standing(self) -> str:
        """Where the keyboard is among the rows."""
        return self._view.standing()

    def restore(self, annotation: AnnotationId | None, text: str) -> None:
        """Make a highlight current again among those of a query, as soon as they are found."""
        self._awaited = annotation
        if text != self.text:
            self.ask(text)
        elif not self._is_stale:
            self._show_awaited()

    def _show_awaited(self, *, is_last: bool = True) -> None:
        """Make the highlight current that is waited for; while more rows come it may be among them."""
        awaited = self._awaited
        if awaited is not None and (self._view.show_annotation(awaited) or is_last):
            self._awaited = None

    def _take(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self.query_changed.emit(text)
        self._ask()

    def _ask(self) -> None:
        self._soon.stop()
        try:
            query = parse_query(self.text)
        except QueryError as error:
            self._view.show_problem(error)
            return
        self._session.background.cancel(_COUNT)
        self._find(query, at_least=_FIRST)

    def _find(self, query: Query, *, at_least: int | None) -> None:
        library, order = self._session.library, self.order

        def work(task: Task) -> Answer:
            return answer(library, query, order, at_least=at_least, cancelled=task.cancelled)

        self._session.background.start(_ASK, work, self._show, failed=self._refuse)

    def set_order(self, order: Order) -> None:
        """Sort and group the rows otherwise from now on."""
        if order != self.order:
            self.order = order
            self._view.order.set_order(order.sort, order.grouping)
            write_setting(self._session.library, _ORDER_SETTING, str(order))
            self._soon.start()

    def _refuse(self, error: UserError) -> None:
        if isinstance(error, QueryError):
            self._view.show_empty(error.sentence, error.advice)
            self._view.show_problem(error)
            self.place_changed.emit()
        else:
            self._session.failed.emit(error.sentence, error.advice)

    def _show(self, found: Answer) -> None:
        self.query, self._tree, self._is_stale = found.query, found.tree, False
        self._view.bar.clear_problem()
        self._view.set_tree(found.tree)
        listing = found.listing
        if found.sentence:
            self._view.show_empty(found.sentence, found.advice)
        else:
            library = self._session.library
            groups = groups_of(listing, self.order.grouping)
            shown = Shown(listing.ids, listing.documents, groups, listing.is_whole, found.unseen)
            self._view.show_rows(shown, lambda ids: retrieving.highlight_rows(library, ids))
        if listing.is_whole:
            self._count(found.query)
        else:
            self._find(found.query, at_least=None)
        self._show_awaited(is_last=listing.is_whole)
        self._pause.start()
        if listing.is_whole:
            self.answered.emit()

    def _count(self, query: Query) -> None:
        library = self._session.library
        self._session.background.start(
            _COUNT, lambda task: count_sections(library, query, task), self._show_facets
        )

    def _show_facets(self, counted: Sections) -> None:
        self._view.set_facets(counted.sections, self.query.terms, counted.titles)

    def _refresh(self, changes: Changes) -> None:
        if changes.documents:
            self._document = None
        if changes.documents or changes.tags or changes.colours:
            self._has_vocabulary = False
        if changes.tags:
            tree = tagging.tag_tree(self._session.library)
            self._follow(tree, changes.merged)
        if changes.tags or changes.annotations or changes.documents or changes.counts or changes.colours:
            self._is_stale = True
            if self._view.isVisible():
                self._soon.start()

    def _follow(self, tree: TagTree, merged: Mapping[TagId, TagId]) -> None:
        """A renamed, moved or merged tag keeps its place in the query."""
        before, self._tree = self._tree, tree
        self._view.set_tree(tree)
        try:
            query = parse_query(self.text)
        except QueryError:
            return
        after = followed(query, before, tree, merged)
        if after != query:
            self.text = format_query(after)
            self._view.set_query(self.text)
            self.query_changed.emit(self.text)

    def _learn(self) -> None:
        """Read what can be offered while a query is typed, if it is not known or has changed."""
        if self._has_vocabulary:
            return
        self._has_vocabulary = True
        library = self._session.library
        self._session.background.start(
            _LEARN, lambda _: vocabulary_of(library), self._view.bar.set_vocabulary
        )

    def _awake(self) -> None:
        if self._is_stale:
            self._soon.start()

    # ---- the current row

    def _go_on(self, _current: AnnotationId | None) -> None:
        self._pause.start()
        self.place_changed.emit()

    def _look(self) -> None:
        current = self._view.current()
        if current is None:
            self._view.set_preview(None)
            return
        library, kept = self._session.library, self._document

        def work(_: Task) -> tuple[Annotation, Document] | None:
            found = annotating.present_highlights(library, [current])
            if not found:
                return None
            is_kept = kept is not None and kept.id == found[0].document
            document = kept if is_kept and kept else documents.read_document(library, found[0].document)
            return found[0], document

        self._session.background.start(_LOOK, work, self._show_preview)

    def _show_preview(self, found: tuple[Annotation, Document] | None) -> None:
        if found is None:
            self._view.set_preview(None)
            return
        one, self._document = found
        about = (self._document.title, self._document.source, readable_date(self._document.published))
        start, end = surroundings(self._document, one.start, one.end)
        text = self._document.text[start:end]
        self._view.set_preview(WiderContext(one, start, text, " · ".join(part for part in about if part)))

    # ---- export

    def export(self, parent: QWidget | None = None) -> None:
        """Ask how to export what is shown, or every highlight while something else is in sight."""
        query = Query()
        if self._view.isVisible():
            # That of the bar, though its rows may still be on their way.
            try:
                query = parse_query(self.text)
            except QueryError as error:
                self._view.show_problem(error)
                return
        self._exporting.ask(query, self.order, parent or self._view, self._refuse)

    def export_to(self, target: Path, shape: CsvShape, profile: CsvProfile) -> None:
        """Write the highlights that are shown, as they are shown."""
        self._exporting.write(target, shape, profile, self.query, self.order)

    def _connect(self, view: RetrievalView) -> None:
        view.query_edited.connect(self._take)
        view.bar.field.entered.connect(self._learn)
        view.passage_opened.connect(self.passage_opened)
        view.current_changed.connect(self._go_on)
        view.order.set_order(self.order.sort, self.order.grouping)
        view.order_chosen.connect(lambda sort, grouping: self.set_order(Order(sort, grouping)))
        view.like_wanted.connect(self.ask_like)
        view.export_wanted.connect(self.export)
        view.shown.connect(self._awake)
        self._editing.said.connect(self.said)
        self._exporting.said.connect(self.said)
        self._exporting.exported.connect(self.exported)
