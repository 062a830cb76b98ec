"""A disk that is full, or fails: what was done is there, what was not is told, and work goes on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from excerpta.core.model.errors import BackupError, ExportError, LibraryError
from excerpta.core.services import annotating, backups, documents, exporting, importing
from excerpta.core.services.checking import check_library
from excerpta.core.services.libraries import create_library, open_library
from excerpta.core.services.repairing import repair_library
from excerpta.core.store.library import Library

ROOT = Path(__file__).resolve().parents[3]
WORDS = "many words of an article " * 400


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB; only root can have one."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount a disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def import_many(library: Library) -> None:
    for number in range(200):
        importing.import_text(library, f"{WORDS} {number}")


def test_a_full_disk_refuses_and_loses_nothing(small_disk: Path) -> None:
    path = small_disk / "talks.excerpta"
    with create_library(path) as library:
        importing.import_text(library, WORDS, title="First")
        filler = small_disk / "filler"
        filler.write_bytes(bytes(os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_bsize))
        with pytest.raises(LibraryError, match="disk is full") as error:
            import_many(library)
        assert "Make room" in error.value.advice
        number = documents.document_count(library)
        with pytest.raises(BackupError, match="No backup"):
            backups.make_backup(library)
        with pytest.raises(ExportError):
            exporting.export_csv(library, small_disk / "out.csv")
        with pytest.raises(LibraryError):
            repair_library(path, small_disk / "out.excerpta")
        assert documents.document_count(library) == number
        filler.unlink()
        annotating.add_highlight(library, documents.document_ids(library)[0], 0, 10)
        assert backups.make_backup(library)
    with open_library(path) as library:
        assert documents.document_count(library) == number
        assert not check_library(library)
    assert sorted(one.name for one in small_disk.iterdir()) == ["talks backups", "talks.excerpta"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_whenever_writing_fails_nothing_is_lost_and_it_is_told() -> None:
    command = [sys.executable, "-m", "tests.crash.full", "8"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "none is lost" in done.stdout
