"""Where searches are kept: the list below the tags, and the box that asks for a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QTimer

from excerpta.core.model.errors import QueryError, UserError
from excerpta.core.model.query import Query
from excerpta.core.model.saved_search import SavedSearch
from excerpta.core.text.query_language import parse_query
from excerpta.gui.viewmodels.ordering import Order

if TYPE_CHECKING:
    from excerpta.gui.viewmodels.searches import SearchesViewModel
    from excerpta.gui.widgets.saved_searches import SavedSearches
    from excerpta.gui.widgets.search_name_box import SearchNameBox
    from excerpta.gui.windows.main_window import MainWindow

_LONGEST = 60
"""Of a question so many characters are proposed as its name."""


class SearchesPlace(QObject):
    """Keeps the question of the highlights, and asks those that were kept; built after the first paint."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._from: SavedSearch | None = None
        self._box: SearchNameBox | None = None
        self._built: tuple[SavedSearches, SearchesViewModel] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._parts)
        self._soon.start()

    @property
    def panel(self) -> SavedSearches:
        """The list, built now if it was not."""
        return self._parts()[0]

    @property
    def viewmodel(self) -> SearchesViewModel:
        """What the list shows, built now if it was not."""
        return self._parts()[1]

    @property
    def is_shown(self) -> bool:
        """Whether there is a list to be seen."""
        return self._built is not None and self._built[0].isVisible()

    def reload(self) -> None:
        """Show what another program has written."""
        if self._built is not None:
            self._built[1].reload()

    def stop(self) -> None:
        """Ask the library nothing more."""
        self._soon.stop()
        if self._built is not None:
            self._built[1].stop()

    def _parts(self) -> tuple[SavedSearches, SearchesViewModel]:
        if self._built is None:
            # Not needed for the first paint.
            from excerpta.gui.viewmodels.searches import SearchesViewModel
            from excerpta.gui.widgets.saved_searches import SavedSearches

            window = self._window
            panel = SavedSearches()
            panel.set_theme(window.theme)
            window.theme_changed.connect(panel.set_theme)
            window.tag_column.put_below(panel)
            viewmodel = SearchesViewModel(window.session, panel)
            viewmodel.query_wanted.connect(self._ask)
            viewmodel.change_wanted.connect(self._change)
            viewmodel.said.connect(window.undoing.say)
            panel.left.connect(lambda: window.centre_zone().setFocus())
            self._built = panel, viewmodel
        return self._built

    def save(self) -> None:
        """Ask for a name for the question of the highlights, which are shown."""
        window = self._window
        if window.session.library.read_only:
            window.undoing.say("This library is open for reading only, so no search can be saved in it.")
            return
        if window.centre_zone() is not window.retrieval_view:
            window.show_view("highlights")
        query = self._question()
        if query is None:
            return
        known = self.viewmodel.named_like(query)
        if known is not None:
            window.undoing.say(f"This search is saved already, as “{known.name}”.")
            return
        view = window.retrieval_view
        bar = QRect(view.bar.mapTo(view, QPoint()), view.bar.size())
        proposed = " ".join(chip.chip.label for chip in view.bar.chips) or "Every highlight"
        changed = self._from.name if self._from is not None else ""
        self._name_box().open_for(proposed[:_LONGEST], changed, bar, view.rect())

    def find_like(self) -> None:
        """Show the highlights that are like the current one of the text."""
        window = self._window
        current = window.pane.reader.current_highlight()
        if current is None:
            window.undoing.say("Go to a highlight first; then others like it are found.", False)
            return
        window.travelling.depart()
        window.show_view("highlights")
        window.retrieval.ask_like(current)

    def _question(self) -> Query | None:
        """The question in the bar; None where it cannot be understood, which is said there."""
        view = self._window.retrieval_view
        try:
            return parse_query(view.bar.query_text())
        except QueryError as error:
            view.show_problem(error)
            return None

    def _name_box(self) -> SearchNameBox:
        if self._box is None:
            from excerpta.gui.widgets.search_name_box import SearchNameBox  # not needed at the start

            view = self._window.retrieval_view
            self._box = SearchNameBox(view)
            self._box.set_theme(self._window.theme)
            self._window.theme_changed.connect(self._box.set_theme)
            self._box.named.connect(self._keep)
            self._box.change_wanted.connect(lambda: self._change(self._from))
            self._box.left.connect(view.rows.setFocus)
        return self._box

    def _keep(self, name: str) -> None:
        query = self._question()
        if query is None:
            return
        box = self._name_box()
        try:
            self.viewmodel.keep(name, query, self._window.retrieval.order)
        except UserError as error:
            box.show_problem(str(error))
            return
        box.hide()
        self._window.retrieval_view.rows.setFocus()

    def _change(self, search: SavedSearch | None) -> None:
        query = self._question()
        if search is not None and query is not None:
            self.viewmodel.change(search, query, self._window.retrieval.order)

    def _ask(self, text: str, order: Order) -> None:
        window = self._window
        window.travelling.depart()
        self._from = next((one for one in self.viewmodel.known if one.query == parse_query(text)), None)
        window.retrieval.set_order(order)
        window.retrieval.ask(text)
        window.show_view("highlights")
