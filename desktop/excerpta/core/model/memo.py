"""A memo is text about a document, a tag, or the library as a whole; each has one at the most."""

from dataclasses import dataclass

from excerpta.core.model.ids import DocumentId, MemoId, TagId


@dataclass(frozen=True, slots=True)
class Memo:
    """What somebody thought, apart from any passage.

    Attributes:
        document, tag: what it is about; both None for the library.
        created, modified: ISO 8601 in UTC.

    """

    id: MemoId
    uuid: str
    document: DocumentId | None
    tag: TagId | None
    text: str
    coder: str
    created: str
    modified: str
