"""Modules are imported ahead one by one, and then nothing of it is left."""

import subprocess
import sys

from pytestqt.qtbot import QtBot

from excerpta.gui.bootstrap import ahead
from excerpta.gui.bootstrap.ahead import OF_THE_HIGHLIGHTS, Ahead

_LEFT = """
import sys
import excerpta.gui.bootstrap.application
from importlib import import_module
from excerpta.gui.bootstrap.ahead import OF_THE_HIGHLIGHTS
assert "excerpta.gui.widgets.retrieval" not in sys.modules
for name in OF_THE_HIGHLIGHTS:
    import_module(name)
before = set(sys.modules)
import excerpta.gui.viewmodels.retrieval, excerpta.gui.widgets.retrieval
print(len(set(sys.modules) - before))
"""


def test_they_are_imported_and_it_goes(qtbot: QtBot) -> None:
    imported: list[str] = []
    parent = ahead.QObject()
    one = Ahead(("first", "second"), parent)
    ahead_import, ahead.import_module = ahead.import_module, imported.append  # type: ignore[assignment]
    try:
        with qtbot.waitSignal(one.destroyed):
            one.start()
    finally:
        ahead.import_module = ahead_import
    assert imported == ["first", "second"]


def test_nothing_is_left_to_be_imported_by_the_first_key() -> None:
    done = subprocess.run([sys.executable, "-c", _LEFT], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"
    assert len(set(OF_THE_HIGHLIGHTS)) == len(OF_THE_HIGHLIGHTS)
