"""The margin's memory of where text was, so that cards of text above the window still push others."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from excerpta.core.model.ids import AnnotationId

REMEMBERED = 60
"""So many highlights above the window may still push cards into it."""

_PROBES = 6

Target = tuple[AnnotationId, int]


class Places(Protocol):
    """Tells where text is; see the reader."""

    def ys_of(self, positions: Iterable[int]) -> list[int | None]:
        """The y of the line of each position, None outside the window."""


class MarginMemory:
    """Follows the text as it scrolls by some places in it, the probes.

    When probes have moved by different distances, the text was laid out anew and what was
    remembered is worth nothing.
    """

    def __init__(self) -> None:
        self._probes: dict[int, int] = {}
        self._targets: dict[AnnotationId, int] = {}

    def forget(self) -> None:
        """Another text is shown."""
        self._probes.clear()
        self._targets.clear()

    def follow(self, places: Places, seen: tuple[int, int]) -> int | None:
        """How many pixels the text has moved down since the last call; None when nobody knows.

        `seen` is the range of text of which something is in the window.
        """
        first, last = seen
        spread = {first + (last - first) * step // _PROBES for step in range(_PROBES + 1)}
        asked = list(self._probes.keys() | spread)
        found = {position: y for position, y in zip(asked, places.ys_of(asked), strict=True) if y is not None}
        moves = {found[position] - y for position, y in self._probes.items() if position in found}
        self._probes = {position: found[position] for position in spread if position in found}
        return moves.pop() if len(moves) == 1 else None

    def passed(
        self, before: Sequence[AnnotationId], shown: Sequence[Target], move: int | None, height: int
    ) -> list[Target]:
        """Where the text of cards is that has left at the top, by no more than `height` pixels.

        `before` are the highlights that precede the `shown` ones, in text order.
        """
        passed: list[Target] = []
        if move is not None:
            known = ((id_, self._targets[id_] + move) for id_ in before if id_ in self._targets)
            passed = [(id_, top) for id_, top in known if -height < top]
        self._targets = dict([*passed, *shown])
        return passed
