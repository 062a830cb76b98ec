"""Markup: blocks and spans come back as they were, and old rows stay as they were."""

import json

from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.model.document import Block, BlockKind, Span, SpanKind
from excerpta.core.store.markup import dump_blocks, dump_spans, load_blocks, load_spans

_PLACES = st.integers(0, 99)
_BLOCKS = st.builds(
    Block,
    st.sampled_from(BlockKind),
    _PLACES,
    _PLACES,
    st.integers(0, 6),
    st.none() | st.integers(-2, 9),
    st.sampled_from(["", "ab" * 32]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
)
_SPANS = st.builds(
    Span, st.sampled_from(SpanKind), _PLACES, _PLACES, st.sampled_from(["", "https://e.org/é"])
)


@given(st.lists(_BLOCKS))
def test_blocks_come_back_as_they_were(blocks: list[Block]) -> None:
    assert load_blocks(dump_blocks(blocks)) == tuple(blocks)


@given(st.lists(_SPANS))
def test_spans_come_back_as_they_were(spans: list[Span]) -> None:
    assert load_spans(dump_spans(spans)) == tuple(spans)


@given(st.lists(_BLOCKS))
def test_a_block_says_only_what_is_not_plain(blocks: list[Block]) -> None:
    for block, row in zip(blocks, json.loads(dump_blocks(blocks)), strict=True):
        assert row[:3] == [block.kind, block.start, block.end]
        assert len(row) == 3 or row[-1] not in ("", None)


def test_rows_of_the_first_schema_are_written_as_ever() -> None:
    rows = '[["paragraph",0,3],["heading",4,9,2],["list_item",10,12,0,0],["image",13,14]]'
    assert dump_blocks(load_blocks(rows)) == rows
