"""Opening library files: what is refused, what is said, and that nothing is harmed."""

import os
import sqlite3
import sys
import threading
from pathlib import Path

import pytest

from excerpta.core.model.errors import LibraryError, LibraryReadOnlyError
from excerpta.core.services.annotating import add_highlight, highlights_of
from excerpta.core.services.libraries import create_library, open_library
from excerpta.core.store import library as store
from excerpta.core.store import opening
from excerpta.core.store.backup import back_up
from excerpta.core.store.migrations import MIGRATIONS
from excerpta.core.store.schema import APPLICATION_ID


def test_a_closed_library_is_one_private_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.excerpta"
    create_library(path).close()
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.excerpta"]
    assert path.stat().st_mode & 0o077 == 0


def test_the_program_knows_every_migration() -> None:
    assert len(MIGRATIONS._migrations) == opening.SCHEMA_VERSION


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.excerpta"
    path.write_text("precious")
    with pytest.raises(LibraryError, match="exists already"):
        create_library(path)
    assert path.read_text() == "precious"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="No library can be made"):
        create_library(tmp_path / "nowhere" / "mine.excerpta")


@pytest.mark.parametrize("content", [b"", b"just a text", b"SQLite format 3\x00" + b"\x00" * 84])
def test_what_is_not_a_library_is_left_as_it_was(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.excerpta"
    path.write_bytes(content)
    with pytest.raises(LibraryError, match="is not an Excerpta library"):
        open_library(path)
    assert path.read_bytes() == content
    assert [entry.name for entry in tmp_path.iterdir()] == ["other.excerpta"]


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="There is no library"):
        open_library(tmp_path / "missing.excerpta")
    with pytest.raises(LibraryError, match="is a folder"):
        open_library(tmp_path)


