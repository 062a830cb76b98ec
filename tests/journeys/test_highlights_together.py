"""Several highlights at once in the real window: merge, tag, colour, underline, delete; one undo for each."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from tests.journeys.driver import Driver

from excerpta.core.model.annotation import Annotation, Colour, HighlightStyle
from excerpta.core.services import annotating
from excerpta.core.services.checking import check_library

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def highlights(drive: Driver) -> list[Annotation]:
    document = drive.window.reading.document
    assert document is not None
    return list(annotating.highlights_of(drive.window.session.library, document.id))


@pytest.fixture
def three(drive: Driver) -> Callable[[], list[Annotation]]:
    """Three highlights beside each other, the second with a note; a function that reads them again."""
    drive.open("Delegates")
    reader = drive.window.pane.reader
    reader.setFocus()
    start = drive.text.index("Negotiators")
    words = drive.text[start : start + 60].split(" ")[:3]
    ranges = []
    for word in words:
        ranges.append((start, start + len(word)))
        start += len(word) + 1
    for number, span in enumerate(ranges):
        reader.select(*span)
        drive.press(Key.Key_1 if number else Key.Key_5)
    ids = [one.id for one in highlights(drive) if (one.start, one.end) in ranges]
    library = drive.window.session.library
    drive.window.session.perform(lambda: annotating.set_note(library, ids[1], "second"))
    reader.set_current_highlight(None)
    return lambda: [one for one in highlights(drive) if one.id in ids]


def test_a_selection_merges_all_that_it_touches(drive: Driver, three: Callable[[], list[Annotation]]) -> None:
    first, _, last = three()
    number = len(highlights(drive))
    reader = drive.window.pane.reader
    reader.select(first.start + 1, last.start + 1)
    drive.press(Key.Key_M)
    (merged,) = three()
    assert (merged.start, merged.end, merged.note) == (first.start, last.end, "second")
    assert reader.current_highlight() == merged.id
    assert not reader.has_selection()
    assert drive.window.toast.text == "3 highlights merged into one."
    drive.window.toast.action_triggered.emit()
    drive.settle()
    assert len(three()) == 3
    assert len(highlights(drive)) == number
    assert check_library(drive.window.session.library) == ()


def test_the_current_one_is_merged_with_its_neighbours(
    drive: Driver, three: Callable[[], list[Annotation]]
) -> None:
    first, second, last = three()
    drive.window.pane.reader.set_current_highlight(second.id)
    drive.press(Key.Key_M)
    (merged,) = three()
    assert (merged.start, merged.end) == (first.start, last.end)


def test_chosen_ones_are_merged_wherever_they_are(
    drive: Driver, three: Callable[[], list[Annotation]]
) -> None:
    first, second, last = three()
    reader = drive.window.pane.reader
    drive.click(reader.viewport(), drive.point(first.start + 1))
    drive.click(reader.viewport(), drive.point(last.start + 1), CTRL)
    assert drive.window.status.place.text().endswith("2 chosen")
    drive.press(Key.Key_M)
    assert {one.id for one in three()} == {first.id, second.id}
    assert three()[0].end == last.end


def test_less_than_two_are_not_merged_and_it_is_said_why(
    drive: Driver, three: Callable[[], list[Annotation]]
) -> None:
    reader, toast = drive.window.pane.reader, drive.window.toast
    before = highlights(drive)
    reader.set_current_highlight(None)
    drive.press(Key.Key_M)
    assert toast.text.startswith("Choose two highlights or more")
    last = three()[-1]
    reader.select(last.end - 1, last.end)
    drive.press(Key.Key_M)
    assert toast.text.startswith("The selection touches only one highlight")
    alone = next(one for one in before if len(reader.overlaps.touching(one.start, one.end)) == 1)
    reader.clear_selection()
    reader.set_current_highlight(alone.id)
    drive.press(Key.Key_M)
    assert toast.text.startswith("No other highlight touches this one")
    assert highlights(drive) == before


def test_every_verb_takes_all_that_are_chosen(drive: Driver, three: Callable[[], list[Annotation]]) -> None:
    reader, library = drive.window.pane.reader, drive.window.session.library
    reader.set_caret(three()[0].start)
    drive.press(Key.Key_BracketRight)
    drive.press(Key.Key_BraceRight, SHIFT)
    drive.press(Key.Key_BraceRight, SHIFT)
    assert set(reader.chosen_highlights()) == {one.id for one in three()}
    drive.press(Key.Key_8)
    assert {one.colour for one in three()} == {Colour.GREEN}
    drive.press(Key.Key_U)
    assert {one.style for one in three()} == {HighlightStyle.UNDERLINE}
    drive.press(Key.Key_T)
    drive.type("All three")
    drive.press(Key.Key_Return)
    drive.press(Key.Key_Return)
    assert all(len(one.tags) == 1 for one in three())
    assert drive.window.toast.text == "Tags of 3 highlights changed."
    drive.press(Key.Key_N)
    drive.type(" on the last")
    drive.press(Key.Key_Escape)
    assert [one.note for one in three()] == ["", "second", " on the last"]
    drive.press(Key.Key_Delete)
    assert three() == []
    assert drive.window.toast.text == "3 highlights deleted."
    for _ in range(5):
        drive.press(Key.Key_Z, CTRL)
    assert [one.colour for one in three()] == [Colour.PURPLE, Colour.YELLOW, Colour.YELLOW]
    assert not any(one.tags for one in three())
    assert check_library(library) == ()


def test_a_selection_that_was_tagged_is_undone_at_once(drive: Driver) -> None:
    drive.open("Delegates")
    before = highlights(drive)
    drive.select("full of anger and reproach")
    drive.press(Key.Key_T)
    drive.type("Rhetoric/Wrath")
    drive.press(Key.Key_Return)
    drive.press(Key.Key_Return)
    assert len(highlights(drive)) == len(before) + 1
    drive.press(Key.Key_Z, CTRL)
    assert highlights(drive) == before
    drive.press(Key.Key_Z, CTRL | SHIFT)
    assert next(one.tags for one in highlights(drive) if one not in before)


def test_a_selection_that_got_a_note_is_undone_at_once(drive: Driver) -> None:
    drive.open("Delegates")
    before = highlights(drive)
    drive.select("full of anger and reproach")
    drive.press(Key.Key_N)
    drive.type("Whose?")
    drive.window.pane.margin.flush()
    drive.type(" Ours.")
    drive.press(Key.Key_Escape)
    assert [one.note for one in highlights(drive) if one not in before] == ["Whose? Ours."]
    drive.press(Key.Key_Z, CTRL)
    assert highlights(drive) == before


def test_what_is_done_later_is_a_step_of_its_own(drive: Driver) -> None:
    drive.open("Delegates")
    before = highlights(drive)
    drive.select("full of anger and reproach")
    drive.press(Key.Key_H)
    drive.press(Key.Key_N)
    drive.type("Later")
    drive.press(Key.Key_Escape)
    drive.press(Key.Key_Z, CTRL)
    assert [one.note for one in highlights(drive) if one not in before] == [""]


def test_overlapping_ones_are_told_apart(drive: Driver) -> None:
    drive.open("Delegates")
    reader = drive.window.pane.reader
    start, end = drive.select("Negotiators")
    drive.press(Key.Key_1)
    for _ in range(2):
        reader.select(start, end)
        drive.press(Key.Key_2)
    reached = set()
    for place in ("1 of 3 here", "2 of 3 here", "3 of 3 here"):
        assert drive.window.status.place.text().endswith(place)
        reached.add(reader.current_highlight())
        drive.press(Key.Key_O)
    assert len(reached) == 3


def test_blanks_are_no_words(drive: Driver) -> None:
    drive.open("Delegates")
    reader = drive.window.pane.reader
    before, newline = highlights(drive), drive.text.index("\n")
    reader.setFocus()
    reader.select(newline, newline + 1)
    for key in (Key.Key_H, Key.Key_3, Key.Key_T, Key.Key_N):
        drive.press(key)
        assert drive.window.toast.text == "There are no words in the selection."
    assert highlights(drive) == before


def test_words_are_added_and_taken_from_the_ends(drive: Driver) -> None:
    drive.open("Delegates")
    drive.select("full of anger")
    drive.press(Key.Key_H)
    alt_shift = Qt.KeyboardModifier.AltModifier | SHIFT
    quotes = []
    for key, modifier in (
        (Key.Key_Right, alt_shift),
        (Key.Key_Left, alt_shift),
        (Key.Key_Left, alt_shift),
        (Key.Key_Left, alt_shift | CTRL),
        (Key.Key_Right, alt_shift | CTRL),
        (Key.Key_Right, alt_shift | CTRL),
    ):
        drive.press(key, modifier)
        current = drive.window.reading.current()
        assert current is not None
        quotes.append(current.quote.exact)
    before = drive.text[: drive.text.index("full of anger")].split()[-1]
    assert quotes == ["full of anger and", "full of anger", "full of", f"{before} full of", "full of", "of"]


def test_a_library_that_can_only_be_read_says_so(drive: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    drive.open("Delegates")
    current = highlights(drive)[0]
    drive.window.pane.reader.set_current_highlight(current.id)
    monkeypatch.setattr(drive.window.session.library, "read_only", True)
    drive.window.pane.reader.resize_current(current.start, current.end + 3)
    box = drive.window.findChild(QMessageBox)
    assert box is not None
    assert "read" in box.text()
    box.close()
    assert highlights(drive)[0] == current
