"""A journey is where one has been: Back and Forward walk along it, as in a browser."""

from collections.abc import Callable
from dataclasses import dataclass

from excerpta.core.model.ids import AnnotationId, DocumentId
from excerpta.gui.viewmodels.bookmark import Spot


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the highlights: the query it answers, and its highlight if any."""

    query: str
    annotation: AnnotationId | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the overview, by the keys of the lines that meet there; None where there is none."""

    keys: tuple[object, object] | None


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A row of the search: the words that are looked for, and the place (document, start, end) if any."""

    words: str
    place: tuple[DocumentId, int, int] | None


Stop = Spot | Row | SearchRow | Cell
"""Something that can be shown again."""


class Journey:
    """The stops behind and ahead; the present one is asked for when it is left."""

    def __init__(
        self, present: Callable[[], Stop | None], is_there: Callable[[Stop], bool], longest: int = 200
    ) -> None:
        self._present = present
        self._is_there = is_there
        self._longest = longest
        self._behind: list[Stop] = []
        self._ahead: list[Stop] = []

    @property
    def can_go_back(self) -> bool:
        """Whether anything lies behind."""
        return bool(self._behind)

    @property
    def can_go_forward(self) -> bool:
        """Whether anything lies ahead."""
        return bool(self._ahead)

    def depart(self, stop: Stop | None = None) -> None:
        """Remember a stop, by default the present one, before a jump; what was ahead is forgotten."""
        stop = stop or self._present()
        if stop is not None:
            self._put(self._behind, stop)
        self._ahead.clear()

    def back(self) -> Stop | None:
        """The stop to go back to."""
        return self._move(self._behind, self._ahead)

    def forward(self) -> Stop | None:
        """The stop to go forward to."""
        return self._move(self._ahead, self._behind)

    def _move(self, source: list[Stop], target: list[Stop]) -> Stop | None:
        """Leave the present stop for the next one that is another and still there."""
        present = self._present()
        while source:
            stop = source.pop()
            if stop != present and self._is_there(stop):
                if present is not None:
                    self._put(target, present)
                return stop
        return None

    def _put(self, stops: list[Stop], stop: Stop) -> None:
        if not stops or stops[-1] != stop:
            stops.append(stop)
            del stops[: -self._longest]
