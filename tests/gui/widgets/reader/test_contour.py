"""The line around a highlight goes round all its lines at once."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from excerpta.gui.widgets.reader.contour import contour

_LINES = st.lists(st.tuples(st.integers(0, 300), st.integers(20, 300)), min_size=1, max_size=12)


def pieces(*rectangles: QRectF) -> int:
    return len(contour(rectangles).toSubpathPolygons())


def test_lines_below_each_other_have_one_outline() -> None:
    first, second, third = QRectF(200, 0, 300, 24), QRectF(0, 27, 500, 24), QRectF(0, 54, 100, 24)
    assert pieces(first) == pieces(first, second) == pieces(first, second, third) == 1


def test_what_does_not_meet_has_an_outline_of_its_own() -> None:
    assert pieces(QRectF(200, 0, 300, 24), QRectF(0, 27, 100, 24)) == 2
    assert pieces(QRectF(0, 0, 100, 24), QRectF(200, 0, 100, 24)) == 2
    assert pieces(QRectF(0, 0, 100, 24), QRectF(0, 80, 100, 24)) == 2
    assert pieces() == 0


@given(_LINES)
def test_the_middle_of_every_line_is_inside_and_no_edge_runs_between(lines: list[tuple[int, int]]) -> None:
    rectangles = [QRectF(left, 27 * line, width, 24) for line, (left, width) in enumerate(lines)]
    path = contour(rectangles)
    around = path.boundingRect()
    for rectangle in rectangles:
        assert path.contains(rectangle.center())
        assert around.contains(rectangle)
    for above, below in pairwise(rectangles):
        left, right = max(above.left(), below.left()), min(above.right(), below.right())
        if right - left > 12:
            assert path.contains(QPointF((left + right) / 2, above.bottom() + 1.5))
