"""The retrieval view by keyboard: rows, headings, marks, preview, notes, and a hundred thousand rows."""

import time
from array import array
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from excerpta.core.interchange.quotation import QuotationForm
from excerpta.core.model.annotation import (
    Annotation,
    Colour,
    HighlightStyle,
    TextPositionSelector,
    TextQuoteSelector,
)
from excerpta.core.model.document import PartialDate, Provenance
from excerpta.core.model.ids import AnnotationId, DocumentId, TagId
from excerpta.core.model.query import Grouping, QueryField, Sort, Term
from excerpta.core.model.tag import Tag, TagTree
from excerpta.core.services.retrieving import HighlightRow
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.facets import FacetEntry, FacetSection
from excerpta.gui.widgets.passage_preview import WiderContext
from excerpta.gui.widgets.retrieval import RetrievalView, Shown, rules
from excerpta.gui.widgets.retrieval_model import HighlightRowsModel, RowGroup
from excerpta.gui.widgets.retrieval_painting import excerpt
from excerpta.gui.windows.actions import VERBS

SPACE, ENTER, DOWN, UP = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up
TREE = TagTree(
    [
        Tag(TagId(1), "1", None, "Taliban", 0, Colour.RED),
        Tag(TagId(2), "2", None, "long " * 60, 1, Colour.TEAL),
    ]
)
TEXTS = (
    ("The command denied ", "supporting night raids", " outside the terms."),
    ("هیئت افغان می‌گوید که ", "گفت‌وگوهای صلح", " آغاز شده است."),
    ("😀 " * 60, "two\nparagraphs 👩‍👩‍👧", " and more " * 30),
)


