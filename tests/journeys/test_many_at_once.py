"""All highlights at once, by the keyboard: the window says what it does, can stop it, and undoes it."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.journeys.driver import Driver

from excerpta.core.model.changes import Changes
from excerpta.core.services import annotating, history

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Three highlights are many, and they are deleted only when the gate is open."""
    gate = threading.Event()
    delete: Callable[..., Changes] = annotating.delete_highlights

    def later(*arguments: object) -> Changes:
        assert gate.wait(10)
        return delete(*arguments)

    monkeypatch.setattr(history, "HEAVY", 2)
    monkeypatch.setattr(annotating, "delete_highlights", later)
    return gate


def count(drive: Driver) -> int:
    return int(
        drive.window.session.library.connection.execute("SELECT count(*) FROM annotation").fetchone()[0]
    )


def begin(drive: Driver) -> int:
    """Press Delete on all highlights of the library; how many they are."""
    before = count(drive)
    drive.press(Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    drive.settle()
    rows = drive.window.retrieval_view.rows
    rows.setFocus()
    drive.press(Qt.Key.Key_A, CTRL)
    QTest.keyClick(drive.focus(), Qt.Key.Key_Delete)
    assert drive.window.toast.text == f"Deleting {before} highlights…"
    return before


def test_deletes_all_and_brings_them_back(drive: Driver, gate: threading.Event) -> None:
    before = begin(drive)
    QTest.keyClick(drive.focus(), Qt.Key.Key_Delete)
    assert drive.window.toast.text == f"One moment: deleting {before} highlights…"
    assert count(drive) == before
    gate.set()
    drive.settle()
    assert count(drive) == 0
    assert drive.window.toast.text == f"{before} highlights deleted."
    drive.press(Qt.Key.Key_Z, CTRL)
    drive.settle()
    assert count(drive) == before
    assert drive.window.toast.text == f"Undone: delete {before} highlights."


def test_stop_leaves_them_all(drive: Driver, gate: threading.Event) -> None:
    before = begin(drive)
    button = drive.window.toast.findChild(type(drive.window.toast._action), "toastAction")
    assert button.text() == "Stop"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    gate.set()
    drive.settle()
    assert count(drive) == before
    assert drive.window.toast.text == "Stopped. Nothing was changed."
    assert not drive.window.session.undo_label()
