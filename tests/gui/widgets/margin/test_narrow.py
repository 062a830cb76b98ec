"""The narrow margin: marks in a strip, and the card of one of them over the edge of the text."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.widgets.margin.desk import LINE, A, B, C, D, Desk, FakeReader, card

from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.margin_flyout import Flyout
from excerpta.gui.widgets.margin_strip import StripMark, strip_width


@pytest.fixture
def narrow(desk: Desk, reader: FakeReader) -> Desk:
    """A desk that is too narrow for cards."""
    reader.resize(420, 500)
    QApplication.processEvents()
    assert not desk.margin.fits
    return desk


def marks(desk: Desk) -> list[StripMark]:
    found = [mark for mark in desk.margin.findChildren(StripMark) if mark.isVisible()]
    return sorted(found, key=lambda mark: mark.y())


def flyout(desk: Desk) -> Flyout:
    return desk.reader.findChild(Flyout)


def in_view(desk: Desk, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(desk.reader.viewport(), QPoint(0, 0)), widget.size())


def point_at(widget: QWidget, *, inside: bool = True) -> None:
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, inside)
    there = QPointF(5, 5)
    QApplication.sendEvent(widget, QEnterEvent(there, there, there) if inside else QEvent(QEvent.Type.Leave))


def test_cards_collapse_to_marks_beside_their_text(qtbot: QtBot, desk: Desk, reader: FakeReader) -> None:
    desk.show(card(A, 100, "n"), card(B, 300, "m"), card(C, 350))
    with qtbot.waitSignal(desk.margin.fits_changed) as changed:
        reader.resize(500, 500)
    assert changed.args == [False]
    assert reader.margin_width == strip_width() == desk.margin.width()
    assert [mark.y() for mark in marks(desk)] == [100, 300]
    assert desk.margin.shown() == ()
    reader.resize(900, 500)
    assert marks(desk) == []
    assert desk.margin.shown() == (A, B)


def test_an_edge_that_is_dragged_to_and_fro_by_a_few_pixels_changes_nothing(
    desk: Desk, reader: FakeReader
) -> None:
    desk.show(card(A, 100, "n"))
    told: list[bool] = []
    desk.margin.fits_changed.connect(told.append)
    for width in (645, 638, 642, 637, 650, 641, 800):
        reader.resize(width + reader.width() - reader.viewport().width(), 500)
    assert told == [False, True]


def test_marks_follow_the_text_and_are_used_again(narrow: Desk, reader: FakeReader) -> None:
    narrow.show(*(card(n, n * 50, f"note {n}") for n in range(1, 1000)))
    height = reader.viewport().height()
    for top in range(0, 40_000, 1_900):
        reader.scroll_to(top)
        lines = {y for y in range(height) if (y + top) % 50 == 0 and y + top}
        assert {mark.y() for mark in marks(narrow) if mark.y() < height} == lines
    assert len(narrow.margin.findChildren(StripMark)) <= 12


def test_highlights_that_begin_together_share_a_mark_with_their_number(narrow: Desk) -> None:
    narrow.show(card(A, 100, "n"), card(B, 104, tags=("x",)), card(C, 110, "m"), card(D, 200, "k"))
    assert [mark.highlights for mark in marks(narrow)] == [(A, B, C), (D,)]
    assert marks(narrow)[0].accessibleName().startswith("3 highlights. ")
    first, second = marks(narrow)
    assert first.geometry().bottom() < second.y()


def test_marks_say_what_they_stand_for_and_differ_not_by_colour_alone(narrow: Desk) -> None:
    narrow.show(
        card(A, 100, "why?", ("x",)), card(B, 200, tags=("x",)), card(C, 300, tags=("x",)), card(D, 301, "m")
    )
    noted, tagged, several = marks(narrow)
    assert noted.accessibleName() == "Teal highlight: some words. Tags: x. Note: why?"
    pictures = [mark.grab().toImage() for mark in (noted, tagged, several)]
    assert pictures[0] != pictures[1]
    assert pictures[1] != pictures[2] != pictures[0]


def test_the_pointer_opens_a_card_and_leaving_closes_it(qtbot: QtBot, narrow: Desk) -> None:
    narrow.show(card(A, 100, "n"), card(B, 200, "m"))
    hovered: list[object] = []
    narrow.margin.card_hovered.connect(hovered.append)
    first, second = marks(narrow)
    point_at(first)
    assert not flyout(narrow).isVisible()
    qtbot.waitUntil(flyout(narrow).isVisible, timeout=1_000)
    assert narrow.margin.shown() == (A,)
    point_at(first, inside=False)
    point_at(second)
    assert narrow.margin.shown() == (B,)
    point_at(second, inside=False)
    point_at(flyout(narrow))
    qtbot.wait(400)
    assert flyout(narrow).isVisible()
    point_at(flyout(narrow), inside=False)
    qtbot.waitUntil(lambda: not flyout(narrow).isVisible(), timeout=1_000)
    assert hovered == [A, B, None]


def test_a_pointer_that_only_passes_opens_nothing(qtbot: QtBot, narrow: Desk) -> None:
    narrow.show(card(A, 100, "n"))
    point_at(marks(narrow)[0])
    point_at(marks(narrow)[0], inside=False)
    qtbot.wait(200)
    assert not flyout(narrow).isVisible()


def test_the_focus_opens_cards_and_arrows_go_from_mark_to_mark(narrow: Desk, reader: FakeReader) -> None:
    narrow.show(card(A, 100, "n"), card(B, 200, "m"))
    first, second = marks(narrow)
    assert first.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not second.focusPolicy() & Qt.FocusPolicy.TabFocus
    first.setFocus()
    assert narrow.margin.shown() == (A,)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    assert narrow.margin.shown() == (B,)
    QTest.keyClick(second, Qt.Key.Key_Escape)
    assert reader.hasFocus()
    assert not flyout(narrow).isVisible()


def test_enter_on_a_mark_writes_and_esc_returns_to_the_text(narrow: Desk, reader: FakeReader) -> None:
    narrow.show(card(A, 100, "n"))
    marks(narrow)[0].setFocus()
    QTest.keyClick(marks(narrow)[0], Qt.Key.Key_Return)
    QTest.keyClicks(narrow.editor(A), "!")
    assert narrow.notes == []
    QTest.keyClick(narrow.editor(A), Qt.Key.Key_Escape)
    assert narrow.notes == [(A, "n!")]
    assert reader.hasFocus()
    assert not flyout(narrow).isVisible()


def test_enter_on_the_current_highlight_opens_its_card_though_it_is_bare(narrow: Desk) -> None:
    narrow.show(card(A, 100))
    assert marks(narrow) == []
    narrow.margin.set_current(A)
    assert [mark.highlights for mark in marks(narrow)] == [(A,)]
    assert not flyout(narrow).isVisible()
    editor = narrow.write(A)
    assert editor.hasFocus()
    assert flyout(narrow).isVisible()


def test_a_click_chooses_and_each_further_click_the_next_one_of_the_mark(narrow: Desk) -> None:
    narrow.show(card(A, 100, "n"), card(B, 101, "m"), card(C, 102, "k"))
    chosen: list[object] = []
    narrow.margin.card_selected.connect(chosen.append)
    for _ in range(4):
        QTest.mouseClick(marks(narrow)[0], Qt.MouseButton.LeftButton)
    assert chosen == [A, B, C, A]
    assert narrow.margin.shown() == (A,)


@pytest.mark.parametrize("start", [0, 40, 240, 470])
@pytest.mark.parametrize("mirrored", [False, True])
def test_the_card_is_inside_the_window_and_off_its_words(
    narrow: Desk, reader: FakeReader, start: int, mirrored: bool
) -> None:
    narrow.margin.set_mirrored(mirrored)
    narrow.show(card(A, start, "a note that takes\nsome lines\nof the card", ("one", "two")))
    narrow.write(A)
    place = in_view(narrow, narrow.view(A))
    assert reader.viewport().rect().contains(place)
    assert not place.intersects(QRect(0, start, 420, LINE))
    assert (place.center().x() < 210) is mirrored
    assert not place.intersects(in_view(narrow, narrow.margin))


def test_the_card_stands_beside_words_that_do_not_reach_under_it(narrow: Desk, reader: FakeReader) -> None:
    reader.words_to_the_edge = False
    narrow.show(card(A, 100, "n"))
    narrow.write(A)
    assert in_view(narrow, narrow.view(A)).top() == 100


def test_the_card_that_is_written_in_stays_when_its_text_scrolls_away(
    narrow: Desk, reader: FakeReader
) -> None:
    narrow.show(card(A, 100, "n", quote="the words themselves"))
    editor = narrow.write(A)
    before = narrow.view(A).height()
    reader.scroll_to(4_000)
    assert editor.hasFocus()
    assert reader.viewport().rect().contains(in_view(narrow, narrow.view(A)))
    assert narrow.view(A).height() > before  # its words are quoted now


def test_writing_goes_on_while_the_margin_folds_and_unfolds(narrow: Desk, reader: FakeReader) -> None:
    narrow.show(card(A, 100, "one"), card(B, 200, "m"))
    reader.resize(900, 500)
    editor = narrow.write(A)
    QTest.keyClicks(editor, " two")
    QTest.keyClick(editor, Qt.Key.Key_Left)
    for width in (420, 900, 420):
        reader.resize(width, 500)
        assert narrow.editor(A) is editor
        assert editor.hasFocus()
        QTest.keyClicks(editor, "x")
    assert editor.note() == "one twxxxo"
    editor.undo()
    assert editor.note() != "one twxxxo"
    reader.setFocus()
    assert narrow.notes[-1] == (A, editor.note())


def test_leaving_the_card_for_the_text_closes_it_and_saves(
    qtbot: QtBot, narrow: Desk, reader: FakeReader
) -> None:
    narrow.show(card(A, 100, "n"))
    QTest.keyClicks(narrow.write(A), "!")
    reader.setFocus()
    assert narrow.notes == [(A, "n!")]
    qtbot.waitUntil(lambda: not flyout(narrow).isVisible(), timeout=1_000)


@pytest.mark.parametrize("way", ["removed", "document"])
def test_a_card_whose_highlight_is_gone_closes_and_gives_the_focus_to_the_text(
    narrow: Desk, reader: FakeReader, way: str
) -> None:
    narrow.show(card(A, 100, "n"), card(B, 200, "m"))
    narrow.write(A)
    if way == "removed":
        narrow.change(removed=[A])
    else:
        narrow.show(card(AnnotationId(9), 50, "another text"))
    assert not flyout(narrow).isVisible()
    assert reader.hasFocus()
