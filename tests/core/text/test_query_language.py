"""The query language: what it understands, what it points at, and that text and value are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import QueryError
from excerpta.core.model.query import Match, Operator, Query, QueryField, Relation, Term
from excerpta.core.model.tag import format_tag_path
from excerpta.core.text.query_language import DATES, format_query, parse_query

NEAR, OVERLAPS, FOLLOWED_BY = Operator.NEAR, Operator.OVERLAPS, Operator.FOLLOWED_BY
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
        ("published:2020-09..2021-01", [Term(QueryField.PUBLISHED, "2020-09..2021-01")]),
        ("date:..۲۰۲۰", [Term(QueryField.PUBLISHED, "..2020")]),
        (
            '-note:"not sure" quote:=war',
            [
                Term(QueryField.NOTE, "not sure", excluded=True),
                Term(QueryField.QUOTE, "war", exact=True),
            ],
        ),
        ("tag:a Overlaps tag:=b/c", [Term(TAG, "a", relations=(Relation(OVERLAPS, "b/c", exact=True),))]),
        (
            "-tag:a not near:10 tag:b followed-by tag:* war",
            [
                Term(
                    TAG,
                    "a",
                    True,
                    relations=(Relation(NEAR, "b", negated=True, words=10), Relation(FOLLOWED_BY, "*")),
                ),
                Term(WORDS, "war"),
            ],
        ),
        ("tag:a near:* tag:b", [Term(TAG, "a", relations=(Relation(NEAR, "b"),))]),
        ("published:=2020", [Term(QueryField.PUBLISHED, "2020", exact=True)]),
        (
            'tag:a "within" reason not bad',
            [Term(TAG, "a"), *(Term(WORDS, w) for w in ["within", "reason", "not", "bad"])],
        ),
        ("within reason", [Term(WORDS, "within"), Term(WORDS, "reason")]),
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
        ("x speaker:Khalilzad", "cannot be asked for yet", (2, 10)),
        ('a "b c', "not closed", (2, 6)),
        ("tag:a//b", "empty tag name", (0, 8)),
        ("match:some", "any or all", (0, 10)),
        ("x published:2020-13", "no month 13", (2, 19)),
        ("published:2021..2020", "ends before it begins", (0, 20)),
        ("created:soon", "not a date", (0, 12)),
        ("style:bold", "no style", (0, 10)),
        ("published:=2020..2021", "range of dates takes no", (0, 21)),
        ("created:=2020", "moment takes no", (0, 13)),
        ("tag:a near:x tag:b", "not a number", (6, 12)),
        ("tag:a within colour:red", "a tag is expected", (6, 12)),
        ("tag:a within", "a tag is expected", (6, 12)),
        ("tag:a overlaps -tag:b", "cannot stand behind", (15, 21)),
        ("tag:a overlaps tag:", "needs a value", (15, 19)),
        ("near:5 tag:b", "between two tags", (0, 6)),
    ],
)
def test_what_is_wrong_is_pointed_at(text: str, sentence: str, place: tuple[int, int]) -> None:
    with pytest.raises(QueryError, match=sentence) as error:
        parse_query(text)
    assert (error.value.start, error.value.end) == place
    assert error.value.advice


NAMES = st.text(min_size=1).map(lambda s: " ".join(s.split())).filter(bool)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map(format_tag_path)
RELATIONS = st.one_of(
    st.builds(
        Relation, st.sampled_from([Operator.OVERLAPS, Operator.WITHIN]), PATHS, st.booleans(), st.booleans()
    ),
    st.builds(
        Relation,
        st.sampled_from([NEAR, FOLLOWED_BY]),
        PATHS,
        st.booleans(),
        st.booleans(),
        st.none() | st.integers(0, 9),
    ),
)
NAMED = [f for f in QueryField if f not in (TAG, COLOUR, WORDS, QueryField.STYLE, *DATES)]
DAYS = st.dates().map(str).flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))
RANGES = st.one_of(DAYS, DAYS.map("..{}".format), DAYS.map("{}..".format), DAYS.map("{0}..{0}".format))
TERMS = st.one_of(
    st.builds(
        Term, st.just(TAG), PATHS, st.booleans(), st.booleans(), st.lists(RELATIONS, max_size=2).map(tuple)
    ),
    st.builds(Term, st.sampled_from(NAMED), NAMES, st.booleans(), st.booleans()),
    st.builds(
        Term,
        st.just(WORDS),
        NAMES | st.sampled_from(["near", "NOT", "Within", "near:5", "-", "a AND b"]),
        st.booleans(),
    ),
    st.builds(Term, st.just(COLOUR), st.sampled_from([*(c.value for c in Colour), 'say "X"']), st.booleans()),
    st.builds(Term, st.just(QueryField.STYLE), st.sampled_from(["highlight", "underline"]), st.booleans()),
    st.builds(Term, st.sampled_from(sorted(DATES)), RANGES, st.booleans()),
)


@given(st.builds(Query, st.lists(TERMS, max_size=5).map(tuple), st.sampled_from(list(Match))))
def test_the_text_of_a_query_means_that_query(query: Query) -> None:
    assert parse_query(format_query(query)) == query


SYNTAX = [
    "tag:a",
    "within",
    "near:3",
    "near",
    "followed-by",
    "not",
    "-",
    '"',
    "=",
    "*",
    " ",
    "NEAR(",
    "AND",
    "..",
    "2020",
    "published:",
]


@given(
    st.text(alphabet=st.sampled_from('tagdoc:-="* /\\match allé😀ط'), max_size=40)
    | st.text(max_size=30)
    | st.lists(st.sampled_from(SYNTAX) | st.characters(), max_size=12).map(" ".join)
    | st.lists(st.sampled_from(SYNTAX) | st.characters(), max_size=12).map("".join)
)
def test_any_text_is_a_query_or_an_error_at_a_place(text: str) -> None:
    query, place = parsed(text)
    assert query is None or parse_query(format_query(query)) == query
    assert place is None or 0 <= place[0] < place[1] <= len(text)


def parsed(text: str) -> tuple[Query | None, tuple[int, int] | None]:
    try:
        return parse_query(text), None
    except QueryError as error:
        return None, (error.start, error.end)
