"""The header bar: the search field says as much as there is room for before the key that leads into it."""

import pytest
from pytestqt.qtbot import QtBot

from excerpta.gui.support.keys import Keys
from excerpta.gui.widgets.header_bar import HeaderBar, SearchField
from excerpta.gui.windows.actions import VERBS

LONG, MIDDLE, SHORT = "Search all documents, or > for commands", "Search all documents", "Search"


@pytest.fixture
def field(qtbot: QtBot) -> SearchField:
    field = SearchField()
    qtbot.addWidget(field)
    field.set_key("Ctrl+K")
    return field


def taken(field: SearchField, words: str) -> int:
    """The narrowest width at which some words stand before the key."""
    return field._hint.width() + 30 + field.fontMetrics().horizontalAdvance(words)


@pytest.mark.parametrize(("words", "less"), [(LONG, MIDDLE), (MIDDLE, SHORT)])
def test_the_longest_words_are_shown_that_there_is_room_for(
    field: SearchField, words: str, less: str
) -> None:
    for width, shown in ((taken(field, words), words), (taken(field, words) - 1, less)):
        field.resize(width, 30)
        field.show()
        assert field.placeholderText() == shown
        field.hide()


def test_where_nothing_fits_the_key_gives_way_to_the_shortest_words(field: SearchField) -> None:
    for width, is_shown in ((taken(field, SHORT), True), (taken(field, SHORT) - 1, False), (40, False)):
        field.resize(width, 30)
        field.show()
        assert field.placeholderText() == SHORT
        assert field._hint.isVisible() == is_shown
        field.hide()


def test_a_longer_key_leaves_less_room(field: SearchField) -> None:
    field.resize(taken(field, MIDDLE), 30)
    field.show()
    assert field.placeholderText() == MIDDLE
    field.set_key("Ctrl+Alt+Shift+F12")
    assert field.placeholderText() == SHORT
    field.set_key("")
    assert field.placeholderText() == MIDDLE
    assert not field._hint.isVisible()
    field.hide()


def test_the_key_goes_while_words_are_typed(field: SearchField) -> None:
    field.show()
    assert field._hint.isVisible()
    field.setText("doha")
    assert not field._hint.isVisible()
    field.clear()
    assert field._hint.isVisible()
    field.hide()


def test_the_keys_of_the_user_are_named(qtbot: QtBot) -> None:
    bar = HeaderBar()
    qtbot.addWidget(bar)
    bar.set_keys(Keys(VERBS, {"search": ["F4"], "text": []}))
    assert bar.search._hint.text() == "F4"
    assert bar.text_button.toolTip() == "Typeface, size, width, theme"
