"""Writing in the margin: keys, undo, several highlights at one place, long notes, and every script."""

import itertools

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.widgets.margin.desk import A, B, C, D, Desk, FakeReader, card

from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.keys import Keys
from excerpta.gui.widgets.margin_parts import CountButton
from excerpta.gui.windows.actions import VERBS

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PERSIAN = "این یادداشت دربارهٔ گفت‌وگوهاست و در چند سطر نوشته شده است 👍🏽"


def ink_of(picture: QImage, *, left: bool) -> int:
    """How many dark pixels there are in one half of a picture."""
    half = picture.width() // 2
    columns = range(half) if left else range(half, picture.width())
    return sum(picture.pixelColor(x, y).lightness() < 120 for x in columns for y in range(picture.height()))


# ---- keys


def test_alt_down_and_up_go_from_card_to_card_and_bring_the_text_into_view(
    desk: Desk, reader: FakeReader
) -> None:
    desk.show(card(A, 100, "a"), card(B, 150), card(C, 200, tags=("x",)), card(D, 3_000, "d"))
    chosen: list[object] = []
    desk.margin.card_selected.connect(chosen.append)
    QTest.keyClicks(desk.write(A), "!")
    QTest.keyClick(desk.editor(A), Qt.Key.Key_Down, ALT)
    assert desk.notes == [(A, "a!")]
    assert desk.editor(C).hasFocus()
    QTest.keyClick(desk.editor(C), Qt.Key.Key_Down, ALT)
    assert desk.editor(D).hasFocus()
    assert reader.top > 2_000
    QTest.keyClick(desk.editor(D), Qt.Key.Key_Down, ALT)
    assert desk.editor(D).hasFocus()
    QTest.keyClick(desk.editor(D), Qt.Key.Key_Up, ALT)
    assert desk.editor(C).hasFocus()
    assert chosen == [C, D, C]


def test_tab_walks_through_the_parts_of_the_current_card_alone(desk: Desk, reader: FakeReader) -> None:
    desk.show(card(A, 100, "a", ("x", "y")), card(B, 300, "b", ("z",)))
    desk.margin.set_current(A, 1, 2)
    parts = desk.parts(A)
    order = [*parts.chips, parts._add, parts.count, parts._delete, parts.editor]
    order[0].setFocus()
    for one in order:
        assert one.hasFocus()
        QTest.keyClick(one, Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is None or not desk.margin.isAncestorOf(focus)
    order[-1].setFocus()
    QTest.keyClick(order[-1], Qt.Key.Key_Backtab)
    assert order[-2].hasFocus()


def test_enter_presses_the_button_that_has_the_focus_and_is_a_new_line_in_the_note(desk: Desk) -> None:
    desk.show(card(A, 100, "a", ("x",)))
    desk.margin.set_current(A)
    wanted: list[object] = []
    desk.margin.tag_wanted.connect(wanted.append)
    desk.parts(A)._add.setFocus()
    QTest.keyClick(desk.parts(A)._add, Qt.Key.Key_Return)
    assert wanted == [A]
    editor = desk.write(A)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Return, SHIFT)
    QTest.keyClicks(editor, "b")
    assert editor.note() == "a\n\nb"


def test_ctrl_enter_leaves_the_note_as_esc_does(desk: Desk, reader: FakeReader) -> None:
    desk.show(card(A, 100, "a"))
    QTest.keyClicks(desk.write(A), "!")
    QTest.keyClick(desk.editor(A), Qt.Key.Key_Return, CTRL)
    assert desk.notes == [(A, "a!")]
    assert reader.hasFocus()


# ---- undo


@pytest.fixture
def undone(reader: FakeReader) -> list[str]:
    """What the program was asked to undo and to do again."""
    asked: list[str] = []
    for name, keys in (("undo", "Ctrl+Z"), ("redo", "Ctrl+Shift+Z")):
        action = QAction(reader)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False, name=name: asked.append(name))
        reader.addAction(action)
    return asked


