"""The direction of a paragraph is that of its first strong character (Unicode UAX 9, rules P2 and P3)."""

import re
from collections.abc import Sequence

from excerpta.core.model.document import Block
from excerpta.core.text.direction import first_strong

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

_ONLY_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\u200c\ufb1d-\ufdff\ufe70-\ufefc\\s.,:;!?«»()\"'…–—-]*"
)

_ASKED = 200


def has_right_to_left(text: str) -> bool:
    """Whether some of the text may run from right to left, so that its order on the line is not its own."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def has_only_right_to_left(text: str) -> bool:
    """Whether a text of a right-to-left paragraph surely runs that way from end to end."""
    return _ONLY_RIGHT_TO_LEFT.fullmatch(text) is not None


def is_right_to_left(text: str) -> bool:
    """Whether the first strong character runs from right to left."""
    return first_strong(text) < 0


def has_strong(text: str) -> bool:
    """Whether a text has a direction of its own."""
    return bool(first_strong(text))


def runs_right_to_left(text: str, blocks: Sequence[Block]) -> bool:
    """Whether most blocks of a document run from right to left; of a long one some hundred are asked.

    Blocks without a strong character, as numbers and rules, count for neither side.
    """
    step = 1 + len(blocks) // _ASKED
    asked = [first_strong(text[block.start : min(block.end, block.start + 400)]) for block in blocks[::step]]
    return asked.count(-1) > asked.count(1)
