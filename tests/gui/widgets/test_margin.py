"""The margin: which cards there are, where they stand, and that no note is ever lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea
from pytestqt.qtbot import QtBot

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import Block, BlockKind
from excerpta.core.model.ids import AnnotationId, TagId
from excerpta.gui.widgets.margin import CardTag, Margin, MarginCard
from excerpta.gui.widgets.margin_card import CardView
from excerpta.gui.widgets.reader.view import ReaderView

A, B, C, D = (AnnotationId(number) for number in range(1, 5))


class FakeReader(QAbstractScrollArea):
    """A text in which position n stands n pixels below the top."""

    viewport_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.top = 0
        self.margin_width = 0
        self.margin_is_left = False
        self.keys: list[int] = []
        self.turns = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def y_of(self, position: int) -> int | None:
        y = position - self.top
        return y if 0 <= y <= self.viewport().height() else None

    def visible_range(self) -> tuple[int, int]:
        return self.top, self.top + self.viewport().height()

    def top_position(self) -> int:
        return self.top

    def set_margin_width(self, pixels: int, *, left: bool = False) -> None:
        self.margin_width, self.margin_is_left = pixels, left

    def scroll_to(self, top: int) -> None:
        self.top = top
        self.viewport_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self.keys.append(event.key())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        self.turns += 1


@pytest.fixture
def reader(qtbot: QtBot) -> FakeReader:
    reader = FakeReader()
    qtbot.addWidget(reader)
    reader.resize(900, 500)
    with qtbot.waitExposed(reader):
        reader.show()
    return reader


@pytest.fixture
def margin(reader: FakeReader) -> Iterator[Margin]:
    margin = Margin()
    margin.set_reader(reader)
    yield margin
    reader.hide()


def card(id_: AnnotationId, start: int, note: str = "", tags: tuple[str, ...] = ()) -> MarginCard:
    chips = tuple(CardTag(TagId(number), f"Top/{name}", name, Colour.RED) for number, name in enumerate(tags))
    return MarginCard(id_, Colour.TEAL, start, chips, note, "some words")


def view(margin: Margin, id_: AnnotationId) -> CardView:
    found = margin.view_of(id_)
    assert found is not None
    return found


def notes_told(margin: Margin) -> list[tuple[AnnotationId, str]]:
    told: list[tuple[AnnotationId, str]] = []
    margin.note_edited.connect(lambda id_, note: told.append((id_, note)))
    return told


def test_cards_stand_beside_their_text_and_push_each_other_down(margin: Margin) -> None:
    margin.set_cards([card(A, 100, "one"), card(B, 110, "two"), card(C, 400, "three")])
    assert margin.shown() == (A, B, C)
    a, b, c = (view(margin, id_).geometry() for id_ in (A, B, C))
    assert abs(a.top() - 100) <= 4
    assert b.top() > a.bottom()
    assert abs(c.top() - 400) <= 4


def test_the_current_card_stands_at_its_text_and_the_others_give_way(margin: Margin) -> None:
    margin.set_cards([card(A, 200, "one\ntwo\nthree"), card(B, 210, "two")])
    margin.set_current(B)
    assert abs(view(margin, B).y() - 210) <= 4
    assert view(margin, A).geometry().bottom() < view(margin, B).y()


def test_untagged_highlights_without_note_have_a_card_only_while_current(margin: Margin) -> None:
    margin.set_cards([card(A, 100), card(B, 200, tags=("x",))])
    assert margin.shown() == (B,)
    margin.set_current(A)
    assert margin.shown() == (A, B)
    margin.set_current(None)
    assert margin.shown() == (B,)


def test_only_cards_in_the_window_are_built_and_views_are_used_again(
    margin: Margin, reader: FakeReader
) -> None:
    margin.set_cards([card(AnnotationId(n), n * 100, f"note {n}") for n in range(2000)])
    most = 0
    for top in range(0, 150_000, 5_000):
        reader.scroll_to(top)
        shown = margin.shown()
        assert shown
        assert all(view(margin, id_).editor.note() == f"note {id_}" for id_ in shown)
        most = max(most, len(margin.findChildren(CardView)))
    assert most <= 30


def test_a_card_whose_text_has_just_left_still_pushes_the_next(margin: Margin, reader: FakeReader) -> None:
    margin.set_cards([card(A, 100, "a\nb\nc\nd\ne"), card(B, 105, "next"), card(C, 400, "far")])
    before = view(margin, B).y()
    for top in range(5, 105, 5):
        reader.scroll_to(top)
        assert view(margin, B).y() == before - top
    assert A in margin.shown()


def test_typing_is_told_within_a_second_without_leaving(qtbot: QtBot, margin: Margin) -> None:
    margin.set_cards([card(A, 100, "old")])
    margin.edit_note(A)
    told = notes_told(margin)
    with qtbot.waitSignal(margin.note_edited, timeout=1_000):
        QTest.keyClicks(view(margin, A).editor, " new")
    assert told == [(A, "old new")]


def test_steady_typing_does_not_put_the_save_off(qtbot: QtBot, margin: Margin) -> None:
    margin.set_cards([card(A, 100)])
    margin.edit_note(A)
    told = notes_told(margin)
    for _ in range(12):
        QTest.keyClicks(view(margin, A).editor, "x")
        qtbot.wait(100)
    assert told


@pytest.mark.parametrize("way", ["focus", "esc", "hide", "document", "scroll", "delete", "reader", "flush"])
def test_typed_text_is_told_at_once_when_the_note_is_left(
    margin: Margin, reader: FakeReader, way: str
) -> None:
    margin.set_cards([card(A, 100), card(B, 200, "other")])
    margin.edit_note(A)
    told = notes_told(margin)
    editor = view(margin, A).editor
    QTest.keyClicks(editor, "thought")
    assert told == []
    if way == "focus":
        reader.setFocus()
    elif way == "esc":
        QTest.keyClick(editor, Qt.Key.Key_Escape)
        assert reader.hasFocus()
    elif way == "hide":
        margin.hide()
    elif way == "document":
        margin.set_cards([card(C, 50, "another text")])
    elif way == "scroll":
        reader.scroll_to(5_000)
    elif way == "delete":
        margin.delete_wanted.connect(lambda id_: margin.change_cards((), [id_]))
        view(margin, A)._delete.click()
    elif way == "reader":
        reader.hide()
    else:
        margin.flush()
    assert told == [(A, "thought")]


def test_a_note_of_a_highlight_that_is_gone_is_not_told(margin: Margin) -> None:
    margin.set_cards([card(A, 100), card(B, 200, "b")])
    margin.edit_note(A)
    told = notes_told(margin)
    QTest.keyClicks(view(margin, A).editor, "x")
    margin.change_cards((), [A])
    assert margin.shown() == (B,)
    assert told == []


def test_a_recycled_view_never_carries_text_to_another_highlight(margin: Margin, reader: FakeReader) -> None:
    margin.set_cards([card(A, 100, "first"), card(B, 3_000, "second")])
    told = notes_told(margin)
    margin.edit_note(A)
    QTest.keyClicks(view(margin, A).editor, "!")
    reader.setFocus()
    reader.scroll_to(2_900)
    assert view(margin, B).editor.note() == "second"
    view(margin, B).editor.undo()
    assert view(margin, B).editor.note() == "second"
    assert told == [(A, "first!")]


def test_the_card_that_is_written_in_stays_at_the_edge(margin: Margin, reader: FakeReader) -> None:
    margin.set_cards([card(A, 600, "note"), card(B, 700, "b")])
    reader.scroll_to(400)
    margin.edit_note(A)
    reader.scroll_to(3_000)
    assert view(margin, A).is_writing()
    assert 0 <= view(margin, A).y() < 40
    reader.scroll_to(0)
    assert view(margin, A).geometry().bottom() > reader.viewport().height() - 40
    reader.setFocus()
    assert margin.shown() == ()


def test_its_own_echo_and_other_changes_do_not_disturb_typing(margin: Margin) -> None:
    margin.set_cards([card(A, 100, "one")])
    margin.edit_note(A)
    editor = view(margin, A).editor
    QTest.keyClicks(editor, " two")
    margin.change_cards([card(A, 100, "one", ("fresh",))])
    assert editor.note() == "one two"
    assert [chip.name for chip in view(margin, A).chips] == ["fresh"]
    editor.flush()
    margin.change_cards([card(A, 100, "one two")])
    QTest.keyClicks(editor, "!")
    assert editor.note() == "one two!"


def test_a_change_from_outside_shows_when_nothing_is_typed(margin: Margin) -> None:
    margin.set_cards([card(A, 100, "one")])
    told = notes_told(margin)
    margin.change_cards([card(A, 100, "undone")])
    assert view(margin, A).editor.note() == "undone"
    margin.flush()
    assert told == []


def test_backspace_in_an_empty_note_and_keys_without_effect_stay_in_the_note(
    margin: Margin, reader: FakeReader
) -> None:
    margin.set_cards([card(A, 100)])
    deleted: list[object] = []
    margin.delete_wanted.connect(deleted.append)
    margin.edit_note(A)
    for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_PageDown, Qt.Key.Key_F12):
        QTest.keyClick(view(margin, A).editor, key)
    assert deleted == []
    assert reader.keys == []


@pytest.mark.parametrize(
    "text", ["no\u00a0break", "👍🏽 گفت‌وگو", "<b>not bold</b> & more", "a\nb\n\n", " x "]
)
def test_notes_keep_every_character(margin: Margin, text: str) -> None:
    margin.set_cards([card(A, 100, text)])
    told = notes_told(margin)
    margin.flush()
    assert told == []
    assert view(margin, A).editor.note() == text
    margin.edit_note(A)
    QTest.keyClicks(view(margin, A).editor, "z")
    margin.flush()
    assert told == [(A, f"{text}z")]


def test_chips_and_buttons_say_what_was_wanted(qtbot: QtBot, margin: Margin) -> None:
    margin.set_cards([card(A, 100, "n", ("one", "two"))])
    with qtbot.waitSignal(margin.card_selected) as selected:
        QTest.mouseClick(view(margin, A), Qt.MouseButton.LeftButton, pos=QPoint(60, 3))
    assert selected.args == [A]
    said: list[tuple[object, ...]] = []
    margin.tag_removed.connect(lambda *args: said.append(("removed", *args)))
    margin.tag_wanted.connect(lambda *args: said.append(("tag", *args)))
    margin.delete_wanted.connect(lambda *args: said.append(("delete", *args)))
    QTest.keyClick(view(margin, A).chips[1], Qt.Key.Key_Delete)
    view(margin, A).findChild(type(view(margin, A)._add)).click()
    view(margin, A)._delete.click()
    assert said == [("removed", A, TagId(1)), ("tag", A), ("delete", A)]


def test_hover_is_told_and_shown(qtbot: QtBot, margin: Margin) -> None:
    margin.set_cards([card(A, 100, "n")])
    told: list[object] = []
    margin.card_hovered.connect(told.append)
    view(margin, A).hovered.emit(A, True)
    view(margin, A).hovered.emit(A, False)
    assert told == [A, None]
    plain = margin.grab().toImage()
    margin.set_hovered(A)
    assert margin.grab().toImage() != plain


def test_a_narrow_reader_has_no_margin_but_notes_can_be_written(
    qtbot: QtBot, margin: Margin, reader: FakeReader
) -> None:
    margin.set_cards([card(A, 100, "n"), card(B, 300, "m")])
    assert reader.margin_width == margin.width()
    with qtbot.waitSignal(margin.fits_changed) as changed:
        reader.resize(500, 500)
    assert changed.args == [False]
    assert not margin.fits
    assert reader.margin_width == 0
    assert not margin.isVisible()
    margin.edit_note(A)
    assert margin.isVisible()
    assert margin.shown() == (A,)
    QTest.keyClicks(view(margin, A).editor, "!")
    told = notes_told(margin)
    QTest.keyClick(view(margin, A).editor, Qt.Key.Key_Escape)
    assert told == [(A, "n!")]
    assert not margin.isVisible()
    reader.resize(900, 500)
    assert margin.fits
    assert margin.shown() == (A, B)


def test_a_right_to_left_text_has_its_margin_on_the_left(margin: Margin, reader: FakeReader) -> None:
    margin.set_cards([card(A, 100, "یادداشت", ("گفت‌وگو",))])
    assert margin.geometry().right() == reader.viewport().rect().right()
    right_to_left_before = view(margin, A).chips[0].x()
    margin.set_mirrored(True)
    assert margin.x() == 0
    assert reader.margin_is_left
    assert reader.margin_width == margin.width()
    assert view(margin, A).chips[0].x() > right_to_left_before


def test_a_wheel_turn_on_a_card_scrolls_the_text(margin: Margin, reader: FakeReader) -> None:
    margin.set_cards([card(A, 100, "n")])
    editor = view(margin, A).editor
    there = editor.mapTo(reader, editor.rect().center())
    QTest.wheelEvent(reader.windowHandle(), QPointF(there), QPoint(0, -120))
    assert reader.turns == 1


def test_cards_grow_with_their_notes_and_long_ones_are_cut_until_current(margin: Margin) -> None:
    margin.set_cards([card(A, 50, "short"), card(B, 200, "line\n" * 40)])
    margin.edit_note(A)
    before = view(margin, A).height()
    QTest.keyClick(view(margin, A).editor, Qt.Key.Key_Return)
    QTest.keyClicks(view(margin, A).editor, "more")
    assert view(margin, A).height() > before
    resting = view(margin, B).height()
    margin.set_current(B)
    assert view(margin, B).height() > resting


def test_a_card_says_what_it_is_to_screen_readers(margin: Margin) -> None:
    margin.set_cards([card(A, 100, "n", ("one", "two"))])
    assert view(margin, A).accessibleName() == "Highlight: some words"
    assert view(margin, A).accessibleDescription() == "Teal. Tags: one, two"
    assert view(margin, A).editor.accessibleName() == "Note"


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
    margin = Margin()
    margin.set_reader(reader)
    reader.set_document(text, blocks)
    margin.set_cards([card(AnnotationId(n), start, "note") for n, start in enumerate(starts)])
    for position in (0, starts[20], starts[49]):
        reader.reveal(position)
        shown = margin.shown()
        assert len(shown) >= 2
        for id_ in shown:
            y = reader.y_of(starts[id_])
            assert y is None or abs(view(margin, id_).y() - y) <= 4
    margin.edit_note(AnnotationId(49))
    told = notes_told(margin)
    QTest.keyClicks(view(margin, AnnotationId(49)).editor, "!")
    QTest.keyClick(view(margin, AnnotationId(49)).editor, Qt.Key.Key_Escape)
    assert told == [(49, "note!")]
    assert reader.hasFocus()
    reader.hide()
