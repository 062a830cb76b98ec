"""However one leaves the tag box or a note, what was typed there is kept or offered again."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from tests.journeys.driver import Driver

from excerpta.core.model.ids import AnnotationId
from excerpta.core.services import annotating
from excerpta.core.services.tagging import tag_tree
from excerpta.gui.widgets.tag_suggestions import SuggestionList

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def another_highlight(drive: Driver) -> None:
    reader = drive.window.pane.reader
    current = reader.current_highlight()
    seen = range(*reader.visible_range())
    for one in reader.highlights.in_rows(0, len(reader.highlights)):
        start = reader.highlights[one].start
        if one != current and start in seen and reader.highlights_at(start)[0] == one:
            point = reader.point_of(start)
            if point is not None and not reader.viewport().childAt(point):
                drive.click(reader.viewport(), point)
                assert reader.current_highlight() not in (None, current)
                return
    raise AssertionError("no other highlight is in sight")


def another_document(drive: Driver) -> None:
    drive.open("Envoy in Pakistan")


def by_search(drive: Driver) -> None:
    drive.press(Key.Key_K, CTRL)


def to_the_rows(drive: Driver) -> None:
    drive.press(Key.Key_F, CTRL | SHIFT)


def to_the_library(drive: Driver) -> None:
    drive.press(Key.Key_1, CTRL)


def f6(drive: Driver) -> None:
    drive.press(Key.Key_F6)


def esc(drive: Driver) -> None:
    drive.press(Key.Key_Escape)


def close_the_window(drive: Driver) -> None:
    drive.restart()


def press_the_text(drive: Driver) -> None:
    viewport = drive.window.pane.reader.viewport()
    drive.click(viewport, QPoint(8, viewport.height() - 12))


WAYS = [
    another_highlight, another_document, by_search, to_the_rows, f6, close_the_window, press_the_text
]  # fmt: skip


def begin(drive: Driver) -> AnnotationId:
    """Open an article, with a highlight current that has neither tags nor note."""
    drive.open("Delegates return")
    reader = drive.window.pane.reader
    reader.setFocus()
    start = drive.text.index("Officials on both")
    reader.select(start, start + 17)
    drive.press(Key.Key_H)
    current = reader.current_highlight()
    assert current is not None
    return current


def offered_again(drive: Driver) -> str:
    """What stands in the tag box when it is opened the next time."""
    drive.window.show_view("read")
    drive.window.pane.reader.setFocus()
    drive.press(Key.Key_Home, CTRL)
    drive.press(Key.Key_BracketRight)
    drive.press(Key.Key_T)
    assert drive.window.pane.tag_box.isVisible()
    return drive.window.pane.tag_box.field.text()


def paths_of(drive: Driver, one: AnnotationId) -> list[str]:
    library = drive.window.session.library
    (found,) = annotating.present_highlights(library, [one])
    return [tag_tree(library).path(tag) for tag in found.tags]


@pytest.mark.parametrize("leave", WAYS)
def test_half_a_tag_is_offered_again_and_whole_ones_are_kept(
    drive: Driver, leave: Callable[[Driver], None]
) -> None:
    one = begin(drive)
    drive.press(Key.Key_T)
    drive.type("denial,Half typ")
    leave(drive)
    drive.settle()
    assert not drive.window.pane.tag_box.isVisible()
    assert paths_of(drive, one) == ["Claims/Denial"]
    assert offered_again(drive) == "Half typ"


def test_half_a_tag_that_esc_cleared_can_be_brought_back_after_a_restart(drive: Driver) -> None:
    begin(drive)
    drive.press(Key.Key_T)
    drive.type("Half typ")
    drive.press(Key.Key_Escape)
    drive.press(Key.Key_Escape)
    drive.restart()
    assert offered_again(drive) == ""
    drive.press(Key.Key_Z, CTRL)
    assert drive.window.pane.tag_box.field.text() == "Half typ"
    drive.press(Key.Key_Return, CTRL)
    current = drive.window.reading.current()
    assert current is not None
    assert "Half typ" in paths_of(drive, current.id)


def test_half_a_tag_typed_beside_the_rows_outlives_the_window(drive: Driver) -> None:
    window = drive.window
    window.show_view("highlights")
    drive.settle()
    drive.press(Key.Key_T)
    assert window.retrieval_view.tag_box.isVisible()
    one = window.retrieval_view.current()
    assert one is not None
    drive.type("cease-fire,Half typ")
    drive.restart()
    assert "Process/Cease-fire" in paths_of(drive, one)
    assert offered_again(drive) == "Half typ"


@pytest.mark.parametrize("leave", [*WAYS, to_the_library, esc])
def test_a_half_written_note_is_kept(drive: Driver, leave: Callable[[Driver], None]) -> None:
    one = begin(drive)
    drive.press(Key.Key_N)
    drive.type("By whom")
    leave(drive)
    (found,) = annotating.present_highlights(drive.window.session.library, [one])
    assert found.note == "By whom"


def test_the_tags_given_last_are_offered_first_after_a_restart_as_well(drive: Driver) -> None:
    begin(drive)
    drive.press(Key.Key_T)
    drive.type("Brand new tag,")
    drive.press(Key.Key_Return)
    drive.restart()
    offered_again(drive)
    rows = drive.window.pane.tag_box.findChild(SuggestionList).model()
    assert rows.index(0, 0).data() == "Brand new tag"
