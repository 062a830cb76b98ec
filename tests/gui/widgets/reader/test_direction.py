"""The direction of a paragraph, and the side of the margin that follows from all of them."""

from collections.abc import Callable

import pytest

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import Block, BlockKind
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.direction import is_right_to_left, runs_right_to_left
from excerpta.gui.widgets.reader.view import ReaderView


def blocks_of(text: str) -> list[Block]:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line)))
        at += len(line) + 1
    return blocks


@pytest.mark.parametrize(
    ("text", "backwards"), [("", False), ("12 گفت", True), ("12 said گفت", False), ("👍🏽 سلام", True)]
)
def test_the_first_strong_character_gives_the_direction(text: str, backwards: bool) -> None:
    assert is_right_to_left(text) is backwards


@pytest.mark.parametrize(
    ("text", "backwards"),
    [
        ("", False),
        ("سلام\nدنیا\nand English", True),
        ("one\ntwo\nسلام", False),
        ("12\n34\n\n***\nسلام", True),
        ("one\nسلام", False),
    ],
)
def test_the_margin_follows_most_blocks_and_numbers_do_not_count(text: str, backwards: bool) -> None:
    assert runs_right_to_left(text, blocks_of(text)) is backwards


def test_a_long_document_is_judged_by_blocks_from_all_over_it() -> None:
    text = "\n".join(["An English foreword."] * 300 + ["متن اصلی"] * 50_000)
    assert runs_right_to_left(text, blocks_of(text))


def test_the_column_and_the_counts_change_sides_with_the_margin(
    open_reader: Callable[..., ReaderView],
) -> None:
    view = open_reader("سلام دنیای خوب")
    deep = [ReaderHighlight(AnnotationId(number), 0, 14, Colour.RED) for number in range(1, 5)]
    view.set_highlights(deep)
    for left in (False, True):
        view.set_margin_width(224, left=left)
        column = range(view.column_left, view.column_left + view.page.typesetter.width)
        assert (column.start >= 224) is left
        assert (column.stop <= view.viewport().width() - 224) is not left
        image = view.viewport().grab().toImage()
        marked = [
            x
            for x in (*range(column.start - 36, column.start - 6), *range(column.stop + 6, column.stop + 36))
            for y in range(60)
            if image.pixelColor(x, y) != view.theme.page
        ]
        assert marked
        assert all((x > column.start) is left for x in marked)
