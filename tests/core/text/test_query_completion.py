"""Completion suggests what could stand at the caret, and says exactly what it replaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.model.query import QueryField
from excerpta.core.text.query_completion import Choice, Choices, Vocabulary, complete
from excerpta.core.text.query_language import parse_query

VOCABULARY = Vocabulary(
    {
        QueryField.TAG: Choices(["Actors", "Actors/Taliban", "Claims/To check", "Méta/ÉTÉ"]),
        QueryField.DOCUMENT: Choices([Choice("#12", "Peace talks in Doha"), Choice("#3", "گفت‌وگوهای صلح")]),
        QueryField.SOURCE: Choices(["Reuters", 'Say "Hi"']),
        QueryField.COLOUR: Choices([Choice("red", "Disputed"), Choice("blue", "blue")]),
        QueryField.PUBLISHED: Choices(["2020-09", "2020-02"]),
    }
)


def suggested(marked: str) -> list[str]:
    """The whole texts that a text with | at the caret can become."""
    caret = marked.index("|")
    text = marked.replace("|", "")
    found = complete(text, caret, VOCABULARY)
    return [text[: found.start] + one.text + text[found.end :] for one in found.suggestions]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ta|", "tag:"),
        ("-ta|", "-tag:"),
        ("tag:tal|", "tag:Actors/Taliban"),
        ("x tag:=act| y", "x tag:=Actors y"),
        ("tag:Act|ors/Tal y", "tag:Actors y"),
        ('-tag:"to ch|', '-tag:"Claims/To check"'),
        ("tag:ete|", "tag:Méta/ÉTÉ"),
        ("doc:doha|", 'doc:"#12"'),
        ("title:صلح|", 'title:"#3"'),
        ("colour:disp|", "colour:red"),
        ("source:say|", 'source:"Say ""Hi"""'),
        ("published:2020-0|", "published:2020-09"),
        ("match:a|", "match:any"),
        ("taliban|", "tag:Actors/Taliban"),
        ("😀 doha|", '😀 doc:"#12"'),
        ("tag:Actors ov|", "tag:Actors overlaps"),
        ("tag:Actors |", "tag:Actors overlaps"),
        ("tag:Actors not near:10 |", "tag:Actors not near:10 tag:Actors"),
        ("tag:Actors within tal|", "tag:Actors within tag:Actors/Taliban"),
    ],
)
def test_the_first_suggestion(typed: str, first: str) -> None:
    assert suggested(typed)[0] == first


def test_where_nothing_fits_nothing_is_suggested() -> None:
    assert suggested("tag:nobody|") == []
    assert suggested("https://x|") == []
    assert not any(one.startswith("overlaps") for one in suggested("ov|"))


def test_an_empty_query_offers_the_fields() -> None:
    assert suggested("|")[:2] == ["tag:", "doc:"]


@given(st.text(max_size=30), st.integers(0, 30))
def test_any_text_and_caret_have_an_answer(text: str, caret: int) -> None:
    found = complete(text, caret, VOCABULARY)
    assert 0 <= found.start <= min(caret, len(text)) <= found.end <= len(text)


@given(st.sampled_from(["tag:", "doc:", "source:", "colour:", "published:", ""]), st.text(max_size=4))
def test_what_is_suggested_is_understood(field: str, typed: str) -> None:
    text = field + typed.replace('"', "")
    for one in complete(text, len(text), VOCABULARY).suggestions:
        if not one.goes_on and not text.isspace() and len(text.split()) == 1:
            parse_query(one.text)
