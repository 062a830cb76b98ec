"""Pictures: kept once, however many documents show them, and none that no document shows."""

from collections.abc import Iterable

from excerpta.core.model.document import Asset
from excerpta.core.model.ids import DocumentId
from excerpta.core.store.journal import Command
from excerpta.core.store.library import Library

_COLUMNS = ("sha256", "media_type", "width", "height", "data")


def insert(command: Command, shown: Iterable[tuple[DocumentId, Asset]]) -> None:
    """Add the pictures that documents show; those that the library holds already are not added again."""
    new: dict[str, Asset] = {}
    links: list[tuple[int, str]] = []
    select = "SELECT 1 FROM asset WHERE sha256 = ?"
    for document, asset in shown:
        links.append((document, asset.sha256))
        if command.connection.execute(select, (asset.sha256,)).fetchone() is None:
            new[asset.sha256] = asset
    rows = [(one.sha256, one.media_type, one.width, one.height, one.data) for one in new.values()]
    command.insert("asset", _COLUMNS, rows)
    command.insert("document_asset", ("document_id", "sha256"), links)


def read(library: Library, sha256: str) -> bytes | None:
    """A picture's file; None where the library does not hold it."""
    row = library.connection.execute("SELECT data FROM asset WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else bytes(row[0])


def sizes(library: Library, document: DocumentId) -> dict[str, tuple[int, int]]:
    """Width and height in pixels of the pictures of a document, by their SHA-256 in hex."""
    statement = """
        SELECT asset.sha256, width, height FROM document_asset JOIN asset USING (sha256)
        WHERE document_id = ?
    """
    return {row[0]: (row[1], row[2]) for row in library.connection.execute(statement, (document,))}
