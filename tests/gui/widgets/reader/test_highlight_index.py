"""The index of highlights answers as a plain list would."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.model.document import Block
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.highlight_index import HighlightIndex
from excerpta.gui.widgets.reader.marks import lanes, segments
from excerpta.gui.widgets.reader.pieces import Pieces

Joiner = Callable[..., tuple[str, tuple[Block, ...]]]

RANGES = st.lists(st.tuples(st.integers(0, 118), st.integers(1, 60)), max_size=30)


def highlights_of(ranges: list[tuple[int, int]]) -> list[ReaderHighlight]:
    return [
        ReaderHighlight(AnnotationId(number), start, min(119, start + length))
        for number, (start, length) in enumerate(ranges)
    ]


@given(RANGES, st.sets(st.integers(0, 29)))
def test_found_over_pieces_and_positions(
    document_of: Joiner, ranges: list[tuple[int, int]], removed: set[int]
) -> None:
    pieces = Pieces(*document_of(["123456789"] * 12))
    highlights = highlights_of(ranges)
    index = HighlightIndex(pieces, highlights[:10])
    for highlight in highlights[10:]:
        index.put(highlight)
    for identity in removed:
        index.remove(AnnotationId(identity))
    left = [highlight for highlight in highlights if highlight.id not in removed]
    assert len(index) == len(left)
    for position in range(119):
        expected = {h.id for h in left if h.start <= position < h.end}
        assert {h.id for h in index.at(position)} == expected
    order = sorted((h.start, h.end, h.id) for h in left)
    walked, place = [], (-1, -1, -1)
    while (found := index.after(*place)) is not None:
        place = (found.start, found.end, found.id)
        walked.append(place)
    assert walked == order


def test_one_over_everything_is_filed_in_few_places(document_of: Joiner) -> None:
    pieces = Pieces(*document_of(["word"] * 5000))
    index = HighlightIndex(pieces, [ReaderHighlight(AnnotationId(1), 0, 24_999)])
    assert len(index._nodes) < 30
    assert index.over_piece(2500)


@given(RANGES)
def test_segments_name_all_highlights_over_them(ranges: list[tuple[int, int]]) -> None:
    highlights = sorted(highlights_of(ranges), key=lambda h: (h.start, -h.end, h.id))
    for start, end, active in segments(highlights, 10, 90):
        assert 10 <= start < end <= 90
        assert active == [h for h in highlights if h.start <= start and h.end >= end]


@given(RANGES)
def test_lanes_never_collide(ranges: list[tuple[int, int]]) -> None:
    highlights = sorted(highlights_of(ranges), key=lambda h: (h.start, -h.end, h.id))
    taken = list(zip(highlights, lanes(highlights), strict=True))
    for number, (one, lane) in enumerate(taken):
        for other, other_lane in taken[number + 1 :]:
            if other_lane == lane:
                assert other.start >= one.end
