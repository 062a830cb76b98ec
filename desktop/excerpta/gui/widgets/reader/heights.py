"""Heights of thousands of pieces, summed fast: a Fenwick tree over sums of groups of heights."""

from array import array
from collections.abc import Iterable
from itertools import accumulate

_GROUP_BITS = 6
_GROUP = 1 << _GROUP_BITS


class Heights:
    """A sequence of heights that knows where each begins and which lies at a given distance.

    Changing one height and asking for a sum take time logarithmic in the number of groups; building
    takes one pass in C over the heights, so that a new width costs little (Fenwick 1994).
    """

    __slots__ = ("_groups", "_top_bit", "_tree", "_values")

    def __init__(self, values: Iterable[float] = ()) -> None:
        self._values = array("d", values)
        sums = [
            sum(self._values[first : first + _GROUP]) for first in range(0, len(self._values), _GROUP)
        ] or [0.0]
        self._groups = len(sums)
        prefix = [0.0, *accumulate(sums)]
        self._tree = [0.0, *(prefix[i] - prefix[i - (i & -i)] for i in range(1, self._groups + 1))]
        self._top_bit = 1 << (self._groups.bit_length() - 1)

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, index: int) -> float:
        return self._values[index]

    def __setitem__(self, index: int, height: float) -> None:
        change = height - self._values[index]
        if not change:
            return
        self._values[index] = height
        node = (index >> _GROUP_BITS) + 1
        while node <= self._groups:
            self._tree[node] += change
            node += node & -node

    @property
    def total(self) -> float:
        """The sum of all heights."""
        return self._sum_of_groups(self._groups)

    def top(self, index: int) -> float:
        """The sum of all heights before `index`."""
        group = index >> _GROUP_BITS
        return self._sum_of_groups(group) + sum(self._values[group << _GROUP_BITS : index])

    def find(self, distance: float) -> tuple[int, float]:
        """Give the piece that covers `distance` from the top, and how far into it that lies.

        Past the end it is the last piece, before the top the first; an empty sequence gives (0, 0).
        """
        if not self._values:
            return 0, 0.0
        rest = max(0.0, distance)
        group, step = 0, self._top_bit
        while step:
            if group + step <= self._groups and self._tree[group + step] <= rest:
                group += step
                rest -= self._tree[group]
            step >>= 1
        last = len(self._values) - 1
        index = group << _GROUP_BITS
        if index > last:
            return last, self._values[last]
        while index < last and self._values[index] <= rest:
            rest -= self._values[index]
            index += 1
        return index, min(rest, self._values[index])

    def _sum_of_groups(self, count: int) -> float:
        total = 0.0
        while count > 0:
            total += self._tree[count]
            count -= count & -count
        return total
