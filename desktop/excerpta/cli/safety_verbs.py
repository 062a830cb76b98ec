"""The verbs that keep a library safe: backups, what is in them, bringing one back; repair."""

import argparse
from pathlib import Path
from typing import TextIO

from excerpta.cli.output import Row, Status, one_line, plural, print_json_rows, print_table
from excerpta.core.model.backup import Backup
from excerpta.core.model.errors import BackupError
from excerpta.core.services import backups, libraries, repairing
from excerpta.core.text.sizes import size_in_words

_UNITS = {"KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}


def backup(given: argparse.Namespace, out: TextIO) -> int:
    """Copy a library: to a file that is named, or as a dated backup beside it."""
    with libraries.open_library(given.library) as library:
        if given.target is not None:
            backups.back_up_to(library, given.target)
            path, size = given.target, given.target.stat().st_size
        else:
            made = backups.make_backup(library)
            path, size = made.path, made.size
    if given.json:
        print_json_rows([{"file": str(path), "bytes": size}], out)
    else:
        out.write(f"{one_line(str(path))}: {size_in_words(size)}, opened and checked.\n")
    return Status.DONE


def list_backups(given: argparse.Namespace, out: TextIO) -> int:
    """The backups of a library with what each holds, after saying what room they may take."""
    if given.room is not None:
        with libraries.open_library(given.library) as library:
            backups.set_backup_room(library, None if given.room < 0 else given.room)
    found = backups.backups(given.library)
    rows = [_row(number, one) for number, one in enumerate(found, 1)]
    if given.json:
        print_json_rows(rows, out)
    elif rows:
        shown = [{**row, "bytes": size_in_words(one.size)} for row, one in zip(rows, found, strict=True)]
        headings = {
            "number": "", "made": "made", "reason": "why", "documents": "documents",
            "highlights": "highlights", "changed": "last change", "bytes": "size", "fault": "",
        }  # fmt: skip
        print_table(shown, headings, out)
    else:
        out.write("No backups yet.\n")
    return Status.DONE


def restore(given: argparse.Namespace, out: TextIO) -> int:
    """Bring a backup back beside the library."""
    found = backups.backups(given.library)
    if not 0 < given.number <= len(found):
        raise BackupError(
            f"There is no backup {given.number} of “{given.library.name}”.", "See excerpta backups LIB."
        )
    chosen = found[given.number - 1]
    target: Path = given.target or backups.restored_name(given.library, chosen)
    backups.restore(chosen.path, target)
    if given.json:
        print_json_rows([{"file": str(target)}], out)
    else:
        out.write(
            f"{one_line(str(target))}: as it was on {_when(chosen)}. The library itself was not touched.\n"
        )
    return Status.DONE


def repair(given: argparse.Namespace, out: TextIO) -> int:
    """Save what can be read of a damaged library into a new one, and list what is not as it was."""
    report = repairing.repair_library(given.library, given.target)
    rows: list[Row] = [
        {
            "kind": "lost" if one.is_lost else "mended",
            "table": one.table,
            "row": one.key,
            "sentence": one.sentence,
        }
        for one in report.findings
    ]
    if given.json:
        print_json_rows(rows, out)
    else:
        saved = (report.documents, "document"), (report.highlights, "highlight"), (report.tags, "tag")
        numbers = ", ".join(plural(number, what) for number, what in saved)
        out.write(f"{one_line(str(given.target))}: {numbers}, {plural(report.memos, 'memo')}.\n")
        out.writelines(f"{row['kind']:6}  {one_line(row['sentence'])}\n" for row in rows)
        if not rows:
            out.write("Nothing is missing.\n")
    return Status.PARTLY if report.losses else Status.DONE


def room(text: str) -> int:
    """`500MB` as bytes; `usual` as -1.

    Raises:
        argparse.ArgumentTypeError: it is neither.
    """
    if text.casefold() == "usual":
        return -1
    plain = text.upper().replace(" ", "")
    number, unit = (plain[:-2], plain[-2:]) if plain[-2:] in _UNITS else (plain, "")
    if not number.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}” is no size such as 500MB or 2GB, nor 0, nor usual")
    return int(number) * _UNITS.get(unit, 1)


def _row(number: int, one: Backup) -> Row:
    held = backups.holding(one.path)
    complaint = f"cannot be read: {held.fault}" if held.fault else ""
    return {
        "number": number,
        "made": _when(one),
        "reason": one.reason,
        "documents": held.documents,
        "highlights": held.highlights,
        "changed": held.changed,
        "last": held.last,
        "bytes": one.size,
        "file": str(one.path),
        "fault": complaint,
    }


def _when(one: Backup) -> str:
    return f"{one.made:%Y-%m-%dT%H:%M:%SZ}"
