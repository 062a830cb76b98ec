"""The main job in the real window: read, highlight, tag, note, restart, find again, undo."""

import pytest
from PySide6.QtCore import Qt
from tests.journeys.driver import Driver

from excerpta.core.model.annotation import Colour
from excerpta.core.services import annotating, tagging
from excerpta.core.services.checking import check_library

ENGLISH, PERSIAN = "Delegates return", "گفت‌وگوهای"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def highlights(drive: Driver) -> list[tuple[str, Colour, str]]:
    document = drive.window.reading.document
    assert document is not None
    found = annotating.highlights_of(drive.window.session.library, document.id)
    return [(one.quote.exact, one.colour, one.note) for one in found]


def tags_of(drive: Driver, quote: str) -> set[str]:
    document = drive.window.reading.document
    assert document is not None
    library = drive.window.session.library
    tree = tagging.tag_tree(library)
    found = annotating.highlights_of(library, document.id)
    return {tree.path(tag) for one in found if one.quote.exact == quote for tag in one.tags}


def test_a_first_start_shows_a_library_in_use(drive: Driver) -> None:
    window = drive.window
    assert len(window.library_pane.model.ids) == 9
    assert window.reading.document is not None
    assert window.pane.margin.shown()
    assert window.session.undo_label() == ""


def test_select_highlight_tag_note_and_restart(drive: Driver) -> None:
    drive.open(ENGLISH)
    words = "full of anger and reproach"
    before = len(highlights(drive))
    drive.select(words)
    drive.press(Qt.Key.Key_3)
    assert (words, Colour.RED, "") in highlights(drive)
    drive.press(Qt.Key.Key_T)
    drive.type("Rhetoric/Wrath")
    drive.press(Qt.Key.Key_Return)
    drive.press(Qt.Key.Key_Return)
    drive.wait_for(lambda: tags_of(drive, words) == {"Rhetoric/Wrath"})
    drive.press(Qt.Key.Key_N)
    drive.type("Whose words are these? 😀")
    drive.press(Qt.Key.Key_Escape)
    drive.wait_for(lambda: (words, Colour.RED, "Whose words are these? 😀") in highlights(drive))
    drive.restart()
    assert drive.text.startswith("KABUL, Afghanistan")
    assert len(highlights(drive)) == before + 1
    assert tags_of(drive, words) == {"Rhetoric/Wrath"}
    for _ in range(3):
        drive.press(Qt.Key.Key_Z, CTRL)
    assert len(highlights(drive)) == before
    for _ in range(3):
        drive.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert (words, Colour.RED, "Whose words are these? 😀") in highlights(drive)
    assert check_library(drive.window.session.library) == ()


@pytest.mark.parametrize("title", [ENGLISH, PERSIAN])
def test_the_keyboard_alone_selects_and_highlights(drive: Driver, title: str) -> None:
    drive.open(title)
    reader = drive.window.pane.reader
    reader.setFocus()
    reader.set_caret(drive.text.index("\n") + 1)
    before = highlights(drive)
    drive.press(Qt.Key.Key_S)
    sentence = reader.selected_text()
    assert sentence.strip()
    drive.press(Qt.Key.Key_H)
    added = [one for one in highlights(drive) if one not in before]
    assert [quote for quote, _, _ in added] == [sentence]
    drive.press(Qt.Key.Key_Delete)
    assert highlights(drive) == before
    drive.press(Qt.Key.Key_Z, CTRL)
    assert sentence in [quote for quote, _, _ in highlights(drive)]


def test_every_quote_is_its_slice_in_every_script(drive: Driver) -> None:
    emoji = next(
        title
        for title in (
            "Delegates return",
            "Envoy in",
            "Five words",
            "General meets",
            "Ten towns",
            "Washington",
            "What the",
        )
        if any(ord(c) > 0xFFFF for c in _opened(drive, title))
    )
    for title in (emoji, PERSIAN):
        text = _opened(drive, title)
        at = next((n for n, c in enumerate(text) if ord(c) > 0xFFFF), text.index("\n") + 3)
        line_end = text.find("\n", at)
        words = text[at : min(at + 12, line_end if line_end > 0 else len(text))].rstrip()
        drive.select(words)
        drive.press(Qt.Key.Key_H)
        assert words in [quote for quote, _, _ in highlights(drive)]
    assert check_library(drive.window.session.library) == ()


def test_a_selection_over_paragraphs_stores_newlines(drive: Driver) -> None:
    drive.open("Washington")
    reader = drive.window.pane.reader
    end = drive.text.index("\n") + 20
    reader.setFocus()
    reader.select(end - 40, end)
    drive.press(Qt.Key.Key_H)
    assert drive.text[end - 40 : end] in [quote for quote, _, _ in highlights(drive)]
    assert "\u2029" not in "".join(quote for quote, _, _ in highlights(drive))


def test_brackets_walk_through_the_highlights(drive: Driver) -> None:
    drive.open(ENGLISH)
    reader = drive.window.pane.reader
    reader.setFocus()
    reader.set_caret(0)
    number = len(highlights(drive))
    seen = []
    for _ in range(number):
        drive.press(Qt.Key.Key_BracketRight)
        seen.append(reader.current_highlight())
    assert len(set(seen)) == number
    drive.press(Qt.Key.Key_BracketLeft)
    assert reader.current_highlight() == seen[-2]
    assert drive.window.status.place.text() == f"Highlight {number - 1} of {number}"


def test_find_in_the_document_ignores_case_and_accents(drive: Driver) -> None:
    drive.open(ENGLISH)
    drive.press(Qt.Key.Key_F, CTRL)
    drive.type("KHALILZAD")
    drive.settle()
    reader = drive.window.pane.reader
    assert reader.selected_text() == "Khalilzad"
    first = reader.selection()
    drive.press(Qt.Key.Key_F3)
    assert reader.selection() != first
    drive.press(Qt.Key.Key_Escape)
    assert drive.window.pane.find_bar.isHidden()


def _opened(drive: Driver, title: str) -> str:
    drive.open(title)
    return drive.text
