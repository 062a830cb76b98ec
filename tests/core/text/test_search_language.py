"""What is typed into a search: whatever it is, it is words unless syntax was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.text.searching_oracle import queries

from excerpta.core.model.errors import QueryError
from excerpta.core.model.search import Phrase, Search, SearchPart
from excerpta.core.text.search_language import MOST_WORDS, parse_search


def word(*words: str, begun: bool = False) -> SearchPart:
    return SearchPart((Phrase(words, begun),))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("Doha  TALKS", [word("doha"), word("talks")]),
        ('"peace talks" doha', [word("peace", "talks"), word("doha")]),
        ("“peace talks”", [word("peace", "talks")]),
        ('"peace talks', [word("peace", "talks")]),
        ("cease-fire", [word("cease", "fire")]),
        ("inter* 5*3", [word("inter", begun=True), word("5", "3")]),
        ('"peace tal"*', [word("peace", "tal", begun=True)]),
        ("doha -reuters", [word("doha"), SearchPart((Phrase(("reuters",)),), excluded=True)]),
        ('doha -"peace talks"', [word("doha"), SearchPart((Phrase(("peace", "talks")),), excluded=True)]),
        ("peace ~5 talks", [SearchPart((Phrase(("peace",)), Phrase(("talks",))), (5,))]),
        ("a ~5 b ~0 c", [SearchPart((Phrase(("a",)), Phrase(("b",)), Phrase(("c",))), (5, 0))]),
        ("~5 people", [word("5"), word("people")]),
        ("peace ~5", [word("peace")]),
        ("peace ~ talks", [word("peace"), word("talks")]),
        ("peace ~5 -talks", [word("peace"), SearchPart((Phrase(("talks",)),), excluded=True)]),
        ("a AND b OR NOT c", [word(one) for one in ("a", "and", "b", "or", "not", "c")]),
        ("NEAR(a b, 5)", [word("near", "a"), word("b"), word("5")]),
        ("- * \" ~ ( ) ' ; --", []),
        ("a -", [word("a")]),
        ("body: a^2 {x}", [word("body"), word("a", "2"), word("x")]),
        ("日本*", [word("日", "本", begun=True)]),
        ("a a", [word("a")]),
        ("\ud800 \0x", [word("x")]),
    ],
)
def test_what_a_search_means(text: str, parts: list[SearchPart]) -> None:
    assert parse_search(text) == Search(tuple(parts))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("doha pea", [word("doha"), word("pea", begun=True)]),
        ("doha pea ", [word("doha"), word("pea")]),
        ('"peace ta', [word("peace", "ta", begun=True)]),
        ('"peace ta"', [word("peace", "ta")]),
        ("doha p", [word("doha"), word("p")]),
        ("日本", [word("日", "本")]),
        ("doha -pea", [word("doha"), SearchPart((Phrase(("pea",)),), excluded=True)]),
    ],
)
def test_the_last_word_may_be_unfinished(text: str, parts: list[SearchPart]) -> None:
    assert parse_search(text, unfinished=True) == Search(tuple(parts))


@pytest.mark.parametrize(
    "text", ["-reuters", '-"a b" -c', "x " * 200 + "y z " + " ".join(map(str, range(MOST_WORDS)))]
)
def test_what_cannot_be_looked_for_says_why(text: str) -> None:
    with pytest.raises(QueryError, match=r"leaves documents out|At most 200"):
        parse_search(text)


@given(queries | st.text(), st.booleans())
def test_any_text_is_understood_and_says_only_words(text: str, unfinished: bool) -> None:
    try:
        search = parse_search(text, unfinished=unfinished)
    except QueryError:
        return
    for part in search.parts:
        assert len(part.gaps) == len(part.phrases) - 1
        for phrase in part.phrases:
            assert phrase.words
            assert all(one.isalnum() or one >= "\x80" for one in "".join(phrase.words))
