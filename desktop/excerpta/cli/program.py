"""The grammar of the command line: which verbs there are, and what they are given."""

import argparse
import difflib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn, TextIO

from excerpta import __version__
from excerpta.cli import reading_verbs, writing_verbs
from excerpta.cli.output import complain
from excerpta.core.interchange.csv import CsvProfile, CsvShape
from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import UserError

DONE, PARTLY, USAGE, INTERRUPTED = 0, 1, 2, 130

Verb = Callable[[argparse.Namespace, TextIO], int]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        complain(message.rstrip(".") + ".", f"See {self.prog} --help.")
        raise SystemExit(USAGE)


def run(argv: Sequence[str]) -> int:
    """Understand the arguments and do the verb; errors of the user go to standard error."""
    if sys.stdout is None:
        # Nobody listens: the verb is done all the same.
        with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123
            return _run(argv, nowhere)
    return _run(argv, _utf8(sys.stdout))


def _run(argv: Sequence[str], out: TextIO) -> int:
    try:
        given = _parse(list(argv))
        verb: Verb = given.verb
        status = verb(given, out)
        out.flush()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    except UserError as error:
        complain(error.sentence, error.advice)
        return PARTLY
    except KeyboardInterrupt:
        complain("Stopped. What was done before stays.")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more is to be said to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return PARTLY
    return status


def _utf8(stream: TextIO) -> TextIO:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="replace", newline="\n")
    return stream


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = _Parser(
        prog="excerpta",
        description="Excerpta: read, highlight, tag, find again, export. Without a verb, the window opens.",
        epilog="Exit status: 0 done, 1 nothing done or only partly, 2 not understood.",
    )
    parser.add_argument("--version", action="version", version=f"Excerpta {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", required=True, parser_class=_Parser)
    names = _add_reading(verbs) + _add_writing(verbs)
    verbs.add_parser(
        "tour", help="do the main job in the window off screen, and keep pictures", add_help=False
    )
    first = next((one for one in argv if not one.startswith("-")), "")
    if first and first not in names:
        near = difflib.get_close_matches(first, names, 1)
        complain(
            f"There is no verb “{first}”, and no library of that name.",
            f"Did you mean “{near[0]}”?" if near else f"Verbs are {', '.join(names)}, tour.",
        )
        raise SystemExit(USAGE)
    if "highlights" in argv[:1]:
        # Everything after the library is the query, `-tag:todo` too.
        argv, query = _split_query(argv)
        given = parser.parse_args(argv)
        given.query = " ".join(query)
        return given
    return parser.parse_args(argv)


def _split_query(argv: list[str]) -> tuple[list[str], list[str]]:
    options = {"--json", "-h", "--help"}
    ours = [one for one in argv if one in options]
    rest = [one for one in argv if one not in options and one != "--"]
    return [*rest[:2], *ours], rest[2:]


def _verb(
    verbs: "argparse._SubParsersAction[_Parser]", name: str, does: Verb, text: str, example: str
) -> _Parser:
    parser = verbs.add_parser(
        name,
        help=text,
        description=text[0].upper() + text[1:] + ".",
        epilog=f"Example: excerpta {name} {example}",
    )
    parser.set_defaults(verb=does)
    parser.add_argument("--json", action="store_true", help="print JSON for machines")
    return parser


def _add_reading(verbs: "argparse._SubParsersAction[_Parser]") -> list[str]:
    one = _verb(verbs, "list", reading_verbs.list_documents, "list the documents", "talks.excerpta")
    one.add_argument("library", type=Path)
    one = _verb(verbs, "tags", reading_verbs.list_tags, "list the codebook with its counts", "talks.excerpta")
    one.add_argument("library", type=Path)
    text = "list the highlights that a query means, all of them without one"
    one = _verb(
        verbs, "highlights", reading_verbs.list_highlights, text, "talks.excerpta tag:Actors -tag:todo"
    )
    one.add_argument("library", type=Path)
    one.add_argument(
        "query", nargs="*", help='tag:PATH, -tag:PATH, doc:TITLE, colour:NAME, words, "a phrase"'
    )
    one = _verb(
        verbs,
        "search",
        reading_verbs.search_text,
        "find words in the documents",
        'talks.excerpta "cease-fire"',
    )
    one.add_argument("library", type=Path)
    one.add_argument("words", nargs="+")
    one.add_argument("--limit", type=int, default=500, help="at most so many places (500)")
    one = _verb(verbs, "check", reading_verbs.check, "look whether a library is sound", "talks.excerpta")
    one.add_argument("library", type=Path)
    text = "show what an import would make of a file; nothing is written"
    one = _verb(verbs, "inspect", reading_verbs.inspect, text, "article.html --json")
    one.add_argument("file", type=Path, help="a file, or - for standard input")
    return ["list", "tags", "highlights", "search", "check", "inspect"]


def _add_writing(verbs: "argparse._SubParsersAction[_Parser]") -> list[str]:
    text = "import files and folders; a library that does not exist is made"
    one = _verb(verbs, "import", writing_verbs.import_files, text, "talks.excerpta articles/")
    one.add_argument("library", type=Path)
    one.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    text = "highlight a passage, by its words or by its place"
    one = _verb(
        verbs,
        "highlight",
        writing_verbs.highlight,
        text,
        'talks.excerpta --doc 3 --quote "both sides" --tag Claims',
    )
    one.add_argument("library", type=Path)
    one.add_argument("--doc", required=True, help="the id of the document, or its whole title")
    one.add_argument("--quote", help="the words, which must stand there exactly once")
    one.add_argument("--start", type=int, help="first code point")
    one.add_argument("--end", type=int, help="one past the last code point")
    one.add_argument(
        "--tag", action="append", default=[], metavar="PATH", help="a tag, made if it is missing"
    )
    one.add_argument("--note", default="")
    one.add_argument("--colour", type=_colour, default=Colour.YELLOW, metavar="NAME", help=", ".join(Colour))
    text = "write highlights to a CSV file"
    one = _verb(verbs, "export", writing_verbs.export, text, "talks.excerpta out.csv --query tag:Claims")
    one.add_argument("library", type=Path)
    one.add_argument("target", type=Path, metavar="OUT.csv")
    one.add_argument("--query", default="", help="as for highlights")
    one.add_argument("--shape", type=CsvShape, choices=list(CsvShape), default=CsvShape.WIDE)
    one.add_argument("--profile", type=CsvProfile, choices=list(CsvProfile), default=CsvProfile.SPREADSHEET)
    for name, does in (("undo", writing_verbs.undo), ("redo", writing_verbs.redo)):
        text = "take back the last change" if name == "undo" else "do again what was taken back"
        _verb(verbs, name, does, text, "talks.excerpta").add_argument("library", type=Path)
    return ["import", "highlight", "export", "undo", "redo"]


def _colour(name: str) -> Colour:
    try:
        return Colour(name.casefold())
    except ValueError:
        raise argparse.ArgumentTypeError(f"there is no colour “{name}”") from None
