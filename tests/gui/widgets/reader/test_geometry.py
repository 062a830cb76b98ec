"""Every visible position leads to a point and that point back to the position."""

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from excerpta.gui.widgets.reader.formats import script_formats
from excerpta.gui.widgets.reader.lines import BoxStyle
from excerpta.gui.widgets.reader.text_box import TextBox
from excerpta.gui.widgets.reader.typography import Typography

WORDS = st.sampled_from(
    [
        "Doha", "talks", "fi ffl", "2021", "۲۵", "کابل", "گفت\u200cوگوها", "سلام", "لا", "שלום", "😀",
        "👨‍👩‍👧",
        "🇦🇫", "e\u0301", "q\u0323\u0307", "नमस्ते", "ไทย", "中文", "«", "»", "(", ")", ",", "-", "…", "ß", "Å",
    ]
)  # fmt: skip
MIXED = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)


def box_of(text: str, width: float = 320, start: int = 7, *, justified: bool = False) -> TextBox:
    font = Typography().font
    return TextBox(
        text,
        start,
        BoxStyle(font, 27, width, justified=justified),
        script_formats(text, font, japanese=False),
    )


def stops(box: TextBox) -> list[int]:
    return [position for position in range(box.start, box.end + 1) if box.stop(position) == position]


@given(MIXED, st.booleans())
def test_position_to_point_to_position_is_the_identity(qapp: object, text: str, justified: bool) -> None:
    box = box_of(text, justified=justified)
    hidden = {box.line_start(line) - 1 for line in range(1, box.line_count)}
    for position in stops(box):
        if position in hidden and text[position - box.start].isspace():
            continue
        point = box.point_of(position)
        assert box.hit(point.x(), point.y()) == position


@given(MIXED)
def test_every_visible_character_has_its_own_place(qapp: object, text: str) -> None:
    box = box_of(text, width=10_000)
    places = stops(box)
    covered = 0.0
    for start, end in pairwise(places):
        rectangles = box.rectangles(start, end)
        assert len(rectangles) == 1, (text, start)
        covered += rectangles[0].width()
        assert box.covers(rectangles[0].center().x(), rectangles[0].center().y()) == start
    whole = box.rectangles(box.start, box.end)
    assert abs(sum(rectangle.width() for rectangle in whole) - covered) < 1.5 + 0.02 * covered


@given(MIXED)
def test_no_stop_lies_before_a_mark(qapp: object, text: str) -> None:
    box = box_of(text)
    for position in stops(box)[1:-1]:
        assert not unicodedata.combining(text[position - box.start])


def test_a_highlight_in_mixed_text_has_one_rectangle_per_run(qapp: object) -> None:
    text = "ab گفت cd"
    box = box_of(text, start=0, width=400)
    assert len(box.rectangles(1, 5)) == 2
    assert len(box.rectangles(0, len(text))) == 1


def test_ranges_of_plain_right_to_left_lines_agree_with_their_characters(qapp: object) -> None:
    box = box_of("وزیر خارجه گفت: «گفت‌وگوهای سلام و لا» از سر گرفته شد. " * 3, width=300)
    places = stops(box)
    assert all(box._is_plain_backwards(line) for line in range(box.line_count))
    for start, end in pairwise(places):
        line = box.line_of(start)
        cluster = next(c for c in box._clusters_of(line) if box.to_position(c.start) == start)
        for rectangle in box.rectangles(start, end):
            assert abs(rectangle.right() - cluster.leading) < 1
            assert abs(rectangle.left() - cluster.trailing) < 1


def test_right_to_left_lines_end_at_the_right(qapp: object) -> None:
    box = box_of("گفت‌وگوهای صلح در دوحه از سر گرفته شد " * 4, width=300)
    assert box.is_right_to_left
    assert box.line_count > 2
    assert all(abs(rectangle.right() - 300) < 1 for rectangle in box.rectangles(box.start, box.end))


def test_line_breaks_inside_a_block_break_lines(qtbot: QtBot) -> None:
    box = box_of("one\ntwo\n\nfour", start=0)
    assert box.line_count == 4
    assert [box.line_end(line) for line in range(4)] == [3, 7, 8, 13]


# ---- justified text


PARAGRAPHS = st.lists(WORDS, min_size=20, max_size=60).map(" ".join)


@given(PARAGRAPHS)
def test_justified_lines_are_even_and_break_where_ragged_ones_do(qapp: object, text: str) -> None:
    ragged, even = box_of(text), box_of(text, justified=True)
    lines = range(ragged.line_count)
    assert [even.line_start(line) for line in lines] == [ragged.line_start(line) for line in lines]
    assert even.height == ragged.height
    for line in lines:
        words = text[even.line_start(line) - 7 : even.line_end(line) - 7]
        around = even.rectangles(even.line_start(line), even.line_end(line))
        assert all(r.left() >= -1 and r.right() <= 321 for r in around), words
        if line < even.line_count - 1 and len(words.split()) > 4 and "لا" not in words[-3:]:
            assert max(r.right() for r in around) > 318, words
            assert min(r.left() for r in around) < 2, words


@given(PARAGRAPHS)
def test_the_last_line_of_a_justified_paragraph_is_not_stretched(qapp: object, text: str) -> None:
    ragged, even = box_of(text), box_of(text, justified=True)
    last = ragged.line_count - 1
    before, after = (box.rectangles(box.line_start(last), box.line_end(last)) for box in (ragged, even))
    assert [(r.left(), r.right()) for r in before] == [(r.left(), r.right()) for r in after]


@given(PARAGRAPHS)
def test_a_highlight_over_a_justified_line_has_no_holes(qapp: object, text: str) -> None:
    box = box_of(text, justified=True)
    for line in range(box.line_count):
        rectangles = box.rectangles(box.line_start(line), box.line_end(line))
        assert len(rectangles) == 1, text[box.line_start(line) - 7 : box.line_end(line) - 7]


def test_arabic_letters_are_never_stretched(qapp: object) -> None:
    text = "وزیر خارجه گفت که گفت‌وگوهای صلح در دوحه از سر گرفته شد و هیچ‌کس اتاق را ترک نکرد. " * 2
    ragged, even = box_of(text, start=0), box_of(text, start=0, justified=True)
    for start, end in pairwise(stops(ragged)):
        if not text[start].isspace():
            (before,), (after,) = ragged.rectangles(start, end), even.rectangles(start, end)
            assert abs(before.width() - after.width()) < 1
