"""Backups are whole, checked, dated copies; a failed one takes nothing away."""

import os
import sqlite3
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import BackupError, CancelledError, LibraryError
from excerpta.core.services import annotating, backups, documents
from excerpta.core.services.checking import check_library
from excerpta.core.services.libraries import open_library
from excerpta.core.store import backup as store
from excerpta.core.store.library import Library

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def highlight(library: Library, number: int = 1) -> list[int]:
    (document, *_) = documents.document_ids(library)
    made: list[int] = []
    for at in range(number):
        made += annotating.add_highlight(library, document, at, at + 5).annotations
    return made


def test_a_backup_is_private_sound_and_says_what_it_holds(sample_path: Path) -> None:
    with open_library(sample_path) as library:
        highlight(library)
        made = backups.make_backup(library)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    held = backups.holding(made.path)
    assert (held.documents, held.highlights, held.last, held.fault) == (9, 54, "add highlight", "")
    with open_library(made.path, read_only=True) as copy:
        assert not check_library(copy)
    assert [one.path for one in backups.backups(sample_path)] == [made.path]


def test_the_automatic_backup_comes_after_a_change_once_an_hour(sample_path: Path) -> None:
    with open_library(sample_path) as library:
        assert backups.back_up_if_due(library, now=NOW) is None  # nothing was ever done
        highlight(library)
        assert backups.back_up_if_due(library, now=NOW) is not None
        assert backups.back_up_if_due(library, now=NOW + timedelta(hours=3)) is None  # nothing new
        highlight(library)
        assert backups.back_up_if_due(library, now=NOW + timedelta(minutes=59)) is None
        assert backups.back_up_if_due(library, now=NOW + timedelta(minutes=61)) is not None
        highlight(library)
        # The clock was set back by a year: what was made "in the future" holds up nothing.
        assert backups.back_up_if_due(library, now=NOW - timedelta(days=365)) is not None
        assert len(backups.backups(sample_path)) == 3
        backups.set_backup_room(library, 0)
        highlight(library)
        assert backups.back_up_if_due(library, now=NOW + timedelta(days=1)) is None


def test_older_ones_go_only_when_a_newer_one_is_there(
    sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_library(sample_path) as library:
        backups.set_backup_room(library, 1)
        first = store.make(library, "automatic", now=NOW)
        second = store.make(library, "automatic", now=NOW + timedelta(hours=2))
        assert [one.path for one in backups.backups(sample_path)] == [second.path]
        assert not first.path.exists()
        (second.path.parent / "my own.txt").write_text("left alone")

        def refuse(_: Path) -> None:
            raise sqlite3.DatabaseError("the copy is not sound: as if")

        monkeypatch.setattr(store, "_require_sound", refuse)
        with pytest.raises(BackupError, match="not sound"):
            store.make(library, "automatic", now=NOW + timedelta(hours=4))
    assert sorted(one.name for one in second.path.parent.iterdir()) == [second.path.name, "my own.txt"]


def many(library: Library) -> list[int]:
    """Make 1,001 highlights with no backup before it."""
    backups.set_backup_room(library, 0)
    made = highlight(library, 1001)
    backups.set_backup_room(library, None)
    return made


def test_a_change_of_over_a_thousand_highlights_comes_after_a_backup_of_what_was_before(
    sample_path: Path,
) -> None:
    with open_library(sample_path) as library:
        ids = many(library)
        annotating.recolour_highlights(library, ids[:1000], Colour.RED)
        assert backups.backups(sample_path) == []
        annotating.recolour_highlights(library, ids, Colour.BLUE)
        (made,) = backups.backups(sample_path)
        with open_library(made.path, read_only=True) as copy:
            query = "SELECT count(*) FROM annotation WHERE colour = 'blue' AND id >= ?"
            assert copy.connection.execute(query, (min(ids),)).fetchone() == (0,)
            assert library.connection.execute(query, (min(ids),)).fetchone() == (1001,)
        annotating.recolour_highlights(library, ids, Colour.GREEN)
        assert len(backups.backups(sample_path)) == 2


def test_a_bulk_change_that_cannot_be_backed_up_is_not_made(sample_path: Path) -> None:
    with open_library(sample_path) as library:
        ids = many(library)
        store.folder_of(sample_path).write_text("in the way")
        with pytest.raises(BackupError, match="No backup of “sample"):
            annotating.recolour_highlights(library, ids, Colour.BLUE)
        query = "SELECT count(*) FROM annotation WHERE colour = 'blue' AND id >= ?"
        assert library.connection.execute(query, (min(ids),)).fetchone() == (0,)


def test_a_bulk_change_that_is_stopped_during_its_backup_changes_nothing(sample_path: Path) -> None:
    with open_library(sample_path) as library:
        ids = many(library)
        with library.stoppable(lambda: True), pytest.raises(CancelledError):
            annotating.recolour_highlights(library, ids, Colour.BLUE)
        assert backups.backups(sample_path) == []


def test_restoring_stands_beside_and_never_over(sample_path: Path) -> None:
    with open_library(sample_path) as library:
        made = backups.make_backup(library)
        highlight(library)
    before = sample_path.read_bytes()
    target = backups.restored_name(sample_path, made)
    backups.restore(made.path, target)
    assert sample_path.read_bytes() == before
    with open_library(target) as restored:
        assert not check_library(restored)
        assert restored.connection.execute("SELECT count(*) FROM annotation").fetchone() == (53,)
    assert backups.restored_name(sample_path, made) != target
    for taken in (target, sample_path):
        with pytest.raises(LibraryError, match="exists already"):
            backups.restore(made.path, taken)
    assert sample_path.read_bytes() == before


def test_a_damaged_backup_says_so_and_is_not_restored(sample_path: Path, tmp_path: Path) -> None:
    with open_library(sample_path) as library:
        made = backups.make_backup(library)
    os.truncate(made.path, 20_000)
    assert backups.holding(made.path).fault
    with pytest.raises(LibraryError):
        backups.restore(made.path, tmp_path / "back.excerpta")
    assert not (tmp_path / "back.excerpta").exists()


def test_a_copy_holds_one_state_while_others_write(
    sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_library(sample_path) as library:
        monkeypatch.setattr(store, "_PAGES", 1)
        written: list[int] = []

        def write_meanwhile() -> bool:
            if len(written) < 20:
                written.extend(highlight(library))
            return False

        store.back_up(library, sample_path.with_name("copy.excerpta"), cancelled=write_meanwhile)
        assert len(written) == 20
    with open_library(sample_path.with_name("copy.excerpta"), read_only=True) as copy:
        assert copy.connection.execute("SELECT count(*) FROM annotation").fetchone() == (53,)
        assert not check_library(copy)
