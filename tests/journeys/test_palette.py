"""Journeys through search and palette: one field for documents and commands, by the keyboard alone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from tests.journeys.driver import Driver

from excerpta.gui.support.command_ranking import FoundCommand
from excerpta.gui.support.profile import Profile

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER, ESCAPE, UP, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down


def offered(drive: Driver) -> list[str]:
    """The names of the commands that are shown."""
    model = drive.window.search.hits.model
    found = (model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount()))
    return [one.command.name for one in found if isinstance(one, FoundCommand)]


def test_enter_does_a_command(drive: Driver) -> None:
    drive.window.pane.reader.setFocus()
    drive.press(Qt.Key.Key_P, CTRL | SHIFT)
    drive.type("fm")
    assert offered(drive)[0] == "focus_mode"
    drive.press(ENTER)
    assert not drive.window.library_pane.isVisible()
    assert drive.focus() is drive.window.pane.reader
    assert drive.window.header.search.text() == ""


@pytest.mark.parametrize("zone", [Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3])
def test_a_command_is_done_from_every_zone_and_returns_to_it(drive: Driver, zone: Qt.Key) -> None:
    drive.press(zone, CTRL)
    before = drive.focus()
    size = drive.window.looks.type_settings.size
    drive.press(Qt.Key.Key_K, CTRL)
    drive.type(">larg")
    drive.press(ENTER)
    assert drive.window.looks.type_settings.size == size + 1
    assert drive.focus() is before


def test_a_command_of_the_reader_is_done_in_the_reader(drive: Driver) -> None:
    drive.press(Qt.Key.Key_1, CTRL)
    drive.press(Qt.Key.Key_K, CTRL)
    drive.type(">next high")
    drive.press(ENTER)
    assert drive.focus() is drive.window.pane.reader
    assert drive.window.reading.current() is not None


def test_what_was_done_last_comes_first_after_a_restart_too(drive: Driver, profile: Profile) -> None:
    for words in (">sepia", ">smaller"):
        drive.press(Qt.Key.Key_K, CTRL)
        drive.type(words)
        drive.press(ENTER)
    drive.restart()
    drive.press(Qt.Key.Key_P, CTRL | SHIFT)
    assert offered(drive)[:2] == ["smaller", "theme_sepia"]
    profile.set("recent_commands", [7, "gone", {"x": 1}])
    drive.type("sep")
    drive.press(ENTER)
    assert profile.get("recent_commands", [])[0] == "theme_sepia"


def test_a_command_that_cannot_be_done_says_why_and_stays(drive: Driver) -> None:
    drive.press(Qt.Key.Key_P, CTRL | SHIFT)
    drive.type("redo")
    assert offered(drive)[0] == "redo"
    drive.press(ENTER)
    hits = drive.window.search.hits
    assert hits.isVisible()
    assert "nothing to redo" in hits.summary.text()
    drive.press(ESCAPE)
    assert hits.isHidden()
    drive.press(Qt.Key.Key_P, CTRL | SHIFT)
    drive.type("zzzz")
    assert hits.summary.text() == "No command does that"
    drive.press(ESCAPE)


def test_the_palette_works_in_focus_mode_and_hides_again(drive: Driver) -> None:
    drive.window.pane.reader.setFocus()
    drive.press(Qt.Key.Key_F11)
    drive.press(Qt.Key.Key_K, CTRL)
    assert drive.window.header.isVisible()
    drive.press(ESCAPE)
    assert drive.window.header.isHidden()
    drive.press(Qt.Key.Key_K, CTRL)
    drive.type(">focus")
    drive.press(ENTER)
    assert drive.window.header.isVisible()
    assert drive.window.library_pane.isVisible()


def test_commands_stand_above_the_hits_and_enter_takes_a_hit(drive: Driver) -> None:
    drive.press(Qt.Key.Key_K, CTRL)
    drive.type("lib")
    hits = drive.window.search.hits
    commands = hits.model.rowCount()
    assert commands
    drive.wait_for(lambda: hits.model.rowCount() > commands or "Nothing" in hits.summary.text())
    drive.window.header.search.clear()
    drive.type("talks")
    drive.wait_for(lambda: "places" in hits.summary.text())
    drive.press(DOWN)
    drive.press(UP)
    drive.press(ENTER)
    assert drive.window.pane.reader.selected_text().casefold() == "talks"


def test_enter_waits_for_what_is_still_looked_for(drive: Driver) -> None:
    drive.press(Qt.Key.Key_K, CTRL)
    field = drive.window.header.search
    QTest.keyClicks(field, "delegation")
    QTest.keyClick(field, ENTER)
    drive.wait_for(lambda: drive.window.pane.reader.selected_text().casefold().startswith("delegation"))


def test_what_was_found_goes_with_the_focus_and_comes_back_with_it(drive: Driver) -> None:
    drive.press(Qt.Key.Key_K, CTRL)
    drive.type("talks")
    hits = drive.window.search.hits
    drive.wait_for(lambda: "places" in hits.summary.text())
    drive.press(Qt.Key.Key_1, CTRL)
    assert hits.isHidden()
    drive.press(Qt.Key.Key_K, CTRL)
    assert hits.isVisible()
    viewport = hits.view.viewport()
    row = hits.view.visualRect(hits.model.index(hits.model.rowCount() - 1, 0))
    hits.view.scrollToBottom()
    row = hits.view.visualRect(hits.model.index(hits.model.rowCount() - 1, 0))
    drive.click(viewport, row.center() - QPoint(0, 2))
    assert hits.isHidden()
    assert drive.window.pane.reader.selected_text().casefold() == "talks"
