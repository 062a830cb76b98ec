"""Near-duplicates: documents that are much the same, such as one agency's story in two papers."""

from collections.abc import Callable, Sequence

from excerpta.core.model.ids import DocumentId
from excerpta.core.model.likeness import Likeness
from excerpta.core.store import likeness
from excerpta.core.store.library import Library

_AT_ONCE = 20
_MOST = 24


def documents_like(library: Library, document: DocumentId) -> tuple[Likeness, ...]:
    """What a document is much the same as, not in the trash, the likest first; at most some dozens."""
    with library.read() as connection:
        found = likeness.alike(connection, document, document, later=True, most=_MOST)
    return tuple(found.get(document, ()))


def unsigned_documents(library: Library) -> list[DocumentId]:
    """The documents that are not compared yet: an older library was large, and is brought up to date."""
    return likeness.unsigned(library.connection)


def sign_documents(
    library: Library, missing: Sequence[DocumentId], *, cancelled: Callable[[], bool] = lambda: False
) -> None:
    """Have documents compared from now on, few at a time; stopped, it keeps what is done."""
    for start in range(0, len(missing), _AT_ONCE):
        if cancelled():
            return
        with library.write() as connection:
            likeness.sign(connection, missing[start : start + _AT_ONCE])
