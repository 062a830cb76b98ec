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
    place = 0
    while place < len(clusters):
        last = place
        if _backwards(clusters[place]) != right_to_left:
            while last + 1 < len(clusters) and _backwards(clusters[last + 1]) != right_to_left:
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


def _backwards(cluster: Cluster) -> bool:
    return cluster.trailing < cluster.leading


def _low(cluster: Cluster) -> float:
    return min(cluster.leading, cluster.trailing)


def _high(cluster: Cluster) -> float:
    return max(cluster.leading, cluster.trailing)
