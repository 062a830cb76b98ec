"""The verbs that change a library or write a file."""

import argparse
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

from excerpta.cli.output import Row, Status, complain, one_line, plural, print_json_rows, print_table
from excerpta.cli.reading_verbs import summaries, words_given
from excerpta.core.model.annotation import Annotation
from excerpta.core.model.errors import NotFoundError, RangeError, UserError
from excerpta.core.model.ids import DocumentId
from excerpta.core.model.likeness import Likeness
from excerpta.core.model.tag import parse_tag_path, short_name
from excerpta.core.services import (
    annotating,
    coders,
    documents,
    importing,
    libraries,
    marking,
    searching,
    tagging,
)
from excerpta.core.services import colours as colouring
from excerpta.core.services.import_report import ImportReport
from excerpta.core.store.library import Library
from excerpta.core.text.finding import find_folded


def import_files(given: argparse.Namespace, out: TextIO) -> int:
    """Bring files in, and say what became of each."""
    made = not given.library.exists()
    library = libraries.create_library(given.library) if made else libraries.open_library(given.library)
    if made:
        complain(f"Made a new library, {given.library}.")
    with library, _interruptible() as interrupted:
        report = importing.import_paths(library, given.paths, progress=_progress(), cancelled=interrupted)
    if given.json:
        print_json_rows(_report_rows(report), out)
    else:
        _print_report(report, out)
    if report.cancelled:
        complain(
            "Stopped. What is listed came in and stays; the rest was not looked at.", "Undo takes it back."
        )
        return Status.INTERRUPTED
    done = not report.failed and (report.imported or report.duplicates)
    return Status.DONE if done else Status.PARTLY


def highlight(given: argparse.Namespace, out: TextIO) -> int:
    """Make one highlight."""
    places = [one for one in (given.start, given.end) if one is not None]
    if (given.quote is not None, len(places)) not in ((True, 0), (False, 2)):
        complain("Give either --quote, or both --start and --end.", "See excerpta highlight --help.")
        return Status.USAGE
    paths = [parse_tag_path(path) for path in given.tag]
    with open_for(given) as library:
        document = document_of(library, given.doc)
        text = documents.read_document(library, document).text
        start, end = places or _place(text, given.quote)
        changes = annotating.add_highlight(
            library, document, start, end, colour=given.colour, note=given.note, new_tags=paths
        )
        (one,) = annotating.present_highlights(library, list(changes.annotations))
    if given.json:
        print_json_rows([_highlight_row(one)], out)
    else:
        quote = one_line(one.quote.exact)
        out.write(f"Highlight {one.id} in document {document}, {start} to {end}: {quote}\n")
    return Status.DONE


def mark(given: argparse.Namespace, out: TextIO) -> int:
    """Highlight every place of some words."""
    wanted = searching.parse_search(words_given(given.words))
    paths = [parse_tag_path(path) for path in given.tag]
    with libraries.open_library(given.library) as library, _interruptible() as interrupted:
        tree = tagging.tag_tree(library)
        found = [tree.find(path) for path in paths]
        tags = [tag.id for tag in found if tag is not None]
        plan = marking.plan_highlights(
            library, wanted, given.extent, colour=given.colour, tags=tags,
            has_new_tags=None in found, cancelled=interrupted,
        )  # fmt: skip
        made = plan.number > 0 and not given.dry_run
        if made:
            marking.make_highlights(library, plan, colour=given.colour, new_tags=paths, cancelled=interrupted)
    row: Row = {
        "highlights": plan.number,
        "documents": len(plan.places),
        "already_there": plan.existing,
        "made": made,
    }
    if given.json:
        print_json_rows([row], out)
    else:
        would = "" if made or not plan.number else " would be made"
        there = f"; {plan.existing:,} were there already" if plan.existing else ""
        out.write(
            f"{plural(plan.number, 'highlight')} in {plural(len(plan.places), 'document')}{would}{there}.\n"
        )
    return Status.DONE if plan.number else Status.PARTLY


def colours(given: argparse.Namespace, out: TextIO) -> int:
    """List what the colours are called, after calling one by another name if that was asked."""
    if given.colour is not None and given.name is None:
        complain(f"What is {given.colour.value} to be called?", "Give a name, or nothing after the library.")
        return Status.USAGE
    with open_for(given, read_only=given.colour is None) as library:
        if given.colour is not None:
            colouring.name_colour(library, given.colour, given.name)
        names = colouring.colour_names(library)
    rows: list[Row] = [{"colour": colour.value, "name": name} for colour, name in names.items()]
    if given.json:
        print_json_rows(rows, out)
    else:
        print_table(rows, {"colour": "colour", "name": "name"}, out)
    return Status.DONE


