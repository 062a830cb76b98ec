"""Figures of the tag box: opening it and typing in it, each key until the screen shows its answer."""

import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from tests.benchmarks.figure import Figure, percentile, processor_seconds

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import format_tag_path
from excerpta.gui.bootstrap.rules import RULES
from excerpta.gui.support.style import apply_theme
from excerpta.gui.support.tag_ranking import TagChoice
from excerpta.gui.support.tag_spelling import Spelled
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.tag_box import TagBox

_TEXT = """
actors claims process rhetoric places sources taliban government denial breach deal agreement ceasefire
prisoner exchange envoy talks delegation withdrawal troops civilians murder kabul doha pakistan united states
nations representative spokesman ministry statement promise threat omission euphemism loaded word unnamed
source violence peace negotiation session round opening گفت\u200cوگو صلح طالبان دولت
"""
_WORDS = _TEXT.split()
_TYPED = (
    "taliban denial", "actors/ta", "Ceasefire", "peace negotiations round", "breech of deal", "e",
    "unknown tag name with many words", "zzqy", "گفت\u200cوگو صلح",
)  # fmt: skip


def tag_box_figures(_folder: Path) -> Iterator[Figure]:
    """A codebook of 5,000 tags, which is what is built for, and one of 20,000."""
    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    for number, name in ((5_000, "tagbox."), (20_000, "tagbox.20000_")):
        first, again, keys = _at_work(qt, _codebook(number))
        blocked = "what a window may be blocked"
        yield Figure(f"{name}open_first", first * 1e3, "ms", 50, blocked, is_goal=number == 5_000)
        yield Figure(f"{name}open", again * 1e3, "ms", 50, blocked, is_goal=number == 5_000)
        yield Figure(f"{name}type_p95", percentile(keys, 95) * 1e3, "ms", 16, "goal, of processor time")


def _at_work(qt: QApplication, choices: list[TagChoice]) -> tuple[float, float, list[float]]:
    """Seconds for opening, for opening once more, and for each key."""
    window = QWidget()
    apply_theme(qt, load_theme("light"), RULES)
    window.resize(1000, 800)
    box = TagBox(window)
    window.show()
    qt.processEvents()

    # As the window does once it has opened a library, in the background.
    box.know(Spelled({choice.id: (choice.name, choice.path) for choice in choices}))

    def open_box() -> None:
        box.open_for(QRect(50, 50, 100, 20), window.rect(), list(choices))
        qt.processEvents()

    first = processor_seconds(open_box)
    box.close_popover()
    again = processor_seconds(open_box)
    field = box.field

    def press(character: str) -> None:
        _press(field, character)
        qt.processEvents()

    keys: list[float] = []
    for typed in _TYPED:
        keys += [processor_seconds(partial(press, character)) for character in (*typed, *"\b" * len(typed))]
    box.close_popover()
    window.hide()
    window.deleteLater()
    qt.processEvents()
    return first, again, keys


def _press(field: QLineEdit, character: str) -> None:
    if character == "\b":
        QTest.keyClick(field, Qt.Key.Key_Backspace)
    elif character.isascii():
        QTest.keyClicks(field, character)
    else:
        field.insert(character)  # QTest knows the keys of ASCII alone


def _codebook(number: int) -> list[TagChoice]:
    """Tags on two to four levels, every third with a number, some in Persian."""
    rng = random.Random(3)
    tops = [word.capitalize() for word in _WORDS[:12]]
    made = []
    for place in range(number):
        names = [rng.choice(tops)]
        for _ in range(rng.choice((1, 2, 2, 2, 3))):
            words = " ".join(rng.choices(_WORDS, k=rng.randint(1, 3))).capitalize()
            names.append(f"{words} {place}" if rng.random() < 0.3 else words)
        recent = place if place < 12 else None
        colour = list(Colour)[place % 8]
        path = format_tag_path(tuple(names))
        made.append(TagChoice(TagId(place + 1), path, names[-1], colour, rng.randrange(200), recent))
    return made
