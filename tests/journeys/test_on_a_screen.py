"""The program in a process of its own on a real X server, worked from outside with keys and mouse alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys.screen import Screen, x_server

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
