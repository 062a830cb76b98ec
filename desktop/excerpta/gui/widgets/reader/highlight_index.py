"""Keeps highlights by the pieces they lie over and in reading order; adding and removing cost the same.

A segment tree over pieces (de Berg et al., Computational Geometry, 10.3): each highlight is filed
under the few nodes that cover its pieces exactly, so that one over a whole book costs no more than
some dozen entries, and the highlights of a piece are those of the nodes above it.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator

from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.marks import stacking_order
from excerpta.gui.widgets.reader.pieces import Pieces

_Entry = tuple[int, int, AnnotationId]


class HighlightIndex:
    """The highlights of one document."""

    def __init__(self, pieces: Pieces, highlights: Iterable[ReaderHighlight] = ()) -> None:
        self._pieces = pieces
        self._leaves = len(pieces)
        self._nodes: dict[int, dict[AnnotationId, ReaderHighlight]] = {}
        self._by_id: dict[AnnotationId, ReaderHighlight] = {}
        self._order: list[_Entry] = []
        self._file_all(highlights)
        self._order = sorted((h.start, h.end, h.id) for h in self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, identity: object) -> bool:
        return identity in self._by_id

    def __getitem__(self, identity: AnnotationId) -> ReaderHighlight:
        return self._by_id[identity]

    def get(self, identity: AnnotationId | None) -> ReaderHighlight | None:
        """Give a highlight, or None when there is none with this id."""
        return None if identity is None else self._by_id.get(identity)

    def put(self, highlight: ReaderHighlight) -> None:
        """Add a highlight, or replace the one with its id."""
        self.remove(highlight.id)
        self._file(highlight)
        insort(self._order, (highlight.start, highlight.end, highlight.id))

    def remove(self, identity: AnnotationId) -> ReaderHighlight | None:
        """Remove a highlight and return it, or None when there is none with this id."""
        highlight = self._by_id.pop(identity, None)
        if highlight is not None:
            for node in self._nodes_over(highlight):
                del self._nodes[node][identity]
            del self._order[bisect_left(self._order, (highlight.start, highlight.end, identity))]
        return highlight

    def over_piece(self, piece: int) -> list[ReaderHighlight]:
        """Give the highlights that lie over a piece, in stacking order."""
        found: list[ReaderHighlight] = []
        node = piece + self._leaves
        while node:
            if filed := self._nodes.get(node):
                found += filed.values()
            node >>= 1
        found.sort(key=stacking_order)
        return found

    def at(self, position: int) -> list[ReaderHighlight]:
        """Give the highlights over the character at `position`, the top one first."""
        found = [h for h in self.over_piece(self._pieces.at(position)) if h.start <= position < h.end]
        found.reverse()
        return found

    def after(self, start: int, end: int, identity: int) -> ReaderHighlight | None:
        """Give the first highlight in reading order behind this place."""
        place = bisect_right(self._order, (start, end, AnnotationId(identity)))
        return self._by_id[self._order[place][2]] if place < len(self._order) else None

    def before(self, start: int, end: int, identity: int) -> ReaderHighlight | None:
        """Give the last highlight in reading order before this place."""
        place = bisect_left(self._order, (start, end, AnnotationId(identity)))
        return self._by_id[self._order[place - 1][2]] if place else None

    def first_from(self, start: int, end: int) -> ReaderHighlight | None:
        """Give the first highlight that starts in start..end."""
        place = bisect_left(self._order, (start,))
        if place < len(self._order) and self._order[place][0] < end:
            return self._by_id[self._order[place][2]]
        return None

    def _file_all(self, highlights: Iterable[ReaderHighlight]) -> None:
        """File many at once; most lie over one piece, whose leaf is their only node."""
        starts, last, nodes = self._pieces.starts, len(self._pieces) - 1, self._nodes
        for highlight in highlights:
            piece = min(max(bisect_right(starts, highlight.start) - 1, 1), last)
            if piece < last and highlight.end > starts[piece + 1]:
                self._file(highlight)
                continue
            identity = highlight.id
            self._by_id[identity] = highlight
            filed = nodes.get(piece + self._leaves)
            if filed is None:
                nodes[piece + self._leaves] = {identity: highlight}
            else:
                filed[identity] = highlight

    def _file(self, highlight: ReaderHighlight) -> None:
        self._by_id[highlight.id] = highlight
        for node in self._nodes_over(highlight):
            filed = self._nodes.get(node)
            if filed is None:
                self._nodes[node] = {highlight.id: highlight}
            else:
                filed[highlight.id] = highlight

    def _nodes_over(self, highlight: ReaderHighlight) -> Iterator[int]:
        covered = self._pieces.over(highlight.start, highlight.end)
        low, high = covered.start + self._leaves, covered.stop + self._leaves
        while low < high:
            if low & 1:
                yield low
                low += 1
            if high & 1:
                high -= 1
                yield high
            low >>= 1
            high >>= 1
