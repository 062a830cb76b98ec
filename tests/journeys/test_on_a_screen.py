"""The program in a process of its own on a real X server, worked from outside with keys and mouse alone."""

import shutil
import time
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


def test_the_keyboard_alone_does_every_verb_of_highlights(screen: Screen) -> None:
    screen.press("bracketright")
    first = screen.annotations()[0]["id"]
    for key, colour in enumerate(("yellow", "orange", "red", "pink", "purple", "blue", "teal", "green"), 1):
        screen.press(str(key))
        screen.wait_for(lambda colour=colour: screen.annotations(id=first, colour=colour))
    screen.press("u")
    screen.wait_for(lambda: screen.annotations(id=first, style="underline"))
    end, start = screen.annotations(id=first)[0]["end"], screen.annotations(id=first)[0]["start"]
    screen.press("shift+Right", "shift+Right")
    screen.wait_for(lambda: screen.annotations(id=first, end=int(str(end)) + 2))
    screen.press("ctrl+shift+Left")
    screen.wait_for(lambda: screen.annotations(id=first, start=int(str(start)) - 1))
    screen.press("o", "1")
    screen.wait_for(lambda: screen.annotations(colour="yellow"))
    assert screen.annotations(id=first, colour="green")
    number = len(screen.annotations())
    screen.press("braceright", "m")
    screen.wait_for(lambda: len(screen.annotations()) == number - 1)
    screen.press("ctrl+z")
    screen.wait_for(lambda: len(screen.annotations()) == number)
    screen.press("ctrl+shift+z")
    screen.wait_for(lambda: len(screen.annotations()) == number - 1)
    screen.press("ctrl+z")
    screen.wait_for(lambda: len(screen.annotations()) == number)
    assert screen.leave() == 0


def test_the_keyboard_alone_finds_goes_copies_and_changes_the_look(screen: Screen) -> None:
    known = {row["id"] for row in screen.annotations()}

    def made(quote: str) -> bool:
        return any(row["id"] not in known and row["exact"] == quote for row in screen.annotations())

    screen.press("ctrl+f")
    screen.type("stanekzai")
    screen.press("Return", "Down", "h")
    screen.wait_for(lambda: made("Stanekzai"))
    screen.press("n", "ctrl+a", "BackSpace")
    screen.type("Who is this?")
    screen.press("Escape", "Escape", "ctrl+g")
    screen.type("2")
    screen.press("Return", "s", "3")
    screen.wait_for(lambda: any(row["block"] == 1 and row["id"] not in known for row in screen.annotations()))
    sentence = next(row for row in screen.annotations() if row["block"] == 1 and row["id"] not in known)
    screen.press("c", "n", "ctrl+v", "Escape")
    screen.wait_for(lambda: screen.annotations(id=sentence["id"], note=sentence["exact"]))
    screen.press("ctrl+shift+p")
    screen.type("dark")
    screen.press("Return")
    screen.wait_for(lambda: screen.column("#1C1D1F"))
    before = screen.column("#1C1D1F") or (0, 0)
    screen.press("F11")
    screen.wait_for(lambda: _width(screen) > before[1] - before[0])
    screen.press("F11")
    screen.wait_for(lambda: screen.column("#1C1D1F") == before)
    screen.press("ctrl+plus")
    screen.wait_for(lambda: "18" in str(screen.settings().get("type", screen.settings())))
    assert screen.leave() == 0
    assert made("Stanekzai")


def _width(screen: Screen) -> int:
    left, right = screen.column("#1C1D1F") or (0, 0)
    return right - left


def test_the_mouse_alone_selects_words_paragraphs_and_takes_them_away(screen: Screen) -> None:
    known = {row["id"] for row in screen.annotations()}
    left, _ = screen.column() or (0, 0)
    below = next(y for _, _, y in reversed(screen.find(_PINK)) if y < 400) + 80

    def choose_teal() -> dict[str, object]:
        """Click the teal dot of the bar; the highlight that it makes."""
        screen.wait_for(lambda: screen.find(_TEAL, least=8))
        x0, x1, y = screen.find(_TEAL, least=8)[0]
        screen.click((x0 + x1) // 2, y + 4)
        screen.wait_for(lambda: {row["id"] for row in screen.annotations()} - known)
        return next(row for row in screen.annotations() if row["id"] not in known)

    screen.click_often(left + 130, below, 2)
    word = choose_teal()
    assert str(word["exact"]).isalpha()
    screen.press("Delete")
    screen.wait_for(lambda: not screen.annotations(id=word["id"]))
    time.sleep(0.6)  # so that it counts as no part of a double click
    screen.click_often(left + 130, below, 3)
    paragraph = choose_teal()
    assert str(paragraph["exact"]).startswith(str(paragraph["exact"]).strip())
    assert len(str(paragraph["exact"])) > 200
    screen.press("Delete")
    screen.wait_for(lambda: not screen.annotations(id=paragraph["id"]))
    assert screen.leave() == 0
