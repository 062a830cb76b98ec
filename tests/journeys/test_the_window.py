"""The window itself: zones, one step back, commands, undo by name, themes, empty places, bringing in."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from tests.journeys.driver import Driver

from excerpta.core.model.annotation import HighlightStyle
from excerpta.core.model.document import BlockKind, PartialDate, Provenance
from excerpta.core.services.documents import read_document
from excerpta.gui.support.profile import Profile
from excerpta.gui.widgets.details_dialog import DetailsDialog
from excerpta.gui.widgets.import_report import ImportResult
from excerpta.gui.widgets.key_sheet import KeySheet
from excerpta.gui.widgets.paste_dialog import PasteDialog
from excerpta.gui.widgets.trash_dialog import TrashDialog
from excerpta.gui.windows.actions import key_sheet

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
ESCAPE = Qt.Key.Key_Escape


@pytest.fixture
def empty(drive: Driver, tmp_path: Path) -> Driver:
    """The window on a library without anything in it."""
    drive.application.make(tmp_path / "mine.excerpta")
    drive.settle()
    return drive


def test_f6_goes_round_the_zones_and_control_jumps(drive: Driver) -> None:
    window = drive.window
    window.pane.reader.setFocus()
    drive.press(Qt.Key.Key_F6)
    assert drive.focus() is window.tag_panel.view
    drive.press(Qt.Key.Key_F6)
    assert drive.focus() is window.library_pane.table
    drive.press(Qt.Key.Key_F6)
    assert drive.focus() is window.pane.reader
    drive.press(Qt.Key.Key_3, CTRL)
    assert drive.focus() is window.tag_panel.view
    drive.press(Qt.Key.Key_1, CTRL)
    assert drive.focus() is window.library_pane.table
    drive.press(Qt.Key.Key_2, CTRL)
    assert drive.focus() is window.pane.reader


def test_escape_goes_one_step_back(drive: Driver) -> None:
    window = drive.window
    window.library_pane.filter.setFocus()
    drive.type("qatar")
    drive.press(ESCAPE)
    assert window.library_pane.filter.text() == ""
    assert drive.focus() is window.library_pane.filter
    drive.press(ESCAPE)
    assert drive.focus() is window.pane.reader
    drive.press(Qt.Key.Key_F, CTRL | SHIFT)
    assert window.retrieval_view.isVisible()
    drive.press(ESCAPE)
    assert window.pane.isVisible()
    drive.wait_for(lambda: len(window.library_pane.model.ids) == 8)


def test_escape_lets_go_of_the_selection_then_of_the_highlight(drive: Driver) -> None:
    reader = drive.window.pane.reader
    reader.setFocus()
    drive.press(Qt.Key.Key_BracketRight)
    current = reader.current_highlight()
    assert current is not None
    reader.select(3, 12)
    drive.press(Qt.Key.Key_F11)
    drive.press(ESCAPE)
    assert reader.selection()[0] == reader.selection()[1]
    drive.press(ESCAPE)
    assert reader.current_highlight() is None
    assert drive.window.tag_panel.isHidden()
    drive.press(ESCAPE)
    assert not drive.window.tag_panel.isHidden()


def test_a_note_is_kept_when_escape_leaves_it(drive: Driver) -> None:
    drive.window.pane.reader.setFocus()
    drive.press(Qt.Key.Key_BracketRight)
    drive.press(Qt.Key.Key_4, CTRL)
    drive.type(" and more")
    drive.press(ESCAPE)
    current = drive.window.reading.current()
    assert current is not None
    assert current.note.endswith(" and more")
    assert drive.focus() is drive.window.pane.reader


def test_commands_are_found_by_the_beginnings_of_their_words(drive: Driver) -> None:
    drive.press(Qt.Key.Key_P, CTRL | SHIFT)
    drive.type("foc mo")
    assert drive.window.search.hits.model.rowCount() == 1
    drive.press(Qt.Key.Key_Return)
    drive.press(Qt.Key.Key_Return)
    assert drive.window.library_pane.isHidden()
    assert drive.focus() is drive.window.pane.reader
    assert drive.window.header.search.text() == ""


def test_commands_stand_above_the_hits_and_enter_takes_a_hit(drive: Driver) -> None:
    drive.press(Qt.Key.Key_K, CTRL)
    drive.type("lib")
    hits = drive.window.search.hits
    commands = hits.model.rowCount()
    assert commands
    drive.wait_for(lambda: hits.model.rowCount() > commands or "Nothing" in hits.summary.text())
    drive.window.header.search.clear()
    drive.type("talks")
    drive.wait_for(lambda: "places" in hits.summary.text())
    drive.press(Qt.Key.Key_Return)
    drive.press(Qt.Key.Key_Return)
    assert drive.window.pane.reader.selected_text().casefold() == "talks"


def test_undo_and_redo_say_what_they_did(drive: Driver) -> None:
    reader = drive.window.pane.reader
    number = drive.window.reading.standing()[1]
    reader.setFocus()
    reader.select(30, 44)
    drive.press(Qt.Key.Key_H)
    drive.press(Qt.Key.Key_Z, CTRL)
    toast = drive.window.toast
    assert toast.text == "Undone: add highlight."
    assert drive.window.reading.standing()[1] == number
    toast.action_triggered.emit()
    drive.settle()
    assert toast.text == "Done again: add highlight."
    assert drive.window.reading.standing()[1] == number + 1
    toast.action_triggered.emit()
    drive.settle()
    assert drive.window.reading.standing()[1] == number


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
    assert len(empty.window.library_pane.model.ids) == 8


def test_paste_brings_an_article_in(empty: Driver) -> None:
    data = QMimeData()
    data.setHtml("<h1>Doha 🕊</h1><p>Talks <b>were</b> put off. <img src='file:///etc/passwd'></p>")
    data.setText("Doha 🕊\n\nTalks were put off.")
    QApplication.clipboard().setMimeData(data)

    def accept() -> None:
        dialog = QApplication.activeModalWidget()
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
    said = result.details.toPlainText()
    for words in (
        "Could not be read",
        "bad.txt",
        "PNG",
        "Already in the library",
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


def test_everything_comes_back_after_a_restart(drive: Driver, profile: Profile) -> None:
    drive.open("What the February")
    drive.press(Qt.Key.Key_Plus, CTRL)
    drive.press(Qt.Key.Key_Plus, CTRL)
    drive.window.splitter.setSizes([320, 800, 320])
    sizes = drive.window.splitter.sizes()
    reader = drive.window.pane.reader
    middle = drive.text.index("What was left out")
    reader.reveal(middle)
    seen = reader.top_position()
    assert seen > 0
    drive.application.choose_theme("dark")
    drive.restart()
    assert drive.window.reading.document is not None
    assert drive.window.reading.document.title.startswith("What the February")
    start, end = drive.window.pane.reader.visible_range()
    assert start <= seen < end
    assert start <= middle < end
    assert drive.window.splitter.sizes() == sizes
    assert drive.application.theme.name == "dark"
    assert profile.get("type_size", 0) == 19


def test_jumps_can_be_walked_back_and_forth(drive: Driver) -> None:
    first = drive.open("Delegates")
    second = drive.open("Ten towns")
    drive.press(Qt.Key.Key_Left, ALT)
    assert drive.window.reading.document is not None
    assert drive.window.reading.document.id == first
    drive.press(Qt.Key.Key_Right, ALT)
    assert drive.window.reading.document.id == second


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


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_every_view_can_be_drawn_in_every_theme(drive: Driver, theme: str) -> None:
    drive.application.choose_theme(theme)
    for view in ("read", "highlights"):
        drive.window.show_view(view)
        drive.settle()
        picture = drive.window.grab().toImage()
        ground = drive.application.theme.chrome.rgb()
        assert picture.pixel(2, picture.height() - 3) == ground
    drive.window.actions_.by_name["keys"].trigger()
    sheet = drive.window.findChild(KeySheet)
    assert sheet is not None
    assert not sheet.grab().isNull()
    sheet.close()


def test_no_dialog_is_left_behind(drive: Driver) -> None:
    drive.window.show_failure("It was refused.", "Try again.")
    boxes = [one for one in drive.window.findChildren(QDialog) if one.isVisible()]
    assert [one.text() for one in boxes if isinstance(one, QMessageBox)] == ["It was refused."]
    for box in boxes:
        box.close()


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


def test_a_highlight_is_underlined_and_filled_again(drive: Driver) -> None:
    drive.open("Delegates")
    drive.window.pane.reader.setFocus()
    drive.press(Qt.Key.Key_BracketRight)
    styles = []
    for _ in range(2):
        drive.press(Qt.Key.Key_U)
        current = drive.window.reading.current()
        assert current is not None
        styles.append(current.style)
    assert set(styles) == set(HighlightStyle)


def test_a_link_that_is_no_web_address_is_not_opened(drive: Driver) -> None:
    addresses: list[str] = []
    drive.window.link_wanted.disconnect()
    drive.window.link_wanted.connect(addresses.append)
    for address in ("file:///etc/passwd", "javascript:alert(1)", "/about", ""):
        drive.window.pane.reader.link_activated.emit(address)
        assert "no web address" in drive.window.toast.text
    assert addresses == []


def test_the_menu_does_nothing_to_the_reader_behind_the_highlights(drive: Driver) -> None:
    actions = drive.window.actions_.by_name
    drive.press(Qt.Key.Key_F, CTRL | SHIFT)
    assert not actions["delete"].isEnabled()
    assert actions["keys"].isEnabled()
    drive.press(ESCAPE)
    assert actions["delete"].isEnabled()


def test_a_window_left_in_focus_mode_comes_back_whole(drive: Driver) -> None:
    drive.press(Qt.Key.Key_F11)
    assert drive.window.library_pane.isHidden()
    drive.restart()
    assert drive.window.library_pane.width() > 100
    assert drive.window.tag_panel.width() > 100
    assert drive.window.header.isVisible()


def test_a_closed_window_leaves_the_library_alone(drive: Driver) -> None:
    window = drive.window
    window.close()
    path = window.session.library.path
    files = sorted(path.parent.glob(f"{path.name}*"))
    window.show_view("highlights")
    drive.settle()
    window.close()
    assert sorted(path.parent.glob(f"{path.name}*")) == files == [path]


def test_the_trash_gives_back(drive: Driver) -> None:
    one, two = drive.open("Ten towns"), drive.open("What the")
    pane = drive.window.library_pane
    pane.trash_wanted.emit([one, two])
    drive.settle()
    assert len(pane.model.ids) == 6
    drive.window.actions_.by_name["trash"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TrashDialog)
    assert dialog.list.count() == 2
    dialog.list.selectAll()
    dialog.restore.click()
    drive.settle()
    assert len(pane.model.ids) == 8
    assert drive.window.toast.text == "2 documents are in the library again."
    drive.window.actions_.by_name["trash"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TrashDialog)
    assert dialog.list.count() == 0
    assert not dialog.restore.isEnabled()
    dialog.close()


def test_the_menu_of_the_reader_is_for_what_is_under_it(drive: Driver) -> None:
    drive.open("Delegates")
    window, reader = drive.window, drive.window.pane.reader

    def offered(at: int) -> set[str]:
        menu = window.reader_menu.open(drive.point(at))
        names = {action.objectName() for action in menu.actions()}
        menu.close()
        drive.settle()
        return names

    assert "delete" not in offered(drive.text.index("Negotiators") + 2)
    words = drive.text.index("each side accusing")
    assert {"tag", "note", "style", "delete", "copy"} <= offered(words + 3)
    current = window.reading.current()
    assert current is not None
    assert current.start == words
    start = drive.text.index("Negotiators")
    reader.select(start, start + 11)
    names = offered(start + 3)
    assert "highlight" in names
    assert "delete" not in names
    assert reader.selection() == (start, start + 11)


def test_letters_in_fields_are_letters(drive: Driver) -> None:
    before = drive.window.reading.standing()
    for field in (drive.window.library_pane.filter, drive.window.tag_panel.field, drive.window.header.search):
        field.setFocus()
        drive.type("htn12c?")
        assert field.text() == "htn12c?"
        label = drive.window.session.undo_label()
        drive.press(Qt.Key.Key_Z, CTRL)
        assert drive.window.session.undo_label() == label
        field.clear()
    assert drive.window.reading.standing() == before
    drive.wait_for(lambda: len(drive.window.library_pane.model.ids) == 8)


def test_no_two_actions_share_keys_and_all_are_on_the_sheet(drive: Driver) -> None:
    actions = drive.window.actions_.by_name.values()
    keys = [shortcut.toString() for action in actions for shortcut in action.shortcuts()]
    assert len(keys) == len(set(keys))
    sheet = {key for _, rows in key_sheet() for key, _ in rows}
    for action in actions:
        if action.shortcuts() and not action.objectName().startswith(("colour_", "tag_key_", "keys_in")):
            assert action.shortcut().toString(action.shortcut().SequenceFormat.NativeText) in sheet


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_the_key_sheet_opens(drive: Driver, key: Qt.Key) -> None:
    drive.window.pane.reader.setFocus()
    drive.press(key, SHIFT if key == Qt.Key.Key_Question else Qt.KeyboardModifier.NoModifier)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, KeySheet)
    sheet.close()
