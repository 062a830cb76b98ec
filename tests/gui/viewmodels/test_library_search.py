"""The list of a search: as one types, overtaken, listed further, marked, and made into highlights."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from excerpta.core.model.annotation import Colour
from excerpta.core.services import annotating, documents, history
from excerpta.core.services.libraries import open_library
from excerpta.core.services.marking import Extent
from excerpta.core.services.searching import SearchHit, parse_search, search
from excerpta.gui.support.colour_words import OWN_NAMES
from excerpta.gui.support.theme import load_theme
from excerpta.gui.viewmodels import library_search
from excerpta.gui.viewmodels.library_search import LibrarySearchViewModel
from excerpta.gui.viewmodels.marking import MarkingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.search_model import Rest, place_of
from excerpta.gui.widgets.search_pane import SearchPane

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Desk:
    """A pane with its view-models over the sample library."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.session = LibrarySession(open_library(path))
        self.around = QWidget()
        qtbot.addWidget(self.around)
        self.pane = SearchPane(self.around)
        self.search = LibrarySearchViewModel(self.session, self.pane)
        self.marking = MarkingViewModel(self.session, self.pane)
        self.around.resize(900, 400)
        self.pane.resize(900, 400)
        self.around.show()
        qtbot.waitExposed(self.around)
        self.around.activateWindow()
        self._qtbot = qtbot

    def settle(self) -> None:
        search, background = self.search, self.session.background
        timers = (search._pause, search._hold, search._glance)
        self._qtbot.waitUntil(
            lambda: not background.is_busy() and not any(timer.isActive() for timer in timers)
        )

    def type(self, words: str) -> None:
        self.pane.field.setText(words)
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.pane.rows, key, modifier)
        self.settle()

    def listed(self) -> list[SearchHit]:
        return [hit for one in self.pane.rows.rows.found for hit in one.hits]


@pytest.fixture
def desk(qtbot: QtBot, sample_path: Path) -> Iterator[Desk]:
    desk = Desk(qtbot, sample_path)
    yield desk
    desk.settle()
    desk.around.close()
    desk.session.close()


def wanted(desk: Desk, words: str) -> set[tuple[int, int, int]]:
    return {place_of(hit) for hit in search(desk.session.library, words, limit=10_000)}


def test_every_place_is_listed_with_its_documents(desk: Desk) -> None:
    desk.type("doha")
    assert {place_of(hit) for hit in desk.listed()} == wanted(desk, "doha*")
    number, found = len(desk.listed()), len(desk.pane.rows.rows.found)
    assert desk.pane.summary.text() == f"{number} places in {found} documents"
    assert desk.pane.mark.text() == f"Highlight all {number}…"
    assert desk.pane.rows.current() == desk.listed()[0]
    assert not desk.pane.grab().isNull()
    words = desk.pane.rows.rows.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Doha, ")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Every place of some words, in all documents"),
        ("?!", "Every place of some words, in all documents"),
        ("qqqq zzzz", "Nothing found for “qqqq zzzz”"),
        ("-doha", "A minus only leaves documents out."),
    ],
)
def test_an_empty_list_says_why(desk: Desk, words: str, sentence: str) -> None:
    desk.type("doha")
    desk.type(words)
    assert desk.pane.stack.currentWidget() is desk.pane.empty
    assert desk.pane.empty.sentence.text() == sentence
    assert desk.pane.empty.advice.text()
    assert not desk.pane.mark.isEnabled()
    assert desk.pane.rows.current() is None


def test_the_next_key_overtakes(desk: Desk) -> None:
    for words in ("t", "ta", "tal", "tali", "talks", "talk"):
        desk.pane.field.setText(words)
        QTest.qWait(5)
    desk.settle()
    assert desk.search.search == parse_search("talk", unfinished=True)
    first = desk.pane.rows.current()
    assert first is not None
    desk.type("talk ")
    assert desk.search.search == parse_search("talk")


def test_many_places_and_many_documents_are_listed_bit_by_bit(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_search, "_LISTED", 2)
    monkeypatch.setattr(library_search, "_PAGE", 2)
    monkeypatch.setattr(library_search, "_FIRST", 1)
    desk.type("the")
    rows = desk.pane.rows
    assert len(rows.rows.found) >= 2
    everything = wanted(desk, "the*")
    documents_found = {place[0] for place in everything}
    assert desk.pane.summary.text() == f"{len(everything)} places in {len(documents_found)} documents"
    while len(rows.rows.found) < len(documents_found):
        rows.more_wanted.emit()
        desk.settle()
    assert [one.about.id for one in rows.rows.found] == list(
        dict.fromkeys(hit.document for hit in desk.listed())
    )
    row = next(n for n in range(rows.rows.rowCount()) if isinstance(rows.rows.at(n), Rest))
    rows.setCurrentIndex(rows.rows.index(row, 0))
    before = rows.rows.at(row)
    assert isinstance(before, Rest)
    desk.press(Qt.Key.Key_Return)
    assert len(rows.rows.places_in(before.document)) == 2 + before.number
    assert rows.current() is not None
    assert not rows.grab().isNull()


def test_the_order_may_be_that_of_the_dates(desk: Desk) -> None:
    desk.type("taliban")
    desk.pane.newest.click()
    desk.settle()
    dates = [one.about.published.value for one in desk.pane.rows.rows.found]
    assert dates == sorted(dates, reverse=True)