def test_undo_is_the_notes_while_it_has_typing_to_undo_and_then_the_programs(
    desk: Desk, undone: list[str]
) -> None:
    desk.show(card(A, 100, "old"))
    editor = desk.write(A)
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert undone == ["undo"]
    QTest.keyClicks(editor, " new")
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.note() == "old"
    assert undone == ["undo"]
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL | SHIFT)
    assert editor.note() == "old new"
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL | SHIFT)
    assert undone == ["undo", "redo"]


def test_a_note_that_the_program_undid_shows_at_once_and_further_undo_is_the_programs(
    desk: Desk, undone: list[str]
) -> None:
    desk.show(card(A, 100, "old"))
    editor = desk.write(A)
    QTest.keyClicks(editor, " new")
    desk.margin.flush()
    desk.change(card(A, 100, "old new"))
    desk.change(card(A, 100, "old"))
    assert editor.note() == "old"
    assert editor.hasFocus()
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert undone == ["undo"]
    QTest.keyClicks(editor, "er")
    desk.margin.flush()
    assert desk.notes == [(A, "old new"), (A, "older")]


def test_typing_that_was_not_saved_outlives_a_change_from_outside(desk: Desk) -> None:
    desk.show(card(A, 100, "old"))
    editor = desk.write(A)
    QTest.keyClicks(editor, " new")
    desk.change(card(A, 100, "changed elsewhere"))
    assert editor.note() == "old new"
    desk.margin.flush()
    assert desk.notes == [(A, "old new")]


def test_what_was_typed_stays_on_the_card_even_if_nobody_saves_it(desk: Desk, reader: FakeReader) -> None:
    desk.show(card(A, 100, "old"), card(B, 3_000, "b"))
    QTest.keyClicks(desk.write(A), " new")
    reader.setFocus()
    reader.scroll_to(2_900)
    reader.scroll_to(0)
    found = desk.view(A).card
    assert found is not None
    assert found.note == "old new"
    assert desk.write(A).note() == "old new"


# ---- several at one place


def test_the_current_card_says_which_of_several_it_is_and_goes_on(qtbot: QtBot, desk: Desk) -> None:
    desk.show(card(A, 100, "a"), card(B, 100, "b"))
    desk.margin.set_current(A, 1, 2)
    count = desk.parts(A).count
    assert count.isVisible()
    assert count.accessibleName() == "Highlight 1 of 2 at this place. Go to the next"
    with qtbot.waitSignal(desk.margin.cycle_wanted) as wanted:
        QTest.mouseClick(count, Qt.MouseButton.LeftButton)
    assert wanted.args == [A]
    desk.margin.set_current(B)
    assert not desk.parts(B).count.isVisible()


def test_the_keys_of_the_text_stand_on_the_buttons_of_a_card(desk: Desk) -> None:
    desk.show(card(A, 100, "a"))
    desk.margin.set_current(A, 2, 3)
    desk.margin.set_keys(Keys(VERBS))
    parts = desk.parts(A)
    tips = [button.toolTip() for button in (parts.count, parts._add, parts._delete)]
    assert [tip.rpartition(" ")[2] for tip in tips] == ["(O)", "(T)", "(Del)"]
    desk.margin.set_keys(Keys(VERBS, {"cycle": [], "tag": ["Shift+T"]}))
    assert "(" not in parts.count.toolTip()
    assert parts._add.toolTip() == "Add a tag (Shift+T)"


