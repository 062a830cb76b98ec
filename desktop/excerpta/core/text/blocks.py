"""Blocks lie in reading order, so that the one at a position is found by bisection."""

from bisect import bisect_right
from collections.abc import Sequence

from excerpta.core.model.document import Block


def block_at(blocks: Sequence[Block], position: int) -> int:
    """The index of the block that holds a position (code points).

    The newline after a block belongs to it; a position outside the text to the first or last block.
    Without any blocks the answer is 0.
    """
    return max(0, bisect_right(blocks, position, key=lambda block: block.start) - 1)
