"""Search with a list of every place: as one types, in the background, first what is found at once."""

from array import array
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from excerpta.core.model.annotation import Colour
from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import CancelledError, QueryError, UserError
from excerpta.core.model.ids import DocumentId
from excerpta.core.model.search import Search
from excerpta.core.services import marking, searching
from excerpta.core.services.marking import Extent, Places
from excerpta.core.services.searching import DocumentHits, SearchHit, SearchOrder
from excerpta.core.store.library import Library
from excerpta.gui.support.background import Task
from excerpta.gui.support.counts import unseen_in_words
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.search_model import Place, place_of, places_in_words
from excerpta.gui.widgets.search_pane import SearchPane

_LOOK, _MORE, _COUNT, _LIST, _MARK = (
    "search list", "search list more", "search list count", "search list rest", "search marks",
)  # fmt: skip
_PAUSE = 30
_HELD = 80
"""Milliseconds that the first documents wait for the most relevant ones, which mostly come before."""

_FIRST, _PAGE = 15, 40
_LISTED = 8
"""So many places of a document are listed at first."""

_MOST_LISTED = 2_000
_MOST_COUNTED = 5_000
"""In so many documents at most the places are counted."""

_GLANCE = 60
_NOTHING = "All of the words have to be in one document. Try fewer, or the beginning of one, as in talib*."


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        ids: the documents, in order.
        first: those that are listed at first.
        is_ordered: whether they are the first in the order that is wanted, and not just any.
        is_complete: whether all documents are known.
        unseen: how many documents the index does not know yet.

    """

    search: Search
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    first: tuple[DocumentHits, ...] = ()
    is_ordered: bool = True
    is_complete: bool = True
    unseen: int = 0


class LibrarySearchViewModel(QObject):
    """Gives the pane its places and does what it asks for.

    Attributes:
        words: what is looked for, as it was typed.
        search: the same, understood.

    Signals:
        glanced: a SearchHit that is to be shown in the text, while the keyboard stays in the list.
        opened: a SearchHit to go to.
        places_known: a document, and all places in it.
        said: what was done, and whether it can be undone.
        answered: the list is that of the words.

    """

    glanced = Signal(object)
    opened = Signal(object)
    places_known = Signal(object, list)
    said = Signal(str, bool)
    answered = Signal()

    def __init__(self, session: LibrarySession, pane: SearchPane) -> None:
        super().__init__(pane)
        self.words = ""
        self.search = Search()
        self._session = session
        self._pane = pane
        self._order = SearchOrder.RELEVANCE
        self._found = Found(Search())
        self._number = 0
        self._is_counted = False
        self._held: Found | None = None
        self._awaited: Place | None = None
        self._is_loading = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look)
        self._hold = QTimer(self, singleShot=True, interval=_HELD)
        self._hold.timeout.connect(self._show_held)
        self._glance = QTimer(self, singleShot=True, interval=_GLANCE)
        self._glance.timeout.connect(self._tell_glance)
        self._connect(pane)
        session.changed.connect(self._refresh)

    def restore(self, words: str, place: Place | None) -> None:
        """Make a place current again among those of some words, as soon as they are found."""
        if words == self.words and not self._pause.isActive():
            if place is not None:
                self._pane.rows.show_place(place)
            return
        self._awaited = place
        self._pane.field.setText(words)

    def stop(self) -> None:
        """Look for nothing any more; the words stay for the next time."""
        for timer in (self._pause, self._hold, self._glance):
            timer.stop()
        for key in (_LOOK, _MORE, _COUNT, _LIST):
            self._session.background.cancel(key)

    def look_again(self) -> None:
        """Look for the same words, in what the library is now."""
        self.search = Search()
        self._look()

    def tell_places(self, document: DocumentId) -> None:
        """Find all places in a document that is shown."""
        library, wanted = self._session.library, self.search
        if not wanted:
            return

        def work(task: Task) -> list[tuple[int, int]]:
            return searching.places_in(library, document, wanted, cancelled=task.cancelled)

        def done(places: list[tuple[int, int]]) -> None:
            self.places_known.emit(document, places)

        self._session.background.start(_MARK, work, done, failed=lambda _: None)

    # ---- looking

    def _take_words(self, words: str) -> None:
        self.words = words
        self._pause.start()

    def _take_order(self, newest: bool) -> None:
        self._order = SearchOrder.DATE if newest else SearchOrder.RELEVANCE
        self.look_again()

    def _look(self) -> None:
        self._pause.stop()
        try:
            wanted = searching.parse_search(self.words, unfinished=True)
        except QueryError as error:
            self._forget()
            self._pane.show_problem(error.sentence, error.advice)
            self.answered.emit()
            return
        if wanted and wanted == self.search:
            return
        self._forget()
        self.search = wanted
        if not wanted:
            self._pane.show_hint()
            self.answered.emit()
            return
        library, order = self._session.library, self._order

        def work(task: Task) -> Found:
            return find(library, wanted, order, task)

        self._session.background.start(
            _LOOK, work, self._show, failed=self._refuse, on_progress=self._show_some
        )

    def _forget(self) -> None:
        """Nothing that is under way is wanted any more."""
        self.search, self._found, self._held, self._number = Search(), Found(Search()), None, 0
        self._hold.stop()
        for key in (_LOOK, _MORE, _COUNT, _LIST):
            self._session.background.cancel(key)
        self._is_loading = False

    def _refuse(self, error: UserError) -> None:
        if not isinstance(error, CancelledError):
            self._session.failed.emit(error.sentence, error.advice)

    def _show_some(self, found: Found) -> None:
        """Some documents are here; if they are not in order, they wait a moment for those that are."""
        if found.is_ordered:
            self._show(found)
        else:
            self._held = found
            self._hold.start()

    def _show_held(self) -> None:
        if self._held is not None:
            self._pane.show_list()
            self._pane.rows.set_found(self._held.first)
            self._pane.set_summary("Sorting what was found…")

    def _show(self, found: Found) -> None:
        self._hold.stop()
        pane, is_listed = self._pane, bool(found.first) and found.first == self._found.first
        self._held, self._found = None, found
        if not found.ids:
            advice = _NOTHING if not found.unseen else unseen_in_words(found.unseen)
            pane.show_nothing(f"“{' '.join(self.words.split())}”", advice)
        elif not is_listed:
            pane.show_list()
            pane.rows.set_found(found.first)
        awaited, self._awaited = self._awaited, None
        if awaited is not None:
            pane.rows.show_place(awaited)
        self._number = sum(one.number for one in found.first)
        self._is_counted = found.is_complete and len(found.first) == len(found.ids)
        self._tell()
        if not found.is_complete:
            return
        if len(found.first) < len(found.ids) <= _MOST_COUNTED:
            self._count(found)
        self.answered.emit()

    def _count(self, found: Found) -> None:
        library = self._session.library

        def work(task: Task) -> int:
            return searching.count_places(library, found.ids, found.search, cancelled=task.cancelled)

        def done(number: int) -> None:
            self._number, self._is_counted = number, True
            self._tell()

        self._session.background.start(_COUNT, work, done, failed=self._refuse)

    def _list_more(self) -> None:
        listed = len(self._pane.rows.rows.found)
        found, library = self._found, self._session.library
        if self._is_loading or self._held is not None or not 0 < listed < len(found.ids):
            return
        self._is_loading = True

        def work(task: Task) -> list[DocumentHits]:
            ids = found.ids[listed : listed + _PAGE]
            return list(searching.hits_in(library, ids, found.search, most=_LISTED, cancelled=task.cancelled))

        def done(more: list[DocumentHits]) -> None:
            self._is_loading = False
            self._pane.rows.append(more)

        self._session.background.start(_MORE, work, done, failed=self._refuse)

    def _list_all(self, document: DocumentId, mark: bool) -> None:
        """List every place of one document."""
        library, wanted = self._session.library, self._found.search

        def work(task: Task) -> list[DocumentHits]:
            return list(
                searching.hits_in(library, [document], wanted, most=_MOST_LISTED, cancelled=task.cancelled)
            )

        def done(found: list[DocumentHits]) -> None:
            for one in found:
                self._pane.rows.list_all(one, mark=mark)

        self._session.background.start(_LIST, work, done, failed=self._refuse)

    # ---- telling

    def _tell(self) -> None:
        """Say how much was found, and of what highlights would be made."""
        pane, documents = self._pane, len(self._found.ids)
        marked = len(pane.rows.rows.marked)
        if not documents:
            return
        is_counted = self._is_counted
        where = f"{documents:,} document{'' if documents == 1 else 's'}"
        words = f"{places_in_words(self._number)} in {where}" if is_counted else f"In {where}"
        words = words if self._found.is_complete else "Counting documents…"
        if self._found.unseen:
            words += f" · {unseen_in_words(self._found.unseen)}"
        if pane.rows.is_all_marked:
            words += " · all marked"
        elif marked:
            words += f" · {marked:,} marked"
        pane.set_summary(words, words.partition(" in ")[0] if is_counted else where)
        number = f"{marked:,} marked" if marked and not pane.rows.is_all_marked else "all"
        if is_counted and number == "all":
            number = f"all {self._number:,}" if self._number > 1 else "it"
        pane.set_markable(f"Highlight {number}…")

    def _go_on(self, _current: SearchHit | None) -> None:
        self._glance.start()

    def _tell_glance(self) -> None:
        current = self._pane.rows.current()
        if current is not None and self._pane.rows.hasFocus():
            self.glanced.emit(current)

    def _refresh(self, changes: Changes) -> None:
        if changes.documents and self.search:
            self.look_again()

    # ---- highlights

    def meant(self, *, everything: bool) -> Search | Places:
        """Of what highlights are to be made: the marked places; without any all, or the current one."""
        rows = self._pane.rows
        if rows.is_all_marked or (everything and not rows.rows.marked):
            return self._found.search
        return places_by_document(rows.meant())

    def highlight_current(self, colour: Colour) -> bool:
        """Highlight the words of the current place at once; whether there is one and none is marked."""
        rows = self._pane.rows
        current = rows.current()
        if current is None or rows.rows.marked or rows.is_all_marked:
            return False
        library = self._session.library

        def verb() -> Changes:
            places = places_by_document([place_of(current)])
            plan = marking.plan_highlights(library, places, Extent.WORDS, colour=colour)
            return marking.make_highlights(library, plan, colour=colour)

        changes = self._session.perform(verb)
        if changes:
            self.said.emit("Highlighted.", True)
        else:
            self.said.emit("These words are highlighted so already.", False)
        return True

    def _connect(self, pane: SearchPane) -> None:
        pane.words_changed.connect(self._take_words)
        pane.order_changed.connect(self._take_order)
        rows = pane.rows
        rows.current_changed.connect(self._go_on)
        rows.opened.connect(self._open)
        rows.rest_wanted.connect(self._list_all)
        rows.more_wanted.connect(self._list_more)
        rows.marks_changed.connect(self._tell)

    def _open(self, hit: SearchHit) -> None:
        self._glance.stop()
        self.opened.emit(hit)


def find(library: Library, wanted: Search, order: SearchOrder, task: Task) -> Found:
    """Find documents. Where they are many, the first that come are reported, then the first in order."""

    def listed(ids: "array[int]") -> tuple[DocumentHits, ...]:
        return tuple(searching.hits_in(library, ids, wanted, most=_LISTED, cancelled=task.cancelled))

    def found(order: SearchOrder, limit: int) -> "array[int]":
        return searching.find_documents(library, wanted, order, limit=limit, cancelled=task.cancelled)

    some = found(SearchOrder.IMPORTED, _FIRST)
    if len(some) == _FIRST:
        task.progress(Found(wanted, some, listed(some), is_ordered=False, is_complete=False))
    page = found(order, _PAGE) if some else some
    first = listed(page)
    unseen = len(searching.unindexed_documents(library))
    if len(page) < _PAGE:
        return Found(wanted, page, first, unseen=unseen)
    task.progress(Found(wanted, page, first, is_complete=False, unseen=unseen))
    # Sorting all of them takes half as long again; those that are listed stay the first.
    known = set(page)
    rest = (one for one in found(order, -1) if one not in known)
    return Found(wanted, array("q", [*page, *rest]), first, unseen=unseen)


def places_by_document(places: list[Place]) -> Places:
    """Places as the service takes them."""
    found: dict[DocumentId, list[tuple[int, int]]] = {}
    for document, start, end in places:
        found.setdefault(document, []).append((start, end))
    return found
