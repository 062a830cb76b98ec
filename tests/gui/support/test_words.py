"""Words and characters as Qt cuts them."""

import ctypes.util

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTextBoundaryFinder

from excerpta.gui.support.utf16 import Utf16Index
from excerpta.gui.support.words import character_end, character_start, word_at

CLUSTERS = (
    "a", "e\u0301", "q\u0323\u0307", "👨‍👩‍👧", "👍🏽", "🇦🇫", "1️⃣", "❤️", "क्ष",
    "स्ते", "שָׁ", "مَّ", "\u1112\u1161\u11ab", "ที่", " ", " \u0301",
)  # fmt: skip


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_no_position_inside_a_cluster_is_taken(cluster: str) -> None:
    text = f"x{cluster}y"
    for position in range(1, 2 + len(cluster)):
        start, end = character_start(text, position), character_end(text, position)
        assert start in (1, 1 + len(cluster))
        assert end in (1, 1 + len(cluster))
        assert start <= position <= end


@given(st.lists(st.sampled_from([*CLUSTERS, "\n"]), max_size=40).map("".join), st.integers(0, 300))
def test_looking_only_at_what_is_near_finds_the_same_clusters(text: str, position: int) -> None:
    position = min(position, len(text))
    index, finder = Utf16Index(text), QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    finder.toStart()
    boundaries = {0, len(text)}
    while (found := finder.toNextBoundary()) >= 0:
        boundaries.add(index.to_code_point(found))
    assert character_start(text, position) == max(b for b in boundaries if b <= position)
    assert character_end(text, position) == min(b for b in boundaries if b >= position)


@pytest.mark.skipif(not ctypes.util.find_library("thai"), reason="libthai is not installed")
def test_thai_is_cut_by_the_dictionary() -> None:
    text = "การเจรจาสันติภาพ"
    assert [text[slice(*word_at(text, at))] for at in (1, 4, 9)] == ["การ", "เจรจา", "สันติภาพ"]
