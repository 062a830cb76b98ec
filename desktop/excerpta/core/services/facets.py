"""What the highlights of a query have in common: their tags, documents and colours, counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import AnnotationId, DocumentId, TagId
from excerpta.core.store import facets as store
from excerpta.core.store.library import Library


@dataclass(frozen=True, slots=True)
class DocumentFacet:
    """How many of the highlights stand in a document."""

    document: DocumentId
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts over a set of highlights.

    Attributes:
        tags: highlights with each tag or one below it; tags without any are left out.
        documents: in reading order, so that their counts cut the highlights into groups.
        colours: colours without any are left out.

    """

    tags: Mapping[TagId, int] = field(default_factory=dict)
    documents: tuple[DocumentFacet, ...] = ()
    colours: Mapping[Colour, int] = field(default_factory=dict)


def count_facets(library: Library, ids: Sequence[AnnotationId] | Sequence[int]) -> Facets:
    """Count what these highlights have in common."""
    with library.read():
        return Facets(
            store.tag_counts(library, ids),
            tuple(DocumentFacet(*row) for row in store.document_counts(library, ids)),
            store.colour_counts(library, ids),
        )
