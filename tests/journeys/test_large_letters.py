"""Where the system has letters twice as large, no word is cut off and none is written over another."""

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.journeys.driver import Driver
from tests.journeys.openings import answer_no_file, look_at_everything
from tests.painting import Painted, Picture, Recorder, grounds

from excerpta.gui.bootstrap.application import Application
from excerpta.gui.support import style
from excerpta.gui.support.profile import Profile
from excerpta.gui.support.scale import interface_pixels, scaled_rules

_TWICE = 26
_WHAT = [
    "window",
    "selection bar",
    "tag",
    "find",
    "details",
    "export",
    "highlights",
    "commands",
    "keys",
    "text",
]


def test_sizes_of_fonts_in_rules_grow_with_the_letters(qapp: QApplication) -> None:
    font = qapp.font()
    large = qapp.font()
    large.setPixelSize(_TWICE)
    try:
        qapp.setFont(large)
        assert scaled_rules("a { font-size: 12px; padding: 3px; }") == "a { font-size: 24px; padding: 3px; }"
        assert interface_pixels(large) == _TWICE
        large.setPixelSize(14)
        assert interface_pixels(large) == 13
    finally:
        qapp.setFont(font)


def test_no_word_is_cut_off_or_written_over_another(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_no_file(monkeypatch)
    monkeypatch.setattr(style, "interface_pixels", lambda _: _TWICE)
    usual = qapp.font()
    found: dict[str, str] = {}
    drive = Driver(lambda: _start(qapp, tmp_path / "profile"))
    drive.settle()

    def look(opened: str, widgets: list[QWidget]) -> None:
        for window in {widget.window() for widget in widgets}:
            areas = [
                QRect(one.mapTo(window, QPoint()), one.size()) for one in widgets if one.window() is window
            ]
            for fault in faults(window, areas):
                found.setdefault(fault, opened)

    try:
        seen = look_at_everything(drive, look, only=_WHAT)
        drive.close()
    finally:
        qapp.setFont(usual)
    assert set(_WHAT) <= set(seen)
    assert not found, "\n".join(f"{what} ({where})" for what, where in found.items())


def _start(qapp: QApplication, folder: Path) -> Application:
    application = Application(qapp, Profile(folder))
    application.open_first(None)
    assert application.window is not None
    application.window.resize(1440, 900)
    application.window.activateWindow()
    QTest.qWaitForWindowExposed(application.window)
    return application


def faults(window: QWidget, areas: list[QRect]) -> list[str]:
    """The words in some areas of a window that are cut off at the head or foot, or overlap others."""
    picture = Picture(window)
    words = [
        one
        for one in Recorder(window).painted
        if one.words.strip() and any(area.intersects(one.whole) for area in areas) and _is_seen(one, picture)
    ]
    cut = [f"cut off: {one.by} “{one.words}”" for one in words if _is_cut(one)]
    over = [
        f"{a.by} “{a.words}” over “{b.words}”"
        for a, b in combinations(words, 2)
        if a.by == b.by and a.room == b.room and a.words != b.words and _overlap(a.whole, b.whole)
    ]
    return cut + over


def _is_seen(one: Painted, picture: Picture) -> bool:
    return next(grounds(one, picture), None) is not None


def _is_cut(one: Painted) -> bool:
    """Whether letters reach out of their widget; a row at the edge of a list may be scrolled half away."""
    if "viewport" in one.by or one.room.isNull():
        return False
    return one.whole.top() < one.room.top() - 3 or one.whole.bottom() > one.room.bottom() + 3


def _overlap(one: QRect, other: QRect) -> bool:
    common = one.intersected(other)
    return common.width() > 4 and common.height() > min(one.height(), other.height()) * 0.35
