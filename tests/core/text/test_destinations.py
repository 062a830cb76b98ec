"""What may be typed to go somewhere."""

import pytest

from excerpta.core.text.destinations import ParagraphNumber, Share, parse_destination


@pytest.mark.parametrize("typed", ["12", "¶ 12", "¶12", " #12 ", "p. 12", "P12", "۱۲", "١٢", "\u200f¶ ۱۲"])
def test_a_number_is_a_paragraph(typed: str) -> None:
    assert parse_destination(typed) == ParagraphNumber(12)


@pytest.mark.parametrize(
    ("typed", "share"),
    [("40%", 0.4), ("40 %", 0.4), ("٤٠٪", 0.4), ("۴۰٪", 0.4), ("12.5%", 0.125), ("12,05 %", 0.1205),
     ("0%", 0.0), ("100%", 1.0), ("250%", 1.0)],
)  # fmt: skip
def test_a_percentage_is_a_part_of_the_way(typed: str, share: float) -> None:
    found = parse_destination(typed)
    assert isinstance(found, Share)
    assert found.share == pytest.approx(share)


@pytest.mark.parametrize("typed", ["", "  ", "%", "¶", "Chapter 12", "12 towns", "1.5", "-3", "p", "9" * 12])
def test_anything_else_is_words(typed: str) -> None:
    assert parse_destination(typed) is None
