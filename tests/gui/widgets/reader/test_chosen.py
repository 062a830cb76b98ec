"""Several highlights: chosen together, and found one below the other at one place."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.gui.widgets.reader.gestures import ALT, CONTROL, PLAIN, click, drag, highlight, move, point, shown

from excerpta.core.model.document import Span, SpanKind
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader.resizing import End
from excerpta.gui.widgets.reader.view import ReaderView

Opener = Callable[..., ReaderView]
TEXT = "The envoy said nothing at all, and left the capital."
HIGHLIGHTS = [highlight(1, 0, 14), highlight(2, 4, 9), highlight(3, 4, 9), highlight(4, 15, 22)]
SECOND = Qt.MouseButton.MiddleButton


@pytest.fixture
def view(open_reader: Opener) -> ReaderView:
    """A reader with three highlights in one another, and one apart."""
    reader = open_reader(TEXT)
    reader.set_highlights(HIGHLIGHTS)
    return reader


def test_control_and_a_click_choose_one_more(view: ReaderView) -> None:
    told: list[tuple[int, ...]] = []
    view.chosen_highlights_changed.connect(told.append)
    click(view, point(view, 1))
    click(view, point(view, 16), CONTROL)
    assert view.chosen_highlights() == (1, 4)
    assert view.current_highlight() == 4
    assert told == [(1,), (1, 4)]
    click(view, point(view, 16))
    assert view.chosen_highlights() == (4,)


def test_control_clicks_on_one_place_take_all_that_lie_there_and_then_let_them_go(view: ReaderView) -> None:
    chosen = []
    for _ in range(4):
        click(view, point(view, 5), CONTROL)
        chosen.append(view.chosen_highlights())
    assert chosen == [(3,), (3, 2), (3, 2, 1), ()]


def test_choosing_with_the_mouse_ends_a_selection(view: ReaderView) -> None:
    view.select(25, 30)
    click(view, point(view, 16), CONTROL)
    assert not view.has_selection()
    assert view.chosen_highlights() == (4,)


def test_the_keyboard_adds_the_next_and_the_previous(view: ReaderView) -> None:
    view.set_caret(0)
    view.go_to_highlight(forward=True)
    view.go_to_highlight(forward=True, adding=True)
    view.go_to_highlight(forward=True, adding=True)
    assert view.chosen_highlights() == (1, 2, 3)
    view.go_to_highlight(forward=False, adding=True)
    assert view.chosen_highlights() == (1, 3, 2)
    view.go_to_highlight(forward=True)
    assert view.chosen_highlights() == (3,)


def test_what_is_gone_is_chosen_no_more(view: ReaderView) -> None:
    for place in (1, 16):
        click(view, point(view, place), CONTROL)
    view.change_highlights([], [AnnotationId(4)])
    assert view.chosen_highlights() == (1,)
    view.set_highlights([])
    assert view.chosen_highlights() == ()
    assert view.current_highlight() is None


def test_every_chosen_one_is_outlined(view: ReaderView) -> None:
    view.set_highlights([highlight(1, 0, 3), highlight(2, 15, 22), highlight(3, 35, 39)])
    edges = {one: view.rect_of(start, start + 1) for one, start in ((1, 0), (2, 15), (3, 35))}

    def outlined() -> set[int]:
        image = view.viewport().grab().toImage()
        return {
            one
            for one, edge in edges.items()
            if image.pixelColor(edge.left() - 2, edge.center().y()) == view.theme.accent
        }

    assert outlined() == set()
    click(view, point(view, 1))
    click(view, point(view, 16), CONTROL)
    view.set_hovered_highlight(None)
    assert outlined() == {1, 2}


def test_o_goes_round_the_place_and_says_where_it_is(view: ReaderView) -> None:
    told: list[tuple[int, int]] = []
    view.overlap_changed.connect(lambda place, count: told.append((place, count)))
    view.set_caret(5)
    reached = []
    for _ in range(4):
        view.overlaps.cycle()
        reached.append(view.current_highlight())
    assert reached == [3, 2, 1, 3]
    assert told == [(1, 3), (2, 3), (3, 3), (1, 3)]
    view.set_current_highlight(AnnotationId(4), reveal=False)
    assert view.overlaps.standing() == (1, 1)
    view.set_current_highlight(None)
    assert view.overlaps.standing() == (0, 0)


def test_a_place_without_highlights_has_nothing_to_go_round(view: ReaderView) -> None:
    view.set_caret(30)
    view.overlaps.cycle()
    assert view.current_highlight() is None


def test_the_count_follows_the_caret(view: ReaderView) -> None:
    view.set_current_highlight(AnnotationId(1))
    view.set_caret(1)
    assert view.overlaps.standing() == (1, 1)
    view.set_caret(5)
    assert view.overlaps.standing() == (3, 3)


@given(st.lists(st.tuples(st.sampled_from([1, 5, 16, 30]), st.booleans()), max_size=12))
def test_the_one_that_glows_is_the_one_that_a_click_takes(
    qapp: object, steps: list[tuple[int, bool]]
) -> None:
    with shown(TEXT) as view:
        view.set_highlights(HIGHLIGHTS)
        for position, adding in steps:
            at, modifier = point(view, position), CONTROL if adding else PLAIN
            move(view, at, modifier)
            glowing, before = view.hovered_highlight(), view.chosen_highlights()
            click(view, at, modifier)
            if glowing is not None:
                assert view.current_highlight() == glowing
            elif not adding:
                assert view.chosen_highlights() == ()
            else:
                assert set(view.chosen_highlights()) <= set(before)


def test_a_double_click_opens_the_one_that_was_seen(qtbot: QtBot, view: ReaderView) -> None:
    at = point(view, 5)
    click(view, at)
    click(view, at)
    assert view.current_highlight() == 2
    opened: list[int] = []
    view.highlight_activated.connect(opened.append)
    click(view, at)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == [2]
    assert view.current_highlight() == 2
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, ALT, at)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, ALT, at)
    assert view.selected_text() == "envoy"


def test_alt_reaches_the_text_below_handles_links_and_highlights(view: ReaderView) -> None:
    view.set_document(TEXT, (), [Span(SpanKind.LINK, 15, 22, "https://example.org/")])
    view.set_highlights([highlight(1, 4, 9)])
    view.set_current_highlight(AnnotationId(1))
    followed: list[str] = []
    view.link_activated.connect(followed.append)
    resized: list[object] = []
    view.highlight_resized.connect(lambda *told: resized.append(told))
    handle = view.resizing.handles()[End.END].knob.center().toPoint()
    drag(view, handle, point(view, 22), modifier=ALT)
    assert view.selected_text() == TEXT[9:22]
    drag(view, point(view, 16), point(view, 5), modifier=ALT)
    assert view.selected_text() == TEXT[5:16]
    click(view, point(view, 16), ALT)
    assert view.caret() == 16
    click(view, point(view, 6), ALT)
    assert view.current_highlight() is None
    assert (followed, resized) == ([], [])


def test_the_middle_button_follows_a_link_even_where_it_is_highlighted(view: ReaderView) -> None:
    view.set_document(TEXT, (), [Span(SpanKind.LINK, 4, 9, "https://example.org/")])
    view.set_highlights([highlight(1, 0, 14)])
    followed: list[str] = []
    view.link_activated.connect(followed.append)
    click(view, point(view, 5))
    assert (view.current_highlight(), followed) == (1, [])
    QTest.mouseClick(view.viewport(), SECOND, pos=point(view, 5))
    assert followed == ["https://example.org/"]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (4, 9, [1, 2, 3]),
        (0, 4, [1, 2, 3]),
        (10, 14, [1, 2, 3, 4]),
        (15, 22, [1, 4]),
        (23, 30, [4]),
        (31, 40, []),
    ],
)
def test_touching_is_sharing_a_character_or_having_only_spaces_between(
    view: ReaderView, start: int, end: int, found: list[int]
) -> None:
    assert view.overlaps.touching(start, end) == found


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=20),
    st.integers(0, 60),
    st.integers(0, 30),
)
def test_touching_asks_every_highlight(
    qapp: object, ranges: list[tuple[int, int]], start: int, length: int
) -> None:
    end = min(len(TEXT), start + length)
    start = min(start, len(TEXT))
    over = [
        highlight(number, first, min(len(TEXT), first + more))
        for number, (first, more) in enumerate(ranges, 1)
        if first < len(TEXT)
    ]

    def reaches(one: int, other: int) -> bool:
        return one >= other or not TEXT[one:other].strip()

    wanted = sorted(
        (one.start, one.end, one.id) for one in over if reaches(one.end, start) and reaches(end, one.start)
    )
    with shown(TEXT) as view:
        view.set_highlights(over)
        assert view.overlaps.touching(start, end) == [identity for _, _, identity in wanted]
