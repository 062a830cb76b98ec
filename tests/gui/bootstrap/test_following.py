"""The theme follows the system as long as none is chosen, and the whole window with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from excerpta.gui.bootstrap.application import Application
from excerpta.gui.support.profile import Profile
from excerpta.gui.support.system import System
from excerpta.gui.support.theme import load_theme


class Asked:
    """What the system asks, as a test sets it."""

    dark = False
    contrast = False


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    one = Asked()
    monkeypatch.setattr(System, "is_dark", property(lambda _: one.dark))
    monkeypatch.setattr(System, "wants_contrast", property(lambda _: one.contrast))
    return one


@pytest.fixture
def application(qapp: QApplication, tmp_path: Path, asked: Asked) -> Iterator[Application]:
    one = Application(qapp, Profile(tmp_path / "profile"))
    one.open_first(None)
    yield one
    assert one.window is not None
    one.window.close()
    one.retire()
    QApplication.processEvents()


def page_of(application: Application) -> str:
    """The colour that is seen between the text and the edge of the reader."""
    assert application.window is not None
    reader = application.window.pane.reader
    return reader.grab().toImage().pixelColor(5, reader.height() - 8).name()


def test_the_theme_follows_the_system_while_the_program_runs(application: Application, asked: Asked) -> None:
    assert application.theme.name == "light"
    for asked.dark, asked.contrast, name in (
        (True, False, "dark"),
        (True, True, "dark-contrast"),
        (False, True, "light-contrast"),
        (False, False, "light"),
    ):
        application.system.colours_changed.emit()
        assert application.theme.name == name
        assert page_of(application) == load_theme(name).page.name()
        assert application.window is not None
        assert application.window.actions_.by_name["theme_system"].isChecked()


def test_a_chosen_theme_stays_until_the_system_is_followed_again(
    application: Application, asked: Asked
) -> None:
    application.choose_theme("sepia")
    asked.dark = asked.contrast = True
    application.system.colours_changed.emit()
    assert application.theme.name == "sepia"
    application.choose_theme("system")
    assert application.theme.name == "dark-contrast"


def test_what_keeps_still_is_styled_so_at_once(application: Application, qapp: QApplication) -> None:
    application.system.set_still(still=True)
    assert "widget-animation-duration: 0" in qapp.styleSheet()
    application.system.set_still(still=False)
    assert "widget-animation-duration" not in qapp.styleSheet()
