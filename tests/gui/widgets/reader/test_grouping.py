"""What belongs together stands close together."""

import pytest

from excerpta.core.model.document import Block, BlockKind
from excerpta.gui.widgets.reader.grouping import closes_group, list_from

P, ITEM, IMAGE = BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.IMAGE
CAPTION, TABLE, QUOTE = BlockKind.CAPTION, BlockKind.TABLE, BlockKind.QUOTATION


def blocks_of(*kinds: BlockKind | tuple[BlockKind, int]) -> list[Block]:
    pairs = [kind if isinstance(kind, tuple) else (kind, 0) for kind in kinds]
    return [Block(kind, 2 * place, 2 * place + 1, level) for place, (kind, level) in enumerate(pairs)]


@pytest.mark.parametrize(
    ("kinds", "closing"),
    [
        ((ITEM, ITEM, P), [False, True, True]),
        ((ITEM, (P, 1), ITEM, P), [False, False, True, True]),
        ((ITEM, (QUOTE, 0)), [True, True]),
        ((IMAGE, CAPTION, P), [False, True, True]),
        ((CAPTION, TABLE, P), [False, True, True]),
        ((IMAGE, CAPTION, IMAGE, CAPTION), [False, True, False, True]),
        ((IMAGE, P), [True, True]),
        ((QUOTE, QUOTE, P), [False, True, True]),
    ],
)
def test_a_full_space_follows_only_the_last_of_a_group(
    kinds: tuple[BlockKind, ...], closing: list[bool]
) -> None:
    blocks = blocks_of(*kinds)
    assert [closes_group(blocks, index) for index in range(len(blocks))] == closing


def test_a_list_knows_its_widest_number() -> None:
    blocks = [Block(ITEM, n, n, 0, number) for n, number in enumerate((9, 100, 7))] + blocks_of(P)
    assert list_from(blocks, 0) == (3, 3)
    assert list_from(blocks, 3) == (3, 0)
