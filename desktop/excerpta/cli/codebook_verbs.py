"""The verbs of the codebook, its memos, the coders and the history."""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TextIO

from excerpta.cli.output import Row, Status, complain, one_line, plural, print_json_rows, print_table
from excerpta.cli.writing_verbs import document_of, open_for
from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import NotFoundError
from excerpta.core.model.ids import AnnotationId, CommandId, TagId
from excerpta.core.model.tag import parse_tag_path
from excerpta.core.services import (
    codebook,
    coders,
    history,
    libraries,
    memos,
    restructuring,
    retrieving,
    tagging,
)
from excerpta.core.store.library import Library


def merge_tags(given: argparse.Namespace, out: TextIO) -> int:
    """Make tags a part of another one, or say what that would touch."""
    with _open(given) as library:
        sources, into = _tags(library, given.tags), _tag(library, given.into)
        seen = restructuring.preview_merge(library, sources, into)
        if not given.preview:
            restructuring.merge_tags(library, sources, into)
    row: Row = {
        "highlights": seen.highlights,
        "documents": seen.documents,
        "shared": seen.shared,
        "sub_tags_moved": seen.moved,
        "sub_tags_merged": len(seen.merged),
    }
    touched = (
        f"{plural(seen.highlights, 'highlight')} in {plural(seen.documents, 'document')}, "
        f"{seen.shared:,} with both tags; {plural(seen.moved, 'sub-tag')} moved, {len(seen.merged):,} merged"
    )
    return _tell(given, out, row, f"{'Would touch' if given.preview else 'Merged'}: {touched}.")


def split_tag(given: argparse.Namespace, out: TextIO) -> int:
    """Give the highlights of a query a finer tag."""
    query = retrieving.parse_query(given.query)
    with _open(given) as library:
        tag = _tag(library, given.tag)
        ids = [AnnotationId(id_) for id_ in retrieving.find_highlights(library, query)]
        finer, changes = restructuring.split_tag(library, tag, ids, given.name, beside=given.beside)
        path = tagging.tag_tree(library).path(finer)
    number = len(changes.annotations)
    return _tell(
        given, out, {"tag": path, "highlights": number}, f"{plural(number, 'highlight')} now under “{path}”."
    )


def move_tags(given: argparse.Namespace, out: TextIO) -> int:
    """Put tags under another one, or at the top."""
    with _open(given) as library:
        parent = _tag(library, given.under) if given.under is not None else None
        tags = _tags(library, given.tags)
        changes = tagging.move_tags(library, tags, parent, merging=given.merging)
        tree = tagging.tag_tree(library)
        paths = [tree.path(tag) for tag in tags if tag in tree]
    return _tell(given, out, {"tags": " | ".join(paths)}, _done(changes, ", ".join(paths)))


def rename_tag(given: argparse.Namespace, out: TextIO) -> int:
    """Give a tag another name."""
    with _open(given) as library:
        tag = _tag(library, given.tag)
        changes = tagging.rename_tag(library, tag, given.name)
        path = tagging.tag_tree(library).path(tag)
    return _tell(given, out, {"tag": path}, _done(changes, path))


def delete_tags(given: argparse.Namespace, out: TextIO) -> int:
    """Take tags out of the codebook, or say what that would touch."""
    with _open(given) as library:
        tags = _tags(library, given.tags)
        reach = tagging.tags_reach(library, tags, with_children=given.with_sub_tags)
        if not given.preview:
            tagging.delete_tags(library, tags, keep_children=not given.with_sub_tags, merging=given.merging)
    row: Row = {"highlights": reach[0], "documents": reach[1]}
    touched = f"{plural(reach[0], 'highlight')} in {plural(reach[1], 'document')}"
    return _tell(given, out, row, f"{'Would be taken' if given.preview else 'Taken'} off {touched}.")


def export_codebook(given: argparse.Namespace, out: TextIO) -> int:
    """Write the codebook to a CSV file."""
    with libraries.open_library(given.library, read_only=True) as library:
        number = codebook.export_codebook(library, given.file)
    where = one_line(str(given.file))
    return _tell(given, out, {"path": str(given.file), "tags": number}, f"{plural(number, 'tag')} in {where}")


def import_codebook(given: argparse.Namespace, out: TextIO) -> int:
    """Bring the tags of a CSV file in, or say what that would do."""
    file = codebook.read_codebook_file(given.file)
    with _open(given) as library:
        plan = codebook.plan_codebook_import(library, file)
        if not given.preview:
            codebook.import_codebook(library, file)
    if given.json:
        rows: list[Row] = [{"tag": path, "change": "new"} for path in plan.added]
        rows += [{"tag": path, "change": ", ".join(what)} for path, what in plan.altered]
        print_json_rows(rows, out)
    else:
        out.writelines(f"new      {one_line(path)}\n" for path in plan.added)
        out.writelines(f"changed  {one_line(path)}: {', '.join(what)}\n" for path, what in plan.altered)
        numbers = f"{len(plan.added):,} new, {len(plan.altered):,} changed, {plan.same:,} as they were"
        out.write(f"{numbers}{' (nothing written)' if given.preview else ''}\n")
    for problem in plan.problems:
        complain(problem)
    return Status.DONE


