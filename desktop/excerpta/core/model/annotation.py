"""An annotation is a W3C Web Annotation on a passage; readers call it a highlight.

Source of the names: W3C Web Annotation Data Model, sections 3 and 4.2.
"""

from array import array
from dataclasses import dataclass, field
from enum import StrEnum

from excerpta.core.model.ids import AnnotationId, DocumentId, TagId

CONTEXT_LENGTH = 32
"""How many code points of context a text quote selector keeps on each side."""


class Colour(StrEnum):
    """The eight highlight colours, in the order of the keys 1 to 8."""

    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    PINK = "pink"
    PURPLE = "purple"
    BLUE = "blue"
    TEAL = "teal"
    GREEN = "green"


class HighlightStyle(StrEnum):
    """How a highlight is drawn over its words."""

    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"


@dataclass(frozen=True, slots=True)
class TextPositionSelector:
    """A range of a document's text in code points, start inclusive, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """The words of a range with up to `CONTEXT_LENGTH` code points before and after."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A highlight: a passage of one document with a colour, a style, tags and a note.

    Attributes:
        block: index, from 0, of the block in which the passage starts.
        tags: in the order of the codebook's ids.
        created, modified: ISO 8601 in UTC with milliseconds, ending in `Z`.

    """

    id: AnnotationId
    uuid: str
    document: DocumentId
    block: int
    position: TextPositionSelector
    quote: TextQuoteSelector
    colour: Colour
    style: HighlightStyle
    note: str
    tags: tuple[TagId, ...]
    coder: str
    created: str
    modified: str

    @property
    def start(self) -> int:
        """First code point of the passage."""
        return self.position.start

    @property
    def end(self) -> int:
        """One past the last code point of the passage."""
        return self.position.end


@dataclass(slots=True)
class AnnotationColumns:
    """The highlights of one document in the order of start, end and id, without words and notes.

    Fifty thousand of them are a few arrays rather than objects, so that they are read, kept and
    thrown away at once.

    Attributes:
        ids, starts, ends: an array of type q each.
        colours, styles: the place of each one's value in `Colour` and `HighlightStyle`.
        noted: 1 for each that has a note, else 0.
        tags: of each, in the order of the codebook's ids.

    """

    ids: "array[int]" = field(default_factory=lambda: array("q"))
    starts: "array[int]" = field(default_factory=lambda: array("q"))
    ends: "array[int]" = field(default_factory=lambda: array("q"))
    colours: bytearray = field(default_factory=bytearray)
    styles: bytearray = field(default_factory=bytearray)
    noted: bytearray = field(default_factory=bytearray)
    tags: list[tuple[TagId, ...]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.ids)
