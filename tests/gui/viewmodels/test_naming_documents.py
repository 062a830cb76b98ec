"""Chips of documents by number say their titles."""

from excerpta.core.services.documents import document_summaries
from excerpta.core.services.retrieving import parse_query
from excerpta.gui.viewmodels.naming_documents import titles_asked_for
from excerpta.gui.viewmodels.session import LibrarySession


def test_only_numbers_that_the_library_has_are_named(session: LibrarySession) -> None:
    library = session.library
    (one,) = document_summaries(library, [1])  # type: ignore[list-item]
    query = parse_query(f"doc:#1 -doc:#77 doc:#{'9' * 40} doc:Doha tag:x")
    assert titles_asked_for(library, query) == {"#1": one.title}
    assert titles_asked_for(library, parse_query("tag:x")) == {}
