"""The sample library is made from the files in `seeds`, so that it always has the present schema."""

import csv
from collections.abc import Iterator
from pathlib import Path

from excerpta.core.model.annotation import Colour, HighlightStyle
from excerpta.core.model.document import PartialDate, Provenance
from excerpta.core.model.errors import LibraryError
from excerpta.core.model.ids import DocumentId
from excerpta.core.model.tag import TagTree, parse_tag_path
from excerpta.core.services.annotating import add_highlight
from excerpta.core.services.documents import edit_document, read_document
from excerpta.core.services.importing import import_paths
from excerpta.core.services.libraries import create_library
from excerpta.core.services.tagging import create_tag, describe_tag, set_tag_shortcut, tag_tree
from excerpta.core.store import journal
from excerpta.core.store.library import Library
from excerpta.core.text.anchoring import find_quote


def create_sample_library(path: Path, *, seeds: Path) -> Library:
    """Make a library that holds the sample documents, codebook and highlights, and an empty history.

    Raises:
        LibraryError: something stands there already, or the seeds are not complete.
    """
    library = create_library(path)
    try:
        with library.write():
            _fill(library, seeds)
            journal.forget(library)
    except BaseException:
        library.close()
        path.unlink()
        raise
    return library


def _fill(library: Library, seeds: Path) -> None:
    report = import_paths(library, sorted((seeds / "documents").iterdir()))
    documents = {one.name: one.document for one in report.imported}
    for row in _rows(seeds / "metadata.csv"):
        published = PartialDate(row["published"], Provenance(row["provenance"]))
        edit_document(
            library,
            documents[row["document"]],
            title=row["title"],
            source=row["source"],
            place=row["place"],
            published=published,
        )
    for row in _rows(seeds / "codebook.csv"):
        tag, _ = create_tag(library, parse_tag_path(row["path"]), colour=Colour(row["colour"]))
        describe_tag(library, tag, row["description"])
        if row["shortcut"]:
            set_tag_shortcut(library, tag, row["shortcut"])
    tree = tag_tree(library)
    for row in _rows(seeds / "highlights.csv"):
        _highlight(library, documents[row["document"]], tree, row)


def _highlight(library: Library, document: DocumentId, tree: TagTree, row: dict[str, str]) -> None:
    place = find_quote(read_document(library, document).text, row["quote"], row["prefix"])
    if place is None:
        raise LibraryError(f"The sample library is not complete: “{row['quote']}” is not in its document.")
    tags = [tree.find(parse_tag_path(path)) for path in row["tags"].split(" | ") if path]
    add_highlight(
        library,
        document,
        *place,
        colour=Colour(row["colour"]),
        style=HighlightStyle(row["style"] or HighlightStyle.HIGHLIGHT),
        tags=[tag.id for tag in tags if tag is not None],
        note=row["note"],
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
