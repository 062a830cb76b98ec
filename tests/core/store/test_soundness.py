"""Damage is recognised at opening, and what lies beside a library is not taken for its own."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from excerpta.core.model.errors import DamageError
from excerpta.core.services import annotating, documents
from excerpta.core.services.libraries import open_library


def pages(path: Path) -> int:
    connection = sqlite3.connect(path)
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    return int(size)


def test_a_page_of_noughts_is_recognised_and_the_file_is_left_alone(sample_path: Path) -> None:
    size = pages(sample_path)
    data = bytearray(sample_path.read_bytes())
    data[size * 2 : size * 3] = bytes(size)
    sample_path.write_bytes(data)
    with pytest.raises(DamageError, match="is damaged") as error:
        open_library(sample_path)
    assert "Repair it into a new file" in error.value.advice
    assert sample_path.read_bytes() == data
    assert [one.name for one in sample_path.parent.iterdir()] == [sample_path.name]


def test_a_file_cut_short_is_recognised(sample_path: Path) -> None:
    sample_path.write_bytes(sample_path.read_bytes()[: -3 * pages(sample_path)])
    with pytest.raises(DamageError, match="is damaged"):
        open_library(sample_path)


def leave_log(path: Path, number: int) -> bytes:
    """Change a library so often, and be killed; the log that stays behind."""
    aside = path.with_name("killed.excerpta")
    with open_library(path) as library:
        (document, *_) = documents.document_ids(library)
        for at in range(number):
            annotating.add_highlight(library, document, at, at + 5)
        shutil.copy(path, aside)
        log = path.with_name(f"{path.name}-wal").read_bytes()
    aside.replace(path)
    return log


def test_the_log_of_a_crash_is_folded_in(sample_path: Path) -> None:
    log = leave_log(sample_path, 5)
    sample_path.with_name(f"{sample_path.name}-wal").write_bytes(log)
    with open_library(sample_path) as library:
        assert library.connection.execute("SELECT count(*) FROM command").fetchone() == (5,)


def test_the_log_of_another_file_is_not_folded_in(sample_path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.excerpta"
    connection = sqlite3.connect(other)
    connection.executescript("PRAGMA journal_mode = WAL; CREATE TABLE t (x); PRAGMA wal_autocheckpoint = 0;")
    connection.executemany("INSERT INTO t VALUES (randomblob(3000))", [()] * 40)
    connection.commit()
    foreign = other.with_name("other.excerpta-wal").read_bytes()
    connection.close()
    log = sample_path.with_name(f"{sample_path.name}-wal")
    log.write_bytes(foreign)
    before = sample_path.read_bytes()
    with pytest.raises(DamageError, match="does not fit"):
        open_library(sample_path)
    assert sample_path.read_bytes() == before
    assert log.read_bytes() == foreign
    log.unlink()
    with open_library(sample_path) as library:
        assert documents.document_count(library) == 9


def test_the_journal_of_another_program_is_not_played_back(sample_path: Path) -> None:
    journal = sample_path.with_name(f"{sample_path.name}-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    before = sample_path.read_bytes()
    with pytest.raises(DamageError, match="did not finish"):
        open_library(sample_path)
    assert sample_path.read_bytes() == before
    assert journal.exists()
