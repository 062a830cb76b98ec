"""Every verb of the reader with the keyboard alone: nothing is touched here but keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from tests.journeys.driver import Driver

from excerpta.core.model.annotation import Annotation, Colour, HighlightStyle
from excerpta.core.services import annotating
from excerpta.core.services.checking import check_library
from excerpta.core.services.tagging import tag_tree

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def keys(drive: Driver) -> Driver:
    """The window with an article open that was walked to from the list of documents."""
    for _ in range(20):
        drive.press(Key.Key_1, CTRL)
        drive.press(Key.Key_Down)
        drive.press(Key.Key_Return)
        if _is_open(drive, "What the"):
            break
    drive.press(Key.Key_2, CTRL)
    assert _is_open(drive, "What the")
    assert drive.focus() is drive.window.pane.reader
    return drive


def _is_open(drive: Driver, title: str) -> bool:
    document = drive.window.reading.document
    return document is not None and document.title.startswith(title)


def highlights(drive: Driver) -> list[Annotation]:
    document = drive.window.reading.document
    assert document is not None
    return list(annotating.highlights_of(drive.window.session.library, document.id))


def made(drive: Driver, before: list[Annotation]) -> list[Annotation]:
    known = {one.id for one in before}
    return [one for one in highlights(drive) if one.id not in known]


def to_unmarked_words(drive: Driver) -> None:
    """Walk over the page furniture to the last paragraph, whose words nobody has highlighted."""
    drive.press(Key.Key_End, CTRL)
    drive.press(Key.Key_K)
    drive.press(Key.Key_K)
    reader = drive.window.pane.reader
    assert not reader.highlights_at(reader.caret())


def test_reading_on_and_back(keys: Driver) -> None:
    reader = keys.window.pane.reader
    keys.press(Key.Key_Home, CTRL)
    assert reader.caret() == 0
    places = []
    for key, modifier in (
        (Key.Key_Right, CTRL),
        (Key.Key_Down, Qt.KeyboardModifier.NoModifier),
        (Key.Key_J, Qt.KeyboardModifier.NoModifier),
        (Key.Key_PageDown, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Space, Qt.KeyboardModifier.NoModifier),
        (Key.Key_End, CTRL),
    ):
        keys.press(key, modifier)
        places.append(reader.caret())
    assert places == sorted(set(places))
    keys.press(Key.Key_Space, SHIFT)
    keys.press(Key.Key_PageUp)
    keys.press(Key.Key_K)
    keys.press(Key.Key_Home)
    assert reader.caret() < places[-1]


@pytest.mark.parametrize(("number", "colour"), list(enumerate(Colour, 1)))
def test_each_colour(keys: Driver, number: int, colour: Colour) -> None:
    before = highlights(keys)
    to_unmarked_words(keys)
    keys.press(Key.Key_Right, CTRL | SHIFT)
    keys.press(Key.Key_Right, CTRL | SHIFT)
    words = keys.window.pane.reader.selected_text()
    keys.press(Qt.Key(Key.Key_0 + number))
    (one,) = made(keys, before)
    assert (one.quote.exact, one.colour) == (words, colour)


def test_a_highlight_from_its_making_to_its_end(keys: Driver) -> None:
    before, reader = highlights(keys), keys.window.pane.reader
    to_unmarked_words(keys)
    keys.press(Key.Key_S)
    sentence = reader.selected_text()
    keys.press(Key.Key_H)
    (one,) = made(keys, before)
    assert one.quote.exact == sentence

    keys.press(Key.Key_U)
    assert made(keys, before)[0].style is HighlightStyle.UNDERLINE

    keys.press(Key.Key_T)
    keys.type("Agreements")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Return)
    tree = tag_tree(keys.window.session.library)
    assert [tree.path(tag) for tag in made(keys, before)[0].tags] == ["Agreements"]

    keys.press(Key.Key_N)
    keys.type("By whom?")
    keys.press(Key.Key_Escape)
    assert made(keys, before)[0].note == "By whom?"
    assert keys.focus() is reader

    keys.press(Key.Key_Left, SHIFT)
    keys.press(Key.Key_Right, SHIFT | CTRL)
    (one,) = made(keys, before)
    assert one.quote.exact == sentence[1:-1]

    keys.press(Key.Key_Delete)
    assert made(keys, before) == []
    keys.press(Key.Key_Z, CTRL)
    assert made(keys, before)[0].note == "By whom?"
    keys.press(Key.Key_Z, CTRL | SHIFT)
    assert highlights(keys) == before
    assert check_library(keys.window.session.library) == ()


def test_the_selection_bar_comes_with_the_key_and_goes_along_with_the_words(keys: Driver) -> None:
    pane = keys.window.pane
    to_unmarked_words(keys)
    keys.press(Key.Key_Right, CTRL | SHIFT)
    assert pane.selection_bar.isVisible()
    assert keys.focus() is pane.reader
    start, end = pane.reader.selection()

    def is_beside_the_words() -> bool:
        return not pane.selection_bar.card().intersects(pane.reader.rect_of(start, end))

    before = pane.selection_bar.y()
    keys.press(Key.Key_Plus, CTRL)
    assert pane.selection_bar.isVisible()
    assert is_beside_the_words()
    keys.press(Key.Key_0, CTRL)
    assert abs(pane.selection_bar.y() - before) <= 2
    keys.press(Key.Key_Escape)
    assert not pane.selection_bar.isVisible()


def test_overlapping_ones_are_walked_round_chosen_and_merged(keys: Driver) -> None:
    before, reader = highlights(keys), keys.window.pane.reader
    to_unmarked_words(keys)
    for key, words in ((Key.Key_1, 3), (Key.Key_2, 2)):
        for _ in range(words):
            keys.press(Key.Key_Right, CTRL | SHIFT)
        keys.press(key)
        keys.press(Key.Key_Escape)
        keys.press(Key.Key_K)
    long, short = sorted(made(keys, before), key=lambda one: one.start - one.end)
    keys.press(Key.Key_O)
    assert reader.current_highlight() == short.id
    assert keys.window.status.place.text().endswith("1 of 2 here")
    keys.press(Key.Key_O)
    assert reader.current_highlight() == long.id
    keys.press(Key.Key_BracketLeft)
    keys.press(Key.Key_BraceRight, SHIFT)
    assert set(reader.chosen_highlights()) == {long.id, short.id}
    keys.press(Key.Key_M)
    (merged,) = made(keys, before)
    assert (merged.start, merged.end) == (long.start, long.end)
    keys.press(Key.Key_Z, CTRL)
    assert len(made(keys, before)) == 2


def test_find_copy_and_the_way_back(keys: Driver) -> None:
    reader = keys.window.pane.reader
    keys.press(Key.Key_Home, CTRL)
    keys.press(Key.Key_F, CTRL)
    keys.type("agreement")
    keys.settle()
    keys.press(Key.Key_F3)
    keys.press(Key.Key_F3, SHIFT)
    keys.press(Key.Key_Down)
    assert keys.focus() is reader
    assert reader.selected_text().casefold() == "agreement"
    keys.press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().casefold() == "agreement"
    keys.press(Key.Key_C, CTRL | SHIFT)
    assert " — What the February" in QGuiApplication.clipboard().text()
    keys.press(Key.Key_Escape)
    keys.press(Key.Key_End, CTRL)
    keys.press(Key.Key_Left, ALT)
    assert reader.caret() < len(keys.text)
    keys.press(Key.Key_Right, ALT)


def test_the_outline_is_gone_to(keys: Driver) -> None:
    reader = keys.window.pane.reader
    keys.press(Key.Key_Home, CTRL)
    keys.press(Key.Key_O, CTRL | SHIFT)
    for _ in range(3):
        keys.press(Key.Key_Down)
    keys.press(Key.Key_Return)
    assert reader.top_position() > 0 or reader.caret() > 0


@pytest.mark.parametrize("theme", ["sepia", "dark", "light"])
def test_a_theme_is_chosen_among_the_commands(keys: Driver, theme: str) -> None:
    keys.press(Key.Key_P, CTRL | SHIFT)
    keys.type(theme)
    keys.press(Key.Key_Return)
    keys.wait_for(lambda: keys.application.theme.name == theme)


def test_focus_mode_and_a_menu(keys: Driver) -> None:
    keys.press(Key.Key_F11)
    assert keys.window.tag_panel.isHidden()
    keys.press(Key.Key_F11)
    assert not keys.window.tag_panel.isHidden()
    keys.press(Key.Key_A, CTRL)
    assert keys.window.pane.reader.selected_text() == keys.text
    keys.press(Key.Key_Escape)
    assert not keys.window.pane.reader.has_selection()
