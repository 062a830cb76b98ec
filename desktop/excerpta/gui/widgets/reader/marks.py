"""How overlapping highlights are drawn: two tints blended, edges stacked in three lanes, then a count.

Pure arithmetic on ranges; rectangles come from a function that is passed in.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from excerpta.core.model.annotation import Colour
from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.reader.stack import COLOUR, COLOURS, NOTED, UNDERLINED, Stack

LANES = 3
EDGE = 2.0
_LANE_PITCH = EDGE + 1.0

Rectangles = Callable[[int, int], list[QRectF]]


@dataclass(slots=True)
class PieceMarks:
    """The drawing of the highlights over one piece, in pixels from its corner.

    Attributes:
        tints, edges: rectangles to fill.
        tinted: the ranges that lie on a tint, in code points.
        notes: centres and colours of the marks of notes.
        counts: rectangles of the first line on which more highlights lie than edges are drawn, and
            how many lie there.

    """

    tints: list[tuple[QRectF, QColor]] = field(default_factory=list)
    edges: list[tuple[QRectF, QColor]] = field(default_factory=list)
    tinted: list[tuple[int, int]] = field(default_factory=list)
    notes: list[tuple[QPointF, QColor]] = field(default_factory=list)
    counts: list[tuple[QRectF, int]] = field(default_factory=list)


class Edge(NamedTuple):
    """Where a highlight has an edge: its place in the stack, its lane, and from where on."""

    place: int
    lane: int
    start: int


def lanes(stack: Stack) -> list[Edge]:
    """Give the highlights that have an edge, in stacking order.

    A highlight takes the lowest lane that is free where it starts, or the first that becomes free
    before it ends. So each has an edge wherever no more lie than there are lanes.
    """
    busy = [0] * LANES
    soonest = 0
    found = []
    for place, end in enumerate(stack.ends):
        if soonest >= end:
            continue  # as for most of a crowd
        start = stack.starts[place]
        if soonest > start:
            start, lane = soonest, busy.index(soonest)
        else:
            lane = next(free for free, until in enumerate(busy) if until <= start)
        found.append(Edge(place, lane, start))
        busy[lane] = end
        soonest = min(busy)
    return found


class Look(NamedTuple):
    """How a stretch of text is drawn under its highlights.

    Attributes:
        tints: the colours that are blended behind the words, the top one last; none, one or two.
        depth: how many highlights lie there if not all have an edge, else 0.

    """

    tints: tuple[Colour, ...] = ()
    depth: int = 0


def looks(stack: Stack, start: int, end: int) -> Iterator[tuple[int, int, Look]]:
    """Cut start..end where the look of the text changes; give each part that is marked.

    The text is cut at every edge of a highlight. Then tints are laid from the top down into the
    parts that have fewer than two, each of which is passed over once it has them; so a thousand
    highlights over each other cost little more than the two that are seen.
    """
    if start >= end:
        return
    starts, ends = stack.starts, stack.ends
    if starts and min(starts) < start:
        starts = [max(one, start) for one in starts]
    if ends and max(ends) > end:
        ends = [min(one, end) for one in ends]
    cuts = sorted({start, end, *starts, *ends})
    number = {cut: place for place, cut in enumerate(cuts)}
    begun, ended = Counter(starts), Counter(ends)
    depths = accumulate(begun[cut] - ended[cut] for cut in cuts)
    first, last = list(map(number.__getitem__, starts)), list(map(number.__getitem__, ends))
    above, below = _two_on_top(stack.looks, first, last, len(cuts))
    since, look = start, Look()
    for cut, depth, one, other in zip(cuts, depths, above, below, strict=True):
        tints = () if one < 0 else (COLOURS[one],) if other < 0 else (COLOURS[other], COLOURS[one])
        here = Look(tints, depth if depth > LANES else 0)
        if here != look or cut == end:
            if cut > since and look != Look():
                yield since, cut, look
            since, look = cut, here


def _two_on_top(
    looks_: list[int], starts: list[int], ends: list[int], parts: int
) -> tuple[list[int], list[int]]:
    """Give the colours of the highest tint and of the one below it for each part; -1 for none."""
    above, below = [-1] * parts, [-1] * parts
    # Behind each part, itself or a later one up to which all have two (union by path halving).
    open_ = list(range(parts + 1))
    for look, part, end in zip(reversed(looks_), reversed(starts), reversed(ends), strict=True):
        if look & UNDERLINED:
            continue
        while part < end:
            while open_[part] != part:
                open_[part] = part = open_[open_[part]]
            if part >= end:
                break
            if above[part] < 0:
                above[part] = look & COLOUR
            else:
                below[part] = look & COLOUR
                open_[part] = part + 1
            part += 1
    return above, below


class MarkPlan(NamedTuple):
    """What is to be marked over a piece, whatever its measure and theme; ranges are code points.

    Attributes:
        parts: where its look changes, with the look.
        edges: start, end, lane and place of the colour of each edge.
        noted: where highlights with a note end, with the place of the colour of the top one.

    """

    parts: list[tuple[int, int, Look]]
    edges: list[tuple[int, int, int, int]]
    noted: dict[int, int]


def plan_marks(stack: Stack, start: int, end: int) -> MarkPlan:
    """Plan the marks of highlights over the piece with range start..end."""
    edges = [
        (max(since, start), min(stack.ends[place], end), lane, stack.looks[place] & COLOUR)
        for place, lane, since in lanes(stack)
    ]
    ending = zip(stack.ends, stack.looks, strict=True)
    noted = {at: look & COLOUR for at, look in ending if look & NOTED and start < at <= end}
    return MarkPlan(list(looks(stack, start, end)), edges, noted)


def mark_piece(
    plan: MarkPlan, rectangles: Rectangles, theme: Theme, *, corner: Callable[[int], QPointF | None]
) -> PieceMarks:
    """Work out the marks of a plan.

    `corner` gives the upper corner at which the character before a position ends.
    """
    marks = PieceMarks()
    blends: dict[tuple[Colour, ...], QColor] = {}
    for first, last, look in plan.parts:
        found = rectangles(first, last)
        if look.tints:
            tint = blends.get(look.tints)
            if tint is None:
                tint = blends[look.tints] = _blend([theme.tint(colour) for colour in look.tints])
            marks.tints += [(rectangle, tint) for rectangle in found]
            marks.tinted.append((first, last))
        if look.depth:
            for rectangle in found:
                _count(marks, rectangle, look.depth)
    edges = [theme.edge(colour) for colour in COLOURS]
    for first, last, lane, colour in plan.edges:
        marks.edges += [(edge_of(rectangle, lane), edges[colour]) for rectangle in rectangles(first, last)]
    places = ((corner(at), edges[colour]) for at, colour in plan.noted.items())
    marks.notes = [(place, edge) for place, edge in places if place is not None]
    return marks


def laid_on_top(
    ranges: Sequence[tuple[int, int, str]], top: tuple[int, int, str]
) -> list[tuple[int, int, str]]:
    """Give ranges that lie apart, and one over them, all apart: Qt draws what lies over each other twice."""
    first, last, _ = top
    left = [
        part
        for start, end, what in ranges
        for part in ((start, min(end, first), what), (max(start, last), end, what))
        if part[0] < part[1]
    ]
    return [*left, top]


def edge_of(rectangle: QRectF, lane: int = 0) -> QRectF:
    """Give the underline in a lane below words; the lowest lane lies inside their tint."""
    return QRectF(rectangle.left(), rectangle.bottom() - EDGE + lane * _LANE_PITCH, rectangle.width(), EDGE)


def _count(marks: PieceMarks, rectangle: QRectF, depth: int) -> None:
    if marks.counts and marks.counts[-1][0].top() == rectangle.top():
        rectangle, depth = marks.counts[-1][0], max(depth, marks.counts[-1][1])
        marks.counts[-1] = (rectangle, depth)
    else:
        marks.counts.append((rectangle, depth))


def _blend(colours: Sequence[QColor]) -> QColor:
    if len(colours) == 1 or colours[0] == colours[1]:
        return colours[0]
    first, second = colours
    return QColor(
        (first.red() + second.red()) // 2,
        (first.green() + second.green()) // 2,
        (first.blue() + second.blue()) // 2,
    )
