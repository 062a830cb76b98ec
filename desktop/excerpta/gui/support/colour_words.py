"""What a colour of highlights is called in words: as the user calls it, with its own name behind."""

from collections.abc import Mapping

from excerpta.core.model.annotation import Colour

ColourNames = Mapping[Colour, str]

OWN_NAMES: ColourNames = {colour: colour.value for colour in Colour}
"""What the colours are called as long as the user has given them no names."""


def colour_in_words(colour: Colour, names: ColourNames) -> str:
    """`yellow`, or `Claims (yellow)` where the user named it: who sees the colour, knows both."""
    name = names[colour]
    return name if name == colour.value else f"{name} ({colour.value})"


def colour_in_quotes(colour: Colour, names: ColourNames) -> str:
    """`yellow`, or `“Claims”` where the user named it, for sentences in which a name must be seen as one."""
    name = names[colour]
    return name if name == colour.value else f"“{name}”"


def first_upper(words: str) -> str:
    """Words that begin a sentence; the letters behind the first stay as they are."""
    return words[:1].upper() + words[1:]
