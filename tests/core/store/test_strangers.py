"""A library from a stranger is data: its triggers and views never run, and what is not ours is named."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from excerpta.core.model.errors import DamageError
from excerpta.core.services import annotating, documents
from excerpta.core.services.checking import check_library
from excerpta.core.services.libraries import create_library, open_library
from excerpta.core.store import strangers
from excerpta.core.store.opening import SCHEMA_VERSION

Alter = Callable[[str], bytes]


@pytest.fixture
def alter(sample_path: Path) -> Alter:
    """Runs SQL on the closed sample library, as its sender could; what the file then is."""

    def run(script: str) -> bytes:
        connection = sqlite3.connect(sample_path)
        connection.executescript(script)
        connection.close()
        return sample_path.read_bytes()

    return run


def test_our_own_libraries_hold_nothing_foreign(tmp_path: Path) -> None:
    with create_library(tmp_path / "own.excerpta") as library:
        assert strangers.foreign_parts(library.connection, SCHEMA_VERSION) == strangers.Foreign((), ())


def test_a_file_with_triggers_is_not_opened_for_writing_and_is_left_as_it_was(
    alter: Alter, sample_path: Path
) -> None:
    before = alter(
        "CREATE TRIGGER wipe AFTER UPDATE ON annotation BEGIN DELETE FROM annotation_tag; END;"
        "CREATE TRIGGER spy AFTER INSERT ON annotation BEGIN UPDATE annotation SET note = exact; END;"
    )
    with pytest.raises(DamageError, match=r"instructions of its own \(spy, wipe\)") as error:
        open_library(sample_path)
    assert "reading only" in error.value.advice
    assert sample_path.read_bytes() == before
    with open_library(sample_path, read_only=True) as library:
        assert documents.document_count(library) == 9


@pytest.mark.parametrize(
    "script",
    [
        "ALTER TABLE annotation RENAME TO kept; CREATE VIEW annotation AS SELECT * FROM kept;",
        "DROP VIEW highlights; CREATE VIEW highlights AS SELECT randomblob(1000000000);",
        "DROP TABLE setting;",
        "DROP INDEX annotation_place; CREATE INDEX annotation_place ON annotation (upper(note));",
    ],
)
def test_what_takes_the_place_of_a_part_of_ours_is_refused(
    alter: Alter, sample_path: Path, script: str
) -> None:
    before = alter(script)
    for read_only in (False, True):
        with pytest.raises(DamageError, match="is not what it is in a library"):
            open_library(sample_path, read_only=read_only)
    assert sample_path.read_bytes() == before


def test_tables_and_views_beside_ours_are_left_alone_and_never_run(alter: Alter, sample_path: Path) -> None:
    alter(
        "CREATE TABLE mine (word TEXT); CREATE INDEX mine_word ON mine (word); ANALYZE;"
        "CREATE VIEW endless AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT count(*) FROM n;"
    )
    with open_library(sample_path) as library:
        assert not check_library(library)
        (document, *_) = documents.document_ids(library)
        annotating.add_highlight(library, document, 0, 5)
    with sqlite3.connect(sample_path) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    connection.close()
    assert {"mine", "mine_word", "endless"} <= names


def test_a_function_with_effects_in_a_schema_is_not_called(alter: Alter, sample_path: Path) -> None:
    # SQLite refuses what is not harmless, wherever in a schema it stands.
    alter("CREATE TABLE mine (word TEXT); CREATE VIEW reads AS SELECT load_extension('evil') AS word;")
    with (
        open_library(sample_path) as library,
        pytest.raises(sqlite3.OperationalError, match=r"unsafe use|not authorized|no such function"),
    ):
        library.connection.execute("SELECT word FROM reads").fetchall()


def test_statements_cannot_grow_without_end(tmp_path: Path) -> None:
    with create_library(tmp_path / "own.excerpta") as library:
        one = library.connection
        with pytest.raises((sqlite3.OperationalError, sqlite3.DataError)):
            one.execute("SELECT " + "(" * 2000 + "1" + ")" * 2000)
        with pytest.raises((sqlite3.OperationalError, sqlite3.DataError)):
            one.execute(f"SELECT '{'x' * 1_000_000}'")
        assert one.execute("PRAGMA trusted_schema").fetchone() == (0,)
        assert one.execute("PRAGMA cell_size_check").fetchone() == (1,)


def test_an_older_number_of_the_schema_does_not_make_it_be_migrated(alter: Alter, sample_path: Path) -> None:
    before = alter("PRAGMA user_version = 4")
    with pytest.raises(DamageError, match="document_search"):
        open_library(sample_path)
    assert sample_path.read_bytes() == before
