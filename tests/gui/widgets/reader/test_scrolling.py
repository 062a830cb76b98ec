"""The place of reading is a place of the text: it stays, whatever becomes of sizes, and never creeps."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from tests.gui.widgets.reader.conftest import Opener

from excerpta.core.model.document import Block, BlockKind
from excerpta.gui.widgets.reader.contents import ReaderHeader
from excerpta.gui.widgets.reader.type_settings import TypeSettings
from excerpta.gui.widgets.reader.view import ReaderView

WORDS = (
    "The envoy said on Tuesday that both sides had agreed to meet again 😀 in the capital. ",
    "وزیر خارجه گفت که گفت‌وگوهای صلح در دوحه از سر گرفته شد. ",
    "Cafe\u0301 talks, “again”, for the third time in a week — no one left the room. ",
    "和平谈判在多哈恢复，双方同意下周继续会谈。",
)
KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.CODE)
PARTS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.sampled_from(WORDS), st.integers(1, 9)), min_size=12, max_size=40
)
SIZES = st.tuples(st.integers(380, 1100), st.integers(300, 900))


@contextmanager
def reader_of(parts: list[tuple[BlockKind, str, int]]) -> Iterator[tuple[ReaderView, str, list[Block]]]:
    """A reader over some parts, at its beginning."""
    text, blocks = "", []
    for kind, words, times in parts:
        text += "\n" if blocks else ""
        blocks.append(Block(kind, len(text), len(text) + len(words) * times, level=1))
        text += words * times
    view = ReaderView()
    view.resize(800, 600)
    view.set_document(text, blocks, (), ReaderHeader("A title"))
    view.show()
    QApplication.processEvents()
    try:
        yield view, text, blocks
    finally:
        view.close()
        view.deleteLater()
        QApplication.processEvents()


def is_at_end(view: ReaderView) -> bool:
    return view.verticalScrollBar().value() >= view.verticalScrollBar().maximum() - 1


@settings(max_examples=60)
@given(PARTS, st.integers(0, 12_000), st.lists(st.tuples(SIZES, st.integers(12, 30)), max_size=4))
def test_the_first_line_stays_the_first_line(
    qapp: QApplication,
    parts: list[tuple[BlockKind, str, int]],
    pixels: int,
    looks: list[tuple[tuple[int, int], int]],
) -> None:
    with reader_of(parts) as (view, text, blocks):
        view.scroll_pixels(pixels)
        first = view.top_position()
        for size, type_size in [*looks, ((800, 600), 17)]:
            view.resize(*size)
            view.set_type(TypeSettings(size=type_size))
            assert view.top_position() == first
            view.set_document(text, blocks, (), ReaderHeader("A title"))
            view.show_at_top(first)
            assert view.top_position() == first
            seen = view.y_of(first)
            assert seen is not None
            assert is_at_end(view) or first == 0 or 0 <= seen <= 1.5 * type_size
        if not is_at_end(view):
            view.scroll_pixels(3)
            view.scroll_pixels(-3)
            assert view.top_position() == first


def test_a_place_at_the_end_is_kept_though_it_cannot_be_first(open_reader: Opener) -> None:
    view = open_reader(*[f"Paragraph {number}." for number in range(60)])
    last = len(view.page.source.text) - 5
    view.show_at_top(last)
    assert view.y_of(last) is not None
    assert view.top_position() == last
    view.scroll_pixels(-1)
    assert view.top_position() < last


@pytest.mark.parametrize(("steps", "is_far"), [(0, False), (1, False), (30, True), (55, True)])
def test_a_jump_is_what_goes_more_than_a_window_away(open_reader: Opener, steps: int, is_far: bool) -> None:
    view = open_reader(*[f"Paragraph {number} of some sixty." for number in range(60)])
    left: list[int] = []
    view.place_left.connect(lambda: left.append(view.top_position()))
    view.leave_for(view.page.source.blocks[steps].start)
    assert left == ([0] if is_far else [])
