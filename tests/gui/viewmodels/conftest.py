"""What view-model tests share: a session on a copy of the sample library, closed in the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from excerpta.core.services.libraries import open_library
from excerpta.gui.support.theme import load_theme
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.reader_pane import ReaderPane


@pytest.fixture
def session(qtbot: QtBot, sample_path: Path) -> Iterator[LibrarySession]:
    """The sample library in a session of its own."""
    session = LibrarySession(open_library(sample_path))
    yield session
    session.close()


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[ReaderPane]:
    """A reader with its margin, shown."""
    pane = ReaderPane(load_theme("light"))
    qtbot.addWidget(pane)
    pane.resize(900, 500)
    pane.show()
    yield pane
    pane.hide()
