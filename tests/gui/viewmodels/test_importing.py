"""Imports from the window wait for one another, can be stopped, and say how they ended."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import LibraryError
from excerpta.core.services import importing
from excerpta.core.services.documents import document_count
from excerpta.core.services.import_report import ImportReport
from excerpta.gui.viewmodels.importing import ImportingViewModel
from excerpta.gui.viewmodels.session import LibrarySession


@pytest.fixture
def bringing(session: LibrarySession, qtbot: QtBot) -> Iterator[ImportingViewModel]:
    owner = QObject()
    yield ImportingViewModel(session, owner)
    qtbot.waitUntil(lambda: not session.background.is_busy())
    owner.deleteLater()


def write(folder: Path, number: int) -> list[Path]:
    paths = [folder / f"{n}.txt" for n in range(number)]
    for n, path in enumerate(paths):
        path.write_text(f"Report {folder.name} {n}\n\nIt was said.\n", encoding="utf-8")
    return paths


def test_a_second_import_waits_for_the_first(
    bringing: ImportingViewModel, session: LibrarySession, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    reports: list[ImportReport] = []
    changes: list[Changes] = []
    bringing.finished.connect(reports.append)
    session.changed.connect(changes.append)
    before = document_count(session.library)
    bringing.bring_in(write(tmp_path / "a", 30))
    bringing.bring_in(write(tmp_path / "b", 3))
    bringing.paste("Pasted", "A text.", "")
    qtbot.waitUntil(lambda: len(reports) == 3)
    assert [len(report.imported) for report in reports] == [30, 3, 1]
    assert len(changes) == 3
    assert document_count(session.library) == before + 34


def test_stop_keeps_what_came_in_and_lets_nothing_wait(
    bringing: ImportingViewModel, session: LibrarySession, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    reports: list[ImportReport] = []
    bringing.finished.connect(reports.append)
    bringing.progressed.connect(lambda done, *_: bringing.stop() if done else None)
    before = document_count(session.library)
    bringing.bring_in(write(folder, 900))
    bringing.paste("Pasted", "A text.", "")
    qtbot.waitUntil(lambda: bool(reports))
    assert reports[0].cancelled
    assert len(reports[0].imported) == document_count(session.library) - before
    assert len(reports) == 1
    assert session.undo_label().startswith("import")


def test_an_import_that_breaks_off_says_why_and_the_next_goes_on(
    bringing: ImportingViewModel,
    session: LibrarySession,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> ImportReport:
        raise LibraryError("The disk is full, so nothing was imported.", "Make room.")

    monkeypatch.setattr(importing, "import_paths", refuse)
    said: list[str] = []
    ended: list[bool] = []
    reports: list[ImportReport] = []
    session.failed.connect(lambda sentence, _: said.append(sentence))
    bringing.ended.connect(lambda: ended.append(True))
    bringing.finished.connect(reports.append)
    bringing.bring_in([tmp_path])
    bringing.paste("Pasted", "A text.", "")
    qtbot.waitUntil(lambda: bool(reports))
    assert said == ["The disk is full, so nothing was imported."]
    assert ended == [True]
    assert len(reports[0].imported) == 1
