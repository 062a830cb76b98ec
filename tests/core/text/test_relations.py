"""Passages lie to each other as their ends say; touching is near, and not overlapping."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from excerpta.core.model.query import Operator, Relation
from excerpta.core.text.relations import related
from excerpta.core.text.words import has_at_most, word_at

TEXT = "One two, don’t 1,000 和平 صلح گفت‌وگو 😀 end"


def holds(
    operator: Operator, passage: tuple[int, int], *others: tuple[int, int], words: int | None = None
) -> bool:
    def is_fewer(start: int, end: int, most: int) -> bool:
        return has_at_most(TEXT, start, end, most)

    relation = Relation(operator, "x", words=words)
    (found,) = related([passage], others, relation, is_fewer)
    (negated,) = related([passage], others, Relation(operator, "x", negated=True, words=words), is_fewer)
    assert negated is not found
    return found


@pytest.mark.parametrize(
    ("other", "overlaps", "within", "followed"),
    [
        ((0, 5), False, False, False),
        ((0, 6), True, False, False),
        ((5, 8), True, True, False),
        ((4, 9), True, True, False),
        ((6, 7), True, False, False),
        ((6, 9), True, False, False),
        ((8, 9), False, False, True),
        ((9, 12), False, False, True),
    ],
)
def test_where_the_other_lies(other: tuple[int, int], overlaps: bool, within: bool, followed: bool) -> None:
    assert holds(Operator.OVERLAPS, (5, 8), other) is overlaps
    assert holds(Operator.OVERLAPS, other, (5, 8)) is overlaps
    assert holds(Operator.WITHIN, (5, 8), other) is within
    assert holds(Operator.FOLLOWED_BY, (5, 8), other) is followed
    assert holds(Operator.NEAR, (5, 8), other)


def test_nothing_is_related_to_nothing() -> None:
    assert not any(holds(operator, (0, 3)) for operator in Operator)


def test_a_long_one_hides_no_short_one() -> None:
    assert holds(Operator.WITHIN, (20, 22), (0, 40), (19, 21))
    assert holds(Operator.OVERLAPS, (20, 22), (0, 40), (10, 12))
    assert holds(Operator.NEAR, (9, 14), (0, 3), (0, 1), words=1)


@pytest.mark.parametrize(
    ("between", "words"),
    [
        (" ", 0),
        ("One two", 2),
        ("don’t 1,000", 2),
        ("和平", 2),
        ("صلح گفت‌وگو", 2),
        (" 😀 ", 0),
        ("ne two, do", 1),
    ],
)
def test_words_between_are_counted_as_everywhere(between: str, words: int) -> None:
    start = TEXT.index(between)
    end = start + len(between)
    for most in range(4):
        assert has_at_most(TEXT, start, end, most) is (words <= most)
        assert holds(Operator.NEAR, (0, start) if start else (0, 0), (end, end + 1), words=most) is (
            words <= most
        )


@settings(max_examples=300)
@given(
    st.text(alphabet="ab 1,.-'_’😀和é\u0301", max_size=60) | st.text(alphabet="ab 1,.-'", max_size=60),
    st.integers(0, 60),
    st.integers(0, 60),
    st.integers(0, 4),
)
def test_words_are_counted_as_if_one_looked_at_every_place(
    text: str, start: int, end: int, most: int
) -> None:
    start, end = min(start, len(text)), min(end, len(text))
    words = {word_at(text, place) for place in range(len(text))}
    number = sum(1 for low, high in words if low < high and start <= low and high <= end)
    assert has_at_most(text, start, end, most) is (number <= most)
