"""Export: exactly the highlights that a query means, written beside the target and renamed."""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

from excerpta.core.interchange import csv
from excerpta.core.interchange.csv import CsvProfile, CsvShape
from excerpta.core.model.errors import CancelledError, ExportError
from excerpta.core.model.query import Grouping, Query, Sort
from excerpta.core.services.retrieving import ordered_records
from excerpta.core.store import tags
from excerpta.core.store.library import Library
from excerpta.core.store.opening import is_library

__all__ = ["CsvProfile", "CsvShape"]

_PIECE = 2000
"""How many lines are written, and between how many the work may be cancelled."""


def export_csv(
    library: Library,
    target: Path,
    *,
    query: Query | None = None,
    shape: CsvShape = CsvShape.WIDE,
    profile: CsvProfile = CsvProfile.SPREADSHEET,
    sort: Sort = Sort.READING,
    grouping: Grouping = Grouping.NONE,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write highlights to a CSV file, in the order in which they are listed.

    A failed or cancelled export leaves what stood there before.

    Returns:
        how many rows the file holds below its header.

    Raises:
        QueryError: the query names a tag that does not exist.
        ExportError: the file cannot be written.
        CancelledError: `cancelled` said so.
    """
    with replacing(target) as file, library.read():
        tree = tags.read_tree(library)
        records = ordered_records(library, query or Query(), tree, sort, grouping)
        return _write(csv.lines(records, tree, shape, profile), file.write, progress, cancelled)


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[TextIO]:
    """A text file that takes the place of `target` only when it was written to its end.

    Raises:
        ExportError: it cannot be written; what stood there was kept.
    """
    target = target.resolve()
    if is_library(target):
        raise ExportError(
            f"“{target}” is a library and was left as it is.", "Choose another name for the CSV file."
        )
    if target.exists() and not target.is_file():
        raise ExportError(
            f"“{target}” could not be written, because it is not a file; it was kept as it is.",
            "Choose another name.",
        )
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        _discard(part)
        raise ExportError(
            f"“{target}” could not be written ({error.strerror or error}); what stood there was kept.",
            "Choose another place, or make room.",
        ) from error
    except BaseException:
        _discard(part)
        raise


def _discard(part: Path) -> None:
    """Take away a file that was begun; where that fails too, the first error is the one to tell."""
    with contextlib.suppress(OSError):
        part.unlink()


def _write(
    lines: Iterable[tuple[str, int]],
    write: Callable[[str], object],
    progress: Callable[[int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> int:
    rows = 0
    waiting: list[str] = []
    for line, number in lines:
        waiting.append(line)
        rows += number
        if len(waiting) >= _PIECE:
            write("".join(waiting))
            waiting.clear()
            if cancelled and cancelled():
                raise CancelledError
            if progress:
                progress(rows)
    write("".join(waiting))
    return rows
