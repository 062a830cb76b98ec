"""The search field in the header and the panel below it, as one thing: documents and commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from excerpta.gui.support.command_ranking import Command, FoundCommand
from excerpta.gui.support.theme import Theme
from excerpta.gui.viewmodels.searching import SearchingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.header_bar import HeaderBar
from excerpta.gui.widgets.search_hits import SearchHits, summarise

if TYPE_CHECKING:
    from excerpta.core.services.searching import SearchHit

_NARROWEST = 440
_COMMAND = ">"
_FEW = 4
_ENOUGH = 3


class SearchOverlay(QObject):
    """Words in the field are looked for; what is found lies over the window until one is chosen.

    Commands are offered beside the documents; after `>` nothing but commands is.

    Signals:
        hit_chosen: a SearchHit.
        command_chosen: a Command.
        list_wanted: the words every place of which is to be listed.
        left: Esc in the field; the focus belongs to the centre again.
    """

    hit_chosen = Signal(object)
    command_chosen = Signal(object)
    list_wanted = Signal(str)
    left = Signal()

    def __init__(
        self,
        session: LibrarySession,
        header: HeaderBar,
        over: QWidget,
        theme: Theme,
        offer: Callable[[str], list[FoundCommand]],
    ) -> None:
        super().__init__(header)
        self._header = header
        self._over = over
        self._offer = offer
        self._commands: list[FoundCommand] = []
        self._hits: list[SearchHit] = []
        self._summary = ""
        self._is_looking = False
        self._is_awaited = False
        self._was_hidden = False
        self.hits = SearchHits(theme, over)
        self.searching = SearchingViewModel(session, self)
        field = header.search
        header.search_changed.connect(self._look)
        header.search_entered.connect(self._take)
        header.search_left.connect(self._leave)
        field.stepped.connect(self._step)
        field.list_wanted.connect(self._list_all)
        self.hits.list_wanted.connect(self._list_all)
        field.gone.connect(self._put_away)
        field.come.connect(self._show_again)
        self.hits.current_said.connect(field.setAccessibleDescription)
        self.searching.found.connect(self._found)
        self.searching.emptied.connect(self._forget)
        self.hits.hit_chosen.connect(self._open)
        self.hits.command_chosen.connect(self._do)

    def enter(self) -> None:
        """Put the focus into the field, with its words selected; in focus mode it comes into sight."""
        self._come_into_sight()
        self._header.search.setFocus()
        self._header.search.selectAll()

    def enter_commands(self) -> None:
        """Show every command."""
        self._come_into_sight()
        self._header.search.setFocus()
        self._header.search.setText(_COMMAND)

    def hide(self) -> None:
        """Put what was found away."""
        self._is_awaited = False
        self.hits.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.hits.set_theme(theme)

    def _look(self, words: str) -> None:
        self._is_awaited = False
        wants_commands = words.startswith(_COMMAND)
        if wants_commands:
            self._commands = self._offer(words[1:])
        else:
            offered = self._offer(words) if len(words.strip()) >= _ENOUGH else []
            self._commands = [one for one in offered if not one.command.reason][:_FEW]
        self._is_looking = not wants_commands and bool(words.strip())
        self.searching.look_for("" if wants_commands else words)
        if self._commands and not self._hits:
            self._show("Commands")

    def _found(self, hits: list[SearchHit], more: bool) -> None:
        self._hits = hits
        self._is_looking = False
        self._show(summarise(hits, more=more))
        if self._is_awaited:
            self._take()

    def _forget(self) -> None:
        self._hits = []
        self._is_looking = False
        if self._commands:
            self._show("Commands")
        elif self._header.search.text().startswith(_COMMAND):
            self._show("No command does that")
        else:
            self.hits.hide()

    def _show(self, summary: str) -> None:
        self._summary = summary
        field = self._header.search
        width = max(field.width(), _NARROWEST)
        corner = field.mapTo(self._over, field.rect().bottomRight())
        self.hits.resize(width, self.hits.height())
        self.hits.move(max(4, corner.x() - width + 1), corner.y() + 5)
        self.hits.show_found(self._commands, self._hits, summary=summary)
        if self._is_looking:
            self.hits.wait()

    def _show_again(self) -> None:
        """Show what was found for the words that stand in the field."""
        if self._header.search.text() and (self._commands or self._hits):
            self._show(self._summary)

    def _step(self, rows: int) -> None:
        if self.hits.isHidden():
            self._show_again()
        else:
            self.hits.step(rows)

    def _take(self) -> None:
        """Choose the current row; that of the last words, when they were found."""
        self._is_awaited = self._is_looking
        if not self._is_awaited:
            self.hits.take()

    def _open(self, hit: SearchHit) -> None:
        self._go_out_of_sight()
        self.hit_chosen.emit(hit)

    def _list_all(self) -> None:
        words = self._header.search.text()
        if not words.startswith(_COMMAND):
            self.hide()
            self._go_out_of_sight()
            self.list_wanted.emit(words)

    def _do(self, command: Command) -> None:
        self._header.search.clear()
        self._go_out_of_sight()
        self.command_chosen.emit(command)

    def _leave(self) -> None:
        self.hide()
        self._go_out_of_sight()
        self.left.emit()

    def _put_away(self) -> None:
        self.hide()
        self._go_out_of_sight()

    def _come_into_sight(self) -> None:
        self._was_hidden = self._was_hidden or self._header.isHidden()
        self._header.show()

    def _go_out_of_sight(self) -> None:
        """In focus mode the header is hidden again."""
        if self._was_hidden:
            self._was_hidden = False
            self._header.hide()
