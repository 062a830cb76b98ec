"""What failed can be tried again, and one report tells of both times."""

import zipfile
from pathlib import Path

from excerpta.core.services.import_report import ImportReport
from excerpta.core.services.importing import import_paths, import_text
from excerpta.core.store.library import Library


def test_what_was_mended_comes_in_and_the_rest_has_failed_still(library: Library, tmp_path: Path) -> None:
    for name, data in {"good.txt": b"Some words.", "bad.txt": b"", "worse.txt": b""}.items():
        (tmp_path / name).write_bytes(data)
    paths = [*sorted(tmp_path.glob("*.txt")), tmp_path / "gone.txt"]
    first = import_paths(library, paths)
    assert first.to_try_again() == [tmp_path / name for name in ("bad.txt", "worse.txt", "gone.txt")]
    (tmp_path / "bad.txt").write_text("Mended words.")
    both = first.followed_by(import_paths(library, first.to_try_again()))
    assert [one.name for one in both.imported] == ["good.txt", "bad.txt"]
    assert [one.name for one in both.failed] == ["worse.txt", "gone.txt"]
    assert both.duplicates == ()


def test_the_good_files_of_an_archive_are_no_duplicates_of_themselves(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "all.zip"
    for bad in (b"", b"Mended words."):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("good.txt", b"Some words.")
            archive.writestr("bad.txt", bad)
        if not bad:
            first = import_paths(library, [path])
    assert first.to_try_again() == [path]
    both = first.followed_by(import_paths(library, first.to_try_again()))
    assert (len(both.imported), both.duplicates, both.failed) == (2, (), ())


def test_what_a_stop_left_unread_has_failed_still_and_what_was_pasted_lies_nowhere(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    first = import_paths(library, [tmp_path / "bad.txt"])
    again = import_paths(library, first.to_try_again(), cancelled=lambda: True)
    assert again == ImportReport(cancelled=True)
    assert first.followed_by(again).failed == first.failed
    pasted = import_text(library, " ")
    assert len(pasted.failed) == 1
    assert pasted.to_try_again() == []
    assert pasted.followed_by(ImportReport()).failed == pasted.failed
