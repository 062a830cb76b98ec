"""A label shows all its words, its short form, or what fits of it; screen readers get all of them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.painting import Recorder

from excerpta.gui.widgets.eliding_label import ElidingLabel

LONG = "5,214 documents"


@pytest.fixture
def label(qtbot: QtBot, qapp: QApplication) -> Iterator[ElidingLabel]:
    """A label as it is without the window's rules, whose edges would take room from the words."""
    rules = qapp.styleSheet()
    qapp.setStyleSheet("")
    label = ElidingLabel()
    qtbot.addWidget(label)
    label.setText(LONG)
    label.ensurePolished()  # with the letters in which it is painted
    yield label
    qapp.setStyleSheet(rules)


def shown(label: ElidingLabel, width: int) -> str:
    label.resize(width, 20)
    return "".join(one.words for one in Recorder(label).painted)


def width_of(label: ElidingLabel, words: str) -> int:
    return label.fontMetrics().horizontalAdvance(words)


def test_words_that_fit_are_shown_whole(label: ElidingLabel) -> None:
    label.short = "5,214"
    assert shown(label, width_of(label, LONG)) == LONG


def test_the_short_form_takes_the_place_of_words_that_do_not_fit(label: ElidingLabel) -> None:
    label.short = "5,214"
    assert shown(label, width_of(label, LONG) - 1) == "5,214"
    assert shown(label, width_of(label, "5,214")) == "5,214"
    assert QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name) == LONG


def test_a_short_form_that_does_not_fit_is_cut_too(label: ElidingLabel) -> None:
    label.short = "5,214"
    cut = shown(label, width_of(label, "5,2…"))
    assert cut.endswith("…")
    assert "5,214".startswith(cut[:-1])


@pytest.mark.parametrize("text", [LONG, "گفت\u200cوگوهای صلح در دوحه", "👍🏽 talks"])
def test_without_a_short_form_the_beginning_is_shown(label: ElidingLabel, text: str) -> None:
    label.setText(text)
    cut = shown(label, width_of(label, text) - 4)
    assert cut.endswith("…")
    assert text.startswith(cut[:-1].rstrip("\u200d"))  # which Qt puts behind letters that join
    assert cut != text


def test_it_may_become_as_narrow_as_a_few_letters(label: ElidingLabel) -> None:
    assert label.minimumSizeHint().width() < width_of(label, LONG) / 2
    label.setAlignment(Qt.AlignmentFlag.AlignRight)
    assert shown(label, label.minimumSizeHint().width()).endswith("…")
