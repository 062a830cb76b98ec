"""Plain text: the three paragraph conventions."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.interchange.text import read_text
from excerpta.core.model.document import Article

_ONE = (
    "Delegates of both sides met again in the hotel by the sea on Monday, and for the first time since the "
    "winter they agreed on an agenda of nine points, two people in the room said afterwards."
)
_TWO = "The second paragraph is about prisoners. " * 4
_THREE = (
    "Nobody expects a cease-fire soon, though mediators spoke of a hopeful long-term mood in the corridors."
)
_PARAGRAPHS = [_ONE, _TWO.strip(), _THREE]


def _paragraphs(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks]


def test_one_line_is_one_paragraph() -> None:
    assert _paragraphs(read_text("\n".join(_PARAGRAPHS))) == _PARAGRAPHS


def test_blank_lines_part_paragraphs() -> None:
    assert _paragraphs(read_text("\n\n\n" + " \n\n".join(_PARAGRAPHS) + "\n \n")) == _PARAGRAPHS


def test_hard_wrapped_lines_are_rejoined() -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in _PARAGRAPHS)
    assert _paragraphs(read_text(wrapped)) == _PARAGRAPHS


def test_hard_wrapped_paragraphs_may_be_told_apart_by_their_indent_alone() -> None:
    wrapped = "\n".join(textwrap.fill(paragraph, 60, initial_indent="    ") for paragraph in _PARAGRAPHS)
    assert _paragraphs(read_text(wrapped)) == _PARAGRAPHS


def test_a_heading_is_not_joined_to_its_wrapped_paragraph() -> None:
    wrapped = "\n".join(["Talks resume", *(textwrap.fill(paragraph, 72) for paragraph in _PARAGRAPHS)])
    assert _paragraphs(read_text(wrapped)) == ["Talks resume", *_PARAGRAPHS]


def test_short_lines_that_follow_each_other_stay_apart() -> None:
    lines = [
        "Breaking News",
        "An envoy is visiting the neighbouring country.",
        "The envoy is visiting.",
        _ONE,
    ]
    assert _paragraphs(read_text("\n".join(lines))) == lines


def test_repeated_captions_among_long_paragraphs_stay_apart() -> None:
    caption = "The special envoy for the region is on a visit to the neighbouring country."
    assert _paragraphs(read_text("\n\n".join([f"{caption}\n{caption}", *_PARAGRAPHS])))[:2] == [
        caption,
        caption,
    ]


def test_a_text_of_white_space_has_no_blocks() -> None:
    assert read_text(" \n\n ") == Article("", ())


@given(
    st.text(alphabet="ab .-\n\t•1é👍", max_size=400)
    | st.lists(st.text(max_size=90), max_size=9).map("\n".join)
)
def test_blocks_joined_by_newlines_are_the_text(text: str) -> None:
    text = text.replace("\r", "\n")
    article = read_text(text)
    paragraphs = _paragraphs(article)
    assert "\n".join(paragraphs) == article.text
    assert all(paragraph == paragraph.strip() and paragraph for paragraph in paragraphs)
    assert [c for c in article.text if not c.isspace()] == [c for c in text if not c.isspace()]
