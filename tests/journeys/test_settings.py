"""Journeys through keys, type and theme, by the keyboard alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from tests.journeys.driver import Driver

from excerpta.gui.support.profile import Profile
from excerpta.gui.widgets.key_sheet import KeySheet
from excerpta.gui.widgets.keys_dialog import KeysDialog

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER, ESCAPE, TAB, RIGHT = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Right


def change_key(drive: Driver, words: str, key: Qt.Key) -> None:
    """Give an action another key, from the key sheet."""
    drive.window.pane.reader.setFocus()
    drive.press(Qt.Key.Key_F1)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, KeySheet)
    drive.press(TAB)
    drive.press(Qt.Key.Key_Space)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, KeysDialog)
    drive.type(words)
    drive.press(ENTER)
    drive.press(ENTER)
    drive.press(key)
    if dialog.choice.yes.isVisible():
        drive.press(ENTER)
    drive.press(ESCAPE)
    drive.press(ESCAPE)
    assert QApplication.activeModalWidget() is None


def test_a_changed_key_works_is_shown_everywhere_and_comes_back(drive: Driver, profile: Profile) -> None:
    drive.open("Delegates")
    change_key(drive, "write a", Qt.Key.Key_T)
    assert profile.get("keys", {}) == {"note": ["T"], "tag": []}

    def check(start: int) -> None:
        reader, reading = drive.window.pane.reader, drive.window.reading
        drive.open("Delegates")
        reader.setFocus()
        reader.select(start, start + 14)
        number = reading.standing()[1]
        drive.press(Qt.Key.Key_N)
        assert reading.standing()[1] == number
        drive.press(Qt.Key.Key_T)
        assert reading.standing()[1] == number + 1
        drive.type("seen")
        drive.press(ESCAPE)
        current = reading.current()
        assert current is not None
        assert current.note == "seen"
        tips = [button.toolTip() for button in drive.window.pane.selection_bar.findChildren(QAbstractButton)]
        assert "Highlight and write a note (T)" in tips
        assert "Highlight and tag" in tips

    check(30)
    drive.restart()
    check(60)
    drive.window.keyring.keys.reset_all()
    assert profile.get("keys", {"left": []}) == {}


def test_keys_of_the_reader_mean_the_same_in_the_rows(drive: Driver) -> None:
    change_key(drive, "highlight in red", Qt.Key.Key_R)
    drive.press(Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    drive.wait_for(lambda: drive.window.retrieval_view.current() is not None)
    current = drive.window.retrieval_view.current()
    drive.press(Qt.Key.Key_3)
    drive.press(Qt.Key.Key_R)
    drive.settle()
    row = drive.window.retrieval_view.rows.current_row()
    assert row is not None
    assert row.annotation.id == current
    assert row.annotation.colour.value == "red"


def test_the_text_is_set_by_keyboard_and_comes_back(drive: Driver, profile: Profile) -> None:
    reader = drive.window.pane.reader
    drive.open("Delegates")
    before = reader.top_position()
    drive.press(Qt.Key.Key_T, CTRL)
    drive.press(RIGHT)
    drive.press(TAB)
    drive.press(RIGHT)
    drive.press(ESCAPE)
    assert drive.focus() is reader
    assert reader.type_settings().size == 18
    assert reader.type_settings().spacing == 1.7
    assert reader.top_position() == before
    drive.press(Qt.Key.Key_Minus, CTRL)
    drive.press(Qt.Key.Key_Minus, CTRL)
    assert reader.type_settings().size == 16
    drive.press(Qt.Key.Key_0, CTRL)
    assert profile.get("type", {}) == {"spacing": 1.7}
    drive.restart()
    assert drive.window.pane.reader.type_settings().spacing == 1.7


def test_the_theme_is_chosen_in_the_panel_and_ticked_in_the_menu(drive: Driver) -> None:
    drive.window.pane.reader.setFocus()
    drive.press(Qt.Key.Key_T, CTRL)
    drive.press(TAB, Qt.KeyboardModifier.ShiftModifier)
    drive.press(TAB, Qt.KeyboardModifier.ShiftModifier)
    drive.press(Qt.Key.Key_Left)
    drive.press(Qt.Key.Key_Space)
    name = drive.application.theme.name
    assert drive.window.actions_.by_name[f"theme_{name}"].isChecked()
    assert drive.window.theme.name == name
    drive.press(ESCAPE)
    assert drive.focus() is drive.window.pane.reader


def test_a_window_left_among_the_highlights_comes_back_there(drive: Driver) -> None:
    drive.press(Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    drive.window.retrieval.ask("colour:red")
    drive.settle()
    number = len(drive.window.retrieval_view.rows.rows.ids)
    assert number
    drive.restart()
    drive.settle()
    assert drive.window.centre_zone() is drive.window.retrieval_view
    assert drive.window.retrieval.text == "colour:red"
    assert len(drive.window.retrieval_view.rows.rows.ids) == number
