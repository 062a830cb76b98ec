"""The export sheet names a file, explains the choices, and says what stands against the file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from excerpta.core.services.exporting import CsvProfile, CsvShape
from excerpta.gui.widgets.export_sheet import ExportSheet


@pytest.fixture
def sheet(qtbot: QtBot, tmp_path: Path) -> ExportSheet:
    sheet = ExportSheet(14, tmp_path / "out.csv")
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(sheet)
    sheet.show()
    return sheet


def test_confirms_what_was_chosen(sheet: ExportSheet, qtbot: QtBot, tmp_path: Path) -> None:
    assert sheet.button.text() == "Export 14 highlights"
    sheet.shapes.button(1).setChecked(True)
    sheet.profiles.button(1).setChecked(True)
    sheet.file.setText(str(tmp_path / "mine"))
    with qtbot.waitSignal(sheet.confirmed) as told:
        QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert told.args == [tmp_path / "mine.csv", CsvShape.LONG, CsvProfile.EXACT]


def test_plain_choices_by_default(sheet: ExportSheet, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(sheet.confirmed) as told:
        sheet.button.click()
    assert told.args == [tmp_path / "out.csv", CsvShape.WIDE, CsvProfile.SPREADSHEET]


@pytest.mark.parametrize("name", ["", "relative.csv", "/nowhere/at/all.csv", "{folder}"])
def test_says_what_stands_against_a_file(sheet: ExportSheet, tmp_path: Path, name: str) -> None:
    sheet.file.setText(name.replace("{folder}", str(tmp_path)))
    assert sheet.problem.isVisible()
    assert not sheet.button.isEnabled()


def test_says_that_a_file_will_be_replaced(sheet: ExportSheet, tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_text("x")
    sheet.file.setText(str(tmp_path / "there"))
    assert "replaced" in sheet.problem.text()
    assert sheet.button.isEnabled()
