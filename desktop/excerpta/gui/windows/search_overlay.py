"""The search field in the header and the panel of hits below it, as one thing."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from excerpta.core.services.searching import SearchHit
from excerpta.gui.support.theme import Theme
from excerpta.gui.viewmodels.searching import SearchingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.header_bar import HeaderBar
from excerpta.gui.widgets.search_hits import SearchHits

_NARROWEST = 440


class SearchOverlay(QObject):
    """Types in the field are looked for; the hits lie over the window until one is chosen.

    Signals:
        hit_chosen: a SearchHit.
        left: Esc in the field; the focus belongs to the centre again.
    """

    hit_chosen = Signal(object)
    left = Signal()

    def __init__(self, session: LibrarySession, header: HeaderBar, over: QWidget, theme: Theme) -> None:
        super().__init__(header)
        self._header = header
        self._over = over
        self.hits = SearchHits(theme, over)
        self.searching = SearchingViewModel(session, self)
        header.search_changed.connect(self.searching.look_for)
        header.search_entered.connect(self.hits.enter)
        header.search_left.connect(self._leave)
        self.searching.found.connect(self._show)
        self.searching.emptied.connect(self.hits.hide)
        self.hits.hit_chosen.connect(self.hit_chosen)
        self.hits.left.connect(header.search.setFocus)

    def enter(self) -> None:
        """Put the focus into the field, with its words selected."""
        self._header.search.setFocus()
        self._header.search.selectAll()

    def hide(self) -> None:
        """Put the hits away."""
        self.hits.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw the hits in another theme."""
        self.hits.set_theme(theme)

    def _show(self, hits: list[SearchHit], more: bool) -> None:
        field = self._header.search
        width = max(field.width(), _NARROWEST)
        corner = field.mapTo(self._over, field.rect().bottomRight())
        self.hits.resize(width, self.hits.height())
        self.hits.move(corner.x() - width + 1, corner.y() + 5)
        self.hits.show_hits(hits, more=more)

    def _leave(self) -> None:
        self.hits.hide()
        self.left.emit()
