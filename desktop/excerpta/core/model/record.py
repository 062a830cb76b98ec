"""A record is one highlight with what its document says of itself, as a row of an export."""

from typing import NamedTuple

from excerpta.core.model.ids import AnnotationId, DocumentId, TagId


class HighlightRecord(NamedTuple):
    """One highlight as exports see it; positions are code points, `block` counts from 0.

    `provenance` says where `published` came from.
    """

    highlight: AnnotationId
    document: DocumentId
    title: str
    source: str
    author: str
    published: str
    place: str
    url: str
    block: int
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    colour: str
    style: str
    note: str
    tags: str | None
    coder: str
    created: str
    modified: str
    provenance: str

    def tag_ids(self) -> tuple[TagId, ...]:
        """The ids in `tags`, which holds them as SQLite joins them: `3,17`."""
        return tuple(TagId(int(tag)) for tag in self.tags.split(",")) if self.tags else ()
