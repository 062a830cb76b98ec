"""How the window looks: the type of the text, the theme and focus mode, kept in the profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect

from excerpta.gui.support.profile import Profile
from excerpta.gui.widgets.reader.type_settings import HOUSE_SETTINGS, TypeSettings

if TYPE_CHECKING:
    from excerpta.gui.widgets.type_panel import TypePanel
    from excerpta.gui.windows.main_window import MainWindow

_KEPT = "type"


class Looks:
    """Changes how the window looks, at once and for the next start."""

    def __init__(self, window: MainWindow, profile: Profile) -> None:
        self._window = window
        self._profile = profile
        self._theme_name = "system"
        self._panel: TypePanel | None = None

    @property
    def type_settings(self) -> TypeSettings:
        """How the text is set."""
        return self._window.pane.reader.type_settings()

    def restore(self) -> None:
        """Take over what was chosen last."""
        self._window.pane.reader.set_type(settings_from(self._profile.get(_KEPT, {})))

    def set_type(self, settings: TypeSettings) -> None:
        """Set the text in another way, and keep that."""
        wanted = settings.within_limits()
        self._window.pane.reader.set_type(wanted)
        self._profile.set(_KEPT, differing(wanted))
        if self._panel is not None:
            self._panel.show_settings(wanted)

    def resize_type(self, step: int) -> None:
        """Set the text larger (1) or smaller (-1), or as large as it came (0)."""
        size = self.type_settings.size + step if step else HOUSE_SETTINGS.size
        self.set_type(replace(self.type_settings, size=size))

    def open_panel(self) -> None:
        """Show the panel of the text, or put it away."""
        if self._panel is None:
            self._panel = self._make_panel()
        panel = self._panel
        if panel.isVisible():
            panel.close_popover()
            return
        panel.show_settings(self.type_settings)
        panel.mark_theme(self._theme_name)
        panel.adjustSize()
        anchor, over = self._anchor(), self._window.whole.rect()
        panel.place_near(anchor, over, centred=True, above=False)
        panel.open_with(panel.type_size.slider)

    def mark_theme(self, name: str) -> None:
        """Tick the theme that is chosen, in the menu and in the panel."""
        self._theme_name = name
        for choice in ("system", "light", "sepia", "dark"):
            self._window.actions_.by_name[f"theme_{choice}"].setChecked(choice == name)
        if self._panel is not None:
            self._panel.mark_theme(name)

    def toggle_focus_mode(self) -> None:
        """Hide everything but the centre, or show it again, as the action is checked."""
        window = self._window
        hidden = window.actions_.by_name["focus_mode"].isChecked()
        right = (window.tag_panel, window.tag_column)
        for part in (window.header, window.column, *right, window.status, window.menuBar()):
            part.setHidden(hidden)
        window.outline.settle()
        window.walking.enter_focus_mode()
        keys = " or ".join(dict.fromkeys(["Esc", window.keyring.keys.shown("focus_mode") or "Esc"]))
        say = window.undoing.say if hidden else window.undoing.unsay
        say(f"Only the text. {keys} brings the rest back.")

    def _make_panel(self) -> TypePanel:
        from excerpta.gui.widgets.type_panel import TypePanel  # not needed at the start

        window = self._window
        panel = TypePanel(window.whole)
        panel.set_theme(window.theme)
        panel.type_changed.connect(self.set_type)
        panel.theme_chosen.connect(window.theme_wanted)
        window.theme_changed.connect(panel.set_theme)
        return panel

    def _anchor(self) -> QRect:
        """The button that opens the panel, or the corner of the text while it is hidden."""
        button, over = self._window.header.text_button, self._window.whole
        if button.isVisible():
            return QRect(button.mapTo(over, QPoint(0, 0)), button.size())
        pane = self._window.pane
        return QRect(pane.mapTo(over, QPoint(pane.width() - 60, -8)), QPoint(0, 0))


def settings_from(kept: object) -> TypeSettings:
    """How the text is set by what was kept, whatever that is: what makes no sense is left out."""
    if not isinstance(kept, Mapping):
        return HOUSE_SETTINGS
    known: dict[str, object] = {}
    for field in fields(TypeSettings):
        value, house = kept.get(field.name), getattr(HOUSE_SETTINGS, field.name)
        is_number = isinstance(house, float) and isinstance(value, int) and not isinstance(value, bool)
        if type(value) is type(house) or is_number:
            known[field.name] = value
    return replace(HOUSE_SETTINGS, **known).within_limits()  # type: ignore[arg-type]


def differing(settings: TypeSettings) -> dict[str, object]:
    """What is not as in the house, to be kept."""
    house = asdict(HOUSE_SETTINGS)
    return {name: value for name, value in asdict(settings).items() if value != house[name]}
