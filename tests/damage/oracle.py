"""What must hold of a damaged library: it is recognised, nothing crashes, and no loss is silent."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from excerpta.core.model.errors import UserError
from excerpta.core.model.repair import Finding
from excerpta.core.services import annotating, documents, tagging
from excerpta.core.services.checking import check_library
from excerpta.core.services.libraries import open_library
from excerpta.core.services.repairing import repair_library
from excerpta.core.store.library import Library
from excerpta.core.store.table_shapes import SHAPES

Contents = dict[str, dict[tuple[object, ...], tuple[object, ...]]]

_ONCE: Mapping[str, frozenset[str]] = {
    "document": frozenset((
        "title", "source", "author", "published", "published_provenance", "place", "agency", "language",
        "url", "attributes", "imported", "trashed",
    )),
    "content": frozenset(("blocks", "spans")),
    "original": frozenset(("file_name", "sha256")),
    "annotation": frozenset(("colour", "style", "note", "coder", "created", "modified")),
    "tag": frozenset(("parent_id", "name", "position", "colour", "description", "shortcut")),
    "memo": frozenset(("document_id", "tag_id", "text", "coder", "created", "modified")),
    "saved_search": frozenset(("name", "position", "query", "coder", "created", "modified")),
    "asset": frozenset(("media_type", "width", "height")),
    "colour_name": frozenset(("colour", "name")),
    "command": frozenset(SHAPES["command"].columns),
    "reading": frozenset(SHAPES["reading"].columns),
    "setting": frozenset(("key", "value")),
}  # fmt: skip
"""Columns that stand in a file once, without a checksum: that a bit of them is another, nobody can see."""


class WrongError(AssertionError):
    """Something that must hold does not."""


def contents(path: Path) -> Contents:
    """Every row of a sound library."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        found: Contents = {}
        for name, shape in SHAPES.items():
            statement = f"SELECT {', '.join(shape.columns)} FROM {name}"
            found[name] = {row[: shape.keys]: row for row in connection.execute(statement)}
        return found
    finally:
        connection.close()


def judge(path: Path, out: Path, whole: Contents, *, unseen: bool, grown: bool = False) -> str:
    """Open, read and repair a damaged library.

    Args:
        path: where it is.
        out: where the repaired one is made.
        whole: what it held.
        unseen: whether the damage may have hit a column that stands there once without being seen.
        grown: whether it may hold more than that, from a log of which only a part is left.

    Returns:
        how it ended: refused, opened and sound, or opened with faults that `check` tells.

    Raises:
        WrongError: something crashed, or was lost without being told.
    """
    before = path.read_bytes()
    log = path.with_name(f"{path.name}-wal")
    logged = log.read_bytes() if log.exists() else b""
    outcome = _open(path, whole, unseen=unseen, grown=grown)
    if outcome == "refused" and path.read_bytes() != before:
        raise WrongError("a refused file was altered")
    _put_back(path, before, logged)
    _read_all(path)
    if path.read_bytes() != before and not grown:
        raise WrongError("reading altered the file")
    _put_back(path, before, logged)
    try:
        report = repair_library(path, out)
    except UserError as error:
        if len(before) > 8 * 4096:
            raise WrongError(f"could not be repaired: {error}") from error
        return outcome
    with open_library(out) as library:
        problems = check_library(library)
    if problems:
        raise WrongError(f"what was repaired is not sound: {problems[:3]}")
    if path.read_bytes() != before:
        raise WrongError("repairing altered the file")
    _compare(whole, contents(out), report.findings, unseen=unseen, grown=grown)
    return outcome


def _put_back(path: Path, data: bytes, log: bytes) -> None:
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    path.write_bytes(data)
    if log:
        path.with_name(f"{path.name}-wal").write_bytes(log)


def _open(path: Path, whole: Contents, *, unseen: bool, grown: bool) -> str:
    try:
        with open_library(path) as library:
            problems = check_library(library)
    except UserError:
        return "refused"
    if problems:
        return "told by check"
    _compare(whole, contents(path), (), unseen=unseen, grown=grown)
    return "sound"


def _read_all(path: Path) -> None:
    """Read what a window would; only errors that are told kindly may come."""
    try:
        with open_library(path, read_only=True) as library:
            for read in (tagging.tag_tree, tagging.tag_uses, documents.document_count):
                _kindly(library, lambda read=read: read(library))
            ids = _kindly(library, lambda: documents.document_ids(library)) or ()
            for id_ in ids:
                _kindly(library, lambda id_=id_: documents.read_document(library, id_))
                _kindly(library, lambda id_=id_: annotating.highlights_of(library, id_))
    except UserError:
        return


def _kindly(library: Library, read: object) -> object:
    try:
        return read()  # type: ignore[operator]
    except UserError:
        return None
    except Exception as error:
        if library.fault_of(error) is None:
            raise WrongError(f"reading broke: {error!r}") from error
        return None


def _compare(
    whole: Contents, now: Contents, findings: tuple[Finding, ...], *, unseen: bool, grown: bool
) -> None:
    told = {(one.table, one.key) for one in findings}
    if ("file", None) in told:
        return
    for name, rows in whole.items():
        for key in {*rows, *now[name]}:
            old, new = rows.get(key), now[name].get(key)
            if old == new or (grown and old is None) or told & _reasons(name, key, old or new or ()):
                continue
            if unseen and old and new and _differs_unseen(name, old, new):
                continue
            if unseen and name in ("reading", "setting", "colour_name", "command"):
                continue
            raise WrongError(f"silent: {name} {key}: {str(old)[:300]} -> {str(new)[:300]}")


def _reasons(name: str, key: tuple[object, ...], row: tuple[object, ...]) -> set[tuple[str, object]]:
    """Which findings tell of a row."""
    first = key[0] if isinstance(key[0], int) else None
    reasons: set[tuple[str, object]] = {(name, None), (name, first)}
    if name in ("content", "original", "reading"):
        reasons |= {("document", first), ("content", first)}
    if name == "document":
        reasons |= {("content", first)}
    if name == "annotation":
        reasons |= {(table, row[2]) for table in ("document", "content")}
    if name == "annotation_tag":
        reasons |= {("annotation", key[4]), ("tag", key[0]), (name, key[4])}
        reasons |= {(table, key[1]) for table in ("document", "content")}
    if name == "document_asset":
        reasons |= {("asset", None), ("document", key[0]), ("content", key[0])}
    if name == "memo":
        reasons |= {("document", row[2]), ("tag", row[3])}
    return reasons


def _differs_unseen(name: str, old: tuple[object, ...], new: tuple[object, ...]) -> bool:
    columns = SHAPES[name].columns
    differing = {column for column, one, two in zip(columns, old, new, strict=True) if one != two}
    return differing <= _ONCE.get(name, frozenset())
