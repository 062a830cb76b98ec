"""The window on a page never jumps, is tiled by pieces and reaches both ends, whatever was estimated."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar, QStyle, QStyleOptionSlider
from tests.gui.widgets.reader.test_scrolling import KINDS, WORDS, reader_of

from excerpta.core.model.document import BlockKind
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.reader.laid import LaidPiece
from excerpta.gui.widgets.reader.type_settings import TypeSettings
from excerpta.gui.widgets.reader.view import ReaderView

# Words whose lines are far longer or shorter than the average, so that every estimate is wrong.
ODD_WORDS = (*WORDS, "iiiii lllll ", "WWWWW MMMMM ", "a\n", "和", "e\u0301\u0302\u0303\u0304 ")
ALL_KINDS = (*KINDS, BlockKind.FURNITURE, BlockKind.FURNITURE, BlockKind.RULE, BlockKind.CAPTION)
PARTS = st.lists(
    st.tuples(st.sampled_from(ALL_KINDS), st.sampled_from(ODD_WORDS), st.integers(0, 60)),
    min_size=5,
    max_size=60,
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("wheel"), st.integers(-6, 6)),
        st.tuples(st.just("pixels"), st.integers(-3000, 3000)),
        st.tuples(st.just("page"), st.sampled_from([-1, 1])),
        st.tuples(st.just("bar"), st.integers(0, 100)),
        st.tuples(st.just("reveal"), st.integers(0, 100)),
        st.tuples(st.just("width"), st.integers(380, 1100)),
        st.tuples(st.just("height"), st.integers(80, 900)),
        st.tuples(st.just("type"), st.integers(12, 30)),
        st.tuples(st.just("theme"), st.sampled_from([0, 1])),
        st.tuples(st.just("fold"), st.integers(0, 100)),
    ),
    max_size=14,
)


def turn_wheel(view: ReaderView, notches: int) -> None:
    port = view.viewport()
    place = QPointF(port.rect().center())
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    turn = QPoint(0, -120 * notches)
    event = QWheelEvent(
        place, port.mapToGlobal(place), QPoint(), turn, *none, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(port, event)


def take(view: ReaderView, step: str, value: int) -> None:
    length = len(view.page.source.text)
    bar = view.verticalScrollBar()
    actions: dict[str, Callable[[], object]] = {
        "wheel": lambda: turn_wheel(view, value),
        "pixels": lambda: view.scroll_pixels(value),
        "page": lambda: view.scroll_page(value),
        "bar": lambda: bar.setValue(bar.maximum() * value // 100),
        "reveal": lambda: view.reveal(length * value // 100),
        "width": lambda: view.resize(value, view.height()),
        "height": lambda: view.resize(view.width(), value),
        "type": lambda: view.set_type(TypeSettings(size=value)),
        "theme": lambda: view.set_theme(load_theme(("light", "dark")[value])),
        "fold": lambda: view.toggle_fold(length * value // 100),
    }
    actions[step]()


def check(view: ReaderView) -> None:
    """Check what always holds: the window is tiled, sums agree, and the bar says where the window is."""
    page, bar = view.page, view.verticalScrollBar()
    visible = page.visible()
    assert visible
    assert visible[0][1] <= 0
    bottom = visible[0][1]
    previous = -1
    for piece, top in visible:
        assert piece > previous
        assert top == bottom
        assert not page.source.pieces.is_hidden(piece)
        assert all(not page.heights[skipped] for skipped in range(previous + 1, piece) if previous >= 0)
        assert page.heights[piece] == round(page.laid(piece).height)
        bottom = top + round(page.heights[piece])
        previous = piece
    is_last = page.next_shown(previous) >= len(page.heights)
    # Only below the very last piece may the window be empty, and only in a page shorter than it.
    assert bottom >= page.view_height or is_last
    if is_last and page.top > 0:
        assert bottom + page.space_below >= page.view_height
    assert page.heights.total == sum(page.heights[piece] for piece in range(len(page.heights)))
    assert bar.value() == page.top
    assert bar.maximum() == max(0, page.total - page.view_height)


def tops_of_lines(view: ReaderView) -> dict[int, int]:
    """Give the y of the first line of each piece with text in the window."""
    starts = view.page.source.pieces.starts
    return {piece: top for piece, top in view.page.visible() if starts[piece] >= 0}


@settings(max_examples=80)
@given(PARTS, STEPS)
def test_no_walk_makes_the_window_jump_or_tear(
    qapp: QApplication, parts: list[tuple[BlockKind, str, int]], steps: list[tuple[str, int]]
) -> None:
    with reader_of(parts) as (view, *_):
        check(view)
        for step, value in steps:
            before, was_at = tops_of_lines(view), view.page.top
            take(view, step, value)
            check(view)
            if step not in ("wheel", "pixels", "page"):
                continue
            after = tops_of_lines(view)
            moves = {after[piece] - before[piece] for piece in before if piece in after}
            assert len(moves) <= 1
            is_at_edge = view.page.top == 0 or view.page.top == view.verticalScrollBar().maximum()
            if step == "pixels" and moves and not is_at_edge:
                assert moves == {-value}
            if moves and was_at == 0:
                assert max(moves) <= 0


@settings(max_examples=40)
@given(PARTS, st.integers(0, 100), st.sampled_from(["wheel", "page"]))
def test_both_ends_are_reached_step_by_step(
    qapp: QApplication, parts: list[tuple[BlockKind, str, int]], start: int, step: str
) -> None:
    with reader_of(parts) as (view, *_):
        take(view, "bar", start)
        for forward in (True, False):
            for _ in range(400):
                before = view.page.top, view.page.anchor, view.page.offset
                take(
                    view,
                    step,
                    3 if forward and step == "wheel" else 1 if forward else -3 if step == "wheel" else -1,
                )
                if (view.page.top, view.page.anchor, view.page.offset) == before:
                    break
            visible = [piece for piece, _ in view.page.visible()]
            if forward:
                assert view.page.next_shown(visible[-1]) >= len(view.page.heights)
                assert view.page.top == max(0, view.page.total - view.page.view_height)
            else:
                assert view.page.top == 0
                assert visible[0] == 0


@settings(max_examples=40)
@given(
    PARTS, st.integers(0, 100), st.lists(st.tuples(st.integers(380, 1100), st.integers(12, 30)), max_size=4)
)
def test_to_and_fro_ends_on_the_pixel_where_it_began(
    qapp: QApplication,
    parts: list[tuple[BlockKind, str, int]],
    start: int,
    looks: list[tuple[int, int]],
) -> None:
    with reader_of(parts) as (view, *_):
        take(view, "bar", start)
        place = view.page.anchor, view.page.offset, view.top_position()
        for width, size in looks:
            view.resize(width, 600)
            view.set_type(TypeSettings(size=size))
        view.resize(800, 600)
        view.set_type(TypeSettings())
        assert (view.page.anchor, view.page.offset, view.top_position()) == place


def drag_handle(bar: QScrollBar, steps: list[int]) -> None:
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_ScrollBar, QStyle.SubControl.SC_ScrollBarSlider
    handle = bar.style().subControlRect(control, option, part, bar)
    x, y = handle.center().x(), handle.center().y()
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    for step in steps:
        y += step
        QTest.mouseMove(bar, QPoint(x, y))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(x, y))


@pytest.mark.parametrize("words", ["iiiii lllll ", "WWWWW MMMMM "])
@pytest.mark.parametrize("step", [3, 40])
def test_the_handle_dragged_to_an_edge_shows_the_true_end(qapp: QApplication, words: str, step: int) -> None:
    parts = [(BlockKind.PARAGRAPH, words, number % 90) for number in range(300)]
    with reader_of(parts) as (view, *_):
        bar = view.verticalScrollBar()
        drag_handle(bar, [step] * (700 // step))
        check(view)
        assert view.page.visible()[-1][0] == len(view.page.heights) - 1
        assert view.page.top == view.page.total - view.page.view_height
        drag_handle(bar, [-step] * (700 // step))
        check(view)
        assert view.page.top == 0


def test_keys_of_the_bar_lead_to_both_ends(qapp: QApplication) -> None:
    with reader_of([(BlockKind.PARAGRAPH, "WWWWW MMMMM ", 40)] * 80) as (view, *_):
        bar = view.verticalScrollBar()
        view.scroll_pixels(700)
        for action, expected in (
            (QScrollBar.SliderAction.SliderToMinimum, lambda: 0),
            (QScrollBar.SliderAction.SliderToMaximum, lambda: view.page.total - view.page.view_height),
        ):
            bar.triggerAction(action)
            check(view)
            assert view.page.top == expected()


def test_a_wheel_near_the_top_of_what_was_estimated_too_low_moves_by_its_notches(qapp: QApplication) -> None:
    parts = [(BlockKind.PARAGRAPH, "WWWWW MMMMM ", 30)] * 60
    with reader_of(parts) as (view, *_):
        view.show_at_top(view.page.source.blocks[50].start)
        view.scroll_pixels(10)
        # As if the way up had been estimated at a few pixels.
        for piece in range(view.page.anchor):
            view.page.relay(piece)
            view.page.heights[piece] = 0.1
        view.scroll_pixels(0)
        piece, top = view.page.visible()[0]
        turn_wheel(view, -1)
        after = dict(view.page.visible())
        assert piece in after
        assert 0 < after[piece] - top <= 120


def record_layouts(view: ReaderView, laid: list[int]) -> None:
    """Note in a list which pieces are laid out from now on."""
    typesetter = view.page.typesetter
    set_piece = typesetter.set_piece

    def record(piece: int) -> LaidPiece:
        laid.append(piece)
        return set_piece(piece)

    typesetter.set_piece = record  # type: ignore[method-assign]


def test_a_page_down_lays_out_what_is_seen_and_no_more(qapp: QApplication) -> None:
    shapes = {
        "a megabyte without a space": [(BlockKind.PARAGRAPH, "word", 250_000)],
        "one-word paragraphs": [(BlockKind.PARAGRAPH, "word", 1)] * 20_000,
        "a megabyte of marks": [(BlockKind.PARAGRAPH, "e\u0301\u0302\u0303\u0304", 200_000)],
        "a table": [(BlockKind.TABLE, "12\tsome words of a cell\tDoha\n", 2_000)],
    }
    for shape, parts in shapes.items():
        with reader_of(parts) as (view, *_):
            view.scroll_pixels(300_000 if view.page.total > 400_000 else 3_000)
            laid: list[int] = []
            record_layouts(view, laid)
            view.scroll_page(1)
            view.viewport().repaint()
            seen = len(view.page.visible())
            assert len(laid) <= seen + 1, shape
            characters = sum(
                view.page.source.pieces.ends[one] - view.page.source.pieces.starts[one] for one in laid
            )
            assert characters <= 12_000, shape
