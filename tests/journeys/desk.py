"""A desk is the program on a screen with a hand at its keys and its mouse, and with eyes."""

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

from tests.journeys.assistant import Assistant
from tests.journeys.screen import Screen, key_of

from excerpta.gui.support.verbs import Verb

MENU = -1
"""Instead of the number of a key."""

Row = dict[str, Any]


class Desk:
    """Does verbs, and looks at what became of them.

    Attributes:
        screen, assistant: the hand, and the eyes beside the library's file.
        done: the verbs, each with the number of its key, -1 for its menu; 0 for the palette too.
    """

    def __init__(self, screen: Screen, assistant: Assistant, verbs: tuple[Verb, ...]) -> None:
        self.screen = screen
        self.assistant = assistant
        self.done: set[tuple[str, int]] = set()
        self._verbs = {verb.name: verb for verb in verbs}
        self._places: dict[str, tuple[int, int]] = {}

    # ---- the hand

    def do(self, name: str, number: int = 0) -> None:
        """Do a verb with its key of a number; from the palette if it has none; -1 is from its menu."""
        verb = self._verbs[name]
        if number == MENU:
            self._choose(verb)
        elif verb.keys:
            self.screen.press(key_of(verb.keys[number]))
        else:
            self.screen.press(key_of(self._verbs["commands"].keys[0]))
            self.screen.type(verb.title.removesuffix("…"))
            self.screen.press("Return")
        self.done.add((name, number))

    def _choose(self, verb: Verb) -> None:
        """Click on a menu, then on the entry, once the pointer is seen to be on it."""
        if verb.menu not in self._places:
            self._places[verb.menu] = self.place("menu item", verb.menu)
        self.screen.click(*self._places[verb.menu])
        # The menu says more: what undo takes back.
        end = "" if verb.name in ("undo", "redo") else verb.title
        entry = self.place("menu item", verb.title, end)

        def is_on_it() -> bool:
            self.screen.point(*entry)
            return self.assistant.focus()[1].startswith(verb.title)

        self.wait(is_on_it)
        self.screen.click(*entry)

    def place(self, role: str, start: str, end: str = "") -> tuple[int, int]:
        """Where something is that is soon to be seen."""
        found: list[tuple[int, int]] = []

        def look() -> bool:
            place = self.assistant.find(role, start, end)
            found[:] = [place] if place is not None and place[0] > 0 else []
            return bool(found)

        self.wait(look)
        return found[0]

    def home(self) -> None:
        """The reader has the keyboard, the caret is at the start, nothing is selected or current."""
        self.screen.press("Escape", "ctrl+shift+r", "ctrl+2", "ctrl+Home")
        self.wait(lambda: self.assistant.caret() == 0 and not self.assistant.selection())

    def to_first(self) -> Row:
        """Make the first highlight of the text the current one; as the file has it."""
        self.do("next_highlight")
        self.wait(self.current)
        return self.first()

    def write(self, text: str, *keys: str) -> None:
        """Type, where words are to be written, then press keys."""
        self.screen.type(text)
        self.screen.press(*keys)

    def leave(self, window: str) -> None:
        """Leave a dialogue."""
        self.screen.press("Escape")
        self.wait(lambda: not self.is_shown(window))
        self.screen.take_focus()

    def choose_at(self, point: tuple[int, int], title: str) -> None:
        """Choose from the menu of the text: the pointer goes down it until the entry has the focus."""
        x, y = point
        self.screen.click(x, y, button=3)
        # It has no name by which one could see that it is there already, and opens upwards near the end.
        for down in [*range(12, 300, 12), *range(-12, -400, -12)] * 2:
            self.screen.point(x + 30, y + down)
            role, name = self.assistant.focus()
            if role == "menu item" and name.startswith(title):
                self.screen.click(x + 30, y + down)
                return
        raise TimeoutError(f"the menu has no entry {title}")

    def undo(self) -> None:
        """Take back what was done last."""
        before = self.steps()
        self.do("undo")
        self.wait(lambda: self.steps() < before)

    # ---- the eyes

    def wait(self, what: Callable[[], object]) -> None:
        """Wait until something is so."""
        self.screen.wait_for(what)

    def rows(self) -> list[Row]:
        """The highlights of the first document, as the file has them, in reading order."""
        return sorted(
            self.screen.annotations(document_id=1), key=lambda one: (one["start"], one["end"], one["id"])
        )

    def first(self) -> Row:
        """The first highlight in reading order."""
        return self.rows()[0]

    def row(self, one: Row) -> Row | None:
        """A highlight as the file has it now; None when it is gone."""
        return next((row for row in self.rows() if row["id"] == one["id"]), None)

    def tags(self) -> list[tuple[int, str]]:
        """Each highlight's number and the key of a tag that it has."""
        return self._ask("SELECT annotation_id, shortcut FROM annotation_tag JOIN tag ON tag.id = tag_id")

    def tag_paths(self, one: Row) -> str:
        """The tags of a highlight."""
        return str(self.screen.highlights(id=one["id"])[0]["tags"])

    def blocks(self) -> str:
        """How the text of the first document is divided."""
        return str(self._ask("SELECT blocks FROM content WHERE document_id = 1")[0][0])

    def steps(self) -> int:
        """How many steps undo could take back."""
        return int(self._ask("SELECT count(DISTINCT ifnull(chain, id)) FROM command WHERE undone = 0")[0][0])

    def _ask(self, statement: str) -> list[Any]:
        with closing(sqlite3.connect(f"{self.screen.library.as_uri()}?mode=ro", uri=True)) as file:
            return file.execute(statement).fetchall()

    def is_shown(self, window: str) -> bool:
        """Whether a dialogue is shown."""
        return any(name == window or name.startswith(f"{window} —") for name in self.screen.windows())

    def at_rest(self, offset: int) -> tuple[int, int]:
        """Where a character of the text is, once the text stands still."""
        places = [(-1, -1)]

        def stands() -> bool:
            time.sleep(0.1)
            places.append(self.assistant.point(offset))
            return places[-1] == places[-2]

        self.wait(stands)
        return places[-1]

    def current(self) -> str:
        """What the status line says of the current highlight, `Highlight 3 of 12`; empty without one."""
        return self.assistant.name("label", "Highlight ")

    def selected(self) -> str:
        """The selected words."""
        found = self.assistant.selection()
        return self.assistant.text()[slice(*found)] if found else ""

    def setting(self, *names: str) -> object:
        """What the profile keeps."""
        found: Any = json.loads(json.dumps(self.screen.settings()))
        for name in names:
            found = found.get(name) if isinstance(found, dict) else None
        return found
