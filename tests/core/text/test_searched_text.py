"""Places of what is looked for: exact in the text, in every script, over pieces, and around furniture."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.text import searching_oracle as oracle

from excerpta.core.model.errors import CancelledError, QueryError
from excerpta.core.model.search import Search
from excerpta.core.text import searched_text
from excerpta.core.text.folding import is_mark
from excerpta.core.text.search_language import parse_search, words_of
from excerpta.core.text.searched_text import SearchedText


def parsed(query: str) -> Search:
    try:
        return parse_search(query)
    except QueryError:
        return Search()


def found(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in SearchedText(text).places(parse_search(query))]


@pytest.fixture(scope="module", params=[1, 3, searched_text.PIECE])
def piece(request: pytest.FixtureRequest) -> Iterator[int]:
    """How much of a text is folded in one go."""
    usual, searched_text.PIECE = searched_text.PIECE, request.param
    yield request.param
    searched_text.PIECE = usual


@pytest.mark.parametrize(
    ("text", "query", "places"),
    [
        ("Die Straße, die STRASSE!", "strasse", ["Straße", "STRASSE"]),
        ("eine ﬁne Sache", "fin*", ["ﬁne"]),
        ("re\u0301sume\u0301!", "resume", ["re\u0301sume\u0301"]),
        ("او می‌خواهد برود", "ميخواهد", ["می‌خواهد"]),
        ("كتـاب و کتاب", "کتاب", ["كتـاب", "کتاب"]),
        ("مُحَمَّدٌ", "محمد", ["مُحَمَّدٌ"]),
        ("在日本人", "日本", ["日本"]),
        ("在日本人", "本日", []),
        ("ภาษาไทย", "ไทย", ["ไทย"]),
        ("대한민국", "한민", ["한민"]),
        ("हिन्दी हद", "हिन्दी", ["हिन्दी"]),
        ("हिन्दी हद", "हद", ["हद"]),
        ("Łódź, Ærø", "lodz aero", ["Łódź", "Ærø"]),
        ("۱۲۰ نفر", "120", ["۱۲۰"]),
        ("1½ hours", "2", ["½"]),
        ("a cease-fire, a ceasefire", "cease-fire", ["cease-fire"]),
        ("peace. Talks", '"peace talks"', ["peace. Talks"]),
        ("👍 peace 👍", "PEACE", ["peace"]),
        ("envoy met the envoy", "envoy ~1 met", ["envoy met the envoy"]),
        ("a b a", '"a b" "b a"', ["a b a"]),
        ("snow is now", "now", ["now"]),
    ],
)
def test_what_is_marked(text: str, query: str, places: list[str]) -> None:
    assert found(text, query) == places


@given(oracle.texts, oracle.queries, st.data())
def test_places_are_what_trying_every_word_finds(
    piece: int, text: str, query: str, data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
    furniture = list(zip(cuts[::2], cuts[1::2], strict=False))
    furniture = [span for span in furniture if span[0] < span[1]]
    search, searched = parsed(query), SearchedText(text, furniture)
    words = oracle.words_of(text, furniture)
    assert searched.holds(search) == oracle.is_found(words, search)
    places = list(searched.places(search))
    assert all(start < end for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    covered = {at for start, end in places for at in range(start, end)}
    alone = oracle.single_places(words, search)
    assert alone <= covered
    if all(len(part.phrases) == 1 for part in search.wanted):
        assert all(is_mark(text[at]) for at in covered - alone if text[at] not in "\u200c\u00ad\u200fـ")
        assert searched.count(search) >= len(places)


@given(oracle.texts, st.sampled_from(oracle.WORDS))
def test_the_words_of_a_place_are_those_that_were_asked_for(text: str, word: str) -> None:
    wanted = words_of(word)
    for start, end in SearchedText(text).places(parsed(word)):
        there = words_of(text[start:end])
        assert any(there[at : at + len(wanted)] == wanted for at in range(len(there)))
        assert end - start == 1 or len(there) % len(wanted) == 0


def test_furniture_is_passed_over_and_no_phrase_goes_on_behind_it() -> None:
    text = "peace Share this talks talks"
    furniture = [(6, 16)]
    assert list(SearchedText(text, furniture).places(parse_search("share"))) == []
    assert list(SearchedText(text, furniture).places(parse_search('"peace talks"'))) == []
    assert list(SearchedText(text, furniture).places(parse_search('"talks talks"'))) == [(17, 28)]
    assert not SearchedText(text, [(0, 28)]).holds(parse_search("peace"))


def test_work_that_is_not_wanted_any_more_stops() -> None:
    with pytest.raises(CancelledError):
        SearchedText("some text", cancelled=lambda: True)
