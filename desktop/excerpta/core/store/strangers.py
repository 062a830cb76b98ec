"""A library may come from anybody: what is in its schema and not ours is recognised before it could run.

Question: how is a trigger of a stranger kept from running? Choice: the schema is compared with ours at
opening; a file with triggers is never opened for writing, one whose tables are others not at all. Why:
reading runs no trigger and no view that is not asked for, and SQLite can switch triggers off only where
the interface of a newer Python reaches that.
"""

import sqlite3
from dataclasses import dataclass
from functools import lru_cache

from excerpta.core.store.schema import TABLES

_SHADOW = "document_search_"
"""What FTS5 keeps its index in; its text is FTS5's own."""

_SCHEMA = "SELECT type, name, sql FROM sqlite_schema"


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a file has that is not ours.

    Attributes:
        triggers: names of triggers, of which we have none.
        altered: names of tables, indexes and views of ours that are something else, or tables not there.
    """

    triggers: tuple[str, ...]
    altered: tuple[str, ...]


def foreign_parts(connection: sqlite3.Connection, version: int) -> Foreign:
    """Compare the schema of a file with ours of a version; tables, indexes and views beside them may be."""
    expected = our_schema(version)
    found = {name: (kind, _plain(sql)) for kind, name, sql in connection.execute(_SCHEMA)}
    triggers = [name for name, (kind, _) in found.items() if kind == "trigger"]
    altered = []
    for name, (kind, sql) in expected.items():
        if name not in found:
            if kind == "table":
                altered.append(name)
        elif found[name] != (kind, sql) and not _is_shadow(name, *found[name]):
            altered.append(name)
    return Foreign(tuple(sorted(triggers)), tuple(sorted(altered)))


@lru_cache(maxsize=8)
def our_schema(version: int) -> dict[str, tuple[str, str]]:
    """Type and statement of everything in a library of a version, under its name."""
    memory = sqlite3.connect(":memory:")
    try:
        for script in TABLES[:version]:
            memory.executescript(script)
        return {name: (kind, _plain(sql)) for kind, name, sql in memory.execute(_SCHEMA)}
    finally:
        memory.close()


def _is_shadow(name: str, kind: str, sql: str) -> bool:
    return name.startswith(_SHADOW) and kind == "table" and sql.startswith("CREATE TABLE ")


def _plain(sql: object) -> str:
    return " ".join(str(sql or "").split())
