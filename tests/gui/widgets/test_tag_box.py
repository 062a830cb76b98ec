"""The tag box by keyboard: rank, add, complete, create, remove, and never drop what was typed."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import format_tag_path
from excerpta.gui.support.tag_ranking import TagChoice
from excerpta.gui.widgets.tag_box import Draft, TagBox
from excerpta.gui.widgets.tag_input import TagField
from excerpta.gui.widgets.tag_suggestions import SuggestionList, row_height

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab


def choice(number: int, *names: str, uses: int = 0, recent: int | None = None) -> TagChoice:
    return TagChoice(TagId(number), format_tag_path(names), names[-1], Colour.RED, uses, recent)


CHOICES = [
    choice(1, "Actors", "Taliban", uses=17, recent=1),
    choice(2, "Actors", "United States", uses=13, recent=0),
    choice(3, "Claims", "Denial", uses=6),
    choice(4, "To check", uses=5),
    choice(5, "گفت‌وگو"),
    choice(6, 'a/b "c"'),
    choice(7, "👍" * 3 + "x" * 297),
]


class Host:
    """A window with a text field, a tag box over it, and what the box has said."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(700, 600)
        self.text = QLineEdit(self.window)
        self.box = TagBox(self.window)
        self.told: list[list[object] | None] = []
        self.box.tags_chosen.connect(self.told.append)
        self.box.cancelled.connect(lambda: self.told.append(None))
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.text.setFocus()

    def open(self, chosen: Sequence[int] = (), in_vivo: str = "", rect: QRect | None = None) -> None:
        place = rect or QRect(50, 50, 100, 20)
        tags = [TagId(tag) for tag in chosen]
        self.box.open_for(place, self.window.rect(), CHOICES, tags, in_vivo)

    @property
    def field(self) -> TagField:
        return self.box.findChild(TagField)

    @property
    def choices(self) -> SuggestionList:
        return self.box.findChild(SuggestionList)

    def rows(self) -> list[str]:
        model = self.choices.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def hint(self) -> str:
        return self.box.findChild(QLabel, "tagHint").text()

    def type(self, text: str) -> None:
        for character in text:
            press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(self.field, press)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.field, key, modifiers)


@pytest.fixture
def host(qtbot: QtBot) -> Host:
    return Host(qtbot)


def test_enter_adds_the_best_match_and_enter_again_closes(host: Host) -> None:
    host.open()
    assert host.field.hasFocus()
    host.type("tal")
    host.key(ENTER)
    assert host.box.isVisible()
    assert host.field.text() == ""
    host.key(ENTER)
    assert host.told == [[TagId(1)]]
    assert not host.box.isVisible()
    assert host.text.hasFocus()


@pytest.mark.parametrize("comma", [",", "،"])
def test_a_comma_adds_and_is_never_part_of_the_name(host: Host, comma: str) -> None:
    host.open()
    host.type(f"den{comma}tal{comma}{comma}")
    assert host.box.chosen() == [TagId(3), TagId(1)]
    host.key(ENTER)
    assert host.told == [[TagId(3), TagId(1)]]


def test_recent_then_frequent_tags_are_offered_before_anything_is_typed(host: Host) -> None:
    host.open()
    assert host.rows()[:4] == ["Actors/United States", "Actors/Taliban", "Claims/Denial", "To check"]


def test_chosen_tags_stand_as_chips_and_are_not_offered(host: Host) -> None:
    host.open([2])
    assert "Actors/United States" not in host.rows()
    host.key(ENTER)
    assert host.told == [None]


def test_tab_completes_so_that_a_sub_tag_can_be_typed(host: Host) -> None:
    host.open()
    host.type("tal")
    host.key(TAB)
    assert host.field.text() == "Actors/Taliban"
    host.type("/Spokesman")
    host.key(ENTER)
    host.key(ENTER)
    assert host.told == [["Actors/Taliban/Spokesman"]]


def test_ctrl_and_a_number_picks_a_row_even_when_the_window_has_that_key(host: Host) -> None:
    fired: list[bool] = []
    for keys in ("Ctrl+2", "Ctrl+I", "Esc", "T", "1"):
        action = QAction(host.window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: fired.append(True))
        host.window.addAction(action)
    host.open(in_vivo="peace")
    host.key(Qt.Key.Key_2, CTRL)
    assert host.box.chosen() == [TagId(1)]
    QTest.keyClicks(host.field, "t1")
    host.key(Qt.Key.Key_I, CTRL)
    host.key(ESC)
    host.key(ESC)
    assert fired == []


def test_arrows_go_round_and_reach_the_new_tag(host: Host) -> None:
    host.open()
    host.type("t")
    assert host.rows()[-1] == "Create “t”"
    host.key(Qt.Key.Key_Up)
    host.key(ENTER)
    assert host.box.chosen() == ["t"]


