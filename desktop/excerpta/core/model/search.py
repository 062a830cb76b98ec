"""A search says which words are looked for in the texts of documents; window and command line share it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other, folded as the index is.

    Attributes:
        words: at least one.
        is_begun: the last of them may go on.

    """

    words: tuple[str, ...]
    is_begun: bool = False


@dataclass(frozen=True, slots=True)
class SearchPart:
    """One phrase, or several of which each is near the next.

    Attributes:
        phrases: at least one.
        gaps: how many words may lie between each phrase and the next at most, in whichever order they are.
        excluded: documents that hold this are left out.

    """

    phrases: tuple[Phrase, ...]
    gaps: tuple[int, ...] = ()
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """A document is found that holds every part but the excluded ones. The empty search finds nothing."""

    parts: tuple[SearchPart, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.parts)

    @property
    def wanted(self) -> tuple[SearchPart, ...]:
        """The parts that are to be there."""
        return tuple(part for part in self.parts if not part.excluded)

    @property
    def excluded(self) -> tuple[SearchPart, ...]:
        """The parts that are not to be there."""
        return tuple(part for part in self.parts if part.excluded)
