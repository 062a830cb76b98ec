"""The grammar of the command line: which verbs there are, and what they are given."""

import argparse
import difflib
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import NoReturn, TextIO, TypeVar

from excerpta import __version__
from excerpta.cli import VERBS, crossing_verb, listing_verbs, reading_verbs, writing_verbs
from excerpta.cli.codebook_grammar import add_codebook
from excerpta.cli.document_grammar import EDIT_OPTIONS, add_document_verbs
from excerpta.cli.listing_grammar import LISTING_OPTIONS, add_listing, add_order
from excerpta.cli.output import Status, complain
from excerpta.cli.safety_grammar import add_safety
from excerpta.core.interchange.csv import CsvProfile, CsvShape
from excerpta.core.model.annotation import Colour
from excerpta.core.services.marking import Extent

Verb = Callable[[argparse.Namespace, TextIO], int]
Choice = TypeVar("Choice", bound=StrEnum)

_FLAGS = ("--json", "--debug", "-h", "--help")
_TAKES_TEXT = (
    "--doc", "--quote", "--tag", "--note", "--query", "--rows", "--columns", "--into", "--under", "--coder",
    "--write", "--saved", *EDIT_OPTIONS,
)  # fmt: skip
_TAKES_VALUE = (
    *_TAKES_TEXT, "--start", "--end", "--colour", "--limit", "--shape", "--profile", "--extent", "--across",
    "--meeting", "--count", "--csv", "--to", "--sort", "--group", "--as", "--room",
)  # fmt: skip
_OPTIONS = (*_FLAGS, *_TAKES_VALUE, "--dry-run", "--apply", "--newest", "--exact", "--")
_BEFORE_QUERY = {"highlights": 2, "save-search": 3}
"""How many words stand before the query of a verb, itself among them."""

_TAKES_WORDS = ("search", "mark")
_WRITING = (
    "colours", "highlight", "merge", "merge-tags", "split-tag", "move-tags", "rename-tag", "delete-tags",
    "import-codebook", "memo", "save-search", "edit", "repair-text",
)  # fmt: skip
"""Verbs whose work carries a name."""


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are sentences."""

    def error(self, message: str) -> NoReturn:
        complain(message[0].upper() + message[1:].rstrip(".") + ".", f"See {self.prog} --help.")
        raise SystemExit(Status.USAGE)


AddParser = Callable[..., _Parser]
"""What makes the parser of a verb; it takes what `ArgumentParser` does, after a name."""


def understand(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments as a verb wants them; its function is `verb`.

    Raises:
        SystemExit: they are not understood, which was said, or help was asked for and given.
    """
    parser = grammar()
    given, query = _split_query(_with_words_last(_with_values(argv)))
    verb = next((one for one in given if not one.startswith("-")), "")
    if verb and verb not in VERBS:
        near = difflib.get_close_matches(verb, VERBS, 1)
        advice = f"Did you mean “{near[0]}”?" if near else f"Verbs are {', '.join(VERBS)}."
        complain(f"There is no verb “{verb}”, and no library of that name.", advice)
        raise SystemExit(Status.USAGE)
    found = parser.parse_args(given)
    if query:
        try:
            found.query = _text(" ".join(query))
        except argparse.ArgumentTypeError as error:
            parser.error(str(error))
    return found


def _with_values(argv: Sequence[str]) -> list[str]:
    """`--query -tag:todo` as `--query=-tag:todo`: a text that begins with a hyphen is no option."""
    joined: list[str] = []
    for one in argv:
        follows_option = bool(joined) and joined[-1] in _TAKES_TEXT
        if follows_option and one.startswith("-") and one.partition("=")[0] not in _OPTIONS:
            joined[-1] += f"={one}"
        else:
            joined.append(one)
    return joined


def _with_words_last(argv: list[str]) -> list[str]:
    """`-reuters` behind `search` is a word to leave out, no option."""
    if argv[:1] not in [[verb] for verb in _TAKES_WORDS]:
        return argv
    options: list[str] = []
    words: list[str] = []
    rest = iter(argv[1:])
    for one in rest:
        if one == "--":
            words.extend(rest)
        elif one.partition("=")[0] in _OPTIONS or one.startswith("--"):
            options.append(one)
            if one in _TAKES_VALUE:
                options.extend(value for value in [next(rest, None)] if value is not None)
        else:
            words.append(one)
    return [*argv[:1], *options, "--", *words]


