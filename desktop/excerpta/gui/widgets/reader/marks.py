"""How overlapping highlights are drawn: two tints blended, edges stacked in three lanes, then a count.

Pure arithmetic on ranges; rectangles come from a function that is passed in.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from excerpta.core.model.annotation import Colour, HighlightStyle
from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.reader.contents import ReaderHighlight

LANES = 3
EDGE = 2.0
_LANE_PITCH = EDGE + 1.0
_MOST_BLENDED = 2

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


def stacking_order(highlight: ReaderHighlight) -> tuple[int, int, int]:
    """Order highlights from the bottom to the top: a later start lies above, and the shorter of two."""
    return highlight.start, -highlight.end, highlight.id


def lanes(highlights: Sequence[ReaderHighlight]) -> list[tuple[int, int]]:
    """Give each highlight, in stacking order, its lane and from where on it runs there.

    A highlight takes the lowest lane that is free where it starts, or the first that becomes free
    before it ends; `LANES` stands for none. So each has an edge wherever no more lie than there are
    lanes.
    """
    ends = [0] * LANES
    found = []
    for highlight in highlights:
        start, end = highlight.start, highlight.end
        soonest = min(ends)
        if soonest >= end:  # so it is with most of a crowd
            found.append((LANES, end))
            continue
        if soonest > start:
            start, lane = soonest, ends.index(soonest)
        else:
            lane = next(free for free, busy in enumerate(ends) if busy <= start)
        found.append((lane, start))
        ends[lane] = end
    return found


class Look(NamedTuple):
    """How a stretch of text is drawn under its highlights.

    Attributes:
        tints: the colours that are blended behind the words, the top one last; none, one or two.
        depth: how many highlights lie there if not all have an edge, else 0.

    """

    tints: tuple[Colour, ...] = ()
    depth: int = 0


def looks(highlights: Sequence[ReaderHighlight], start: int, end: int) -> Iterator[tuple[int, int, Look]]:
    """Cut start..end where the look of the text changes; give each part that is marked.

    `highlights` are in stacking order, which is the order of their starts: the two on top are at
    the end of a pile from which those that have ended are taken when they come to the top.
    """
    bounds = {cut for one in highlights for cut in (one.start, one.end) if start < cut < end}
    ends = sorted(min(one.end, end) for one in highlights)
    pile: list[ReaderHighlight] = []
    begun = ended = 0
    since, look = start, Look()
    for cut in (start, *sorted(bounds), end):
        while begun < len(highlights) and highlights[begun].start <= cut:
            if highlights[begun].style is HighlightStyle.HIGHLIGHT:
                pile.append(highlights[begun])
            begun += 1
        while ended < len(ends) and ends[ended] <= cut:
            ended += 1
        depth = begun - ended
        here = Look(_top_colours(pile, cut), depth if depth > LANES else 0)
        if here != look or cut == end:
            if cut > since and look != Look():
                yield since, cut, look
            since, look = cut, here


def _top_colours(pile: list[ReaderHighlight], position: int) -> tuple[Colour, ...]:
    """Give the colours of the two highlights on top that go on behind a position, the top one last."""
    while pile and pile[-1].end <= position:
        pile.pop()
    while len(pile) > 1 and pile[-2].end <= position:
        del pile[-2]
    return tuple([one.colour for one in pile[-_MOST_BLENDED:]])


def mark_piece(
    highlights: Sequence[ReaderHighlight],
    start: int,
    end: int,
    rectangles: Rectangles,
    theme: Theme,
    *,
    corner: Callable[[int], QPointF | None],
) -> PieceMarks:
    """Work out the marks of highlights, in stacking order, over the piece with range start..end.

    `corner` gives the upper corner at which the character before a position ends.
    """
    marks = PieceMarks()
    blends: dict[tuple[Colour, ...], QColor] = {}
    for first, last, look in looks(highlights, start, end):
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
    noted: dict[int, Colour] = {}
    for highlight, (lane, edge_start) in zip(highlights, lanes(highlights), strict=True):
        if lane < LANES:
            found = rectangles(max(edge_start, start), min(highlight.end, end))
            edge = theme.edge(highlight.colour)
            marks.edges += [(edge_of(rectangle, lane), edge) for rectangle in found]
        if highlight.has_note and start < highlight.end <= end:
            noted[highlight.end] = highlight.colour  # of several at one place, the top one's is seen
    places = ((corner(position), colour) for position, colour in noted.items())
    marks.notes = [(place, theme.edge(colour)) for place, colour in places if place is not None]
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
