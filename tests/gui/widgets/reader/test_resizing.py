"""The current highlight gets another range, by its handles and by arrows, in every direction of writing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.gui.widgets.reader.gestures import CONTROL, LEFT, PLAIN, SHIFT, drag, highlight, move, point

from excerpta.core.model.document import BlockKind
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader.resizing import End
from excerpta.gui.widgets.reader.view import ReaderView

Opener = Callable[..., ReaderView]
Key = Qt.Key
ENGLISH = "The envoy said that 👨‍👩‍👧 e\u0301 talks would go on in Doha, and no side would leave."
PERSIAN = "وزیر خارجه گفت که گفت‌وگوهای صلح در دوحه با حضور Taliban از سر گرفته شد."


@pytest.fixture
def hold(open_reader: Opener) -> Callable[..., tuple[ReaderView, list[tuple[int, int]]]]:
    """Give a function that shows parts with one current highlight, which takes every range it is given."""

    def show(
        *parts: object, start: int, end: int, size: tuple[int, int] = (800, 600)
    ) -> tuple[ReaderView, list[tuple[int, int]]]:
        view = open_reader(*parts, size=size)
        ranges: list[tuple[int, int]] = []

        def take(identity: AnnotationId, first: int, last: int) -> None:
            ranges.append((first, last))
            view.change_highlights([highlight(identity, first, last)])

        view.highlight_resized.connect(take)
        view.set_highlights([highlight(1, start, end)])
        view.set_caret(start)
        view.set_current_highlight(AnnotationId(1))
        return view, ranges

    return show


Hold = Callable[..., tuple[ReaderView, list[tuple[int, int]]]]


def knob(view: ReaderView, side: End) -> QPoint:
    return view.resizing.handles()[side].knob.center().toPoint()


def test_handles_stand_at_the_edges_of_the_first_and_last_character(hold: Hold) -> None:
    view, _ = hold(ENGLISH, start=4, end=14)
    handles, around = view.resizing.handles(), view.rect_of(4, 14)
    assert abs(handles[End.START].line.x() - around.left()) <= 1
    assert abs(handles[End.END].line.x() - around.right()) <= 1.5
    assert handles[End.START].knob.center().y() < around.top() + 1
    assert handles[End.END].knob.center().y() > around.bottom() - 1


def test_in_right_to_left_text_the_first_handle_stands_at_the_right(hold: Hold) -> None:
    view, _ = hold(PERSIAN, start=5, end=14)
    handles, around = view.resizing.handles(), view.rect_of(5, 14)
    assert abs(handles[End.START].line.x() - around.right()) <= 1.5
    assert abs(handles[End.END].line.x() - around.left()) <= 1.5


def test_in_mixed_text_each_handle_stands_at_its_own_character(hold: Hold) -> None:
    taliban = PERSIAN.index("Taliban")
    view, _ = hold(PERSIAN, start=taliban + 2, end=taliban + 11)
    handles = view.resizing.handles()
    first = view.rect_of(taliban + 2, taliban + 3)
    last = view.rect_of(taliban + 10, taliban + 11)
    assert abs(handles[End.START].line.x() - first.left()) <= 1.5
    assert abs(handles[End.END].line.x() - last.left()) <= 1.5


@pytest.mark.parametrize("text", [ENGLISH, PERSIAN, ENGLISH + " " + PERSIAN])
@pytest.mark.parametrize("side", list(End))
def test_a_handle_is_dragged_to_every_place(hold: Hold, text: str, side: End) -> None:
    view, ranges = hold("first", text, "last", start=30, end=34)
    box = view.page.laid(2).boxes[0]
    targets = [p for p in range(box.start, box.end) if box.stop(p) == p and p not in (30, 34)][::7]
    for target in targets:
        view.change_highlights([highlight(1, 30, 34)])
        drag(view, knob(view, side), point(view, target))
        fixed = 34 if side is End.START else 30
        assert ranges[-1] == (min(fixed, target), max(fixed, target))


def test_along_its_own_line_a_knob_need_not_be_carried_onto_the_words(hold: Hold) -> None:
    view, ranges = hold(ENGLISH, start=4, end=9)
    start = knob(view, End.START)
    drag(view, start, QPoint(point(view, 0).x(), start.y()))
    assert ranges == [(0, 9)]
    end = knob(view, End.END)
    drag(view, end, QPoint(point(view, 19).x(), end.y()))
    assert ranges[-1] == (0, 19)


def test_a_highlight_keeps_one_character_and_no_half_ones(hold: Hold) -> None:
    family = ENGLISH.index("👨")
    view, ranges = hold(ENGLISH, start=4, end=family + 6)
    drag(view, knob(view, End.END), knob(view, End.START) + QPoint(1, 12))
    assert ranges == [(4, 5)]
    drag(view, knob(view, End.END), point(view, family) + QPoint(3, 0))
    start, end = ranges[-1]
    assert (start, end) in ((4, family), (4, family + 5))


def test_escape_takes_a_drag_back(hold: Hold) -> None:
    view, ranges = hold(ENGLISH, start=4, end=9)
    QTest.mousePress(view.viewport(), LEFT, PLAIN, knob(view, End.END))
    move(view, point(view, 30), held=True)
    shown = view.resizing.shown()
    assert shown is not None
    assert shown.end == 30
    QTest.keyClick(view, Key.Key_Escape)
    shown = view.resizing.shown()
    assert shown is not None
    assert shown.end == 9
    move(view, point(view, 25), held=True)
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, point(view, 25))
    assert ranges == []
    assert view.current_highlight() == 1
    assert not view.has_selection()


def test_escape_takes_back_a_selection_that_is_being_dragged(open_reader: Opener) -> None:
    view = open_reader(ENGLISH)
    view.select(4, 9)
    QTest.mousePress(view.viewport(), LEFT, PLAIN, point(view, 11))
    move(view, point(view, 30), held=True)
    assert view.selected_text() == ENGLISH[11:30]
    QTest.keyClick(view, Key.Key_Escape)
    assert view.selected_text() == "envoy"
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, point(view, 30))
    assert view.selected_text() == "envoy"


def test_a_handle_held_beyond_the_edge_scrolls(qtbot: QtBot, hold: Hold) -> None:
    words = ["word " * 40 + str(number) for number in range(100)]
    view, ranges = hold(*words, start=5, end=9)
    QTest.mousePress(view.viewport(), LEFT, PLAIN, knob(view, End.END))
    move(view, QPoint(200, 640), held=True)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 300)
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, QPoint(200, 590))
    assert ranges[-1][0] == 5
    assert ranges[-1][1] > 1000
    assert End.START not in view.resizing.handles()


def test_over_several_paragraphs_both_handles_are_seen(hold: Hold) -> None:
    view, ranges = hold("one two", PERSIAN, "three four", start=4, end=8 + len(PERSIAN) + 1)
    handles = view.resizing.handles()
    assert set(handles) == set(End)
    # The break at the end cannot be seen: the handle stands behind the last character before it.
    assert abs(handles[End.END].line.x() - view.rect_of(7 + len(PERSIAN), 8 + len(PERSIAN)).left()) <= 1.5
    drag(view, knob(view, End.END), point(view, 8 + len(PERSIAN) + 6))
    assert ranges == [(4, 8 + len(PERSIAN) + 6)]


def test_shift_and_arrows_move_the_end_and_with_control_the_start(hold: Hold) -> None:
    view, ranges = hold(ENGLISH, start=4, end=9)
    QTest.keyClick(view, Key.Key_Right, SHIFT)
    QTest.keyClick(view, Key.Key_Left, SHIFT)
    QTest.keyClick(view, Key.Key_Left, SHIFT | CONTROL)
    QTest.keyClick(view, Key.Key_End, SHIFT)
    assert ranges == [(4, 10), (4, 9), (3, 9), (3, view.page.laid(1).boxes[0].line_end(0))]
    family = ENGLISH.index("👨")
    view.change_highlights([highlight(1, 4, family)])
    QTest.keyClick(view, Key.Key_Right, SHIFT)
    assert ranges[-1] == (4, family + 5)


def test_arrows_go_as_the_text_is_seen(hold: Hold) -> None:
    view, ranges = hold(PERSIAN, start=5, end=9)
    QTest.keyClick(view, Key.Key_Left, SHIFT)
    assert ranges == [(5, 10)]
    QTest.keyClick(view, Key.Key_Right, SHIFT | CONTROL)
    assert ranges[-1] == (4, 10)


def test_a_break_between_paragraphs_is_passed_at_once(hold: Hold) -> None:
    view, ranges = hold("one two", "three", (BlockKind.TABLE, "a\tb\nc\td"), start=4, end=7)
    text = view.page.source.text
    QTest.keyClick(view, Key.Key_Right, SHIFT)
    assert text[slice(*ranges[-1])] == "two\nt"
    QTest.keyClick(view, Key.Key_Left, SHIFT)
    assert text[slice(*ranges[-1])] == "two"
    view.change_highlights([highlight(1, text.index("a\t"), text.index("a\t") + 1)])
    QTest.keyClick(view, Key.Key_Right, SHIFT)
    assert text[slice(*ranges[-1])] == "a\tb"
    QTest.keyClick(view, Key.Key_Left, SHIFT | CONTROL)
    assert text[slice(*ranges[-1])] == "e\na\tb"
    QTest.keyClick(view, Key.Key_Right, SHIFT | CONTROL)
    assert text[slice(*ranges[-1])] == "a\tb"


def test_an_end_never_passes_the_other_one_by_keys(hold: Hold) -> None:
    view, ranges = hold(ENGLISH, start=4, end=5)
    QTest.keyClick(view, Key.Key_Left, SHIFT)
    QTest.keyClick(view, Key.Key_Right, SHIFT | CONTROL)
    assert ranges == []


def test_folded_words_have_no_handles(hold: Hold) -> None:
    view, _ = hold("first", (BlockKind.FURNITURE, "Share this"), "last", start=6, end=11)
    assert set(view.resizing.handles()) == set(End)
    view.toggle_fold(6)
    assert view.resizing.handles() == {}


def test_in_a_wide_table_only_handles_that_are_seen_are_there(hold: Hold) -> None:
    row = "\t".join(f"cell {column} with words" for column in range(14))
    view, ranges = hold((BlockKind.TABLE, row + "\n" + row), start=0, end=len(row))
    assert set(view.resizing.handles()) == {End.START}
    view.reveal(len(row) - 1)
    assert set(view.resizing.handles()) == {End.END}
    target = row.index("cell 13") + 4
    drag(view, knob(view, End.END), point(view, target))
    assert ranges == [(0, target)]
