"""Backups in the window: by themselves while it rests, listed, restored; faults are told once."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from excerpta.core.services import annotating, backups, documents
from excerpta.core.services.libraries import open_library
from excerpta.gui.viewmodels.backing_up import BackingUpViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.viewmodels.watching import WatchingViewModel


@pytest.fixture
def backing(session: LibrarySession) -> BackingUpViewModel:
    return BackingUpViewModel(session, session)


def highlight(session: LibrarySession) -> None:
    document = documents.document_ids(session.library)[0]
    session.perform(lambda: annotating.add_highlight(session.library, document, 0, 5))


def rest(qtbot: QtBot, session: LibrarySession) -> None:
    qtbot.waitUntil(lambda: not session.background.is_busy())


def test_a_change_is_backed_up_once_the_window_rests(
    qtbot: QtBot, session: LibrarySession, backing: BackingUpViewModel
) -> None:
    highlight(session)
    backing._look()
    assert not session.background.is_busy()  # the change was just made
    backing._look()
    rest(qtbot, session)
    (made,) = backups.backups(session.library.path)
    assert made.reason == "automatic"
    backing._look()
    assert not session.background.is_busy()  # nothing was changed since


def test_nothing_is_backed_up_while_a_long_change_is_made(
    qtbot: QtBot, session: LibrarySession, backing: BackingUpViewModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    highlight(session)
    backing._look()
    monkeypatch.setattr(session.long, "is_going_on", lambda: True)
    backing._look()
    assert not session.background.is_busy()


def test_what_cannot_be_backed_up_is_told_once(
    qtbot: QtBot, session: LibrarySession, backing: BackingUpViewModel
) -> None:
    told: list[str] = []
    backing.failed.connect(lambda sentence, _: told.append(sentence))
    session.library.path.with_name(f"{session.library.path.stem} backups").write_text("in the way")
    highlight(session)
    for _ in range(4):
        backing._look()
        rest(qtbot, session)
    assert len(told) == 1
    assert "No backup" in told[0]


def test_backups_are_listed_with_what_they_hold_and_restored_beside(
    qtbot: QtBot, session: LibrarySession, backing: BackingUpViewModel
) -> None:
    highlight(session)
    with qtbot.waitSignal(backing.made):
        backing.make()
    with qtbot.waitSignal(backing.listed) as listed:
        backing.list()
    ((backup, holding),) = listed.args[0]
    assert (holding.documents, holding.highlights, holding.last) == (9, 54, "add highlight")
    with qtbot.waitSignal(backing.restored) as restored:
        backing.restore(backup)
    with open_library(restored.args[0], read_only=True) as library:
        assert documents.document_count(library) == 9
    backup.path.unlink()
    with qtbot.waitSignal(backing.failed):
        backing.restore(backup)


def test_the_room_is_kept_in_the_library(session: LibrarySession, backing: BackingUpViewModel) -> None:
    assert backing.chosen_room() is None
    backing.set_room(0)
    assert backing.chosen_room() == 0
    backing.set_room(None)
    assert backing.chosen_room() is None


def test_a_library_that_is_only_read_is_not_backed_up(qtbot: QtBot, sample_path: Path) -> None:
    session = LibrarySession(open_library(sample_path, read_only=True))
    backing = BackingUpViewModel(session, session)
    backing.start()
    assert not backing._timer.isActive()
    told: list[str] = []
    backing.failed.connect(lambda sentence, _: told.append(sentence))
    backing.set_room(5)
    assert not told
    session.close()


def test_damage_deep_in_the_file_is_found_and_nothing_is_written_any_more(
    qtbot: QtBot, session: LibrarySession, monkeypatch: pytest.MonkeyPatch
) -> None:
    from excerpta.core.store import soundness

    watching = WatchingViewModel(session, session)
    monkeypatch.setattr(soundness, "first_fault", lambda *_: "Tree 5 page 7: btreeInitPage() returns error")
    with qtbot.waitSignal(watching.found_damage) as found:
        watching.look()
    assert "is damaged" in found.args[0]
    said: list[str] = []
    session.failed.connect(lambda sentence, _: said.append(sentence))
    highlight(session)
    assert "is damaged" in said[0]


def test_a_synchronised_folder_is_told(qtbot: QtBot, session: LibrarySession) -> None:
    (session.library.path.parent / ".stfolder").mkdir()
    watching = WatchingViewModel(session, session)
    with qtbot.waitSignal(watching.found_risk) as found:
        watching.look()
    assert found.args == ["in a folder that Syncthing synchronises"]
