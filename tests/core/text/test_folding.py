"""Folding: what counts as the same word, and the exact way back to the source."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from excerpta.core.text.folding import FoldedText, fold, folding_table

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
        ("Łódź", "lodz"),
        ("Ærø, cœur", "aero, coeur"),
        ("۱۳۹۹ ١٤", "1399 14"),
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


@given(texts, st.booleans())
@example("a\u0301b", True)
def test_the_offset_map_never_runs_backwards_and_names_the_right_character(text: str, spaced: bool) -> None:
    folded = FoldedText(text, spaced=spaced)
    places = [folded.to_source(position) for position in range(len(folded.folded) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(text)
    for position, source in enumerate(places[:-1]):
        character = FoldedText(text[source], spaced=spaced)
        assert folded.folded[position] in character.folded


@given(st.text(max_size=5), st.booleans(), st.booleans())
def test_a_folded_character_folds_to_itself_whatever_is_kept(text: str, case: bool, marks: bool) -> None:
    table = folding_table(match_case=case, match_marks=marks)
    for character in text:
        once = table[ord(character)]
        assert once.translate(table) == once
        assert not character.isascii() or once == (character if case else character.lower())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("é", "e\u0301", True),
        ("é", "e", False),
        ("می\u200cرود", "میرود", False),
        ("كـتاب", "كتاب", False),
        ("كتاب", "کتاب", True),
        ("مُحَمَّد", "محمد", False),
        ("a\u00adb", "ab", True),
        ("\u202bab", "ab", True),
        ("❤\ufe0f", "❤", True),
        ("ﬁ", "fi", True),
        ("ø", "o", False),
        ("Ä", "a\u0308", True),
    ],
)
def test_what_marks_tell_apart_when_they_are_kept(one: str, other: str, same: bool) -> None:
    table = folding_table(match_marks=True)
    assert (one.translate(table) == other.translate(table)) is same


def test_folded_text_is_what_fold_says() -> None:
    assert FoldedText("Straße 中").folded == fold("Straße 中")
