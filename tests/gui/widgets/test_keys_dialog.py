"""The dialogue of keys, by keyboard alone; and the key sheet."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from excerpta.gui.support.keys import Keys
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.key_sheet import KeyGroup, KeyRow, KeySheet, _Row, deal
from excerpta.gui.widgets.keys_dialog import KeysDialog
from excerpta.gui.windows.actions import VERBS

ENTER, ESC, INSERT, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Insert, Qt.Key.Key_Delete
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def keys(qapp: QApplication) -> Keys:
    return Keys(VERBS)


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(1000, 800)
    window.show()
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def dialog(keys: Keys, window: QWidget) -> KeysDialog:
    dialog = KeysDialog(keys, load_theme("light"), window)
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    return dialog


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifiers)


def find(dialog: KeysDialog, words: str) -> None:
    dialog.field.setFocus()
    dialog.field.clear()
    QTest.keyClicks(dialog.field, words)
    press(ENTER)


def test_a_free_key_is_given_at_once(dialog: KeysDialog, keys: Keys) -> None:
    find(dialog, "write")
    press(ENTER)
    press(Qt.Key.Key_W)
    assert keys.of("note") == ("W",)
    assert focused() is dialog.list
    assert "W is “Write a note” now." in dialog.choice.message.text()
    assert dialog.isVisible()


def test_a_clash_is_said_and_asked_about(dialog: KeysDialog, keys: Keys) -> None:
    find(dialog, "write")
    press(ENTER)
    press(Qt.Key.Key_T)
    assert dialog.choice.message.text() == "T is “Tag…”. Give it to “Write a note”?"
    assert keys.of("tag") == ("T",)
    press(ESC)
    assert keys.differing() == {}
    press(ENTER)
    press(Qt.Key.Key_T)
    press(ENTER)
    assert keys.of("note") == ("T",)
    assert keys.of("tag") == ()
    assert "“Tag…” has no key any more." in dialog.choice.message.text()
    assert focused() is dialog.list


def test_one_more_none_and_the_first_again(dialog: KeysDialog, keys: Keys) -> None:
    find(dialog, "highlight tag")
    assert dialog.list.current() == "tag"
    press(INSERT)
    press(Qt.Key.Key_F9)
    assert keys.of("tag") == ("T", "F9")
    press(DELETE)
    assert keys.of("tag") == ()
    assert not dialog.choice.add.isEnabled()
    dialog.choice.reset.setFocus()
    press(ENTER)
    assert keys.of("tag") == ("T",)


def test_what_cannot_be_is_refused_and_the_field_waits_on(dialog: KeysDialog, keys: Keys) -> None:
    find(dialog, "open library")
    press(ENTER)
    press(Qt.Key.Key_X)
    assert "by itself" in dialog.choice.message.text()
    press(Qt.Key.Key_Left)
    assert "caret" in dialog.choice.message.text()
    assert focused() is dialog.choice.pressed
    press(ENTER)
    assert "by itself" in dialog.choice.message.text()
    press(Qt.Key.Key_O, CTRL)
    assert "already" in dialog.choice.message.text()
    assert keys.differing() == {}
    assert focused() is dialog.list


def test_all_are_reset_after_a_question(dialog: KeysDialog, keys: Keys) -> None:
    assert not dialog.reset_all.isEnabled()
    keys.give("tag", ["X"])
    keys.give("note", ["Y"])
    dialog.reset_all.setFocus()
    press(Qt.Key.Key_Space)
    assert dialog.choice.message.text() == "Give both actions that were changed their first keys again?"
    press(ESC)
    assert len(keys.differing()) == 2
    dialog.reset_all.setFocus()
    press(Qt.Key.Key_Space)
    press(ENTER)
    assert keys.differing() == {}


def test_a_filter_finds_words_and_keys(dialog: KeysDialog) -> None:
    find(dialog, "ctrl+z")
    assert dialog.list.current() == "undo"
    find(dialog, "highlight yel")
    assert dialog.list.current() == "colour_yellow"
    find(dialog, "zzz")
    assert dialog.isVisible()


def test_every_action_is_described_with_its_keys(dialog: KeysDialog, keys: Keys) -> None:
    keys.give("note", ["Y"])
    index = dialog.list.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "New library: Ctrl+Shift+N"
    dialog.list.select("note")
    described = dialog.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert described == "Write a note, in the reader: Y, changed"


# The key sheet

GROUPS = [
    KeyGroup("Highlight", "Reader", (KeyRow(("T",), "Tag"), KeyRow(("N", "Alt+N"), "Write a note"))),
    KeyGroup(
        "File", "", (KeyRow(("Ctrl+O",), "Open a library with a name that is far too long for a line"),)
    ),
]


def test_the_sheet_filters_scrolls_and_follows_the_keys(keys: Keys, window: QWidget) -> None:
    sheet = KeySheet(keys, lambda: GROUPS, "Reader", load_theme("dark"), window)
    sheet.show()
    rows = sheet.columns.findChildren(_Row)
    assert len(rows) == 3
    QTest.keyClicks(sheet.field, "wri no")
    assert [row.isVisible() for row in rows] == [False, True, False]
    sheet.field.clear()
    QTest.keyClicks(sheet.field, "ctrl+o")
    assert [row.isVisible() for row in rows] == [False, False, True]
    QTest.keyClick(sheet.field, ESC)
    assert sheet.isVisible()
    assert sheet.field.text() == ""
    sheet.resize(360, 300)
    QApplication.processEvents()
    assert len({row.x() for row in rows}) == 1
    assert rows[2].height() > rows[0].height()
    QTest.keyClick(sheet.field, ESC)
    assert not sheet.isVisible()


def test_groups_are_dealt_into_columns_as_short_as_can_be() -> None:
    lengths = [9, 7, 8, 10, 12, 2, 4, 4]
    dealt = deal(lengths, 3)
    assert [number for column in dealt for number in column] == list(range(8))
    assert [sum(lengths[number] + 2 for number in column) for column in dealt] == [20, 22, 30]
    assert deal([], 3) == []
    assert deal([5], 3) == [[0]]