def memo(given: argparse.Namespace, out: TextIO) -> int:
    """Show a memo, after writing it if a text was given."""
    if given.doc is not None and given.tag is not None:
        complain("A memo is about a document or about a tag.", "Give --doc or --tag, or neither.")
        return Status.USAGE
    writing = given.write is not None
    text = sys.stdin.read() if given.write == "-" and sys.stdin is not None else given.write
    with _open(given, read_only=not writing) as library:
        document = None if given.doc is None else document_of(library, given.doc)
        tag = None if given.tag is None else _tag(library, given.tag)
        if writing:
            memos.write_memo(library, text, document=document, tag=tag)
        found = memos.read_memo(library, document=document, tag=tag)
    if given.json:
        rows: list[Row] = []
        if found is not None:
            rows = [{"text": found.text, "coder": found.coder, "modified": found.modified}]
        print_json_rows(rows, out)
    else:
        out.write(f"{found.text}\n" if found is not None else "No memo.\n")
    return Status.DONE


def list_coders(given: argparse.Namespace, out: TextIO) -> int:
    """Who made what."""
    with libraries.open_library(given.library, read_only=True) as library:
        rows: list[Row] = [
            {"coder": one.name, "highlights": one.highlights, "memos": one.memos, "last": one.last}
            for one in coders.coders(library)
        ]
    headings = {"coder": "coder", "highlights": "highlights", "memos": "memos", "last": "last made"}
    return _list(given, out, rows, headings, "Nobody has made a highlight yet.")


def list_history(given: argparse.Namespace, out: TextIO) -> int:
    """What was done, the last first."""
    with libraries.open_library(given.library, read_only=True) as library:
        rows: list[Row] = [
            {
                "id": one.id,
                "at": one.at,
                "coder": one.coder,
                "what": one.label,
                "undone": one.undone,
            }
            for one in history.history(library, limit=given.limit)
        ]
    if given.json:
        return _list(given, out, rows, {}, "")
    shown: list[Row] = [{**row, "undone": "undone" if row["undone"] else ""} for row in rows]
    headings = {"id": "id", "at": "when", "coder": "who", "what": "what", "undone": ""}
    return _list(given, out, shown, headings, "Nothing was done yet.")


def undo(given: argparse.Namespace, out: TextIO) -> int:
    """Take back the last change, or everything after a point of the history."""
    return _walk(given, out, history.undo, "Undone", "undo")


def redo(given: argparse.Namespace, out: TextIO) -> int:
    """Do again what was taken back, one step or up to a point of the history."""
    return _walk(given, out, history.redo, "Done again", "redo")


def _walk(
    given: argparse.Namespace, out: TextIO, step: Callable[[Library], Changes], said: str, verb: str
) -> int:
    with libraries.open_library(given.library) as library:
        if given.to is None:
            changes = step(library)
        else:
            changes = history.go_to(library, CommandId(given.to) if given.to else None)
    if given.json:
        rows: list[Row] = (
            [{"label": changes.label, "highlights": len(changes.annotations)}] if changes else []
        )
        print_json_rows(rows, out)
    else:
        out.write(f"{said}: {one_line(changes.label)}.\n" if changes else f"There is nothing to {verb}.\n")
    return Status.DONE if changes else Status.PARTLY


def _open(given: argparse.Namespace, *, read_only: bool = False) -> Library:
    return open_for(given, read_only=read_only or getattr(given, "preview", False))


def _tags(library: Library, paths: Sequence[str]) -> list[TagId]:
    return [_tag(library, path) for path in paths]


def _tag(library: Library, path: str) -> TagId:
    found = tagging.tag_tree(library).find(parse_tag_path(path))
    if found is None:
        raise NotFoundError(f"There is no tag “{path}”.", "excerpta tags shows the paths.")
    return found.id


def _done(changes: Changes, what: str) -> str:
    return f"Now {one_line(what)}." if changes else "Nothing had to be changed."


def _tell(given: argparse.Namespace, out: TextIO, row: Row, sentence: str) -> int:
    if given.json:
        print_json_rows([row], out)
    else:
        out.write(f"{one_line(sentence)}\n")
    return Status.DONE


def _list(
    given: argparse.Namespace, out: TextIO, rows: list[Row], headings: dict[str, str], nothing: str
) -> int:
    if given.json:
        print_json_rows(rows, out)
    elif rows:
        print_table(rows, headings, out)
    else:
        out.write(f"{nothing}\n")
    return Status.DONE
