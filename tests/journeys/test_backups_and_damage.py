"""Backups are found in the window, a restored one opens, and a damaged library is repaired or read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from tests.core.services.test_repairing import pages_of, wipe

from excerpta.core.services import annotating, backups, documents
from excerpta.gui.bootstrap.application import Application
from excerpta.gui.support.profile import Profile
from excerpta.gui.widgets.repair_report import RepairReportDialog
from excerpta.gui.windows.repairing import Repairing


@pytest.fixture
def application(qapp: QApplication, tmp_path: Path) -> Iterator[Application]:
    application = Application(qapp, Profile(tmp_path / "profile"))
    yield application
    if application.window is not None:
        application.window.close()
    application.retire()
    for widget in QApplication.topLevelWidgets():
        widget.close()
    QApplication.processEvents()


def box(name: str) -> QMessageBox | None:
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]
    return next((one for one in shown if one.objectName() == name), None)


def press(shown: QMessageBox | None, text: str) -> None:
    assert shown is not None
    next(button for button in shown.buttons() if button.text() == text).click()


def test_a_backup_is_made_seen_restored_and_opened(
    qtbot: QtBot, application: Application, sample_path: Path
) -> None:
    application.open(sample_path)
    window = application.window
    assert window is not None
    document = documents.document_ids(window.session.library)[0]
    window.session.perform(lambda: annotating.add_highlight(window.session.library, document, 0, 5))
    dialog = window.backups.ask()
    qtbot.waitUntil(lambda: "no backups" in dialog.heading.text())
    assert not dialog.restore.isEnabled()
    dialog.make.click()
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert "9 documents · 54 highlights" in dialog.list.item(0).text()
    assert "add highlight" in dialog.list.item(0).text()
    dialog.restore.click()
    qtbot.waitUntil(lambda: box("restored_box") is not None)
    press(box("restored_box"), "Open it")
    qtbot.waitUntil(lambda: "restored" in application.window.windowTitle())
    assert len(backups.backups(sample_path)) == 1


def test_a_damaged_library_is_repaired_into_a_new_one_and_shown_with_what_is_lost(
    qtbot: QtBot, application: Application, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wipe(sample_path, *pages_of(sample_path, "tag"))
    damaged, target = sample_path.read_bytes(), sample_path.with_name("saved.excerpta")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    assert not application.open(sample_path)
    press(box("damage_box"), "Repair into a new file…")
    qtbot.waitUntil(lambda: application.window is not None, timeout=10_000)
    assert application.window.session.library.path == target
    qtbot.waitUntil(lambda: bool(application.window.findChildren(RepairReportDialog)))
    (report,) = application.window.findChildren(RepairReportDialog)
    assert "9 documents, 53 highlights and 27 tags" in report.heading.text()
    assert any("Lost tag" in report.list.item(row).text() for row in range(report.list.count()))
    report.copy.click()
    assert "Lost: " in QApplication.clipboard().text()
    QApplication.clipboard().clear()
    report.close()
    assert sample_path.read_bytes() == damaged


def test_a_damaged_library_opens_for_reading(
    qtbot: QtBot, application: Application, sample_path: Path
) -> None:
    wipe(sample_path, *pages_of(sample_path, "original"))
    damaged = sample_path.read_bytes()
    assert not application.open(sample_path)
    press(box("damage_box"), "Open read-only")
    qtbot.waitUntil(lambda: application.window is not None)
    assert "(read only)" in application.window.windowTitle()
    assert application.window.library_pane.model.rowCount() == 9
    application.window.close()
    assert sample_path.read_bytes() == damaged


def test_where_nothing_can_be_saved_it_is_said(
    qtbot: QtBot, application: Application, tmp_path: Path
) -> None:
    path = tmp_path / "letter.excerpta"
    path.write_text("Dear Sir, " * 3000)
    repairing = Repairing(path, application)
    with qtbot.waitSignal(repairing.ended):
        repairing.save(tmp_path / "out.excerpta", None)
    qtbot.waitUntil(lambda: box("error_box") is not None)
    assert "Nothing of a library" in box("error_box").text()


def test_the_warning_of_a_synchronised_folder_comes_once(
    qtbot: QtBot, application: Application, sample_path: Path
) -> None:
    (sample_path.parent / ".stfolder").mkdir()
    application.open(sample_path)
    application.window.backups.watching.look()
    qtbot.waitUntil(lambda: box("error_box") is not None)
    assert "Syncthing" in box("error_box").text()
    box("error_box").close()
    QApplication.processEvents()
    with qtbot.waitSignal(application.window.backups.watching.found_risk):
        application.window.backups.watching.look()
    assert box("error_box") is None
