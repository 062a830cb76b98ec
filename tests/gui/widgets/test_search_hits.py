"""What the search field finds: hits fitted to the width, commands with their keys, how they are chosen."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from excerpta.core.model.ids import DocumentId
from excerpta.core.services.searching import SearchHit
from excerpta.gui.support.command_ranking import Command, FoundCommand
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.search_hits import SearchHits, summarise


def hit(
    number: int, text: str = "cease-fire", before: str = "they asked for a ", after: str = " at once" * 30
) -> SearchHit:
    return SearchHit(DocumentId(number), f"Title {number}", 10, 10 + len(text), text, before, after)


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[SearchHits]:
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(800, 600)
    panel = SearchHits(load_theme("light"), around)
    panel.resize(420, 10)
    around.show()
    qtbot.waitExposed(around)
    yield panel
    around.close()


@pytest.mark.parametrize(
    ("text", "before"), [("cease-fire", "they asked for a "), ("آتش‌بس 🕊", "خواست اصلی کابل ")]
)
def test_a_hit_is_fitted_to_its_line(panel: SearchHits, text: str, before: str) -> None:
    font = QFont(panel.font())
    found = hit(1, text, before, " است و بس" * 40)
    parts = panel._delegate._fitted(found, font, 380)
    assert parts[1] == text
    assert parts[2].endswith("…")
    assert QFontMetrics(font).horizontalAdvance("".join(parts)) <= 380 + 20
    panel.show_found([], [found], summary="1 place")
    assert not panel.grab().isNull()


def test_the_first_hit_is_current_and_commands_stand_above(panel: SearchHits, qtbot: QtBot) -> None:
    focus = FoundCommand(Command("focus", "Focus mode", "View", ("F11",), "", True), (0, 1))
    gone = FoundCommand(Command("undo", "Undo", "Edit", (), "nothing to undo"))
    chosen: list[object] = []
    said: list[str] = []
    panel.hit_chosen.connect(chosen.append)
    panel.command_chosen.connect(chosen.append)
    panel.current_said.connect(said.append)
    panel.show_found([focus, gone], [hit(1), hit(2)], summary="")
    assert not panel.grab().isNull()
    assert panel.take()
    assert chosen == [hit(1)]
    assert panel.isHidden()
    assert not panel.take()
    panel.show_found([focus, gone], [hit(1), hit(2)], summary="")
    panel.step(-1)
    assert said[-1] == "Undo, Edit, nothing to undo"
    panel.take()
    assert panel.isVisible()
    assert panel.summary.text() == "Undo: nothing to undo"
    panel.step(-5)
    assert said[-1] == "Focus mode, on, View, F11"
    panel.take()
    assert chosen[1] is focus.command
    panel.show_found([focus], [], summary="")
    panel.step(7)
    panel.take()
    assert chosen[2] is focus.command


def test_how_much_was_found_in_words() -> None:
    assert summarise([], more=False) == "Nothing found"
    assert summarise([hit(1)], more=False) == "1 place in 1 document"
    assert summarise([hit(1), hit(1), hit(2)], more=True) == "First 3 places in 2 documents"
