"""Everything that the window can open tells what it is, is reached with keys, and can be read.

What there is to look at is found, not listed, so that what is added later is looked at too.
"""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.accessible import small_targets, unnamed, unreachable, unseen_focus
from tests.contrast import DRAWN, TEXT, WRITTEN, named_colours, ratio
from tests.journeys.driver import Driver
from tests.journeys.openings import answer_no_file, look_at_everything
from tests.painting import Picture, Recorder, grounds

from excerpta.gui.bootstrap.application import Application
from excerpta.gui.support.profile import Profile

_BESIDE = {"edges", "accent", "outline", "line", "on_accent", "ink", "muted", "rubric"}
"""Slots of other marks, which a mark may touch: it is told from the ground around both."""


_TOLD = DRAWN.keys() - {"on_accent"}
"""Marks that stand by themselves; what is on the accent is inside a mark."""


@dataclass
class Findings:
    """What was wrong with all that was opened, each with where it was seen."""

    opened: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    focus: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    marks: dict[tuple[str, str], str] = field(default_factory=dict)
    weak: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def found(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """All that can be opened was looked at, in the dark theme: what was not given it would stand out."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        patch.setenv("HOME", str(home))
        answer_no_file(patch)
        findings = Findings()
        drive = Driver(lambda: _start(qapp, home / "profile"))
        drive.settle()
        names = named_colours(drive.application.theme)

        def look(opened: str, widgets: list[QWidget]) -> None:
            keys = [key for action in drive.window.actions_.by_name.values() for key in action.shortcuts()]
            for window in {widget.window() for widget in widgets}:
                inside = [widget for widget in widgets if widget.window() is window]
                _look_at_colours(findings, window, inside, opened, names)
            for widget in widgets:
                findings.names |= dict.fromkeys(unnamed(widget), opened)
                findings.keys |= dict.fromkeys(unreachable(widget, keys), opened)
                findings.targets |= dict.fromkeys(small_targets(widget), opened)
                findings.focus |= dict.fromkeys(unseen_focus(widget), opened)

        findings.opened = look_at_everything(drive, look)
        drive.close()
        qapp.clipboard().clear()
        QApplication.processEvents()
    return findings


def _start(qapp: QApplication, folder: Path) -> Application:
    application = Application(qapp, Profile(folder))
    application.choose_theme("dark")
    application.open_first(None)
    assert application.window is not None
    application.window.resize(1440, 900)
    application.window.activateWindow()
    QTest.qWaitForWindowExposed(application.window)
    return application


def _look_at_colours(
    findings: Findings, window: QWidget, widgets: list[QWidget], opened: str, names: dict[int, str]
) -> None:
    picture = Picture(window)
    areas = [QRect(widget.mapTo(window, QPoint()), widget.size()) for widget in widgets]
    for painted in Recorder(window).painted:
        if not painted.colour.alpha() or not any(area.intersects(painted.places[0]) for area in areas):
            continue
        where = f"{opened}: {painted.by} {painted.words[:30]}"
        slot = names.get(painted.colour.rgba(), "")
        for ground in grounds(painted, picture):
            under = names.get(ground.rgba(), "")
            if slot and under:
                (findings.words if painted.words else findings.marks).setdefault((slot, under), where)
            elif painted.words and ratio(painted.colour, ground) < TEXT:
                findings.weak.append(f"{where}: {painted.colour.name()} on {ground.name()}")


def test_much_was_opened(found: Findings) -> None:
    assert len(found.opened) > 25
    for known in ("window", "selection bar", "details", "keys", "find", "tag", "highlights", "menu &File"):
        assert known in found.opened


def test_all_that_can_be_used_has_a_name_and_a_role(found: Findings) -> None:
    assert not found.names


def test_all_that_can_be_used_is_reached_with_keys(found: Findings) -> None:
    assert not found.keys


def test_all_that_is_clicked_is_large_enough(found: Findings) -> None:
    assert not found.targets


def test_the_focus_is_seen(found: Findings) -> None:
    assert not found.focus


def test_words_stand_on_grounds_whose_contrast_is_computed(found: Findings) -> None:
    assert len(found.words) > 10
    unknown = {pair: where for pair, where in found.words.items() if pair[1] not in WRITTEN.get(pair[0], ())}
    assert not unknown
    assert not found.weak


def test_marks_stand_on_grounds_whose_contrast_is_computed(found: Findings) -> None:
    assert len(found.marks) > 10
    unknown = {
        (slot, ground): where
        for (slot, ground), where in found.marks.items()
        if slot in _TOLD and ground not in DRAWN[slot] and ground not in _BESIDE
    }
    assert not unknown
