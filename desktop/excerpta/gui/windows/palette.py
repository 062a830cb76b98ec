"""The palette: every action of the menus as a command that can be searched for, those done last first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from excerpta.gui.support.command_ranking import Command, FoundCommand, rank_commands
from excerpta.gui.support.keys import readable
from excerpta.gui.support.profile import Profile
from excerpta.gui.support.verbs import Verb, Where

if TYPE_CHECKING:
    from excerpta.gui.windows.main_window import MainWindow

_KEPT = "recent_commands"
_MOST = 8
_FINDERS = ("search", "commands")
"""They lead to where one is already when commands are shown."""

_REASONS = {
    "undo": "nothing to undo",
    "redo": "nothing to redo",
    "back": "nowhere to go back to",
    "forward": "nowhere to go forward to",
}


class Palette:
    """Offers the actions of a window, and does the one that is chosen."""

    def __init__(self, window: MainWindow, profile: Profile) -> None:
        self._window = window
        self._profile = profile
        self._came_from: QWidget | None = None

    def enter(self, *, commands: bool) -> None:
        """Open the search, for commands or for everything; what is done returns to where one was."""
        focus = self._window.focusWidget()
        if focus is not self._window.header.search:
            self._came_from = focus
        search = self._window.search
        (search.enter_commands if commands else search.enter)()

    def offer(self, words: str) -> list[FoundCommand]:
        """The commands that some words mean, the likeliest first."""
        recent = [name for name in self._profile.get(_KEPT, []) if isinstance(name, str)]
        verbs = self._window.keyring.keys.verbs.values()
        commands = [self._command(verb) for verb in verbs if verb.has_menu and verb.name not in _FINDERS]
        return rank_commands(words, commands, recent)

    def do(self, command: Command) -> None:
        """Do what was chosen, where one was before."""
        recent = [name for name in self._profile.get(_KEPT, []) if name != command.name]
        self._profile.set(_KEPT, [command.name, *recent][:_MOST])
        self._place_for(command).setFocus()
        self._window.actions_.by_name[command.name].trigger()

    def _place_for(self, command: Command) -> QWidget:
        came_from, self._came_from = self._came_from, None
        centre = self._window.centre_zone()
        is_there = came_from is not None and isValid(came_from) and came_from.isVisible()
        if self._window.keyring.keys.verbs[command.name].where is Where.READER or not is_there:
            return centre
        return came_from or centre

    def _command(self, verb: Verb) -> Command:
        action = self._window.actions_.by_name[verb.name]
        keys = tuple(readable(key) for key in self._window.keyring.keys.of(verb.name))
        reason = "" if action.isEnabled() else _REASONS.get(verb.name, "while reading")
        ticked = action.isChecked() if verb.checkable else None
        return Command(verb.name, action.text(), verb.menu, keys, reason, ticked)
