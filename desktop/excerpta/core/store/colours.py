"""What the user calls the colours; a colour without a row has its own name."""

from excerpta.core.model.annotation import Colour
from excerpta.core.store.journal import Command
from excerpta.core.store.library import Library


def read_names(library: Library) -> dict[Colour, str]:
    """The names that the user gave, in the order of the colours."""
    given = dict(library.connection.execute("SELECT colour, name FROM colour_name").fetchall())
    return {colour: given[colour.value] for colour in Colour if colour.value in given}


def set_name(command: Command, library: Library, colour: Colour, name: str) -> None:
    """Give a colour a name; an empty one takes the name away that it has."""
    known = colour in read_names(library)
    if not name:
        command.delete("colour_name", [(colour.value,)] if known else [])
    elif known:
        command.update("colour_name", ("name",), {(colour.value,): (name,)})
    else:
        command.insert("colour_name", ("colour", "name"), [(colour.value, name)])
