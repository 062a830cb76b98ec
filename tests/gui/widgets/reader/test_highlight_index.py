"""The index of highlights answers as a plain list would."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import Block
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader import highlight_index
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.highlight_index import HighlightIndex
from excerpta.gui.widgets.reader.highlight_table import HighlightTable
from excerpta.gui.widgets.reader.marks import plan_marks
from excerpta.gui.widgets.reader.pieces import Pieces
from excerpta.gui.widgets.reader.stack import Stack, stacking_order

Joiner = Callable[..., tuple[str, tuple[Block, ...]]]

# Blank paragraphs, paragraphs of one letter and longer ones: 60 code points in all.
PARTS = ["123456789", "", "", "1234567890123456789", "1", "2", "", "123456789012345678", "end"]
LENGTH = sum(map(len, PARTS)) + len(PARTS) - 1
# Few different starts and lengths, so that equal ranges and touching ones are common.
RANGES = st.lists(
    st.tuples(st.sampled_from([0, 3, 9, 10, 11, 12, 20, 31, 32, 33, 34, 40, LENGTH - 2]), st.integers(1, 25)),
    max_size=30,
)
CHANGES = st.lists(st.tuples(st.integers(0, 33), st.integers(0, LENGTH - 1), st.integers(1, 70)), max_size=12)


def highlights_of(ranges: list[tuple[int, int]]) -> list[ReaderHighlight]:
    return [
        ReaderHighlight(AnnotationId(number), start, min(LENGTH, start + length))
        for number, (start, length) in enumerate(ranges)
    ]


def compare(index: HighlightIndex, pieces: Pieces, left: list[ReaderHighlight]) -> None:
    """Compare everything that the index says with what a plain list says."""
    order = sorted(left, key=lambda h: (h.start, h.end, h.id))
    assert len(index) == len(left)
    for rank, one in enumerate(order):
        assert index[one.id] == one
        assert index.rank(one.id) == rank
        assert index.after(one.start, one.end, one.id) == (order[rank + 1] if rank + 1 < len(order) else None)
        assert index.before(one.start, one.end, one.id) == (order[rank - 1] if rank else None)
    for position in range(LENGTH + 1):
        over = [h for h in left if h.start <= position < h.end]
        assert index.at(position) == sorted(over, key=stacking_order, reverse=True)
        assert index.after(position, -1, -1) == next((h for h in order if h.start >= position), None)
        before = [h for h in order if h.start < position]
        assert index.before(position, -1, -1) == (before[-1] if before else None)
        first = [h for h in order if position <= h.start < position + 5]
        assert index.first_from(position, position + 5) == (first[0] if first else None)
        assert index.starting_in(position, position + 4) == [h.id for h in first]
    for piece in range(1, len(pieces)):
        over = [h for h in left if piece in pieces.over(h.start, h.end)]
        assert index.over_piece(piece) == sorted(over, key=stacking_order)
        assert index.stack_over(piece) == Stack.of(over)
        plan = plan_marks(Stack.of(over), pieces.starts[piece], pieces.ends[piece]) if over else None
        assert index.marks_over(piece) == index.marks_over(piece) == plan
    assert index.over_piece(0) == []


@pytest.fixture(autouse=True)
def small_crowds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plans are kept for the few highlights of a test too."""
    monkeypatch.setattr(highlight_index, "_CROWD", 1)


@given(RANGES, CHANGES, st.sets(st.integers(0, 33)), st.sampled_from([0, 1000]))
def test_it_answers_as_a_list_would_after_any_changes(
    document_of: Joiner,
    ranges: list[tuple[int, int]],
    changes: list[tuple[int, int, int]],
    removed: set[int],
    many: int,
) -> None:
    pieces = Pieces(*document_of(PARTS))
    known = {h.id: h for h in highlights_of(ranges)}
    index = HighlightIndex(pieces, known.values())
    compare(index, pieces, list(known.values()))
    changed = {
        AnnotationId(number): ReaderHighlight(
            AnnotationId(number), start, min(LENGTH, start + length), Colour.RED
        )
        for number, start, length in changes
    }
    touched = [known[one] for one in known if one in removed or one in changed] + list(changed.values())
    before, highlight_index._MANY = highlight_index._MANY, many
    try:
        under = index.change(list(changed.values()), [AnnotationId(one) for one in removed])
    finally:
        highlight_index._MANY = before
    assert {piece for some in under for piece in some} == {
        piece for h in touched for piece in pieces.over(h.start, h.end)
    }
    known = {one: h for one, h in known.items() if one not in removed} | changed
    compare(index, pieces, list(known.values()))
    assert set(index.added()) == set(changed)
    for one in list(known):
        assert index.remove(one) == (known[one].start, known[one].end)
    compare(index, pieces, [])
    assert index.remove(AnnotationId(1)) is None


def test_one_over_everything_is_filed_in_few_places(document_of: Joiner) -> None:
    pieces = Pieces(*document_of(["word"] * 5000))
    index = HighlightIndex(pieces, [ReaderHighlight(AnnotationId(1), 0, 24_999)])
    assert len(index._nodes) < 30
    assert index.over_piece(2500)
    assert index.over_piece(5000)


def test_only_what_is_seen_is_made(document_of: Joiner) -> None:
    made: list[int] = []
    table = HighlightTable.of([ReaderHighlight(AnnotationId(n), 5 * n, 5 * n + 4) for n in range(5000)])

    def make(row: int) -> ReaderHighlight:
        made.append(row)
        return table.make(row)

    index = HighlightIndex(Pieces(*document_of(["word"] * 5000)), replace(table, make=make))
    assert index.rank(AnnotationId(77)) == 77
    assert AnnotationId(4999) in index
    index.put(ReaderHighlight(AnnotationId(6000), 3, 9))
    index.remove(AnnotationId(2))
    assert not made
    assert [h.id for h in index.over_piece(101)] == [100]
    assert index[AnnotationId(100)].start == 500
    assert made == [100]
    index.remake()
    assert index[AnnotationId(6000)].end == 9
    assert index[AnnotationId(100)].start == 500
    assert made == [100, 100]
