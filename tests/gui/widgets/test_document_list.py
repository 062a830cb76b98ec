"""The list of documents: a hundred thousand of them, what rows say, keys, selection, and what was deleted."""

import time
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from excerpta.core.model.document import DocumentSummary, PartialDate, Provenance
from excerpta.core.model.ids import DocumentId
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.document_list import DocumentListPane, describe
from excerpta.gui.widgets.paged_model import ID, PAGE, ROW

MANY = 100_000


def summary(number: int) -> DocumentSummary:
    title = f"گفت‌وگو {number}" if number % 7 == 3 else f"Report {number} " + "long " * (number % 20)
    date = PartialDate("2021-01", Provenance.DEDUCED) if number % 2 else PartialDate()
    return DocumentSummary(DocumentId(number), title, "The Dispatch", date, number % 5, number % 3 == 0)


class Shelf:
    """What is asked of the library."""

    def __init__(self) -> None:
        self.asked = 0
        self.gone: set[int] = set()

    def fetch(self, ids: Sequence[DocumentId]) -> list[DocumentSummary]:
        self.asked += len(ids)
        return [summary(one) for one in ids if one not in self.gone]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def pane(qtbot: QtBot, shelf: Shelf) -> Iterator[DocumentListPane]:
    pane = DocumentListPane(load_theme("light"))
    qtbot.addWidget(pane)
    pane.resize(280, 700)
    pane.show()
    qtbot.waitExposed(pane)
    pane.set_source([DocumentId(n) for n in range(1, MANY + 1)], shelf.fetch, MANY)
    return pane


def test_a_hundred_thousand_documents_are_there_at_once(pane: DocumentListPane, shelf: Shelf) -> None:
    start = time.process_time()
    pane.grab()
    pane.table.scrollToBottom()
    pane.grab()
    assert time.process_time() - start < 0.5
    assert pane.model.rowCount() == MANY
    assert shelf.asked <= 6 * PAGE
    assert pane.count.text() == "100000 documents"


def test_the_model_keeps_qts_rules(pane: DocumentListPane, shelf: Shelf) -> None:
    tester = QAbstractItemModelTester(pane.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    pane.set_source([DocumentId(n) for n in range(1, 200)], shelf.fetch, 200)
    pane.model.refresh()
    tester.deleteLater()


def test_a_row_that_is_gone_does_not_shift_the_others(pane: DocumentListPane, shelf: Shelf) -> None:
    shelf.gone = {2}
    pane.model.refresh()
    rows = [pane.model.index(n, 0) for n in range(4)]
    assert rows[1].data(ROW) is None
    assert [row.data(ROW).id for row in (rows[0], rows[2], rows[3])] == [1, 3, 4]
    pane.grab()


def test_a_row_in_words() -> None:
    one = DocumentSummary(DocumentId(1), "Talks", "Agency", PartialDate("2020", Provenance.DEDUCED), 1, True)
    assert describe(one) == "Talks, Agency, 2020 ?, 1 highlight"


def test_keys_move_open_and_throw_away(pane: DocumentListPane) -> None:
    opened: list[int] = []
    thrown: list[list[int]] = []
    pasted: list[bool] = []
    pane.document_chosen.connect(opened.append)
    pane.trash_wanted.connect(thrown.append)
    pane.paste_wanted.connect(lambda: pasted.append(True))
    pane.set_current(DocumentId(1))
    table = pane.table
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened == [2]
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert thrown == [[2, 3]]
    QTest.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert pasted == [True]


def test_a_click_opens_and_one_that_extends_does_not(pane: DocumentListPane) -> None:
    opened: list[int] = []
    pane.document_chosen.connect(opened.append)

    def click(row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        at = pane.table.visualRect(pane.model.index(row, 0)).center()
        QTest.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, modifier, at)

    click(2)
    click(4, Qt.KeyboardModifier.ControlModifier)
    assert opened == [3]
    assert pane.selected() == [3, 5]


def test_the_selection_of_several_survives_a_refresh(pane: DocumentListPane, shelf: Shelf) -> None:
    pane.set_current(DocumentId(4))
    QTest.keyClick(pane.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert pane.selected() == [4, 5]
    pane.set_source([DocumentId(n) for n in range(3, 100)], shelf.fetch, 97)
    assert pane.selected() == [4, 5]
    assert pane.model.index(pane.model.row_of(4), 0).data(ID) == 4


def test_a_filter_that_finds_nothing_says_so(pane: DocumentListPane, shelf: Shelf) -> None:
    pane.filter.setText("xyz")
    pane.set_source([], shelf.fetch, MANY)
    assert pane.nothing.isVisible()
    assert pane.count.text() == "0 of 100000 documents"
    pane.filter.clear()
    pane.set_source([DocumentId(1)], shelf.fetch, 1)
    assert not pane.nothing.isVisible()
    assert pane.count.text() == "1 document"
