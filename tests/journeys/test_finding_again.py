"""Finding again and taking out: tags, queries, export, import and undo in the real window."""

import csv
import io
import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from tests.journeys.driver import Driver

from excerpta.cli import main
from excerpta.core.model.tag import TagTree
from excerpta.core.services import tagging
from excerpta.core.services.retrieving import find_highlights, parse_query
from excerpta.gui.widgets.export_sheet import ExportSheet
from excerpta.gui.widgets.import_report import ImportResult

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def shown(drive: Driver) -> int:
    """How many rows the window says that it shows."""
    drive.settle()
    return int(drive.window.retrieval_view.export.text().split()[1].replace(",", ""))


def paths(tree: TagTree) -> list[str]:
    return [tree.path(tag.id) for tag in tree]


def export(drive: Driver, target: Path) -> list[dict[str, str]]:
    drive.press(Qt.Key.Key_E, CTRL)
    sheet = drive.window.findChild(ExportSheet)
    assert sheet is not None
    sheet.file.setText(str(target))
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    drive.settle()
    drive.wait_for(target.exists)
    return list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"))))


def test_a_click_on_a_tag_shows_as_many_rows_as_the_tree_counts(drive: Driver) -> None:
    library = drive.window.session.library
    tree, uses = tagging.tag_tree(library), tagging.tag_uses(library)
    assert len(tree) == 27
    for tag in tree:
        drive.window.tag_panel.view.chosen.emit(tag.id, Qt.KeyboardModifier.NoModifier)
        drive.settle()
        rows = list(drive.window.retrieval_view.rows.rows.ids)
        assert len(rows) == uses[tag.id].total
    drive.click_tag("Actors")
    whole = shown(drive)
    drive.click_tag("Claims", ALT)
    without = shown(drive)
    drive.click_tag("Actors")
    drive.click_tag("Claims", CTRL)
    drive.window.retrieval_view.bar._all.click()
    assert without + shown(drive) == whole


def test_what_is_shown_is_what_is_exported(drive: Driver, tmp_path: Path) -> None:
    drive.click_tag("Actors/Taliban")
    drive.click_tag("Claims", CTRL)
    drive.click_tag("To check", ALT)
    query = parse_query('tag:Actors/Taliban tag:Claims -tag:"To check"')
    wanted = list(find_highlights(drive.window.session.library, query))
    assert shown(drive) == len(wanted)
    rows = export(drive, tmp_path / "out.csv")
    assert [int(row["highlight_id"]) for row in rows] == wanted


