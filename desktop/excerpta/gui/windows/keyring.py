"""The keyring holds the user's keys: the profile keeps them, the actions have them, the parts name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from excerpta.gui.support.keys import Keys
from excerpta.gui.support.latin_keys import by_place
from excerpta.gui.support.profile import Profile
from excerpta.gui.support.verbs import Where
from excerpta.gui.windows.actions import VERBS
from excerpta.gui.windows.field_keys import FieldKeys

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from excerpta.gui.windows.main_window import MainWindow

_KEPT = "keys"


class Keyring:
    """Hands out the keys of a window.

    Attributes:
        keys: which keys each verb has.
        field_keys: keeps fields of text from taking some of them.
    """

    def __init__(self, window: MainWindow, profile: Profile) -> None:
        self._window = window
        self._profile = profile
        self.keys = Keys(VERBS, profile.get(_KEPT, {}), window)
        self.keys.changed.connect(self._take)
        self.field_keys = FieldKeys(window)

    def hand_out(self) -> None:
        """Let every part of the window name the keys that there are."""
        window = self._window
        pane = window.pane
        for part in (
            window.header,
            pane.selection_bar,
            pane.find_bar,
            window.retrieval_zone,
            window.outline,
            window.search_place,
        ):
            part.set_keys(self.keys)
        pane.margin.set_keys(self.keys)
        window.highlighting.highlight_key = self.keys.shown("highlight")

    def take(self, event: QKeyEvent) -> bool:
        """Do the verb that a key press means by its place on the keyboard, if it means nothing else."""
        pressed = by_place(event)
        name = None if pressed is None else self.keys.verb_for(pressed)
        if name is None:
            return False
        is_there = self.keys.verbs[name].where is Where.WINDOW or self._window.pane.reader.hasFocus()
        action = self._window.actions_.by_name[name]
        if is_there and action.isEnabled():
            action.trigger()
        return is_there

    def show_sheet(self) -> None:
        """Show every key, those of the zone first where the keyboard is."""
        from excerpta.gui.widgets.key_sheet import KeySheet  # not needed at the start
        from excerpta.gui.windows.key_guide import guide

        window = self._window
        here = window.walking.zone_name()
        sheet = KeySheet(self.keys, lambda: guide(self.keys, here), here, window.theme, window)
        sheet.change_wanted.connect(lambda: self.change(sheet))
        window.theme_changed.connect(sheet.set_theme)
        sheet.open()

    def change(self, over: QWidget | None = None) -> None:
        """Let the user change keys."""
        from excerpta.gui.widgets.keys_dialog import KeysDialog  # not needed at the start

        dialog = KeysDialog(self.keys, self._window.theme, over or self._window)
        self._window.theme_changed.connect(dialog.set_theme)
        dialog.open()

    def _take(self) -> None:
        self._profile.set(_KEPT, self.keys.differing())
        self._window.actions_.take_keys()
        self.hand_out()
