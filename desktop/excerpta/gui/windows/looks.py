"""How the window looks: size of the type and focus mode, kept in the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from excerpta.gui.support.profile import Profile

if TYPE_CHECKING:
    from excerpta.gui.windows.main_window import MainWindow

_SMALLEST, _LARGEST, _TYPE_SIZE = 11, 40, 17


class Looks:
    """Changes how the window looks, at once and for the next start."""

    def __init__(self, window: MainWindow, profile: Profile) -> None:
        self._window = window
        self._profile = profile

    def restore(self) -> None:
        """Take over what was chosen last."""
        self._window.pane.reader.set_type_size(self._type_size())

    def resize_type(self, step: int) -> None:
        """Set the text larger (1) or smaller (-1)."""
        size = max(_SMALLEST, min(_LARGEST, self._type_size() + step))
        self._profile.set("type_size", size)
        self._window.pane.reader.set_type_size(size)

    def toggle_focus_mode(self) -> None:
        """Hide everything but the centre, or show it again, as the action is checked."""
        window = self._window
        hidden = window.actions_.by_name["focus_mode"].isChecked()
        for part in (window.header, window.library_pane, window.tag_panel, window.status, window.menuBar()):
            part.setHidden(hidden)
        window.centre_zone().setFocus()

    def _type_size(self) -> int:
        size: int = self._profile.get("type_size", _TYPE_SIZE)
        return max(_SMALLEST, min(_LARGEST, size))
