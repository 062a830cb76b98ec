"""A short soak finds nothing wrong, and a soak finds what is wrong."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QApplication
from tests.soak import moves
from tests.soak.invariants import WrongError, is_between_characters
from tests.soak.reader_soak import WARM, Soak, check_memory
from tests.soak.texts import write_texts
from tests.soak.walker import Walker

from excerpta.core.services.annotating import add_highlight


@pytest.fixture
def soak(qapp: QApplication, tmp_path: Path) -> Iterator[Soak]:
    yield Soak(qapp, tmp_path, seed=3)
    qapp.clipboard().clear()


def test_a_short_walk_finds_nothing_wrong(soak: Soak) -> None:
    try:
        soak.round(120)
    except WrongError as wrong:
        wrong.add_note(soak.story())
        raise
    assert (soak.rounds, soak.moves) == (1, 120)


def _divide(_: Walker) -> None:
    QTimer.singleShot(0, lambda: 1 / 0)
    QApplication.processEvents()


def _warn(_: Walker) -> None:
    qWarning("noise")


def _lose_a_highlight(walk: Walker) -> None:
    window = walk.window
    walk.wait_for(lambda: window.reading.document is not None)
    assert window.reading.document is not None
    add_highlight(window.session.library, window.reading.document.id, 0, 5)


def _write_past_the_journal(walk: Walker) -> None:
    with walk.window.session.library.write() as connection:
        connection.execute("UPDATE document SET title = 'Another'")


@pytest.mark.parametrize(
    ("break_something", "said"),
    [
        (_divide, "ZeroDivisionError"),
        (_warn, "Qt said: noise"),
        (_lose_a_highlight, "stored and not shown"),
        (_write_past_the_journal, "not what it was once all was undone"),
    ],
)
def test_what_is_wrong_is_found(
    soak: Soak, monkeypatch: pytest.MonkeyPatch, break_something: moves.Move, said: str
) -> None:
    monkeypatch.setattr("tests.soak.reader_soak.MOVES", {break_something: 1})
    monkeypatch.setattr("tests.soak.reader_soak.REST", 1)
    with pytest.raises(WrongError, match=said):
        soak.round(1)
    assert break_something.__name__ in soak.story()


def test_positions_inside_of_characters_are_known() -> None:
    text = "e\u0301 👩‍👩‍👧‍👦 🇦🇫🇺🇸"
    family, flags = text.index("👩"), text.index("🇦")
    inside = {1, *range(family + 1, text.index(" ", family)), flags + 1, flags + 3}
    assert {n for n in range(len(text) + 1) if not is_between_characters(text, n)} == inside


def test_growing_memory_is_wrong() -> None:
    check_memory([100.0, 180.0, *[200.0, 210.0] * WARM])
    with pytest.raises(WrongError, match="memory grew"):
        check_memory([100.0 + 20 * number for number in range(4 * WARM)])


def test_the_texts_are_the_same_for_the_same_seed(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        made.append([path.read_text("utf-8") for path in write_texts(tmp_path / name, random.Random(1))])
    assert made[0] == made[1]
