"""Which blocks belong together: items of a list, lines of a quotation, a picture and its caption."""

from collections.abc import Sequence

from excerpta.core.model.document import Block, BlockKind

_CAPTIONED = (BlockKind.IMAGE, BlockKind.TABLE)


def is_in_list(block: Block) -> bool:
    """Whether a block is an item of a list, or a further paragraph of one."""
    return block.kind is BlockKind.LIST_ITEM or (block.kind is BlockKind.PARAGRAPH and block.level > 0)


def closes_group(blocks: Sequence[Block], index: int) -> bool:
    """Whether a full space follows a block, because the next one is not of its group."""
    if index + 1 >= len(blocks):
        return True
    block, following = blocks[index], blocks[index + 1]
    if is_in_list(block):
        return not is_in_list(following)
    if block.kind in _CAPTIONED:
        return following.kind is not BlockKind.CAPTION
    if block.kind is BlockKind.CAPTION:
        # Below the picture before it, or else above what follows.
        belongs_above = index > 0 and blocks[index - 1].kind in _CAPTIONED
        return belongs_above or following.kind not in _CAPTIONED
    return following.kind is not block.kind


def list_from(blocks: Sequence[Block], index: int) -> tuple[int, int]:
    """Give where the list that begins at a block ends, and how many digits its widest number has."""
    end, digits = index, 0
    while end < len(blocks) and is_in_list(blocks[end]):
        number = blocks[end].number
        digits = max(digits, len(str(number)) if number is not None else 0)
        end += 1
    return end, digits
