"""The verb `crossing`: how often tags meet tags, documents, sources or months."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from excerpta.cli.output import (
    Row,
    Status,
    complain_of_unseen,
    one_line,
    plural,
    print_json_rows,
    print_table,
)
from excerpta.core.interchange.csv import CsvProfile
from excerpta.core.model.crossing import Across, Crossing, CrossingQuestion, Meeting, Unit
from excerpta.core.model.errors import NotFoundError
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import TagTree, parse_tag_path
from excerpta.core.services import crossing, libraries, retrieving, tagging

SUMMARY = "count how often tags meet each other, or stand in documents, sources, months or years"
EXAMPLE = "talks.excerpta --across months --rows Claims"


def add_arguments(
    parser: argparse.ArgumentParser, text: Callable[[str], str], one_of: Callable[[Any], Callable[[str], Any]]
) -> None:
    """Give the verb its options; `text` and `one_of` understand what is written after them."""
    choices: tuple[tuple[str, Any, Any, str], ...] = (
        ("--across", Across, Across.TAGS, "what stands over the columns: tags (without this), documents, "
         "sources, months or years"),
        ("--meeting", Meeting, Meeting.PASSAGE, "tags meet when one highlight carries both: passage (without "
         "this); when highlights share words: overlap; or stand in one document: document"),
        ("--count", Unit, Unit.HIGHLIGHTS, "count highlights (without this) or the documents they stand in"),
        ("--profile", CsvProfile, CsvProfile.SPREADSHEET, "of the CSV file: spreadsheet or exact"),
    )  # fmt: skip
    for name, kind, usual, about in choices:
        parser.add_argument(name, type=one_of(kind), default=usual, metavar=name[2:].upper(), help=about)
    parser.add_argument("--rows", type=text, default="", metavar="PATH", help="only this tag and those below")
    parser.add_argument("--columns", type=text, default="", metavar="PATH", help="the same for the columns")
    parser.add_argument("--exact", action="store_true", help="a tag does not count what its sub-tags are on")
    parser.add_argument("--query", type=text, default="", metavar="Q", help="count only these highlights")
    parser.add_argument("--csv", type=Path, metavar="OUT.csv", help="write a CSV file instead of printing")


def cross(given: argparse.Namespace, out: TextIO) -> int:
    """Count a table, and print it or write it to a file."""
    query = retrieving.parse_query(given.query)
    with libraries.open_library(given.library, read_only=True) as library:
        complain_of_unseen(retrieving.unseen_documents(library, query))
        tree = tagging.tag_tree(library)
        question = CrossingQuestion(
            given.across,
            given.meeting,
            not given.exact,
            given.count,
            query,
            _branch(tree, given.rows),
            _branch(tree, given.columns),
        )
        table = crossing.cross(library, question)
    if given.csv is not None:
        rows = crossing.export_crossing(table, given.csv, profile=given.profile)
        if given.json:
            print_json_rows([{"path": str(given.csv), "rows": rows}], out)
        else:
            out.write(f"{plural(rows, 'row')} in {one_line(str(given.csv))}\n")
    elif given.json:
        print_json_rows(_cells(table), out)
    else:
        _print(table, out)
    return Status.DONE


def _branch(tree: TagTree, path: str) -> TagId | None:
    """The tag at the top of a branch.

    Raises:
        NotFoundError: there is none of that path.
    """
    if not path:
        return None
    tag = tree.find(parse_tag_path(path))
    if tag is None:
        raise NotFoundError(f"There is no tag “{path}”.", "excerpta tags shows them all.")
    return tag.id


def _cells(table: Crossing) -> list[Row]:
    """Every cell with something in it."""
    return [
        {"tag": table.rows[row].path, "column": table.columns[column].path, "count": count}
        for (row, column), count in sorted(table.cells.items())
    ]


def _print(table: Crossing, out: TextIO) -> None:
    if not table.rows:
        out.write("No tagged highlights.\n")
        return
    head, *lines = crossing.crossing_rows(table)
    keys = [str(number) for number in range(len(head))]
    rows: list[Row] = [dict(zip(keys, line, strict=True)) for line in lines]
    print_table(rows, dict(zip(keys, map(str, head), strict=True)), out)
    for left, what in ((table.rows_left_out, "row"), (table.columns_left_out, "column")):
        if left:
            out.write(f"{plural(left, f'more {what}')} with less in them left out.\n")
    if table.undated:
        out.write(f"{plural(table.undated, table.question.unit.value[:-1])} without such a date.\n")
