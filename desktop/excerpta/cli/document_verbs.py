"""The verbs about what is known of documents, and about what can be repaired in their texts."""

import argparse
from typing import TextIO

from excerpta.cli.output import Row, Status, complain, one_line, plural, print_json_rows
from excerpta.cli.writing_verbs import document_of, open_for
from excerpta.core.model.document import PartialDate, Provenance
from excerpta.core.model.errors import UserError
from excerpta.core.model.ids import DocumentId
from excerpta.core.services import documents, text_repairs
from excerpta.core.store.library import Library
from excerpta.core.text.partial_dates import RANGE, clean_range

_CONTEXT = 30


def edit(given: argparse.Namespace, out: TextIO) -> int:
    """Say what is right of one or several documents, in one step."""
    values = {name: value for name in documents.EDITABLE if (value := getattr(given, name)) is not None}
    published = None if given.date is None else _date(given.date)
    if not (values or published is not None or given.confirm):
        complain("There is nothing to set.", "See excerpta edit --help.")
        return Status.USAGE
    with open_for(given) as library:
        meant = _meant(library, given)
        if not meant:
            complain("No document is meant.", "excerpta list shows which there are.")
            return Status.PARTLY
        if "title" in values and len(meant) > 1:
            complain(f"{len(meant)} documents cannot have one title.", "Name one with --doc.")
            return Status.USAGE
        changes = documents.edit_documents(
            library, meant, values, published=published, confirmed=given.confirm
        )
        number = len(changes.documents)
        rows: list[Row] = [{"document_id": one, "changed": one in changes.documents} for one in meant]
    if given.json:
        print_json_rows(rows, out)
    else:
        same = f"; {plural(len(meant) - number, 'document')} had it already" if number < len(meant) else ""
        out.write(f"{plural(number, 'document')} changed{same}.\n")
    return Status.DONE


def repair_text(given: argparse.Namespace, out: TextIO) -> int:
    """List what can be repaired in a document's text, and carry it out if that is asked."""
    with open_for(given, read_only=not given.apply) as library:
        document = document_of(library, given.doc)
        known = documents.read_document(library, document)
        found = [
            one
            for one in text_repairs.repairs_of(library, document)
            if not given.kind or one.kind in given.kind
        ]
        if given.apply and found:
            text_repairs.repair_text(library, document, found)
    rows: list[Row] = [
        {"kind": one.kind.value, "start": one.start, "end": one.end, "before": one.before, "after": one.after}
        for one in found
    ]
    if given.json:
        print_json_rows(rows, out)
        return Status.DONE
    for one in found:
        before, after = known.text[max(one.start - _CONTEXT, 0) : one.start], known.text[one.end :][:_CONTEXT]
        out.write(f"{one.start:>7}  {one.kind.value}: …{one_line(f'{before}[{one.before}]{after}')}…\n")
        out.write(f"{'':>7}  becomes …{one_line(f'{before}[{one.after}]{after}')}…\n")
    done = "repaired" if given.apply else "could be repaired; --apply does it"
    out.write(f"{plural(len(found), 'place')} {done if found else 'to repair'}.\n")
    return Status.DONE


def _meant(library: Library, given: argparse.Namespace) -> list[DocumentId]:
    named = [document_of(library, one) for one in given.doc]
    found = documents.document_ids(library, words=given.words) if given.words else []
    return list(dict.fromkeys([*named, *found]))


def _date(written: str) -> PartialDate:
    """A day, a month or a year; nothing at all takes the date away.

    Raises:
        UserError: it is none of them.
    """
    if not written.strip():
        return PartialDate()
    value = clean_range(written)
    if RANGE in value:
        raise UserError("A document is published once.", "Write 2020, 2020-09 or 2020-09-14.")
    return PartialDate(value, Provenance.USER)
