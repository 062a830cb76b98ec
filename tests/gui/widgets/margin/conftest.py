"""A desk for the tests of the margin."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.widgets.margin.desk import Desk, FakeReader


@pytest.fixture
def reader(qtbot: QtBot) -> FakeReader:
    """A text of 900 by 500 pixels."""
    reader = FakeReader()
    qtbot.addWidget(reader)
    reader.resize(900, 500)
    with qtbot.waitExposed(reader):
        reader.show()
    return reader


@pytest.fixture
def desk(reader: FakeReader) -> Iterator[Desk]:
    """A margin beside the text."""
    yield Desk(reader)
    reader.hide()
