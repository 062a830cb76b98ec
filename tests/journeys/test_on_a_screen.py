"""The program in a process of its own on a real X server, worked from outside with keys and mouse alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys.screen import Screen, x_server

_PINK = "#F5C1DD"
_TEAL = "#B3E2DB"
_ACCENT = "#24527E"

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="Xvfb and xdotool are not installed"
)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """The program at its first start on a screen of its own."""
    with x_server() as display:
        one = Screen(display, tmp_path)
        try:
            one.start()
            yield one
        finally:
            one.end()


def test_the_keyboard_alone_highlights_tags_notes_and_takes_back(screen: Screen) -> None:
    before = len(screen.highlights())
    screen.press("j", "s", "7")
    screen.wait_for(lambda: len(screen.highlights()) == before + 1)
    made = screen.highlights()[-1]
    assert made["colour"] == "teal"
    assert str(made["quote"]).startswith("The American diplomat who arranged")
    screen.press("t")
    screen.type("Actors/Envoys")
    screen.press("Return", "Return")
    screen.wait_for(lambda: screen.highlights(id=made["id"], tags="Actors/Envoys"))
    screen.press("n")
    screen.type("Whose agreement?")
    screen.press("Escape")
    screen.wait_for(lambda: screen.highlights(id=made["id"], note="Whose agreement?"))
    screen.press("shift+Left")
    screen.wait_for(lambda: not screen.highlights(id=made["id"], end=made["end"]))
    screen.press("Delete")
    screen.wait_for(lambda: not screen.highlights(id=made["id"]))
    screen.press("ctrl+z")
    screen.wait_for(lambda: screen.highlights(id=made["id"], note="Whose agreement?", tags="Actors/Envoys"))
    assert screen.leave() == 0
    assert len(screen.highlights()) == before + 1


def test_the_mouse_alone_highlights_resizes_and_takes_away(screen: Screen) -> None:
    before = {row["id"] for row in screen.highlights()}
    left, _ = screen.column() or (0, 0)
    # A stretch of text that is not highlighted: the one below the first pink highlight's paragraph.
    pink = screen.find(_PINK)
    below = next(y for _, _, y in reversed(pink) if y < 400) + 80
    screen.drag((left + 80, below), (left + 330, below))
    screen.wait_for(lambda: screen.find(_TEAL, least=8))
    x0, x1, y = screen.find(_TEAL, least=8)[0]
    screen.click((x0 + x1) // 2, y + 4)
    screen.wait_for(lambda: {row["id"] for row in screen.highlights()} - before)
    made = next(row for row in screen.highlights() if row["id"] not in before)
    assert made["colour"] == "teal"
    assert len(str(made["quote"])) > 10
    round_ones = [one for one in screen.find(_ACCENT, least=5) if one[1] - one[0] < 12 and one[2] > below]
    handle = max(one for one in round_ones if one[2] < below + 30)
    screen.drag(((handle[0] + handle[1]) // 2, handle[2]), (left + 430, below))
    screen.wait_for(lambda: not screen.highlights(id=made["id"], end=made["end"]))
    longer = screen.highlights(id=made["id"])[0]
    assert str(longer["quote"]).startswith(str(made["quote"]))
    assert screen.leave() == 0
