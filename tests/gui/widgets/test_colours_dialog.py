"""The dialogue of the colours: a name is told when its field is left, once, and never lost on closing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from excerpta.core.model.annotation import Colour
from excerpta.gui.support.colour_words import OWN_NAMES
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.colours_dialog import ColoursDialog

Told = list[tuple[Colour, str]]
NAMES = {**OWN_NAMES, Colour.BLUE: "Actors"}


@pytest.fixture
def told() -> Told:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, told: Told) -> Iterator[ColoursDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = ColoursDialog(NAMES, load_theme("dark"), window)
    dialog.named.connect(lambda colour, name: told.append((colour, name)))
    with qtbot.waitExposed(dialog):
        dialog.open()
    yield dialog
    dialog.close()


def type_into(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def test_a_colour_without_a_name_has_an_empty_field_that_says_its_own(dialog: ColoursDialog) -> None:
    assert dialog.fields[Colour.BLUE].text() == "Actors"
    for colour in set(Colour) - {Colour.BLUE}:
        field = dialog.fields[colour]
        assert (field.text(), field.placeholderText()) == ("", colour.value.capitalize())
        assert field.accessibleName() == f"Name of {colour.value}"
    assert dialog.fields[Colour.YELLOW].hasFocus()


def test_a_name_is_told_when_its_field_is_left_and_only_if_it_is_another(
    dialog: ColoursDialog, told: Told
) -> None:
    type_into(dialog.fields[Colour.YELLOW], "  Claims ")
    assert told == []
    QTest.keyClick(dialog.fields[Colour.YELLOW], Qt.Key.Key_Tab)
    assert told == [(Colour.YELLOW, "Claims")]
    QTest.keyClick(dialog.fields[Colour.ORANGE], Qt.Key.Key_Tab)
    type_into(dialog.fields[Colour.BLUE], "Actors")
    QTest.keyClick(dialog.fields[Colour.BLUE], Qt.Key.Key_Tab)
    assert told == [(Colour.YELLOW, "Claims")]


def test_an_emptied_field_gives_the_colour_its_own_name_back(dialog: ColoursDialog, told: Told) -> None:
    field = dialog.fields[Colour.BLUE]
    field.setFocus()
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert told == [(Colour.BLUE, "")]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_what_is_half_typed_is_told_when_the_dialogue_closes(
    dialog: ColoursDialog, told: Told, key: Qt.Key
) -> None:
    type_into(dialog.fields[Colour.GREEN], "Sources")
    QTest.keyClick(dialog.fields[Colour.GREEN], key)
    dialog.close()
    assert (Colour.GREEN, "Sources") in told
    assert {colour for colour, _ in told} == {Colour.GREEN}


def test_names_from_elsewhere_are_shown_but_not_over_what_is_typed(dialog: ColoursDialog) -> None:
    type_into(dialog.fields[Colour.GREEN], "Sour")
    dialog.show_names({**NAMES, Colour.RED: "Doubt"})
    assert dialog.fields[Colour.RED].text() == "Doubt"
    assert dialog.fields[Colour.GREEN].text() == "Sour"
    dialog.show_names({**NAMES, Colour.GREEN: "Refused"})
    assert dialog.fields[Colour.GREEN].text() == "Refused"
    assert dialog.fields[Colour.RED].text() == ""
