"""Repairing: a library comes out whole where its parts are there twice, and every loss is told."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.damage.oracle import contents

from excerpta.core.model.errors import LibraryError
from excerpta.core.model.repair import RepairReport
from excerpta.core.services import annotating, documents, history
from excerpta.core.services.checking import check_library
from excerpta.core.services.libraries import open_library
from excerpta.core.services.repairing import repair_library
from excerpta.core.store.page_file import read_pages
from excerpta.core.store.salvage import _Salvage

PAGE = 4096
Repair = Callable[[], RepairReport]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "saved.excerpta"


def root(path: Path, name: str) -> int:
    connection = sqlite3.connect(path)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    connection.close()
    return int(page)


def wipe(path: Path, *pages: int) -> None:
    data = bytearray(path.read_bytes())
    for page in pages:
        data[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    path.write_bytes(data)


def test_a_sound_library_comes_out_as_it_is_with_its_history(sample_path: Path, out: Path) -> None:
    with open_library(sample_path) as library:
        annotating.add_highlight(library, documents.document_ids(library)[0], 0, 9, note="😀 یادداشت")
    report = repair_library(sample_path, out)
    assert report.findings == ()
    assert contents(out) == contents(sample_path)
    with open_library(out) as library:
        assert history.undo(library)
        assert not check_library(library)


@pytest.mark.parametrize("name", ["document", "content", "annotation", "tag", "original", "annotation_tag"])
def test_the_head_of_a_table_hides_nothing(sample_path: Path, out: Path, name: str) -> None:
    whole = contents(sample_path)
    wipe(sample_path, root(sample_path, name))
    report = repair_library(sample_path, out)
    saved = contents(out)
    if name not in ("tag", "document"):  # of which the whole is one page in a library as small as this
        assert saved[name] == whole[name]
    assert {key[4]: key for key in saved["annotation_tag"]}.keys() == {
        k[4]: k for k in whole["annotation_tag"]
    }.keys()
    assert report.documents == 9
    with open_library(out) as library:
        assert not check_library(library)


def test_without_the_list_of_tables_everything_is_found_by_its_shape(sample_path: Path, out: Path) -> None:
    whole = contents(sample_path)
    wipe(sample_path, 1)
    report = repair_library(sample_path, out)
    saved = contents(out)
    for name in ("document", "content", "original", "annotation", "tag", "annotation_tag", "asset"):
        assert saved[name] == whole[name]
    assert any("list of what is in the file is gone" in one.sentence for one in report.losses)


def pages_of(path: Path, name: str) -> list[int]:
    walk = _Salvage(read_pages(path.read_bytes()))
    walk.run()
    return [page for page, owner in walk._owner.items() if owner == name]


def test_lost_names_of_tags_get_numbers_and_keep_their_highlights(sample_path: Path, out: Path) -> None:
    whole = contents(sample_path)
    wipe(sample_path, *pages_of(sample_path, "tag"))
    report = repair_library(sample_path, out)
    assert sum("is called “Lost tag" in one.sentence for one in report.losses) == 27
    assert contents(out)["annotation_tag"] == whole["annotation_tag"]


def test_highlights_whose_rows_are_lost_are_made_anew_on_their_words(sample_path: Path, out: Path) -> None:
    whole = contents(sample_path)["annotation"]
    wipe(sample_path, *pages_of(sample_path, "annotation"))
    report = repair_library(sample_path, out)
    saved = contents(out)["annotation"]
    assert {key: row[1:9] for key, row in saved.items()} == {key: row[1:9] for key, row in whole.items()}
    assert sum("only the place is left" in one.sentence for one in report.losses) == len(whole)


def test_lost_texts_are_read_from_their_originals_again(sample_path: Path, out: Path) -> None:
    whole = contents(sample_path)["content"]
    wipe(sample_path, *pages_of(sample_path, "content"))
    report = repair_library(sample_path, out)
    saved = contents(out)["content"]
    assert {key: row[1] for key, row in saved.items()} == {key: row[1] for key, row in whole.items()}
    assert sum("read from its original again" in one.sentence for one in report.findings) == len(whole)


def test_without_text_and_original_the_words_of_highlights_are_kept(sample_path: Path, out: Path) -> None:
    whole = contents(sample_path)
    wipe(sample_path, *pages_of(sample_path, "content"), *pages_of(sample_path, "original"))
    report = repair_library(sample_path, out)
    saved = contents(out)
    assert {row[6] for row in saved["annotation"].values()} == {
        row[6] for row in whole["annotation"].values()
    }
    assert {row[11] for row in saved["annotation"].values()} == {
        row[11] for row in whole["annotation"].values()
    }
    assert any("only its highlights' words are left" in one.sentence for one in report.losses)
    with open_library(out) as library:
        assert not check_library(library)


def test_triggers_of_a_stranger_do_not_come_along(sample_path: Path, out: Path) -> None:
    connection = sqlite3.connect(sample_path)
    connection.execute("CREATE TRIGGER spy AFTER INSERT ON annotation BEGIN DELETE FROM tag; END")
    connection.close()
    assert repair_library(sample_path, out).losses == ()
    with open_library(out) as library:
        assert (
            library.connection.execute("SELECT 1 FROM sqlite_schema WHERE type = 'trigger'").fetchall() == []
        )
        assert not check_library(library)


def test_a_log_of_another_file_is_left_out_and_told(sample_path: Path, out: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.executescript("PRAGMA journal_mode = WAL; CREATE TABLE t (x);")
    connection.execute("INSERT INTO t VALUES (zeroblob(30000))")
    connection.commit()
    log = other.with_name("other.db-wal").read_bytes()
    connection.close()
    sample_path.with_name(f"{sample_path.name}-wal").write_bytes(log)
    report = repair_library(sample_path, out)
    assert any("does not fit" in one.sentence for one in report.losses)
    assert report.highlights == 53


def test_what_is_no_library_gives_a_sentence_and_no_file(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir, " * 2000)
    with pytest.raises(LibraryError, match="Nothing of a library"):
        repair_library(path, out)
    assert not out.exists()
    with pytest.raises(LibraryError, match="cannot be read"):
        repair_library(tmp_path / "missing.excerpta", out)
    with pytest.raises(LibraryError, match="exists already"):
        repair_library(path, path)
