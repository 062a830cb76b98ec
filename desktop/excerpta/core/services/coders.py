"""Coders: who made what, and under which name new work is done."""

from excerpta.core.model.coder import Coder
from excerpta.core.model.errors import CoderError
from excerpta.core.store import coders as store
from excerpta.core.store.library import Library
from excerpta.core.text.names import has_hidden_characters, one_line

LONGEST_NAME = 100
"""How many code points the name of a coder may have."""


def coders(library: Library) -> list[Coder]:
    """Everybody who made something that is there, with how much."""
    return store.read(library)


def work_as(library: Library, name: str) -> str:
    """Let everything that is made from now on carry a name; it is not kept in the library.

    Returns:
        the name as it is kept: blanks made single.

    Raises:
        CoderError: the name is too long or holds control characters.
    """
    clean = one_line(name)
    if len(clean) > LONGEST_NAME:
        raise CoderError(
            f"A name has at most {LONGEST_NAME} characters, so the one before was kept.", "Make it shorter."
        )
    if has_hidden_characters(clean):
        raise CoderError("The name holds characters that cannot be seen.", "Type it anew.")
    library.coder = clean
    return clean
