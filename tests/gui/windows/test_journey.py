"""Where one has been: back, forward, what is forgotten, what is passed over."""

from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.model.document import ReadingPlace
from excerpta.core.model.ids import AnnotationId, DocumentId
from excerpta.gui.viewmodels.bookmark import Spot
from excerpta.gui.windows.journey import Journey, Row, Stop


def at(position: int, document: int = 1) -> Spot:
    return Spot(DocumentId(document), ReadingPlace(position, position))


class Walk:
    """Someone who stands somewhere, and documents that may vanish."""

    def __init__(self, longest: int = 200) -> None:
        self.here: Stop | None = at(0)
        self.gone: set[int] = set()
        self.journey = Journey(lambda: self.here, self.is_there, longest)

    def is_there(self, stop: Stop) -> bool:
        return not isinstance(stop, Spot) or stop.document not in self.gone

    def jump(self, stop: Stop) -> None:
        self.journey.depart()
        self.here = stop

    def back(self) -> Stop | None:
        self.here = self.journey.back() or self.here
        return self.here

    def forward(self) -> Stop | None:
        self.here = self.journey.forward() or self.here
        return self.here


@given(st.lists(st.integers(1, 9), min_size=1, max_size=12), st.data())
def test_back_and_forward_retrace_every_step(steps: list[int], data: st.DataObject) -> None:
    walk = Walk()
    been: list[Stop] = [at(0)]
    for step in steps:
        walk.jump(at(step))
        if been[-1] != at(step):
            been.append(at(step))
    number = len(been) - 1
    for is_back in data.draw(st.lists(st.booleans(), max_size=30)):
        found = walk.back() if is_back else walk.forward()
        number = max(0, number - 1) if is_back else min(len(been) - 1, number + 1)
        assert found == been[number]


def test_a_jump_forgets_what_was_ahead() -> None:
    walk = Walk()
    walk.jump(at(10))
    walk.back()
    assert walk.journey.can_go_forward
    walk.jump(at(20))
    assert not walk.journey.can_go_forward
    assert walk.back() == at(0)


def test_rows_of_highlights_are_stops_too() -> None:
    walk = Walk()
    row = Row("tag:Actors", AnnotationId(7))
    walk.jump(row)
    walk.jump(at(5))
    assert walk.back() == row
    assert walk.back() == at(0)
    assert walk.forward() == row


def test_what_is_gone_is_passed_over() -> None:
    walk = Walk()
    walk.jump(at(5, document=2))
    walk.jump(at(6, document=3))
    walk.gone.add(2)
    assert walk.back() == at(0)
    assert not walk.journey.can_go_back


def test_nothing_open_leaves_no_stop_and_the_way_has_an_end() -> None:
    walk = Walk(longest=3)
    walk.here = None
    walk.jump(at(1))
    assert not walk.journey.can_go_back
    for position in range(2, 9):
        walk.jump(at(position))
    for _ in range(9):
        walk.back()
    assert walk.here == at(5)
