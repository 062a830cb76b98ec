"""Ctrl+G by keyboard alone and by mouse alone: a heading, a paragraph, a percentage, and the ways back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from tests.journeys.driver import Driver

from excerpta.gui.widgets.landmarks import row_height

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
LONG = "What the February"


def go(drive: Driver, words: str) -> None:
    drive.press(Qt.Key.Key_G, CTRL)
    drive.type(words)


def listed(drive: Driver) -> list[str]:
    model = drive.window.going.box.table.landmarks
    return [model.landmark(row).title for row in range(model.rowCount())]


def test_part_of_a_heading_leads_there_and_back(drive: Driver) -> None:
    drive.open(LONG)
    window, reader = drive.window, drive.window.pane.reader
    reader.setFocus()
    before = window.reading.bookmark.spot()
    go(drive, "")
    assert listed(drive)[1:] == ["What was promised", "What was left out", "Where they met"]
    drive.type("left")
    assert listed(drive)[0] == "What was left out"
    start = drive.text.index("What was left out")
    seen = reader.y_of(start)
    assert seen is not None
    assert reader.viewport().mapTo(window.pane, QPoint(0, seen)).y() > window.going.box.card().bottom()
    assert reader.caret() != start
    drive.press(ENTER)
    assert reader.caret() == reader.top_position() == start
    assert drive.focus() is reader
    assert reader.scene().flash is not None
    drive.press(Qt.Key.Key_Left, ALT)
    assert window.reading.bookmark.spot() == before


def test_esc_goes_back_to_where_one_was(drive: Driver) -> None:
    drive.open(LONG)
    window, reader = drive.window, drive.window.pane.reader
    reader.setFocus()
    reader.scroll_pixels(120)
    before = window.reading.bookmark.spot()
    go(drive, "where")
    drive.press(Qt.Key.Key_Up)
    assert reader.top_position() != before
    drive.press(ESCAPE)
    assert window.reading.bookmark.spot() == before
    assert drive.focus() is reader
    go(drive, "where")
    drive.press(Qt.Key.Key_A, CTRL)
    drive.press(Qt.Key.Key_Backspace)
    assert window.reading.bookmark.spot() == before
    drive.press(ESCAPE)
    assert window.reading.document is not None
    here = window.reading.document.id
    drive.press(Qt.Key.Key_Left, ALT)
    assert window.reading.document.id != here


@pytest.mark.parametrize("typed", ["¶ 9", "9", "۹"])
def test_the_number_of_a_paragraph_is_that_of_exports(drive: Driver, typed: str) -> None:
    drive.open(LONG)
    document = drive.window.reading.document
    assert document is not None
    go(drive, typed)
    drive.press(ENTER)
    assert drive.window.pane.reader.caret() == document.blocks[8].start


def test_a_number_that_there_is_not_says_which_there_are(drive: Driver) -> None:
    drive.open(LONG)
    reader = drive.window.pane.reader
    caret = reader.caret()
    go(drive, "900")
    assert listed(drive) == []
    drive.press(ENTER)
    assert drive.window.going.box.isVisible()
    drive.press(ESCAPE)
    assert reader.caret() == caret


def test_a_percentage_leads_so_far_through_the_text(drive: Driver) -> None:
    drive.open(LONG)
    reader = drive.window.pane.reader
    for share in (40, 100, 0, 70):
        go(drive, f"{share}%")
        drive.press(ENTER)
        assert abs(reader.progress() - share / 100) < 0.05


def test_a_paragraph_of_page_furniture_is_unfolded(drive: Driver) -> None:
    drive.open(LONG)
    pieces = drive.window.pane.reader.page.source.pieces
    assert pieces.is_hidden(pieces.at(0))
    go(drive, "1")
    drive.press(ENTER)
    pieces = drive.window.pane.reader.page.source.pieces
    assert not pieces.is_hidden(pieces.at(0))


def test_by_mouse_a_place_is_chosen_or_the_box_left_with_a_way_back(drive: Driver) -> None:
    drive.open(LONG)
    window, reader = drive.window, drive.window.pane.reader
    window.actions_.by_name["go_to"].trigger()
    drive.settle()
    drive.click(window.going.box.table.viewport(), QPoint(40, 2 * row_height() + 5))
    assert reader.caret() == drive.text.index("What was left out")
    before = window.reading.bookmark.spot()
    window.actions_.by_name["go_to"].trigger()
    drive.settle()
    drive.type("promised")
    assert window.reading.bookmark.spot() != before
    drive.click(reader.viewport(), QPoint(reader.column_left + 60, reader.viewport().height() - 30))
    assert not window.going.box.isVisible()
    drive.press(Qt.Key.Key_Left, ALT)
    assert window.reading.bookmark.spot() == before


def test_another_document_closes_the_box(drive: Driver) -> None:
    drive.open(LONG)
    go(drive, "promised")
    other = drive.open("Ten towns")
    assert not drive.window.going.box.isVisible()
    assert drive.window.reading.document is not None
    assert drive.window.reading.document.id == other
    drive.window.reading.close()
    drive.press(Qt.Key.Key_G, CTRL)
    assert not drive.window.going.box.isVisible()
