"""Retrieval on a library: what is asked is shown, edited in bulk, kept in place, and exported as shown."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from excerpta.core.model.annotation import Colour
from excerpta.core.model.changes import Changes
from excerpta.core.model.ids import AnnotationId
from excerpta.core.model.query import Grouping, Query, Sort
from excerpta.core.services import annotating, searching, tagging
from excerpta.core.services.exporting import CsvProfile, CsvShape
from excerpta.core.services.libraries import create_library
from excerpta.core.services.retrieving import find_highlights, list_highlights, parse_query
from excerpta.gui.support.dates import MONTHS
from excerpta.gui.support.keys import Keys
from excerpta.gui.viewmodels.retrieval import RetrievalViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.export_sheet import ExportSheet
from excerpta.gui.widgets.retrieval import RetrievalView
from excerpta.gui.windows.actions import VERBS

ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


class Centre:
    """A retrieval view with its view-model."""

    def __init__(self, session: LibrarySession, qtbot: QtBot) -> None:
        self.session, self.qtbot = session, qtbot
        self.view = RetrievalView()
        self.view.set_keys(Keys(VERBS))
        qtbot.addWidget(self.view)
        self.view.resize(1000, 700)
        self.retrieval = RetrievalViewModel(session, self.view)
        self.said: list[tuple[str, bool]] = []
        self.retrieval.said.connect(lambda *what: self.said.append(what))

    def show(self) -> None:
        with self.qtbot.waitSignal(self.retrieval.answered):
            self.view.show()

    def ask(self, text: str) -> list[int]:
        with self.qtbot.waitSignal(self.retrieval.answered):
            self.retrieval.ask(text)
        return self.ids()

    def ids(self) -> list[int]:
        return list(self.view.rows.rows.ids)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.session.background.is_busy())
        self.qtbot.wait(120)
        self.qtbot.waitUntil(lambda: not self.session.background.is_busy())

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.view.rows, key)


@pytest.fixture
def centre(session: LibrarySession, qtbot: QtBot) -> Centre:
    centre = Centre(session, qtbot)
    centre.show()
    return centre


def found(centre: Centre, text: str) -> list[int]:
    return list(find_highlights(centre.session.library, parse_query(text)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tag:Actors",
        "tag:Actors/Taliban tag:Claims match:all",
        "tag:Actors -tag:Claims colour:red",
        "peace",
        "-tag:*",
        'doc:"#1"',
    ],
)
def test_shows_what_the_query_means(centre: Centre, text: str) -> None:
    assert centre.ask(text) == found(centre, text)
    assert centre.view.bar.query_text() == text


@pytest.mark.parametrize(
    "label", ["Claims", "Orange", "Envoy in Pakistan as talks begin", "Meridian Agency", "Sep 2020"]
)
def test_facets_narrow_to_as_many_rows_as_they_count(centre: Centre, label: str) -> None:
    centre.ask("tag:Actors")
    centre.settle()
    row = next(row for row in centre.view.facets.rows if row.entry.label == label)
    number = row.entry.count
    with centre.qtbot.waitSignal(centre.retrieval.answered):
        row.click()
    assert len(centre.ids()) == number > 0


def test_order_and_headings_are_those_of_the_query_and_are_kept(centre: Centre, qtbot: QtBot) -> None:
    centre.ask("tag:Actors")
    with qtbot.waitSignal(centre.retrieval.answered):
        centre.view.order.order_chosen.emit(Sort.LATEST, Grouping.MONTH)
    query = parse_query("tag:Actors")
    listing = list_highlights(centre.session.library, query, sort=Sort.LATEST, grouping=Grouping.MONTH)
    assert centre.ids() == list(listing.ids)
    titles = [group.title for group in centre.view.rows.rows.groups]
    assert [group.count for group in centre.view.rows.rows.groups] == [h.count for h in listing.headings]
    assert len(titles) == len(set(titles)) > 1
    assert all(title == "Without a date" or title[:3] in MONTHS or title.isdigit() for title in titles)
    again = Centre(centre.session, qtbot)
    assert (again.view.order.sort, again.view.order.grouping) == (Sort.LATEST, Grouping.MONTH)


def test_a_further_value_of_a_field_counts_what_it_would_show_and_is_dimmed_at_none(centre: Centre) -> None:
    centre.ask("tag:Actors/Pakistan colour:red")
    centre.settle()
    counts = {row.entry.label: row.entry.count for row in centre.view.facets.rows}
    assert counts["Green"] == len(found(centre, "tag:Actors/Pakistan colour:green")) > 0
    assert counts["Pink"] == len(found(centre, "tag:Actors/Pakistan colour:pink")) == 0


def test_says_why_there_is_nothing(centre: Centre) -> None:
    sentence = centre.view.empty.sentence
    number = len(found(centre, "tag:Actors/Pakistan"))
    centre.ask('tag:Actors/Pakistan tag:"To check" tag:Rhetoric/Euphemism match:all')
    assert sentence.text().startswith("No highlight carries all of Actors/Pakistan, To check and")
    assert f"{number} carry Actors/Pakistan" in sentence.text()
    centre.ask("tag:Actors -tag:Actors")
    assert sentence.text() == f"All {len(found(centre, 'tag:Actors'))} highlights that would be here " + (
        "are left out by not Actors."
    )
    centre.ask("zebra")
    assert sentence.text() == "No highlight has “zebra” in its words or its note yet."
    assert not centre.view.export.isEnabled()


def test_a_name_from_right_to_left_leaves_the_numbers_where_they_are(centre: Centre) -> None:
    centre.ask('source:خبرنامه tag:"To check"')
    assert centre.view.empty.advice.text() == "On their own: \u2068“خبرنامه”\u2069 3, To check 7."


def test_says_where_words_cannot_be_looked_for_yet(centre: Centre) -> None:
    library = centre.session.library
    whole = centre.ask("text:peace")
    with library.write() as connection:
        connection.execute("INSERT INTO document_search (document_search) VALUES ('delete-all')")
    missing = searching.unindexed_documents(library)
    searching.index_documents(library, missing[:4])
    centre.retrieval.reload()
    centre.settle()
    assert "5 documents are still being prepared for searching" in centre.view.summary.text()
    assert set(centre.ids()) < set(whole)
    centre.ask("text:zzzz")
    assert "5 documents are still being prepared" in centre.view.empty.advice.text()
    centre.ask("peace")
    assert "prepared" not in centre.view.summary.text()


def test_an_empty_library_says_how_to_begin(qtbot: QtBot, tmp_path: Path) -> None:
    session = LibrarySession(create_library(tmp_path / "empty.excerpta"))
    centre = Centre(session, qtbot)
    centre.show()
    assert centre.view.empty.sentence.text() == "No highlights yet."
    centre.retrieval.export()
    qtbot.waitUntil(lambda: bool(centre.said))
    assert centre.said == [("There is no highlight to export.", False)]
    session.close()


def test_a_tag_that_does_not_exist_is_named_with_a_near_one(centre: Centre) -> None:
    centre.retrieval.ask("tag:Taliban")
    centre.qtbot.waitUntil(centre.view.bar.problem.isVisible)
    assert "Did you mean “Actors/Taliban”?" in centre.view.bar.problem.text()
    assert centre.ids() == []
    assert centre.ask("") == found(centre, "")
    assert centre.view.bar.problem.isHidden()


def test_the_last_question_wins(centre: Centre) -> None:
    for text in ("tag:Actors", "peace", "colour:red", "tag:Claims"):
        centre.retrieval.ask(text)
    centre.settle()
    assert centre.ids() == found(centre, "tag:Claims")


def test_typing_asks(centre: Centre) -> None:
    with centre.qtbot.waitSignal(centre.retrieval.answered):
        QTest.keyClicks(centre.view.bar.field, "colour:red")
    assert centre.ids() == found(centre, "colour:red")
    assert centre.retrieval.query == parse_query("colour:red")


def test_bulk_recolour_is_one_step_and_keeps_the_place(centre: Centre) -> None:
    ids = centre.ask("tag:Actors")
    centre.press(Qt.Key.Key_Down, SPACE, SPACE)
    here = centre.view.current()
    with centre.qtbot.waitSignal(centre.retrieval.answered):
        centre.press(Qt.Key.Key_8)
    library = centre.session.library
    marked = [AnnotationId(one) for one in ids[1:3]]
    assert {one.colour for one in annotating.present_highlights(library, marked)} == {Colour.GREEN}
    assert centre.view.current() == here
    assert centre.view.rows.rows.marked == set(marked)
    assert centre.said == [("2 highlights made green.", True)]
    centre.session.undo()
    assert {one.colour for one in annotating.present_highlights(library, marked)} != {Colour.GREEN}
    centre.settle()


def test_delete_goes_on_with_the_next_row(centre: Centre) -> None:
    ids = centre.ask("tag:Actors")
    centre.press(Qt.Key.Key_Down)
    with centre.qtbot.waitSignal(centre.retrieval.answered):
        centre.press(Qt.Key.Key_Delete)
    assert centre.ids() == [ids[0], *ids[2:]]
    assert centre.view.current() == ids[2]
    assert centre.said == [("1 highlight deleted.", True)]
    with centre.qtbot.waitSignal(centre.retrieval.answered):
        centre.session.undo()
    assert centre.ids() == ids


def test_tags_of_marked_rows_are_added_and_taken_away(centre: Centre) -> None:
    ids = [AnnotationId(one) for one in centre.ask("tag:Actors/Taliban")[:3]]
    taliban = next(tag.id for tag in tagging.tag_tree(centre.session.library) if tag.name == "Taliban")
    centre.press(SPACE, SPACE, SPACE, Qt.Key.Key_T)
    box = centre.view.tag_box
    assert taliban in box.chosen()
    before = {one.id: set(one.tags) for one in annotating.present_highlights(centre.session.library, ids)}
    box.tags_chosen.emit([*(tag for tag in box.chosen() if tag != taliban), "Fresh/New one"])
    after = annotating.present_highlights(centre.session.library, ids)
    fresh = tagging.tag_tree(centre.session.library).find(("Fresh", "New one"))
    assert fresh is not None
    assert all(set(one.tags) == before[one.id] - {taliban} | {fresh.id} for one in after)
    assert centre.said == [("Tags of 3 highlights changed.", True)]
    box.hide()
    centre.settle()
    assert set(centre.ids()).isdisjoint(ids)


def test_preview_shows_whole_paragraphs_and_saves_the_note(centre: Centre) -> None:
    centre.ask("tag:Actors")
    centre.press(Qt.Key.Key_Down)
    centre.settle()
    current = centre.view.current()
    assert current is not None
    one = annotating.read_highlight(centre.session.library, current)
    centre.press(Qt.Key.Key_N)
    QTest.keyClicks(centre.view.preview.note, " - seen")
    QTest.keyClick(centre.view.preview.note, Qt.Key.Key_Escape)
    centre.qtbot.waitUntil(
        lambda: annotating.read_highlight(centre.session.library, current).note == f"{one.note} - seen",
        timeout=3000,
    )
    centre.settle()
    assert centre.view.current() == current
    row = centre.view.rows.current_row()
    assert row is not None
    assert row.annotation.note == f"{one.note} - seen"


def test_the_query_follows_a_renamed_tag(centre: Centre) -> None:
    ids = centre.ask("tag:Actors/Taliban")
    told: list[str] = []
    centre.retrieval.query_changed.connect(told.append)
    tag = next(one.id for one in tagging.tag_tree(centre.session.library) if one.name == "Taliban")
    with centre.qtbot.waitSignal(centre.retrieval.answered):
        centre.session.perform(lambda: tagging.rename_tag(centre.session.library, tag, "The movement"))
    assert centre.ids() == ids
    assert told == ['tag:"Actors/The movement"']
    assert [chip.chip.label for chip in centre.view.bar.chips] == ["tag: Actors/The movement"]


def test_opens_and_comes_back_to_the_same_row(centre: Centre) -> None:
    centre.ask("tag:Actors")
    centre.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    current = centre.view.current()
    with centre.qtbot.waitSignal(centre.retrieval.passage_opened) as told:
        centre.press(ENTER)
    assert told.args[1] == current
    centre.view.hide()
    highlight = centre.ids()[0]
    centre.session.perform(
        lambda: annotating.delete_highlights(centre.session.library, [AnnotationId(highlight)])
    )
    centre.show()
    assert centre.view.current() == current
    assert highlight not in centre.ids()


def test_hidden_it_asks_nothing(centre: Centre) -> None:
    centre.view.hide()
    asked: list[int] = []
    centre.retrieval.answered.connect(lambda: asked.append(1))
    centre.session.changed.emit(Changes(annotations=frozenset({AnnotationId(1)})))
    centre.qtbot.wait(100)
    assert asked == []


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_exports_what_is_shown(centre: Centre, tmp_path: Path) -> None:
    ids = centre.ask("tag:Actors -tag:Claims")
    centre.view.export.click()
    centre.qtbot.waitUntil(lambda: centre.view.findChild(ExportSheet) is not None)
    sheet = centre.view.findChild(ExportSheet)
    assert sheet.button.text() == f"Export {len(ids)} highlights"
    sheet.file.setText(str(tmp_path / "shown.csv"))
    with centre.qtbot.waitSignal(centre.retrieval.exported) as told:
        sheet.button.click()
    assert told.args == [tmp_path / "shown.csv", len(ids)]
    assert [int(row["highlight_id"]) for row in rows_of(tmp_path / "shown.csv")] == ids
    assert centre.said == [(f"{len(ids)} rows written to {tmp_path / 'shown.csv'}", False)]
    assert centre.view.export.text() == f"Export {len(ids)} rows"


def test_a_question_that_is_not_answered_yet_is_exported_all_the_same(centre: Centre) -> None:
    centre.ask("")
    centre.retrieval.ask("tag:Claims")
    centre.retrieval.export()
    centre.settle()
    (sheet,) = centre.view.findChildren(ExportSheet)
    assert sheet.button.text() == f"Export {len(found(centre, 'tag:Claims'))} highlights"
    sheet.close()


def test_exports_everything_while_out_of_sight(centre: Centre, tmp_path: Path) -> None:
    centre.ask("tag:Actors")
    centre.view.hide()
    parent = QWidget()
    centre.qtbot.addWidget(parent)
    parent.show()
    centre.retrieval.export(parent)
    centre.qtbot.waitUntil(lambda: parent.findChild(ExportSheet) is not None)
    sheet = parent.findChild(ExportSheet)
    everything = list(find_highlights(centre.session.library, Query()))
    assert sheet.button.text() == f"Export {len(everything)} highlights"
    sheet.reject()


def test_a_failed_export_says_what_was_kept(centre: Centre, tmp_path: Path) -> None:
    failed: list[tuple[str, str]] = []
    centre.session.failed.connect(lambda *what: failed.append(what))
    target = tmp_path / "folder"
    target.mkdir()
    centre.retrieval.export_to(target, CsvShape.WIDE, CsvProfile.EXACT)
    centre.qtbot.waitUntil(lambda: bool(failed))
    assert "kept" in failed[0][0]
    assert list(target.iterdir()) == []
    assert centre.view.export.text().startswith("Export")


def test_what_waits_when_the_library_closes_is_dropped(centre: Centre) -> None:
    centre.ask("tag:Actors")
    centre.press(Qt.Key.Key_Down)
    centre.session.close()
    centre.qtbot.wait(150)
    assert not centre.session.background.is_busy()


def test_a_note_goes_below_those_of_all_marked_rows_in_one_step(centre: Centre) -> None:
    library = centre.session.library
    centre.ask("tag:Actors")
    first, second, third = (AnnotationId(one) for one in centre.ids()[:3])
    centre.session.perform(lambda: annotating.set_note(library, first, "what stood there 😀"))
    centre.settle()
    before = [one.note for one in annotating.present_highlights(library, [first, second, third])]
    centre.press(SPACE, SPACE)
    centre.press(Qt.Key.Key_N)
    box = centre.view.note_box
    assert box.isVisible()
    assert box.heading.text() == "Add to the notes of 2 highlights"
    QTest.keyClicks(box.field, "who says so?")
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert box.isHidden()
    centre.press(Qt.Key.Key_N)
    assert box.field.toPlainText() == "who says so?"
    QTest.keyClick(box.field, ENTER, Qt.KeyboardModifier.ControlModifier)
    assert box.isHidden()
    assert centre.said[-1] == ("Added to the notes of 2 highlights.", True)
    after = [one.note for one in annotating.present_highlights(library, [first, second, third])]
    assert after[0] == "what stood there 😀\n\nwho says so?"
    assert after[1].endswith("who says so?")
    assert after[2] == before[2]
    centre.session.undo()
    assert [one.note for one in annotating.present_highlights(library, [first, second, third])] == before


def test_n_on_one_row_writes_its_own_note(centre: Centre) -> None:
    centre.ask("tag:Actors")
    centre.settle()
    centre.press(Qt.Key.Key_N)
    assert centre.view.note_box.isHidden()
    assert centre.view.preview.note.hasFocus()