def test_keys_go_through_the_places(desk: Desk) -> None:
    desk.type("taliban")
    rows = desk.pane.rows
    glanced: list[SearchHit] = []
    opened: list[SearchHit] = []
    desk.search.glanced.connect(glanced.append)
    desk.search.opened.connect(opened.append)
    QTest.keyClick(desk.pane.field, Qt.Key.Key_Down)
    desk.settle()
    assert glanced == [desk.listed()[0]]
    desk.press(Qt.Key.Key_Down)
    assert glanced[-1] == desk.listed()[1]
    desk.press(Qt.Key.Key_Down, _CONTROL)
    second = rows.rows.found[1].hits[0]
    assert (glanced[-1], rows.current()) == (second, second)
    desk.press(Qt.Key.Key_Up, _CONTROL)
    assert rows.current() == desk.listed()[0]
    desk.press(Qt.Key.Key_End)
    assert rows.current() == desk.listed()[-1]
    desk.press(Qt.Key.Key_Home)
    assert rows.current() == desk.listed()[0]
    desk.press(Qt.Key.Key_Return)
    assert opened == [desk.listed()[0]]
    desk.press(Qt.Key.Key_Up)
    assert desk.pane.field.hasFocus()


def test_marks(desk: Desk) -> None:
    desk.type("taliban")
    rows, first = desk.pane.rows, desk.listed()[0]
    desk.press(Qt.Key.Key_Space)
    assert rows.rows.marked == {place_of(first)}
    assert rows.current() == desk.listed()[1]
    assert desk.pane.mark.text() == "Highlight 1 marked…"
    desk.press(Qt.Key.Key_Space, _SHIFT)
    assert rows.rows.marked == {place for place in wanted(desk, "taliban*") if place[0] == first.document}
    desk.press(Qt.Key.Key_A, _CONTROL)
    assert rows.is_all_marked
    assert desk.search.meant(everything=False) == desk.search.search
    closed: list[bool] = []
    desk.pane.closed.connect(lambda: closed.append(True))
    desk.press(Qt.Key.Key_Escape)
    assert (rows.rows.marked, rows.is_all_marked, closed) == (set(), False, [])
    desk.press(Qt.Key.Key_Escape)
    assert closed == [True]


def test_places_become_highlights_after_a_look(desk: Desk, qtbot: QtBot) -> None:
    library = desk.session.library
    before = len(library.connection.execute("SELECT 1 FROM annotation").fetchall())
    desk.type("doha")
    everything = desk.search.meant(everything=True)
    sheet = desk.marking.ask(everything, Colour.TEAL, OWN_NAMES, load_theme("light"), desk.around)
    desk.settle()
    number = len(wanted(desk, "doha*"))
    assert sheet.count.text().startswith(f"{number} highlights in ")
    sheet.extents.button(1).click()
    desk.settle()
    fewer = int(sheet.count.text().split()[0])
    assert fewer <= number
    sheet._take_tags(["Search/Doha"])
    desk.settle()
    assert not sheet.grab().isNull()
    sheet.button.click()
    desk.settle()
    rows = library.connection.execute("SELECT colour, exact FROM annotation ORDER BY id").fetchall()[before:]
    assert len(rows) == fewer
    assert {colour for colour, _ in rows} == {"teal"}
    assert all("doha" in exact.casefold() for _, exact in rows)
    assert desk.marking.extent is Extent.SENTENCE
    assert library.database["tag"].count_where("name = 'Doha' AND parent_id IS NOT NULL") >= 1
    again = desk.marking.ask(everything, Colour.TEAL, OWN_NAMES, load_theme("light"), desk.around)
    again._take_tags([])
    desk.settle()
    assert "left alone" in again.count.text()
    assert not again.button.isEnabled()
    again.reject()
    history.undo(library)
    assert len(library.connection.execute("SELECT 1 FROM annotation").fetchall()) == before


def test_the_current_place_is_highlighted_at_once(desk: Desk) -> None:
    desk.type("doha")
    hit = desk.listed()[0]
    said: list[str] = []
    desk.search.said.connect(lambda sentence, _: said.append(sentence))
    assert desk.search.highlight_current(Colour.PINK)
    found = [
        (one.start, one.end)
        for one in annotating.highlights_of(desk.session.library, hit.document)
        if one.colour is Colour.PINK
    ]
    assert (hit.start, hit.end) in found
    assert desk.search.highlight_current(Colour.PINK)
    assert said == ["Highlighted.", "These words are highlighted so already."]
    desk.press(Qt.Key.Key_Space)
    assert not desk.search.highlight_current(Colour.PINK)


def test_the_list_follows_the_library(desk: Desk) -> None:
    desk.type("doha")
    first = desk.listed()[0].document
    number = len(desk.listed())
    desk.session.perform(lambda: documents.trash_documents(desk.session.library, [first]))
    desk.settle()
    assert all(hit.document != first for hit in desk.listed())
    desk.session.undo()
    desk.settle()
    assert len(desk.listed()) == number


def test_many_highlights_are_made_in_the_background_and_can_be_stopped(desk: Desk) -> None:
    library = desk.session.library
    before = library.database["annotation"].count
    desk.type("the ")
    began: list[str] = []
    desk.session.long.began.connect(began.append)
    for is_stopped in (True, False):
        everything = desk.search.meant(everything=True)
        sheet = desk.marking.ask(everything, Colour.BLUE, OWN_NAMES, load_theme("light"), desk.around)
        desk.settle()
        number = int(sheet.count.text().split()[0].replace(",", ""))
        assert number == len(wanted(desk, "the"))
        sheet.button.click()
        if is_stopped:
            desk.session.long.stop()
        desk.settle()
        made = library.database["annotation"].count - before
        assert made in ((0, number) if is_stopped else (number,))
        if made:
            desk.session.undo()
            desk.settle()
    assert began[0] == f"Making {number} highlights…"
    assert history.redo_label(library) == f"highlight {number} places"
