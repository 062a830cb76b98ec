"""The window itself: zones, one step back, commands, undo by name, themes, keys, menus, restarts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from tests.journeys.driver import Driver

from excerpta.core.model.annotation import HighlightStyle
from excerpta.gui.support.keys import readable
from excerpta.gui.support.profile import Profile
from excerpta.gui.widgets.key_sheet import KeySheet
from excerpta.gui.windows.key_guide import guide

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
ESCAPE = Qt.Key.Key_Escape


def test_f6_goes_round_the_zones_and_control_jumps(drive: Driver) -> None:
    window = drive.window
    window.pane.reader.setFocus()
    drive.press(Qt.Key.Key_F6)
    first = window.pane.margin.view_of(window.pane.margin.shown()[0])
    assert first is not None
    assert first.isAncestorOf(drive.focus())
    drive.press(Qt.Key.Key_F6)
    assert drive.focus() is window.tag_panel.view
    drive.press(Qt.Key.Key_F6)
    assert drive.focus() is window.library_pane.table
    drive.press(Qt.Key.Key_F6)
    assert drive.focus() is window.pane.reader
    drive.press(Qt.Key.Key_O, CTRL | SHIFT)
    drive.press(Qt.Key.Key_1, CTRL)
    drive.press(Qt.Key.Key_F6)
    assert window.outline.panel.isAncestorOf(drive.focus())
    drive.press(Qt.Key.Key_F6)
    assert drive.focus() is window.pane.reader
    drive.press(Qt.Key.Key_3, CTRL)
    assert drive.focus() is window.tag_panel.view
    drive.press(Qt.Key.Key_1, CTRL)
    assert drive.focus() is window.library_pane.table
    drive.press(Qt.Key.Key_2, CTRL)
    assert drive.focus() is window.pane.reader


def test_escape_goes_one_step_back(drive: Driver) -> None:
    window = drive.window
    window.library_pane.filter.setFocus()
    drive.type("qatar")
    drive.press(ESCAPE)
    assert window.library_pane.filter.text() == ""
    assert drive.focus() is window.library_pane.filter
    drive.press(ESCAPE)
    assert drive.focus() is window.pane.reader
    drive.press(Qt.Key.Key_F, CTRL | SHIFT)
    assert window.retrieval_view.isVisible()
    drive.press(ESCAPE)
    assert window.pane.isVisible()
    drive.wait_for(lambda: len(window.library_pane.model.ids) == 9)


def test_escape_lets_go_of_the_selection_then_of_the_highlight(drive: Driver) -> None:
    reader = drive.window.pane.reader
    reader.setFocus()
    drive.press(Qt.Key.Key_F11)
    drive.press(Qt.Key.Key_BracketRight)
    current = reader.current_highlight()
    assert current is not None
    reader.select(3, 12)
    drive.press(ESCAPE)
    assert reader.selection()[0] == reader.selection()[1]
    drive.press(ESCAPE)
    assert reader.current_highlight() is None
    assert drive.window.tag_panel.isHidden()
    drive.press(ESCAPE)
    assert not drive.window.tag_panel.isHidden()


def test_a_note_is_kept_when_escape_leaves_it(drive: Driver) -> None:
    drive.window.pane.reader.setFocus()
    drive.press(Qt.Key.Key_BracketRight)
    drive.press(Qt.Key.Key_4, CTRL)
    drive.type(" and more")
    drive.press(ESCAPE)
    current = drive.window.reading.current()
    assert current is not None
    assert current.note.endswith(" and more")
    assert drive.focus() is drive.window.pane.reader


@pytest.mark.parametrize("width", [1440, 800])
def test_the_margin_is_entered_and_left_without_making_a_highlight(drive: Driver, width: int) -> None:
    window = drive.window
    reader, number = window.pane.reader, window.reading.standing()[1]
    window.resize(width, 900)
    drive.settle()
    reader.setFocus()
    reader.select(3, 12)
    drive.press(Qt.Key.Key_4, CTRL)
    assert window.reading.standing() == (1, number)
    drive.type("Read again. ")
    drive.press(Qt.Key.Key_F6)
    assert drive.focus() is window.tag_panel.view
    current = window.reading.current()
    assert current is not None
    assert current.note == "Read again. "
    assert window.reading.standing()[1] == number


def test_focus_mode_says_how_it_ends(drive: Driver) -> None:
    drive.window.pane.reader.setFocus()
    drive.press(Qt.Key.Key_F11)
    assert drive.window.toast.isVisible()
    assert drive.window.toast.text == "Only the text. Esc or F11 brings the rest back."
    drive.press(ESCAPE)
    assert drive.window.tag_panel.isVisible()
    assert not drive.window.toast.isVisible()
    drive.press(Qt.Key.Key_F11)
    drive.window.undoing.say("Something else.")
    drive.press(Qt.Key.Key_F11)
    assert drive.window.toast.isVisible()


def test_focus_mode_just_entered_is_what_esc_takes_back_and_the_highlight_stays(drive: Driver) -> None:
    window, reader = drive.window, drive.window.pane.reader
    reader.setFocus()
    drive.press(Qt.Key.Key_BracketRight)
    current = reader.current_highlight()
    drive.press(Qt.Key.Key_F11)
    drive.press(Qt.Key.Key_BracketRight)
    assert reader.current_highlight() != current
    drive.press(ESCAPE)
    assert not window.tag_panel.isVisible()
    assert reader.current_highlight() is None
    drive.press(ESCAPE)
    assert window.tag_panel.isVisible()
    reader.set_current_highlight(current)
    drive.press(Qt.Key.Key_F11)
    drive.press(ESCAPE)
    assert window.tag_panel.isVisible()
    assert reader.current_highlight() == current


def test_in_focus_mode_what_was_begun_there_is_left_before_it(drive: Driver) -> None:
    window, reader = drive.window, drive.window.pane.reader
    reader.setFocus()
    drive.press(Qt.Key.Key_F11)
    reader.select(30, 44)
    drive.press(Qt.Key.Key_F, CTRL)
    drive.press(ESCAPE)
    assert window.pane.find_bar.isHidden()
    assert not window.tag_panel.isVisible()
    drive.press(ESCAPE)
    assert not reader.has_selection()
    assert not window.tag_panel.isVisible()
    drive.press(ESCAPE)
    assert window.tag_panel.isVisible()


def test_undo_saves_what_is_being_typed_first_and_takes_that_back(drive: Driver) -> None:
    window, reader = drive.window, drive.window.pane.reader
    reader.setFocus()
    reader.select(30, 44)
    drive.press(Qt.Key.Key_H)
    made = window.reading.current()
    assert made is not None
    drive.press(Qt.Key.Key_N)
    drive.type("By whom")
    assert window.session.undo_label() == "add highlight"
    window.undoing.undo()
    kept = window.reading.annotation(made.id)
    assert kept is not None
    assert kept.note == ""
    assert window.toast.text == "Undone: edit note."
    window.undoing.redo()
    kept = window.reading.annotation(made.id)
    assert kept is not None
    assert kept.note == "By whom"


def test_undo_saves_the_note_beside_the_rows_first(drive: Driver) -> None:
    window = drive.window
    window.show_view("highlights")
    drive.settle()
    drive.wait_for(lambda: window.retrieval_view.preview.note.isVisible())
    drive.press(Qt.Key.Key_N)
    note = drive.focus()
    assert note is window.retrieval_view.preview.note
    before = window.retrieval_view.preview.note.note()
    drive.type("Later")
    window.undoing.undo()
    assert window.toast.text == "Undone: edit note."
    drive.wait_for(lambda: window.retrieval_view.preview.note.note() == before)


def test_undo_and_redo_say_what_they_did(drive: Driver) -> None:
    reader = drive.window.pane.reader
    number = drive.window.reading.standing()[1]
    reader.setFocus()
    reader.select(30, 44)
    drive.press(Qt.Key.Key_H)
    drive.press(Qt.Key.Key_Z, CTRL)
    toast = drive.window.toast
    assert toast.text == "Undone: add highlight."
    assert drive.window.reading.standing()[1] == number
    toast.action_triggered.emit()
    drive.settle()
    assert toast.text == "Done again: add highlight."
    assert drive.window.reading.standing()[1] == number + 1
    toast.action_triggered.emit()
    drive.settle()
    assert drive.window.reading.standing()[1] == number


def test_everything_comes_back_after_a_restart(drive: Driver, profile: Profile) -> None:
    drive.open("What the February")
    drive.press(Qt.Key.Key_Plus, CTRL)
    drive.press(Qt.Key.Key_Plus, CTRL)
    drive.window.splitter.setSizes([320, 800, 320])
    sizes = drive.window.splitter.sizes()
    reader = drive.window.pane.reader
    middle = drive.text.index("What was left out")
    reader.reveal(middle)
    seen = reader.top_position()
    assert seen > 0
    drive.application.choose_theme("dark")
    drive.restart()
    assert drive.window.reading.document is not None
    assert drive.window.reading.document.title.startswith("What the February")
    start, end = drive.window.pane.reader.visible_range()
    assert start <= seen < end
    assert start <= middle < end
    assert drive.window.splitter.sizes() == sizes
    assert drive.application.theme.name == "dark"
    assert profile.get("type", {}) == {"size": 19}


def test_jumps_can_be_walked_back_and_forth(drive: Driver) -> None:
    first = drive.open("Delegates")
    second = drive.open("Ten towns")
    drive.press(Qt.Key.Key_Left, ALT)
    assert drive.window.reading.document is not None
    assert drive.window.reading.document.id == first
    drive.press(Qt.Key.Key_Right, ALT)
    assert drive.window.reading.document.id == second


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_every_view_can_be_drawn_in_every_theme(drive: Driver, theme: str) -> None:
    drive.application.choose_theme(theme)
    for view in ("read", "highlights"):
        drive.window.show_view(view)
        drive.settle()
        picture = drive.window.grab().toImage()
        ground = drive.application.theme.chrome.rgb()
        assert picture.pixel(2, picture.height() - 3) == ground
    drive.window.actions_.by_name["keys"].trigger()
    sheet = drive.window.findChild(KeySheet)
    assert sheet is not None
    assert not sheet.grab().isNull()
    sheet.close()


def test_no_dialog_is_left_behind(drive: Driver) -> None:
    drive.window.show_failure("It was refused.", "Try again.")
    boxes = [one for one in drive.window.findChildren(QDialog) if one.isVisible()]
    assert [one.text() for one in boxes if isinstance(one, QMessageBox)] == ["It was refused."]
    for box in boxes:
        box.close()


def test_a_highlight_is_underlined_and_filled_again(drive: Driver) -> None:
    drive.open("Delegates")
    drive.window.pane.reader.setFocus()
    drive.press(Qt.Key.Key_BracketRight)
    styles = []
    for _ in range(2):
        drive.press(Qt.Key.Key_U)
        current = drive.window.reading.current()
        assert current is not None
        styles.append(current.style)
    assert set(styles) == set(HighlightStyle)


def test_the_menu_does_nothing_to_the_reader_behind_the_highlights(drive: Driver) -> None:
    actions = drive.window.actions_.by_name
    drive.press(Qt.Key.Key_F, CTRL | SHIFT)
    assert not actions["delete"].isEnabled()
    assert actions["keys"].isEnabled()
    drive.press(ESCAPE)
    assert actions["delete"].isEnabled()


def test_a_window_left_in_focus_mode_comes_back_whole(drive: Driver) -> None:
    drive.press(Qt.Key.Key_F11)
    assert not drive.window.library_pane.isVisible()
    drive.restart()
    assert drive.window.library_pane.width() > 100
    assert drive.window.tag_panel.width() > 100
    assert drive.window.header.isVisible()


def test_a_closed_window_leaves_the_library_alone(drive: Driver) -> None:
    window = drive.window
    window.close()
    path = window.session.library.path
    files = sorted(path.parent.glob(f"{path.name}*"))
    window.show_view("highlights")
    drive.settle()
    window.close()
    assert sorted(path.parent.glob(f"{path.name}*")) == files == [path]


def test_the_menu_of_the_reader_is_for_what_is_under_it(drive: Driver) -> None:
    drive.open("Delegates")
    window, reader = drive.window, drive.window.pane.reader

    def offered(at: int) -> set[str]:
        menu = window.reader_menu.open(drive.point(at))
        names = {action.objectName() for action in menu.actions()}
        menu.close()
        drive.settle()
        return names

    assert "delete" not in offered(drive.text.index("Negotiators") + 2)
    words = drive.text.index("each side accusing")
    assert {"tag", "note", "style", "delete", "copy"} <= offered(words + 3)
    current = window.reading.current()
    assert current is not None
    assert current.start == words
    start = drive.text.index("Negotiators")
    reader.select(start, start + 11)
    names = offered(start + 3)
    assert "highlight" in names
    assert "delete" not in names
    assert reader.selection() == (start, start + 11)


def test_letters_in_fields_are_letters(drive: Driver) -> None:
    before = drive.window.reading.standing()
    for field in (drive.window.library_pane.filter, drive.window.tag_panel.field, drive.window.header.search):
        field.setFocus()
        drive.type("htn12c?")
        assert field.text() == "htn12c?"
        label = drive.window.session.undo_label()
        drive.press(Qt.Key.Key_Z, CTRL)
        assert drive.window.session.undo_label() == label
        field.clear()
    assert drive.window.reading.standing() == before
    drive.wait_for(lambda: len(drive.window.library_pane.model.ids) == 9)


def test_no_two_actions_share_keys_and_all_are_on_the_sheet(drive: Driver) -> None:
    keys = drive.window.keyring.keys
    every = [key for name in keys.verbs for key in keys.of(name)]
    assert len(every) == len(set(every))
    listened = [
        sequence.toString()
        for action in drive.window.actions_.by_name.values()
        for sequence in action.shortcuts()
    ]
    assert len(listened) == len(set(listened))
    sheet = {key for group in guide(keys) for row in group.rows for key in row.keys}
    for name in keys.verbs:
        if not name.startswith(("colour_", "tag_key_")):
            assert {readable(key) for key in keys.of(name)} <= sheet


def test_written_in_a_note_the_key_sheet_begins_with_the_margin(drive: Driver) -> None:
    drive.window.pane.reader.setFocus()
    drive.press(Qt.Key.Key_4, CTRL)
    drive.press(Qt.Key.Key_F1)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, KeySheet)
    assert drive.window.walking.zone_name() == "Margin"
    first = guide(drive.window.keyring.keys, "Margin")[0]
    assert (first.heading, first.zone) == ("Margin", "Margin")
    assert ("Alt+↓", "Alt+↑") in [row.keys for row in first.rows]
    sheet.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_the_key_sheet_opens(drive: Driver, key: Qt.Key) -> None:
    drive.window.pane.reader.setFocus()
    drive.press(key, SHIFT if key == Qt.Key.Key_Question else Qt.KeyboardModifier.NoModifier)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, KeySheet)
    sheet.close()


def test_the_status_line_says_how_much_is_read(drive: Driver) -> None:
    window = drive.window
    window.pane.reader.setFocus()
    assert window.status.length.text() == "3 min read"
    drive.press(Qt.Key.Key_Space)
    assert " % · " in window.status.length.text()
    drive.press(Qt.Key.Key_End, CTRL)
    window.pane.reader.verticalScrollBar().setValue(window.pane.reader.verticalScrollBar().maximum())
    assert window.status.length.text() == "The end"
    drive.open("Five words")
    assert window.status.length.text().endswith("min read")


def test_undo_from_the_menu_takes_back_what_is_being_typed(drive: Driver) -> None:
    window = drive.window
    window.pane.reader.setFocus()
    drive.press(Qt.Key.Key_BracketRight)
    drive.press(Qt.Key.Key_4)
    drive.press(Qt.Key.Key_N)
    before = window.reading.current()
    drive.type("Whose words?")
    window.actions_.by_name["undo"].trigger()
    drive.settle()
    after = window.reading.current()
    assert before is not None
    assert after is not None
    assert after.note == before.note
    window.actions_.by_name["redo"].trigger()
    drive.settle()
    again = window.reading.current()
    assert again is not None
    assert again.note == f"{before.note}Whose words?"


def test_tags_chosen_in_an_open_box_are_kept_when_the_window_closes(drive: Driver) -> None:
    window = drive.window
    window.pane.reader.setFocus()
    drive.press(Qt.Key.Key_BracketRight)
    current = window.reading.current()
    assert current is not None
    drive.press(Qt.Key.Key_T)
    drive.type("Actors/Envoys")
    drive.press(Qt.Key.Key_Return)
    assert window.pane.tag_box.isVisible()
    drive.restart()
    with_it = drive.window.reading.annotation(current.id)
    assert with_it is not None
    assert len(with_it.tags) == len(current.tags) + 1
