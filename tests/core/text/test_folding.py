"""Folding: what counts as the same word, and the exact way back to the source."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from excerpta.core.text.folding import FoldedText, find_folded, fold

_TRICKY = "aAbsSßéE\u0301ﬁfiİıςσ \n-–’'“می‌خواهيمكـ\u064e中文한국ไทย的\u00ad\u200fx1_👍\u200d👩½①"
texts = st.text(max_size=40) | st.text(alphabet=_TRICKY, max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STRASSE", "straße"),
        ("Café", "cafe"),
        ("cafe\u0301", "CAFÉ"),
        ("ёлка", "елка"),
        ("ﬁnal", "final"),
        ("می‌خواهد", "ميخواهد"),
        ("كتاب", "کتاب"),
        ("مُحَمَّد", "محمد"),
        ("كـــتاب", "کتاب"),
        ("ΣΟΦΟΣ", "σοφος"),
        ("co\u00adoperate", "cooperate"),
        ("\u202bword\u202c", "word"),
        ("Taliban’s", "taliban's"),
        ("cease–fire", "cease-fire"),
        ("ｆｕｌｌ", "full"),
        ("a\u00a0b", "a b"),
    ],
)
def test_spellings_of_the_same_words_fold_to_the_same_text(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_words_stay_different() -> None:
    assert fold("कि") != fold("का")
    assert fold("กา") != fold("กิ")


@pytest.mark.parametrize("text", ["和平谈判", "ไทย", "한국", "にほん"])
def test_every_character_of_a_script_without_spaces_becomes_a_word(text: str) -> None:
    assert fold(text).split() == list(fold(text).replace(" ", ""))
    assert fold(f"a{text}b").split() == ["a", *fold(text).split(), "b"]


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = FoldedText(text, spaced=False).folded
    assert FoldedText(once, spaced=False).folded == once
    assert fold(fold(text)).split() == fold(text).split()


@given(texts, texts)
def test_folding_works_character_by_character(left: str, right: str) -> None:
    assert fold(left + right) == fold(left) + fold(right)


@given(texts, st.booleans(), st.booleans())
@example("a\u0301b", True, False)
def test_the_offset_map_never_runs_backwards_and_names_the_right_character(
    text: str, spaced: bool, match_case: bool
) -> None:
    folded = FoldedText(text, spaced=spaced, match_case=match_case)
    places = [folded.to_source(position) for position in range(len(folded.folded) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(text)
    for position, source in enumerate(places[:-1]):
        character = FoldedText(text[source], spaced=spaced, match_case=match_case)
        assert folded.folded[position] in character.folded


def test_folded_text_is_what_fold_says() -> None:
    assert FoldedText("Straße 中").folded == fold("Straße 中")


@given(texts, st.text(alphabet=_TRICKY, min_size=1, max_size=3), st.booleans())
@example("ﬁss ß", "s", False)
@example("ﬁss ß", "ss", False)
def test_what_is_found_folds_to_what_was_looked_for(text: str, needle: str, match_case: bool) -> None:
    wanted = FoldedText(needle, spaced=False, match_case=match_case).folded
    previous_end = 0
    for start, end in find_folded(text, needle, match_case=match_case):
        assert previous_end <= start < end <= len(text)
        previous_end = end
        assert FoldedText(text[start:end], spaced=False, match_case=match_case).folded == wanted
        assert end == len(text) or not unicodedata.combining(text[end])


@given(texts, st.data())
def test_every_slice_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    needle = text[start : data.draw(st.integers(start, len(text)))]
    if FoldedText(needle, spaced=False).folded:
        assert any(find_folded(text, needle))


@pytest.mark.parametrize(
    ("text", "needle", "ranges"),
    [
        ("Die Straße, die STRASSE", "strasse", [(4, 10), (16, 23)]),
        ("eine ﬁne Sache", "fin", [(5, 7)]),
        ("ß", "s", []),
        ("re\u0301sume\u0301!", "resume", [(0, 8)]),
        ("او می‌خواهد", "ميخواهد", [(3, 11)]),
        ("aaaa", "aa", [(0, 2), (2, 4)]),
        ("和平谈判和平", "和平", [(0, 2), (4, 6)]),
        ("👍 peace 👍", "PEACE", [(2, 7)]),
        ("anything", "", []),
        ("anything", "\u0301", []),
    ],
)
def test_ranges_hold_whole_source_characters(text: str, needle: str, ranges: list[tuple[int, int]]) -> None:
    assert list(find_folded(text, needle)) == ranges


def test_match_case_still_ignores_accents() -> None:
    assert list(find_folded("Élan élan", "Elan", match_case=True)) == [(0, 4)]


@pytest.mark.parametrize(
    ("text", "needle", "count"),
    [
        ("interview inter", "inter", 1),
        ("Taliban's Taliban", "taliban", 2),
        ("می‌خواهد می", "می", 1),
        ("和平谈判", "平", 1),
        ("a_b b", "b", 1),
        ("(end) blend", "(end", 1),
    ],
)
def test_whole_words_end_where_words_end(text: str, needle: str, count: int) -> None:
    assert len(list(find_folded(text, needle, whole_word=True))) == count
