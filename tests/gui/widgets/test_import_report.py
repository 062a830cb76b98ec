"""The result of an import names what failed first, leads to documents, and has things tried again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from excerpta.core.model.document import PartialDate, Provenance
from excerpta.core.model.ids import DocumentId
from excerpta.core.model.likeness import Likeness
from excerpta.core.services.import_report import (
    DuplicateFile,
    FailedFile,
    ImportedFile,
    ImportReport,
)
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.import_lines import Outcome, readable_size, summary
from excerpta.gui.widgets.import_report import ImportResult

TWIN = Likeness(DocumentId(1), "گفت\u200cوگوهای صلح", 0.93)
REPORT = ImportReport(
    imported=(
        ImportedFile(
            "a.html",
            DocumentId(1),
            "گفت\u200cوگوهای صلح",
            ("One picture is missing.",),
            source="Tolo",
            published=PartialDate("2021-01-06", Provenance.DATELINE),
            size=12_300,
        ),
        ImportedFile("<b>b.txt", DocumentId(2), "Peace & talks 🕊", like=(TWIN,)),
    ),
    duplicates=(DuplicateFile("c.txt", DocumentId(1), "گفت\u200cوگوهای صلح"),),
    failed=(FailedFile("d.pdf", "It is locked.", "Save it without a password.", Path("d.pdf")),),
)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


@pytest.fixture
def result(parent: QWidget, qtbot: QtBot) -> ImportResult:
    result = ImportResult(REPORT, load_theme("light"), parent)
    result.show()
    qtbot.waitUntil(lambda: result.list.hasFocus() or not result.isActiveWindow())
    return result


def kinds(result: ImportResult) -> dict[str, QPushButton]:
    return {one.text(): one for one in result.findChildren(QPushButton, "import_kind") if one.isVisible()}


def test_what_failed_comes_first_with_what_to_do(result: ImportResult) -> None:
    assert [line.outcome for line in result.model.shown] == list(Outcome)
    assert result.about.text() == "d.pdf\nIt is locked.\nSave it without a password."
    assert not result.open_button.isEnabled()
    assert result.heading.text() == (
        "2 documents imported, 1 much the same as another, 1 already there, 1 could not be read."
    )
    said = [str(result.model.index(row, 0).data()) for row in range(4)]
    assert said[0] == "Could not be read: d.pdf — It is locked. — Save it without a password."
    assert "93 % of the shorter one's words" in said[1]
    assert "6 Jan 2021 ?" in said[3]
    assert "One picture is missing." in said[3]


def test_one_outcome_can_be_looked_at_alone(result: ImportResult) -> None:
    buttons = kinds(result)
    assert list(buttons) == [
        "All 4", "Could not be read 1", "Much the same 1", "Already there 1", "Came in 1"
    ]  # fmt: skip
    buttons["Much the same 1"].click()
    assert [line.name for line in result.model.shown] == ["<b>b.txt"]
    assert result.open_button.isEnabled()


def test_enter_opens_the_document(result: ImportResult, qtbot: QtBot) -> None:
    result.list.setCurrentIndex(result.model.index(1, 0))
    with qtbot.waitSignal(result.document_chosen) as chosen:
        qtbot.keyClick(result.list, Qt.Key.Key_Return)
    assert chosen.args == [DocumentId(2)]


def test_enter_on_what_failed_does_nothing(result: ImportResult, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(result.document_chosen):
        qtbot.keyClick(result.list, Qt.Key.Key_Return)
    assert result.isVisible()


def test_what_was_mended_joins_the_rest(result: ImportResult, qtbot: QtBot) -> None:
    with qtbot.waitSignal(result.retry_wanted) as wanted:
        result.retry.click()
    assert wanted.args == [[Path("d.pdf")]]
    assert not result.retry.isEnabled()
    result.add_retried(ImportReport(failed=REPORT.failed))
    assert result.heading.text().endswith("Nothing has changed.")
    assert result.retry.isEnabled()
    result.add_retried(ImportReport(imported=(ImportedFile("d.pdf", DocumentId(3), "Mended"),)))
    assert result.heading.text().endswith("already there. Everything could be read this time.")
    assert not result.retry.isVisible()
    assert "Came in 2" in kinds(result)
    assert "Could not be read 1" not in kinds(result)


def test_the_copied_list_has_every_file(result: ImportResult) -> None:
    next(one for one in result.findChildren(QPushButton) if one.text() == "Copy &list").click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split(": ")[0] for line in lines] == [kind.value for kind in Outcome]


def test_an_import_in_one_sentence() -> None:
    assert summary(ImportReport(imported=REPORT.imported[:1])) == "1 document imported."
    assert "what came in stays" in summary(ImportReport(cancelled=True))


def test_sizes_in_words() -> None:
    sizes = [readable_size(size) for size in (0, 999, 1_000, 999_499, 999_500, 3_400_000)]
    assert sizes == ["", "999 bytes", "1 kB", "999 kB", "1.0 MB", "3.4 MB"]
