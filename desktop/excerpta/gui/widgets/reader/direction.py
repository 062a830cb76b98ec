"""The direction of a paragraph is that of its first strong character (Unicode UAX 9, rules P2 and P3)."""

import re
import unicodedata

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

_ONLY_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\u200c\ufb1d-\ufdff\ufe70-\ufefc\\s.,:;!?«»()\"'…–—-]*"
)


def has_right_to_left(text: str) -> bool:
    """Whether some of the text may run from right to left, so that its order on the line is not its own."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def has_only_right_to_left(text: str) -> bool:
    """Whether a text of a right-to-left paragraph surely runs that way from end to end."""
    return _ONLY_RIGHT_TO_LEFT.fullmatch(text) is not None


def is_right_to_left(text: str) -> bool:
    """Whether the first strong character runs from right to left."""
    for character in text:
        bidirectional = unicodedata.bidirectional(character)
        if bidirectional == "L":
            return False
        if bidirectional in ("R", "AL"):
            return True
    return False
