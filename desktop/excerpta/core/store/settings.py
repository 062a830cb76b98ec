"""Settings that belong to a library travel with its file; they are nobody's work and not in the journal."""

from excerpta.core.store.library import Library


def read(library: Library, key: str, default: str = "") -> str:
    """The value of a setting, or `default`."""
    row = library.connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return default if row is None else str(row[0])


def write(library: Library, key: str, value: str) -> None:
    """Keep a setting."""
    with library.write() as connection:
        connection.execute(
            "INSERT INTO setting (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )
