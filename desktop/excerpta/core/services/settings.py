"""Settings that travel with a library."""

from excerpta.core.store import settings as store
from excerpta.core.store.library import Library


def read_setting(library: Library, key: str, default: str = "") -> str:
    """The value of a setting, or `default`."""
    return store.read(library, key, default)


def write_setting(library: Library, key: str, value: str) -> None:
    """Keep a setting; it is not a command and cannot be undone. A read-only library keeps none."""
    if not library.read_only:
        store.write(library, key, value)
