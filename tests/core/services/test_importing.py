"""Importing what a disk holds: odd names, twins, things that are no files."""

import os
import sys
from pathlib import Path

import pytest
from tests.pictures import data_address, png

from excerpta.core.model.document import BlockKind
from excerpta.core.model.ids import DocumentId
from excerpta.core.services.checking import check_library
from excerpta.core.services.documents import document_count, image_sizes, read_document, read_image
from excerpta.core.services.history import redo, undo
from excerpta.core.services.importing import import_paths, import_text
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


def test_a_page_comes_in_with_its_pictures_and_undo_takes_them_away(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    (folder / "page_files").mkdir(parents=True)
    for name in ("page_files/map.png", "again.png"):
        (folder / name).write_bytes(png())
    (folder / "page_files" / "advertisement.html").write_text("<p>Buy this.</p>")
    (folder / "page.html").write_text(
        "<p>Words.</p><figure><img src=page_files/map.png alt='A map'><img src=again.png></figure>"
    )
    (folder / "second.md").write_text("Other words.\n\n![Once more](again.png)\n\n![](gone.png)\n")
    report = import_paths(library, [folder])
    assert [(one.name, one.warnings) for one in report.imported] == [
        ("page.html", ()),
        ("second.md", ("The picture “gone.png” did not come with the page.",)),
    ]
    first, second = (read_document(library, one.document) for one in report.imported)
    pictures = [block for block in first.blocks if block.kind is BlockKind.IMAGE]
    assert [block.description for block in pictures] == ["A map", ""]
    assert {read_image(library, block.image) for block in pictures} == {png()}
    assert image_sizes(library, first.id) == image_sizes(library, second.id) == {pictures[0].image: (8, 6)}
    assert library.database["asset"].count == 1
    assert check_library(library) == ()
    undo(library)
    assert read_image(library, pictures[0].image) is None
    assert image_sizes(library, first.id) == {}
    redo(library)
    assert read_image(library, pictures[0].image) == png()
    assert read_document(library, first.id).blocks == first.blocks
    assert check_library(library) == ()


def test_a_picture_stays_as_long_as_one_document_shows_it(library: Library, tmp_path: Path) -> None:
    (tmp_path / "map.png").write_bytes(png())
    for name in ("one", "two"):
        (tmp_path / f"{name}.html").write_text(f"<p>Page {name}.</p><p><img src=map.png>")
        import_paths(library, [tmp_path / f"{name}.html"])
    (block,) = (one for one in read_document(library, DocumentId(2)).blocks if one.image)
    undo(library)
    assert read_image(library, block.image) == png()
    assert check_library(library) == ()
    undo(library)
    assert read_image(library, block.image) is None
    redo(library)
    redo(library)
    assert read_image(library, block.image) == png()


def test_a_library_tells_which_pictures_are_wrong(library: Library, tmp_path: Path) -> None:
    import_text(library, "", html=f"<p>Words.</p><img src='{data_address(png())}'>")
    with library.write() as connection:
        connection.execute("UPDATE asset SET data = x'00'")
    assert [problem.kind for problem in check_library(library)] == ["picture"]
    with library.write() as connection:
        connection.execute("DELETE FROM document_asset")
    sentences = [problem.sentence for problem in check_library(library) if problem.kind == "picture"]
    assert [sentence.rpartition(" is ")[2] for sentence in sentences[:1]] == [
        "not the one that was imported."
    ]
    assert "belongs to no document" in sentences[1]
    assert "are not those that its text names" in sentences[2]