def test_persian_and_emoji_reach_the_csv(
    drive: Driver, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drive.open("گفت")
    words = drive.text.split("\n")[1][:14].rstrip()
    drive.select(words)
    drive.press(Qt.Key.Key_H)
    drive.open("Washington")
    at = next(n for n, c in enumerate(drive.text) if ord(c) > 0xFFFF)
    drive.select(drive.text[at : at + 9])
    emoji = drive.text[at : at + 9]
    drive.press(Qt.Key.Key_2)
    drive.restart()
    rows = export(drive, tmp_path / "out.csv")
    quotes = [row["quote"] for row in rows]
    assert words in quotes
    assert emoji in quotes
    path = str(drive.window.session.library.path)
    assert main(["highlights", path, "--json"]) == 0
    for row in json.loads(capsys.readouterr().out):
        assert main(["check", path]) == 0
        assert row["quote"] in quotes
    capsys.readouterr()


def test_jump_to_the_passage_and_back(drive: Driver) -> None:
    drive.click_tag("Rhetoric")
    view = drive.window.retrieval_view
    view.rows.setFocus()
    drive.press(Qt.Key.Key_Down)
    drive.press(Qt.Key.Key_Down)
    current = view.current()
    drive.press(Qt.Key.Key_Return)
    window = drive.window
    assert window.pane.isVisible()
    assert window.pane.reader.current_highlight() == current
    drive.press(Qt.Key.Key_Left, ALT)
    assert view.isVisible()
    assert view.current() == current


def test_the_key_of_the_highlights_leads_to_the_question_from_any_row(drive: Driver) -> None:
    view = drive.window.retrieval_view
    for _ in range(2):
        drive.press(Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert drive.focus() is view.bar.field
    drive.press(Qt.Key.Key_Down)
    drive.press(Qt.Key.Key_End, CTRL)
    assert drive.focus() is view.rows
    drive.press(Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert drive.focus() is view.bar.field


def test_keys_of_the_window_mean_the_same_in_every_field(drive: Driver) -> None:
    window = drive.window
    window.show_view("highlights")
    window.retrieval_view.bar.field.setFocus()
    drive.type("tag:Claims")
    drive.press(Qt.Key.Key_E, CTRL)
    sheet = window.findChild(ExportSheet)
    assert sheet is not None
    sheet.close()
    drive.settle()
    for field in (window.library_pane.filter, window.tag_panel.field, window.retrieval_view.bar.field):
        field.setFocus()
        drive.press(Qt.Key.Key_K, CTRL)
        assert drive.focus() is window.header.search
    window.show_view("read")
    window.pane.reader.setFocus()
    drive.press(Qt.Key.Key_BracketRight)
    drive.press(Qt.Key.Key_N)
    note = drive.focus()
    drive.type("word")
    drive.press(Qt.Key.Key_Home)
    drive.press(Qt.Key.Key_K, CTRL)
    assert drive.focus() is window.header.search
    note.setFocus()
    drive.press(Qt.Key.Key_A, CTRL)
    drive.press(Qt.Key.Key_Escape)


def test_the_codebook_is_kept_with_the_keyboard(drive: Driver) -> None:
    library = drive.window.session.library
    before = paths(tagging.tag_tree(library))
    drive.press(Qt.Key.Key_3, CTRL)
    panel = drive.window.tag_panel
    panel.field.setFocus()
    drive.type("Sources/Unnamed official")
    drive.press(Qt.Key.Key_Return)
    assert paths(tagging.tag_tree(library)) == [*before, "Sources", "Sources/Unnamed official"]
    drive.window.session.undo()
    assert paths(tagging.tag_tree(library)) == before


def test_files_dropped_on_the_library_come_in(drive: Driver, tmp_path: Path) -> None:
    good, bad = tmp_path / "put-off.txt", tmp_path / "empty.txt"
    good.write_text("Talks are put off 🕊\n\nNo day was named.\n", encoding="utf-8")
    bad.write_bytes(b"")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(good)), QUrl.fromLocalFile(str(bad))])
    pane = drive.window.library_pane
    event = QDropEvent(
        QPoint(40, 300).toPointF(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    pane.dropEvent(event)
    drive.settle()
    result = drive.window.findChild(ImportResult)
    assert result is not None
    assert "empty.txt" in [line.name for line in result.model.shown]
    result.close()
    drive.settle()
    assert drive.text.startswith("Talks are put off 🕊")
    assert len(pane.model.ids) == 10
    drive.press(Qt.Key.Key_Z, CTRL)
    assert len(pane.model.ids) == 9
    assert drive.window.reading.document is None


def test_a_document_goes_to_the_trash_and_back(drive: Driver) -> None:
    drive.open("Ten towns")
    pane = drive.window.library_pane
    pane.table.setFocus()
    drive.press(Qt.Key.Key_Delete)
    assert len(pane.model.ids) == 8
    assert "trash" in drive.window.toast.text
    drive.window.toast.action_triggered.emit()
    drive.settle()
    assert len(pane.model.ids) == 9


def test_the_list_filters_as_one_types(drive: Driver) -> None:
    pane = drive.window.library_pane
    pane.filter.setFocus()
    drive.type("QATAR")
    drive.wait_for(lambda: len(pane.model.ids) == 2)
    drive.settle()
    pane.filter.clear()
    drive.wait_for(lambda: len(pane.model.ids) == 9)
    drive.settle()


def test_search_finds_in_every_script_and_opens_the_place(drive: Driver) -> None:
    drive.press(Qt.Key.Key_K, CTRL)
    drive.type("آتشبس")
    drive.wait_for(lambda: drive.window.search.hits.isVisible())
    drive.settle()
    drive.press(Qt.Key.Key_Down)
    drive.press(Qt.Key.Key_Return)
    document = drive.window.reading.document
    assert document is not None
    assert document.title.startswith("گفت")
    assert drive.window.pane.reader.selected_text()


def test_what_another_program_writes_is_shown(drive: Driver) -> None:
    path = str(drive.window.session.library.path)
    document = drive.window.reading.document
    assert document is not None
    number = drive.window.reading.standing()[1]
    assert main(["highlight", path, "--doc", str(document.id), "--start", "30", "--end", "44"]) == 0
    drive.window._look_for_other_writers()
    assert drive.window.reading.standing()[1] == number + 1
