"""Repairing a damaged library: all that can be read goes into a new file, with a list of what could not."""

from pathlib import Path

from excerpta.core.model.errors import LibraryError, ReadingError
from excerpta.core.model.repair import RepairReport
from excerpta.core.services.importing import read_article
from excerpta.core.store import opening, rebuilding
from excerpta.core.store.markup import dump_blocks, dump_spans
from excerpta.core.store.mending import mend
from excerpta.core.store.mending_draft import Draft
from excerpta.core.store.page_file import PageFile
from excerpta.core.store.salvage import Salvaged, salvage


def repair_library(damaged: Path, target: Path) -> RepairReport:
    """Make a new library at `target` from all that can be read of a damaged one, which is only read.

    Raises:
        LibraryError: the file cannot be read, or holds nothing of a library; `target` exists, or cannot be
            made.
    """
    if target.exists():
        raise LibraryError(f"“{target.name}” exists already and was left as it is.", "Choose another name.")
    try:
        variants = rebuilding.damaged_pages(damaged)
    except OSError as error:
        raise LibraryError(
            f"“{damaged.name}” cannot be read: {error.strerror}.", "Copy it to another disk and try again."
        ) from error
    draft = _best(variants)
    if not draft.tables["document"] and not draft.tables["tag"] and _is_foreign(damaged):
        raise LibraryError(f"Nothing of a library was found in “{damaged.name}”.", "Open a backup.")
    library = opening.create(target)
    try:
        rebuilding.rebuild(library, draft)
    except BaseException:
        library.close()
        target.unlink()
        raise
    library.close()
    findings = sorted(draft.findings, key=lambda one: not one.is_lost)
    tables = draft.tables
    return RepairReport(
        len(tables["document"]),
        len(tables["annotation"]),
        len(tables["tag"]),
        len(tables["memo"]),
        tuple(findings),
    )


def _best(variants: list[PageFile]) -> Draft:
    """With the log if that fits, else without it; what the log said last is then told as lost."""
    found = [salvage(pages) for pages in variants]
    use = min(range(len(found)), key=lambda number: (_harm(found[number]), number))
    draft = mend(found[use], _read_again)
    if use and _harm(found[0]):
        draft.lose("file", None, "The log beside the file does not fit it; what it alone held is not there.")
    if variants[use].lost_frames:
        draft.lose("file", None, "The log beside the file breaks off; what was done last may be missing.")
    return draft


def _harm(found: Salvaged) -> int:
    """How much of a file could not be read."""
    return found.unknown + sum(map(len, found.faults.values())) + 1000 * found.is_headless


def _read_again(name: str, data: bytes) -> tuple[str, str, str] | None:
    try:
        article = read_article(name, data)
    except ReadingError:
        return None
    return article.text, dump_blocks(article.blocks), dump_spans(article.spans)


def _is_foreign(path: Path) -> bool:
    return not opening.is_library(path)
