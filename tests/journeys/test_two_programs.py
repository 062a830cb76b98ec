"""Another program writes to the library that the window shows: it is seen, and nothing is lost."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.journeys.driver import Driver

from excerpta.core.model.annotation import Annotation
from excerpta.core.services import annotating
from excerpta.core.services.checking import check_library
from excerpta.core.services.libraries import open_library
from excerpta.core.store.library import Library

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def here(drive: Driver) -> Driver:
    drive.open("Delegates return")
    drive.window.pane.reader.setFocus()
    return drive


def elsewhere(drive: Driver, do: Callable[[Library], object]) -> None:
    """Do something in another program."""
    with open_library(drive.window.session.library.path) as library:
        do(library)


def stored(drive: Driver) -> list[Annotation]:
    document = drive.window.reading.document
    assert document is not None
    return list(annotating.highlights_of(drive.window.session.library, document.id))


def are_shown(drive: Driver) -> bool:
    reader = drive.window.pane.reader
    return sorted(reader.highlights.ids()) == sorted(one.id for one in stored(drive))


def test_what_is_added_elsewhere_is_seen_and_disturbs_nothing(here: Driver) -> None:
    window, reader = here.window, here.window.pane.reader
    document = window.reading.document
    assert document is not None
    reader.scroll_pixels(120)
    start, end = here.select("real compromises")
    place = reader.y_of(start)
    elsewhere(here, lambda library: annotating.add_highlight(library, document.id, 3, 20))
    assert not are_shown(here)
    here.wait_for(lambda: are_shown(here))
    assert (reader.selection(), reader.y_of(start)) == ((start, end), place)
    here.press(Key.Key_H)
    assert are_shown(here)
    assert stored(here)[-1].id != stored(here)[0].id
    here.press(Key.Key_Z, CTRL)
    here.press(Key.Key_Z, CTRL)  # what was done elsewhere is taken back in its turn
    assert are_shown(here)
    assert len(stored(here)) == 12


@pytest.mark.parametrize("key", [Key.Key_3, Key.Key_U, Key.Key_Delete, Key.Key_M])
def test_a_verb_on_what_was_taken_away_elsewhere_alters_nothing_and_says_so(here: Driver, key: Key) -> None:
    window, reader = here.window, here.window.pane.reader
    here.press(Key.Key_BracketRight)
    current = reader.current_highlight()
    assert current is not None
    elsewhere(here, lambda library: annotating.delete_highlights(library, [current]))
    before = stored(here)
    here.press(key)
    assert stored(here) == before
    here.window._look_for_other_writers()
    assert are_shown(here)
    assert reader.current_highlight() is None
    assert window.toast.isVisible()
    assert check_library(window.session.library) == ()


def test_a_merge_elsewhere_is_seen_under_a_drag(here: Driver) -> None:
    reader = here.window.pane.reader
    one, other = (highlight.id for highlight in stored(here)[:2])
    first, last = here.point(170), here.point(250)
    port = reader.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, first)
    QTest.mouseMove(port, (first + last) / 2)
    QTest.mouseMove(port, last)
    elsewhere(here, lambda library: annotating.merge_highlights(library, [one, other]))
    here.window._look_for_other_writers()
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, last)
    here.settle()
    assert reader.selection() == (170, 250)
    assert are_shown(here)


def test_a_note_whose_highlight_is_taken_away_elsewhere_is_told_whole(
    here: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = here.window
    said: list[str] = []
    monkeypatch.setattr(
        "excerpta.gui.windows.main_window.show_error", lambda _, *words: said.append(" ".join(words))
    )
    here.press(Key.Key_BracketRight)
    current = window.pane.reader.current_highlight()
    assert current is not None
    here.press(Key.Key_N)
    here.type("What I thought of it")
    elsewhere(here, lambda library: annotating.delete_highlights(library, [current]))
    here.wait_for(lambda: said)
    assert said == [
        "Another program has deleted the highlight of this note. This is what you wrote: What I thought of it"
    ]
    here.wait_for(lambda: are_shown(here))
