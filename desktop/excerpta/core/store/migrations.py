"""Migrations bring a library file to the present schema; each has a name and is never edited.

Question: how does an older program meet a newer file? Choice: `user_version` is the number of
migrations that the file has seen; a file with a higher number is refused with a sentence. Why:
the list of names alone does not tell an older program that there is something it does not know.
"""

import sqlite3

from sqlite_utils import Database, Migrations

from excerpta.core.store import schema

MIGRATIONS = Migrations("excerpta")


@MIGRATIONS(name="0001_tables")
def _tables(db: Database) -> None:
    for statement in _statements(schema.TABLES_1):
        db.execute(statement)


@MIGRATIONS(name="0002_pictures_and_names_of_colours")
def _pictures_and_names_of_colours(db: Database) -> None:
    for statement in _statements(schema.TABLES_2):
        db.execute(statement)


@MIGRATIONS(name="0003_caret_and_highlight_where_reading_stopped")
def _caret_and_highlight_where_reading_stopped(db: Database) -> None:
    for statement in _statements(schema.TABLES_3):
        db.execute(statement)


@MIGRATIONS(name="0004_memos_and_saved_searches")
def _memos_and_saved_searches(db: Database) -> None:
    for statement in _statements(schema.TABLES_4):
        db.execute(statement)


@MIGRATIONS(name="0005_search_in_every_script")
def _search_in_every_script(db: Database) -> None:
    for statement in _statements(schema.TABLES_5):
        db.execute(statement)


@MIGRATIONS(name="0006_documents_that_are_much_the_same")
def _documents_that_are_much_the_same(db: Database) -> None:
    for statement in _statements(schema.TABLES_6):
        db.execute(statement)


def _statements(script: str) -> list[str]:
    """Split a script, because `executescript` would commit the transaction it stands in."""
    statements: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements


def migrate(db: Database) -> None:
    """Apply what is missing, with foreign keys off meanwhile and checked afterwards.

    Raises:
        sqlite3.IntegrityError: the migrated file would break a foreign key.
    """
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        with db.atomic():
            MIGRATIONS.apply(db)
            broken = db.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise sqlite3.IntegrityError(f"{len(broken)} rows point nowhere after the migration")
            db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {len(MIGRATIONS.applied(db))}")
    finally:
        db.execute("PRAGMA foreign_keys = ON")
