"""A library of every schema version that was ever released opens, is sound, and keeps undo and redo."""

import shutil
from pathlib import Path

import pytest
from tests.pictures import png

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import BlockKind, ReadingPlace, SpanKind
from excerpta.core.model.ids import AnnotationId, DocumentId
from excerpta.core.services import annotating, colours, documents, history
from excerpta.core.services.checking import check_library
from excerpta.core.services.libraries import open_library
from excerpta.core.store.library import Library
from excerpta.core.store.opening import SCHEMA_VERSION

GOLDEN = Path(__file__).resolve().parents[2] / "golden"


def test_there_is_one_for_each_version() -> None:
    names = sorted(path.name for path in GOLDEN.glob("*.excerpta"))
    assert names == [f"version-{number}.excerpta" for number in range(1, SCHEMA_VERSION + 1)]


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_an_old_library_opens_with_all_that_it_holds(tmp_path: Path, version: int) -> None:
    path = Path(shutil.copy(GOLDEN / f"version-{version}.excerpta", tmp_path / "old.excerpta"))
    with open_library(path) as library:
        assert check_library(library) == ()
        if version >= 2:
            assert holds_what_the_second_schema_added(library)
        if version >= 3:
            stopped = documents.read_document(library, DocumentId(1)).stopped_at
            assert stopped == ReadingPlace(3, 7, AnnotationId(1))
        if version >= 4:
            assert holds_what_the_fourth_schema_added(library)
        first, second = annotating.highlights_of(library, DocumentId(1))
        assert (first.quote.exact, first.note, first.coder) == ("Envoys met 😀 ", "old note", "coder")
        assert second.quote.exact == "هیئت افغان"
        assert history.redo_label(library) == "add highlight"
        assert history.redo(library)
        while history.redo(library):
            pass
        assert check_library(library) == ()
        while history.undo(library):
            pass
        assert annotating.highlights_of(library, DocumentId(1)) == ()
        assert library.database["document"].count == 0
        assert check_library(library) == ()


def holds_what_the_second_schema_added(library: Library) -> bool:
    """Pictures, names of colours; and small print, which older programs did not know."""
    document = documents.read_document(library, DocumentId(2))
    (picture,) = (block for block in document.blocks if block.kind is BlockKind.IMAGE)
    return (
        picture.description == "A map 🗺 of Doha"
        and documents.image_sizes(library, document.id) == {picture.image: (8, 6)}
        and documents.read_image(library, picture.image) == png()
        and colours.colour_names(library)[Colour.RED] == "Disputed"
        and [span.kind for span in document.spans] == [SpanKind.SMALL]
    )


def holds_what_the_fourth_schema_added(library: Library) -> bool:
    """A memo about the library and a saved search."""
    memos = list(library.database["memo"].rows_where("document_id IS NULL AND tag_id IS NULL"))
    searches = list(library.database["saved_search"].rows)
    return [memo["text"] for memo in memos] == ["what this is for 😀"] and [
        (search["name"], search["query"]) for search in searches
    ] == [("Marked red", '{"terms":[{"field":"colour","value":"red"}],"match":"any"}')]
