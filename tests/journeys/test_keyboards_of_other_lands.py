"""The main keys on keyboards that have them elsewhere, or not at all, on a real X server.

Keys are pressed by their codes where the layout has no such sign: what stands there is what is tested.
"""

import time
from collections.abc import Iterator

import pytest
from tests.journeys import assistant as assistants
from tests.journeys.desk import Desk

from excerpta.gui.windows.actions import VERBS

_LACKS = assistants.missing("setxkbmap")
pytestmark = pytest.mark.skipif(bool(_LACKS), reason=_LACKS)

S, H, N, Z, F, P, J = "39", "43", "57", "52", "41", "33", "44"
ONE, THREE, BRACKET, SLASH = "10", "12", "35", "61"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with assistants.met(tmp_path_factory.mktemp("lands")) as (screen, assistant):
        yield Desk(screen, assistant, VERBS)
        screen.lay_keys("us")
        assert screen.leave() == 0


def lay(desk: Desk, layout: str) -> None:
    desk.screen.lay_keys("us")
    desk.home()
    desk.screen.lay_keys(layout)
    time.sleep(0.7)  # until the program has heard of it


@pytest.mark.parametrize("layout", ["de", "fr"])
def test_signs_that_stand_elsewhere(desk: Desk, layout: str) -> None:
    lay(desk, layout)
    desk.screen.press("bracketright")
    desk.wait(lambda: desk.current().startswith("Highlight 1 "))
    desk.screen.press("braceright")
    desk.wait(lambda: "2 chosen" in desk.current())
    desk.screen.press("bracketleft")
    desk.wait(lambda: desk.current().startswith("Highlight 1 "))
    desk.screen.press("3")
    desk.wait(lambda: desk.first()["colour"] == "red")
    desk.undo()
    before = str(desk.setting("type", "size"))
    desk.screen.press("ctrl+plus")
    desk.wait(lambda: str(desk.setting("type", "size")) != before)
    desk.screen.press("ctrl+minus", "question")
    desk.wait(lambda: desk.is_shown("Keys"))
    desk.leave("Keys")


def test_digits_without_shift_on_a_french_keyboard(desk: Desk) -> None:
    lay(desk, "fr")
    desk.screen.press("bracketright")
    desk.wait(lambda: desk.current().startswith("Highlight 1 "))
    desk.screen.press(THREE)
    desk.wait(lambda: desk.first()["colour"] == "red")
    desk.undo()
    desk.screen.press("Home", "s", f"alt+{ONE}")
    desk.wait(lambda: desk.tag_paths(desk.rows()[0]) == "Actors/Afghan government")
    desk.undo()


@pytest.mark.parametrize("layout", ["ir", "ru"])
def test_a_keyboard_without_a_latin_letter(desk: Desk, layout: str) -> None:
    lay(desk, layout)
    number, steps = len(desk.rows()), desk.steps()
    desk.screen.press(S)
    desk.wait(desk.selected)
    desk.screen.press(H)
    desk.wait(lambda: len(desk.rows()) == number + 1)
    desk.screen.press(f"ctrl+{Z}")
    desk.wait(lambda: desk.steps() == steps)
    desk.screen.press(J)
    desk.wait(lambda: desk.assistant.caret() > 100)
    desk.screen.press(f"ctrl+{F}")
    desk.wait(lambda: desk.assistant.focus() == ("text", "Find in this article"))
    desk.screen.press("Escape")
    desk.screen.press(BRACKET)
    desk.wait(desk.current)
    # What is written is written in the letters that stand on the keys.
    desk.screen.press(N)
    desk.wait(lambda: desk.assistant.focus() == ("text", "Note"))
    desk.screen.press(S, H, "Escape")
    letters = {"ir": "سا", "ru": "ыр"}[layout]
    desk.wait(lambda: any(row["note"].endswith(letters) for row in desk.rows()))
    desk.screen.press(f"ctrl+{Z}")
    desk.wait(lambda: desk.steps() == steps)
