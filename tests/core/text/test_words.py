"""Words in any script: what a double click takes, and where Ctrl with an arrow goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.text.words import next_word, next_word_end, previous_word, previous_word_end, word_at


@pytest.mark.parametrize(
    ("text", "position", "word"),
    [
        ("a cease-fire now", 4, "cease-fire"),
        ("a cease-fire now", 7, "cease-fire"),
        ("won’t go", 0, "won’t"),
        ("the Taliban's war", 12, "Taliban's"),
        ("quoted 'word' here", 9, "word"),
        ("some 14,000 men", 7, "14,000"),
        ("می‌خواهد برود", 2, "می‌خواهد"),
        ("cafe\u0301 noir", 2, "cafe\u0301"),
        ("end of it.", 9, "it"),
        ("a, b", 2, ""),
        ("和平", 0, "和"),
        ("", 0, ""),
        ("word", 4, "word"),
    ],
)
def test_a_word_is_what_a_double_click_takes(text: str, position: int, word: str) -> None:
    start, end = word_at(text, position)
    assert text[start:end] == word


@given(st.text(max_size=30), st.integers(-2, 40))
def test_a_word_holds_its_position(text: str, position: int) -> None:
    start, end = word_at(text, position)
    assert 0 <= start <= min(max(position, 0), len(text)) <= end <= len(text)


@pytest.mark.parametrize(
    ("text", "position", "word"),
    [
        ("平和交渉がドーハで始まった", 5, "ドーハ"),
        ("平和交渉がドーハで始まった", 11, "まった"),
        ("らーめん", 2, "らーめん"),
        ("ABC和平", 1, "ABC"),
        ("和平ABC", 3, "ABC"),
        ("การเจรจา เริ่ม", 1, "การเจรจา"),
        ("नमस्ते दुनिया", 2, "नमस्ते"),
        ("שָׁלוֹם עולם", 3, "שָׁלוֹם"),
        ("مُحَمَّد رفت", 2, "مُحَمَّد"),
        ("한국어 말", 1, "한국어"),
        ("see 👨‍👩‍👧 there", 5, ""),
        ("a 1️⃣ b", 2, "1️⃣"),
    ],
)
def test_words_of_other_scripts(text: str, position: int, word: str) -> None:
    start, end = word_at(text, position)
    assert text[start:end] == word


def test_a_dictionary_cuts_a_run_of_thai() -> None:
    text = "ก การเจรจา x"
    assert word_at(text, 3, lambda run: [3, len(run)]) == (2, 5)
    assert word_at(text, 6, lambda run: [3, len(run)]) == (5, 10)
    assert word_at(text, 12, lambda _: [0]) == (11, 12)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("One two. Three", [0, 4, 9]),
        ("“Peace,” he said — twice", [0, 1, 9, 12, 17, 19]),
        ("a cease-fire of 14,000 men's", [0, 2, 13, 16, 23]),
        ("و گفت‌وگوهای صلح", [0, 2, 13]),
        ("和平。谈判", [0, 1, 3, 4]),
        ("see 👨‍👩‍👧 there", [0, 4, 10]),
        ("  led by blanks", [2, 6, 9]),
    ],
)
def test_control_and_an_arrow_stop_at_the_same_places_both_ways(text: str, starts: list[int]) -> None:
    forward, at = [], 0
    if not text[0].isspace():
        forward.append(0)
    while (at := next_word(text, at, len(text))) < len(text):
        forward.append(at)
    assert forward == starts
    backward, at = [], len(text)
    while at > starts[0] and (at := previous_word(text, at, 0)) >= 0:
        backward.append(at)
    assert backward[::-1] == starts


def test_the_ends_of_words() -> None:
    text = "One two, «سه» (four)."
    ends, at = [], 0
    while at < len(text):
        at = next_word_end(text, at, len(text))
        ends.append(at)
    assert ends == [3, 7, 12, 19, len(text)]
    assert previous_word_end(text, 19, 0) == 12
    assert previous_word_end(text, 10, 0) == 7
    assert previous_word_end(text, 2, 0) == 0


@given(st.text(alphabet="ab-' .،\u200cم\u0301和ก😀\u200d\ufe0f\n1,", max_size=30), st.integers(0, 30))
def test_steps_by_word_go_on_and_come_to_the_end(text: str, position: int) -> None:
    position = min(position, len(text))
    forward = next_word(text, position, len(text))
    assert forward > position or position == len(text)
    backward = previous_word(text, position, 0)
    assert backward < position or position == 0
    assert next_word_end(text, position, len(text)) > position or position == len(text)
    assert previous_word_end(text, position, 0) < position or position == 0
    limit = min(position + 1, len(text))
    assert position <= next_word(text, position, limit) <= limit
