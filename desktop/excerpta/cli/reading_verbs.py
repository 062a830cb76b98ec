"""The verbs that only look: they open the library for reading, so a read-only disk will do."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from excerpta.cli.inspecting import inspected, print_article
from excerpta.cli.output import (
    Row,
    Status,
    complain,
    complain_of_unseen,
    one_line,
    plural,
    print_json,
    print_json_rows,
    print_table,
)
from excerpta.core.interchange.found import Found
from excerpta.core.model.document import DocumentSummary
from excerpta.core.model.errors import ReadingError
from excerpta.core.services import checking, documents, importing, libraries, searching, tagging
from excerpta.core.services.searching import SearchHit, SearchOrder
from excerpta.core.store.library import Library

_PAGE = 1000
"""So many documents are asked for at once: SQLite takes no more than some thousand values."""


def list_documents(given: argparse.Namespace, out: TextIO) -> int:
    """The documents, by title."""
    with libraries.open_library(given.library, read_only=True) as library:
        rows: list[Row] = [
            {
                "id": one.id,
                "title": one.title,
                "source": one.source,
                "published": _date_of(one, given),
                "highlights": one.highlights,
            }
            for one in summaries(library)
        ]
    headings = {
        "id": "id",
        "title": "title",
        "source": "source",
        "published": "date",
        "highlights": "highlights",
    }
    return show(given, out, rows, headings, "No documents yet.")


def _date_of(one: DocumentSummary, given: argparse.Namespace) -> str:
    """When a document was published; for people, a date that was worked out has a question mark."""
    asks = bool(one.published.value) and not one.published.is_certain and not given.json
    return f"{one.published.value} ?" if asks else one.published.value


def list_tags(given: argparse.Namespace, out: TextIO) -> int:
    """The codebook in its own order."""
    with libraries.open_library(given.library, read_only=True) as library:
        tree, uses = tagging.tag_tree(library), tagging.tag_uses(library)
    rows: list[Row] = [
        {
            "path": tree.path(tag.id),
            "colour": tag.colour.value,
            "own": uses[tag.id].own,
            "total": uses[tag.id].total,
        }
        for tag in tree
    ]
    headings = {"path": "tag", "colour": "colour", "own": "own", "total": "with sub-tags"}
    return show(given, out, rows, headings, "No tags yet.")


def search_text(given: argparse.Namespace, out: TextIO) -> int:
    """The places of words, with what stands around them."""
    wanted = searching.parse_search(words_given(given.words))
    order = SearchOrder.DATE if given.newest else SearchOrder.RELEVANCE
    with libraries.open_library(given.library, read_only=True) as library:
        complain_of_unseen(len(searching.unindexed_documents(library)))
        hits = searching.search(library, wanted, order, limit=given.limit)
        if given.json:
            print_json_rows(map(_hit_row, hits), out)
        else:
            _print_hits(hits, out)
    return Status.DONE


def words_given(arguments: Sequence[str]) -> str:
    """Arguments as one text in the language of full-text search: one of several plain words is a phrase."""
    return " ".join(map(_phrase_given, arguments))


def _phrase_given(argument: str) -> str:
    if len(argument.split()) < 2 or any(sign in argument for sign in '"*~') or " -" in argument:
        return argument
    return f'-"{argument[1:]}"' if argument.startswith("-") else f'"{argument}"'


def check(given: argparse.Namespace, out: TextIO) -> int:
    """Everything that is wrong with a library."""
    with libraries.open_library(given.library, read_only=True) as library:
        problems = checking.check_library(library)
        number = documents.document_count(library)
    if given.json:
        print_json_rows(({"kind": problem.kind, "sentence": problem.sentence} for problem in problems), out)
    elif problems:
        out.writelines(f"{problem.kind}: {one_line(problem.sentence)}\n" for problem in problems)
    else:
        out.write(f"Sound: {plural(number, 'document')}, every quote and index in place.\n")
    return Status.PARTLY if problems else Status.DONE


def inspect(given: argparse.Namespace, out: TextIO) -> int:
    """What an import would make of a file, and of those inside of it."""
    name, data = _bytes_of(given.file)
    page = None if _is_standard_input(given.file) else given.file
    files = importing.look_into(name, data, page=page)
    if [one.name for one in files] != [name]:
        return _inspect_archive(given, files, out)
    (file,) = files
    if file.article is None:
        raise file.error or ReadingError("The file holds no articles.")
    if given.json:
        print_json(inspected(file.article), out)
    else:
        print_article(file.article, out)
    return Status.DONE


def _inspect_archive(given: argparse.Namespace, files: Sequence[Found], out: TextIO) -> int:
    """The articles of an archive one after the other, then what could not be read of it."""
    failed = [(file.name, file.error) for file in files if file.error is not None]
    if given.json:
        articles = [{"name": file.name, **inspected(file.article)} for file in files if file.article]
        reasons = [
            {"name": name, "sentence": error.sentence, "advice": error.advice} for name, error in failed
        ]
        print_json({"articles": articles, "failed": reasons}, out)
    else:
        for file in files:
            if file.article is not None:
                out.write(f"── {one_line(file.name)}\n")
                print_article(file.article, out)
        for name, error in failed:
            complain(f"{name}: {error.sentence}", error.advice)
    return Status.PARTLY if failed else Status.DONE


def summaries(library: Library) -> Iterator[DocumentSummary]:
    """Every document by title, read a page at a time."""
    ids = documents.document_ids(library)
    for start in range(0, len(ids), _PAGE):
        yield from documents.document_summaries(library, ids[start : start + _PAGE])


def _print_hits(hits: Iterable[SearchHit], out: TextIO) -> None:
    number, document = 0, None
    for number, hit in enumerate(hits, 1):  # noqa: B007 - how many there were is printed below
        if hit.document != document:
            document = hit.document
            out.write(f"{one_line(hit.title)} (document {document})\n")
        around = " ".join(f"{hit.before[-40:]}[{hit.text}]{hit.after[:40]}".split())
        out.write(f"    {hit.start:>7}  … {one_line(around)} …\n")
    out.write(f"{plural(number, 'place')}\n")


def _hit_row(hit: SearchHit) -> Row:
    return {
        "document_id": hit.document,
        "document": hit.title,
        "start": hit.start,
        "end": hit.end,
        "text": hit.text,
        "before": hit.before,
        "after": hit.after,
    }


def _is_standard_input(path: Path) -> bool:
    return str(path) == "-"


def _bytes_of(path: Path) -> tuple[str, bytes]:
    """The name and content of what is to be read; what is too large is not read to its end."""
    most = importing.LARGEST_FILE + 1
    if _is_standard_input(path):
        if sys.stdin is None:
            raise ReadingError("There is no standard input.", "Name a file.")
        return "standard input", sys.stdin.buffer.read(most)
    try:
        with path.open("rb") as file:
            return path.name, file.read(most)
    except OSError as error:
        raise ReadingError(f"“{path}” cannot be read: {error.strerror}.", "Check the name.") from error


def show(
    given: argparse.Namespace, out: TextIO, rows: list[Row], headings: dict[str, str], nothing: str
) -> int:
    """Print rows as JSON or as a table, or say that there is nothing."""
    if given.json:
        print_json_rows(rows, out)
    elif rows:
        print_table(rows, headings, out)
    else:
        out.write(f"{nothing}\n")
    return Status.DONE
