"""What the search field finds: hits fitted to the width, commands with their keys, how they are chosen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from excerpta.core.model.ids import DocumentId
from excerpta.core.services.searching import SearchHit
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


def test_enter_comes_to_the_first_hit_and_up_to_the_commands(panel: SearchHits, qtbot: QtBot) -> None:
    command = QAction("Focus mode", panel)
    command.setShortcut(QKeySequence("F11"))
    chosen: list[object] = []
    panel.hit_chosen.connect(chosen.append)
    panel.command_chosen.connect(chosen.append)
    panel.show_found([command], [hit(1), hit(2)], summary="")
    panel.enter()
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert chosen == [hit(1)]
    assert panel.isHidden()
    panel.show_found([command], [hit(1), hit(2)], summary="")
    panel.enter()
    QTest.keyClick(panel.view, Qt.Key.Key_Up)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert chosen[1] is command
    with qtbot.waitSignal(panel.left, timeout=500):
        QTest.keyClick(panel.view, Qt.Key.Key_Escape)


def test_how_much_was_found_in_words() -> None:
    assert summarise([], more=False) == "Nothing found"
    assert summarise([hit(1)], more=False) == "1 place in 1 document"
    assert summarise([hit(1), hit(1), hit(2)], more=True) == "First 3 places in 2 documents"