def merge(given: argparse.Namespace, out: TextIO) -> int:
    """Make one highlight of several."""
    with open_for(given) as library:
        changes = annotating.merge_highlights(library, given.highlights)
        (one,) = annotating.present_highlights(library, sorted(changes.annotations))
    if given.json:
        print_json_rows([_highlight_row(one)], out)
    else:
        gone = plural(len(changes.annotations) - 1, "highlight")
        quote = one_line(one.quote.exact)
        out.write(f"Highlight {one.id} took in {gone}, {one.start} to {one.end}: {quote}\n")
    return Status.DONE


def open_for(given: argparse.Namespace, *, read_only: bool = False) -> Library:
    """The library of a verb, for work under the name that was given."""
    library = libraries.open_library(given.library, read_only=read_only)
    if given.coder is not None:
        try:
            coders.work_as(library, given.coder)
        except UserError:
            library.close()
            raise
    return library


def _highlight_row(one: Annotation) -> Row:
    return {
        "highlight_id": one.id,
        "document_id": one.document,
        "start": one.start,
        "end": one.end,
        "quote": one.quote.exact,
    }


def document_of(library: Library, wanted: str) -> DocumentId:
    """A document by its id or its whole title."""
    ids = documents.document_ids(library)
    if wanted.isdecimal() and int(wanted) in ids:
        return DocumentId(int(wanted))
    titled = [one.id for one in summaries(library) if one.title == wanted]
    if len(titled) == 1:
        return titled[0]
    what = f"{len(titled)} documents are called" if titled else "There is no document"
    raise NotFoundError(f"{what} “{wanted}”.", "excerpta list shows the ids.")


def _place(text: str, quote: str) -> tuple[int, int]:
    """Where a quote stands, if it stands there exactly once.

    Raises:
        RangeError: it stands there several times, or not at all.
    """
    number = _count(text, quote) if quote.strip() else 0
    if number == 1:
        start = text.index(quote)
        return start, start + len(quote)
    named = short_name(quote, 80)
    if number:
        raise RangeError(f"“{named}” stands there {number} times.", "Give more words, or --start and --end.")
    similar = next(iter(find_folded(text, quote)), None) if quote.strip() else None
    hint = f"Did you mean “{short_name(text[slice(*similar)], 80)}”?" if similar else "Check the words."
    raise RangeError(f"“{named}” does not stand in the document.", hint)


def _count(text: str, quote: str) -> int:
    """How often a quote stands in a text, overlapping places too."""
    number, at = 0, text.find(quote)
    while at >= 0:
        number, at = number + 1, text.find(quote, at + 1)
    return number


@contextmanager
def _interruptible() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl+C was pressed; the work stops between two files, and a second Ctrl+C stops it at once."""
    pressed = False

    def note(_number: int, _frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)


def _progress() -> Callable[[int, int, str], None] | None:
    if sys.stderr is None or not sys.stderr.isatty():
        return None

    def show(done: int, total: int, name: str) -> None:
        end = "\n" if done == total else ""
        about = f"{done} of {total}  {one_line(name)[:50]}"
        print(f"\r\033[K{about}", end=end, file=sys.stderr, flush=True)

    return show


def _report_rows(report: ImportReport) -> list[Row]:
    rows: list[Row] = []
    for came in report.imported:
        reason = " ".join([*came.warnings, *map(_likeness, came.like[:1])])
        rows.append(_report_row(came.name, "imported", came.document, came.title, reason))
    for twin in report.duplicates:
        rows.append(_report_row(twin.name, "duplicate", twin.document, twin.title, "already in the library"))
    for bad in report.failed:
        rows.append(_report_row(bad.name, "failed", None, "", f"{bad.reason} {bad.advice}".strip()))
    return rows


def _report_row(name: str, status: str, document: DocumentId | None, title: str, reason: str) -> Row:
    return {"name": name, "status": status, "document_id": document, "title": title, "reason": reason}


def _likeness(like: Likeness) -> str:
    return f"Much the same as “{like.title}” (document {like.document}): {like.percent} % of its words."


def _print_report(report: ImportReport, out: TextIO) -> None:
    for one in report.imported:
        out.write(f"imported   {one_line(one.name)}: {one_line(one.title)} (document {one.document})\n")
        about = [*one.warnings, *map(_likeness, one.like)]
        out.writelines(f"           {one_line(line)}\n" for line in about)
    out.writelines(
        f"duplicate  {one_line(one.name)}: is document {one.document}\n" for one in report.duplicates
    )
    out.writelines(f"failed     {one_line(one.name)}: {one.reason} {one.advice}\n" for one in report.failed)
    numbers = (len(report.imported), len(report.duplicates), len(report.failed))
    out.write("{} imported, {} duplicates, {} failed\n".format(*numbers))
