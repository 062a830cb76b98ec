"""Documents in the window: empty places, bringing in, details, furniture, links, the trash."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from tests.journeys.driver import Driver

from excerpta.core.model.document import BlockKind, PartialDate, Provenance
from excerpta.core.services.documents import read_document
from excerpta.gui.viewmodels.presenting import header_of
from excerpta.gui.widgets.details_dialog import DetailsDialog
from excerpta.gui.widgets.import_report import ImportResult
from excerpta.gui.widgets.paste_dialog import PasteDialog
from excerpta.gui.widgets.reader.contents import HeaderPart
from excerpta.gui.widgets.trash_dialog import TrashDialog

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
ESCAPE = Qt.Key.Key_Escape


@pytest.fixture
def empty(drive: Driver, tmp_path: Path) -> Driver:
    """The window on a library without anything in it."""
    drive.application.make(tmp_path / "mine.excerpta")
    drive.settle()
    return drive


def test_an_empty_library_offers_what_to_do(empty: Driver) -> None:
    window = empty.window
    assert window.pane.empty.isVisible()
    assert window.library_pane.model.ids == []
    assert window.library_pane.count.text() == "0 documents"
    for key in (Qt.Key.Key_H, Qt.Key.Key_T, Qt.Key.Key_N, Qt.Key.Key_Delete, Qt.Key.Key_F3):
        empty.press(key)
    empty.press(Qt.Key.Key_F, CTRL)
    window.pane.empty.chosen.emit("sample")
    empty.settle()
    assert len(empty.window.library_pane.model.ids) == 9


def test_paste_brings_an_article_in(empty: Driver) -> None:
    data = QMimeData()
    data.setHtml("<h1>Doha 🕊</h1><p>Talks <b>were</b> put off. <img src='file:///etc/passwd'></p>")
    data.setText("Doha 🕊\n\nTalks were put off.")
    QApplication.clipboard().setMimeData(data)

    def accept() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, accept)
            return
        assert isinstance(dialog, PasteDialog)
        assert dialog.add.isEnabled()
        dialog.title.setText("From the clipboard")
        dialog.accept()

    QTimer.singleShot(0, accept)
    empty.window.library_pane.table.setFocus()
    empty.press(Qt.Key.Key_V, CTRL)
    document = empty.window.reading.document
    assert document is not None
    assert document.title == "From the clipboard"
    assert document.text.startswith("Doha 🕊\nTalks were put off.")
    assert empty.window.toast.text == "Imported “From the clipboard”."
    assert empty.window.session.undo_label().startswith("import")


def test_the_report_names_every_file_and_leads_to_its_document(empty: Driver, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text("The first\n\nWith a paragraph.\n", encoding="utf-8")
    (folder / "again.txt").write_text("The first\n\nWith a paragraph.\n", encoding="utf-8")
    (folder / "<b>two.html").write_text("<title>Second & last</title><p>With a paragraph.", encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    empty.window.imports.bring_in([folder])
    empty.settle()
    result = empty.window.findChild(ImportResult)
    assert result is not None
    said = "\n".join(line.text for line in result.model.shown)
    for words in (
        "Could not be read",
        "bad.txt",
        "PNG",
        "Already there",
        "<b>two.html",
        "Second & last",
    ):
        assert words in said
    library = empty.window.session.library
    second = next(
        one
        for one in empty.window.library_pane.model.ids
        if read_document(library, one).title == "Second & last"
    )
    result.document_chosen.emit(second)
    result.close()
    empty.settle()
    assert empty.window.reading.document is not None
    assert empty.window.reading.document.id == second


@pytest.mark.parametrize(("button", "opened"), [("Open", ["https://example.org/"]), ("Cancel", [])])
def test_a_link_is_opened_only_when_its_address_was_confirmed(
    drive: Driver, button: str, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    addresses: list[str] = []
    drive.window.link_wanted.disconnect()
    drive.window.link_wanted.connect(addresses.append)

    def answer(box: QMessageBox) -> int:
        asked.append(box.informativeText())
        return getattr(QMessageBox.StandardButton, button)

    monkeypatch.setattr(QMessageBox, "exec", answer)
    drive.window.pane.reader.link_activated.emit("https://example.org/")
    assert asked == ["https://example.org/"]
    assert addresses == opened


def details_dialog() -> DetailsDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DetailsDialog)
    return dialog


def test_details_are_corrected_and_a_deduced_date_confirmed(drive: Driver) -> None:
    drive.open("Ten towns")
    drive.press(Qt.Key.Key_D, CTRL)
    dialog = details_dialog()
    assert dialog.date.text() == "2021-08"
    assert not dialog.confirmed.isHidden()
    dialog.date.setText("2021-13")
    assert not dialog.save.isEnabled()
    dialog.date.setText("2021-08")
    dialog.title.setText("Ten towns fall")
    dialog.save.click()
    drive.settle()
    assert drive.window.reading.document is not None
    assert drive.window.reading.document.title == "Ten towns fall"
    assert not drive.window.reading.document.published.is_certain
    drive.press(Qt.Key.Key_D, CTRL)
    dialog = details_dialog()
    dialog.confirmed.setChecked(True)
    dialog.save.click()
    drive.settle()
    assert drive.window.reading.document.published == PartialDate("2021-08", Provenance.USER)
    drive.press(Qt.Key.Key_Z, CTRL)
    drive.press(Qt.Key.Key_Z, CTRL)
    assert drive.window.reading.document.title == "Ten towns fall while diplomats talk"


def test_page_furniture_becomes_text_and_text_furniture(drive: Driver) -> None:
    drive.open("Envoy in Pakistan")
    reader = drive.window.pane.reader

    def folded() -> list[int]:
        document = drive.window.reading.document
        assert document is not None
        return [n for n, block in enumerate(document.blocks) if block.kind is BlockKind.FURNITURE]

    before, text = folded(), drive.text
    assert before[:2] == [0, 1]
    reader.setFocus()
    reader.set_caret(0)
    drive.press(Qt.Key.Key_D, CTRL | SHIFT)
    assert folded() == before[2:]
    assert drive.text == text
    document = drive.window.reading.document
    assert document is not None
    reader.select(document.blocks[0].start, document.blocks[1].end)
    drive.press(Qt.Key.Key_D, CTRL | SHIFT)
    assert folded() == before
    drive.press(Qt.Key.Key_Z, CTRL)
    drive.press(Qt.Key.Key_Z, CTRL)
    assert folded() == before


def test_a_link_that_is_no_web_address_is_not_opened(drive: Driver) -> None:
    addresses: list[str] = []
    drive.window.link_wanted.disconnect()
    drive.window.link_wanted.connect(addresses.append)
    for address in ("file:///etc/passwd", "javascript:alert(1)", "/about", ""):
        drive.window.pane.reader.link_activated.emit(address)
        assert "no web address" in drive.window.toast.text
    assert addresses == []


def test_the_trash_gives_back(drive: Driver) -> None:
    one, two = drive.open("Ten towns"), drive.open("What the")
    pane = drive.window.library_pane
    pane.trash_wanted.emit([one, two])
    drive.settle()
    assert len(pane.model.ids) == 7
    drive.window.actions_.by_name["trash"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TrashDialog)
    assert dialog.list.count() == 2
    dialog.list.selectAll()
    dialog.restore.click()
    drive.settle()
    assert len(pane.model.ids) == 9
    assert drive.window.toast.text == "2 documents are in the library again."
    drive.window.actions_.by_name["trash"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TrashDialog)
    assert dialog.list.count() == 0
    assert not dialog.restore.isEnabled()
    dialog.close()


def test_a_place_from_the_dateline_is_marked_until_it_is_corrected(empty: Driver, tmp_path: Path) -> None:
    path = tmp_path / "put-off.txt"
    path.write_text("Talks are put off\n\nDOHA (Reuters) – They will not meet.\n", encoding="utf-8")
    empty.window.imports.bring_in([path])
    empty.settle()

    def place() -> HeaderPart:
        document = empty.window.reading.document
        assert document is not None
        (part,) = (part for part in header_of(document, 0).parts if "doha" in part.text.lower())
        return part

    assert place() == HeaderPart("DOHA", deduced=True)
    empty.press(Qt.Key.Key_D, CTRL)
    dialog = details_dialog()
    dialog.place.setText("Doha, Qatar")
    dialog.save.click()
    empty.settle()
    assert place() == HeaderPart("Doha, Qatar", deduced=False)
