"""The margin: which cards there are, where they stand, and that no note is ever lost."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.widgets.margin.desk import A, B, C, Desk, FakeReader, card

from excerpta.core.model.document import Block, BlockKind
from excerpta.core.model.ids import AnnotationId, TagId
from excerpta.gui.widgets.margin_card import CardView
from excerpta.gui.widgets.reader.view import ReaderView


def button(host: QWidget, name: str) -> QAbstractButton:
    return next(found for found in host.findChildren(QAbstractButton) if found.accessibleName() == name)


def test_cards_stand_beside_their_text_and_push_each_other_down(desk: Desk) -> None:
    desk.show(card(A, 100, "one"), card(B, 110, "two"), card(C, 400, "three"))
    assert desk.margin.shown() == (A, B, C)
    a, b, c = (desk.view(id_).geometry() for id_ in (A, B, C))
    assert abs(a.top() - 100) <= 4
    assert b.top() > a.bottom()
    assert abs(c.top() - 400) <= 4


def test_the_current_card_stands_at_its_text_and_the_others_give_way(desk: Desk) -> None:
    desk.show(card(A, 200, "one\ntwo\nthree"), card(B, 210, "two"))
    desk.margin.set_current(B)
    assert abs(desk.view(B).y() - 210) <= 4
    assert desk.view(A).geometry().bottom() < desk.view(B).y()


def test_untagged_highlights_without_note_have_a_card_only_while_current(desk: Desk) -> None:
    desk.show(card(A, 100), card(B, 200, tags=("x",)))
    assert desk.margin.shown() == (B,)
    desk.margin.set_current(A)
    assert desk.margin.shown() == (A, B)
    desk.margin.set_current(None)
    assert desk.margin.shown() == (B,)


def test_only_cards_in_the_window_are_built_and_views_are_used_again(desk: Desk, reader: FakeReader) -> None:
    desk.show(*(card(n, n * 100, f"note {n}") for n in range(2000)))
    most = 0
    for top in range(0, 150_000, 5_000):
        reader.scroll_to(top)
        shown = desk.margin.shown()
        assert shown
        for id_ in shown:
            found = desk.view(id_).card
            assert found is not None
            assert found.note == f"note {id_}"
        most = max(most, len(desk.margin.findChildren(CardView)))
    assert most <= 12


def test_cards_are_made_when_they_are_seen(desk: Desk, reader: FakeReader) -> None:
    entries = [card(n, n * 100, f"note {n}") for n in range(50_000)]
    desk.show(*entries)
    assert desk.made < 40
    desk.change(*entries[100:200])
    desk.change(removed=[AnnotationId(n) for n in range(20_000, 20_400)])
    assert desk.made < 60
    reader.scroll_to(1_999_800)
    assert desk.margin.shown() == (19_998, 19_999)
    reader.scroll_to(2_039_900)
    assert desk.margin.shown()[0] == 20_400
    assert desk.made < 120


def test_cards_that_are_pushed_out_of_the_window_are_not_laid_out(desk: Desk) -> None:
    desk.show(*(card(n, 100 + n // 10, f"note {n}") for n in range(1, 300)))
    desk.made = 0
    desk.margin.arrange()
    assert len(desk.margin.shown()) < 14
    assert desk.margin.shown()[0] == A


def test_a_card_whose_text_has_just_left_still_pushes_the_next(desk: Desk, reader: FakeReader) -> None:
    desk.show(card(A, 100, "a\nb\nc\nd\ne"), card(B, 105, "next"), card(C, 400, "far"))
    before = desk.view(B).y()
    for top in range(5, 105, 5):
        reader.scroll_to(top)
        assert desk.view(B).y() == before - top
    assert A in desk.margin.shown()


def test_typing_is_told_within_a_second_without_leaving(qtbot: QtBot, desk: Desk) -> None:
    desk.show(card(A, 100, "old"))
    desk.margin.edit_note(A)
    with qtbot.waitSignal(desk.margin.note_edited, timeout=1_000):
        QTest.keyClicks(desk.editor(A), " new")
    assert desk.notes == [(A, "old new")]


def test_steady_typing_does_not_put_the_save_off(qtbot: QtBot, desk: Desk) -> None:
    desk.show(card(A, 100))
    desk.margin.edit_note(A)
    for _ in range(12):
        QTest.keyClicks(desk.editor(A), "x")
        qtbot.wait(100)
    assert desk.notes


@pytest.mark.parametrize("way", ["focus", "esc", "hide", "document", "scroll", "delete", "reader", "flush"])
def test_typed_text_is_told_at_once_when_the_note_is_left(desk: Desk, reader: FakeReader, way: str) -> None:
    desk.show(card(A, 100), card(B, 200, "other"))
    desk.margin.edit_note(A)
    editor = desk.editor(A)
    QTest.keyClicks(editor, "thought")
    assert desk.notes == []
    if way == "focus":
        reader.setFocus()
    elif way == "esc":
        QTest.keyClick(editor, Qt.Key.Key_Escape)
        assert reader.hasFocus()
    elif way == "hide":
        desk.margin.hide()
    elif way == "document":
        desk.show(card(C, 50, "another text"))
    elif way == "scroll":
        reader.scroll_to(5_000)
    elif way == "delete":
        desk.margin.delete_wanted.connect(lambda id_: desk.change(removed=[id_]))
        button(desk.parts(A), "Delete highlight").click()
    elif way == "reader":
        reader.hide()
    else:
        desk.margin.flush()
    assert desk.notes == [(A, "thought")]


def test_a_note_of_a_highlight_that_is_gone_is_not_told(desk: Desk) -> None:
    desk.show(card(A, 100), card(B, 200, "b"))
    desk.margin.edit_note(A)
    QTest.keyClicks(desk.editor(A), "x")
    desk.change(removed=[A])
    assert desk.margin.shown() == (B,)
    assert desk.notes == []


def test_a_recycled_view_never_carries_text_to_another_highlight(desk: Desk, reader: FakeReader) -> None:
    desk.show(card(A, 100, "first"), card(B, 3_000, "second"))
    QTest.keyClicks(desk.write(A), "!")
    reader.setFocus()
    reader.scroll_to(2_900)
    editor = desk.write(B)
    assert editor.note() == "second"
    editor.undo()
    assert editor.note() == "second"
    assert desk.notes == [(A, "first!")]


def test_the_card_that_is_written_in_stays_at_the_edge(desk: Desk, reader: FakeReader) -> None:
    desk.show(card(A, 600, "note"), card(B, 700, "b"))
    reader.scroll_to(400)
    desk.margin.edit_note(A)
    reader.scroll_to(3_000)
    assert desk.view(A).is_writing()
    assert 0 <= desk.view(A).y() < 40
    reader.scroll_to(0)
    assert desk.view(A).geometry().bottom() > reader.viewport().height() - 40
    reader.setFocus()
    assert desk.margin.shown() == ()


def test_its_own_echo_and_other_changes_do_not_disturb_typing(desk: Desk) -> None:
    desk.show(card(A, 100, "one"))
    desk.margin.edit_note(A)
    editor = desk.editor(A)
    QTest.keyClicks(editor, " two")
    desk.change(card(A, 100, "one", ("fresh",)))
    assert editor.note() == "one two"
    assert [chip.name for chip in desk.parts(A).chips] == ["fresh"]
    editor.flush()
    desk.change(card(A, 100, "one two"))
    QTest.keyClicks(editor, "!")
    assert editor.note() == "one two!"


def test_a_change_from_outside_shows_when_nothing_is_typed(desk: Desk) -> None:
    desk.show(card(A, 100, "one"))
    editor = desk.write(A)
    desk.change(card(A, 100, "undone"))
    assert editor.note() == "undone"
    desk.margin.flush()
    assert desk.notes == []


def test_backspace_in_an_empty_note_and_keys_without_effect_stay_in_the_note(
    desk: Desk, reader: FakeReader
) -> None:
    desk.show(card(A, 100))
    deleted: list[object] = []
    desk.margin.delete_wanted.connect(deleted.append)
    desk.margin.edit_note(A)
    for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_PageDown, Qt.Key.Key_F12):
        QTest.keyClick(desk.editor(A), key)
    assert deleted == []
    assert reader.keys == []


@pytest.mark.parametrize(
    "text", ["no\u00a0break", "👍🏽 گفت‌وگو", "<b>not bold</b> & more", "a\nb\n\n", " x "]
)
def test_notes_keep_every_character(desk: Desk, text: str) -> None:
    desk.show(card(A, 100, text))
    editor = desk.write(A)
    desk.margin.flush()
    assert desk.notes == []
    assert editor.note() == text
    QTest.keyClicks(editor, "z")
    desk.margin.flush()
    assert desk.notes == [(A, f"{text}z")]


def test_chips_and_buttons_say_what_was_wanted(qtbot: QtBot, desk: Desk) -> None:
    desk.show(card(A, 100, "n", ("one", "two")))
    with qtbot.waitSignal(desk.margin.card_selected) as selected:
        QTest.mouseClick(desk.view(A), Qt.MouseButton.LeftButton, pos=QPoint(60, 3))
    assert selected.args == [A]
    said: list[tuple[object, ...]] = []
    desk.margin.tag_removed.connect(lambda *args: said.append(("removed", *args)))
    desk.margin.tag_wanted.connect(lambda *args: said.append(("tag", *args)))
    desk.margin.delete_wanted.connect(lambda *args: said.append(("delete", *args)))
    QTest.keyClick(desk.parts(A).chips[1], Qt.Key.Key_Delete)
    for name in ("Add a tag", "Delete highlight"):
        button(desk.parts(A), name).click()
    assert said == [("removed", A, TagId(1)), ("tag", A), ("delete", A)]


def test_hover_is_told_and_shown(desk: Desk) -> None:
    desk.show(card(A, 100, "n"))
    told: list[object] = []
    desk.margin.card_hovered.connect(told.append)
    plain = desk.margin.grab().toImage()
    QApplication.sendEvent(desk.view(A), QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    assert desk.margin.grab().toImage() != plain
    QApplication.sendEvent(desk.view(A), QEvent(QEvent.Type.Leave))
    assert told == [A, None]
    assert desk.margin.grab().toImage() == plain
    desk.margin.set_hovered(A)
    assert desk.margin.grab().toImage() != plain


def test_a_right_to_left_text_has_its_margin_on_the_left(desk: Desk, reader: FakeReader) -> None:
    desk.show(card(A, 100, "یادداشت", ("گفت‌وگو",)))
    desk.margin.set_current(A)
    assert desk.margin.geometry().right() == reader.viewport().rect().right()
    before = desk.parts(A).chips[0].x()
    desk.margin.set_mirrored(True)
    assert desk.margin.x() == 0
    assert reader.margin_is_left
    assert reader.margin_width == desk.margin.width()
    assert desk.parts(A).chips[0].x() > before
    assert desk.view(A).geometry().right() < desk.margin.width()


@pytest.mark.parametrize("current", [False, True])
def test_a_wheel_turn_on_a_card_scrolls_the_text(desk: Desk, reader: FakeReader, current: bool) -> None:
    desk.show(card(A, 100, "n"))
    desk.margin.set_current(A if current else None)
    view = desk.view(A)
    there = view.mapTo(reader, view.rect().center())
    QTest.wheelEvent(reader.windowHandle(), QPointF(there), QPoint(0, -120))
    assert reader.turns == 1


def test_cards_grow_with_their_notes_and_long_ones_are_cut_until_current(desk: Desk) -> None:
    desk.show(card(A, 50, "short"), card(B, 200, "line\n" * 40))
    desk.margin.edit_note(A)
    before = desk.view(A).height()
    QTest.keyClick(desk.editor(A), Qt.Key.Key_Return)
    QTest.keyClicks(desk.editor(A), "more")
    assert desk.view(A).height() > before
    resting = desk.view(B).height()
    desk.margin.set_current(B)
    assert desk.view(B).height() > resting


def test_a_card_says_what_it_is_to_screen_readers(desk: Desk) -> None:
    desk.show(card(A, 100, "why?", ("one", "two")), card(B, 300, "m"))
    assert desk.view(A).accessibleName() == "Highlight: some words"
    assert desk.view(A).accessibleDescription() == "Teal. Tags: one, two. Note: why?"
    assert desk.view(B).accessibleDescription() == "Teal. No tags. Note: m"
    assert desk.write(A).accessibleName() == "Note"


def test_cards_follow_the_text_of_the_real_reader(qtbot: QtBot) -> None:
    reader = ReaderView()
    qtbot.addWidget(reader)
    reader.resize(900, 500)
    with qtbot.waitExposed(reader):
        reader.show()
    text = "\n".join(f"Paragraph {number} of a text that goes on for a while." for number in range(200))
    starts = [text.index(f"Paragraph {number} ") for number in range(0, 200, 4)]
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line)))
        at += len(line) + 1
    desk = Desk(reader)
    reader.set_document(text, blocks)
    desk.show(*(card(n, start, "note") for n, start in enumerate(starts)))
    for position in (0, starts[20], starts[49]):
        reader.reveal(position)
        shown = desk.margin.shown()
        assert len(shown) >= 2
        for id_ in shown:
            y = reader.y_of(starts[id_])
            assert y is None or abs(desk.view(id_).y() - y) <= 4
    last = AnnotationId(49)
    QTest.keyClicks(desk.write(last), "!")
    QTest.keyClick(desk.editor(last), Qt.Key.Key_Escape)
    assert desk.notes == [(49, "note!")]
    assert reader.hasFocus()
    reader.hide()


def test_the_current_card_scrolls_out_of_sight_and_comes_back(desk: Desk, reader: FakeReader) -> None:
    rounds: list[int] = []
    desk.show(card(A, 100, "one"), *(card(n, 60 * n, f"note {n}") for n in range(3, 60)))
    desk.margin.set_current(A)
    place_cards = desk.margin._place_cards
    desk.margin._place_cards = lambda reader: (rounds.append(1), place_cards(reader))  # type: ignore[method-assign, assignment]
    for top in (*range(0, 700, 7), *range(700, 0, -7)):
        rounds.clear()
        reader.scroll_to(top)
        assert len(rounds) <= 2
        assert (A in desk.margin.shown()) is (desk.margin.view_of(A) is not None)
        if top > 250:
            assert A not in desk.margin.shown()
    assert desk.margin.shown()[0] == A
