"""Ticks of the scroll bar: where they stand, what they say, where a click on one leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from tests.gui.widgets.reader.conftest import Opener

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.theme import THEME_NAMES, load_theme
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.highlight_index import HighlightIndex
from excerpta.gui.widgets.reader.tick_places import highlights_under, hits_under, tell_tick, ticks_of
from excerpta.gui.widgets.reader.ticks import TICK_HEIGHT, Tick, TickBar
from excerpta.gui.widgets.reader.view import ReaderView

PARAGRAPHS = [f"Paragraph {number}: the envoy said “yes” 😀 and left." for number in range(400)]


def highlight(
    number: int, start: int, colour: Colour = Colour.RED, tags: tuple[str, ...] = ()
) -> ReaderHighlight:
    return ReaderHighlight(AnnotationId(number), start, start + 9, colour, tags=tags)


def middle(tick: Tick, *, hit: bool = False) -> QPoint:
    return QPoint(12 if hit else 4, tick.y + TICK_HEIGHT // 2)


@given(st.lists(st.integers(0, 999), max_size=30), st.lists(st.integers(0, 999), max_size=30, unique=True))
def test_everything_lies_under_one_tick_of_its_kind(starts: list[int], hit_starts: list[int]) -> None:
    from excerpta.core.model.document import Block, BlockKind
    from excerpta.gui.widgets.reader.pieces import Pieces

    text = "x" * 1010
    pieces = Pieces(text, [Block(BlockKind.PARAGRAPH, 0, len(text))])
    index = HighlightIndex(pieces, [highlight(number, start) for number, start in enumerate(starts)])
    hits = [(start, start + 1) for start in sorted(hit_starts)]
    stretches = [0, 0, 250, 250, 251, 700, 1011]
    ticks = ticks_of(stretches, index, hits, hits[0] if hits else None, load_theme("light"))
    under = [one.id for tick in ticks if tick.colour is not None for one in highlights_under(tick, index)]
    assert sorted(under) == list(range(len(starts)))
    numbers = [number for tick in ticks if tick.colour is None for number in hits_under(tick, hits)]
    assert numbers == list(range(len(hits)))
    assert sum(tick.is_current for tick in ticks) == bool(hits)
    for tick in ticks:
        assert tell_tick(tick, text, index, hits)


@pytest.fixture
def view(open_reader: Opener) -> ReaderView:
    view = open_reader(*PARAGRAPHS)
    blocks = view.page.source.blocks
    view.set_highlights(
        [
            highlight(1, blocks[100].start, tags=("Actors/Taliban", "To check")),
            highlight(2, blocks[300].start, Colour.GREEN),
            highlight(3, blocks[300].start + 3, Colour.BLUE),
        ]
    )
    return view


def test_ticks_stand_where_the_handle_comes_to_show_them(view: ReaderView) -> None:
    bar = view.ticks
    edges = [load_theme("light").edge(colour) for colour in (Colour.RED, Colour.GREEN)]
    assert [tick.colour for tick in bar.ticks()] == edges
    for tick, block in zip(bar.ticks(), (100, 300), strict=True):
        share = tick.y / bar.height()
        assert abs(share - block / 400) < 0.02


def test_a_click_on_a_tick_goes_exactly_there_and_can_be_taken_back(view: ReaderView) -> None:
    left: list[int] = []
    view.place_left.connect(lambda: left.append(view.top_position()))
    first, second = view.ticks.ticks()
    QTest.mouseClick(view.ticks, Qt.MouseButton.LeftButton, pos=middle(first))
    assert view.current_highlight() == 1
    assert view.y_of(view.page.source.blocks[100].start) is not None
    assert view.caret() == view.page.source.blocks[100].start
    assert left == [0]
    for expected in (2, 3, 2):
        QTest.mouseClick(view.ticks, Qt.MouseButton.LeftButton, pos=middle(second))
        assert view.current_highlight() == expected
    assert len(left) == 2


def test_a_tick_over_the_handle_lets_it_be_dragged(view: ReaderView) -> None:
    bar = view.ticks
    view.set_highlights([highlight(1, view.page.source.blocks[16].start)])
    (tick,) = bar.ticks()
    start = middle(tick)
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=start)
    for step in (2, 40, 200):
        QTest.mouseMove(bar, start + QPoint(0, step))
        QApplication.processEvents()
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=start + QPoint(0, 200))
    assert view.current_highlight() is None
    assert bar.value() > 0
    assert not bar.isSliderDown()


def test_hits_have_a_column_and_a_shape_of_their_own(view: ReaderView) -> None:
    blocks = view.page.source.blocks
    hits = [(blocks[block].start, blocks[block].start + 9) for block in (100, 200)]
    view.set_find_hits(hits, 1)
    wanted: list[tuple[int, int]] = []
    view.hit_chosen.connect(lambda *hit: wanted.append(hit))
    ticks = view.ticks.ticks()
    assert [tick.colour is None for tick in ticks] == [False, True, True, False]
    assert [tick.is_current for tick in ticks] == [False, False, True, False]
    both = ticks[0]
    QTest.mouseClick(view.ticks, Qt.MouseButton.LeftButton, pos=middle(both, hit=True))
    assert wanted == hits[:1]
    QTest.mouseClick(view.ticks, Qt.MouseButton.LeftButton, pos=middle(both))
    assert view.current_highlight() == 1
    view.set_find_hits(hits, None)
    picture = view.ticks.grab().toImage()
    page = view.theme.page.rgb()
    y = both.y + 1
    assert picture.pixel(4, y) == view.theme.edge(Colour.RED).rgb()
    assert picture.pixel(8, y) == page
    assert picture.pixel(13, y) == view.theme.accent.rgb()


def test_hovering_says_how_the_quote_begins_its_tags_and_how_many_there_are(view: ReaderView) -> None:
    first, second = view.ticks.ticks()
    tell = view.ticks._told
    assert tell(first) == "“Paragraph”\nActors/Taliban\nTo check"
    assert tell(second) == "“Paragraph”\nand 1 more here"
    view.set_find_hits([(view.page.source.blocks[5].start + 18, view.page.source.blocks[5].start + 23)])
    hit = view.ticks.ticks()[0]
    assert (
        tell(hit)
        == "Hit 1 of 1: …“yes” 😀 and left. Paragraph 5: the envoy said “yes” 😀 and left. Paragraph 6: the…"
    )
    shown = QHelpEvent(QEvent.Type.ToolTip, middle(first), view.ticks.mapToGlobal(middle(first)))
    QApplication.sendEvent(view.ticks, shown)
    assert "Actors/Taliban<br>To check" in QToolTip.text()
    QToolTip.hideText()


def test_the_pointer_says_that_a_tick_can_be_clicked(view: ReaderView) -> None:
    first = view.ticks.ticks()[0]
    QTest.mouseMove(view.ticks, QPoint(4, 4))
    assert view.ticks.cursor().shape() == Qt.CursorShape.ArrowCursor
    QTest.mouseMove(view.ticks, middle(first))
    QApplication.processEvents()
    assert view.ticks.cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_fifty_thousand_highlights_make_no_more_ticks_than_there_are_pixels(open_reader: Opener) -> None:
    view = open_reader(*PARAGRAPHS)
    length = len(view.page.source.text) - 10
    many = [highlight(number, number * length // 50_000) for number in range(50_000)]
    view.set_highlights(many)
    assert 100 <= len(view.ticks.ticks()) <= view.ticks.height() // (TICK_HEIGHT + 1) + 1


@pytest.mark.parametrize("name", THEME_NAMES)
def test_ticks_are_drawn_in_every_theme(view: ReaderView, name: str) -> None:
    view.set_theme(load_theme(name))
    tick = view.ticks.ticks()[0]
    assert view.ticks.grab().toImage().pixel(4, tick.y + 1) == load_theme(name).edge(Colour.RED).rgb()


def test_a_bar_without_a_source_has_no_ticks(qapp: QApplication) -> None:
    bar = TickBar(load_theme("light"))
    assert bar.ticks() == []
    assert bar.tick_at(3, 3) is None
    bar.deleteLater()
