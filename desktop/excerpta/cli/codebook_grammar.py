"""The grammar of the verbs of the codebook, its memos, the coders and the history."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from excerpta.cli import codebook_verbs

AddVerb = Callable[..., Any]
"""Makes the parser of a verb: name, function, what it does, an example."""


def add_codebook(verb: AddVerb, text: Callable[[str], str], number: Callable[[str], int]) -> None:
    """Add the verbs.

    Args:
        verb: makes the parser of one, with its library.
        text: the type of an argument that is a text.
        number: the type of an argument that is a number from 1 up.
    """
    _add_tags(verb, text)
    _add_files(verb)
    one = verb("memo", codebook_verbs.memo, "show or write the memo of a document, a tag or the library",
               'talks.excerpta --tag Claims --write "Narrow this."')  # fmt: skip
    one.add_argument("--write", type=text, metavar="TEXT", help='its text; - reads it; "" deletes it')
    one.add_argument("--doc", type=text, metavar="ID", help="the id of a document, or its whole title")
    one.add_argument("--tag", type=text, metavar="PATH", help="a tag")
    verb("coders", codebook_verbs.list_coders, "list who made how many highlights", "talks.excerpta")
    one = verb("history", codebook_verbs.list_history, "list what was done, the last first", "talks.excerpta")
    one.add_argument("--limit", type=number, default=200, metavar="N", help="at most so many lines (200)")
    one = verb("undo", codebook_verbs.undo, "take back the last change", "talks.excerpta")
    _add_point(one, "take back everything after this line of the history; 0: everything")
    one = verb("redo", codebook_verbs.redo, "do again what was taken back", "talks.excerpta")
    _add_point(one, "do again up to this line of the history")


def _add_tags(verb: AddVerb, text: Callable[[str], str]) -> None:
    one = verb("merge-tags", codebook_verbs.merge_tags, "make tags a part of another one",
               "talks.excerpta US America --into 'Actors/United States'")  # fmt: skip
    one.add_argument("tags", nargs="+", type=text, metavar="TAG", help="the path of a tag that goes")
    one.add_argument("--into", required=True, type=text, metavar="TAG", help="the tag that stays")
    _add_preview(one)
    one = verb("split-tag", codebook_verbs.split_tag, "give the highlights of a query a finer tag",
               "talks.excerpta Claims 'Claims of victory' victory")  # fmt: skip
    one.add_argument("tag", type=text, metavar="TAG", help="the tag that is too wide")
    one.add_argument("name", type=text, metavar="NAME", help="of the finer tag, made below it if missing")
    one.add_argument("query", type=text, metavar="QUERY", help="as for highlights")
    one.add_argument("--beside", action="store_true", help="make the finer tag beside it")
    one = verb("move-tags", codebook_verbs.move_tags, "put tags under another one, or at the top",
               "talks.excerpta NATO --under Actors")  # fmt: skip
    one.add_argument("tags", nargs="+", type=text, metavar="TAG", help="the path of a tag")
    one.add_argument("--under", type=text, metavar="TAG", help="the new parent; the top without this")
    one.add_argument("--merging", action="store_true", help="merge tags that meet one of their name")
    one = verb("rename-tag", codebook_verbs.rename_tag, "give a tag another name",
               "talks.excerpta Actors/US 'United States'")  # fmt: skip
    one.add_argument("tag", type=text, metavar="TAG", help="the path of a tag")
    one.add_argument("name", type=text, metavar="NAME", help="its new name, without the path")
    one = verb("delete-tags", codebook_verbs.delete_tags,
               "take tags out, and off every highlight", "talks.excerpta 'To check'")  # fmt: skip
    one.add_argument("tags", nargs="+", type=text, metavar="TAG", help="the path of a tag")
    one.add_argument("--with-sub-tags", action="store_true", help="its sub-tags too; else they move up")
    one.add_argument("--merging", action="store_true", help="merge sub-tags that meet one of their name")
    _add_preview(one)


def _add_files(verb: AddVerb) -> None:
    one = verb("export-codebook", codebook_verbs.export_codebook, "write the codebook to a CSV file",
               "talks.excerpta codebook.csv")  # fmt: skip
    one.add_argument("file", type=Path, metavar="OUT.csv", help="the file, replaced if it is there")
    one = verb("import-codebook", codebook_verbs.import_codebook,
               "bring the tags of a CSV file in; none goes away", "talks.excerpta codebook.csv")  # fmt: skip
    one.add_argument("file", type=Path, metavar="FILE.csv", help="a column path, and what else there is")
    _add_preview(one)


def _add_preview(one: argparse.ArgumentParser) -> None:
    one.add_argument("--preview", action="store_true", help="only say what it would touch")


def _add_point(one: argparse.ArgumentParser, text: str) -> None:
    one.add_argument("--to", type=_point, metavar="ID", help=text)


def _point(text: str) -> int:
    if not text.isdecimal() or int(text) >= 2**63:
        raise argparse.ArgumentTypeError(f"“{text}” is not the id of a line of the history")
    return int(text)
