"""The direction of a text is that of its first strong character (Unicode UAX 9, rules P2 and P3)."""

import unicodedata


def first_strong(text: str) -> int:
    """-1 when the first strong character runs from right to left, 1 when not, 0 when there is none."""
    for character in text:
        bidirectional = unicodedata.bidirectional(character)
        if bidirectional == "L":
            return 1
        if bidirectional in ("R", "AL"):
            return -1
    return 0
