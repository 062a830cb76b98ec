"""The codebook rebuilt by hand: tags moved, merged and split, memos written, files, history, names."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from tests.journeys.driver import Driver

from excerpta.core.model.ids import AnnotationId, TagId
from excerpta.core.model.tag import parse_tag_path
from excerpta.core.services import annotating, coders, memos, tagging
from excerpta.core.services.retrieving import find_highlights, parse_query
from excerpta.gui.widgets.codebook_sheet import CodebookSheet
from excerpta.gui.widgets.coder_dialog import CoderDialog
from excerpta.gui.widgets.history_dialog import HistoryDialog
from excerpta.gui.widgets.memo_dialog import MemoDialog
from excerpta.gui.widgets.tag_dialogs import MergeTagDialog, SplitTagDialog

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


def paths(drive: Driver) -> list[str]:
    tree = tagging.tag_tree(drive.window.session.library)
    return [tree.path(tag.id) for tag in tree]


def tag(drive: Driver, path: str) -> TagId:
    found = tagging.tag_tree(drive.window.session.library).find(parse_tag_path(path))
    assert found is not None
    return found.id


def number_of(drive: Driver, query: str) -> int:
    return len(find_highlights(drive.window.session.library, parse_query(query)))


def drop(viewport: QWidget, data: QMimeData, point: QPoint) -> bool:
    action, plain = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(point, action, data, LEFT, plain)
    QApplication.sendEvent(viewport, enter)
    event = QDropEvent(point.toPointF(), action, data, LEFT, plain, QEvent.Type.Drop)
    QApplication.sendEvent(viewport, event)
    return enter.isAccepted() and event.isAccepted()


def dialog_of(drive: Driver, kind: type[Any]) -> Any:
    drive.wait_for(lambda: drive.window.findChildren(kind))
    (found,) = drive.window.findChildren(kind)
    return found


def test_tags_are_moved_and_merged_by_the_keyboard_alone(drive: Driver) -> None:
    window, before = drive.window, paths(drive)
    drive.press(Qt.Key.Key_3, CTRL)
    window.tag_panel.view.set_current_tag(tag(drive, "Places"))
    drive.press(Qt.Key.Key_Down, ALT | SHIFT)
    drive.press(Qt.Key.Key_Right, ALT | SHIFT)
    assert "Claims/Places/Doha" in paths(drive)
    assert window.tag_panel.view.current_tag() == tag(drive, "Claims/Places")
    drive.press(Qt.Key.Key_M)
    dialog = dialog_of(drive, MergeTagDialog)
    drive.type("process")
    drive.wait_for(lambda: "sub-tags come along" in dialog.touched.text())
    drive.press(Qt.Key.Key_Return)
    assert "Process/Doha" in paths(drive)
    assert window.toast.text == "“Places” is part of “Process” now."
    for _ in range(3):
        drive.press(Qt.Key.Key_Z, CTRL)
    assert paths(drive) == before


def test_marked_rows_are_split_off(drive: Driver) -> None:
    window = drive.window
    before = number_of(drive, "tag:=Actors/Taliban")
    drive.click_tag("Actors/Taliban")
    drive.wait_for(lambda: window.retrieval_view.rows.rows.rowCount())
    drive.press(Qt.Key.Key_Space)
    drive.press(Qt.Key.Key_Space)
    marked = window.retrieval_view.rows.rows.marked_in_order()
    window.tag_panel.split_wanted.emit(tag(drive, "Actors/Taliban"))
    dialog_of(drive, SplitTagDialog)
    drive.type("Spokesmen")
    drive.press(Qt.Key.Key_Return)
    assert number_of(drive, "tag:Actors/Taliban/Spokesmen") == len(marked) > 0
    assert number_of(drive, "tag:=Actors/Taliban") == before - len(marked)


def test_tags_fall_on_text_and_rows(drive: Driver) -> None:
    window = drive.window
    library, check = window.session.library, tag(drive, "To check")
    data = window.tag_panel.view.tags.mimeData([window.tag_panel.view.tags.index_of(check)])
    drive.open("Delegates return")
    reader = window.pane.reader
    one = annotating.highlights_of(library, window.reading.document.id)[0]  # type: ignore[union-attr]
    assert check not in one.tags
    reader.reveal(one.start)
    drive.settle()
    assert drop(reader.viewport(), data, drive.point(one.start + 2))
    assert check in annotating.read_highlight(library, one.id).tags
    drive.press(Qt.Key.Key_Z, CTRL)
    drive.select("full of anger and reproach")
    assert drop(reader.viewport(), data, QPoint(5, 5))
    assert number_of(drive, 'tag:"To check" "full of anger"') == 1
    drive.click_tag("Claims")
    rows = window.retrieval_view.rows
    drive.wait_for(lambda: rows.rows.rowCount() > 2)
    wanted = rows.rows.id_at(1)
    assert wanted is not None
    assert drop(rows.viewport(), data, rows.visualRect(rows.rows.index(1, 0)).center())
    assert check in annotating.read_highlight(library, wanted).tags
    assert not drop(rows.viewport(), QMimeData(), QPoint(5, 5))
    rows.rows.set_marked([AnnotationId(one) for one in rows.rows.ids[:2]], marked=True)
    dragged = rows.rows.mimeData([rows.rows.index(1, 0)])
    before = number_of(drive, "tag:Process")
    view = window.tag_panel.view
    where = view.visualRect(view.tags.index_of(tag(drive, "Process"))).center()
    drop(view.viewport(), dragged, where)
    assert number_of(drive, "tag:Process") > before
    assert window.toast.text == "2 highlights tagged “Process”."


def test_the_codebook_goes_out_and_in(drive: Driver, tmp_path: Path) -> None:
    window, files = drive.window, drive.window.codebook.files
    files.export(tmp_path / "book.csv")
    drive.wait_for(lambda: "27 tags written" in window.toast.text)
    files.offer(tmp_path / "book.csv")
    sheet = dialog_of(drive, CodebookSheet)
    assert sheet.summary.text() == "Nothing to bring in: 27 tags are here just so."
    assert not sheet.button.isEnabled()
    drive.press(Qt.Key.Key_Escape)
    drive.settle()
    (tmp_path / "other.csv").write_text("path;colour\nNew/Tag;teal\nTo check;mauve\n/;\n", encoding="utf-8")
    before = paths(drive)
    files.offer(tmp_path / "other.csv")
    sheet = dialog_of(drive, CodebookSheet)
    assert sheet.summary.text() == "2 new tags, 0 changed, 1 as they are."
    assert "no colour “mauve”" in sheet.list.item(0).text()
    assert paths(drive) == before
    drive.press(Qt.Key.Key_Return)
    assert paths(drive) == [*before, "New", "New/Tag"]
    assert window.toast.text == "The codebook came in: 2 new, 0 changed."
    drive.press(Qt.Key.Key_Z, CTRL)
    assert paths(drive) == before


def test_the_history_leads_back_and_on(drive: Driver) -> None:
    before = paths(drive)
    library = drive.window.session.library
    for name in "ABC":
        drive.window.session.perform(lambda name=name: tagging.create_tag(library, (name,))[1])
    drive.press(Qt.Key.Key_H, CTRL)
    dialog = dialog_of(drive, HistoryDialog)
    lines = dialog.lines.lines
    assert [line.what for line in lines] == [*(f"Create tag “{name}”" for name in "CBA"), "The beginning"]
    assert [line.is_now for line in lines] == [True, False, False, False]
    assert not dialog.go.isEnabled()
    drive.press(Qt.Key.Key_Down)
    drive.press(Qt.Key.Key_Down)
    drive.press(Qt.Key.Key_Return)
    drive.wait_for(lambda: paths(drive) == [*before, "A"])
    drive.wait_for(lambda: dialog.lines.lines[2].is_now)
    assert [line.undone for line in dialog.lines.lines] == [True, True, False, False]
    drive.press(Qt.Key.Key_Up)
    assert dialog.go.text() == "Redo up to here"
    drive.press(Qt.Key.Key_Return)
    drive.wait_for(lambda: paths(drive) == [*before, "A", "B"])
    drive.press(Qt.Key.Key_End)
    drive.press(Qt.Key.Key_Return)
    drive.wait_for(lambda: paths(drive) == before)
    drive.press(Qt.Key.Key_Escape)
    drive.restart()
    drive.press(Qt.Key.Key_H, CTRL)
    assert [line.undone for line in dialog_of(drive, HistoryDialog).lines.lines] == [True] * 3 + [False]
    drive.press(Qt.Key.Key_Escape)


def test_memos_are_kept_as_they_are_written(drive: Driver) -> None:
    library = drive.window.session.library
    drive.open("Delegates return")
    document = drive.window.reading.document
    assert document is not None
    drive.press(Qt.Key.Key_M, CTRL)
    drive.type("Compare with the wire copy.")
    drive.press(Qt.Key.Key_Escape)
    drive.settle()
    known = memos.read_memo(library, document=document.id)
    assert known is not None
    assert known.text == "Compare with the wire copy."
    drive.window.codebook.show_library_memo()
    dialog = dialog_of(drive, MemoDialog)
    dialog.field.setPlainText("About all of it")
    drive.press(Qt.Key.Key_Z, CTRL | SHIFT)  # is the field's own key
    drive.window.codebook.flush()
    assert memos.read_memo(library) is not None
    drive.press(Qt.Key.Key_Escape)
    drive.settle()
    drive.press(Qt.Key.Key_Z, CTRL)
    assert memos.read_memo(library) is None


def test_the_name_is_asked_once_and_only_beside_somebody_else_s_work(drive: Driver) -> None:
    window = drive.window
    coders.work_as(window.session.library, "Ben")
    drive.open("Delegates return")
    drive.select("full of anger and reproach")
    drive.press(Qt.Key.Key_H)
    drive.wait_for(lambda: "carries the name “Ben”" in window.toast.text)
    window.toast.action_triggered.emit()
    dialog = dialog_of(drive, CoderDialog)
    assert dialog.field.text() == "Ben"
    dialog.field.setText("  Ana  Ö ")
    drive.press(Qt.Key.Key_Return)
    assert window.toast.text == "You work as “Ana Ö” now."
    drive.restart()
    assert drive.window.session.library.coder == "Ana Ö"
    drive.window.codebook.coder.take("bell\x07")
    assert drive.window.session.library.coder == "Ana Ö"
    drive.window.findChild(QWidget, "error_box").close()
