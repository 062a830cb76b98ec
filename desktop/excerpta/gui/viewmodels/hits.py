"""The find hits of a document as they come in: those from where one is on, at last those before it too."""

from bisect import bisect_left
from dataclasses import dataclass, field

Range = tuple[int, int]


@dataclass(slots=True)
class Hits:
    """What is known of the hits, in the order of the text.

    Attributes:
        begin: from this position on hits are being looked for.
        ranges: those that are known.
        is_complete: whether all are known that will be.
        is_capped: whether there are more, which are not looked for.

    """

    begin: int = 0
    ranges: list[Range] = field(default_factory=list)
    is_complete: bool = False
    is_capped: bool = False

    def __len__(self) -> int:
        return len(self.ranges)

    def add(self, found: list[Range]) -> None:
        """Take the next hits."""
        self.ranges += found

    def complete(self, earlier: list[Range], *, is_capped: bool) -> None:
        """Take the hits before all others; there will be no more."""
        if earlier and self.ranges and earlier[-1][1] > self.ranges[0][0]:
            # Each was looked for without knowing of the other, and they overlap.
            earlier = earlier[:-1]
        self.ranges = earlier + self.ranges
        self.is_complete, self.is_capped = True, is_capped

    def number(self, hit: Range) -> int:
        """The number of a hit, from 0."""
        return bisect_left(self.ranges, hit)

    def following(self, position: int) -> tuple[int, bool] | None:
        """The number of the first hit from a position on, and whether the end was passed on the way.

        None where there is none, or it is not known yet.
        """
        number = bisect_left(self.ranges, (position, 0))
        if number < len(self.ranges) and (self.is_complete or position >= self.begin):
            return number, False
        return (0, True) if self.is_complete and self.ranges else None

    def preceding(self, position: int) -> tuple[int, bool] | None:
        """The number of the last hit that begins before a position, and whether the start was passed.

        None where there is none, or it is not known yet.
        """
        number = bisect_left(self.ranges, (position, 0)) - 1
        if number >= 0:
            return number, False
        return (len(self.ranges) - 1, True) if self.is_complete and self.ranges else None
