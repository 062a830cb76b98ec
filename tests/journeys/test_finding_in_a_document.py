"""Finding in a document, by keyboard alone and by mouse alone, and doing something with what is found."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from tests.journeys.driver import Driver

from excerpta.core.model.annotation import Colour
from excerpta.core.services import annotating
from excerpta.gui.viewmodels import finding

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LONG = "What the February"
ESCAPE, ENTER = Qt.Key.Key_Escape, Qt.Key.Key_Return


def find(drive: Driver, words: str) -> None:
    drive.press(Qt.Key.Key_F, CTRL)
    drive.press(Qt.Key.Key_A, CTRL)
    drive.type(words)


def counts(drive: Driver) -> tuple[str, str]:
    result, note = (label.text() for label in drive.window.pane.find_bar.findChildren(QLabel))
    return result, note


def hits(drive: Driver, words: str) -> list[int]:
    text, found, at = drive.text.casefold(), [], -1
    while (at := text.find(words, at + 1)) >= 0:
        found.append(at)
    return found


def press_button(drive: Driver, name: str) -> None:
    bar = drive.window.pane.find_bar
    button = next(one for one in bar.findChildren(QAbstractButton) if one.accessibleName() == name)
    drive.click(button, button.rect().center())


def test_hits_are_counted_visited_in_turn_and_round_the_end(drive: Driver) -> None:
    drive.open(LONG)
    reader = drive.window.pane.reader
    places = hits(drive, "prison")
    assert len(places) > 2
    find(drive, "prison")
    for number, place in enumerate(places):
        assert counts(drive) == (f"{number + 1} of {len(places)}", "")
        assert reader.selection() == (place, place + 6)
        seen = reader.y_of(place)
        assert seen is not None
        assert seen >= 0
        drive.press(ENTER)
    assert counts(drive) == (f"1 of {len(places)}", "From the top again")
    drive.press(ENTER, SHIFT)
    assert counts(drive) == (f"{len(places)} of {len(places)}", "From the end again")
    drive.press(Qt.Key.Key_F3)
    drive.press(Qt.Key.Key_F3)
    assert counts(drive) == (f"2 of {len(places)}", "")
    drive.press(Qt.Key.Key_F3, SHIFT)
    assert counts(drive) == (f"1 of {len(places)}", "")


def test_typing_looks_from_where_one_was_and_one_step_back_returns(drive: Driver) -> None:
    drive.open(LONG)
    reader = drive.window.pane.reader
    reader.setFocus()
    before = drive.window.reading.bookmark.spot()
    find(drive, "were in its hands")
    assert reader.top_position() > 0
    find(drive, "the")
    assert before is not None
    assert reader.selection()[0] == next(at for at in hits(drive, "the") if at >= before.place.caret)
    find(drive, "were in its hands")
    drive.press(ESCAPE)
    assert drive.focus() is reader
    assert drive.window.pane.find_bar.isHidden()
    at = drive.text.index("were in its hands")
    assert reader.selection() == (at, at + 17)
    drive.press(Qt.Key.Key_Left, ALT)
    assert drive.window.reading.bookmark.spot() == before


def test_keys_act_on_the_hit(drive: Driver) -> None:
    drive.open(LONG)
    window = drive.window
    find(drive, "withdrawal")
    drive.press(Qt.Key.Key_Down)
    assert drive.focus() is window.pane.reader
    assert window.pane.find_bar.isVisible()
    drive.press(Qt.Key.Key_3)
    current = window.reading.current()
    assert current is not None
    assert (current.quote.exact, current.colour) == ("withdrawal", list(Colour)[2])
    find(drive, "guarantees")
    drive.press(ESCAPE)
    drive.press(Qt.Key.Key_T)
    drive.type("Promises")
    drive.press(ENTER)
    drive.press(ENTER)
    current = window.reading.current()
    assert current is not None
    assert current.quote.exact == "guarantees"
    assert len(current.tags) == 1
    find(drive, "soldiers")
    drive.press(ESCAPE)
    drive.press(Qt.Key.Key_N)
    drive.type("How many?")
    drive.press(ESCAPE)
    current = window.reading.current()
    assert current is not None
    assert (current.quote.exact, current.note) == ("soldiers", "How many?")


def test_hit_after_hit_is_highlighted_from_the_text(drive: Driver) -> None:
    drive.open(LONG)
    window = drive.window
    places = hits(drive, "prison")
    before = window.reading.standing()[1]
    find(drive, "prison")
    drive.press(Qt.Key.Key_Down)
    for _ in places:
        drive.press(Qt.Key.Key_H)
        drive.press(Qt.Key.Key_F3)
    assert window.reading.standing()[1] == before + len(places)
    document = window.reading.document
    assert document is not None
    every = annotating.highlights_of(window.session.library, document.id)
    made = {one.start for one in every if one.quote.exact.casefold() == "prison"}
    assert made == set(places)


def test_f3_goes_on_after_the_bar_was_closed_and_from_where_one_is(drive: Driver) -> None:
    drive.open(LONG)
    reader = drive.window.pane.reader
    places = hits(drive, "the")
    find(drive, "the")
    drive.press(ESCAPE)
    reader.set_caret(places[4] - 1)
    drive.press(Qt.Key.Key_F3)
    assert reader.selection()[0] == places[4]
    reader.set_caret(places[9] - 1)
    drive.press(Qt.Key.Key_F3, SHIFT)
    assert reader.selection()[0] == places[8]
    assert drive.focus() is reader


def test_case_words_and_accents_count_when_asked(drive: Driver) -> None:
    drive.open("گفت")
    find(drive, "گفتوگوها")
    found = counts(drive)[0]
    assert found.startswith("1 of ")
    press_button(drive, "Match accents")
    assert counts(drive) == ("Not found", "")
    press_button(drive, "Match accents")
    assert counts(drive)[0] == found
    drive.open(LONG)
    find(drive, "TALIBAN")
    assert counts(drive)[0].startswith("1 of ")
    press_button(drive, "Match case")
    assert counts(drive) == ("Not found", "")
    press_button(drive, "Match case")
    find(drive, "prison")
    press_button(drive, "Whole words")
    assert counts(drive) == ("Not found", "")


def test_by_mouse_hits_are_walked_chosen_on_the_bar_and_left(drive: Driver) -> None:
    drive.open(LONG)
    window, reader = drive.window, drive.window.pane.reader
    drive.press(Qt.Key.Key_F, CTRL)
    drive.type("the")
    places = hits(drive, "the")
    first = places.index(reader.selection()[0])
    press_button(drive, "Next place")
    assert reader.selection()[0] == places[first + 1]
    press_button(drive, "Previous place")
    assert reader.selection()[0] == places[first]
    tick = [tick for tick in reader.ticks.ticks() if tick.colour is None][-1]
    drive.click(reader.ticks, QPoint(12, tick.y + 1))
    assert tick.start <= reader.selection()[0] < tick.end
    press_button(drive, "Close find")
    assert window.pane.find_bar.isHidden()
    assert all(tick.colour is not None for tick in reader.ticks.ticks())


def test_a_hit_in_page_furniture_is_unfolded_and_told(drive: Driver) -> None:
    drive.open(LONG)
    window, reader = drive.window, drive.window.pane.reader
    document = window.reading.document
    assert document is not None
    words = document.text[document.blocks[0].start : document.blocks[0].end][:12]
    find(drive, words)
    assert counts(drive)[1] == "In page furniture"
    assert not reader.page.source.pieces.is_hidden(reader.page.source.pieces.at(reader.selection()[0]))


def test_another_document_is_searched_at_once_and_hits_outlive_a_change(drive: Driver) -> None:
    drive.open(LONG)
    find(drive, "Doha")
    drive.open("Ten towns")
    assert counts(drive)[0] == "Not found" or counts(drive)[0].startswith("1 of ")
    drive.open(LONG)
    reader = drive.window.pane.reader
    marked = [tick for tick in reader.ticks.ticks() if tick.colour is None]
    assert marked
    reader.set_caret(drive.text.index("Everybody"))
    drive.window.describing.toggle_furniture()
    drive.settle()
    assert len([tick for tick in reader.ticks.ticks() if tick.colour is None]) == len(marked)


def test_more_hits_than_are_looked_for(drive: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_MOST", 7)
    drive.open(LONG)
    find(drive, "e")
    assert counts(drive)[0] == "1 of 7+"
    for _ in range(7):
        drive.press(ENTER)
    assert counts(drive) == ("1 of 7+", "From the top again")


def test_the_bar_moves_no_line_and_closes_with_the_document(drive: Driver) -> None:
    drive.open(LONG)
    window, reader = drive.window, drive.window.pane.reader
    reader.setFocus()
    reader.scroll_pixels(300)
    first = reader.top_position()
    drive.press(Qt.Key.Key_F, CTRL)
    assert reader.top_position() == first
    field = window.pane.find_bar.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    drive.press(ESCAPE)
    assert reader.top_position() == first
    drive.press(Qt.Key.Key_F, CTRL)
    window.reading.close()
    drive.settle()
    assert window.pane.find_bar.isHidden()


def test_a_tick_of_another_search_leads_to_its_place(drive: Driver) -> None:
    drive.open("Delegates return")
    reader = drive.window.pane.reader
    reader.setFocus()
    place = (521, 537)
    reader.set_find_hits([place], None)  # as the list of places in all documents marks them
    (tick,) = [one for one in reader.ticks.ticks() if one.colour is None]
    reader.go_to_tick(tick)
    assert reader.selection() == place
    drive.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    drive.type("taliban")
    (tick, *_) = [one for one in reader.ticks.ticks() if one.colour is None]
    reader.go_to_tick(tick)
    assert reader.selected_text().casefold() == "taliban"