def row(number: int, note: str = "") -> HighlightRow:
    before, quote, after = TEXTS[number % len(TEXTS)]
    annotation = Annotation(
        AnnotationId(number), str(number), DocumentId(number // 10 + 1), 0,
        TextPositionSelector(1000, 1000 + len(quote)), TextQuoteSelector(quote),
        list(Colour)[number % 8], list(HighlightStyle)[number % 2], note,
        (TagId(1), TagId(2)) if number % 2 else (), "me", "", "",
    )  # fmt: skip
    date = PartialDate("2020-02", Provenance.DEDUCED)
    return HighlightRow(annotation, f"Title {number // 10 + 1}", "Source", date, before, after)


class Library:
    """Rows by id, and how often pages were fetched."""

    def __init__(self) -> None:
        self.fetched = 0
        self.gone: set[int] = set()

    def __call__(self, ids: Sequence[AnnotationId]) -> list[HighlightRow]:
        self.fetched += 1
        return [row(one, "a note" if one == 2 else "") for one in ids if one not in self.gone]


@pytest.fixture
def library() -> Library:
    return Library()


@pytest.fixture
def view(qtbot: QtBot, library: Library) -> RetrievalView:
    view = RetrievalView()
    view.set_keys(Keys(VERBS))
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.set_tree(TREE)
    show(view, library, 25)
    with qtbot.waitExposed(view):
        view.show()
    view.rows.setFocus()
    return view


def show(view: RetrievalView, library: Library, number: int, *, grouped: bool = False) -> None:
    ids = array("q", range(number))
    groups = [RowGroup(f"Title {n + 1}", min(10, number - 10 * n)) for n in range((number + 9) // 10)]
    view.show_rows(Shown(ids, len(groups), tuple(groups) if grouped else ()), library)


def press(view: RetrievalView, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(view.rows, key)


def told_by(view: RetrievalView, *names: str) -> list[tuple[object, ...]]:
    told: list[tuple[object, ...]] = []

    def taking(name: str) -> Callable[..., None]:
        return lambda *what: told.append((name, *what))

    for name in names:
        getattr(view, name).connect(taking(name))
    return told


def test_the_model_keeps_qt_s_contract(library: Library) -> None:
    model = HighlightRowsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_ids(array("q", range(25)), library, [RowGroup("a", 10), RowGroup("b", 15)])
    model.set_groups([])
    model.set_ids(array("q"), library)
    assert tester.model() is model


@pytest.mark.parametrize("counts", [(1,), (3, 1, 5), (1, 1, 1), ()])
def test_positions_and_rows_agree(counts: tuple[int, ...], library: Library) -> None:
    model = HighlightRowsModel()
    number = sum(counts) or 4
    model.set_ids(array("q", range(number)), library, [RowGroup(str(c), c) for c in counts])
    assert model.rowCount() == number + len(counts)
    assert [model.position_at(model.row_of(p)) for p in range(number)] == list(range(number))
    headings = [r for r in range(model.rowCount()) if model.heading_at(r) is not None]
    assert headings == list(model.heading_rows())
    assert all(model.position_at(r) is None and model.id_at(r) is None for r in headings)


def test_up_and_down_go_past_headings(view: RetrievalView, library: Library) -> None:
    show(view, library, 25, grouped=True)
    told = told_by(view, "current_changed")
    view.show_annotation(AnnotationId(9))
    press(view, DOWN)
    assert view.current() == 10
    press(view, UP)
    assert view.current() == 9
    assert [what[1] for what in told] == [9, 10, 9]
    assert view.standing() == "Row 10 of 25"


def test_enter_opens_and_the_place_stays(view: RetrievalView) -> None:
    told = told_by(view, "passage_opened")
    view.show_annotation(AnnotationId(12))
    press(view, ENTER)
    assert told == [("passage_opened", 2, 12)]
    assert view.current() == 12


def test_marks_are_what_verbs_act_on(view: RetrievalView) -> None:
    told = told_by(view, "tag_wanted", "delete_wanted", "colour_chosen")
    press(view, Qt.Key.Key_T, SPACE, SPACE, Qt.Key.Key_T, Qt.Key.Key_7, Qt.Key.Key_Delete)
    assert told == [
        ("tag_wanted", [0]),
        ("tag_wanted", [0, 1]),
        ("colour_chosen", [0, 1], Colour.TEAL),
        ("delete_wanted", [0, 1]),
    ]
    assert "2 marked" in view.summary.text()
    press(view, Qt.Key.Key_Escape, Qt.Key.Key_Delete)
    assert told[-1] == ("delete_wanted", [2])


def test_mouse_marks_one_or_a_stretch(view: RetrievalView) -> None:
    def click(position: int, modifier: Qt.KeyboardModifier) -> None:
        index = view.rows.rows.index(position, 0)
        place = view.rows.visualRect(index).center()
        QTest.mouseClick(view.rows.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    click(0, Qt.KeyboardModifier.ControlModifier)
    click(1, Qt.KeyboardModifier.NoModifier)
    click(3, Qt.KeyboardModifier.ShiftModifier)
    assert view.rows.rows.marked == {0, 1, 2, 3}
    assert view.current() == 3
    QTest.keyClick(view.rows, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(view.rows.rows.marked) == 25


def test_new_rows_keep_the_current_one_and_its_marks(view: RetrievalView, library: Library) -> None:
    view.show_annotation(AnnotationId(12))
    press(view, SPACE, UP)
    before = view.rows.visualRect(view.rows.currentIndex()).top()
    ids = array("q", [one for one in range(25) if one not in (3, 4)])
    view.show_rows(Shown(ids, 3), library)
    assert view.current() == 12
    assert view.rows.rows.marked == {12}
    assert view.rows.visualRect(view.rows.currentIndex()).top() == before
    view.show_rows(Shown(array("q", [1, 2, 24]), 2), library)
    assert view.current() == 24  # the one nearest to its place
    assert view.rows.rows.marked == set()


def test_the_same_rows_are_fetched_anew_without_moving(view: RetrievalView, library: Library) -> None:
    view.show_annotation(AnnotationId(12))
    place, fetched = view.rows.verticalScrollBar().value(), library.fetched
    show(view, library, 25)
    view.grab()
    assert view.rows.verticalScrollBar().value() == place
    assert library.fetched > fetched


def test_a_row_that_is_gone_is_said_to_be(view: RetrievalView, library: Library) -> None:
    library.gone = {0, 5}
    show(view, library, 25)
    assert view.rows.rows.row_at(0) is None
    assert view.rows.rows.row_at(1) == row(1)
    assert not view.grab().isNull()


def test_up_leads_to_the_query(view: RetrievalView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.rows.left, timeout=500):
        press(view, UP)


def test_escape_unmarks_and_is_else_left_to_the_window(view: RetrievalView) -> None:
    press(view, Qt.Key.Key_Space)
    assert view.rows.rows.marked
    for is_taken in (True, False):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        view.rows.keyPressEvent(event)
        assert event.isAccepted() is is_taken
        assert not view.rows.rows.marked


def test_the_marked_rows_are_copied_as_text_or_as_markdown(view: RetrievalView) -> None:
    told = told_by(view, "copy_wanted")
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view.rows, Qt.Key.Key_C, control)
    press(view, SPACE, SPACE)
    QTest.keyClick(view.rows, Qt.Key.Key_C, control | shift)
    assert [what[1:] for what in told] == [
        ([0], QuotationForm.TEXT), ([0, 1], QuotationForm.MARKDOWN)
    ]  # fmt: skip


def context(number: int, note: str = "") -> WiderContext:
    one = row(number, note).annotation
    text = "Before.\nهیئت " + one.quote.exact + " after.\nLast."
    return WiderContext(one, 1000 - len("Before.\nهیئت "), text, "Title · Source")


def test_notes_are_written_in_the_preview(view: RetrievalView, qtbot: QtBot) -> None:
    told = told_by(view, "note_edited")
    view.set_preview(context(0, "old"))
    press(view, Qt.Key.Key_N)
    QTest.keyClicks(view.preview.note, " and new")
    view.set_preview(context(1))  # going on keeps what was typed
    assert told == [("note_edited", 0, "old and new")]
    assert view.preview.note.note() == ""
    QTest.keyClicks(view.preview.note, "x")
    with qtbot.waitSignal(view.note_edited, timeout=2000):
        pass
    assert told[-1] == ("note_edited", 1, "x")


def test_an_echo_does_not_disturb_what_is_typed(view: RetrievalView) -> None:
    view.set_preview(context(0, "old"))
    QTest.keyClicks(view.preview.note, "!")
    view.set_preview(context(0, "old"))
    assert "!" in view.preview.note.note()


def test_nothing_says_why_and_offers_no_export(view: RetrievalView) -> None:
    view.show_empty("No highlights yet.", "Select words and press H.")
    assert view.empty.sentence.text() == "No highlights yet."
    assert view.empty.isVisible()
    assert not view.export.isEnabled()
    assert not view.preview.isVisible()
    assert view.current() is None


def test_the_button_counts_what_it_exports(view: RetrievalView, library: Library) -> None:
    told = told_by(view, "export_wanted", "export_stopped")
    assert view.export.text() == "Export 25 rows"
    view.export.click()
    view.set_exporting(2000)
    assert "2,000" in view.export.text()
    view.export.click()
    view.set_exporting(None)
    show(view, library, 1)
    assert view.export.text() == "Export 1 row"
    assert told == [("export_wanted",), ("export_stopped",)]


def test_facets_toggle_the_query(view: RetrievalView) -> None:
    told = told_by(view, "query_edited")
    terms = [Term(QueryField.TAG, "Taliban"), Term(QueryField.COLOUR, "red")]
    many = [FacetEntry(Term(QueryField.DOCUMENT, f"#{n}"), f"Document {n}", n % 3) for n in range(12)]
    view.set_query("-colour:red")
    view.set_facets(
        [
            FacetSection("Tag", (FacetEntry(terms[0], "Taliban", 3, Colour.RED),)),
            FacetSection("Document", tuple(many)),
            FacetSection("Colour", (FacetEntry(terms[1], "Red", 0, Colour.RED),)),
        ],
        view.bar.query().terms,
        {},
    )
    rows = view.facets.rows
    assert len(rows) == 1 + 8 + 1
    assert [one.state for one in (rows[0], rows[-1])] == ["", "left out"]
    rows[0].click()
    rows[-1].click()
    middle = rows[1].rect().center()
    QTest.mouseClick(rows[1], Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier, middle)
    queries = ["-colour:red tag:Taliban", "tag:Taliban", 'tag:Taliban -doc:"#0"']
    assert [what[1] for what in told] == queries
    mores = [one for one in view.facets.findChildren(QToolButton, "facet_more") if one.isVisible()]
    assert [one.text() for one in mores] == ["4 more…"]
    mores[0].click()
    assert len(view.facets.rows) == 1 + 12 + 1


def test_facets_are_filled_anew_under_the_hand(view: RetrievalView) -> None:
    def section(*names: str) -> list[FacetSection]:
        return [FacetSection("Tag", tuple(FacetEntry(Term(QueryField.TAG, n), n, 1) for n in names))]

    view.set_facets(section("a", "b", "c"), (), {})
    first = view.facets.rows[0]
    first.setFocus()
    view.set_facets(section("d", "e"), (), {})
    assert [row.entry.label for row in view.facets.rows] == ["d", "e"]
    assert view.facets.rows[0] is first
    assert first.accessibleName() == "d, 1"
    assert first.hasFocus()
    view.set_facets([], (), {})
    assert view.facets.rows == []
    assert not first.isVisible()


def test_narrow_windows_keep_the_rows(view: RetrievalView) -> None:
    view.resize(600, 380)
    assert not view.facets.isVisible()
    assert not view.preview.isVisible()
    assert view.rows.isVisible()


@pytest.mark.parametrize("name", ["light", "sepia", "dark"])
@pytest.mark.parametrize("width", [360, 700, 1100])
def test_paints_at_every_width(view: RetrievalView, library: Library, name: str, width: int) -> None:
    theme = load_theme(name)
    view.setStyleSheet(rules(theme))
    view.set_theme(theme)
    view.resize(width, 600)
    show(view, library, 25, grouped=True)
    view.set_preview(context(1, "note"))
    press(view, SPACE)
    assert not view.grab().isNull()


def test_a_list_that_goes_on_says_so_and_exports_nothing_by_count(
    view: RetrievalView, library: Library
) -> None:
    view.show_rows(Shown(array("q", range(25)), 3, is_whole=False), library)
    assert view.summary.text().startswith("more than 25 highlights in 3 documents")
    assert view.export.text() == "Export"
    view.show_rows(Shown(array("q", range(25)), 3), library)
    assert view.summary.text().startswith("25 highlights in 3 documents")
    assert view.export.text() == "Export 25 rows"


def test_order_and_headings_are_chosen_from_menus(view: RetrievalView) -> None:
    told: list[tuple[Sort, Grouping]] = []
    view.order_chosen.connect(lambda *what: told.append(what))
    menu = view.order.sort_button.menu()
    next(action for action in menu.actions() if action.text() == "Latest article first").trigger()
    menu = view.order.group_button.menu()
    next(action for action in menu.actions() if action.text() == "By month").trigger()
    assert told == [(Sort.LATEST, Grouping.NONE), (Sort.LATEST, Grouping.MONTH)]
    assert view.order.sort_button.text() == "Latest article first"
    assert view.order.group_button.accessibleName() == "Headings over the highlights: Grouped by month"
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["By month"]


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("lead", [5, 60, 500])
def test_the_excerpt_holds_the_quote_where_it_says(number: int, lead: int) -> None:
    one = row(number)
    text, start, end = excerpt(one, lead)
    assert text[start:end] == one.annotation.quote.exact.replace("\n", " ")
    assert start <= max(lead, 20) + 2 or start <= len(one.before)


def test_a_hundred_thousand_rows_are_no_matter(view: RetrievalView, library: Library) -> None:
    start = time.process_time()
    show(view, library, 100_000)
    view.grab()
    QTest.keyClick(view.rows, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.current() == 99_999
    view.grab()
    assert time.process_time() - start < 1.0
    start = time.process_time()
    show(view, library, 100_000, grouped=True)
    QApplication.processEvents()
    view.grab()
    assert view.current() == 99_999
    assert time.process_time() - start < 2.0
    assert library.fetched < 40


def test_tells_screen_readers_what_a_row_holds(view: RetrievalView) -> None:
    press(view, DOWN, SPACE)
    words = view.rows.rows.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("marked, گفت‌وگوهای صلح, orange, tags: Taliban")
