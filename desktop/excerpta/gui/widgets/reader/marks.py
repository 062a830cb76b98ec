"""How overlapping highlights are drawn: two tints blended, edges stacked in three lanes, then a count.

Pure arithmetic on ranges; rectangles come from a function that is passed in.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from excerpta.core.model.annotation import HighlightStyle
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


def lanes(highlights: Sequence[ReaderHighlight]) -> list[int]:
    """Give each highlight, in stacking order, the lowest lane that is free where it starts."""
    ends: list[int] = []
    found = []
    for highlight in highlights:
        lane = next((free for free, end in enumerate(ends) if end <= highlight.start), len(ends))
        if lane == len(ends):
            ends.append(0)
        ends[lane] = highlight.end
        found.append(lane)
    return found


def segments(
    highlights: Sequence[ReaderHighlight], start: int, end: int
) -> Iterable[tuple[int, int, list[ReaderHighlight]]]:
    """Cut start..end wherever a highlight begins or ends; give each part with those over it, bottom first."""
    cuts = sorted(
        {min(max(cut, start), end) for highlight in highlights for cut in (highlight.start, highlight.end)}
    )
    active: list[ReaderHighlight] = []
    waiting = 0
    for first, last in pairwise(cuts):
        active = [highlight for highlight in active if highlight.end > first]
        while waiting < len(highlights) and highlights[waiting].start <= first:
            if highlights[waiting].end > first:
                active.append(highlights[waiting])
            waiting += 1
        if active:
            yield first, last, active


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
    for first, last, active in segments(highlights, start, end):
        tinted = [h.colour for h in active if h.style is HighlightStyle.HIGHLIGHT][-_MOST_BLENDED:]
        deep = len(active) > LANES
        if tinted or deep:
            found = rectangles(first, last)
            if tinted:
                tint = _blend([theme.tint(colour) for colour in tinted])
                marks.tints += [(rectangle, tint) for rectangle in found]
                marks.tinted.append((first, last))
            if deep and found:
                _count(marks, found[0], len(active))
    for highlight, lane in zip(highlights, lanes(highlights), strict=True):
        edge = theme.edge(highlight.colour)
        if lane < LANES:
            found = rectangles(max(highlight.start, start), min(highlight.end, end))
            marks.edges += [(edge_of(rectangle, lane), edge) for rectangle in found]
        if highlight.has_note and start < highlight.end <= end:
            place = corner(highlight.end)
            if place is not None:
                marks.notes.append((place, edge))
    return marks


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
