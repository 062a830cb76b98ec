"""A paragraph that is cut into pieces is one paragraph to the hand: nothing is lost at the cuts."""

import unicodedata
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.gui.widgets.reader.gestures import PLAIN, click, drag, highlight, point, shown

from excerpta.core.model.document import Block, BlockKind
from excerpta.gui.support.words import character_start
from excerpta.gui.widgets.reader.pieces import LONGEST_DENSE_PIECE, LONGEST_PIECE, Pieces
from excerpta.gui.widgets.reader.view import ReaderView

Opener = Callable[..., ReaderView]

CHINESE = "和平谈判在多哈开始，双方代表团会面讨论停火问题。"
PERSIAN = "وزیر خارجه گفت که گفت‌وگوهای صلح در Doha با حضور نمایندگان 2 طرف از سر گرفته شد. "
ENGLISH = "The envoy said that Taliban talks in Doha had begun on 9 May. "
TEXTS = {
    "English": ENGLISH * 200,
    "a word": "ultracrepidarian" * 700,
    "Persian": PERSIAN * 130,
    "a Persian word": "گفت‌وگوهای" * 1000,
    "Chinese": CHINESE * 150,
    "Chinese without a stop": "和平谈判在多哈开始双方代表团会面" * 220,
    "emoji": "😀🎉👨‍👩‍👧👍🏽" * 500,
    "flags": "🇦🇫🇶🇦" * 700,
    "marks": "e\u0301q\u0323\u0307" * 2000,
    "mixed": (ENGLISH + PERSIAN + CHINESE) * 60,
}
UNITS = st.sampled_from(
    [
        "Doha ", "talks", "fi", "۲۵ ", "کابل ", "گفت\u200cوگو", "لا", "שלום ", "क्षत्रिय ", "ไทย", ". ", "\n",
        "中文", "平。", "会，", "か\u3099", "한글", "\u1112\u1161\u11ab", "e\u0301", " \u0301", "①\u20e3",
        "😀", "👨‍👩‍👧", "🇦🇫", "☝🏽",
    ]
)  # fmt: skip


def cuts_of(text: str) -> list[int]:
    """Where a paragraph of a text is cut."""
    return list(Pieces(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),)).starts)[2:]


@given(st.lists(UNITS, min_size=20, max_size=60), st.integers(0, 40))
def test_no_cut_splits_a_character_and_none_is_far_from_the_last(units: list[str], shift: int) -> None:
    text = "x" * shift + "".join(units) * 100
    cuts = [0, *cuts_of(text), len(text)]
    for before, cut in pairwise(cuts):
        assert character_start(text, cut) == cut
        assert LONGEST_DENSE_PIECE // 2 < cut - before <= 2 * LONGEST_PIECE or len(cuts) == 2


@pytest.mark.parametrize(("name", "mark"), [("English", ". "), ("Persian", ". "), ("Chinese", "。")])
def test_a_cut_stands_behind_a_sentence_where_there_is_one(name: str, mark: str) -> None:
    text = TEXTS[name]
    assert cuts_of(text)
    assert all(text[:cut].endswith(mark) for cut in cuts_of(text))


def test_dense_scripts_are_cut_into_as_many_lines() -> None:
    cuts = {name: [0, *cuts_of(TEXTS[name])] for name in ("English", "Chinese")}
    sizes = {name: max(b - a for a, b in pairwise(found)) for name, found in cuts.items()}
    assert LONGEST_DENSE_PIECE < sizes["English"] <= LONGEST_PIECE
    assert sizes["Chinese"] <= LONGEST_DENSE_PIECE


@pytest.mark.parametrize("name", TEXTS)
def test_every_place_around_a_cut_leads_to_a_point_and_back(qapp: QApplication, name: str) -> None:
    text = TEXTS[name]
    with shown(text, (500, 300)) as view:
        for cut in cuts_of(text)[:2]:
            view.show_at_height(cut, 150)
            for position in range(cut - 40, cut + 40):
                hides = position + 1 == cut and text[position].isspace()
                if character_start(text, position) != position or hides or view.point_of(position) is None:
                    continue
                if text[position].isspace() or unicodedata.category(text[position]) == "Cf":
                    continue  # it may hang out of its line, or take no room on it
                assert view.position_at(point(view, position)) == position, text[position - 5 : position + 5]


