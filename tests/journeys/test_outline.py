"""The outline by keyboard alone and by mouse alone: beside the text, over it, after a restart."""

import pytest
from PySide6.QtCore import QPoint, Qt
from tests.journeys.driver import Driver

from excerpta.gui.widgets.landmarks import row_height

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LONG = "What the February"
HEADINGS = ["What the February deal leaves open", "What was promised", "What was left out", "Where they met"]


def open_outline(drive: Driver) -> None:
    drive.press(Qt.Key.Key_O, CTRL | SHIFT)


def titles(drive: Driver) -> list[str]:
    model = drive.window.outline.panel.table.landmarks
    return [model.landmark(row).title for row in range(model.rowCount())]


def test_by_keyboard_a_heading_is_gone_to_and_come_back_from(drive: Driver) -> None:
    drive.open(LONG)
    window, reader = drive.window, drive.window.pane.reader
    reader.setFocus()
    column, before = reader.column_left, window.reading.bookmark.spot()
    open_outline(drive)
    assert titles(drive) == HEADINGS
    assert (reader.column_left, window.reading.bookmark.spot()) == (column, before)
    drive.press(Qt.Key.Key_Down)
    drive.press(Qt.Key.Key_Down)
    drive.press(Qt.Key.Key_Return)
    start = drive.text.index("What was left out")
    assert drive.focus() is reader
    assert reader.caret() == reader.top_position() == start
    assert reader.scene().flash is not None
    drive.wait_for(lambda: window.outline.panel.table.landmarks.here == 2)
    drive.press(Qt.Key.Key_Left, ALT)
    assert window.reading.bookmark.spot() == before
    open_outline(drive)
    drive.press(Qt.Key.Key_Escape)
    assert drive.focus() is reader
    assert window.outline.is_open
    open_outline(drive)
    open_outline(drive)
    assert not window.outline.is_open
    assert drive.focus() is reader
    assert window.reading.bookmark.spot() == before


def test_by_mouse_it_is_opened_used_and_closed(drive: Driver) -> None:
    drive.open(LONG)
    window = drive.window
    drive.click(window.column.strip, QPoint(20, 10))
    assert titles(drive) == HEADINGS
    drive.click(window.outline.panel.table.viewport(), QPoint(40, 3 * row_height() + 5))
    assert window.pane.reader.caret() == drive.text.index("Where they met")
    drive.click(window.outline.panel._close, QPoint(8, 8))
    assert not window.outline.is_open
    assert window.column.strip.isVisible()


def test_in_focus_mode_it_lies_over_the_page_and_goes_when_it_was_used(drive: Driver) -> None:
    drive.open(LONG)
    window, reader = drive.window, drive.window.pane.reader
    drive.press(Qt.Key.Key_F11)
    column = reader.column_left
    open_outline(drive)
    assert window.outline.is_over_text
    assert reader.column_left == column
    assert window.pane.rect().contains(window.outline._card.card())
    drive.press(Qt.Key.Key_Escape)
    assert not window.outline.is_open
    assert not window.library_pane.isVisible()
    open_outline(drive)
    drive.press(Qt.Key.Key_Down)
    drive.press(Qt.Key.Key_Return)
    assert reader.caret() == drive.text.index("What was promised")
    assert not window.outline.is_open


def test_it_follows_the_document_and_comes_back_after_a_restart(drive: Driver) -> None:
    drive.open(LONG)
    open_outline(drive)
    drive.open("گفت")
    assert titles(drive) == []
    open_outline(drive)
    drive.press(Qt.Key.Key_Space)
    assert len(titles(drive)) == 6
    drive.press(Qt.Key.Key_F11)
    drive.restart()
    assert drive.window.outline.is_open
    assert not drive.window.outline.is_over_text
    drive.window.outline.close()
    drive.restart()
    assert not drive.window.outline.is_open


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_it_is_drawn_in_every_theme(drive: Driver, theme: str) -> None:
    drive.open(LONG)
    open_outline(drive)
    drive.application.choose_theme(theme)
    drive.settle()
    panel = drive.window.outline.panel
    picture = panel.grab().toImage()
    assert picture.pixel(4, picture.height() - 4) == drive.application.theme.chrome.rgb()
