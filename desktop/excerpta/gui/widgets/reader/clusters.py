"""Finds the two edges of every character on a laid-out line, exact in text that runs both ways.

`QTextLine.cursorToX` answers for carets, not for characters. WORKAROUND: for the first character of
a run against the paragraph's direction it gives the far side of the run, beside ligatures sometimes
the place of another character; where a line is wrapped within such a run, it counts the hanging space
that is not drawn. Those characters are placed by their glyphs. It can go when Qt gives the rectangle
of a character.
"""

import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextLine

from excerpta.gui.support.graphemes import Graphemes

LINE_SEPARATOR = "\N{LINE SEPARATOR}"

_LEADING = QTextLine.Edge.Leading
_TRAILING = QTextLine.Edge.Trailing
_GLYPHS = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions
)


class Cluster(NamedTuple):
    """A grapheme cluster on a line: its UTF-16 range and the x of its leading and trailing edge."""

    start: int
    end: int
    leading: float
    trailing: float


def clusters_of_line(
    layout: QTextLayout,
    line: QTextLine,
    places: Graphemes,
    character: Callable[[int], str],
    *,
    is_joined: Callable[[int], bool],
    mixed: bool,
) -> list[Cluster]:
    """Give the clusters of a line in the order of the text; `character` gives the one behind a place.

    `mixed` tells whether some of the text may run from right to left, `is_joined` the letters that may
    be drawn as one with the letter before them. A line break has no cluster; one of characters that are
    not drawn, such as marks of direction, has no width.
    """
    unit = line.textStart()
    end = unit + line.textLength()
    seen: list[Cluster] = []
    unseen: list[tuple[int, Cluster]] = []
    while unit < end:
        following = min(places.after(unit), end)
        if following <= unit:
            break
        kind = character(unit)
        if kind != LINE_SEPARATOR:
            cluster = _by_caret(line, unit, following)
            if cluster.leading == cluster.trailing and _is_unseen(kind):
                unseen.append((len(seen), cluster))
            else:
                seen.append(cluster)
        unit = following
    anew = mixed and _hangs_against(layout, line, seen)
    seen = _placed(seen, line, character, is_joined, anew=anew)
    for place, cluster in reversed(unseen):
        edge = seen[place - 1].trailing if place else seen[0].leading if seen else cluster.leading
        seen.insert(place, cluster._replace(leading=edge, trailing=edge))
    return seen


def _placed(
    found: list[Cluster],
    line: QTextLine,
    character: Callable[[int], str],
    is_joined: Callable[[int], bool],
    *,
    anew: bool,
) -> list[Cluster]:
    """Give clusters with those placed by their glyphs, all `anew` or where Qt's carets cannot be right."""
    if anew:
        found = [cluster._replace(trailing=cluster.leading) for cluster in found]
    suspects = [place for place, cluster in enumerate(found) if cluster.leading == cluster.trailing]
    extents = _Extents(line)
    for place in suspects:
        if found[place].leading == found[place].trailing:
            _place_by_glyphs(found, place, extents)
    _share_ligatures(found, is_joined)
    found = [_inside_ligature(one, after) for one, after in pairwise([*found, None]) if one is not None]
    if suspects:
        _close_gaps(found, character)
    if anew and len(found) > 1 and found[-1].leading == found[-1].trailing:
        # The space that hangs out of the line: Qt's caret before it would stand inside of a letter.
        edge = found[-2].trailing
        found[-1] = found[-1]._replace(leading=edge, trailing=edge)
    return found


def _is_unseen(character: str) -> bool:
    """Whether a character takes no room on the line: its glyph, if any, is that of a space."""
    return character != "\N{SOFT HYPHEN}" and unicodedata.category(character) == "Cf"


def _hangs_against(layout: QTextLayout, line: QTextLine, clusters: list[Cluster]) -> bool:
    """Whether a line is wrapped within a run against the paragraph's direction."""
    if not clusters:
        return False
    last = clusters[-1]
    right_to_left = layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft
    is_wrapped = line.lineNumber() < layout.lineCount() - 1
    return is_wrapped and (last.leading == last.trailing or (last.trailing < last.leading) != right_to_left)


def caret_x(line: QTextLine, unit: int, edge: QTextLine.Edge = _LEADING) -> tuple[float, int]:
    """Give where Qt puts a caret on a line, and the position that it answers for."""
    return cast("tuple[float, int]", line.cursorToX(unit, edge))


