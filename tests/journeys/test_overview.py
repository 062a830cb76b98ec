"""Which tags go together: from the overview to the highlights and back, saved as table and picture."""

import csv
import io
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from tests.journeys.driver import Driver

from excerpta.core.model.crossing import Across
from excerpta.core.services.crossing import crossing_rows
from excerpta.core.services.documents import trash_documents
from excerpta.core.services.restructuring import merge_tags
from excerpta.core.services.tagging import rename_tag
from excerpta.gui.widgets.overview.view import OverviewView, Shape


def enter(drive: Driver) -> OverviewView:
    drive.press(Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    view = drive.window.overview_zone.view
    drive.wait_for(lambda: drive.window.overview_zone.viewmodel.table is not None)
    drive.settle()
    return view


def cell(view: OverviewView, row: str, column: str) -> int:
    table = view.table.cells.table
    rows = {line.path: place for place, line in enumerate(table.rows)}
    columns = {line.path: place for place, line in enumerate(table.columns)}
    view.table.go_to((table.rows[rows[row]].key, table.columns[columns[column]].key))
    return table.count(rows[row], columns[column])


def test_enter_shows_exactly_what_a_cell_counts_and_back_returns(drive: Driver) -> None:
    view = enter(drive)
    count = cell(view, "Actors/Taliban", "Claims")
    keys = view.table.current_keys()
    assert count > 1
    drive.press(Qt.Key.Key_Return)
    drive.wait_for(lambda: len(drive.window.retrieval_view.rows.rows.ids) == count)
    assert drive.window.retrieval.text == "tag:Actors/Taliban tag:Claims match:all"
    drive.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert drive.window.view_name() == "overview"
    assert view.table.current_keys() == keys
    assert drive.focus() is view.table
    drive.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert drive.window.view_name() == "highlights"


@pytest.mark.parametrize("across", [Across.DOCUMENTS, Across.SOURCES, Across.MONTHS, Across.YEARS])
def test_every_kind_of_column_opens(drive: Driver, across: Across) -> None:
    view = enter(drive)
    view.choose(Shape.TABLE, across)
    drive.settle()
    table = view.table.cells.table
    assert table.question.across is across
    (row, column), count = max(table.cells.items(), key=lambda one: one[1])
    view.cell_chosen.emit(row, column)
    drive.wait_for(lambda: len(drive.window.retrieval_view.rows.rows.ids) == count)


def test_a_bar_and_a_point_open_their_highlights(drive: Driver) -> None:
    view = enter(drive)
    for shape, across in ((Shape.BARS, Across.TAGS), (Shape.LINES, Across.MONTHS)):
        drive.window.show_view("overview")
        view.choose(shape, across)
        drive.settle()
        mark = view.chart.sheet.drawing.marks[1]
        count = int(mark.words.rsplit(":", 1)[1].split()[0])
        view.chart.setFocus()
        QTest.keyClick(drive.focus(), Qt.Key.Key_Down)
        drive.press(Qt.Key.Key_Return)
        drive.wait_for(lambda count=count: len(drive.window.retrieval_view.rows.rows.ids) == count)


def test_what_is_shown_is_saved(drive: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = enter(drive)
    answers: list[tuple[str, str]] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answers.pop())
    answers.append((str(tmp_path / "table"), "CSV, exact (*.csv)"))
    QTest.keyClick(view.table, Qt.Key.Key_S)
    view.save.click()
    rows = list(csv.reader(io.StringIO((tmp_path / "table.csv").read_bytes().decode(), newline="")))
    assert rows == [[str(one) for one in row] for row in crossing_rows(view.table.cells.ordered())]
    assert len(rows) == view.table.cells.rowCount() + 1
    view.choose(Shape.BARS, Across.TAGS)
    drive.settle()
    for name, kind in (("bars.png", "PNG picture (*.png)"), ("bars.svg", "SVG drawing (*.svg)")):
        answers.append((str(tmp_path / name), kind))
        drive.window.actions_.by_name["save_overview"].trigger()
    drawing = view.chart.sheet.drawing
    assert QImage(str(tmp_path / "bars.png")).width() == drawing.width * 2
    assert (tmp_path / "bars.svg").read_bytes() == drawing.svg
    answers.append((str(tmp_path), "PNG picture (*.png)"))
    drive.window.session.failed.disconnect(drive.window.show_failure)
    told: list[str] = []
    drive.window.session.failed.connect(lambda sentence, _: told.append(sentence))
    answers[-1] = (str(tmp_path / "nowhere" / "x.svg"), "SVG drawing (*.svg)")
    view.save.click()
    assert "could not be written" in told[0]


def test_it_follows_changes_and_says_why_it_is_empty(drive: Driver) -> None:
    view, session = enter(drive), drive.window.session
    view.bar.set_query("tag:Actors/Taliban")
    view.asked.emit()
    drive.settle()
    assert view.table.cells.table.total == 7
    tag = next(one for one in drive.window.tags.tree if one.name == "Taliban")
    session.perform(lambda: rename_tag(session.library, tag.id, "Movement"))
    drive.settle()
    assert view.bar.query_text() == "tag:Actors/Movement"
    assert "Actors/Movement" in [line.path for line in view.table.cells.table.rows]
    claims = next(one for one in drive.window.tags.tree if one.name == "Claims")
    session.perform(lambda: merge_tags(session.library, [tag.id], claims.id))
    drive.settle()
    assert view.bar.query_text() == "tag:Claims"
    session.undo()
    view.bar.set_query("tag:Nobody")
    view.asked.emit()
    drive.settle()
    assert "no tag “Nobody”" in view._heading.text()
    view.bar.set_query("tag:A tag:B")
    view.asked.emit()
    drive.settle()
    assert "one tag, or by all" in view._heading.text()
    view.bar.set_query("")
    session.perform(lambda: trash_documents(session.library, drive.window.library_pane.model.ids))
    drive.settle()
    assert view._heading.text() == "No highlights yet."
    session.undo()
    drive.settle()
    assert view.table.cells.table.total == 53
