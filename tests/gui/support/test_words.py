"""Words and characters as Qt cuts them."""

import ctypes.util
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.gui.support.words import character_end, character_start, word_at

CLUSTERS = (
    "a", "e\u0301", "q\u0323\u0307", "👨‍👩‍👧", "👍🏽", "🇦🇫", "1️⃣", "❤️", "क्ष",
    "स्ते", "שָׁ", "مَّ", "\u1112\u1161\u11ab", "ที่", " ", " \u0301",
)  # fmt: skip


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_no_position_inside_a_cluster_is_taken(qapp: object, cluster: str) -> None:
    text = f"x{cluster}y"
    for position in range(1, 2 + len(cluster)):
        start, end = character_start(text, position), character_end(text, position)
        assert start in (1, 1 + len(cluster))
        assert end in (1, 1 + len(cluster))
        assert start <= position <= end


@given(st.lists(st.sampled_from([*CLUSTERS, "\n", "😀"]), max_size=40), st.integers(0, 300))
def test_characters_that_stand_beside_each_other_are_told_apart(
    qapp: object, parts: list[str], position: int
) -> None:
    text = "".join(parts)
    position = min(position, len(text))
    boundaries = {0, *itertools.accumulate(map(len, parts))}
    assert character_start(text, position) == max(b for b in boundaries if b <= position)
    assert character_end(text, position) == min(b for b in boundaries if b >= position)


@pytest.mark.skipif(not ctypes.util.find_library("thai"), reason="libthai is not installed")
def test_thai_is_cut_by_the_dictionary() -> None:
    text = "การเจรจาสันติภาพ"
    assert [text[slice(*word_at(text, at))] for at in (1, 4, 9)] == ["การ", "เจรจา", "สันติภาพ"]
