"""The find bar: what it tells, what it says, and that it fits into a narrow window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from excerpta.gui.widgets.find_bar import FindBar, FindQuery, FindResult


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[FindBar]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 300)
    bar = FindBar(window)
    bar.resize(900, 40)
    window.show()
    window.activateWindow()
    yield bar
    window.hide()


def field_of(bar: FindBar) -> QLineEdit:
    found = bar.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def button(bar: FindBar, name: str) -> QAbstractButton:
    return next(found for found in bar.findChildren(QAbstractButton) if found.accessibleName() == name)


def said(bar: FindBar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel)]


def test_it_tells_words_and_switches(bar: FindBar) -> None:
    told: list[FindQuery] = []
    bar.query_changed.connect(told.append)
    bar.open_bar()
    QTest.keyClicks(field_of(bar), "ab")
    for switch in bar.findChildren(QToolButton):
        switch.click()
    assert told[-1] == bar.query() == FindQuery("ab", True, True, True)


def test_it_is_told_once_when_it_opens_with_words(bar: FindBar) -> None:
    told: list[FindQuery] = []
    bar.query_changed.connect(told.append)
    bar.open_bar("peace\nand more")
    assert told == [FindQuery("peace")]
    assert field_of(bar).selectedText() == "peace"


def test_enter_goes_on_shift_enter_back_down_into_the_text_and_esc_closes(bar: FindBar) -> None:
    heard: list[str] = []
    bar.next_wanted.connect(lambda: heard.append("next"))
    bar.previous_wanted.connect(lambda: heard.append("previous"))
    bar.text_wanted.connect(lambda: heard.append("text"))
    bar.closed.connect(lambda: heard.append("closed"))
    bar.open_bar("peace")
    bar.set_result(FindResult(1, 3))
    QTest.keyClick(field_of(bar), Qt.Key.Key_Return)
    QTest.keyClick(field_of(bar), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    button(bar, "Next place").click()
    button(bar, "Previous place").click()
    QTest.keyClick(field_of(bar), Qt.Key.Key_Down)
    QTest.keyClick(field_of(bar), Qt.Key.Key_Escape)
    assert heard == ["next", "previous", "next", "previous", "text", "closed"]
    assert not bar.isVisible()
    bar.open_bar()
    assert field_of(bar).text() == "peace"


@pytest.mark.parametrize(
    ("words", "result", "expected"),
    [
        ("", FindResult(), ["", ""]),
        ("x", FindResult(), ["Not found", ""]),
        ("x", FindResult(is_complete=False), ["Looking…", ""]),
        ("x", FindResult(2, 17), ["2 of 17", ""]),
        ("x", FindResult(0, 1234, is_complete=False), ["1,234…", ""]),
        ("x", FindResult(3, 20_000, is_capped=True), ["3 of 20,000+", ""]),
        ("x", FindResult(1, 17, note="From the top again"), ["1 of 17", "From the top again"]),
    ],
)
def test_it_says_how_many_places_there_are(
    bar: FindBar, words: str, result: FindResult, expected: list[str]
) -> None:
    bar.open_bar(words)
    bar.set_result(result)
    assert said(bar) == expected
    assert button(bar, "Next place").isEnabled() == bool(result.total)


def test_more_than_are_looked_for_is_explained(bar: FindBar) -> None:
    bar.open_bar("x")
    bar.set_result(FindResult(1, 20_000, is_capped=True))
    assert "first 20,000" in bar.findChildren(QLabel)[0].toolTip()


@pytest.mark.parametrize("width", [900, 700, 420, 360])
def test_nothing_is_cut_off_in_a_narrow_window(bar: FindBar, width: int) -> None:
    bar.open_bar("peace")
    bar.set_result(FindResult(11, 222))
    bar.resize(width, bar.sizeHint().height())
    QApplication.processEvents()
    bar.resize(width, bar.sizeHint().height())
    QApplication.processEvents()
    parts = [field_of(bar), *bar.findChildren(QAbstractButton), bar.findChildren(QLabel)[0]]
    for part in parts:
        place = part.geometry()
        assert bar.rect().contains(place), (width, part.objectName() or part.accessibleName())
        assert place.width() >= part.minimumSizeHint().width()
    for one in parts:
        assert not any(one.geometry().intersects(other.geometry()) for other in parts if other is not one)


@pytest.mark.parametrize(("words", "is_right"), [("talks", False), ("گفت‌وگو", True), ("שלום a", True)])
def test_words_stand_at_the_side_from_which_they_run(bar: FindBar, words: str, is_right: bool) -> None:
    bar.open_bar(words)
    field = field_of(bar)
    field.deselect()
    picture = field.grab().toImage()
    ground = picture.pixel(field.width() // 2, 5)
    width, height = picture.width(), picture.height()

    def inked(low: int, high: int) -> bool:
        return any(
            picture.pixel(QPoint(x, y)) != ground for x in range(low, high) for y in range(8, height - 8)
        )

    assert inked(width // 2, width - 12) is is_right
    assert inked(12, width // 3) is not is_right
