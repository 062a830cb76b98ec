"""A colour in words: by the user's name, with its own behind it."""

import pytest

from excerpta.core.model.annotation import Colour
from excerpta.gui.support.colour_words import OWN_NAMES, colour_in_quotes, colour_in_words, first_upper


@pytest.mark.parametrize("colour", list(Colour))
def test_a_colour_without_a_name_is_called_as_it_is(colour: Colour) -> None:
    assert colour_in_words(colour, OWN_NAMES) == colour.value


def test_a_named_colour_keeps_its_own_name_behind() -> None:
    names = {**OWN_NAMES, Colour.RED: "صلح 🕊"}
    assert colour_in_words(Colour.RED, names) == "صلح 🕊 (red)"
    assert colour_in_words(Colour.BLUE, names) == "blue"
    assert colour_in_quotes(Colour.RED, names) == "“صلح 🕊”"
    assert colour_in_quotes(Colour.BLUE, names) == "blue"


@pytest.mark.parametrize(
    ("words", "begun"), [("", ""), ("red KABUL", "Red KABUL"), ("ß", "SS"), ("صلح", "صلح")]
)
def test_only_the_first_letter_is_raised(words: str, begun: str) -> None:
    assert first_upper(words) == begun
