"""Keeps highlights in reading order and by the pieces they lie over; adding and removing cost the same.

The highlights that start in a piece are neighbours in reading order. Those that go on into later
pieces are filed in a segment tree over pieces as well (de Berg et al., Computational Geometry,
10.3), under the few nodes that cover those pieces exactly: one over a whole book costs no more than
some dozen entries, and the highlights that come into a piece are those of the nodes above it.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.highlight_table import BITS, END, HighlightTable, end_of, place_of, start_of
from excerpta.gui.widgets.reader.marks import MarkPlan, plan_marks
from excerpta.gui.widgets.reader.pieces import Pieces
from excerpta.gui.widgets.reader.stack import Stack, look_of, stacking_order

_MANY = 1000
"""From so many changes at once on, sorting anew is quicker than putting each in its place."""

_CROWD = 200
"""Of a piece with more highlights it is kept how they are drawn, until any highlight changes."""

_ADDED = -1


class HighlightIndex:
    """The highlights of one document."""

    def __init__(self, pieces: Pieces, highlights: HighlightTable | Iterable[ReaderHighlight] = ()) -> None:
        table = highlights if isinstance(highlights, HighlightTable) else HighlightTable.of(highlights)
        self._pieces = pieces
        self._leaves = len(pieces)
        self._table = table
        # In reading order: where each lies, its id, its row in the table unless it was added later, and
        # how it is drawn.
        self._places = table.places[:]
        self._ids = table.ids[:]
        self._rows = array("q", range(len(table.ids)))
        self._looks = bytearray(table.looks)
        self._place_of = dict(zip(table.ids, table.places, strict=True))
        self._made: dict[int, ReaderHighlight] = {}
        self._added: dict[int, ReaderHighlight] = {}
        self._nodes: dict[int, set[int]] = {}
        self._plans: dict[int, MarkPlan] = {}
        for row in self._going_on():
            self._file(self._ids[row], self._places[row])

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, identity: object) -> bool:
        return identity in self._place_of

    def __getitem__(self, identity: AnnotationId) -> ReaderHighlight:
        found = self._added.get(identity) or self._made.get(identity)
        return self._of_row(self._row(identity)) if found is None else found

    def get(self, identity: AnnotationId | None) -> ReaderHighlight | None:
        """Give a highlight, or None when there is none with this id."""
        return None if identity is None or identity not in self._place_of else self[identity]

    # ---- changes

    def put(self, highlight: ReaderHighlight) -> None:
        """Add a highlight, or replace the one with its id."""
        self.remove(highlight.id)
        place = place_of(highlight.start, highlight.end)
        row = self._row_from(place, highlight.id)
        self._places.insert(row, place)
        self._ids.insert(row, highlight.id)
        self._rows.insert(row, _ADDED)
        self._looks.insert(row, look_of(highlight))
        self._note(highlight, place)

    def remove(self, identity: AnnotationId) -> tuple[int, int] | None:
        """Remove a highlight and give the range that it lay over, or None when there is none with this id."""
        place = self._place_of.get(identity)
        if place is None:
            return None
        row = self._row(identity)
        del self._places[row], self._ids[row], self._rows[row], self._looks[row]
        self._forget(identity)
        return start_of(place), end_of(place)

    def change(self, changed: Sequence[ReaderHighlight], removed: Iterable[AnnotationId]) -> list[range]:
        """Add or replace some highlights and remove others; give the pieces that lie under any of them."""
        gone = dict.fromkeys([*removed, *(one.id for one in changed)])
        old = [(identity, self._place_of[identity]) for identity in gone if identity in self._place_of]
        under = [self._pieces.over(start_of(place), end_of(place)) for _, place in old]
        under += [self._pieces.over(one.start, one.end) for one in changed]
        if len(old) + len(changed) > _MANY:
            self._change_many(changed, {identity for identity, _ in old})
        else:
            for identity, _ in old:
                self.remove(identity)
            for one in changed:
                self.put(one)
        return under

    def remake(self) -> None:
        """Have every highlight of the table made anew when it is next seen; those put here later stay."""
        self._made.clear()

    def added(self) -> list[AnnotationId]:
        """Give the highlights that were put here after the table."""
        return [AnnotationId(identity) for identity in self._added]

    # ---- by place

    def over_piece(self, piece: int) -> list[ReaderHighlight]:
        """Give the highlights that lie over a piece, in stacking order."""
        low, high = self._starting_in(piece)
        found = [self._of_row(row) for row in range(low, high)]
        found += [self[AnnotationId(one)] for one in self._coming_into(piece)]
        found.sort(key=stacking_order)
        return found

    def marks_over(self, piece: int) -> MarkPlan | None:
        """Give what is to be marked over a piece, if anything; known already where that takes long."""
        plan = self._plans.get(piece)
        if plan is None:
            stack = self.stack_over(piece)
            if not stack.starts:
                return None
            plan = plan_marks(stack, self._pieces.starts[piece], self._pieces.ends[piece])
            if len(stack.starts) > _CROWD:
                self._plans[piece] = plan
        return plan

    def stack_over(self, piece: int) -> Stack:
        """Give how the highlights over a piece lie on each other."""
        low, high = self._starting_in(piece)
        places, looks = list(self._places[low:high]), list(self._looks[low:high])
        # As many bits as an end has, so that of one start the longer comes first; equal ones stay by id.
        keys = [place ^ END for place in places]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        coming = Stack.of(self[AnnotationId(one)] for one in self._coming_into(piece))
        return Stack(
            [*coming.starts, *[keys[row] >> BITS for row in order]],
            [*coming.ends, *[places[row] & END for row in order]],
            [*coming.looks, *[looks[row] for row in order]],
        )

    def at(self, position: int) -> list[ReaderHighlight]:
        """Give the highlights over the character at `position`, the top one first."""
        piece = self._pieces.at(position)
        low, high = self._starting_in(piece)
        high = bisect_left(self._places, place_of(position + 1, 0), low, high)
        begun = enumerate(self._places[low:high], low)
        found = [self._of_row(row) for row, place in begun if place & END > position]
        found += [
            self[AnnotationId(one)]
            for one in self._coming_into(piece)
            if start_of(self._place_of[one]) <= position < end_of(self._place_of[one])
        ]
        found.sort(key=stacking_order, reverse=True)
        return found

    # ---- in reading order

    def ids(self) -> list[AnnotationId]:
        """Give all highlights."""
        return [AnnotationId(one) for one in self._ids]

    def starts(self) -> "array[int]":
        """Give where each of them starts."""
        return array("q", map(start_of, self._places))

    def rank(self, identity: AnnotationId) -> int:
        """Give how many highlights come before one in reading order."""
        return self._row(identity)

    def starting_in(self, first: int, last: int) -> list[AnnotationId]:
        """Give the highlights that start in first..last, both included, in reading order."""
        low = bisect_left(self._places, place_of(max(0, first), 0))
        high = bisect_left(self._places, place_of(max(0, last + 1), 0))
        return [AnnotationId(one) for one in self._ids[low:high]]

    def count_before(self, position: int) -> int:
        """Give how many highlights start before a position."""
        return bisect_left(self._places, place_of(max(0, position), 0))

    def in_rows(self, first: int, last: int) -> list[AnnotationId]:
        """Give the highlights from the one numbered `first`, from 0, to the one before `last`."""
        return [AnnotationId(one) for one in self._ids[first:last]]

    def after(self, start: int, end: int, identity: int) -> ReaderHighlight | None:
        """Give the first highlight in reading order behind this place."""
        return self._at_row(self._row_from(_place(start, end), identity + 1))

    def before(self, start: int, end: int, identity: int) -> ReaderHighlight | None:
        """Give the last highlight in reading order before this place."""
        return self._at_row(self._row_from(_place(start, end), identity) - 1)

    def first_from(self, start: int, end: int) -> ReaderHighlight | None:
        """Give the first highlight that starts in start..end."""
        row = bisect_left(self._places, place_of(start, 0))
        if row < len(self._places) and start_of(self._places[row]) < end:
            return self._at_row(row)
        return None

    # ---- inside

    def _at_row(self, row: int) -> ReaderHighlight | None:
        return self._of_row(row) if 0 <= row < len(self._ids) else None

    def _of_row(self, row: int) -> ReaderHighlight:
        identity = self._ids[row]
        found = self._added.get(identity) or self._made.get(identity)
        if found is None:
            found = self._made[identity] = self._table.make(self._rows[row])
        return found

    def _row(self, identity: int) -> int:
        return self._row_from(self._place_of[identity], identity)

    def _row_from(self, place: int, identity: int) -> int:
        """Give the first row that is not before a place and an id."""
        low = bisect_left(self._places, place)
        high = bisect_right(self._places, place, low)
        return bisect_left(self._ids, identity, low, high)

    def _starting_in(self, piece: int) -> tuple[int, int]:
        """Give the first row that starts in a piece, and the row behind the last one."""
        starts = self._pieces.starts
        if not piece:
            return 0, 0
        low = bisect_left(self._places, place_of(starts[piece], 0)) if piece > 1 else 0
        if piece + 1 == len(starts):
            return low, len(self._places)
        return low, bisect_left(self._places, place_of(max(0, starts[piece + 1]), 0))

    def _coming_into(self, piece: int) -> list[int]:
        """Give the highlights that start before a piece and go on into it."""
        found: list[int] = []
        node = piece + self._leaves
        while node:
            if filed := self._nodes.get(node):
                found += filed
            node >>= 1
        return found

    def _change_many(self, changed: Sequence[ReaderHighlight], gone: set[AnnotationId]) -> None:
        for identity in gone:
            self._forget(identity)
        kept = zip(self._places, self._ids, self._rows, self._looks, strict=True)
        order = [entry for entry in kept if entry[1] not in gone]
        new = {one.id: one for one in changed}
        order += [(place_of(one.start, one.end), one.id, _ADDED, look_of(one)) for one in new.values()]
        order.sort()
        self._places = array("Q", [entry[0] for entry in order])
        self._ids = array("q", [entry[1] for entry in order])
        self._rows = array("q", [entry[2] for entry in order])
        self._looks = bytearray([entry[3] for entry in order])
        for one in new.values():
            self._note(one, place_of(one.start, one.end))

    def _note(self, highlight: ReaderHighlight, place: int) -> None:
        self._plans.clear()
        self._added[highlight.id] = highlight
        self._place_of[highlight.id] = place
        self._file(highlight.id, place)

    def _forget(self, identity: int) -> None:
        self._plans.clear()
        self._made.pop(identity, None)
        self._added.pop(identity, None)
        for node in self._nodes_behind(self._place_of.pop(identity)):
            self._nodes[node].discard(identity)

    def _going_on(self) -> list[int]:
        """Give the rows of the highlights that go on behind the piece in which they start; they are few."""
        starts, rows = self._pieces.starts, []
        behind = 0  # where the piece ends in which the highlights start that are looked at
        for row, place in enumerate(self._places):
            if place >> BITS >= behind:
                following = bisect_right(starts, place >> BITS)
                behind = starts[following] if following < len(starts) else END
            if place & END > behind:
                rows.append(row)
        return rows

    def _file(self, identity: int, place: int) -> None:
        for node in self._nodes_behind(place):
            filed = self._nodes.get(node)
            if filed is None:
                self._nodes[node] = {identity}
            else:
                filed.add(identity)

    def _nodes_behind(self, place: int) -> Iterator[int]:
        """Give the nodes that cover the pieces behind the one in which a highlight starts."""
        covered = self._pieces.over(start_of(place), end_of(place))
        low, high = covered.start + 1 + self._leaves, covered.stop + self._leaves
        while low < high:
            if low & 1:
                yield low
                low += 1
            if high & 1:
                high -= 1
                yield high
            low >>= 1
            high >>= 1


def _place(start: int, end: int) -> int:
    """Give a place for a range that may begin before the text."""
    return place_of(start, max(0, end)) if start >= 0 else 0
