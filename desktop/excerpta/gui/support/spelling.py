"""Spelling keys bring together the ways in which one tag gets typed twice: hyphens, plurals, slips."""

import re
from functools import lru_cache

MOST_SLIPS = 2
"""Similar keys differ in length by no more than this."""

_SHORTEST_FOR_ONE_SLIP = 5
_SHORTEST_FOR_A_WRONG_LETTER = 7
_SHORTEST_FOR_TWO_SLIPS = 9
_NOT_SPELLED = re.compile(r"[\W_]+")
_MANY = re.compile(r"(s|x|z|ch|sh)es$")
_DIGITS = re.compile(r"\d+")


def spelling_key(folded: str) -> str:
    """Folded text without spaces, hyphens and punctuation, its words in the singular.

    The slashes of a path stay. Empty when nothing is left.
    """
    return "/".join(_key_of_name(name) for name in folded.split("/")).strip("/")


def similar(one: str, other: str) -> bool:
    """Whether two spelling keys differ by a slip of the hand, so that one tag may be meant.

    One letter too many, missing or swapped in keys of 5 and more, or wrong in keys of 7 and more; two
    in keys of 9 and more. Different first letters or different digits are never a slip: `Gambia` is not
    `Zambia`, `Round 2` not `Round 3`. Short words of one letter's difference are mostly two words:
    `Peace` is not `Place`.
    """
    shorter = min(len(one), len(other))
    slips = 2 if shorter >= _SHORTEST_FOR_TWO_SLIPS else 1 if shorter >= _SHORTEST_FOR_ONE_SLIP else 0
    if not slips or abs(len(one) - len(other)) > slips or one[0] != other[0]:
        return False
    if shorter < _SHORTEST_FOR_A_WRONG_LETTER and _has_one_wrong_letter(one, other):
        return False
    return _within(one, other, slips) and _DIGITS.findall(one) == _DIGITS.findall(other)


def _has_one_wrong_letter(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _within(one: str, other: str, slips: int) -> bool:
    """Whether the optimal string alignment distance is at most `slips`."""
    at = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        at += 1
    one, other = one[at:], other[at:]
    if not one or not other:
        return len(one) + len(other) <= slips
    if not slips:
        return False
    swapped = len(one) > 1 and one[:2] == other[1::-1] and _within(one[2:], other[2:], slips - 1)
    return (
        swapped
        or _within(one[1:], other[1:], slips - 1)
        or _within(one[1:], other, slips - 1)
        or _within(one, other[1:], slips - 1)
    )


@lru_cache(maxsize=10_000)
def _key_of_name(name: str) -> str:
    words = name.replace("-", " ").split()
    return "".join(_singular(word if word.isalnum() else _NOT_SPELLED.sub("", word)) for word in words)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if len(word) > 4 and _MANY.search(word) else word[:-1]