def test_a_newer_library_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "new.excerpta"
    create_library(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {opening.SCHEMA_VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="newer Excerpta"):
        open_library(path)
    assert path.read_bytes() == before


def test_an_older_library_is_backed_up_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.excerpta"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("CREATE TABLE relic (word TEXT)")
    connection.close()
    with open_library(path) as library:
        assert library.connection.execute("PRAGMA user_version").fetchone() == (opening.SCHEMA_VERSION,)
    with sqlite3.connect(tmp_path / "old.excerpta.version-0.backup") as backup:
        assert backup.execute("SELECT name FROM sqlite_schema").fetchall() == [("relic",)]
    backup.close()


def test_reading_only_refuses_every_change(library: store.Library, three: list[int]) -> None:
    with open_library(library.path, read_only=True) as reader:
        assert highlights_of(reader, three[0]) == ()
        with pytest.raises(LibraryReadOnlyError, match="open for reading only"):
            add_highlight(reader, three[0], 0, 6)


def test_a_library_in_a_folder_without_room_for_a_log_can_be_read(
    library: store.Library, three: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    add_highlight(library, three[0], 0, 6)
    library.close()
    monkeypatch.setattr(store, "_log_can_be_made", lambda path: False)
    with open_library(library.path, read_only=True) as reader:
        assert [one.quote.exact for one in highlights_of(reader, three[0])] == ["Envoys"]
    assert [entry.name for entry in library.path.parent.iterdir()] == [library.path.name]


def test_a_file_that_may_not_be_written_says_so(
    library: store.Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(LibraryError, match="cannot be written to"):
        open_library(library.path)


def test_another_writer_is_waited_for_and_then_named(
    library: store.Library, three: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(library.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    library.connection.execute("PRAGMA busy_timeout = 10")
    with pytest.raises(LibraryError, match="written to by another program"):
        add_highlight(library, three[0], 0, 6)
    other.execute("ROLLBACK")
    other.close()
    add_highlight(library, three[0], 0, 6)
    assert len(highlights_of(library, three[0])) == 1


def test_a_failed_transaction_leaves_nothing(library: store.Library) -> None:
    def fail() -> None:
        with library.write() as connection:
            connection.execute("INSERT INTO setting VALUES ('a', 'b')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert library.connection.execute("SELECT count(*) FROM setting").fetchone() == (0,)


def test_a_bug_is_not_passed_off_as_a_fault_of_the_disk(library: store.Library) -> None:
    def blunder() -> None:
        with library.write() as connection:
            connection.execute("SELECT word FROM nowhere")

    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        blunder()


def test_a_full_disk_is_said_and_loses_nothing(library: store.Library, three: list[int]) -> None:
    add_highlight(library, three[0], 0, 6)
    library.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    pages = library.connection.execute("PRAGMA page_count").fetchone()[0]
    library.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryError, match="disk is full"):
        add_highlight(library, three[0], 7, 10, note="x" * 100_000)
    assert [one.quote.exact for one in highlights_of(library, three[0])] == ["Envoys"]


def test_every_thread_has_a_connection_and_close_ends_them_all(library: store.Library) -> None:
    seen: list[sqlite3.Connection] = [library.connection]
    thread = threading.Thread(target=lambda: seen.append(library.connection))
    thread.start()
    thread.join()
    assert seen[0] is not seen[1]
    library.close()
    for connection in seen:
        with pytest.raises(sqlite3.ProgrammingError):
            connection.execute("SELECT 1")


def test_writes_of_another_program_are_noticed(library: store.Library, three: list[int]) -> None:
    before = library.data_version()
    add_highlight(library, three[0], 0, 6)
    assert library.data_version() == before
    with open_library(library.path) as other:
        add_highlight(other, three[0], 0, 6)
    assert library.data_version() != before


def test_the_state_is_told_until_something_is_written_in_a_change(
    library: store.Library, three: list[int]
) -> None:
    before = library.state()
    told = []

    def fail() -> None:
        with library.write() as connection:
            told.append(library.state())
            connection.execute("UPDATE document SET title = 'x' WHERE id = ?", (three[0],))
            told.append(library.state())
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert told == [before, None]
    assert library.state() != before


def test_a_backup_is_a_library(library: store.Library, three: list[int], tmp_path: Path) -> None:
    add_highlight(library, three[0], 0, 6)
    back_up(library, tmp_path / "copy.excerpta")
    with open_library(tmp_path / "copy.excerpta") as copy:
        assert len(highlights_of(copy, three[0])) == 1


def test_the_views_tell_the_same_as_the_program(library: store.Library, three: list[int]) -> None:
    add_highlight(library, three[1], 0, 4, note="n")
    rows = library.database.query("SELECT document, quote, note FROM highlights")
    assert list(rows) == [{"document": "گفت‌وگوهای صلح", "quote": "هیئت", "note": "n"}]
    assert library.database["documents"].count == 3


def test_every_statement_can_be_traced(library: store.Library, three: list[int]) -> None:
    seen: list[str] = []
    library.trace(seen.append)
    highlights_of(library, three[0])
    assert any("FROM annotation" in statement for statement in seen)


def test_damage_is_a_fault_and_a_mistake_of_ours_is_none(library: store.Library, three: list[int]) -> None:
    library.close()
    data = bytearray(library.path.read_bytes())
    for place in range(4096 * 2, len(data), 7):
        data[place] ^= 0x55
    library.path.write_bytes(data)
    with pytest.raises(sqlite3.DatabaseError) as damage:
        list(library.connection.execute("SELECT * FROM content"))
    fault = store.fault_of(damage.value, library.path)
    assert fault is not None
    assert "cannot be read as a library" in fault.sentence
    assert store.fault_of(sqlite3.OperationalError("no such table: x"), library.path) is None
    assert store.fault_of(ValueError(), library.path) is None


def test_damage_met_while_a_library_is_used_is_one_sentence(library: store.Library, three: list[int]) -> None:
    library.close()
    whole = library.path.read_bytes()
    for step in (3, 7, 31, 400):
        data = bytearray(whole)
        for place in range(100, len(data), step):
            data[place] ^= 0xFF
        library.path.write_bytes(data)
        for read_only in (True, False):
            with pytest.raises(LibraryError), open_library(library.path, read_only=read_only) as damaged:
                list(damaged.connection.execute("SELECT * FROM document, content, tag"))


@pytest.mark.skipif(sys.platform == "win32", reason="has no such pipes")
def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.excerpta")
    with pytest.raises(LibraryError, match="is not a file"):
        open_library(tmp_path / "pipe.excerpta")


def test_reading_leaves_nothing_beside_the_file(library: store.Library, three: list[int]) -> None:
    library.close()
    with open_library(library.path, read_only=True) as reader:
        assert highlights_of(reader, three[0]) == ()
        with pytest.raises(sqlite3.OperationalError):
            reader.connection.execute("DELETE FROM document")
    assert [entry.name for entry in library.path.parent.iterdir()] == [library.path.name]
