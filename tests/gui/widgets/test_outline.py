"""The outline panel: keys from list to field and back, what it says, what it draws."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from excerpta.core.model.annotation import Colour
from excerpta.gui.support.theme import THEME_NAMES, load_theme
from excerpta.gui.widgets.landmarks import Landmark, row_height
from excerpta.gui.widgets.outline import LONG, Listed, OutlinePanel


@pytest.fixture
def panel(qtbot: QtBot) -> OutlinePanel:
    panel = OutlinePanel(load_theme("light"))
    qtbot.addWidget(panel)
    panel.resize(260, 400)
    panel.show()
    panel.activateWindow()
    return panel


def places(number: int) -> list[Landmark]:
    return [Landmark(f"Place {row}", row * 10, depth=row % 3) for row in range(number)]


def test_arrows_walk_enter_chooses_and_esc_leaves(panel: OutlinePanel) -> None:
    said: list[object] = []
    panel.chosen.connect(said.append)
    panel.left.connect(lambda: said.append("left"))
    panel.show_landmarks(places(5), Listed.HEADINGS, total=5)
    panel.set_here(2)
    panel.enter()
    assert panel.table.row() == 2
    QTest.keyClick(panel.table, Qt.Key.Key_Down)
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    QTest.keyClick(panel.table, Qt.Key.Key_Escape)
    assert said == [places(5)[3], "left"]


def test_a_click_chooses(panel: OutlinePanel) -> None:
    said: list[Landmark] = []
    panel.chosen.connect(said.append)
    panel.show_landmarks(places(5), Listed.HEADINGS, total=5)
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, row_height() + 5))
    assert said == [places(5)[1]]


def test_a_short_list_has_no_field_and_a_long_one_takes_what_is_typed(panel: OutlinePanel) -> None:
    panel.show_landmarks(places(LONG), Listed.HEADINGS, total=LONG)
    assert not panel.field.isVisible()
    words: list[str] = []
    panel.filtered.connect(words.append)
    panel.show_landmarks(places(LONG + 1), Listed.HEADINGS, total=LONG + 1)
    panel.enter()
    QTest.keyClicks(panel.table, "p")
    assert panel.field.hasFocus()
    QTest.keyClicks(panel.field, "l")
    assert words == ["p", "pl"]
    panel.show_landmarks(places(3), Listed.HEADINGS, total=LONG + 1)
    assert panel.field.isVisible()
    QTest.keyClick(panel.field, Qt.Key.Key_Down)
    assert panel.table.hasFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Up)
    assert panel.field.hasFocus()
    left: list[bool] = []
    panel.left.connect(lambda: left.append(True))
    QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    assert (panel.field.text(), left) == ("", [])
    QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    assert left == [True]


def test_enter_in_the_field_goes_to_the_first_match(panel: OutlinePanel) -> None:
    said: list[Landmark] = []
    panel.chosen.connect(said.append)
    panel.show_landmarks(places(LONG + 1), Listed.HEADINGS, total=LONG + 1)
    panel.field.setFocus()
    panel.table.go_to_row(-1)
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert said == [places(1)[0]]


def test_nothing_to_list_says_why_and_offers_what_there_is(panel: OutlinePanel) -> None:
    panel.show_nothing("It has none.", Listed.HEADINGS, [Listed.HIGHLIGHTS])
    panel.enter()
    shown = [one for one in panel.findChildren(QPushButton) if one.isVisible()]
    assert [(one.text(), one.accessibleName()) for one in shown] == [("Highlights", "List the highlights")]
    assert shown[0].hasFocus()
    wanted: list[Listed] = []
    panel.listed.connect(wanted.append)
    QTest.keyClick(shown[0], Qt.Key.Key_Space)
    assert wanted == [Listed.HIGHLIGHTS]


def test_where_one_is_stays_in_view_while_the_keyboard_is_elsewhere(panel: OutlinePanel) -> None:
    panel.show_landmarks(places(200), Listed.HEADINGS, total=200)
    panel.table.clearFocus()
    panel.set_here(150)
    rows = panel.table.viewport().rect()
    model = panel.table.landmarks
    assert rows.contains(panel.table.visualRect(model.index(150, 0)).center())
    panel.table.setFocus()
    panel.set_here(3)
    assert rows.contains(panel.table.visualRect(model.index(150, 0)).center())
    assert model.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("you are here")


def test_markup_in_a_title_stays_text(panel: OutlinePanel) -> None:
    panel.show_landmarks([Landmark("<b>x</b>", 0, about="3 highlights")], Listed.HEADINGS, total=1)
    shown = panel.table.landmarks.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;x&lt;/b&gt;, 3 highlights" in shown


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_titles_begin_where_their_script_begins(panel: OutlinePanel, theme: str) -> None:
    panel.set_theme(load_theme(theme))
    rows = [Landmark("left", 0), Landmark("راست", 1), Landmark("left", 2, colour=Colour.RED, note="7")]
    panel.show_landmarks(rows, Listed.HEADINGS, total=3)
    panel.table.go_to_row(-1)
    picture = panel.table.viewport().grab().toImage()
    ground = picture.pixel(picture.width() // 2, row_height() // 2)

    def inked(row: int, left: float, right: float) -> bool:
        width = picture.width()
        return any(
            picture.pixel(x, y) != ground
            for x in range(round(left * width), round(right * width))
            for y in range(row * row_height(), (row + 1) * row_height())
        )

    assert (inked(0, 0, 0.3), inked(0, 0.7, 1)) == (True, False)
    assert (inked(1, 0, 0.3), inked(1, 0.7, 1)) == (False, True)
    assert (inked(2, 0, 0.3), inked(2, 0.85, 1)) == (True, True)
