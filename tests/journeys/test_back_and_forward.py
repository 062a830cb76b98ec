"""Back and forward: every jump can be taken back, to the same line, caret and highlight."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from tests.journeys.driver import Driver

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LONG = "What the February"


def back(drive: Driver) -> None:
    drive.press(Qt.Key.Key_Left, ALT)


def forward(drive: Driver) -> None:
    drive.press(Qt.Key.Key_Right, ALT)


def test_the_menu_offers_only_ways_that_lead_somewhere(drive: Driver) -> None:
    actions = drive.window.actions_.by_name
    assert not actions["back"].isEnabled()
    assert not actions["forward"].isEnabled()
    drive.open("Delegates")
    drive.open(LONG)
    assert actions["back"].isEnabled()
    actions["back"].trigger()
    assert actions["forward"].isEnabled()


def test_back_returns_to_line_caret_and_highlight(drive: Driver) -> None:
    drive.open(LONG)
    reader = drive.window.pane.reader
    drive.press(Qt.Key.Key_BracketRight)
    drive.press(Qt.Key.Key_BracketRight)
    reader.scroll_pixels(140)
    left = drive.window.reading.bookmark.spot()
    assert left is not None
    assert left.place.highlight is not None
    drive.open("Ten towns")
    back(drive)
    assert drive.window.reading.bookmark.spot() == left
    assert reader.scene().flash is not None
    forward(drive)
    assert drive.window.reading.document is not None
    assert drive.window.reading.document.title.startswith("Ten towns")


def test_a_key_to_the_end_can_be_taken_back(drive: Driver) -> None:
    drive.open(LONG)
    reader = drive.window.pane.reader
    reader.setFocus()
    reader.scroll_pixels(200)
    seen = reader.top_position()
    drive.press(Qt.Key.Key_End, CTRL)
    assert reader.top_position() > seen
    back(drive)
    assert reader.top_position() == seen
    forward(drive)
    assert reader.caret() == len(drive.text)


def test_the_buttons_at_the_side_of_the_mouse_do_it_wherever_the_pointer_is(drive: Driver) -> None:
    first = drive.open("Delegates")
    second = drive.open("Ten towns")
    window = drive.window
    for over in (window.pane.reader.viewport(), window.tag_panel.view.viewport(), window.header):
        place = over.mapTo(window, QPoint(12, 12))
        for button, expected in ((Qt.MouseButton.BackButton, first), (Qt.MouseButton.ForwardButton, second)):
            QTest.mouseClick(window.windowHandle(), button, Qt.KeyboardModifier.NoModifier, place)
            drive.settle()
            assert window.reading.document is not None
            assert window.reading.document.id == expected


def test_a_row_of_the_highlights_is_come_back_to_with_its_query(drive: Driver) -> None:
    drive.click_tag("Rhetoric")
    window = drive.window
    drive.press(Qt.Key.Key_Down)
    row, query = window.retrieval_view.current(), window.retrieval.text
    drive.press(Qt.Key.Key_Return)
    assert window.pane.isVisible()
    drive.click_tag("Actors/Taliban")
    assert window.retrieval.text != query
    back(drive)
    assert window.pane.isVisible()
    back(drive)
    assert window.retrieval_view.isVisible()
    assert (window.retrieval_view.current(), window.retrieval.text) == (row, query)


def test_a_document_in_the_trash_is_passed_over(drive: Driver) -> None:
    first = drive.open("Delegates")
    second = drive.open("Ten towns")
    third = drive.open(LONG)
    drive.window._trash([second])
    drive.settle()
    back(drive)
    assert drive.window.reading.document is not None
    assert drive.window.reading.document.id == first
    forward(drive)
    assert drive.window.reading.document.id == third


def test_a_click_on_a_tick_of_the_scroll_bar_can_be_taken_back(drive: Driver) -> None:
    drive.open(LONG)
    reader = drive.window.pane.reader
    seen = drive.window.reading.bookmark.spot()
    tick = reader.ticks.ticks()[-1]
    drive.click(reader.ticks, QPoint(4, tick.y + 1))
    current = drive.window.reading.current()
    assert current is not None
    assert reader.y_of(current.start) is not None
    assert reader.scene().flash is not None
    back(drive)
    assert drive.window.reading.bookmark.spot() == seen
