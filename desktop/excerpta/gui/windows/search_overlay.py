"""The search field in the header and the panel below it, as one thing: documents and commands."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from excerpta.core.services.searching import SearchHit
from excerpta.gui.support.theme import Theme
from excerpta.gui.viewmodels.searching import SearchingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.header_bar import HeaderBar
from excerpta.gui.widgets.search_hits import SearchHits, summarise

_NARROWEST = 440
_COMMAND = ">"
_FEW = 4
_ENOUGH = 3


class SearchOverlay(QObject):
    """Words in the field are looked for; what is found lies over the window until one is chosen.

    Commands are found by the beginnings of their words; after `>` nothing but commands is.

    Signals:
        hit_chosen: a SearchHit.
        command_chosen: a QAction; the focus belongs to the centre again.
        left: Esc in the field; the focus belongs to the centre again.
    """

    hit_chosen = Signal(object)
    command_chosen = Signal(object)
    left = Signal()

    def __init__(
        self,
        session: LibrarySession,
        header: HeaderBar,
        over: QWidget,
        theme: Theme,
        offer: Callable[[str], list[QAction]],
    ) -> None:
        super().__init__(header)
        self._header = header
        self._over = over
        self._offer = offer
        self._commands: list[QAction] = []
        self._hits: list[SearchHit] = []
        self.hits = SearchHits(theme, over)
        self.searching = SearchingViewModel(session, self)
        header.search_changed.connect(self._look)
        header.search_entered.connect(self.hits.enter)
        header.search_left.connect(self._leave)
        self.searching.found.connect(self._found)
        self.searching.emptied.connect(self._forget)
        self.hits.hit_chosen.connect(self.hit_chosen)
        self.hits.command_chosen.connect(self._do)
        self.hits.left.connect(header.search.setFocus)

    def enter(self) -> None:
        """Put the focus into the field, with its words selected."""
        self._header.search.setFocus()
        self._header.search.selectAll()

    def enter_commands(self) -> None:
        """Show every command."""
        self._header.search.setFocus()
        self._header.search.setText(_COMMAND)

    def hide(self) -> None:
        """Put what was found away."""
        self.hits.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.hits.set_theme(theme)

    def _look(self, words: str) -> None:
        wants_commands = words.startswith(_COMMAND)
        if wants_commands:
            self._commands = self._offer(words[1:])
        else:
            self._commands = self._offer(words)[:_FEW] if len(words.strip()) >= _ENOUGH else []
        self.searching.look_for("" if wants_commands else words)
        if self._commands and not self._hits:
            self._show("Commands")

    def _found(self, hits: list[SearchHit], more: bool) -> None:
        self._hits = hits
        self._show(summarise(hits, more=more))

    def _forget(self) -> None:
        self._hits = []
        if self._commands:
            self._show("Commands")
        else:
            self.hits.hide()

    def _show(self, summary: str) -> None:
        field = self._header.search
        width = max(field.width(), _NARROWEST)
        corner = field.mapTo(self._over, field.rect().bottomRight())
        self.hits.resize(width, self.hits.height())
        self.hits.move(corner.x() - width + 1, corner.y() + 5)
        self.hits.show_found(self._commands, self._hits, summary=summary)

    def _do(self, command: QAction) -> None:
        self._header.search.clear()
        self.command_chosen.emit(command)

    def _leave(self) -> None:
        self.hits.hide()
        self.left.emit()
