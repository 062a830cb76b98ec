"""Saved searches: kept, named, ordered and counted; the counts follow every change of the library."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import QueryError, SearchError, UserError
from excerpta.core.model.ids import SearchId
from excerpta.core.model.query import Query
from excerpta.core.model.saved_search import SavedSearch
from excerpta.core.services import searches
from excerpta.core.text.query_language import format_query
from excerpta.gui.viewmodels.ordering import Order
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.saved_searches import SavedSearches

_COUNT = "saved searches"
_PAUSE = 400
"""Milliseconds without a change before everything is counted anew."""


class SearchesViewModel(QObject):
    """Shows the saved searches and does what their panel asks for.

    Attributes:
        known: the saved searches, in the user's order.

    Signals:
        query_wanted: the text of a query, and the Order in which its highlights were listed.
        change_wanted: the SavedSearch that the present question is to take the place of.
        said: what was done, and whether it can be undone.

    """

    query_wanted = Signal(str, object)
    change_wanted = Signal(object)
    said = Signal(str, bool)

    def __init__(self, session: LibrarySession, panel: SavedSearches) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self.known: list[SavedSearch] = []
        self._counts: Mapping[SearchId, int | None] = {}
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._count)
        panel.set_read_only(session.library.read_only)
        panel.chosen.connect(self._choose)
        panel.renamed.connect(self._rename)
        panel.moved.connect(self._move)
        panel.deleted.connect(self._delete)
        panel.changed.connect(lambda search: self.change_wanted.emit(self._find(search)))
        session.changed.connect(self._follow)
        self.reload()

    def reload(self) -> None:
        """Read them again."""
        self.known = searches.saved_searches(self._session.library)
        self._panel.set_searches(self.known, self._counts)
        if self.known:
            self._soon.start()

    def stop(self) -> None:
        """Ask the library nothing more."""
        self._soon.stop()

    def named_like(self, query: Query) -> SavedSearch | None:
        """The saved search of exactly this question."""
        return next((one for one in self.known if one.query == query), None)

    def keep(self, name: str, query: Query, order: Order) -> None:
        """Keep a question under a name.

        Raises:
            SearchError: the name cannot be a saved search's, or another has it.
            QueryError: the question names what is not there.
        """
        refused: list[UserError] = []

        def verb() -> Changes:
            try:
                return searches.save_search(
                    self._session.library, name, query, sort=order.sort, grouping=order.grouping
                )[1]
            except (SearchError, QueryError) as error:
                refused.append(error)
                return Changes()

        if self._session.perform(verb):
            self.said.emit(f"Search saved as “{name}”.", True)
        if refused:
            raise refused[0]

    def change(self, search: SavedSearch, query: Query, order: Order) -> None:
        """Let a saved search ask another question."""
        changes = self._session.perform(
            lambda: searches.change_search(
                self._session.library, search.id, query, sort=order.sort, grouping=order.grouping
            )
        )
        if changes:
            self.said.emit(f"“{search.name}” asks this now.", True)

    def _find(self, search: SearchId) -> SavedSearch:
        return next(one for one in self.known if one.id == search)

    def _choose(self, search: SearchId) -> None:
        one = self._find(search)
        if one.missing:
            gone = ", ".join(f"“{path}”" for path in one.missing)
            self.said.emit(f"“{one.name}” names {gone}, deleted since. Change the question or undo.", False)
        self.query_wanted.emit(format_query(one.query), Order(one.sort, one.grouping))

    def _rename(self, search: SearchId, name: str) -> None:
        if not self._session.perform(lambda: searches.rename_search(self._session.library, search, name)):
            self.reload()

    def _move(self, search: SearchId, place: int) -> None:
        self._session.perform(lambda: searches.move_search(self._session.library, search, place))

    def _delete(self, search: SearchId) -> None:
        name = self._find(search).name
        if self._session.perform(lambda: searches.delete_search(self._session.library, search)):
            self.said.emit(f"Saved search “{name}” deleted.", True)

    def _follow(self, changes: Changes) -> None:
        if changes.searches or (changes.tags and self.known):
            self.reload()
        elif self.known and (changes.annotations or changes.documents or changes.counts or changes.colours):
            self._soon.start()

    def _count(self) -> None:
        library = self._session.library

        def done(counts: Mapping[SearchId, int | None]) -> None:
            self._counts = counts
            self._panel.set_searches(self.known, counts)

        self._session.background.start(
            _COUNT, lambda task: searches.search_counts(library, cancelled=task.cancelled), done
        )
