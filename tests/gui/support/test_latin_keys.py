"""A key press that nobody took is meant by its place on the keyboard."""

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from excerpta.gui.support.latin_keys import by_place, combination

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def shown(found: QKeyCombination | None) -> str:
    return "" if found is None else QKeySequence(found).toString(QKeySequence.SequenceFormat.PortableText)


@pytest.mark.parametrize(
    ("code", "there", "modifiers", "meant"),
    [
        (39, "س", NONE, "S"),
        (52, "ظ", CTRL, "Ctrl+Z"),
        (52, "ظ", CTRL | SHIFT, "Ctrl+Shift+Z"),
        (35, "چ", NONE, "]"),
        (35, "چ", SHIFT, "}"),
        (61, "؟", SHIFT, "?"),
        (12, "۳", NONE, "3"),
        (21, "=", CTRL, ""),
        (10, "&", NONE, "1"),
        (11, "é", ALT, "Alt+2"),
        (15, "-", CTRL, "Ctrl+6"),
        # What is Latin itself is meant as it stands; so is a sign with Shift.
        (24, "a", NONE, ""),
        (24, "A", NONE, ""),
        (10, "1", NONE, ""),
        (10, "!", SHIFT, ""),
        (34, "ü", NONE, ""),
        (22, "س", NONE, ""),
    ],
)
def test_places(code: int, there: str, modifiers: Qt.KeyboardModifier, meant: str) -> None:
    assert shown(combination(code, ord(there), modifiers)) == meant


def test_keys_without_signs_are_left_alone() -> None:
    assert combination(24, Qt.Key.Key_Escape, NONE) is None
    assert combination(38, Qt.Key.Key_Shift, SHIFT) is None


def test_off_a_screen_nothing_is_known_of_places(qapp: object) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    event = QKeyEvent(QEvent.Type.KeyPress, ord("س"), NONE, 39, 0, 0, "س")
    assert by_place(event) is None
