"""Colours get names by the keyboard alone; what names a colour follows, and undo takes the names back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from tests.journeys.driver import Driver

from excerpta.core.model.annotation import Colour
from excerpta.core.services.colours import colour_names
from excerpta.gui.widgets.colours_dialog import ColoursDialog

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def open_dialog(drive: Driver) -> ColoursDialog:
    drive.press(Qt.Key.Key_P, CTRL | SHIFT)
    drive.type("name the colours")
    drive.press(Qt.Key.Key_Return)
    (dialog,) = drive.window.findChildren(ColoursDialog)
    return dialog


def action_text(drive: Driver, colour: Colour) -> str:
    return drive.window.actions_.by_name[f"colour_{colour.value}"].text()


def test_names_are_given_shown_and_taken_back(drive: Driver) -> None:
    window, library = drive.window, drive.window.session.library
    dialog = open_dialog(drive)
    assert drive.focus() is dialog.fields[Colour.YELLOW]
    drive.type("Claims & counter-claims")
    drive.press(Qt.Key.Key_Tab)
    assert colour_names(library)[Colour.YELLOW] == "Claims & counter-claims"
    drive.type("صلح 🕊")
    drive.press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert colour_names(library)[Colour.ORANGE] == "صلح 🕊"
    assert action_text(drive, Colour.YELLOW) == "Highlight in Claims && counter-claims"
    dots = {dot.colour: dot.toolTip() for dot in window.pane.selection_bar._dots}
    assert dots[Colour.ORANGE] == "Highlight: صلح 🕊 (2)"
    assert dots[Colour.RED] == "Highlight red (3)"
    window.retrieval.ask('colour:"صلح 🕊"')
    window.show_view("highlights")
    drive.wait_for(lambda: window.retrieval_view.isVisible())
    drive.settle()
    window.show_view("read")
    drive.press(Qt.Key.Key_Z, CTRL)
    drive.press(Qt.Key.Key_Z, CTRL)
    assert colour_names(library) == {colour: colour.value for colour in Colour}
    assert action_text(drive, Colour.YELLOW) == "Highlight in yellow"


def test_a_name_that_is_too_long_is_refused_and_the_old_one_stays(drive: Driver) -> None:
    dialog = open_dialog(drive)
    drive.type("x" * 90)
    drive.press(Qt.Key.Key_Tab)
    (box,) = drive.window.findChildren(QMessageBox)
    assert "at most 60 characters" in box.text()
    drive.press(Qt.Key.Key_Return)
    assert dialog.fields[Colour.YELLOW].text() == ""
    assert colour_names(drive.window.session.library)[Colour.YELLOW] == "yellow"
    dialog.close()
    drive.settle()
