"""The titles of documents that a query names by number, so that its chips can say them."""

from excerpta.core.model.ids import DocumentId
from excerpta.core.model.query import Query, QueryField
from excerpta.core.services import documents
from excerpta.core.store.library import Library

_LONGEST = 18
"""So many digits SQLite's numbers have, whatever they are."""


def titles_asked_for(library: Library, query: Query) -> dict[str, str]:
    """From `#3` to the title of document 3, for each that the query names and the library has."""
    asked = [term.value[1:] for term in query.terms if term.field is QueryField.DOCUMENT]
    ids = [DocumentId(int(one)) for one in asked if one.isdecimal() and len(one) <= _LONGEST]
    found = documents.document_summaries(library, ids) if ids else ()
    return {f"#{one.id}": one.title for one in found}
