"""What the reader is given to show, apart from the text and its markup."""

from dataclasses import dataclass

from excerpta.core.model.annotation import Colour, HighlightStyle
from excerpta.core.model.ids import AnnotationId


@dataclass(frozen=True, slots=True)
class ReaderHighlight:
    """A highlight as the reader draws it.

    Attributes:
        start, end: its range in the document's text, in code points, end exclusive.
        has_note: whether its end carries the mark of a note.
        tags: paths of its tags, for screen readers.

    """

    id: AnnotationId
    start: int
    end: int
    colour: Colour = Colour.YELLOW
    style: HighlightStyle = HighlightStyle.HIGHLIGHT
    has_note: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeaderPart:
    """One fact of the line below the title; a deduced one is dash-underlined."""

    text: str
    deduced: bool = False


@dataclass(frozen=True, slots=True)
class ReaderHeader:
    """What stands above the text: the title and a line of facts. It is not part of the text."""

    title: str = ""
    parts: tuple[HeaderPart, ...] = ()