@pytest.mark.parametrize("width", [900, 420])
def test_going_on_by_keyboard_takes_the_focus_along(desk: Desk, reader: FakeReader, width: int) -> None:
    reader.resize(width, 500)
    QApplication.processEvents()
    desk.show(card(A, 100, "a"), card(B, 100, "b"))
    order = {A: (B, 2), B: (A, 1)}
    desk.margin.cycle_wanted.connect(lambda one: desk.margin.set_current(order[one][0], order[one][1], 2))
    desk.write(A)
    desk.margin.set_current(A, 1, 2)
    desk.parts(A).count.setFocus()
    for there in (B, A):
        focus = QApplication.focusWidget()
        assert isinstance(focus, CountButton)
        QTest.keyClick(focus, Qt.Key.Key_Space)
        assert desk.parts(there).count.hasFocus()


# ---- what is shown


def test_the_words_are_quoted_on_a_bare_card_and_where_their_text_is_not_in_view(
    desk: Desk, reader: FakeReader
) -> None:
    words = "words of the text that go on for a while " * 3
    desk.show(card(A, 100, quote=words), card(B, 300, "n", quote=words))
    desk.margin.set_current(B)
    told = desk.view(B).height()
    desk.margin.set_current(A)
    assert desk.view(A).height() > told + 20
    desk.write(B)
    reader.scroll_to(2_000)
    assert desk.view(B).height() > told + 20
    reader.scroll_to(0)
    assert desk.view(B).height() == told


def test_a_bare_card_keeps_its_words_while_its_first_note_is_typed(desk: Desk) -> None:
    desk.show(card(A, 100))
    editor = desk.write(A)
    before = desk.view(A).height()
    QTest.keyClicks(editor, "x")
    assert desk.view(A).height() == before
    editor.flush()
    desk.change(card(A, 100, "x"))
    assert desk.view(A).height() == before


@pytest.mark.parametrize("resting", [True, False])
def test_notes_begin_at_the_side_at_which_their_script_begins(desk: Desk, resting: bool) -> None:
    for note, at_left in ((PERSIAN[:14], False), ("A note.", True)):
        desk.show(card(A, 100, note))
        desk.margin.set_current(None if resting else A)
        picture = desk.margin.grab(desk.view(A).geometry().adjusted(8, 34 if not resting else 4, -4, -4))
        image = picture.toImage()
        near, far = ink_of(image, left=at_left), ink_of(image, left=not at_left)
        assert near > 3 * far, note


def test_a_note_does_not_move_when_its_card_becomes_current(desk: Desk) -> None:
    """The painted note stands where the editor has it, but for the row of buttons above."""
    desk.show(card(A, 100, "first line of a note\nsecond line", ("x",)))
    resting = desk.margin.grab(desk.view(A).geometry()).toImage()
    height = desk.view(A).height()
    desk.margin.set_current(A)
    editor = desk.editor(A)
    assert desk.view(A).height() == height
    area = editor.geometry()
    current = desk.margin.grab(desk.view(A).geometry()).toImage()
    rows = [
        [y for y in range(area.top(), area.bottom()) if ink_in_row(image, area.left(), area.right(), y)]
        for image in (resting, current)
    ]
    assert rows[0] == rows[1] != []


def ink_in_row(image: QImage, left: int, right: int, y: int) -> bool:
    return any(image.pixelColor(x, y).lightness() < 120 for x in range(left, right))


def test_a_very_long_note_scrolls_inside_its_card(desk: Desk, reader: FakeReader) -> None:
    desk.show(card(A, 100, "line\n" * 300))
    editor = desk.write(A)
    assert reader.viewport().rect().contains(desk.view(A).geometry().translated(desk.margin.pos()))
    bar = editor.verticalScrollBar()
    assert bar.isVisible()
    assert bar.value() >= bar.maximum() - 4 > 0
    assert editor.viewport().rect().contains(editor.cursorRect().center())
    before = desk.view(A).height()
    QTest.keyClicks(editor, "and more")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert desk.view(A).height() == before
    assert editor.viewport().rect().contains(editor.cursorRect().center())


