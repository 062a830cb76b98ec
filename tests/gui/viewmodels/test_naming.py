"""Naming keeps whoever shows the names of the colours in step, with undo and with other programs."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from excerpta.core.model.annotation import Colour
from excerpta.core.services.colours import colour_names, name_colour
from excerpta.gui.support.colour_words import ColourNames
from excerpta.gui.support.theme import load_theme
from excerpta.gui.viewmodels.naming import NamingViewModel
from excerpta.gui.viewmodels.session import LibrarySession


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def naming(session: LibrarySession, window: QWidget) -> NamingViewModel:
    return NamingViewModel(session, lambda: load_theme("light"), window)


def test_who_shows_names_has_them_now_and_whenever_they_change(
    session: LibrarySession, naming: NamingViewModel
) -> None:
    shown: list[ColourNames] = []
    naming.show_in(shown.append)
    assert shown == [colour_names(session.library)]
    session.perform(lambda: name_colour(session.library, Colour.RED, "Doubt"))
    assert shown[-1][Colour.RED] == "Doubt"
    session.undo()
    assert shown[-1][Colour.RED] == "red"
    assert len(shown) == 3


def test_changes_of_other_things_tell_nobody(session: LibrarySession, naming: NamingViewModel) -> None:
    shown: list[ColourNames] = []
    naming.show_in(shown.append)
    session.perform(lambda: name_colour(session.library, Colour.RED, "red"))
    assert len(shown) == 1


def test_the_dialogue_names_a_colour_in_one_step_of_undo(
    session: LibrarySession, naming: NamingViewModel, window: QWidget
) -> None:
    dialog = naming.ask(window)
    dialog.named.emit(Colour.TEAL, "Places & routes")
    assert colour_names(session.library)[Colour.TEAL] == "Places & routes"
    assert dialog.fields[Colour.TEAL].text() == "Places & routes"
    session.undo()
    assert colour_names(session.library)[Colour.TEAL] == "teal"
    assert dialog.fields[Colour.TEAL].text() == ""
    dialog.accept()


def test_a_refused_name_is_said_and_does_not_stay_in_its_field(
    session: LibrarySession, naming: NamingViewModel, window: QWidget
) -> None:
    said: list[str] = []
    session.failed.connect(lambda sentence, _: said.append(sentence))
    dialog = naming.ask(window)
    dialog.fields[Colour.PINK].setText("x" * 61)
    dialog.named.emit(Colour.PINK, "x" * 61)
    assert "at most 60 characters" in said[0]
    assert dialog.fields[Colour.PINK].text() == ""
    dialog.fields[Colour.PINK].clear()
    dialog.accept()


def test_after_the_dialogue_has_closed_names_go_on_being_told(
    session: LibrarySession, naming: NamingViewModel, window: QWidget
) -> None:
    naming.ask(window).accept()
    shown: list[ColourNames] = []
    naming.show_in(shown.append)
    session.perform(lambda: name_colour(session.library, Colour.RED, "Doubt"))
    naming.reload()
    assert [names[Colour.RED] for names in shown] == ["red", "Doubt", "Doubt"]
