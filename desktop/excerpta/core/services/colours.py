"""The eight colours, and what the user calls them."""

from excerpta.core.model.annotation import Colour
from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import ColourError
from excerpta.core.store import colours as store
from excerpta.core.store import journal
from excerpta.core.store.library import Library
from excerpta.core.text.names import has_hidden_characters, one_line

LONGEST_NAME = 60
"""How many code points the name of a colour may have."""


def colour_names(library: Library) -> dict[Colour, str]:
    """What each of the eight is called, in their order; its own name, `yellow`, where the user gave none."""
    given = store.read_names(library)
    return {colour: given.get(colour, colour.value) for colour in Colour}


def name_colour(library: Library, colour: Colour, name: str) -> Changes:
    """Call a colour by another name; an empty one, or its own, gives it its own name back.

    Several colours may have the same name. Files that are written keep the own names.

    Raises:
        ColourError: the name is too long or holds control characters.
    """
    clean = one_line(name)
    if len(clean) > LONGEST_NAME:
        raise ColourError(
            f"A colour's name has at most {LONGEST_NAME} characters, so it kept the one it had.",
            "Make it shorter.",
        )
    if has_hidden_characters(clean):
        raise ColourError("The name holds characters that cannot be seen.", "Type it anew.")
    if clean.casefold() == colour.value:
        clean = ""
    label = f"name {colour.value} “{clean}”" if clean else f"give {colour.value} its own name"
    with journal.recording(library, "name_colour", label) as command:
        store.set_name(command, library, colour, clean)
    return journal.changes_of(command)
