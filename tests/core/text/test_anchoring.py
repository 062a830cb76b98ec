"""A range is described by its words and found again by them."""

from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.text.anchoring import describe, find_quote


@given(st.text(alphabet="ab \né👍", min_size=1, max_size=80), st.data())
def test_a_described_range_is_found_again_in_the_same_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = describe(text, start, end)
    assert quote.exact == text[start:end]
    assert text[:start].endswith(quote.prefix)
    assert text[end:].startswith(quote.suffix)
    found = find_quote(text, quote.exact, quote.prefix, quote.suffix)
    if quote.exact.strip():
        assert found is not None
        assert text[found[0] : found[1]] == quote.exact
        if len(text) <= 32:
            assert found == (start, end)


def test_surroundings_choose_between_equal_words() -> None:
    text = "The Taliban met envoys. The Taliban left Doha. The Taliban came back."
    assert find_quote(text, "The Taliban", suffix=" left Kabul") == (24, 35)
    assert find_quote(text, "The Taliban", prefix="in Doha. ") == (47, 58)
    assert find_quote(text, "The Taliban") == (0, 11)


def test_words_are_found_across_blocks_and_other_quotes() -> None:
    text = "He said:\n“We won’t  move.”"
    assert find_quote(text, 'said: "we won\'t move."') == (3, len(text))


def test_words_that_are_not_there_are_not_found() -> None:
    assert find_quote("some text", "other text") is None
    assert find_quote("some text", "  ") is None
    assert find_quote("some text", "\u200c\u200c") is None