def _split_query(argv: list[str]) -> tuple[list[str], list[str]]:
    """What follows the library of `highlights`, or the name of `save-search`, is a query, `-tag:todo` too."""
    before = _BEFORE_QUERY.get(argv[0], 0) if argv else 0
    if not before:
        return argv, []
    options: list[str] = []
    words: list[str] = []
    rest = iter(argv)
    for one in rest:
        if one in _FLAGS or one.partition("=")[0] in LISTING_OPTIONS:
            options.append(one)
            if one in LISTING_OPTIONS:
                options.extend(value for value in [next(rest, None)] if value is not None)
        elif one != "--":
            words.append(one)
    return [*words[:before], *options], words[before:]


def grammar() -> _Parser:
    """The parser of every verb, as completion and manual read it too."""
    parser = _Parser(
        prog="excerpta",
        description="Excerpta: read, highlight, tag, find again, export. Without a verb, the window opens.",
        epilog="Exit status: 0 done, 1 nothing done or only partly, 2 not understood.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Excerpta {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", required=True, parser_class=_Parser)
    _add_reading(verbs.add_parser)
    _add_writing(verbs.add_parser)
    add_codebook(partial(_verb, verbs.add_parser), _text, _count)
    add_safety(partial(_verb, verbs.add_parser), _count)
    tour = "do the main job in the real window off screen, and keep pictures of it in --out DIR"
    verbs.add_parser("tour", help=tour).set_defaults(verb=_tour, debug=False)
    return parser


def _verb(add: AddParser, name: str, does: Verb, text: str, example: str) -> _Parser:
    parser = add(
        name,
        help=text,
        description=text[0].upper() + text[1:] + ".",
        epilog=f"Example: excerpta {name} {example}",
        allow_abbrev=False,
    )
    parser.set_defaults(verb=does)
    parser.add_argument("--json", action="store_true", help="print JSON for machines")
    parser.add_argument("--debug", action="store_true", help="show where an unforeseen error happened")
    if name in _WRITING:
        parser.add_argument(
            "--coder", type=_text, metavar="NAME", help="who does it; your user name without this"
        )
    if name != "inspect":
        parser.add_argument("library", type=Path, metavar="LIB", help="a library file")
    return parser


def _add_reading(add: AddParser) -> None:
    _verb(add, "list", reading_verbs.list_documents, "list the documents", "talks.excerpta")
    _verb(add, "tags", reading_verbs.list_tags, "list the codebook with its counts", "talks.excerpta")
    _add_colours(add)
    add_listing(partial(_verb, add), _text, _one_of)
    one = _verb(add, "crossing", crossing_verb.cross, crossing_verb.SUMMARY, crossing_verb.EXAMPLE)
    crossing_verb.add_arguments(one, _text, _one_of)
    one = _verb(
        add,
        "search",
        reading_verbs.search_text,
        "find words in the documents",
        "talks.excerpta doha ceasef* 'peace ~5 talks' -reuters",
    )
    _add_words(one)
    one.add_argument("--limit", type=_count, default=500, metavar="N", help="at most so many places (500)")
    one.add_argument("--newest", action="store_true", help="the newest articles first, not the most relevant")
    _verb(add, "check", reading_verbs.check, "look whether a library is sound", "talks.excerpta")
    text = "show what an import would make of a file; nothing is written"
    one = _verb(add, "inspect", reading_verbs.inspect, text, "article.html --json")
    one.add_argument("file", type=Path, metavar="FILE", help="a file, or - for standard input")


def _add_writing(add: AddParser) -> None:
    text = "import files and folders; a library that does not exist is made"
    one = _verb(add, "import", writing_verbs.import_files, text, "talks.excerpta articles/")
    one.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder of articles")
    add_document_verbs(partial(_verb, add), _text, _one_of)
    _add_highlight(add)
    _add_mark(add)
    text = "make one highlight of several of a document; tags and notes of all of them stay"
    one = _verb(add, "merge", writing_verbs.merge, text, "talks.excerpta 12 13 17")
    one.add_argument("highlights", nargs="+", type=_id, metavar="ID", help="the id of a highlight")
    text = "write highlights to a CSV file"
    one = _verb(add, "export", listing_verbs.export, text, "talks.excerpta out.csv --query tag:Claims")
    one.add_argument("target", type=Path, metavar="OUT.csv", help="the file, replaced if it is there")
    one.add_argument("--query", type=_text, default="", metavar="Q", help="as for highlights; all without it")
    add_order(one, _text, _one_of)
    one.add_argument(
        "--shape",
        type=_one_of(CsvShape),
        default=CsvShape.WIDE,
        metavar="SHAPE",
        help="wide: a row for each highlight (as it is without this); long: for each highlight and tag",
    )
    one.add_argument(
        "--profile",
        type=_one_of(CsvProfile),
        default=CsvProfile.SPREADSHEET,
        metavar="PROFILE",
        help="spreadsheet: safe to open in one (as it is without this); exact: nothing altered",
    )


