"""Positions in code points and in UTF-16 units lead to each other."""

from hypothesis import given
from hypothesis import strategies as st

from excerpta.gui.support.utf16 import Utf16Index


@given(st.text())
def test_every_position_is_where_utf16_puts_it(text: str) -> None:
    index = Utf16Index(text)
    for position in range(len(text) + 1):
        unit = len(text[:position].encode("utf-16-le")) // 2
        assert index.to_utf16(position) == unit
        assert index.to_code_point(unit) == position


def test_the_middle_of_a_surrogate_pair_is_the_place_before_it() -> None:
    assert Utf16Index("a😀b").to_code_point(2) == 1


def test_text_without_astral_characters_needs_no_table() -> None:
    assert Utf16Index("سلام").is_identity
    assert not Utf16Index("😀").is_identity
