"""What a PDF's lines become: paragraphs over columns and pages, headings, items, running heads."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.interchange.written_pdf import Placed, column, pdf

from excerpta.core.interchange.archive import ENCRYPTED
from excerpta.core.interchange.pdf import NO_TEXT, read_pdf
from excerpta.core.interchange.pdf_lines import Sign, in_reading_order
from excerpta.core.interchange.reading import read_article
from excerpta.core.interchange.sheet import PLAIN
from excerpta.core.model.document import Article, BlockKind
from excerpta.core.model.errors import ReadingError


def read(*pages: list[Placed]) -> list[tuple[BlockKind, int, str]]:
    article = read_pdf(pdf(pages))
    return [(block.kind, block.level, article.text[block.start : block.end]) for block in article.blocks]


def paragraphs(*pages: list[Placed]) -> list[str]:
    return [text for kind, _, text in read(*pages) if kind is BlockKind.PARAGRAPH]


def test_lines_are_joined_and_parted_words_made_whole() -> None:
    lines = column(
        50,
        700,
        "The talks between the two parties went on for the whole of the night, and in the morn-",
        "ing the delegates said that a cease-fire was near. Nobody had expected it to be so soon, but",
        "the well-known mediator had been hopeful all along, as had those who knew him.",
        "   A second paragraph begins further in, and goes on for more than a line so",
        "that it can be seen to be one.",
    )
    lines[3] = (62, *lines[3][1:3], lines[3][3].strip())
    first, second = paragraphs(lines)
    assert first.startswith(
        "The talks between the two parties went on for the whole of the night, and in the morning"
    )
    assert first.endswith("as had those who knew him.")
    assert second.startswith("A second paragraph begins further in, and")
    assert second.endswith("for more than a line so that it can be seen to be one.")


def test_a_hyphen_stays_where_the_word_has_one_elsewhere() -> None:
    lines = (
        "They spoke of a cease-fire when they met in the old house, and of the cease-",
        "fire of last year.",
    )
    (found,) = paragraphs(column(50, 700, *lines))
    assert found.endswith("and of the cease-fire of last year.")


LEFT = (
    "Left column of the text, in which",
    "the lines are as full as lines are",
    "in a column, and which goes on in",
)
RIGHT = ("the right column, to its end there.", "And more.")


def test_columns_and_pages_are_read_one_after_the_other() -> None:
    whole = [" ".join(LEFT + RIGHT[:1]), RIGHT[1]]
    assert paragraphs([*column(50, 700, *LEFT), *column(320, 700, *RIGHT, leading=40)]) == whole
    assert paragraphs(column(50, 100, *LEFT), column(50, 700, *RIGHT, leading=40)) == whole


def test_heads_and_numbers_of_pages_are_furniture_and_part_no_paragraph() -> None:
    def page(number: int, *lines: str) -> list[Placed]:
        return [
            (50, 770, 8, f"THE VALLEY POST No. {number}"),
            *column(50, 700, *lines),
            (290, 30, 8, str(number)),
        ]

    found = read(page(1, *LEFT), page(2, RIGHT[0]), page(3, "The end."))
    assert [text for kind, _, text in found if kind is BlockKind.PARAGRAPH] == [
        " ".join(LEFT + RIGHT[:1]),
        "The end.",
    ]
    furniture = [text for kind, _, text in found if kind is BlockKind.FURNITURE]
    assert furniture == [
        "THE VALLEY POST No. 1",
        "1",
        "THE VALLEY POST No. 2",
        "2",
        "THE VALLEY POST No. 3",
        "3",
    ]


def test_headings_by_size_and_weight_and_items_of_lists() -> None:
    found = read(
        [
            (50, 740, 20, "Talks in the valley"),
            (50, 700, 14, "What was said"),
            *column(50, 680, *LEFT),
            (50, 620, 10, "*In bold"),
            *column(50, 600, "\u2022 water", "\u2022 roads and", "1. first", "2. second", leading=16),
        ]
    )
    assert [(kind, level) for kind, level, _ in found] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.HEADING, 3),
        *[(BlockKind.LIST_ITEM, 0)] * 4,
    ]
    assert [text for _, _, text in found[-4:]] == ["water", "roads and", "first", "second"]


def test_what_cannot_be_read_says_why() -> None:
    encrypted = Path(__file__).parent / "articles" / "encrypted.pdf"
    for data, sentence in (
        (encrypted.read_bytes(), ENCRYPTED),
        (pdf([[]]), NO_TEXT),
        (pdf([[(50, 700, 10, "x")]])[:100], "The PDF is damaged and cannot be opened."),
    ):
        with pytest.raises(ReadingError) as caught:
            read_article("a.pdf", data)
        assert caught.value.sentence == sentence
        assert caught.value.advice


def test_pages_without_text_are_told() -> None:
    article: Article = read_article("a", pdf([column(50, 700, *LEFT), [], column(50, 700, *RIGHT)]))
    assert article.warnings == ("Page 2 holds no text; it may be a picture.",)


def sign(character: str, left: float) -> Sign:
    return Sign(character, PLAIN, "", 10, left, left + 5, 700)


@pytest.mark.parametrize(
    ("shown", "read_as"),
    [
        # What stands on the page from left to right, word by word, each word in its own order.
        (["ادامه", "گفتگوها"], "گفتگوها ادامه"),
        (["delegates", "ادامه", "گفتگوها", "repeated"], "delegates گفتگوها ادامه repeated"),
        (["دارد", "Valley", "Post", "روزنامه"], "روزنامه Valley Post دارد"),
        (["all", "of", "it"], "all of it"),
    ],
)
def test_words_from_right_to_left_are_put_in_order(shown: list[str], read_as: str) -> None:
    signs: list[Sign] = []
    left = 0.0
    for word in shown:
        width = 5 * len(word)
        is_rtl = word[0] > "\u0590"
        for at, one in enumerate(word):
            signs.append(sign(one, left + (width - 5 * at - 5 if is_rtl else 5 * at)))
        signs.append(sign(" ", left + width))
        left += width + 5
    assert "".join(one.character for one in in_reading_order(signs[:-1])) == read_as


@settings(max_examples=40)
@given(st.binary(max_size=30), st.integers(0, 900))
def test_a_spoiled_pdf_is_read_or_refused(spoil: bytes, at: int) -> None:
    data = pdf([column(50, 700, *LEFT), column(50, 700, *RIGHT)])
    with contextlib.suppress(ReadingError):
        article = read_pdf(data[:at] + spoil + data[at + len(spoil) :])
        assert "\n".join(article.text[b.start : b.end] for b in article.blocks) == article.text
