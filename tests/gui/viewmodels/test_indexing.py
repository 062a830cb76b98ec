"""Documents that the search index lacks are indexed in the background, and kept when it is stopped."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from excerpta.core.services import searching
from excerpta.core.services.libraries import open_library
from excerpta.core.services.settings import write_setting
from excerpta.gui.viewmodels.indexing import IndexingViewModel
from excerpta.gui.viewmodels.session import LibrarySession


def emptied(path: Path) -> LibrarySession:
    """A library whose index is as a migration leaves it."""
    session = LibrarySession(open_library(path))
    with session.library.write() as connection:
        connection.execute("INSERT INTO document_search (document_search) VALUES ('delete-all')")
    return session


def test_what_is_missing_is_indexed(qtbot: QtBot, sample_path: Path) -> None:
    session = emptied(sample_path)
    assert len(searching.unindexed_documents(session.library)) == 9
    assert list(searching.search(session.library, "doha")) == []
    indexing = IndexingViewModel(session, session)
    with qtbot.waitSignal(indexing.finished):
        indexing.start()
    assert searching.unindexed_documents(session.library) == []
    assert len(list(searching.search(session.library, "doha"))) > 5
    indexing.finished.connect(lambda: qtbot.fail("there was nothing to do"))
    indexing.start()
    qtbot.waitUntil(lambda: not session.background.is_busy())
    session.close()


def test_a_stop_keeps_what_is_done(sample_path: Path) -> None:
    session = emptied(sample_path)
    library = session.library
    missing = searching.unindexed_documents(library)
    told: list[tuple[int, int]] = []
    searching._AT_ONCE, before = 2, searching._AT_ONCE
    try:
        searching.index_documents(
            library, missing, progress=lambda *far: told.append(far), cancelled=lambda: len(told) == 2
        )
    finally:
        searching._AT_ONCE = before
    assert told == [(2, 9), (4, 9)]
    assert searching.unindexed_documents(library) == missing[4:]
    searching.index_documents(library, missing)
    assert searching.unindexed_documents(library) == []
    session.close()
    with open_library(sample_path, read_only=True) as reading:
        assert searching.unindexed_documents(reading) == []


def test_indexing_is_not_taken_for_another_program(qtbot: QtBot, sample_path: Path) -> None:
    session = emptied(sample_path)
    indexing = IndexingViewModel(session, session)
    with qtbot.waitSignal(indexing.finished):
        indexing.start()
    assert not session.was_written_elsewhere()
    with open_library(sample_path) as other:
        write_setting(other, "a", "1")
    assert session.was_written_elsewhere()
    session.close()
