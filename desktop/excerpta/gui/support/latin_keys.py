"""Keys by their place on the keyboard, for layouts that have no Latin letters or no digits to press.

Question: what does `S` mean to someone whose only layout is Persian? Choice: the key that stands where `S`
is on an American keyboard; and on a French one the keys of the digit row are digits without Shift, too.
Why: Qt looks for a Latin letter in the other layouts of the user only, and some have no other.

What is here is asked only for a key press that nobody took.
"""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_ROWS = ((10, "1234567890-="), (24, "QWERTYUIOP[]"), (38, "ASDFGHJKL;'"), (52, "ZXCVBNM,./"))
"""The key codes of X11 and Wayland at which the rows of an American keyboard begin."""

_PLACES = {first + place: sign for first, row in _ROWS for place, sign in enumerate(row)}
_SHIFTED = {"[": "{", "]": "}", "/": "?", "=": "+", "-": "_", ",": "<", ".": ">", ";": ":", "'": '"'}
_PLATFORMS = ("xcb", "wayland")
_LATIN = range(0x20, 0x100)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_FIRST_SPECIAL = 0x01000000
"""From here on keys are no signs: Escape, arrows, keys that only modify."""


def by_place(event: QKeyEvent) -> QKeyCombination | None:
    """The key of an American keyboard where a key was pressed, if that is likely to be meant."""
    if not QGuiApplication.platformName().startswith(_PLATFORMS):
        return None
    return combination(event.nativeScanCode(), event.key(), event.modifiers())


def combination(code: int, key: int, modifiers: Qt.KeyboardModifier) -> QKeyCombination | None:
    """The same, of a key code of X11 and of what the layout has there; None where that is as good itself."""
    sign = _PLACES.get(code, "")
    if not sign or key >= _FIRST_SPECIAL:
        return None
    if key in _LATIN and (not sign.isdigit() or chr(key).isdigit() or modifiers & _SHIFT):
        return None
    modifiers &= ~Qt.KeyboardModifier.GroupSwitchModifier
    if modifiers & _SHIFT and sign in _SHIFTED:
        return QKeyCombination(modifiers & ~_SHIFT, Qt.Key(ord(_SHIFTED[sign])))
    return QKeyCombination(modifiers, Qt.Key(ord(sign)))
