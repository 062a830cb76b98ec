"""Searching all documents with the keyboard alone: list, preview, open, come back, highlight."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.journeys.driver import Driver

from excerpta.core.services.documents import document_ids, document_summaries
from excerpta.core.services.searching import parse_search, places_in, search
from excerpta.gui.widgets.highlight_sheet import HighlightSheet
from excerpta.gui.widgets.search_model import place_of

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def look_for(drive: Driver, words: str) -> None:
    drive.press(Qt.Key.Key_K, CTRL | SHIFT)
    drive.type(words)
    place = drive.window.search_place
    drive.wait_for(lambda: place.viewmodel.search and place.pane.rows.current() is not None)
    drive.settle()


def go_down(drive: Driver, times: int = 1) -> None:
    for _ in range(times):
        drive.press(Qt.Key.Key_Down)
    wait_for_glance(drive)


def wait_for_glance(drive: Driver) -> None:
    QTest.qWait(90)
    drive.settle()


def shown_hits(drive: Driver) -> list[str]:
    reader = drive.window.pane.reader
    return [drive.text[start:end] for start, end in reader._hits]


@pytest.mark.parametrize(("words", "hit"), [("آتشبس", "آتش‌بس"), ("taliban", "Taliban")])
def test_a_place_is_seen_opened_and_come_back_to(drive: Driver, words: str, hit: str) -> None:
    window = drive.window
    before = window.reading.bookmark.spot()
    look_for(drive, words)
    place, reader = window.search_place, window.pane.reader
    go_down(drive)
    rows = place.pane.rows
    assert rows.hasFocus()
    current = rows.current()
    assert current is not None
    assert window.reading.document_id == current.document
    assert set(shown_hits(drive)) == {hit}
    assert reader._current_hit == (current.start, current.end)
    assert reader.point_of(current.start) is not None
    drive.press(Qt.Key.Key_Return)
    assert reader.hasFocus()
    assert place.pane.is_folded
    assert reader.selected_text() == hit
    drive.press(Qt.Key.Key_Left, ALT)
    assert rows.hasFocus()
    assert not place.pane.is_folded
    assert rows.current() == current
    drive.press(Qt.Key.Key_Left, ALT)
    assert window.reading.bookmark.spot() == before
    place.pane.rows.setFocus()
    drive.press(Qt.Key.Key_Escape)
    assert not place.is_open
    assert shown_hits(drive) == []
    assert reader.hasFocus()


def test_the_next_place_may_be_in_another_document(drive: Driver) -> None:
    look_for(drive, "khalilzad ")
    window, rows = drive.window, drive.window.search_place.pane.rows
    go_down(drive)
    drive.press(Qt.Key.Key_Return)
    first = rows.current()
    assert first is not None
    seen = [place_of(first)]
    for _ in range(40):
        drive.press(Qt.Key.Key_F3)
        current = rows.current()
        assert current is not None
        if place_of(current) == seen[-1]:
            break
        seen.append(place_of(current))
        assert window.reading.document_id == current.document
        assert window.pane.reader.selection() == (current.start, current.end)
    assert set(seen) == {place_of(hit) for hit in search(window.session.library, "khalilzad")}
    assert "last place" in window.toast.text
    drive.press(Qt.Key.Key_F3, SHIFT)
    assert place_of(rows.current()) == seen[-2]  # type: ignore[arg-type]
    drive.press(Qt.Key.Key_Escape)
    drive.press(Qt.Key.Key_Escape)
    assert not window.search_place.is_open


def test_a_glance_is_no_reading(drive: Driver) -> None:
    library = drive.window.session.library

    def read() -> set[int]:
        rows = library.connection.execute("SELECT document_id FROM reading")
        return {row[0] for row in rows}

    before = read()
    look_for(drive, "taliban")
    go_down(drive)
    rows = drive.window.search_place.pane.rows
    while rows.step(1, of_other_document=True):
        wait_for_glance(drive)
        assert drive.window.reading.document_id == rows.current().document  # type: ignore[union-attr]
    assert read() == before
    shown = drive.window.reading.document_id
    drive.press(Qt.Key.Key_Return)
    assert read() == before | {shown}


def test_marked_places_become_tagged_highlights_in_one_step(drive: Driver) -> None:
    library = drive.window.session.library
    number = library.database["annotation"].count
    look_for(drive, '"cease-fire" ')
    go_down(drive)
    drive.press(Qt.Key.Key_A, CTRL)
    drive.press(Qt.Key.Key_T)
    sheet = drive.window.findChild(HighlightSheet)
    assert sheet is not None
    drive.type("Truce")
    drive.press(Qt.Key.Key_Return)
    drive.press(Qt.Key.Key_Return)
    drive.wait_for(lambda: sheet.button.isEnabled())
    assert sheet.tags == ["Truce"]
    documents = [id_ for id_ in document_ids(library) if places_in(library, id_, parse_search("cease-fire"))]
    wanted = sum(len(places_in(library, id_, parse_search("cease-fire"))) for id_ in documents)
    assert sheet.count.text() == f"{wanted} highlights in {len(documents)} documents."
    QTest.keyClick(QApplication.focusWidget() or sheet, Qt.Key.Key_Return)
    drive.settle()
    assert library.database["annotation"].count == number + wanted
    assert f"{wanted} highlights made" in drive.window.toast.text
    drive.press(Qt.Key.Key_Z, CTRL)
    assert library.database["annotation"].count == number
    assert library.database["tag"].count_where("name = 'Truce'") == 0


def test_h_highlights_the_place_at_once(drive: Driver) -> None:
    library = drive.window.session.library
    number = library.database["annotation"].count
    look_for(drive, "doha")
    go_down(drive, 2)
    current = drive.window.search_place.pane.rows.current()
    assert current is not None
    drive.press(Qt.Key.Key_3)
    assert library.database["annotation"].count == number + 1
    row = library.connection.execute(
        "SELECT document_id, start, end, colour FROM annotation ORDER BY id DESC"
    )
    assert row.fetchone() == (*place_of(current), "red")


def test_the_quick_search_leads_to_the_list(drive: Driver) -> None:
    drive.press(Qt.Key.Key_K, CTRL)
    drive.type("qatar")
    drive.wait_for(lambda: drive.window.search.hits.list_all.isVisible())
    drive.press(Qt.Key.Key_Return, CTRL)
    place = drive.window.search_place
    drive.wait_for(lambda: place.is_open and place.pane.rows.current() is not None)
    drive.settle()
    assert drive.window.search.hits.isHidden()
    assert place.pane.field.text() == "qatar"
    titles = {one.about.title for one in place.pane.rows.rows.found}
    known = document_summaries(drive.window.session.library, document_ids(drive.window.session.library))
    assert titles <= {one.title for one in known}
    drive.press(Qt.Key.Key_F6)
    assert drive.window.pane.reader.hasFocus()


def test_selected_words_are_looked_for(drive: Driver) -> None:
    drive.open("Envoy in Pakistan")
    drive.select("the Taliban")
    start, end = drive.window.pane.reader.selection()
    menu = drive.window.reader_menu.open(drive.point((start + end) // 2))
    next(action for action in menu.actions() if action.objectName() == "search_list").trigger()
    menu.close()
    drive.settle()
    place = drive.window.search_place
    assert place.pane.field.text() == '"the Taliban" '
    drive.wait_for(lambda: place.pane.rows.current() is not None)
    drive.settle()


def test_finding_in_the_document_gives_way_to_the_list_again(drive: Driver) -> None:
    look_for(drive, "taliban ")
    go_down(drive)
    drive.press(Qt.Key.Key_Return)
    assert set(shown_hits(drive)) == {"Taliban"}
    drive.press(Qt.Key.Key_F, CTRL)
    drive.window.pane.find_bar.open_bar("kabul")
    drive.settle()
    assert {one.casefold() for one in shown_hits(drive)} == {"kabul"}
    drive.window.pane.find_bar.close_bar()
    assert set(shown_hits(drive)) == {"Taliban"}
    drive.window.show_view("highlights")
    assert not drive.window.search_place.step(1)
    drive.window.show_view("read")
    drive.window.search_place.pane.field.setText("doha")  # the window is left while it is looked for
