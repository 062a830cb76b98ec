"""The query bar: chips and text say the same, and mistakes are pointed at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from excerpta.core.model.errors import QueryError
from excerpta.core.model.query import Query, QueryField, Term
from excerpta.core.text.query_completion import Choices, Vocabulary
from excerpta.core.text.query_language import parse_query
from excerpta.gui.widgets.query_bar import QueryBar
from excerpta.gui.widgets.query_chips import chips_of

ENTER, ESC, BACKSPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Backspace
LONG = 'tag:Actors/Taliban tag:"Claims/Breach of the deal" colour:orange -doc:Agency "cease-fire"'


@pytest.fixture
def bar(qtbot: QtBot) -> QueryBar:
    bar = QueryBar()
    qtbot.addWidget(bar)
    bar.resize(700, 80)
    with qtbot.waitExposed(bar):
        bar.show()
    return bar


@pytest.fixture
def told(bar: QueryBar) -> list[str]:
    told: list[str] = []
    bar.query_edited.connect(told.append)
    return told


def labels(bar: QueryBar) -> list[str]:
    return [chip.chip.label for chip in bar.chips]


def test_shows_a_query_as_chips(bar: QueryBar, told: list[str]) -> None:
    bar.set_query(LONG)
    assert labels(bar) == [
        "tag: Actors/Taliban or Claims/Breach of the deal",
        "colour: orange",
        "not doc: Agency",
        "“cease-fire”",
    ]
    assert parse_query(bar.query_text()) == parse_query(LONG)
    assert told == []


def test_typed_terms_become_chips(bar: QueryBar, told: list[str]) -> None:
    QTest.keyClicks(bar.field, "tag:Actors -colour:red")
    QTest.keyClick(bar.field, ENTER)
    assert labels(bar) == ["tag: Actors", "not colour: red"]
    assert bar.field.text() == ""
    assert told == ["tag:Actors -colour:red"]


def test_asks_while_typing_once_it_can_be_understood(bar: QueryBar, told: list[str], qtbot: QtBot) -> None:
    bar.set_query("tag:Actors")
    with qtbot.waitSignal(bar.query_edited):
        QTest.keyClicks(bar.field, "peace")
    assert told == ["tag:Actors peace"]
    QTest.keyClick(bar.field, ENTER)
    assert told == ["tag:Actors peace"]  # the same query in another dress


def test_the_switch_between_any_and_all(bar: QueryBar, told: list[str]) -> None:
    bar.set_query("tag:Actors")
    assert bar.switch.isHidden()
    bar.set_query("tag:Actors tag:Claims")
    assert bar.switch.isVisible()
    bar.switch.findChild(object, "match_all").click()
    assert told == ["tag:Actors tag:Claims match:all"]
    assert labels(bar) == ["tag: Actors and Claims"]
    bar.toggle(Term(QueryField.TAG, "Claims"))
    assert told[-1] == "tag:Actors"  # one tag alone has neither any nor all


def test_chips_go_back_to_text(bar: QueryBar, told: list[str]) -> None:
    bar.set_query("tag:Actors colour:red")
    QTest.keyClick(bar.field, BACKSPACE)
    assert bar.field.text() == "colour:red"
    assert labels(bar) == ["tag: Actors"]
    assert told == []
    QTest.keyClick(bar.field, ENTER)
    assert labels(bar) == ["tag: Actors", "colour: red"]
    QTest.keyClick(bar.chips[0], ENTER)
    assert bar.field.text() == "tag:Actors"


def test_chips_are_removed(bar: QueryBar, told: list[str]) -> None:
    bar.set_query("tag:Actors colour:red")
    QTest.keyClick(bar.chips[0], Qt.Key.Key_Delete)
    assert told == ["colour:red"]
    chip = bar.chips[0]
    chip.setFocus()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center())
    assert bar.field.text() == "colour:red"


def test_a_mistake_is_pointed_at(bar: QueryBar, told: list[str]) -> None:
    bar.set_query("tag:Actors")
    bar.field.setText("😀 colur:red")
    QTest.keyClick(bar.field, ENTER)
    assert told == []
    assert "colour" in bar.problem.text()
    assert bar.field.wrong == (2, 8)
    assert not bar.grab().isNull()
    QTest.keyClick(bar.field, Qt.Key.Key_End)
    QTest.keyClicks(bar.field, "x")
    assert bar.problem.isHidden()
    assert bar.field.wrong is None


def test_half_a_term_is_no_mistake_at_once(bar: QueryBar, told: list[str], qtbot: QtBot) -> None:
    QTest.keyClicks(bar.field, "tag:")
    qtbot.wait(350)
    assert bar.problem.isHidden()
    qtbot.waitUntil(bar.problem.isVisible, timeout=3000)
    assert told == []


def test_a_problem_of_a_chip_marks_the_chip(bar: QueryBar) -> None:
    bar.set_query("tag:Actors colour:red tag:Gone")
    text = bar.query_text()
    term = parse_query(text).terms[-1]
    bar.show_problem(QueryError("There is no tag “Gone”.", start=term.start, end=term.end))
    assert [chip.is_wrong for chip in bar.chips] == [True, False]
    bar.clear_problem()
    assert not any(chip.is_wrong for chip in bar.chips)


def test_text_that_cannot_be_understood_stays_text(bar: QueryBar) -> None:
    bar.set_query('tag:Actors "open')
    assert bar.field.text() == 'tag:Actors "open'
    assert bar.field.wrong is not None
    assert bar.chips == []


def test_escape_and_down(bar: QueryBar, told: list[str], qtbot: QtBot) -> None:
    bar.field.setText("words")
    QTest.keyClick(bar.field, ESC)
    assert bar.field.text() == ""
    for key in (ESC, Qt.Key.Key_Down, ENTER):
        with qtbot.waitSignal(bar.left, timeout=500):
            QTest.keyClick(bar.field, key)


def test_a_second_tag_narrows(bar: QueryBar, told: list[str]) -> None:
    bar.set_query("tag:Actors")
    bar.toggle(Term(QueryField.TAG, "Claims"))
    bar.toggle(Term(QueryField.TAG, "Places", excluded=True))
    assert told == ["tag:Actors tag:Claims match:all", "tag:Actors tag:Claims -tag:Places match:all"]


def test_documents_are_named_by_title(bar: QueryBar) -> None:
    bar.set_query('doc:"#12"')
    bar.set_document_titles({"#12": "Envoy returns"})
    assert labels(bar) == ["doc: Envoy returns"]
    assert parse_query(bar.query_text()) == Query((Term(QueryField.DOCUMENT, "#12"),))


def test_toggle_turns_an_exclusion_round(bar: QueryBar, told: list[str]) -> None:
    bar.set_query("-tag:Actors")
    bar.toggle(Term(QueryField.TAG, "Actors"))
    bar.toggle(Term(QueryField.TAG, "Actors", excluded=True))
    bar.toggle(Term(QueryField.TAG, "Actors", excluded=True))
    assert told == ["tag:Actors", "-tag:Actors", ""]


@given(
    st.lists(
        st.builds(
            Term,
            st.sampled_from([QueryField.WORDS, QueryField.DOCUMENT]),
            st.text(min_size=1).filter(str.strip),
            st.booleans(),
        )
    )
)
def test_every_term_stands_on_exactly_one_chip(terms: list[Term]) -> None:
    query = Query(tuple(terms))
    chips = chips_of(query)
    assert sorted(map(repr, (term for chip in chips for term in chip.terms))) == sorted(map(repr, terms))


VOCABULARY = Vocabulary(
    {
        QueryField.TAG: Choices(["Actors", "Actors/Taliban", "Claims/Breach of the deal", "کنشگران/طالبان"]),
        QueryField.SOURCE: Choices(["Radio Desk", "Reuters 😀"]),
    }
)
CTRL = Qt.KeyboardModifier.ControlModifier


def offered(bar: QueryBar) -> list[str]:
    model = bar.offers.list.model()
    return (
        [str(model.index(row, 0).data()) for row in range(model.rowCount())] if bar.offers.isVisible() else []
    )


@pytest.fixture
def knowing(bar: QueryBar) -> QueryBar:
    bar.resize(700, 400)
    bar.set_vocabulary(VOCABULARY)
    bar.field.setFocus()
    return bar


def test_offers_what_could_follow_and_takes_it_by_keys(knowing: QueryBar, told: list[str]) -> None:
    QTest.keyClicks(knowing.field, "sou")
    assert offered(knowing)[0].startswith("source:")
    QTest.keyClick(knowing.field, Qt.Key.Key_Tab)
    assert knowing.field.text() == "source:"
    QTest.keyClicks(knowing.field, "reu")
    assert offered(knowing) == ["Reuters 😀"]
    QTest.keyClick(knowing.field, Qt.Key.Key_Down)
    QTest.keyClick(knowing.field, ENTER)
    assert knowing.field.text() == 'source:"Reuters 😀" '
    QTest.keyClick(knowing.field, ENTER)
    assert labels(knowing) == ["source: Reuters 😀"]
    assert told[-1] == 'source:"Reuters 😀"'


def test_enter_means_what_is_typed_while_nothing_is_chosen(knowing: QueryBar, told: list[str]) -> None:
    QTest.keyClicks(knowing.field, "tal")
    assert "Actors/Taliban, tag" in offered(knowing)
    QTest.keyClick(knowing.field, ENTER)
    assert labels(knowing) == ["“tal”"]
    assert not knowing.offers.isVisible()


def test_escape_takes_the_offers_away_first_then_the_text(knowing: QueryBar) -> None:
    QTest.keyClicks(knowing.field, "tag:a")
    assert offered(knowing)
    QTest.keyClick(knowing.field, ESC)
    assert not offered(knowing)
    assert knowing.field.text() == "tag:a"
    QTest.keyClick(knowing.field, ESC)
    assert knowing.field.text() == ""


def test_what_is_typed_in_the_middle_is_completed_there(knowing: QueryBar) -> None:
    knowing.field.setText("😀 طال war")
    knowing.field.setCursorPosition(6)
    QTest.keyClick(knowing.field, Qt.Key.Key_Space, CTRL)
    assert offered(knowing) == ["کنشگران/طالبان, tag"]
    QTest.keyClick(knowing.field, Qt.Key.Key_Tab)
    assert knowing.field.text() == "😀 tag:کنشگران/طالبان war"


def test_a_click_takes_an_offer(knowing: QueryBar) -> None:
    QTest.keyClicks(knowing.field, "tag:brea")
    rows = knowing.offers.list
    place = rows.visualRect(rows.model().index(0, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert knowing.field.text() == 'tag:"Claims/Breach of the deal" '
    assert knowing.field.hasFocus()


def test_an_operator_belongs_to_the_tag_before_it_though_that_is_a_chip(
    knowing: QueryBar, told: list[str]
) -> None:
    knowing.set_query("colour:red tag:Actors")
    QTest.keyClicks(knowing.field, "over")
    assert offered(knowing)[0].startswith("overlaps")
    QTest.keyClick(knowing.field, Qt.Key.Key_Tab)
    QTest.keyClicks(knowing.field, "brea")
    QTest.keyClick(knowing.field, Qt.Key.Key_Tab)
    QTest.keyClick(knowing.field, ENTER)
    assert labels(knowing) == ["colour: red", "tag: Actors overlaps Claims/Breach of the deal"]
    assert told[-1] == 'colour:red tag:Actors overlaps tag:"Claims/Breach of the deal"'
    knowing.chips[-1].click()
    assert knowing.field.text() == 'tag:Actors overlaps tag:"Claims/Breach of the deal"'


def test_all_stays_all_while_more_is_typed(bar: QueryBar, told: list[str]) -> None:
    bar.set_query("tag:a tag:b match:all")
    QTest.keyClicks(bar.field, "colour:red")
    QTest.keyClick(bar.field, ENTER)
    assert parse_query(told[-1]) == parse_query("tag:a tag:b colour:red match:all")
    QTest.keyClicks(bar.field, "match:any")
    QTest.keyClick(bar.field, ENTER)
    assert parse_query(told[-1]) == parse_query("tag:a tag:b colour:red")