def _add_colours(add: AddParser) -> None:
    text = "list what the colours are called, or call one by another name"
    one = _verb(add, "colours", writing_verbs.colours, text, "talks.excerpta red Disputed")
    one.add_argument("colour", nargs="?", type=_one_of(Colour), metavar="COLOUR", help=", ".join(Colour))
    one.add_argument(
        "name", nargs="?", type=_text, metavar="NAME", help='its new name; "" gives it its own back'
    )


def _add_highlight(add: AddParser) -> None:
    one = _verb(
        add,
        "highlight",
        writing_verbs.highlight,
        "highlight a passage, by its words or by its place",
        'talks.excerpta --doc 3 --quote "both sides" --tag Claims',
    )
    one.add_argument(
        "--doc", type=_text, required=True, metavar="ID", help="the id of the document, or its whole title"
    )
    one.add_argument(
        "--quote", type=_text, metavar="TEXT", help="the words, which must stand there exactly once"
    )
    one.add_argument("--start", type=int, metavar="N", help="first code point")
    one.add_argument("--end", type=int, metavar="N", help="one past the last code point")
    _add_tags(one)
    one.add_argument("--note", type=_text, default="", metavar="TEXT", help="what you think of it")
    _add_colour(one)


def _add_mark(add: AddParser) -> None:
    text = "highlight every place of some words, in one step; what is highlighted the same is left alone"
    example = "talks.excerpta cease-fire --extent sentence --tag Truce --dry-run"
    one = _verb(add, "mark", writing_verbs.mark, text, example)
    _add_words(one)
    _add_tags(one)
    _add_colour(one)
    one.add_argument(
        "--extent",
        type=_one_of(Extent),
        default=Extent.WORDS,
        metavar="EXTENT",
        help="words (as it is without this), the whole sentence, or the paragraph",
    )
    one.add_argument("--dry-run", action="store_true", help="only say how many highlights it would be")


def _add_words(one: _Parser) -> None:
    one.add_argument(
        "words",
        nargs="+",
        type=_text,
        metavar="WORDS",
        help='words that must all be there; "a phrase"; begin*; peace ~5 talks: at most five words between; '
        "-without; an argument of several words is a phrase",
    )


def _add_tags(one: _Parser) -> None:
    one.add_argument(
        "--tag",
        type=_text,
        action="append",
        default=[],
        metavar="PATH",
        help="a tag, made if it is missing; may be given several times",
    )


def _add_colour(one: _Parser) -> None:
    one.add_argument(
        "--colour",
        type=_one_of(Colour),
        default=Colour.YELLOW,
        metavar="NAME",
        help=", ".join(Colour) + "; yellow without this",
    )


def _tour(_given: argparse.Namespace, _out: TextIO) -> int:
    """The window does this verb; the program's door never hands it on."""
    complain("The tour needs the window.", "Run excerpta tour --out DIR.")
    return Status.USAGE


def _one_of(choices: type[Choice]) -> Callable[[str], Choice]:
    listed = ", ".join(choice.value for choice in choices)

    def chosen(name: str) -> Choice:
        try:
            return choices(name.casefold())
        except ValueError:
            what = choices.__name__.removeprefix("Csv").casefold()
            raise argparse.ArgumentTypeError(f"there is no {what} “{name}”, only {listed}") from None

    return chosen


def _text(text: str) -> str:
    """An argument that is stored or looked for, so it must be a text, whatever a file name may be."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError(f"“{text}” is not UTF-8") from None
    return text.replace("\r\n", "\n")


def _id(text: str) -> int:
    if not text.isdecimal() or int(text) >= 2**63:
        raise argparse.ArgumentTypeError(f"“{text}” is not the id of a highlight")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 up")
    return int(text)
