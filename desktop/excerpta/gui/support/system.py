"""What the system asks of every program: dark or light, strong contrast, and no motion.

Question: how does a program learn that nothing should move? Qt 6.11 tells of colours and of contrast
(`QStyleHints.colorScheme`, `QAccessibilityHints.contrastPreference`), but not of motion: under X11 and
Wayland its effects are off in any case, and `SH_Widget_Animation_Duration` is 200 whatever was asked for.

Choice: on Windows Qt's effects follow the system, elsewhere the desktop's portal is asked, as GTK programs
ask it, in the background and after the window is there. Stillness is then told to all that moves in the one
way that Qt has: carets do not blink, `cursorFlashTime` is 0, and whoever moves anything asks `is_still`.

WORKAROUND: macOS has a setting too, which Qt has no public way to read.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from excerpta.gui.support.portal import Portal

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
_ON_A_DESKTOP = ("xcb", "wayland")
_MOTION = (
    ("org.freedesktop.appearance", "reduced-motion"),
    ("org.gnome.desktop.interface", "enable-animations"),
)
"""What portals tell of motion: the standard's number, 1 for none, and what GNOME has had before it."""


def is_still() -> bool:
    """Whether nothing should move, fade or blink."""
    return QGuiApplication.styleHints().cursorFlashTime() <= 0


class System(QObject):
    """What is asked now, and that it has changed.

    Signals:
        colours_changed: dark or light, or strong contrast, is asked for as it was not before.
        stillness_changed: whether nothing should move.

    """

    colours_changed = Signal()
    stillness_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Kept, because what they own would go with them.
        self._hints = QGuiApplication.styleHints()
        self._accessibility = self._hints.accessibility()
        self._portal: Portal | None = None
        self._blinking = self._hints.cursorFlashTime()
        self._asks_for_stillness: dict[str, bool] = {}
        self._hints.colorSchemeChanged.connect(self.colours_changed)
        self._accessibility.contrastPreferenceChanged.connect(self.colours_changed)
        if sys.platform == "win32" and not QApplication.isEffectEnabled(Qt.UIEffect.UI_General):
            self.set_still(still=True)

    @property
    def is_dark(self) -> bool:
        """Whether light text on a dark ground is asked for."""
        return self._hints.colorScheme() is Qt.ColorScheme.Dark

    @property
    def wants_contrast(self) -> bool:
        """Whether stronger contrasts than usual are asked for."""
        return self._accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast

    def ask_about_motion(self) -> None:
        """Ask the desktop whether programs should keep still, and listen for changes."""
        if self._portal is None and QGuiApplication.platformName().startswith(_ON_A_DESKTOP):
            from excerpta.gui.support.portal import Portal  # D-Bus is not needed for the first window

            self._portal = Portal(parent=self)
            self.listen_to(self._portal)

    def listen_to(self, portal: Portal) -> None:
        """Take what a portal tells of motion."""
        portal.told.connect(self._take)
        portal.ask(*_MOTION)

    def set_still(self, *, still: bool) -> None:
        """Still everything that moves, or let it move as the system has it."""
        if still == is_still():
            return
        self._hints.setCursorFlashTime(0 if still else self._blinking)
        for effect in _EFFECTS if still else ():
            QApplication.setEffectEnabled(effect, False)
        self.stillness_changed.emit(still)

    def _take(self, namespace: str, key: str, value: object) -> None:
        if (namespace, key) == _MOTION[0]:
            self._asks_for_stillness[key] = value == 1
        elif (namespace, key) == _MOTION[1]:
            self._asks_for_stillness[key] = value is False
        else:
            return
        self.set_still(still=any(self._asks_for_stillness.values()))
