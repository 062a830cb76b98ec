"""The menu of the reader: complete for what is under it, by the mouse and by the menu key."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from tests.journeys.driver import Driver

from excerpta.core.model.document import BlockKind
from excerpta.core.services import importing

CTRL = Qt.KeyboardModifier.ControlModifier
PAGE = """<h1>All kinds</h1><p>See <a href="https://example.org/report">the report</a> of the envoy.</p>
<table><tr><td>Date</td><td>Place</td></tr><tr><td>6 January</td><td>Doha talks</td></tr></table>
<p>The last words stand here.</p>"""


@pytest.fixture
def page(drive: Driver) -> Driver:
    """A page with a link and a table, open."""
    window = drive.window
    found = importing.import_text(window.session.library, "", html=PAGE)
    window.session.announce(found.changes)
    (document,) = found.changes.documents
    window.open_document(document)
    drive.settle()
    window.pane.reader.setFocus()
    return drive


def right_click(drive: Driver, at: QPoint) -> QMenu:
    port = drive.window.pane.reader.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, port.mapToGlobal(at))
    QApplication.sendEvent(port, event)
    return opened(drive)


def menu_key(drive: Driver) -> QMenu:
    reader = drive.window.pane.reader
    middle = reader.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, reader.mapToGlobal(middle))
    QApplication.sendEvent(reader, event)
    return opened(drive)


def opened(drive: Driver) -> QMenu:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


def names(menu: QMenu) -> list[str]:
    return [
        action.objectName() for action in menu.actions() if not action.isSeparator() and not action.menu()
    ]


def take(drive: Driver, menu: QMenu, name: str) -> None:
    action = next(action for action in menu.actions() if action.objectName() == name)
    menu.close()
    action.trigger()
    drive.settle()


def test_on_a_link_it_is_opened_or_its_address_copied(page: Driver) -> None:
    wanted: list[str] = []
    page.window.pane.reader.link_activated.disconnect()
    page.window.pane.reader.link_activated.connect(wanted.append)
    at = page.point(page.text.index("report") + 2)
    menu = right_click(page, at)
    assert names(menu)[:2] == ["open_link", "copy_link"]
    take(page, menu, "copy_link")
    assert QGuiApplication.clipboard().text() == "https://example.org/report"
    take(page, right_click(page, at), "open_link")
    assert wanted == ["https://example.org/report"]


def test_in_a_table_cell_and_table_are_selected_and_copied(page: Driver) -> None:
    reader = page.window.pane.reader
    at = page.point(page.text.index("talks") + 1)
    take(page, right_click(page, at), "select_cell")
    assert reader.selected_text() == "Doha talks"
    reader.clear_selection()
    take(page, right_click(page, at), "select_block")
    table = next(block for block in reader.page.source.blocks if block.kind is BlockKind.TABLE)
    assert reader.selection() == (table.start, table.end)
    take(page, right_click(page, at), "copy_block")
    assert QGuiApplication.clipboard().text() == "Date\tPlace\n6 January\tDoha talks"
    assert "<table>" in QGuiApplication.clipboard().mimeData().html()


def test_in_plain_text_sentence_and_paragraph_are_selected(page: Driver) -> None:
    reader = page.window.pane.reader
    at = page.point(page.text.index("last") + 1)
    menu = right_click(page, at)
    assert names(menu) == ["select_sentence", "select_block", "find", "furniture", "details"]
    take(page, menu, "select_block")
    assert reader.selected_text() == "The last words stand here."


def test_page_furniture_is_shown_and_folded(drive: Driver) -> None:
    window = drive.window
    reader = window.pane.reader
    source = reader.page.source
    if not source.pieces.folds:
        reader.setFocus()
        reader.set_caret(source.blocks[-1].start)
        window.describing.toggle_furniture()
        drive.settle()
    fold = reader.page.source.pieces.folds[0]
    position = reader.page.source.pieces.starts[fold.piece]
    reader.reveal(position)
    reader.toggle_fold(position)
    if fold.is_open:
        reader.toggle_fold(position)
    y = reader.y_of(position)
    assert y is not None
    at = QPoint(reader.column_left + 40, y + 8)
    take(drive, right_click(drive, at), "toggle_fold")
    assert fold.is_open
    take(drive, right_click(drive, at), "toggle_fold")
    assert not fold.is_open


@pytest.mark.parametrize("open_menu", [None, menu_key])
def test_a_selection_and_a_highlight_have_every_verb(
    drive: Driver, open_menu: Callable[[Driver], QMenu] | None
) -> None:
    drive.open("Delegates")
    reader = drive.window.pane.reader
    start, _ = drive.select("Negotiators")
    at = drive.point(start + 3)

    def show() -> QMenu:
        return open_menu(drive) if open_menu else right_click(drive, at)

    menu = show()
    assert names(menu)[:5] == ["highlight", "tag", "note", "copy", "copy_cited"]
    assert [a.menu().actions()[0].objectName() for a in menu.actions() if a.menu()] == ["colour_yellow"]
    take(drive, menu, "highlight")
    made = reader.current_highlight()
    menu = show()
    assert names(menu)[:6] == ["tag", "note", "style", "copy", "copy_cited", "delete"]
    menu.close()
    reader.select(start, start + 4)
    drive.press(Qt.Key.Key_H)
    menu = show()
    assert names(menu)[3:5] == ["merge", "cycle"]
    take(drive, menu, "cycle")
    assert reader.current_highlight() == made
    take(drive, show(), "delete")
    assert drive.window.reading.annotation(made) is None


def test_chosen_highlights_stay_chosen(drive: Driver) -> None:
    drive.open("Delegates")
    reader = drive.window.pane.reader
    reader.setFocus()
    drive.press(Qt.Key.Key_BracketRight)
    first = reader.current_highlight()
    drive.press(Qt.Key.Key_BraceRight, Qt.KeyboardModifier.ShiftModifier)
    assert first is not None
    chosen = reader.chosen_highlights()
    menu = right_click(drive, drive.point(reader.highlights[first].start + 1))
    assert "merge" in names(menu)
    menu.close()
    assert reader.chosen_highlights() == chosen


def test_the_menu_key_shows_it_beside_the_caret(drive: Driver) -> None:
    drive.open("Delegates")
    reader = drive.window.pane.reader
    reader.setFocus()
    reader.set_caret(len(drive.text) - 5)
    menu = menu_key(drive)
    place = reader.page.caret(reader.caret())
    assert place is not None
    below = reader.viewport().mapFromGlobal(menu.pos()).y()
    assert 0 <= below <= reader.viewport().height()
    menu.close()


def test_every_entry_says_its_key(drive: Driver) -> None:
    drive.open("Delegates")
    start, _ = drive.select("Negotiators")
    menu = right_click(drive, drive.point(start + 3))
    own = {"select_block", "select_cell", "copy_block"}
    for action in menu.actions():
        if action.objectName() and action.objectName() not in own:
            assert not action.shortcut().isEmpty() or action.objectName() == "furniture", action.text()
    menu.close()


def test_an_empty_reader_has_a_menu(drive: Driver) -> None:
    drive.window.reading.close()
    menu = drive.window.reader_menu.open(QPoint(60, 60))
    assert names(menu) == ["find", "furniture", "details"]
    menu.close()
    menu = drive.window.reader_menu.open_at_caret()
    menu.close()
