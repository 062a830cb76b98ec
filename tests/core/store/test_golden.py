"""A library of every schema version that was ever released opens, is sound, and keeps undo and redo."""

import shutil
from pathlib import Path

import pytest

from excerpta.core.model.ids import DocumentId
from excerpta.core.services import annotating, history
from excerpta.core.services.checking import check_library
from excerpta.core.services.libraries import open_library
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
        first, second = annotating.highlights_of(library, DocumentId(1))
        assert (first.quote.exact, first.note, first.coder) == ("Envoys met 😀 ", "old note", "coder")
        assert second.quote.exact == "هیئت افغان"
        assert history.redo_label(library) == "add highlight"
        assert history.redo(library)
        while history.undo(library):
            pass
        assert annotating.highlights_of(library, DocumentId(1)) == ()
        assert check_library(library) == ()
