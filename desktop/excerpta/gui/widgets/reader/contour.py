"""One line around all the words of a highlight: lines that lie below each other have no edge between them."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

_AROUND = (-2.0, -1.0, 2.0, 1.0)
_CORNER = 4.0
_NEAR = 0.9
"""Lines are joined over a gap of at most so many of their heights."""

_MANY = 200
"""Around more stretches than are ever seen at once each gets a line of its own."""


def contour(rectangles: Sequence[QRectF]) -> QPainterPath:
    """Give a path around stretches of words, one per line and run, in the order of the lines."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    grown = [rectangle.adjusted(*_AROUND) for rectangle in rectangles]
    if len(grown) == 1 or len(grown) > _MANY:
        for rectangle in grown:
            path.addRoundedRect(rectangle, _CORNER, _CORNER)
        return path
    for rectangle in (*grown, *_bridges(grown)):
        path.addRect(rectangle)
    rounded = QPainterPath()
    for polygon in path.simplified().toSubpathPolygons():
        _add_rounded(rounded, polygon)
    return rounded


def _bridges(rectangles: Sequence[QRectF]) -> list[QRectF]:
    """Give what fills the gaps between stretches that lie below each other."""
    lines: list[list[QRectF]] = []
    for rectangle in rectangles:
        if lines and abs(lines[-1][0].top() - rectangle.top()) < 1:
            lines[-1].append(rectangle)
        else:
            lines.append([rectangle])
    found = []
    for above, below in pairwise(lines):
        for one in above:
            for other in below:
                left, right = max(one.left(), other.left()), min(one.right(), other.right())
                gap = other.top() - one.bottom()
                if right > left and 0 <= gap <= _NEAR * one.height():
                    found.append(QRectF(left, one.bottom() - 0.5, right - left, gap + 1))
    return found


def _add_rounded(path: QPainterPath, polygon: QPolygonF) -> None:
    """Add a closed polygon with round corners to a path."""
    corners = _corners(polygon)
    for place, corner in enumerate(corners):
        before, after = corners[place - 1], corners[(place + 1) % len(corners)]
        enter, leave = _towards(corner, before), _towards(corner, after)
        if place:
            path.lineTo(enter)
        else:
            path.moveTo(enter)
        path.quadTo(corner, leave)
    path.closeSubpath()


def _corners(polygon: QPolygonF) -> list[QPointF]:
    """Give the points at which the polygon turns."""
    points = [polygon.at(place) for place in range(polygon.size())]
    points = [one for one, following in pairwise([*points, points[0]]) if _far(one, following)]
    turning = []
    for place, point in enumerate(points):
        before, after = points[place - 1], points[(place + 1) % len(points)]
        cross = (point.x() - before.x()) * (after.y() - point.y()) - (point.y() - before.y()) * (
            after.x() - point.x()
        )
        if abs(cross) > 0.01:
            turning.append(point)
    return turning


def _far(one: QPointF, other: QPointF) -> bool:
    return (one - other).manhattanLength() > 0.01


def _towards(corner: QPointF, other: QPointF) -> QPointF:
    """Give the point at which a round corner meets the edge to another corner."""
    edge = other - corner
    length = max(abs(edge.x()), abs(edge.y()), 0.01)
    return corner + edge * (min(_CORNER, length / 2) / length)