def test_shift_enter_takes_exactly_what_was_typed(host: Host) -> None:
    host.open()
    host.type("Tali")
    host.key(ENTER, SHIFT)
    host.type("claims/denial")
    host.key(ENTER, SHIFT)
    assert host.box.chosen() == ["Tali", TagId(3)]


def test_ctrl_enter_takes_the_half_typed_text_and_closes(host: Host) -> None:
    host.open([4])
    host.type("brand new")
    host.key(ENTER, CTRL)
    assert host.told == [[TagId(4), "brand new"]]


def test_a_near_duplicate_is_offered_before_the_new_tag(host: Host) -> None:
    host.open()
    host.type("Denials")
    assert host.rows() == ["Claims/Denial", "Create “Denials”"]
    host.key(ENTER)
    assert host.box.chosen() == [TagId(3)]


def test_esc_clears_the_text_first_and_then_closes(host: Host) -> None:
    host.open()
    host.type("tal")
    host.key(ESC)
    assert host.box.isVisible()
    assert host.field.text() == ""
    host.key(ESC)
    assert host.told == [None]


def test_tags_that_were_added_are_kept_however_the_box_closes(host: Host) -> None:
    host.open()
    host.type("den,")
    host.key(ESC)
    assert host.told == [[TagId(3)]]


def test_half_typed_text_stands_there_again_after_the_box_lost_the_focus(host: Host) -> None:
    host.open()
    host.type("den,half")
    host.text.setFocus()
    assert host.told == [[TagId(3)]]
    assert not host.box.isVisible()
    host.open()
    assert host.field.text() == "half"
    assert host.field.selectedText() == "half"
    assert host.rows() == ["Create “half”"]


def test_a_press_elsewhere_closes_the_box_once(host: Host) -> None:
    host.open()
    host.type("half")
    QTest.mouseClick(host.window, Qt.MouseButton.LeftButton, pos=QPoint(650, 580))
    assert host.told == [None]
    assert not host.box.isVisible()


def test_opening_it_again_tells_what_was_chosen_before(host: Host) -> None:
    host.open()
    host.type("den,")
    host.open([4])
    assert host.told == [[TagId(3)]]
    assert host.box.chosen() == [TagId(4)]


def test_in_vivo_makes_a_tag_of_the_selected_words(host: Host) -> None:
    host.open(in_vivo=" breaking its \n word / AC/DC")
    host.type("half")
    host.key(Qt.Key.Key_I, CTRL)
    assert host.box.chosen() == [r"breaking its word \/ AC\/DC"]
    assert host.field.text() == ""
    host.key(Qt.Key.Key_Z, CTRL)
    assert host.field.text() == "half"


def test_in_vivo_takes_the_tag_that_is_called_so(host: Host) -> None:
    host.open(in_vivo="denial")
    host.key(Qt.Key.Key_I, CTRL)
    assert host.box.chosen() == [TagId(3)]


def test_in_vivo_offers_a_tag_that_is_spelled_nearly_so_first(host: Host) -> None:
    host.open(in_vivo="Denials")
    host.key(Qt.Key.Key_I, CTRL)
    assert host.box.chosen() == []
    assert (host.field.text(), host.rows()[0]) == ("Denials", "Claims/Denial")
    host.key(Qt.Key.Key_I, CTRL)
    assert host.box.chosen() == ["Denials"]
    host.open(in_vivo="Denials")
    host.key(Qt.Key.Key_I, CTRL)
    host.key(ENTER)
    assert host.box.chosen() == [TagId(3)]


def test_what_esc_cleared_can_be_brought_back_also_the_next_time(host: Host) -> None:
    host.open(in_vivo="peace")
    host.type("half a tag")
    host.key(ESC)
    assert "“half a tag” · Enter closes" in host.hint()
    host.key(ESC)
    assert host.told == [None]
    host.open()
    assert host.field.text() == ""
    host.key(Qt.Key.Key_Z, CTRL)
    assert host.field.text() == "half a tag"
    host.key(ENTER)
    assert host.box.chosen() == ["half a tag"]
    assert host.hint() == "Enter closes"


def test_undo_in_the_field_is_never_that_of_the_window(host: Host) -> None:
    undone: list[bool] = []
    action = QAction(host.window)
    action.setShortcut(QKeySequence("Ctrl+Z"))
    action.triggered.connect(lambda: undone.append(True))
    host.window.addAction(action)
    host.open()
    host.key(Qt.Key.Key_Z, CTRL)
    host.type("x")
    host.key(ESC)
    host.key(Qt.Key.Key_Z, CTRL)
    assert host.field.text() == "x"
    assert undone == []


def test_text_left_over_says_so_until_it_is_altered(host: Host) -> None:
    host.box.take_draft(Draft("den", "older"))
    assert host.box.draft == Draft("den", "older")
    host.open()
    assert host.field.selectedText() == "den"
    assert host.hint().startswith("Left from before")
    host.type("t")
    assert host.field.text() == "t"
    assert not host.hint().startswith("Left from before")
    assert host.box.draft == Draft("t", "older")


