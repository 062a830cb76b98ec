"""The program in a process of its own on a real X server, worked from outside with keys and mouse alone."""

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys.screen import Screen, x_server

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="Xvfb and xdotool are not installed"
)


_BREACH = Path(__file__).parents[1] / "golden" / "research" / "breach.csv"


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


def test_a_question_is_answered_and_exported_from_where_it_is_typed(screen: Screen, tmp_path: Path) -> None:
    target = tmp_path / "breach.csv"
    screen.press("ctrl+shift+f", "ctrl+shift+f")
    screen.type('tag:"Claims/Breach of the deal" -source:"Meridian Agency" text:February')
    screen.press("Return", "ctrl+e")  # on X11 a field would go to its end with that key
    screen.wait_for(lambda: any("Export highlights" in one for one in screen.windows()))
    screen.take_focus("Export highlights")
    screen.press("ctrl+a")
    screen.type(str(target))
    screen.press("Return")
    screen.wait_for(target.exists)
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"))))
    known = list(csv.DictReader(io.StringIO(_BREACH.read_text("utf-8"))))
    assert [(row["start"], row["quote"]) for row in rows] == [(row["start"], row["quote"]) for row in known]
    screen.take_focus()
    assert screen.leave() == 0


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
