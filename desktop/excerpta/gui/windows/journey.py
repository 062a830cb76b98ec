"""A journey is where one has been: Back and Forward walk along it, as in a browser."""

from collections.abc import Callable
from dataclasses import dataclass

from excerpta.core.model.ids import DocumentId

Place = tuple[DocumentId, int]


class Journey:
    """The stops behind and ahead; the present place is asked for when it is left."""

    @dataclass(frozen=True, slots=True)
    class Stop:
        """A place in a document (in code points), or something else that can be shown again."""

        place: Place | None = None
        restore: Callable[[], None] | None = None

    def __init__(self, present: Callable[[], Place | None], longest: int = 200) -> None:
        self._present = present
        self._longest = longest
        self._behind: list[Journey.Stop] = []
        self._ahead: list[Journey.Stop] = []

    def depart(self, restore: Callable[[], None] | None = None) -> None:
        """Remember the present place before a jump; what was ahead is forgotten."""
        place = None if restore else self._present()
        if restore or place:
            self._behind.append(Journey.Stop(place, restore))
            del self._behind[: -self._longest]
        self._ahead.clear()

    def back(self) -> "Journey.Stop | None":
        """The stop to go back to."""
        return self._move(self._behind, self._ahead)

    def forward(self) -> "Journey.Stop | None":
        """The stop to go forward to."""
        return self._move(self._ahead, self._behind)

    def _move(self, source: "list[Journey.Stop]", target: "list[Journey.Stop]") -> "Journey.Stop | None":
        if not source:
            return None
        place = self._present()
        if place:
            target.append(Journey.Stop(place))
        return source.pop()
