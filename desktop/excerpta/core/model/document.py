r"""A document is a text with blocks and spans over it; every position is a code point into that text.

Ranges are start inclusive, end exclusive. Blocks lie in reading order, do not overlap, and are
joined by one newline, so that `text == "\n".join(text[b.start:b.end] for b in blocks)`.
Inside a table block rows are separated by a newline and cells by a tab. An image is U+FFFC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from excerpta.core.model.ids import AnnotationId, DocumentId

IMAGE_CHARACTER = "\N{OBJECT REPLACEMENT CHARACTER}"


class BlockKind(StrEnum):
    """What a paragraph-like unit of the text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTATION = "quotation"
    LIST_ITEM = "list_item"
    TABLE = "table"
    CODE = "code"
    IMAGE = "image"
    RULE = "rule"
    CAPTION = "caption"
    FURNITURE = "furniture"


class SpanKind(StrEnum):
    """An inline style over a range of the text."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like unit.

    Attributes:
        kind: what it is.
        start, end: its range in the document's text, in code points.
        level: 1 to 6 for a heading; nesting depth from 0 for a list item or a quotation; for a further
            paragraph of a list item, one more than the depth of the item; 1 for a table whose first
            row names its columns.
        number: the ordinal of an item of an ordered list; None for a bullet and all else.
        image: of a picture, the SHA-256 in hex of its asset; empty where the library has none.
        description: of a picture, the words that stand for it where it cannot be seen.

    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    number: int | None = None
    image: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """An inline style over a range; `target` is the address of a link, else empty."""

    kind: SpanKind
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture as it is kept in a library.

    Attributes:
        sha256: over `data`, in hex; its name.
        media_type: `image/png`, `image/jpeg`, `image/gif` or `image/webp`.
        width, height: in pixels, as it is shown: an Exif orientation is heeded.
        data: the file, byte for byte.

    """

    sha256: str
    media_type: str
    width: int
    height: int
    data: bytes


class Provenance(StrEnum):
    """Where a value came from. Only STATED, METADATA and USER are shown as facts.

    OPENING are the first words of the text that stand in for a title, as FILE_NAME may.
    """

    NONE = ""
    STATED = "stated"
    METADATA = "metadata"
    DATELINE = "dateline"
    OPENING = "opening"
    FILE_NAME = "file name"
    DEDUCED = "deduced"
    USER = "user"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precisely as it is known.

    Attributes:
        value: ISO 8601, `2021-01-06`, `2021-01`, `2021`, or empty when it is not known.
        provenance: where it came from.

    """

    value: str = ""
    provenance: Provenance = Provenance.NONE

    @property
    def precision(self) -> str:
        """`day`, `month`, `year`, or empty when no date is known."""
        return {10: "day", 7: "month", 4: "year"}.get(len(self.value), "")

    @property
    def is_certain(self) -> bool:
        """Whether the date may be shown without a question mark."""
        return self.provenance in (Provenance.STATED, Provenance.METADATA, Provenance.USER)


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader made of a file: text, markup, pictures, and what the article says about itself.

    Not yet in a library. `text` is exactly what will be stored; `assets` are the pictures that its
    blocks name, each once. `origins` says where title, source, author, place, agency, language and
    url came from, as far as they are known; the date says it itself.
    """

    text: str
    blocks: tuple[Block, ...]
    spans: tuple[Span, ...] = ()
    title: str = ""
    source: str = ""
    author: str = ""
    published: PartialDate = field(default_factory=PartialDate)
    place: str = ""
    agency: str = ""
    language: str = ""
    url: str = ""
    warnings: tuple[str, ...] = ()
    assets: tuple[Asset, ...] = ()
    origins: Mapping[str, Provenance] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """Where someone is in a document; positions are code points into its text.

    Attributes:
        position: the first that is seen.
        caret: where the caret stands.
        highlight: the current highlight; None when there is none.

    """

    position: int = 0
    caret: int = 0
    highlight: AnnotationId | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a library, whole. `stopped_at` is where reading stopped; `origins` as of an Article."""

    id: DocumentId
    uuid: str
    title: str
    source: str
    author: str
    published: PartialDate
    place: str
    agency: str
    language: str
    url: str
    text: str
    blocks: tuple[Block, ...]
    spans: tuple[Span, ...]
    stopped_at: ReadingPlace
    imported: str
    file_name: str
    origins: Mapping[str, Provenance] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentExtent:
    """How much there is to read of a document before it can be shown; `length` is in code points."""

    title: str
    length: int
    highlights: int


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What a list of documents shows of one."""

    id: DocumentId
    title: str
    source: str
    published: PartialDate
    highlights: int
    opened: bool
