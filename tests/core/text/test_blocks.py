"""The block at a position."""

from excerpta.core.model.document import Block, BlockKind
from excerpta.core.text.blocks import block_at

_BLOCKS = (
    Block(BlockKind.HEADING, 0, 5, level=1),
    Block(BlockKind.PARAGRAPH, 6, 20),
    Block(BlockKind.PARAGRAPH, 21, 30),
)


def test_every_position_has_a_block() -> None:
    assert [block_at(_BLOCKS, position) for position in (-1, 0, 4, 5, 6, 20, 21, 29, 30, 99)] == [
        0, 0, 0, 0, 1, 1, 2, 2, 2, 2,
    ]  # fmt: skip


def test_no_blocks_at_all() -> None:
    assert block_at((), 3) == 0
