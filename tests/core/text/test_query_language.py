"""The query language: what it understands, what it points at, and that text and value are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import QueryError
from excerpta.core.model.query import Match, Query, QueryField, Term
from excerpta.core.model.tag import format_tag_path
from excerpta.core.text.query_language import format_query, parse_query

TAG, DOC, COLOUR, WORDS = QueryField.TAG, QueryField.DOCUMENT, QueryField.COLOUR, QueryField.WORDS


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("tag:Actors/Taliban", [Term(TAG, "Actors/Taliban")]),
        ("-tag:todo", [Term(TAG, "todo", excluded=True)]),
        ("tag:=Actors", [Term(TAG, "Actors", exact=True)]),
        ('doc:"peace talks" TAG:x', [Term(DOC, "peace talks"), Term(TAG, "x")]),
        ("color:RED", [Term(COLOUR, "red")]),
        ('colour:"My Red"', [Term(COLOUR, "My Red")]),
        ('tag:"say ""hi"""', [Term(TAG, 'say "hi"')]),
        (r'tag:"A\/B C"', [Term(TAG, r"A\/B C")]),
        ('"cease-fire" -war', [Term(WORDS, "cease-fire"), Term(WORDS, "war", excluded=True)]),
        (
            '15:00 http://x.org a=b - O"Neil',
            [Term(WORDS, w) for w in ("15:00", "http://x.org", "a=b", "-", 'O"Neil')],
        ),
        ("tag:طالبان 😀", [Term(TAG, "طالبان"), Term(WORDS, "😀")]),
    ],
)
def test_what_is_understood(text: str, terms: list[Term]) -> None:
    assert parse_query(text) == Query(tuple(terms))


def test_several_tags_may_all_be_wanted() -> None:
    assert parse_query("tag:a tag:b match:all").match is Match.ALL
    assert parse_query("tag:a tag:b").match is Match.ANY


@pytest.mark.parametrize(
    ("text", "sentence", "place"),
    [
        ("x tga:Actors", "no field “tga”", (2, 6)),
        ("tag:", "needs a value", (0, 4)),
        ("x source:Reuters", "cannot be asked for yet", (2, 9)),
        ('a "b c', "not closed", (2, 6)),
        ("tag:a//b", "empty tag name", (0, 8)),
        ("match:some", "any or all", (0, 10)),
    ],
)
def test_what_is_wrong_is_pointed_at(text: str, sentence: str, place: tuple[int, int]) -> None:
    with pytest.raises(QueryError, match=sentence) as error:
        parse_query(text)
    assert (error.value.start, error.value.end) == place
    assert error.value.advice


NAMES = st.text(min_size=1).map(lambda s: " ".join(s.split())).filter(bool)
TERMS = st.one_of(
    st.builds(
        Term,
        st.just(TAG),
        st.lists(NAMES, min_size=1, max_size=3).map(format_tag_path),
        st.booleans(),
        st.booleans(),
    ),
    st.builds(Term, st.just(DOC), NAMES, st.booleans(), st.booleans()),
    st.builds(Term, st.just(WORDS), NAMES, st.booleans()),
    st.builds(Term, st.just(COLOUR), st.sampled_from([*(c.value for c in Colour), 'say "X"']), st.booleans()),
)


@given(st.builds(Query, st.lists(TERMS, max_size=5).map(tuple), st.sampled_from(list(Match))))
def test_the_text_of_a_query_means_that_query(query: Query) -> None:
    assert parse_query(format_query(query)) == query


@given(st.text(alphabet=st.sampled_from('tagdoc:-="* /\\match allé😀ط'), max_size=40))
def test_any_text_is_a_query_or_an_error_at_a_place(text: str) -> None:
    query, place = parsed(text)
    assert query is None or parse_query(format_query(query)) == query
    assert place is None or 0 <= place[0] < place[1] <= len(text)


def parsed(text: str) -> tuple[Query | None, tuple[int, int] | None]:
    try:
        return parse_query(text), None
    except QueryError as error:
        return None, (error.start, error.end)
