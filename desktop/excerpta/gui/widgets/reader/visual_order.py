"""The order in which arrows take the caret along a line of text that runs both ways.

Each place has one x: the leading edge of the character behind it. The place before a run against
the paragraph's direction stands where the paragraph would go on, at the near side of the run, and
the end of the line at the far end. So every place is met once on the way from one end of the line to
the other, which is how Qt's own editors move.
"""

from collections.abc import Sequence

from excerpta.gui.widgets.reader.clusters import Cluster


def visual_stops(
    clusters: Sequence[Cluster], end: int | None, *, right_to_left: bool
) -> list[tuple[float, int]]:
    """Give x and UTF-16 position of every place on a line, from left to right.

    `end` is the position behind the last character when that is a place on this line, else None.
    """
    stops: list[tuple[float, int]] = []
    against = [backwards != right_to_left for backwards in _directions(clusters, right_to_left)]
    place = 0
    while place < len(clusters):
        last = place
        if against[place]:
            while last + 1 < len(clusters) and against[last + 1]:
                last += 1
            run = clusters[place : last + 1]
            near = max(_high(c) for c in run) if right_to_left else min(_low(c) for c in run)
            stops.append((near, clusters[place].start))
            stops += [(cluster.leading, cluster.start) for cluster in run[1:]]
        else:
            stops.append((clusters[place].leading, clusters[place].start))
        place = last + 1
    if end is not None:
        edges = [_low(c) if right_to_left else _high(c) for c in clusters] or [0.0]
        stops.append((min(edges) if right_to_left else max(edges), end))
    if right_to_left:
        return sorted(stops, key=lambda stop: (stop[0], -stop[1]))
    return sorted(stops)


def _directions(clusters: Sequence[Cluster], right_to_left: bool) -> list[bool]:
    """Give whether each cluster runs from right to left; one without width runs like the one before."""
    found = []
    backwards = right_to_left
    for cluster in clusters:
        if cluster.leading != cluster.trailing:
            backwards = cluster.trailing < cluster.leading
        found.append(backwards)
    return found


def _low(cluster: Cluster) -> float:
    return min(cluster.leading, cluster.trailing)


def _high(cluster: Cluster) -> float:
    return max(cluster.leading, cluster.trailing)
