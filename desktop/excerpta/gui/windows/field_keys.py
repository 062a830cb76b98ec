"""Keys of the window that a field of text would take on some systems: they mean the same everywhere.

On X11 Qt lets Ctrl+E, Ctrl+K and Ctrl+D move to the end of a line and delete there, as Emacs does. In this
program they export, search and show details, as the menus say beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from excerpta.gui.support.keys import portable
from excerpta.gui.support.verbs import Where

if TYPE_CHECKING:
    from excerpta.gui.windows.main_window import MainWindow

_Standard = QKeySequence.StandardKey
_OF_A_LINE = (
    _Standard.MoveToStartOfLine,
    _Standard.MoveToEndOfLine,
    _Standard.MoveToStartOfBlock,
    _Standard.MoveToEndOfBlock,
    _Standard.Delete,
    _Standard.DeleteEndOfLine,
    _Standard.DeleteCompleteLine,
)
_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)


class FieldKeys(QObject):
    """Keeps the field that has the focus from taking keys of the window's verbs."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._field: QWidget | None = None
        self._taken = {
            portable(key)
            for action in _OF_A_LINE
            for key in QKeySequence.keyBindings(action)
            if portable(key).startswith("Ctrl+")
        }
        qt = QApplication.instance()
        if isinstance(qt, QApplication):
            qt.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_of_the_window(event)
        ):
            event.ignore()
            return True  # the field is not asked, and the window's action gets the key
        return super().eventFilter(watched, event)

    def _is_of_the_window(self, event: QKeyEvent) -> bool:
        if portable(QKeySequence(event.keyCombination())) not in self._taken:
            return False
        keys = self._window.keyring.keys
        name = keys.verb_for(event.keyCombination())
        return name is not None and keys.verbs[name].where is Where.WINDOW

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Watch the field of this window that has the focus, and no other: every event costs time."""
        if self._field is not None:
            self._field.removeEventFilter(self)
            self._field = None
        if isinstance(now, _FIELDS) and now.window() is self._window:
            now.installEventFilter(self)
            now.destroyed.connect(self._forget)
            self._field = now

    def _forget(self, field: QObject) -> None:
        if self._field is field:
            self._field = None
