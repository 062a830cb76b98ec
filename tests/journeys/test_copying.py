"""Copying in the real window: what another program gets when it pastes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from tests.journeys.driver import Driver

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def clipboard() -> tuple[str, str]:
    data = QGuiApplication.clipboard().mimeData()
    return data.text(), data.html()


@pytest.mark.parametrize(
    ("key", "modifier"), [(Key.Key_C, CTRL), (Key.Key_C, Qt.KeyboardModifier.NoModifier)]
)
def test_the_selection_is_rich_and_plain(drive: Driver, key: Key, modifier: Qt.KeyboardModifier) -> None:
    drive.open("Delegates")
    drive.select("full of anger and reproach")
    drive.press(key, modifier)
    plain, rich = clipboard()
    assert plain == "full of anger and reproach"
    assert rich.endswith(">full of anger and reproach")


def test_a_quotation_has_its_source_and_says_so(drive: Driver) -> None:
    drive.open("Delegates")
    document = drive.window.reading.document
    assert document is not None
    drive.select("full of anger and reproach")
    drive.press(Key.Key_C, CTRL | SHIFT)
    plain, rich = clipboard()
    assert plain.startswith(f"“full of anger and reproach” — {document.title}")
    assert document.source in plain
    assert "<cite>" in rich
    assert drive.window.toast.text == "Copied with its source."


def test_chosen_highlights_are_a_list_in_reading_order(drive: Driver) -> None:
    drive.open("Delegates")
    reader = drive.window.pane.reader
    reader.setFocus()
    drive.press(Key.Key_BracketRight)
    first = drive.window.reading.current()
    drive.press(Key.Key_BracketRight)
    second = drive.window.reading.current()
    assert first is not None
    assert second is not None
    reader.choose_highlight(first.id)
    drive.press(Key.Key_C, CTRL)
    plain, rich = clipboard()
    assert plain == f"{first.quote.exact}\n{second.quote.exact}"
    assert rich.count("<li>") == 2


def test_nothing_to_copy_is_said(drive: Driver) -> None:
    drive.open("Delegates")
    drive.window.pane.reader.setFocus()
    QGuiApplication.clipboard().setText("kept")
    drive.press(Key.Key_C, CTRL)
    assert drive.window.toast.text.startswith("Select some words")
    assert clipboard()[0] == "kept"
