"""Opening: a document is read and prepared for the window, in the background when it is long."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass

from excerpta.core.model.annotation import AnnotationColumns, Colour, HighlightStyle
from excerpta.core.model.document import BlockKind, Document, DocumentExtent, ReadingPlace
from excerpta.core.model.errors import CancelledError
from excerpta.core.model.ids import AnnotationId, DocumentId
from excerpta.core.model.tag import TagTree
from excerpta.core.services import annotating, documents, tagging
from excerpta.core.store.library import Library
from excerpta.gui.viewmodels.presenting import header_of, reading_minutes
from excerpta.gui.widgets.reader.contents import ReaderHeader, ReaderHighlight
from excerpta.gui.widgets.reader.direction import runs_right_to_left
from excerpta.gui.widgets.reader.highlight_index import HighlightIndex
from excerpta.gui.widgets.reader.highlight_table import HighlightTable, place_of
from excerpta.gui.widgets.reader.pieces import Pieces
from excerpta.gui.widgets.reader.stack import NOTED, UNDERLINED
from excerpta.gui.widgets.reader.typesetter import ReaderText, read_source

SHORT = 200_000
"""Code points of the longest document that is opened at once."""

FEW = 4000
"""As many highlights as are read at once."""

Trees = Callable[[], TagTree]
Cancelled = Callable[[], bool]

_COLOURS = tuple(Colour)
_STYLES = tuple(HighlightStyle)


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with everything that the window shows of it, ready to be shown.

    Attributes:
        tree: the codebook at the same moment.
        source, highlights: for the reader.
        header: title and facts above the text.
        mirrored: whether the text runs from right to left.
        minutes: how long it takes to read.

    """

    document: Document
    tree: TagTree
    source: ReaderText
    highlights: HighlightIndex
    header: ReaderHeader
    mirrored: bool
    minutes: int


def is_short(extent: DocumentExtent) -> bool:
    """Whether a document is read so quickly that nobody waits for it."""
    return extent.length <= SHORT and extent.highlights <= FEW


def beginning_of(document: Document) -> ReadingPlace:
    """Where reading begins: where it stopped, at first before the first words that are not page furniture."""
    if document.stopped_at != ReadingPlace():
        return document.stopped_at
    words = (block.start for block in document.blocks if block.kind is not BlockKind.FURNITURE)
    return ReadingPlace(0, next(words, 0))


def read_opened(library: Library, document: DocumentId, tree: Trees, cancelled: Cancelled) -> Opened:
    """Read a document and prepare it; in any thread.

    Args:
        library: the open library.
        document: which one.
        tree: gives the codebook whenever a highlight is made from its row, which may be much later.
        cancelled: asked now and then whether the document is still wanted.

    Raises:
        NotFoundError: there is no such document.
        CancelledError: `cancelled` said so.
    """
    with library.read():
        known = documents.read_document(library, document)
        codebook = tagging.tag_tree(library)
        _go_on(cancelled)
        columns = annotating.highlight_columns(library, document, cancelled=cancelled)
    source = read_source(known.text, known.blocks, known.spans)
    _go_on(cancelled)
    highlights = HighlightIndex(source.pieces, _table(columns, tree))
    _go_on(cancelled)
    return Opened(
        known,
        codebook,
        source,
        highlights,
        header_of(known, len(columns)),
        runs_right_to_left(known.text, known.blocks),
        reading_minutes(known.text),
    )


def read_highlights(
    library: Library, document: DocumentId, pieces: Pieces, tree: Trees, cancelled: Cancelled
) -> HighlightIndex:
    """Read the highlights of a document anew; in any thread, as `read_opened`.

    Raises:
        CancelledError: `cancelled` said so.
    """
    columns = annotating.highlight_columns(library, document, cancelled=cancelled)
    return HighlightIndex(pieces, _table(columns, tree))


def _table(columns: AnnotationColumns, tree: Trees) -> HighlightTable:
    def make(row: int) -> ReaderHighlight:
        codebook = tree()
        return ReaderHighlight(
            AnnotationId(columns.ids[row]),
            columns.starts[row],
            columns.ends[row],
            _COLOURS[columns.colours[row]],
            _STYLES[columns.styles[row]],
            bool(columns.noted[row]),
            tuple(codebook.path(tag) for tag in columns.tags[row] if tag in codebook),
        )

    places = array("Q", map(place_of, columns.starts, columns.ends))
    underlined = HighlightStyle.UNDERLINE
    marked = zip(columns.colours, columns.styles, columns.noted, strict=True)
    looks = bytes(
        colour | (UNDERLINED if _STYLES[style] is underlined else 0) | (NOTED if noted else 0)
        for colour, style, noted in marked
    )
    return HighlightTable(places, columns.ids, looks, make)


def _go_on(cancelled: Cancelled) -> None:
    if cancelled():
        raise CancelledError