@pytest.mark.parametrize("name", TEXTS)
def test_arrows_cross_a_cut_in_steps_of_one_character(qapp: QApplication, name: str) -> None:
    text = TEXTS[name]
    cut = cuts_of(text)[0]
    with shown(text, (500, 300)) as view:
        backwards = view.page.laid(view.page.shown_piece(cut)).boxes[0].is_right_to_left
        on, back = (Qt.Key.Key_Left, Qt.Key.Key_Right) if backwards else (Qt.Key.Key_Right, Qt.Key.Key_Left)
        # A run against the paragraph's direction is gone through the other way round, but left whole.
        view.set_caret(character_start(text, cut - 30))
        met = [view.caret()]
        for _ in range(60):
            QTest.keyClick(view, on)
            met.append(view.caret())
        assert cut in met
        assert len(met) == len(set(met))
        assert max(met) > cut
        for expected in reversed(met[:-1]):
            QTest.keyClick(view, back)
            assert view.caret() == expected or text[expected].isspace()


@settings(max_examples=12)
@given(st.sampled_from(sorted(TEXTS)), st.integers(1, 30), st.integers(1, 30))
def test_a_range_over_a_cut_is_copied_and_marked_whole(
    qapp: QApplication, name: str, before: int, behind: int
) -> None:
    text = TEXTS[name]
    cut = cuts_of(text)[0]
    start, end = character_start(text, cut - before), character_start(text, cut + behind)
    if start == end:
        return
    with shown(text, (500, 300)) as view:
        view.show_at_height(cut, 150)
        view.select(start, end)
        assert view.selected_text() == text[start:end]
        view.set_highlights([highlight(1, start, end)])
        pieces = view.page.source.pieces
        for piece in pieces.over(start, end):
            laid = view.page.laid(piece)
            inside = max(start, pieces.starts[piece]), min(end, pieces.ends[piece])
            seen = text[slice(*inside)].strip()
            tints = view._marks_of(piece, laid).tints
            assert [(r.left(), r.right()) for r, _ in tints] == [
                (r.left(), r.right()) for r in laid.rectangles(*inside)
            ]
            assert tints or not seen


def test_a_drag_over_a_cut_selects_what_lies_between(qapp: QApplication) -> None:
    text = TEXTS["Chinese"]
    cut = cuts_of(text)[0]
    with shown(text, (500, 300)) as view:
        view.show_at_height(cut, 150)
        drag(view, point(view, cut - 20), point(view, cut + 20))
        assert view.selection() == (cut - 20, cut + 20)


def test_the_parts_of_a_cut_paragraph_run_the_way_it_begins(open_reader: Opener) -> None:
    sentence = "Khalilzad گفت که گفت‌وگوها از سر گرفته شد. "
    view = open_reader("وزیر گفت. " + sentence * 260)
    cut = cuts_of(view.page.source.text)[0]
    assert view.page.source.text[cut:].startswith("Khalilzad")
    assert all(view.page.laid(piece).boxes[0].is_right_to_left for piece in (1, 2))


def test_the_last_line_before_a_cut_ends_where_it_is_seen_to(open_reader: Opener) -> None:
    view = open_reader(TEXTS["English"])
    cut = cuts_of(TEXTS["English"])[0]
    view.show_at_height(cut, 200)
    click(view, point(view, cut - 3) + QPoint(300, 0))
    assert view.caret() == cut - 1
    QTest.keyClick(view, Qt.Key.Key_Home, PLAIN)
    QTest.keyClick(view, Qt.Key.Key_End, PLAIN)
    assert view.caret() == cut - 1
    QTest.keyClick(view, Qt.Key.Key_End, PLAIN)
    assert view.caret() == cut - 1


def test_no_tint_hangs_out_of_the_last_line_before_a_cut(open_reader: Opener) -> None:
    for name in ("English", "Persian"):
        view = open_reader(TEXTS[name])
        cut = cuts_of(TEXTS[name])[0]
        box = view.page.laid(1).boxes[0]
        assert not box.rectangles(cut - 1, cut)
        (whole,), (letters,) = box.rectangles(cut - 6, cut), box.rectangles(cut - 6, cut - 1)
        assert (whole.left(), whole.right()) == (letters.left(), letters.right())


def test_code_that_is_cut_behind_a_line_has_no_empty_line_there(open_reader: Opener) -> None:
    line = "print(1234567)\n"
    view = open_reader((BlockKind.CODE, line * 900 + "end"))
    count = len(view.page.heights)
    assert count > 3
    lines = [view.page.laid(piece).boxes[0].line_count for piece in range(1, count)]
    assert sum(lines) == 901
