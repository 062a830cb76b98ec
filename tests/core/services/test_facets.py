"""Facets count what rows carry: each highlight once, sub-tags in, exactly what the query would find."""

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import DocumentId
from excerpta.core.model.query import Match, Query, QueryField, Term
from excerpta.core.services import annotating, tagging
from excerpta.core.services.facets import Facets, count_facets
from excerpta.core.services.retrieving import find_highlights
from excerpta.core.store.library import Library


def test_counts_equal_the_rows_of_the_narrower_query(library: Library, three: list[DocumentId]) -> None:
    above, _ = tagging.create_tag(library, ("Actors",))
    below, _ = tagging.create_tag(library, ("Actors", "Envoys"))
    other, _ = tagging.create_tag(library, ("a/b",))
    for place, tags in enumerate([(above, below), (below,), (other,), ()]):
        colour = list(Colour)[place % 2]
        annotating.add_highlight(library, three[place % 2], place, place + 3, tags=tags, colour=colour)
    everything = Query()
    ids = find_highlights(library, everything)
    facets = count_facets(library, ids)
    tree = tagging.tag_tree(library)
    for tag in (above, below, other):
        narrower = Query((Term(QueryField.TAG, tree.path(tag)),), Match.ALL)
        assert facets.tags[tag] == len(find_highlights(library, narrower))
    for colour, number in facets.colours.items():
        assert number == len(find_highlights(library, Query((Term(QueryField.COLOUR, colour.value),))))
    for one in facets.documents:
        narrower = Query((Term(QueryField.DOCUMENT, f"#{one.document}"),))
        assert one.count == len(find_highlights(library, narrower))
    assert facets.tags[above] == 2
    assert [one.document for one in facets.documents] == sorted(three[:2])
    assert sum(one.count for one in facets.documents) == len(ids)


def test_nothing_has_no_facets(library: Library) -> None:
    assert count_facets(library, []) == Facets()
