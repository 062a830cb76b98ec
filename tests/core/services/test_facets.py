"""Facets count what rows carry: each highlight once, sub-tags in, exactly what the query would find."""

import pytest

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import PartialDate
from excerpta.core.model.errors import CancelledError
from excerpta.core.model.ids import DocumentId
from excerpta.core.model.query import Match, Query, QueryField
from excerpta.core.services import annotating, documents, tagging
from excerpta.core.services.facets import facets_of
from excerpta.core.services.retrieving import find_highlights, parse_query
from excerpta.core.store.library import Library


def test_a_count_is_the_number_of_rows_that_asking_for_the_value_shows(
    library: Library, three: list[DocumentId]
) -> None:
    documents.edit_document(library, three[0], source="Reuters", published=PartialDate("2020-09-14"))
    documents.edit_document(library, three[1], source="reuters", published=PartialDate("2020"))
    above, _ = tagging.create_tag(library, ("Actors",))
    below, _ = tagging.create_tag(library, ("Actors", "Envoys"))
    other, _ = tagging.create_tag(library, ("a/b",))
    for place, tags in enumerate([(above, below), (below,), (other, below), (other,), (), (above,)]):
        colour = list(Colour)[place % 2]
        annotating.add_highlight(library, three[place % 3], place, place + 3, tags=tags, colour=colour)
    questions = [
        "",
        "colour:yellow",
        "tag:Actors",
        "tag:Actors tag:a\\/b",
        "-tag:Actors/Envoys",
        "source:reuters",
    ]
    for text in (*questions, "tag:Actors/Envoys tag:a\\/b match:all", "published:2020-09 colour:orange"):
        query = parse_query(text)
        facets = facets_of(library, query)
        for field, values in (
            (QueryField.TAG, facets.tags),
            (QueryField.DOCUMENT, facets.documents),
            (QueryField.SOURCE, facets.sources),
            (QueryField.PUBLISHED, facets.months),
            (QueryField.COLOUR, facets.colours),
            (QueryField.CODER, facets.coders),
        ):
            assert values or field is QueryField.DOCUMENT
            for value in values:
                asked = Query((*query.without(field).terms, value.term), query.match)
                if field is QueryField.TAG and (query.match is Match.ALL or len(query.of(field)) < 2):
                    asked = Query((*query.terms, value.term), Match.ALL)
                assert value.count == len(find_highlights(library, asked)), (text, value)
    labels = [(one.label, one.count) for one in facets_of(library, Query()).sources]
    assert labels == [("reuters", 4), ("", 2)]


def test_counting_stops_when_nobody_waits(library: Library, three: list[DocumentId]) -> None:
    for place in range(9):
        annotating.add_highlight(library, three[0], place, place + 3, new_tags=[("A",)])
    with pytest.raises(CancelledError):
        facets_of(library, Query(), cancelled=lambda: True)
    assert len(find_highlights(library, Query())) == 9
