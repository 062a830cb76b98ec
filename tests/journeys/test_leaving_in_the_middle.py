"""The window is closed in the middle of something, or its library may not be written, or is gone."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from tests.journeys.driver import Driver

from excerpta.core.services import annotating, importing
from excerpta.core.services.checking import check_library
from excerpta.core.services.libraries import open_library
from excerpta.gui.bootstrap.application import Application
from excerpta.gui.bootstrap.hand import Hand
from excerpta.gui.support.profile import Profile
from excerpta.gui.support.verbs import Where
from excerpta.gui.windows.actions import VERBS

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def _a_note(drive: Driver) -> None:
    drive.press(Key.Key_BracketRight)
    drive.press(Key.Key_N)
    for letter in "Half a thou":
        QTest.keyClick(drive.focus(), letter)  # type: ignore[call-overload]


def _a_tag(drive: Driver) -> None:
    drive.press(Key.Key_BracketRight)
    drive.press(Key.Key_T)
    drive.type("Actors/Half")


def _a_drag(drive: Driver) -> None:
    port = drive.window.pane.reader.viewport()
    QTest.mousePress(port, LEFT, PLAIN, drive.point(170))
    QTest.mouseMove(port, QPoint(200, port.height() + 40))
    QTest.mouseMove(port, QPoint(220, port.height() + 60))


def _a_handle(drive: Driver) -> None:
    drive.press(Key.Key_BracketRight)
    reader = drive.window.pane.reader
    knob = list(reader.resizing.handles().values())[-1].knob.center().toPoint()
    QTest.mousePress(reader.viewport(), LEFT, PLAIN, knob)
    QTest.mouseMove(reader.viewport(), knob + QPoint(40, 20))


def _long(drive: Driver) -> None:
    """A long document is being opened."""
    window = drive.window
    text = "\n\n".join(f"{number} The envoy said گفت‌وگوهای صلح. " * 20 for number in range(1500))
    found = importing.import_text(window.session.library, text, html="")
    window.session.announce(found.changes)
    (document,) = found.changes.documents
    window.open_document(document)


def _a_search(drive: Driver) -> None:
    _long(drive)
    drive.wait_for(lambda: drive.window.reading.document is not None and len(drive.text) > 100_000)
    drive.press(Key.Key_F, CTRL)
    for letter in "envoy":
        QTest.keyClick(drive.focus(), letter)  # type: ignore[call-overload]


def _a_print(drive: Driver) -> None:
    window = drive.window
    document = window.reading.document
    assert document is not None
    printing = window.printing.printing
    dialog = printing.ask(document, window.looks.type_settings, window.theme, pdf=True)
    dialog.close()
    from excerpta.gui.viewmodels.printing import printed_document

    settings, library = window.looks.type_settings, window.session.library
    target = library.path.with_suffix(".pdf")
    printing.save(lambda: printed_document(library, document, settings), dialog.options, target)


def _trigger(name: str) -> Callable[[Driver], None]:
    def do(drive: Driver) -> None:
        drive.window.actions_.by_name[name].trigger()

    return do


def _a_box_that_waits(drive: Driver) -> None:
    """The window is closed from elsewhere while a dialogue waits for its answer, which then comes."""
    window = drive.window
    QTimer.singleShot(60, window, window.close)
    QTimer.singleShot(120, window, lambda: cast("QDialog", QApplication.activeModalWidget()).reject())
    window.actions_.by_name["paste_article"].trigger()


def _a_menu(drive: Driver) -> None:
    drive.window.reader_menu.open(QPoint(200, 200))


@pytest.mark.parametrize(
    "begin",
    [
        _a_note, _a_tag, _a_drag, _a_handle, _long, _a_search, _a_print, _a_box_that_waits, _a_menu,
        *(pytest.param(_trigger(name), id=name) for name in (
            "commands", "go_to", "find", "outline", "text", "keys", "print", "details", "export", "trash",
            "name_colours", "change_keys", "focus_mode", "highlights", "search_list",
        )),
    ],
)  # fmt: skip
def test_whatever_was_begun_the_window_closes_and_the_library_is_whole(
    drive: Driver, begin: Callable[[Driver], None]
) -> None:
    drive.open("Delegates return")
    drive.window.pane.reader.setFocus()
    path = drive.window.session.library.path
    begin(drive)
    drive.window.close()
    drive.application.retire()
    QApplication.processEvents()
    with open_library(path) as library:
        assert check_library(library) == ()
        notes = [one.note for one in annotating.highlights_of(library, _first(path))]
        assert ("Half a thou" in notes) == (begin is _a_note)
    printed = path.with_suffix(".pdf")
    assert not printed.exists() or printed.read_bytes().rstrip().endswith(b"%%EOF")  # it was quicker
    assert not [part for part in path.parent.iterdir() if part.name.endswith(".part")]
    assert not path.with_name(f"{path.name}-wal").exists()
    drive.application = drive._start()


def _first(path: Path) -> int:
    with contextlib.closing(sqlite3.connect(path)) as file:
        return int(file.execute("SELECT id FROM document WHERE title LIKE 'Delegates return%'").fetchone()[0])


@pytest.fixture
def reading_only(
    qapp: QApplication, sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Hand]:
    """A window on a library that may only be read."""
    library = open_library(sample_path, read_only=True)
    monkeypatch.setattr(Application, "_library", lambda *_: (library, None))
    application = Application(qapp, Profile(tmp_path / "profile"))
    application.open_first(sample_path)
    hand = Hand(application)
    hand.settle()
    yield hand
    assert application.window is not None
    application.window.close()
    application.retire()


_IN_THE_READER = [verb.name for verb in VERBS if verb.where is Where.READER]


def test_where_nothing_may_be_written_every_verb_says_so_once_and_nothing_is_altered(
    reading_only: Hand, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, said = sample_path.read_bytes(), []
    monkeypatch.setattr(
        "excerpta.gui.windows.main_window.show_error", lambda _, *words: said.append(" ".join(words))
    )
    hand, window = reading_only, reading_only.window
    hand.open("Delegates return")
    reader = window.pane.reader
    refused = set()
    for selected in (False, True):
        for name in (*_IN_THE_READER, "undo", "redo"):
            reader.setFocus()
            reader.clear_selection()
            reader.set_current_highlight(reader.highlights.ids()[0])
            if selected:
                reader.select(310, 330)
            said.clear()
            window.actions_.by_name[name].trigger()
            hand.settle()
            assert len(said) <= 1, name
            if said:
                refused.add(name)
                assert "reading only" in said[0]
            window.pane.tag_box.hide()
            hand.press(Key.Key_Escape)
    assert {"highlight", "colour_red", "style", "delete", "extend_end", "tag_key_1", "furniture"} <= refused
    assert sample_path.read_bytes() == before
    assert reader.highlights.ids()


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be taken away there")
def test_a_library_that_is_taken_away_is_told_or_goes_on_and_the_window_closes(
    drive: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        "excerpta.gui.windows.main_window.show_error", lambda _, *words: said.append(" ".join(words))
    )
    drive.open("Delegates return")
    path = drive.window.session.library.path
    kept = path.with_name("elsewhere.excerpta")
    drive.window.pane.reader.setFocus()
    os.link(path, kept)
    for part in path.parent.glob(f"{path.name}*"):
        part.unlink()
    drive.press(Key.Key_BracketRight)
    drive.press(Key.Key_3)
    drive.press(Key.Key_Z, CTRL)
    drive.window._look_for_other_writers()
    drive.press(Key.Key_F, CTRL | SHIFT)
    drive.settle()
    drive.press(Key.Key_R, CTRL | SHIFT)
    for sentence in said:
        assert path.name in sentence
