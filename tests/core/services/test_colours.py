"""Names of colours: given, taken back, found by, and undone like any change."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import ColourError, QueryError
from excerpta.core.model.ids import DocumentId
from excerpta.core.services.annotating import add_highlight
from excerpta.core.services.colours import LONGEST_NAME, colour_names, name_colour
from excerpta.core.services.history import redo, undo, undo_label
from excerpta.core.services.retrieving import find_highlights, format_query, highlight_records, parse_query
from excerpta.core.store.library import Library

OWN = {colour: colour.value for colour in Colour}


def test_a_colour_has_its_own_name_until_it_is_given_one(library: Library) -> None:
    assert list(colour_names(library).items()) == list(OWN.items())
    changes = name_colour(library, Colour.RED, "  Disputed \n claims ")
    assert (changes.colours, changes.counts, changes.annotations) == (True, False, frozenset())
    assert colour_names(library) == OWN | {Colour.RED: "Disputed claims"}
    assert undo_label(library) == "name red “Disputed claims”"
    assert name_colour(library, Colour.RED, "گمان")
    assert not name_colour(library, Colour.RED, "گمان")
    assert undo(library).colours
    assert colour_names(library)[Colour.RED] == "Disputed claims"
    assert redo(library).colours
    assert colour_names(library)[Colour.RED] == "گمان"
    for own in ("", "RED"):
        assert name_colour(library, Colour.RED, own)
        assert colour_names(library) == OWN
        assert undo_label(library) == "give red its own name"
        undo(library)
    assert colour_names(library)[Colour.RED] == "گمان"


@pytest.mark.parametrize("name", ["x" * (LONGEST_NAME + 1), "a\x07b", "\ud800"])
def test_a_name_that_cannot_be_is_refused(library: Library, name: str) -> None:
    name_colour(library, Colour.RED, "kept")
    with pytest.raises(ColourError):
        name_colour(library, Colour.RED, name)
    assert colour_names(library)[Colour.RED] == "kept"


def test_highlights_are_found_by_either_name_and_written_with_their_own(
    library: Library, three: list[DocumentId]
) -> None:
    for colour in (Colour.RED, Colour.BLUE, Colour.GREEN):
        add_highlight(library, three[0], 0, 6, colour=colour)
    name_colour(library, Colour.RED, "Très Disputed")
    name_colour(library, Colour.BLUE, "green")
    name_colour(library, Colour.GREEN, "très disputed")

    def colours(text: str) -> list[str]:
        query = parse_query(text)
        assert parse_query(format_query(query)) == query
        rows = [str(row["colour"]) for row in highlight_records(library, query)]
        assert len(rows) == len(find_highlights(library, query))
        return rows

    assert colours('colour:"tres  DISPUTED"') == ["red", "green"]
    assert colours('-colour:"Très Disputed"') == ["blue"]
    assert colours("colour:Green") == ["green"]
    assert colours('colour:blue colour:"très disputed"') == ["red", "blue", "green"]
    with pytest.raises(QueryError, match="no colour “mauve”") as error:
        find_highlights(library, parse_query("x colour:mauve"))
    assert (error.value.start, error.value.end) == (2, 14)
    assert error.value.advice.startswith("Colours are yellow, ")
    assert error.value.advice.endswith("green, Très Disputed, très disputed.")


@given(
    st.dictionaries(st.sampled_from(Colour), st.text(st.characters(categories=["L", "Nd", "So"]), max_size=9))
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_name_that_was_given_can_be_asked_for(
    library: Library, three: list[DocumentId], given_names: dict[Colour, str]
) -> None:
    for colour in Colour:
        name_colour(library, colour, given_names.get(colour, ""))
    if not find_highlights(library, parse_query("")):
        for colour in Colour:
            add_highlight(library, three[0], 0, 6, colour=colour)
    for colour, name in colour_names(library).items():
        quoted = name.replace('"', '""')
        rows = [row["colour"] for row in highlight_records(library, parse_query(f'colour:"{quoted}"'))]
        assert colour.value in rows or name.casefold() in OWN.values()
