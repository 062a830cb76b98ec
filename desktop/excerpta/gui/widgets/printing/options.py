"""What is to be printed of a document, and on what: paper, highlights, notes, size of the type."""

from dataclasses import dataclass
from enum import StrEnum

POINT_SIZES = (9, 10, 11, 12, 14, 17)


class Paper(StrEnum):
    """The sizes of paper that the world uses."""

    A4 = "A4"
    LETTER = "Letter"

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points of 1/72 inch."""
        return (595.28, 841.89) if self is Paper.A4 else (612.0, 792.0)


class NotePlace(StrEnum):
    """Where the notes and tags of the highlights stand."""

    NONE = "none"
    MARGIN = "margin"
    END = "end"


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """How a document is printed.

    Attributes:
        size: of the letters of running text, in points.
        furniture: whether menus and other page furniture of the source come along.
    """

    paper: Paper = Paper.A4
    highlights: bool = True
    notes: NotePlace = NotePlace.MARGIN
    size: int = 11
    furniture: bool = False

    @property
    def shown_notes(self) -> NotePlace:
        """Where notes stand; nowhere without the highlights that they belong to."""
        return self.notes if self.highlights else NotePlace.NONE
