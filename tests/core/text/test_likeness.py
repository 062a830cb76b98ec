"""Texts that are much the same share passages and most of their runs of words; others do not."""

import random

from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.text.folding import fold_words
from excerpta.core.text.likeness import PASSAGES, SHARED, passages, runs, shared

VOCABULARY = [
    f"{a}{b}{c}" for a in ("ka", "پی", "do", "né") for b in "abcdefgh" for c in ("n", "ل", "st", "")
]


def story(seed: int, length: int) -> list[str]:
    """So many words, other ones for every seed."""
    return random.Random(seed).choices(VOCABULARY, k=length)


def likeness(one: list[str], other: list[str]) -> tuple[int, float]:
    """How many passages two texts share, and the part of the shorter that is in the longer."""
    first, second = fold_words(" ".join(one)), fold_words(" ".join(other))
    common = len(set(passages(first)) & set(passages(second)))
    return common, shared(runs(first), runs(second))


def test_a_story_cut_short_and_headed_otherwise_is_the_same() -> None:
    rng = random.Random(4)
    for seed in range(0, 600, 2):
        length = rng.randint(60, 600)
        head = story(seed + 1, rng.randint(0, length // 6))
        words = story(seed, length)
        common, part = likeness(words, head + words[: rng.randint(length * 2 // 3, length)])
        assert common >= 1
        assert part >= SHARED


@given(st.integers(), st.integers(30, 400), st.integers(30, 400))
def test_texts_of_the_same_words_in_another_order_are_not(seed: int, one: int, other: int) -> None:
    assert likeness(story(seed, one), story(seed + 1, other))[1] < SHARED


def test_case_accents_marks_and_punctuation_make_no_difference() -> None:
    plain = story(5, 80)
    printed = [word.upper() + ("," if place % 7 == 0 else "") for place, word in enumerate(plain)]
    assert likeness(plain, printed) == (PASSAGES, 1.0)


def test_a_few_words_are_like_nothing_and_a_quotation_is_not_the_whole() -> None:
    words = story(3, 400)
    assert passages(fold_words(" ".join(words[:29]))) == []
    assert likeness(words[:20], words[:20]) == (0, 0.0)
    assert likeness(words, words[100:150])[1] == 0.0
    assert likeness(words, words[100:200])[1] == 1.0
    assert passages("") == []
    assert shared(runs(""), runs("")) == 0.0


def test_numbers_are_the_same_in_every_process() -> None:
    assert passages(" ".join(f"word{number}" for number in range(40))) == NUMBERS


NUMBERS = [130973473, 559435693, 1024945302, 1851669933]
