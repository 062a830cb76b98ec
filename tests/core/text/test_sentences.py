"""Sentences, in news English, Persian, Arabic and Chinese."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.text.sentences import sentence_at, sentences

_NEWSY = st.text(alphabet="abTU .!?\"”“«»\n\t。؟1…,'م", max_size=60)


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The envoy left.", "He returned."],
        ["Talks with U.S. Envoy Khalilzad began in the U.S. on Monday.", "Nobody came."],
        ["He lives in the U.S.", "The talks go on."],
        ["Gen. Miller met Mr. Karim and Col. Leggett.", "They spoke."],
        ["President George W. Bush spoke.", "So did J. R. Smith."],
        ["It rose 3.5 percent to 14,000.", "Then it fell."],
        ["The pact of Feb. 29 holds.", "No. 5 of its articles does not."],
        ["“We agreed.”", "He left."],
        ['"Is it true?" he asked.', '"No."', "They went."],
        ["They won’t move (not yet.)", "He said so."],
        ["At 5 p.m. Monday it ended.", "Wait!", "Why?"],
        ["A year ago… the sides were silent.", "This changed…", "Meanwhile they talk."],
        ["It ended in 2015.", "Since then nothing."],
        ["Acme Inc. Chairman Ali resigned.", "Acme Inc.", "The end."],
        ["آیا صلح می‌آید؟", "کسی نمی‌داند.", "گفتگو ادامه دارد۔", "پایان."],
        ["By early this year..", "In return nothing."],
        ["We sat in the sun.", "Children played."],
        ["He lives at St. James St.", "He left St. Petersburg."],
        ["دکتر م. احمدی آمد.", "او گفت: «ما توافق کردیم.»", "سپس رفت."],
        ["یہ پہلا ہے۔", "کیا؟", "ہاں!"],
        ["Il a dit : « Non. »", "Puis il est parti."],
        ["Er sagte: »Nein.«", "Dann ging er.", "„Warum?“", "Niemand wusste es."],
        ["यह पहला वाक्य है।", "क्या?", "दूसरा।"],
    ],
)
def test_a_paragraph_splits_into_its_sentences(parts: list[str]) -> None:
    assert _split(" ".join(parts)) == parts


def test_chinese_needs_no_spaces() -> None:
    assert _split("和谈开始了。双方会面！“他来了。”结束") == [
        "和谈开始了。",
        "双方会面！",
        "“他来了。”",
        "结束",
    ]


def test_a_stray_mark_at_the_end_is_no_sentence() -> None:
    assert _split("They prepared for this. “") == ["They prepared for this. “"]


def test_a_numbered_line_is_one_sentence() -> None:
    assert _split("1. Introduction\n2. The War") == ["1. Introduction", "2. The War"]


def test_a_newline_ends_a_sentence() -> None:
    assert _split("A heading\nA sentence. Another\n\nlast") == ["A heading", "A sentence.", "Another", "last"]


def test_a_tab_ends_a_sentence_as_the_cells_of_a_table_do() -> None:
    text = "One. Two\tthree here\tfour"
    assert _split(text) == ["One.", "Two", "three here", "four"]
    assert sentence_at(text, 12) == (9, 19)


def test_only_the_range_that_was_asked_for_is_split() -> None:
    text = "One. Two three. Four."
    assert list(sentences(text, 5, 12)) == [(5, 12)]


@given(_NEWSY)
def test_sentences_lie_in_order_and_hold_every_letter(text: str) -> None:
    found = list(sentences(text))
    assert all(start < end for start, end in found)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(found))
    covered = {place for start, end in found for place in range(start, end)}
    assert all(place in covered for place, character in enumerate(text) if not character.isspace())


@given(_NEWSY, st.data())
def test_the_sentence_at_a_place_is_one_of_the_sentences(text: str, data: st.DataObject) -> None:
    for start, end in sentences(text):
        assert sentence_at(text, data.draw(st.integers(start, end - 1))) == (start, end)


def test_white_space_belongs_to_the_sentence_before() -> None:
    text = "One here.  Two here.\n\nThree."
    assert sentence_at(text, 9) == sentence_at(text, 10) == (0, 9)
    assert sentence_at(text, 11) == (11, 20)
    assert sentence_at(text, 21) == (21, 21)
    assert sentence_at(text, len(text)) == (22, 28)
    assert sentence_at("", 0) == (0, 0)


def test_a_sentence_is_found_quickly_in_one_endless_line() -> None:
    text = "This is a sentence about talks. " * 300_000
    began = time.process_time()
    start, end = sentence_at(text, 5_000_000)
    assert text[start:end] == "This is a sentence about talks."
    assert time.process_time() - began < 0.5
