"""A key field takes the next key that is pressed, whatever it means elsewhere; only Tab and Esc lead out."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from excerpta.gui.support.keys import portable

_MODIFIERS = {
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R,
}  # fmt: skip
_LEAVES = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape}


class KeyField(QLineEdit):
    """A field into which keys are pressed, not typed.

    Signals:
        pressed: the key, as portable text.
        left: Esc was pressed.
    """

    pressed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setPlaceholderText("Press the new keys…")
        self.setAccessibleName("Press the new keys")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut of the window is meant
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key()) if event.key() else Qt.Key.Key_unknown
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in _LEAVES:
            super().keyPressEvent(event)
        elif key not in _MODIFIERS and (pressed := portable(QKeySequence(event.keyCombination()))):
            self.pressed.emit(pressed)