def test_the_current_card_of_the_last_line_is_wholly_in_the_window(desk: Desk, reader: FakeReader) -> None:
    desk.show(card(A, 470, "one\ntwo\nthree\nfour\nfive"))
    assert desk.view(A).geometry().bottom() > desk.margin.height()
    desk.margin.set_current(A)
    assert desk.view(A).geometry().bottom() < desk.margin.height()
    assert desk.view(A).geometry().top() < 470


def test_a_card_that_was_pushed_far_is_tied_to_its_text_while_it_is_pointed_at(desk: Desk) -> None:
    desk.show(card(A, 100, "a\nb\nc\nd\ne"), card(B, 110, "b"))
    assert desk.view(B).y() > 150
    plain = desk.margin.grab().toImage()
    desk.margin.set_hovered(B)
    tied = desk.margin.grab().toImage()
    height = desk.margin.height()
    rows = [
        y for y in range(height) if any(plain.pixelColor(x, y) != tied.pixelColor(x, y) for x in range(8))
    ]
    assert min(rows) < 130
    assert max(rows) >= desk.view(B).y()
    desk.margin.set_hovered(None)
    assert desk.margin.grab().toImage() == plain


def test_the_current_card_of_a_highlight_that_began_above_the_window_is_at_the_top(
    desk: Desk, reader: FakeReader
) -> None:
    desk.show(card(A, 100, "a", end=5_000), card(B, 2_200, "b"))
    reader.scroll_to(2_000)
    assert desk.margin.shown() == (B,)
    desk.margin.set_current(A)
    assert desk.margin.shown() == (A, B)
    assert desk.view(A).y() < 10
    reader.scroll_to(6_000)
    assert desk.margin.shown() == ()


def test_the_current_card_is_there_however_crowded_it_is(desk: Desk) -> None:
    desk.show(*(card(n, 100 + n, f"note {n}") for n in range(1, 200)))
    last = AnnotationId(199)
    desk.margin.set_current(last)
    assert abs(desk.view(last).y() - 299) <= 4
    tops = [desk.view(one).geometry() for one in desk.margin.shown()]
    assert all(high.bottom() < low.top() for high, low in itertools.pairwise(tops))


# ---- the mouse


def test_a_press_on_a_resting_note_puts_the_cursor_there(desk: Desk) -> None:
    desk.show(card(A, 100, "first words\nsecond line"))
    view = desk.view(A)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(14, 32))
    editor = desk.editor(A)
    assert editor.hasFocus()
    assert editor.textCursor().position() == len("first words\n")


def test_a_drag_over_a_resting_note_selects_in_it(desk: Desk) -> None:
    desk.show(card(A, 100, "first words\nsecond line"))
    view = desk.view(A)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(14, 16))
    where = desk.editor(A).geometry()
    QTest.mouseMove(view, QPoint(where.right() - 2, where.top() + 6))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(where.right() - 2, where.top() + 6))
    assert desk.editor(A).textCursor().selectedText() == "first words"


def test_a_resting_chip_tells_the_whole_path_of_its_tag(desk: Desk) -> None:
    desk.show(card(A, 100, "n", ("peace",)))
    QTest.mouseMove(desk.view(A), QPoint(30, 18))
    assert "Top/peace" in desk.view(A).toolTip()
    QTest.mouseMove(desk.view(A), QPoint(150, 18))
    assert desk.view(A).toolTip() == ""


def test_the_margin_works_among_other_widgets(qtbot: QtBot) -> None:
    """The focus never strays into a neighbour when the card that is written in goes away."""
    window = QWidget()
    qtbot.addWidget(window)
    reader = FakeReader()
    layout = QVBoxLayout(window)
    layout.addWidget(QPushButton("before"))
    layout.addWidget(reader)
    layout.addWidget(QPushButton("after"))
    window.resize(900, 500)
    with qtbot.waitExposed(window):
        window.show()
    desk = Desk(reader)
    desk.show(card(A, 100, "a"), card(B, 200, "b"))
    desk.write(A)
    desk.change(removed=[A])
    assert reader.hasFocus()
    window.hide()
