"""Pieces of every kind are set where they belong."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QRectF
from tests.gui.widgets.reader import everything

from excerpta.core.model.document import Block, BlockKind, Span, SpanKind
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.reader.contents import ReaderHeader
from excerpta.gui.widgets.reader.laid import LaidPiece, OrnamentKind
from excerpta.gui.widgets.reader.pieces import Pieces
from excerpta.gui.widgets.reader.span_index import SpanIndex
from excerpta.gui.widgets.reader.typesetter import ReaderText, Typesetter
from excerpta.gui.widgets.reader.typography import Typography

WIDTH = 600
P, ITEM, QUOTE, CODE = BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.CODE
Lay = Callable[..., list[LaidPiece]]


@pytest.fixture
def lay(qapp: object) -> Lay:
    """Give a function that lays out blocks of (kind, words, level, number) at a width."""

    def laid(
        parts: Sequence[tuple[object, ...]], width: int = WIDTH, spans: Sequence[Span] = ()
    ) -> list[LaidPiece]:
        made = everything.Everything()
        for part in parts:
            made.add(*part)  # type: ignore[arg-type]
        blocks: tuple[Block, ...] = tuple(made.blocks)
        pieces = Pieces(made.text, blocks)
        source = ReaderText(made.text, blocks, SpanIndex(spans), ReaderHeader(), pieces)
        setter = Typesetter(source, Typography(), load_theme("light"), width)
        return [setter.set_piece(piece) for piece in range(1, len(pieces))]

    return laid


def marks_of(laid: LaidPiece) -> list[QRectF]:
    """The places of bullets and numbers."""
    found = []
    for ornament in laid.ornaments:
        if ornament.kind is OrnamentKind.BULLET:
            found.append(ornament.rectangle)
        elif ornament.label is not None:
            label = ornament.label
            inked = label.layout.lineAt(0).naturalTextRect()
            found.append(inked.translated(label.x, label.y))
    return found


def test_marks_hang_beside_the_text_and_inside_the_column(lay: Lay) -> None:
    items = [(ITEM, everything.LATIN, 0, number) for number in (1, 99, 100, 12345)]
    for laid in lay([*items, (ITEM, everything.LATIN, 1, None)]):
        (mark,) = marks_of(laid)
        assert mark.left() >= 0
        assert mark.right() < laid.boxes[0].x
        assert mark.top() < laid.boxes[0].line_bottom(0)


def test_marks_of_right_to_left_items_mirror(lay: Lay) -> None:
    for laid in lay([(ITEM, everything.PERSIAN, 0, 1000), (ITEM, everything.PERSIAN, 1)]):
        (mark,) = marks_of(laid)
        box = laid.boxes[0]
        assert box.x == 0
        assert box.x + box.width < mark.left()
        assert mark.right() <= WIDTH


def test_items_of_one_list_and_their_further_paragraphs_align(lay: Lay) -> None:
    first, second, wide = lay([(ITEM, "a", 0, 1), (P, "b", 1), (ITEM, "c", 0, 1000)])
    assert first.boxes[0].x == second.boxes[0].x == wide.boxes[0].x
    assert not marks_of(second)


def test_deep_lists_keep_half_of_the_column(lay: Lay) -> None:
    (laid,) = lay([(ITEM, everything.LATIN, 30)], width=300)
    assert laid.boxes[0].width >= 150


def test_bars_of_a_quotation_go_on_to_its_next_paragraph(lay: Lay) -> None:
    outer, inner, after = lay([(QUOTE, "a", 0), (QUOTE, "b", 1), (P, "c")])
    (bar,) = [o.rectangle for o in outer.ornaments]
    assert bar.bottom() == outer.height
    bars = [o.rectangle for o in inner.ornaments]
    assert len(bars) == 2
    assert all(bar.bottom() < inner.height for bar in bars)
    assert inner.boxes[0].x > outer.boxes[0].x > max(bar.right() for bar in bars[:1])
    assert not after.ornaments


def test_bars_of_right_to_left_quotations_stand_at_the_right(lay: Lay) -> None:
    (laid,) = lay([(QUOTE, everything.PERSIAN, 0)])
    assert laid.ornaments[0].rectangle.right() == WIDTH


def test_code_runs_from_left_to_right_with_stops_for_tabs(lay: Lay) -> None:
    (laid,) = lay([(CODE, "# سلام\n\tif x:\n\t\tpass")])
    box = laid.boxes[0]
    assert not box.is_right_to_left
    indents = [box.caret(box.start + offset).x() - box.x for offset in (8, 16)]
    assert indents[0] > 0
    assert abs(indents[1] - 2 * indents[0]) < 2


def test_long_code_lies_on_one_card_that_goes_on(lay: Lay) -> None:
    laid = lay([(CODE, "\n".join(["word"] * 4000))])
    assert len(laid) > 1
    cards = [piece.ornaments[0] for piece in laid]
    assert all(card.clip == piece.body for card, piece in zip(cards, laid, strict=True))
    assert cards[0].rectangle.bottom() > laid[0].body.bottom()
    assert cards[-1].rectangle.top() < 0
    assert all(piece.height == piece.body.height() for piece in laid[:-1])


@pytest.mark.parametrize(
    "words", ["emoji 😀🎉 here", "दूत ने कहा", "特使周二表示", everything.ARABIC, "E = mc2"]
)
def test_fallback_fonts_and_raised_letters_keep_the_pitch(lay: Lay, words: str) -> None:
    text = f"{everything.LATIN} {words} {everything.LATIN}"
    raised = Span(SpanKind.SUPERSCRIPT, len(everything.LATIN) + 3, len(everything.LATIN) + 5)
    (laid,) = lay([(P, text)], spans=[raised])
    box = laid.boxes[0]
    pitches = {box.line_bottom(line) - box.line_top(line) for line in range(box.line_count)}
    assert pitches == {Typography().pitch}


def test_six_levels_of_headings_look_different(lay: Lay) -> None:
    looks = set()
    for level in range(1, 7):
        (laid,) = lay([(BlockKind.HEADING, "Words", level)])
        font = laid.boxes[0].layout.font()
        looks.add((font.pixelSize(), font.bold(), font.italic(), laid.boxes[0].slot))
    assert len(looks) == 6
