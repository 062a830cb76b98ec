"""Marks show every highlight as far as it can be drawn, and count the rest."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from excerpta.core.model.annotation import Colour, HighlightStyle
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.marks import LANES, Look, lanes, looks, mark_piece, plan_marks
from excerpta.gui.widgets.reader.stack import Stack, stacking_order

LENGTH = 100
HIGHLIGHTS = st.lists(
    st.builds(
        lambda start, length, colour, style: (start, min(LENGTH + 20, start + length), colour, style),
        st.integers(0, LENGTH - 1),
        st.integers(1, 60),
        st.sampled_from(list(Colour)[:3]),
        st.sampled_from(list(HighlightStyle)),
    ),
    max_size=24,
)


def stacked(made: list[tuple[int, int, Colour, HighlightStyle]]) -> list[ReaderHighlight]:
    highlights = [
        ReaderHighlight(AnnotationId(number), start, end, colour, style)
        for number, (start, end, colour, style) in enumerate(made)
    ]
    return sorted(highlights, key=stacking_order)


def look_at(highlights: list[ReaderHighlight], position: int) -> Look:
    """What is to be seen at a position, worked out from the definition."""
    over = [h for h in highlights if h.start <= position < h.end]
    tints = [h.colour for h in over if h.style is HighlightStyle.HIGHLIGHT][-2:]
    return Look(tuple(tints), len(over) if len(over) > LANES else 0)


@given(HIGHLIGHTS, st.integers(0, 40), st.integers(41, LENGTH))
def test_looks_tell_the_tints_and_the_depth_of_every_position(
    made: list[tuple[int, int, Colour, HighlightStyle]], start: int, end: int
) -> None:
    highlights = stacked(made)
    over = [h for h in highlights if h.start < end and h.end > start]
    told = {p: look for first, last, look in looks(Stack.of(over), start, end) for p in range(first, last)}
    for position in range(start, end):
        assert told.pop(position, Look()) == look_at(highlights, position)
    assert not told
    found = list(looks(Stack.of(over), start, end))
    for (_, before, one), (after, _, other) in pairwise(found):
        assert before < after or one != other


@given(HIGHLIGHTS)
def test_no_two_highlights_ever_share_a_lane(made: list[tuple[int, int, Colour, HighlightStyle]]) -> None:
    highlights = stacked(made)
    taken = [(lane, start, highlights[place].end) for place, lane, start in lanes(Stack.of(highlights))]
    for lane in range(LANES):
        runs = sorted((start, end) for where, start, end in taken if where == lane)
        assert all(end <= start for (_, end), (start, _) in pairwise(runs))


@given(HIGHLIGHTS)
def test_every_highlight_up_to_three_deep_has_its_edge(
    made: list[tuple[int, int, Colour, HighlightStyle]],
) -> None:
    highlights = stacked(made)
    theme = load_theme("light")

    def rectangles(start: int, end: int) -> list[QRectF]:
        return [QRectF(start, 0, end - start, 20)]

    marks = mark_piece(
        plan_marks(Stack.of(highlights), 0, LENGTH), rectangles, theme, corner=lambda at: QPointF(at, 0)
    )
    cuts = sorted({min(cut, LENGTH - 1) for h in highlights for cut in (h.start, h.end)})
    for position in cuts:
        over = [h for h in highlights if h.start <= position < h.end]
        drawn = [c for r, c in marks.edges if r.left() <= position < r.right()]
        assert len(drawn) == min(len(over), LANES)
        if len(over) <= LANES:
            assert sorted(c.name() for c in drawn) == sorted(theme.edge(h.colour).name() for h in over)
        tinted = [c for r, c in marks.tints if r.left() <= position < r.right()]
        assert len(tinted) == any(h.style is HighlightStyle.HIGHLIGHT for h in over)
    depth = max((len([h for h in highlights if h.start <= p < h.end]) for p in range(LENGTH)), default=0)
    assert [count for _, count in marks.counts] == ([depth] if depth > LANES else [])


def test_a_thousand_highlights_of_one_place_make_few_marks() -> None:
    highlights = [ReaderHighlight(AnnotationId(number), 3, 90) for number in range(1000)]
    asked: list[tuple[int, int]] = []

    def rectangles(start: int, end: int) -> list[QRectF]:
        asked.append((start, end))
        return [QRectF(start, 0, end - start, 20)]

    marks = mark_piece(
        plan_marks(Stack.of(highlights), 0, LENGTH), rectangles, load_theme("dark"), corner=lambda _: None
    )
    assert len(asked) == 1 + LANES
    assert [count for _, count in marks.counts] == [1000]