def _by_caret(line: QTextLine, start: int, end: int) -> Cluster:
    """Give a cluster by where Qt puts carets; without width when that is not to be believed."""
    leading, leading_of = caret_x(line, start)
    trailing, trailing_of = caret_x(line, start, _TRAILING)
    if end - start > 1 or leading_of != start or trailing_of != start:
        trailing = leading
    return Cluster(start, end, leading, trailing)


class _Extents(dict[int, tuple[float, float, bool]]):
    """What `_glyph_extent` gives for clusters of a line, each worked out once; by where they start."""

    def __init__(self, line: QTextLine) -> None:
        super().__init__()
        self._line = line

    def of(self, cluster: Cluster) -> tuple[float, float, bool]:
        """Give the extent of a cluster."""
        found = self.get(cluster.start)
        if found is None:
            found = self[cluster.start] = _glyph_extent(self._line, cluster)
        return found


def _place_by_glyphs(clusters: list[Cluster], place: int, extents: _Extents) -> None:
    """Place a cluster by its glyphs, together with those that share a ligature with it."""
    low, high, backwards = extents.of(clusters[place])
    if high <= low:
        return
    first = last = place
    while first > 0 and extents.of(clusters[first - 1])[:2] == (low, high):
        first -= 1
    while last + 1 < len(clusters) and extents.of(clusters[last + 1])[:2] == (low, high):
        last += 1
    width = (high - low) / (last + 1 - first)
    for number, member in enumerate(range(first, last + 1)):
        if backwards:
            leading, trailing = high - number * width, high - (number + 1) * width
        else:
            leading, trailing = low + number * width, low + (number + 1) * width
        clusters[member] = clusters[member]._replace(leading=leading, trailing=trailing)


def _glyph_extent(line: QTextLine, cluster: Cluster) -> tuple[float, float, bool]:
    """Give the x from and to of a cluster's glyphs, and whether they run right to left."""
    low, high, backwards = float("inf"), float("-inf"), False
    for run in line.glyphRuns(cluster.start, cluster.end - cluster.start, _GLYPHS):
        advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
        for position, advance in zip(run.positions(), advances, strict=True):
            if advance.x() > 0:
                low = min(low, position.x())
                high = max(high, position.x() + advance.x())
                backwards = run.isRightToLeft()
    return low, high, backwards


def _inside_ligature(cluster: Cluster, following: Cluster | None) -> Cluster:
    """End a character at the start of the next one: Qt ends it at the end of the whole ligature.

    A space that hangs out of the line has no place on it.
    """
    if following is None or following.leading == following.trailing:
        return cluster
    if cluster.leading != cluster.trailing:
        low, high = sorted(cluster[2:])
        if low < following.leading < high:
            return cluster._replace(trailing=following.leading)
    return cluster


def _share_ligatures(clusters: list[Cluster], is_joined: Callable[[int], bool]) -> None:
    """Give half of a ligature to its second letter, where the font draws all of it as the first."""
    for place in range(1, len(clusters)):
        cluster, before = clusters[place], clusters[place - 1]
        if cluster.leading == cluster.trailing != before.leading and is_joined(cluster.start):
            middle = (before.leading + before.trailing) / 2
            clusters[place - 1] = before._replace(trailing=middle)
            clusters[place] = cluster._replace(leading=middle, trailing=before.trailing)


def _close_gaps(clusters: list[Cluster], character: Callable[[int], str]) -> None:
    """Have neighbours on the line meet: a space that was widened is wider than its glyph."""
    seen = [place for place, cluster in enumerate(clusters) if cluster.leading != cluster.trailing]
    seen.sort(key=lambda place: min(clusters[place][2:]))
    for place, following in pairwise(seen):
        one, other = clusters[place], clusters[following]
        end, begin = max(one[2:]), min(other[2:])
        if end >= begin:
            continue
        if character(other.start).isspace() and not character(one.start).isspace():
            is_forward = other.trailing > other.leading
            clusters[following] = other._replace(leading=end) if is_forward else other._replace(trailing=end)
        elif one.trailing > one.leading:
            clusters[place] = one._replace(trailing=begin)
        else:
            clusters[place] = one._replace(leading=begin)
