"""The go-to box: the field keeps the keyboard, the list is walked, and each way out says which it was."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.go_box import GoBox
from excerpta.gui.widgets.landmarks import Landmark, row_height

PLACES = [Landmark(f"Place {row}", row * 10) for row in range(30)]


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[GoBox]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 600)
    field = QLineEdit(window)
    field.move(300, 560)
    box = GoBox(load_theme("light"), window)
    window.show()
    window.activateWindow()
    field.setFocus()
    box.open_in(window.rect())
    yield box
    window.hide()


def heard_of(box: GoBox) -> list[object]:
    heard: list[object] = []
    box.asked.connect(heard.append)
    box.previewed.connect(lambda one: heard.append(("look", one.title)))
    box.chosen.connect(lambda one: heard.append(("go", one.title)))
    box.cancelled.connect(lambda: heard.append("cancelled"))
    box.abandoned.connect(lambda: heard.append("abandoned"))
    return heard


def test_arrows_walk_the_list_while_the_field_keeps_the_keyboard(box: GoBox) -> None:
    heard = heard_of(box)
    box.show_landmarks(PLACES, 3, 3)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        QTest.keyClick(box.field, key)
    assert heard == [("look", f"Place {row}") for row in (4, 5, 4, 12, 4)]
    assert box.field.hasFocus()
    QTest.keyClicks(box.field, "ab")
    assert heard[-2:] == ["a", "ab"]
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert heard[-1] == ("go", "Place 4")
    assert not box.isVisible()


def test_each_way_out_says_which_it_was(box: GoBox) -> None:
    window = box.parentWidget()
    heard = heard_of(box)
    box.show_landmarks(PLACES, 0, 0)
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert heard == ["cancelled"]
    assert window.findChild(QLineEdit).hasFocus()
    box.open_in(window.rect())
    box.show_landmarks(PLACES, 0, 0)
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(20, 590))
    assert heard == ["cancelled", "abandoned"]
    box.open_in(window.rect())
    box.show_landmarks(PLACES, 0, 0)
    place = QPoint(50, 2 * row_height() + 4)
    QTest.mouseClick(box.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard == ["cancelled", "abandoned", ("go", "Place 2")]
    assert not box.isVisible()


def test_enter_without_a_place_does_nothing_and_the_box_says_why(box: GoBox) -> None:
    heard = heard_of(box)
    box.show_landmarks([], -1, -1, "There is none.")
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    QTest.keyClick(box.field, Qt.Key.Key_Down)
    assert heard == []
    assert box.isVisible()
    assert "There is none." in [label.text() for label in box.findChildren(QLabel)]


@pytest.mark.parametrize("size", [(700, 600), (360, 500)])
@pytest.mark.parametrize("number", [0, 1, 30])
def test_it_fits_into_its_place(box: GoBox, size: tuple[int, int], number: int) -> None:
    around = QRect(0, 0, *size)
    box.open_in(around)
    box.show_landmarks(
        PLACES[:number], 0, 0, "" if number else "A sentence that is long enough to be wrapped."
    )
    QApplication.processEvents()
    assert around.contains(box.card())
    for part in (box.field, *box.findChildren(QLabel)):
        assert box.rect().contains(part.geometry())
        assert part.height() >= part.minimumSizeHint().height()
    assert box.table.isVisible() == bool(number)
