"""Hits as they come in, against a list of them all."""

from hypothesis import given
from hypothesis import strategies as st

from excerpta.gui.viewmodels.hits import Hits, Range

RANGES = st.lists(st.integers(0, 200), unique=True).map(
    lambda starts: [(at, at + 1) for at in sorted(starts)]
)


@given(RANGES, st.integers(0, 210), st.integers(0, 210), st.data())
def test_what_is_known_is_right_and_in_the_end_all_is_known(
    everything: list[Range], begin: int, position: int, data: st.DataObject
) -> None:
    later = [hit for hit in everything if hit[0] >= begin]
    earlier = [hit for hit in everything if hit[0] < begin]
    hits = Hits(begin)
    shown = data.draw(st.integers(0, len(later)))
    hits.add(later[:shown])
    after = [hit for hit in everything if hit[0] >= position]
    before = [hit for hit in everything if hit[0] < position]
    found = hits.following(position)
    assert found is None or (hits.ranges[found[0]], found[1]) == (after[0], False)
    hits.add(later[shown:])
    hits.complete(earlier, is_capped=False)
    assert hits.ranges == everything
    if not everything:
        assert hits.following(position) is hits.preceding(position) is None
        return
    assert hits.following(position) == ((len(before), False) if after else (0, True))
    assert hits.preceding(position) == ((len(before) - 1, False) if before else (len(everything) - 1, True))
    assert [hits.number(hit) for hit in everything] == list(range(len(everything)))


def test_two_that_were_found_apart_do_not_overlap() -> None:
    hits = Hits(10)
    hits.add([(10, 14), (20, 24)])
    hits.complete([(2, 6), (8, 12)], is_capped=True)
    assert hits.ranges == [(2, 6), (10, 14), (20, 24)]
    assert hits.is_capped


def test_a_step_back_waits_for_what_lies_before() -> None:
    hits = Hits(10)
    hits.add([(12, 13)])
    assert hits.preceding(12) is None
    assert hits.following(13) is None
    assert hits.preceding(14) == (0, False)
    hits.complete([(3, 4)], is_capped=False)
    assert hits.preceding(12) == (0, False)
    assert hits.following(13) == (0, True)