def test_hidden_with_what_it_lies_over_the_box_tells_its_tags_and_stays_away(host: Host) -> None:
    host.open()
    host.type("den,half")
    host.window.hide()
    assert host.told == [[TagId(3)]]
    host.window.show()
    assert not host.box.isVisible()
    assert host.box.draft.typed == "half"


def test_tab_goes_round_inside_of_the_box_from_a_chip(host: Host) -> None:
    host.open([1, 2])
    host.key(Qt.Key.Key_Backspace)
    QTest.keyClick(host.box._input.chips[1], TAB)
    assert host.field.hasFocus() or host.box._input.chips[0].hasFocus()
    assert host.box.isVisible()


def test_backspace_goes_to_the_last_chip_and_removes_it_there(host: Host) -> None:
    host.open([1, 2])
    host.type("x")
    host.key(Qt.Key.Key_Backspace)
    assert host.box.chosen() == [TagId(1), TagId(2)]
    host.key(Qt.Key.Key_Backspace)
    last = host.box._input.chips[-1]
    assert last.hasFocus()
    QTest.keyClick(last, Qt.Key.Key_Left)
    assert host.box._input.chips[0].hasFocus()
    QTest.keyClick(host.box._input.chips[0], Qt.Key.Key_Backspace)
    assert host.box.chosen() == [TagId(2)]
    assert host.field.hasFocus()
    host.key(ENTER)
    assert host.told == [[TagId(2)]]


def test_typing_on_a_chip_goes_on_in_the_field(host: Host) -> None:
    host.open([1])
    host.key(Qt.Key.Key_Backspace)
    QTest.keyClicks(host.box._input.chips[0], "d")
    assert host.field.text() == "d"
    assert host.field.hasFocus()


@pytest.mark.parametrize("number", [5, 6, 7])
def test_names_of_every_kind_are_found_shown_and_removed(host: Host, number: int) -> None:
    host.open()
    tag = CHOICES[number - 1]
    host.field.setText(tag.name)
    assert host.rows()[0] == tag.path
    host.key(ENTER)
    assert host.box.chosen() == [tag.id]
    chip = host.box._input.chips[0]
    assert chip.accessibleName() == tag.name
    assert chip.width() <= host.box.width()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 9, chip.height() // 2))
    assert host.box.chosen() == []


@pytest.mark.parametrize("typed", ["a//b", "//", "end\\"])
def test_text_that_is_no_path_stays_and_says_why(host: Host, typed: str) -> None:
    host.open()
    host.field.setText(typed)
    host.key(ENTER, SHIFT)
    host.key(ENTER, CTRL)
    assert host.field.text() == typed
    assert host.box.isVisible()
    assert host.told == []


def test_the_same_new_tag_is_not_added_twice(host: Host) -> None:
    host.open()
    for _ in range(2):
        host.field.setText("Neu/Tag")
        host.key(ENTER)
    assert host.box.chosen() == ["Neu/Tag"]


def test_a_click_on_a_row_adds_it(host: Host) -> None:
    host.open()
    place = host.choices.visualRect(host.choices.model().index(2, 0)).center()
    QTest.mouseClick(host.choices.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert host.box.chosen() == [TagId(3)]
    assert host.field.hasFocus()


@pytest.mark.parametrize("rect", [QRect(650, 570, 40, 20), QRect(0, 0, 10, 10), QRect(300, 560, 80, 20)])
def test_the_box_stays_inside_its_bounds(host: Host, rect: QRect) -> None:
    host.open(rect=rect)
    for text in ("", "t", "nothing like it"):
        host.field.setText(text)
        assert host.window.rect().contains(host.box.card())
        assert not host.box.card().intersects(rect)


@pytest.mark.parametrize(("top", "is_above"), [(290, False), (330, True)])
def test_the_list_is_shorter_rather_than_over_the_words(host: Host, top: int, is_above: bool) -> None:
    many = [choice(number, f"tag {number}") for number in range(20)]
    words = QRect(50, top, 100, 20)
    host.window.resize(700, 600)
    host.box.open_for(words, host.window.rect(), many)
    assert not host.box.card().intersects(words)
    assert (host.box.card().bottom() < words.top()) == is_above
    assert 4 * row_height() <= host.choices.height() < 9 * row_height()


def test_5000_tags_are_listed_at_once(host: Host) -> None:
    many = [choice(number, f"Group {number % 50}", f"tag {number}") for number in range(5000)]
    host.box.open_for(QRect(50, 50, 100, 20), host.window.rect(), many)
    host.type("tag 49")
    assert host.rows()[0] == "Group 49/tag 49"
    host.key(ESC)
    host.key(ESC)
