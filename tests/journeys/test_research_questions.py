"""Three research questions are answered on the sample library with the keyboard alone, down to the CSV.

The files in `tests/golden/research` say what the answers are. They were not made by the program: their rows
were picked by hand from `seeds/highlights.csv` and, for the third question, from the texts in
`seeds/documents`, reading each passage; `start` and `end` were counted in the text of the document with
`str.index`. Left out are the columns that say who and when, and the numbers that a library gives.
"""

import csv
import io
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.journeys.driver import Driver

from excerpta.core.model.query import Grouping
from excerpta.core.services.documents import document_ids, read_document
from excerpta.gui.widgets.highlight_sheet import HighlightSheet

GOLDEN = Path(__file__).parents[1] / "golden" / "research"
_OF_THE_LIBRARY = ("highlight_id", "document_id", "coder", "created", "modified")

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def ask(keys: Driver, query: str) -> None:
    """Go to the highlights, write a question, and go down to the rows."""
    keys.press(Key.Key_F, CTRL | SHIFT)
    keys.press(Key.Key_F, CTRL | SHIFT)
    assert keys.focus() is keys.window.retrieval_view.bar.field
    while keys.window.retrieval_view.bar.query_text():
        keys.press(Key.Key_Backspace)
        keys.press(Key.Key_A, CTRL)
        keys.press(Key.Key_Backspace)
    keys.type(query)
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Return)
    assert keys.focus() is keys.window.retrieval_view.rows


def choose(keys: Driver, down: int) -> None:
    """Open the menu of the button that has the keyboard, and choose an entry of it."""

    def choose_entry() -> None:
        menu = QApplication.activePopupWidget()
        assert menu is not None
        QTest.qWaitForWindowExposed(menu)
        for _ in range(down):
            QTest.keyClick(menu, Key.Key_Down)
        QTest.keyClick(menu, Key.Key_Return)

    # Off screen a menu is there a moment after it was asked for.
    QTimer.singleShot(50, choose_entry)
    QTest.keyClick(keys.focus(), Key.Key_Space)
    keys.wait_for(lambda: QApplication.activePopupWidget() is None)
    keys.settle()


def export(keys: Driver, target: Path) -> list[dict[str, str]]:
    """Export what is shown, as it is proposed, under a name that is typed; the rows of the file."""
    keys.press(Key.Key_E, CTRL)
    keys.press(Key.Key_A, CTRL)
    keys.type(str(target))
    keys.press(Key.Key_Return)
    keys.wait_for(target.exists)
    keys.settle()
    return rows_of(target)


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a file without what differs from library to library."""
    rows = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    return [{name: value for name, value in row.items() if name not in _OF_THE_LIBRARY} for row in rows]


def stands_where_it_says(keys: Driver, row: dict[str, str]) -> bool:
    """Whether a row's words stand at its place in the text of its document."""
    library = keys.window.session.library
    texts = {one.title: one.text for one in (read_document(library, id_) for id_ in document_ids(library))}
    return texts[row["document"]][int(row["start"]) : int(row["end"])] == row["quote"]


def test_who_is_said_to_have_broken_the_february_deal_outside_one_source(
    drive: Driver, tmp_path: Path
) -> None:
    ask(drive, 'tag:"Claims/Breach of the deal" -source:"Meridian Agency" text:February')
    assert drive.window.retrieval_view.export.text() == "Export 2 rows"
    rows = export(drive, tmp_path / "breach.csv")
    assert rows == rows_of(GOLDEN / "breach.csv")
    assert all(stands_where_it_says(drive, row) for row in rows)


def test_which_denials_overlap_an_actor_by_month(drive: Driver, tmp_path: Path) -> None:
    ask(drive, "tag:Claims/Denial overlaps tag:Actors")
    drive.press(Key.Key_Backtab, SHIFT)
    choose(drive, 4)
    assert drive.window.retrieval.order.grouping is Grouping.MONTH
    groups = drive.window.retrieval_view.rows.rows.groups
    assert [(one.title, one.count) for one in groups] == [("2020", 2), ("Sep 2020", 1), ("Jan 2021", 1)]
    rows = export(drive, tmp_path / "denials.csv")
    assert rows == rows_of(GOLDEN / "denials.csv")
    assert all(stands_where_it_says(drive, row) for row in rows)


def test_where_peace_stands_in_passages_without_a_tag_and_tagging_them(drive: Driver, tmp_path: Path) -> None:
    library = drive.window.session.library
    number = library.database["annotation"].count
    drive.press(Key.Key_K, CTRL | SHIFT)
    drive.type("peace ")
    pane = drive.window.search_place.pane
    drive.wait_for(lambda: pane.summary.text() == "12 places in 6 documents")
    drive.press(Key.Key_Down)
    reader = drive.window.pane.reader
    for _ in range(12):
        QTest.qWait(80)  # the text follows the list
        drive.settle()
        current = pane.rows.current()
        assert current is not None
        assert drive.window.reading.document_id == current.document
        if reader.highlights_at(current.start):
            drive.press(Key.Key_Down)
        else:
            drive.press(Key.Key_Space)
    assert len(pane.rows.rows.marked) == 10
    drive.press(Key.Key_T)
    drive.type("Process/Peace")
    drive.press(Key.Key_Return)
    drive.press(Key.Key_Return)
    sheet = drive.window.findChild(HighlightSheet)
    assert isinstance(sheet, HighlightSheet)
    drive.wait_for(lambda: sheet.count.text() == "10 highlights in 6 documents.")
    drive.press(Key.Key_Return)
    assert library.database["annotation"].count == number + 10
    ask(drive, "tag:Process/Peace")
    rows = export(drive, tmp_path / "peace.csv")
    assert rows == rows_of(GOLDEN / "peace.csv")
    assert all(stands_where_it_says(drive, row) for row in rows)
    drive.press(Key.Key_Z, CTRL)
    assert library.database["annotation"].count == number
