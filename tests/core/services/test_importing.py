"""Importing what a disk holds: odd names, twins, things that are no files."""

import os
import sys
from pathlib import Path

import pytest

from excerpta.core.services.checking import check_library
from excerpta.core.services.documents import document_count
from excerpta.core.services.history import redo, undo
from excerpta.core.services.importing import import_paths
from excerpta.core.store.library import Library


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_a_name_that_is_no_utf_8_does_not_stop_the_batch(library: Library, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/odd\xff.txt"))
    odd.write_text("Words in an oddly named file.")
    (tmp_path / "plain.txt").write_text("Words in a plainly named file.")
    report = import_paths(library, [odd, tmp_path / "plain.txt"])
    assert [one.name for one in report.imported] == ["odd\ufffd.txt", "plain.txt"]
    assert check_library(library) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
def test_pipes_devices_and_loops_are_named_and_never_read(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")
    (folder / "endless.txt").symlink_to("/dev/zero")
    (folder / "itself.txt").symlink_to("itself.txt")
    (folder / "loop").symlink_to(".")
    (folder / "words.txt").write_text("Some words.")
    report = import_paths(library, [folder])
    assert [one.name for one in report.failed] == ["endless.txt", "itself.txt", "pipe.txt"]
    assert [one.name for one in report.imported] == ["words.txt"]


def test_twins_of_one_batch_come_in_once_and_again_after_undo(library: Library, tmp_path: Path) -> None:
    for name, data in (("a.txt", b"The same."), ("b.txt", b"The same."), ("c.txt", b"\xef\xbb\xbfThe same.")):
        (tmp_path / name).write_bytes(data)
    paths = sorted(tmp_path.glob("*.txt"))
    first = import_paths(library, [*paths, paths[0]])
    assert (len(first.imported), len(first.duplicates)) == (1, 3)
    undo(library)
    assert document_count(library) == 0
    again = import_paths(library, paths)
    assert (len(again.imported), len(again.duplicates)) == (1, 2)
    undo(library)
    redo(library)
    assert document_count(library) == 1
    assert check_library(library) == ()
