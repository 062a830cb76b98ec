"""How the window looks: size of the type and focus mode, kept in the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from excerpta.gui.support.profile import Profile
from excerpta.gui.widgets.reader.type_settings import HOUSE_SETTINGS, TypeSettings

if TYPE_CHECKING:
    from excerpta.gui.windows.main_window import MainWindow


class Looks:
    """Changes how the window looks, at once and for the next start."""

    def __init__(self, window: MainWindow, profile: Profile) -> None:
        self._window = window
        self._profile = profile

    def restore(self) -> None:
        """Take over what was chosen last."""
        self._window.pane.reader.set_type(self._type_of(0))

    def resize_type(self, step: int) -> None:
        """Set the text larger (1) or smaller (-1)."""
        settings = self._type_of(step)
        self._profile.set("type_size", settings.size)
        self._window.pane.reader.set_type(settings)

    def toggle_focus_mode(self) -> None:
        """Hide everything but the centre, or show it again, as the action is checked."""
        window = self._window
        hidden = window.actions_.by_name["focus_mode"].isChecked()
        for part in (window.header, window.library_pane, window.tag_panel, window.status, window.menuBar()):
            part.setHidden(hidden)
        window.centre_zone().setFocus()

    def _type_of(self, step: int) -> TypeSettings:
        """How the text is set by the profile, or some pixels larger."""
        size: int = self._profile.get("type_size", HOUSE_SETTINGS.size)
        return TypeSettings(size=size + step).within_limits()
