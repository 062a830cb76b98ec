"""Starting: which library is opened, what is said when it cannot be, and that no window loses its own."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from excerpta.core.services.documents import document_count
from excerpta.core.services.libraries import create_library
from excerpta.gui.bootstrap.application import Application, claim
from excerpta.gui.support.profile import Profile

Start = Callable[[], Application]


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "profile")


@pytest.fixture
def start(qapp: QApplication, profile: Profile) -> Iterator[Start]:
    """Starts the program; what was started ends with the test."""
    started: list[Application] = []

    def begin() -> Application:
        application = Application(qapp, profile)
        started.append(application)
        return application

    yield begin
    for application in started:
        if application.window is not None:
            application.window.close()
        application.retire()
    for widget in QApplication.topLevelWidgets():
        widget.close()
    QApplication.processEvents()


def answer(monkeypatch: pytest.MonkeyPatch, *, accept: bool) -> list[str]:
    """Answer the next questions; what was asked."""
    asked: list[str] = []

    def press(box: QMessageBox) -> int:
        asked.append(box.text())
        role = QMessageBox.ButtonRole.AcceptRole if accept else QMessageBox.ButtonRole.RejectRole
        button = next(b for b in box.buttons() if box.buttonRole(b) is role)
        monkeypatch.setattr(box, "clickedButton", lambda: button, raising=False)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)
    return asked


def said() -> list[str]:
    return [w.text() for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]


def test_a_first_start_makes_and_opens_the_sample_library(start: Start, profile: Profile) -> None:
    application = start()
    application.open_first(None)
    assert application.window is not None
    assert application.window.session.library.path == profile.sample_path
    assert document_count(application.window.session.library) == 9


def test_the_last_library_is_opened_again(start: Start, profile: Profile, tmp_path: Path) -> None:
    create_library(tmp_path / "mine.excerpta").close()
    profile.set("library", str(tmp_path / "mine.excerpta"))
    application = start()
    application.open_first(None)
    assert application.window is not None
    assert application.window.windowTitle() == "mine — Excerpta"


def test_a_last_library_that_is_gone_is_replaced_by_the_sample(start: Start, profile: Profile) -> None:
    profile.set("library", "/nowhere/mine.excerpta")
    application = start()
    application.open_first(None)
    assert application.window is not None
    assert application.window.session.library.path == profile.sample_path


def test_what_is_no_library_is_named_and_the_window_stays(start: Start, tmp_path: Path) -> None:
    application = start()
    application.open_first(None)
    window = application.window
    other = tmp_path / "other.excerpta"
    other.write_text("not a library")
    assert not application.open(other)
    assert any("is not an Excerpta library" in text for text in said())
    assert application.window is window
    assert other.read_text() == "not a library"
    assert claim(application.profile.sample_path) is None


def test_a_newer_library_is_named(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "new.excerpta"
    create_library(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    application = start()
    application.open_first(path)
    assert any("newer Excerpta" in text for text in said())
    assert application.window is not None


@pytest.mark.parametrize("accept", [True, False])
def test_a_second_window_may_only_read(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, accept: bool
) -> None:
    path = tmp_path / "mine.excerpta"
    create_library(path).close()
    other = claim(path)
    assert other is not None
    asked = answer(monkeypatch, accept=accept)
    application = start()
    assert application.open(path) is accept
    assert asked == ["“mine.excerpta” is open in another window."]
    if accept:
        assert application.window is not None
        assert application.window.session.library.read_only
        assert "read only" in application.window.windowTitle()
    else:
        assert any("was not opened" in text for text in said())


def test_a_library_that_cannot_be_written_may_be_read(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.excerpta"
    create_library(path).close()
    monkeypatch.setattr("excerpta.gui.bootstrap.application.os.access", lambda path, mode: False)
    asked = answer(monkeypatch, accept=True)
    application = start()
    assert application.open(path)
    assert asked == ["“mine.excerpta” cannot be written to."]


def test_a_read_only_library_refuses_with_a_sentence_and_lives_on(
    start: Start, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = start()
    first.open_first(None)
    assert first.window is not None
    first.window.close()
    first._lock = None
    other = claim(profile.sample_path)
    answer(monkeypatch, accept=True)
    application = start()
    application.open_first(None)
    assert other is not None
    window = application.window
    assert window is not None
    window.pane.reader.select(30, 60)
    before = window.reading.standing()
    window.highlighting.highlight()
    assert any("open for reading only" in text for text in said())
    assert window.reading.standing() == before


def test_a_lock_goes_with_its_window(start: Start, tmp_path: Path) -> None:
    first, second = tmp_path / "first.excerpta", tmp_path / "second.excerpta"
    for path in (first, second):
        create_library(path).close()
    application = start()
    application.open(first)
    application.open(second)
    assert claim(second) is None
    assert claim(first) is not None


def test_a_theme_is_remembered(start: Start, profile: Profile) -> None:
    application = start()
    application.open_first(None)
    application.choose_theme("sepia")
    assert application.theme.name == "sepia"
    assert Profile(profile.folder).get("theme", "") == "sepia"
    assert application.window is not None
    assert application.window.actions_.by_name["theme_sepia"].isChecked()
