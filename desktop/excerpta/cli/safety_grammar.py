"""The grammar of the verbs that keep a library safe."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from excerpta.cli import safety_verbs

AddVerb = Callable[..., Any]


def add_safety(verb: AddVerb, count: Callable[[str], int]) -> None:
    """Add the verbs.

    Args:
        verb: makes the parser of one, with its library.
        count: the type of an argument that is a number from 1 up.
    """
    text = "copy a library while it is in use; the copy is opened and checked"
    one = verb("backup", safety_verbs.backup, text, "talks.excerpta")
    one.add_argument(
        "target", nargs="?", type=Path, metavar="OUT", help="the copy; a dated backup beside it without this"
    )
    text = "list the backups of a library and what each holds"
    one = verb("backups", safety_verbs.list_backups, text, "talks.excerpta --room 2GB")
    one.add_argument(
        "--room",
        type=safety_verbs.room,
        metavar="SIZE",
        help="how much backups may take from now on; 0: none are made by themselves; usual: as at first",
    )
    text = "bring a backup back as a file beside the library, which is never touched"
    one = verb("restore", safety_verbs.restore, text, "talks.excerpta 1")
    one.add_argument("number", type=count, metavar="NUMBER", help="its number among the backups")
    one.add_argument("target", nargs="?", type=Path, metavar="OUT", help="the file that is made")
    text = "save all that can be read of a damaged library into a new one, with a list of what is lost"
    one = verb("repair", safety_verbs.repair, text, "talks.excerpta saved.excerpta")
    one.add_argument("target", type=Path, metavar="OUT", help="the new library")
