"""Heights agree with a plain list of numbers."""

from hypothesis import given
from hypothesis import strategies as st

from excerpta.gui.widgets.reader.heights import Heights

VALUES = st.lists(st.integers(0, 50), min_size=1, max_size=300)


@given(VALUES, st.lists(st.tuples(st.integers(0, 299), st.integers(0, 50)), max_size=20))
def test_sums_and_places_follow_changes(values: list[int], changes: list[tuple[int, int]]) -> None:
    heights = Heights(values)
    for index, height in changes:
        if index < len(values):
            values[index] = height
            heights[index] = height
    assert heights.total == sum(values)
    for index in range(0, len(values), 7):
        assert heights.top(index) == sum(values[:index])
    for distance in range(0, sum(values), 13):
        index, rest = heights.find(distance)
        assert sum(values[:index]) + rest == distance
        assert 0 <= rest < values[index]


def test_beyond_the_end_is_the_end_of_the_last() -> None:
    assert Heights([10, 20]).find(1000) == (1, 20)
    assert Heights([]).find(5) == (0, 0)
