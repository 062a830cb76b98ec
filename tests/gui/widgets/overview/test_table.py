"""The table of a crossing: what it says, how it is walked over, sorted and opened."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from excerpta.core.model.annotation import Colour
from excerpta.core.model.crossing import Across, Crossing, CrossingQuestion, Line
from excerpta.core.model.ids import TagId
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.overview.table import CrossingTable

_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
_KEYS = Qt.KeyboardModifier


def tags(*names: str) -> tuple[Line, ...]:
    return tuple(
        Line(TagId(n), name, f"Top/{name}", 10 - n, Colour.RED, 1) for n, name in enumerate(names, 1)
    )


TABLE = Crossing(
    CrossingQuestion(),
    tags("A", "طالبان", "C"),
    tags("A", "طالبان", "C"),
    {(0, 0): 9, (1, 1): 8, (2, 2): 7, (0, 2): 4, (2, 0): 4, (1, 2): 1, (2, 1): 1},
    30,
)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[CrossingTable]:
    view = CrossingTable()
    qtbot.addWidget(view)
    view.set_theme(load_theme("light"))
    view.resize(500, 300)
    view.show_table(TABLE)
    view.show()
    QTest.qWaitForWindowExposed(view)
    view.activateWindow()
    view.setFocus()
    yield view
    view.hide()


def shown(view: CrossingTable) -> list[list[str]]:
    model = view.cells
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_zero_is_a_quiet_dot_and_warmth_leaves_the_diagonal_out(view: CrossingTable) -> None:
    assert shown(view) == [["9", "9", "·", "4"], ["8", "·", "8", "1"], ["7", "4", "1", "7"]]
    assert view.cells.most == 4
    names = [view.cells.headerData(n, Qt.Orientation.Horizontal) for n in range(4)]
    assert names == ["All", "A", "طالبان", "C"]
    assert view.cells.headerData(2, Qt.Orientation.Horizontal, _ACCESSIBLE) == "Top/طالبان"


def test_a_screen_reader_is_told_what_meets(view: CrossingTable) -> None:
    model = view.cells
    said = str(model.data(model.index(0, 3), _ACCESSIBLE)).replace("\u2068", "").replace("\u2069", "")
    assert said == "Top/A with Top/C: 4 highlights"
    assert str(model.data(model.index(1, 3), _ACCESSIBLE)).endswith(": 1 highlight")


def test_enter_and_click_choose_what_has_something_in_it(view: CrossingTable) -> None:
    chosen: list[tuple[int, object]] = []
    view.cell_chosen.connect(lambda row, column: chosen.append((row, column)))
    assert view.current_keys() == (1, 1)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)  # nothing is there
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Return)
    place = view.visualRect(view.cells.index(2, 1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, _KEYS.NoModifier, place)
    assert chosen == [(0, 2), (0, None), (2, 0)]


def test_sorting_moves_lines_and_keeps_the_current_cell(view: CrossingTable) -> None:
    view.go_to((3, 1))
    QTest.keyClick(view, Qt.Key.Key_S)
    assert [row[1] for row in shown(view)] == ["9", "4", "·"]
    assert view.current_keys() == (3, 1)
    QTest.keyClick(view, Qt.Key.Key_S, _KEYS.ShiftModifier)
    assert shown(view)[1] == ["7", "7", "4", "1"]
    assert view.cells.place(view.currentIndex()) == (2, 0)
    assert [line.name for line in view.cells.ordered().columns] == ["C", "A", "طالبان"]
    assert view.cells.ordered().count(0, 1) == 9
    QTest.keyClick(view, Qt.Key.Key_S, _KEYS.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_S)
    assert shown(view)[1] == ["8", "·", "8", "1"]


def test_heads_stand_on_end_only_where_there_is_no_room(view: CrossingTable) -> None:
    level = view.across.height()
    long = Line(TagId(9), "A very long name of a tag that no column is wide enough for", "x", 3, Colour.RED)
    view.show_table(Crossing(TABLE.question, TABLE.rows, (*TABLE.columns, long), TABLE.cells))
    assert level < view.across.height() <= 300 * 0.4 + 1


def test_months_are_read_as_months(view: CrossingTable) -> None:
    dates = tuple(Line(key, key or "No date", key, 1) for key in ("2020", "2020-09", ""))
    view.show_table(Crossing(CrossingQuestion(Across.MONTHS), TABLE.rows, dates, {(0, 1): 1}))
    names = [view.cells.headerData(n, Qt.Orientation.Horizontal) for n in range(4)]
    assert names == ["All", "2020", "Sep 2020", "No date"]


def test_what_a_tag_counts_of_its_sub_tags_is_not_warm(view: CrossingTable) -> None:
    above = Line(TagId(1), "A", "A", 9, Colour.RED)
    below = Line(TagId(2), "B", "A/B", 8, Colour.RED, 1)
    lines = (above, below, Line(TagId(3), "AB", "AB", 2, Colour.RED))
    cells = {(0, 1): 8, (1, 0): 8, (0, 2): 2, (2, 0): 2}
    view.show_table(Crossing(CrossingQuestion(), lines, lines, cells))
    assert view.cells.most == 2
    view.show_table(Crossing(CrossingQuestion(with_subtags=False), lines, lines, cells))
    assert view.cells.most == 8
