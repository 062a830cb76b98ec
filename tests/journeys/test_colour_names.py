"""Colours get names by the keyboard alone; what names a colour follows, and undo takes the names back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from tests.journeys.driver import Driver

from excerpta.core.model.annotation import Colour
from excerpta.core.services.annotating import set_note
from excerpta.core.services.colours import colour_names, name_colour
from excerpta.gui.widgets.colours_dialog import ColoursDialog
from excerpta.gui.widgets.margin_strip import MarginStrip
from excerpta.gui.widgets.outline import Listed
from excerpta.gui.widgets.reader.accessibility import describe_highlights
from excerpta.gui.windows.key_guide import guide

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def open_dialog(drive: Driver) -> ColoursDialog:
    drive.press(Qt.Key.Key_P, CTRL | SHIFT)
    drive.type("name the colours")
    drive.press(Qt.Key.Key_Return)
    (dialog,) = drive.window.findChildren(ColoursDialog)
    return dialog


def action_text(drive: Driver, colour: Colour) -> str:
    return drive.window.actions_.by_name[f"colour_{colour.value}"].text()


def sheet_rows(drive: Driver) -> dict[str, str]:
    """What the key sheet says of each key alone."""
    groups = guide(drive.window.keyring.keys)
    return {row.keys[0]: row.text for group in groups for row in group.rows if len(row.keys) == 1}


def facets(drive: Driver) -> set[str]:
    return {row.entry.label for row in drive.window.retrieval_view.facets.rows}


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
    assert sheet_rows(drive)["2"] == "Highlight in صلح 🕊"
    window.retrieval.ask("")
    window.show_view("highlights")
    drive.settle()
    assert {"Claims & counter-claims", "صلح 🕊", "Red"} <= facets(drive)
    window.retrieval.ask("colour:orange")
    drive.settle()
    (chip,) = window.retrieval_view.bar.chips
    assert chip.accessibleName() == "colour: صلح 🕊"
    assert len(window.retrieval_view.rows.rows.ids) > 0
    window.retrieval.ask('colour:"صلح 🕊"')
    drive.settle()
    assert len(window.retrieval_view.rows.rows.ids) > 0
    window.show_view("read")
    drive.press(Qt.Key.Key_Z, CTRL)
    drive.press(Qt.Key.Key_Z, CTRL)
    assert colour_names(library) == {colour: colour.value for colour in Colour}
    assert action_text(drive, Colour.YELLOW) == "Highlight in yellow"
    assert "2" not in sheet_rows(drive)
    window.show_view("highlights")
    window.retrieval.ask("")
    drive.settle()
    assert {"Yellow", "Orange", "Red"} <= facets(drive)


@pytest.mark.parametrize("width", [1440, 700])
def test_a_screen_reader_hears_the_name_wherever_a_highlight_is_told(drive: Driver, width: int) -> None:
    window = drive.window
    window.resize(width, 900)
    drive.open("Delegates return")
    library, document = window.session.library, window.reading.document
    assert document is not None
    for colour in Colour:
        window.session.perform(lambda colour=colour: name_colour(library, colour, f"Name of {colour.value}"))
    drive.press(Qt.Key.Key_BracketRight)
    one = window.reading.current()
    assert one is not None
    called = f"Name of {one.colour.value} ({one.colour.value})"
    reader, margin = window.pane.reader, window.pane.margin
    assert describe_highlights(reader).startswith(f"{called} highlight")
    if margin.fits:
        view = margin.view_of(one.id)
        assert view is not None
        assert view.accessibleDescription().startswith(f"{called}.")
    else:
        mark = margin.findChild(MarginStrip).mark_of(one.id)
        assert f"{called} highlight: {' '.join(one.quote.exact.split())[:20]}" in mark.accessibleName()
        window.session.perform(lambda: set_note(library, one.id, "Said twice"))
        assert mark.accessibleName().endswith("Note: Said twice")
    window.outline.toggle()
    window.outline.panel.listed.emit(Listed.HIGHLIGHTS)
    drive.settle()
    listed = window.outline.panel.table.model()
    said = listed.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert f"{called} highlight" in said
    window.session.perform(lambda: name_colour(library, Colour.GREEN, ""))
    assert reader.colour_names[Colour.GREEN] == "green"


def test_what_is_done_to_rows_is_told_with_the_name(drive: Driver) -> None:
    window = drive.window
    library = window.session.library
    window.session.perform(lambda: name_colour(library, Colour.RED, "Doubt & denial"))
    window.retrieval.ask("colour:blue")
    window.show_view("highlights")
    drive.settle()
    rows = window.retrieval_view.rows
    ids = list(rows.rows.ids)
    menu = rows.menu(ids[0])
    (colours,) = [action.menu() for action in menu.actions() if action.menu() is not None]
    assert [a.text() for a in colours.actions()][2].startswith("Doubt && denial\t")
    menu.close()
    window.retrieval_view.colour_chosen.emit(ids[:2], Colour.RED)
    assert window.toast.text == "2 highlights made “Doubt & denial”."
    assert window.session.undo_label() == "make highlight Doubt & denial"
    window.retrieval.ask("colour:red -colour:red")
    drive.settle()
    assert "not Doubt & denial" in window.retrieval_view.empty.sentence.text()


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
