"""Journeys drive the real window, off screen, with mouse and keys, over the sample library."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.journeys.driver import Driver

from excerpta.gui.bootstrap.application import Application
from excerpta.gui.support.profile import Profile


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """What a test put on the clipboard goes with it: Qt would touch it after Python has ended."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A profile of a user who has never started the program."""
    return Profile(tmp_path / "profile")


@pytest.fixture
def drive(qapp: QApplication, profile: Profile) -> Iterator[Driver]:
    """The program at its first start, with the sample library."""

    def start() -> Application:
        application = Application(qapp, profile)
        application.open_first(None)
        assert application.window is not None
        application.window.resize(1440, 900)
        application.window.activateWindow()
        QTest.qWaitForWindowExposed(application.window)
        return application

    looks = qapp.styleSheet(), qapp.palette(), qapp.font()
    driver = Driver(start)
    driver.settle()
    yield driver
    driver.close()
    QApplication.processEvents()
    # What the program gave to the whole application would be seen by the tests of single widgets.
    qapp.setStyleSheet(looks[0])
    qapp.setPalette(looks[1])
    qapp.setFont(looks[2])
