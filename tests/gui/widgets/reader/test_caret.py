"""The caret and the selection: lines, columns, words and paragraphs in every script."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from tests.gui.widgets.reader.gestures import CONTROL, LEFT, PLAIN, SHIFT, click, highlight, move, point

from excerpta.core.model.document import BlockKind
from excerpta.gui.widgets.reader.view import ReaderView

Opener = Callable[..., ReaderView]
Key = Qt.Key
CHINESE = "和平谈判在多哈开始双方代表团会面讨论停火问题" * 6
PERSIAN = "وزیر خارجه گفت که گفت‌وگوهای صلح با حضور Taliban از سر گرفته شد. "


def press(view: ReaderView, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> int:
    QTest.keyClick(view, key, modifier)
    return view.caret()


def caret_place(view: ReaderView) -> tuple[float, float]:
    place = view._caret_place()
    assert place is not None
    return place.x(), place.top()


# ---- lines


def test_the_end_of_a_line_without_spaces_is_drawn_on_that_line(open_reader: Opener) -> None:
    view = open_reader(CHINESE)
    box = view.page.laid(1).boxes[0]
    assert box.line_count > 2
    view.set_caret(2)
    _, first_line = caret_place(view)
    end = press(view, Key.Key_End)
    assert end == box.line_end(0) == box.line_start(1)
    x, y = caret_place(view)
    assert y == first_line
    assert x > 300
    assert press(view, Key.Key_End) == end
    assert press(view, Key.Key_Home) == 0
    press(view, Key.Key_End)
    assert press(view, Key.Key_Right) == end + 1
    assert caret_place(view)[1] > first_line
    view.set_caret(end)
    assert caret_place(view)[1] > first_line
    assert press(view, Key.Key_Home) == end


def test_up_and_down_from_the_end_of_such_a_line_keep_to_the_ends(open_reader: Opener) -> None:
    view = open_reader(CHINESE)
    box = view.page.laid(1).boxes[0]
    view.set_caret(2)
    press(view, Key.Key_End)
    assert press(view, Key.Key_Down) == box.line_end(1)
    assert press(view, Key.Key_Down) == box.line_end(2)
    assert press(view, Key.Key_Up) == box.line_end(1)
    assert press(view, Key.Key_Up, SHIFT) == box.line_end(0)
    assert view.selection() == (box.line_end(0), box.line_end(1))


def test_a_click_behind_such_a_line_puts_the_caret_there(open_reader: Opener) -> None:
    view = open_reader(CHINESE)
    box = view.page.laid(1).boxes[0]
    y = point(view, 2).y()
    click(view, QPoint(view.column_left + round(box.width) + 5, y))
    assert view.caret() == box.line_end(0)
    assert abs(caret_place(view)[1] - y) < 15


def test_a_highlight_ends_on_the_line_that_was_meant(open_reader: Opener) -> None:
    view = open_reader(CHINESE)
    end = view.page.laid(1).boxes[0].line_end(0)
    view.select(end - 3, end)
    assert len(view.page.rectangles(*view.selection())) == 1


# ---- columns


def test_the_column_is_kept_over_short_lines_and_pages(open_reader: Opener) -> None:
    long = "word " * 30
    view = open_reader(*([long, "ab", long] * 30))
    view.set_caret(60)
    x, _ = caret_place(view)
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Down):
        press(view, key)
    assert abs(caret_place(view)[0] - x) < 6
    for key in (Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageUp):
        press(view, key)
    press(view, Key.Key_Up)
    text, at = view.page.source.text, view.caret()
    if text[at - 1 : at + 1] == "b\n" or text[at - 2 : at] == "ab":
        press(view, Key.Key_Up)
    assert abs(caret_place(view)[0] - x) < 6


def test_a_click_begins_a_new_column(open_reader: Opener) -> None:
    view = open_reader("word " * 60)
    view.set_caret(60)
    press(view, Key.Key_Down)
    click(view, point(view, 5))
    x, _ = caret_place(view)
    press(view, Key.Key_Down)
    assert abs(caret_place(view)[0] - x) < 6


def test_pages_are_selected_with_shift(open_reader: Opener) -> None:
    view = open_reader(*(["word " * 40] * 60))
    view.set_caret(3)
    press(view, Key.Key_PageDown, SHIFT)
    press(view, Key.Key_PageDown, SHIFT)
    start, end = view.selection()
    assert start == 3
    assert end > 1500
    press(view, Key.Key_PageUp, SHIFT)
    assert view.selection()[1] < end


# ---- words and paragraphs


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("The cease-fire, he said", [4, 16, 19]),
        ("和平，谈判", [1, 3, 4]),
        (PERSIAN.strip(), [n + 1 for n, c in enumerate(PERSIAN.strip()) if c == " "]),
        ("peace 👨‍👩‍👧 talks", [6, 12]),
    ],
)
def test_control_and_arrows_go_by_words(open_reader: Opener, text: str, starts: list[int]) -> None:
    view = open_reader(text)
    backwards = view.page.laid(1).boxes[0].is_right_to_left
    on, back = (Key.Key_Left, Key.Key_Right) if backwards else (Key.Key_Right, Key.Key_Left)
    assert [press(view, on, CONTROL) for _ in starts] == starts
    assert press(view, on, CONTROL) == len(text)
    assert [press(view, back, CONTROL) for _ in starts] == starts[::-1]
    assert press(view, back, CONTROL) == 0
    press(view, on, CONTROL | SHIFT)
    assert view.selected_text() == text[: starts[0]]


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("The envoy's cease-fire", 14, "cease-fire"),
        (PERSIAN, 20, "گفت‌وگوهای"),
        ("تالار کابُل بود", 8, "کابُل"),
        ("和平谈判", 2, "谈"),
        ("see 👨‍👩‍👧 here", 4, "👨‍👩‍👧"),
        ("नमस्ते विश्व", 8, "विश्व"),
    ],
)
def test_a_double_click_takes_a_word_of_any_script(
    open_reader: Opener, text: str, at: int, word: str
) -> None:
    view = open_reader(text)
    place = point(view, at)
    click(view, place)
    QTest.mouseDClick(view.viewport(), LEFT, PLAIN, place)
    assert view.selected_text() == word


def test_after_a_double_click_a_drag_takes_whole_words(open_reader: Opener) -> None:
    text = "The envoy said nothing at all"
    view = open_reader(text)
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, point(view, 12))
    QTest.mouseDClick(view.viewport(), LEFT, PLAIN, point(view, 12))
    # Qt sends no press before a double click's release: the move goes on with the button held.
    move(view, point(view, 17), held=True)
    assert view.selected_text() == "said nothing"
    move(view, point(view, 6), held=True)
    assert view.selected_text() == "envoy said"
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, point(view, 6))
    assert view.selected_text() == "envoy said"


def test_a_triple_click_takes_the_cell_of_a_table(open_reader: Opener) -> None:
    view = open_reader((BlockKind.TABLE, "Date\tPlace\n6 January\tDoha talks"))
    at = point(view, view.page.source.text.index("talks"))
    click(view, at)
    QTest.mouseDClick(view.viewport(), LEFT, PLAIN, at)
    click(view, at)
    assert view.selected_text() == "Doha talks"


def test_home_and_end_with_control_and_shift(open_reader: Opener) -> None:
    view = open_reader("one two", PERSIAN.strip(), "three")
    end = len(view.page.source.text)
    view.set_caret(9)
    press(view, Key.Key_End, CONTROL | SHIFT)
    assert view.selection() == (9, end)
    press(view, Key.Key_Home, CONTROL | SHIFT)
    assert view.selection() == (0, 9)
    press(view, Key.Key_End, CONTROL)
    assert view.selection() == (end, end)


def test_folded_words_cannot_be_cut_in_a_character(open_reader: Opener) -> None:
    view = open_reader("first", (BlockKind.FURNITURE, "Share e\u0301 👨‍👩‍👧"), "last")
    family = view.page.source.text.index("👨")
    view.select(family - 2, family + 2)
    assert view.selected_text() == "e\u0301 👨‍👩‍👧"


# ---- sentences


def test_s_completes_what_is_selected_then_takes_the_next(open_reader: Opener) -> None:
    view = open_reader("One here. Two is there. Three.", "Four.")
    view.select(12, 15)
    selected = []
    for _ in range(4):
        view.commands["select_sentence"]()
        selected.append(view.selected_text())
    assert selected == [
        "Two is there.",
        "Two is there. Three.",
        "Two is there. Three.\nFour.",
        "Two is there. Three.\nFour.",
    ]


def test_s_takes_a_cell_and_stops_before_what_is_folded(open_reader: Opener) -> None:
    view = open_reader(
        (BlockKind.TABLE, "Doha talks\tSome. More"), (BlockKind.FURNITURE, "Share this."), "End."
    )
    view.set_caret(3)
    selected = []
    for _ in range(4):
        view.commands["select_sentence"]()
        selected.append(view.selected_text())
    assert selected == ["Doha talks", "Doha talks\tSome.", "Doha talks\tSome. More", "Doha talks\tSome. More"]


def test_s_lets_go_of_the_current_highlight(open_reader: Opener) -> None:
    view = open_reader("One here. Two.")
    view.set_highlights([highlight(1, 0, 3)])
    view.go_to_highlight(forward=True)
    view.commands["select_sentence"]()
    assert view.selected_text() == "One here."
    assert view.current_highlight() is None
