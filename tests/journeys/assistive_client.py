"""An assistive client in a process of its own: it knows the program only through AT-SPI, as Orca does.

It runs under the system's Python, which has the bindings, and imports nothing of the program. Each line
that comes in is a JSON list of a verb and its arguments; each line that goes out is the answer, as JSON.
"""

import json
import sys
import time
from collections.abc import Iterator

import gi  # type: ignore[import-untyped]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-untyped]  # noqa: E402

_PATIENCE = 30.0
_EVENTS = (
    "object:text-caret-moved",
    "object:text-selection-changed",
    "object:text-changed",
    "object:announcement",
    "object:property-change:accessible-description",
    "object:state-changed:focused",
)


class Client:
    """Walks the program and hears what it tells."""

    def __init__(self, name: str) -> None:
        self._heard: list[list[object]] = []
        self._focus = ["", ""]
        self._listener = Atspi.EventListener.new(self._hear)
        for event in _EVENTS:
            self._listener.register(event)
        self._program = self._find_program(name)

    def tree(self) -> list[list[object]]:
        """Every object that is shown: depth, role, name, number of children, whether it takes the focus."""
        return list(self._walk(self._program, 0))

    def document(self) -> list[object]:
        """The reader: its name, its description, the roles and names of its parts."""
        document = self._document()
        parts = [document.get_child_at_index(n) for n in range(document.get_child_count())]
        return [document.get_name(), document.get_description(), [self._part(part) for part in parts if part]]

    def text(self, start: int, end: int) -> str:
        """A part of the text."""
        return str(Atspi.Text.get_text(self._text(), start, end))

    def caret(self) -> int:
        """Where the caret is."""
        return int(Atspi.Text.get_caret_offset(self._text()))

    def put_caret(self, offset: int) -> bool:
        """Put the caret somewhere."""
        return bool(Atspi.Text.set_caret_offset(self._text(), offset))

    def select(self, start: int, end: int) -> bool:
        """Select a range."""
        return bool(Atspi.Text.add_selection(self._text(), start, end))

    def selection(self) -> list[int]:
        """The selected range; empty without one."""
        text = self._text()
        if not Atspi.Text.get_n_selections(text):
            return []
        found = Atspi.Text.get_selection(text, 0)
        return [found.start_offset, found.end_offset]

    def around(self, offset: int, unit: str) -> str:
        """The character, word, sentence, line or paragraph at an offset."""
        unit_ = getattr(Atspi.TextGranularity, unit.upper())
        return str(Atspi.Text.get_string_at_offset(self._text(), offset, unit_).content)

    def attributes(self, offset: int) -> list[object]:
        """The looks at an offset, and from where to where they go."""
        looks, start, end = Atspi.Text.get_attribute_run(self._text(), offset, True)
        return [dict(looks), start, end]

    def place(self, offset: int) -> list[int]:
        """The offset that the middle of a character's place on the screen leads back to, and the place."""
        text, screen = self._text(), Atspi.CoordType.SCREEN
        found = Atspi.Text.get_character_extents(text, offset, screen)
        x, y = found.x + found.width // 4, found.y + found.height // 2
        back = Atspi.Text.get_offset_at_point(text, x, y, screen)
        return [back, found.x, found.y, found.width, found.height]

    def press_highlight(self, number: int) -> str:
        """Press the highlight with a number, counted through the parts; its name."""
        document = self._document()
        parts = [document.get_child_at_index(n) for n in range(document.get_child_count())]
        notes = [
            child
            for part in parts
            for child in (part.get_child_at_index(n) for n in range(part.get_child_count()))
            if child and child.get_role() == Atspi.Role.COMMENT
        ]
        Atspi.Action.do_action(notes[number], 0)
        return str(notes[number].get_name())

    def heard(self) -> list[list[object]]:
        """What was told since the last time: the kind, two numbers, words, and the role of who told it."""
        self._listen(0.4)
        heard, self._heard = self._heard, []
        return heard

    def find(self, role: str, start: str, end: str = "") -> list[object] | None:
        """The middle of the first thing on the screen with a role whose name begins and ends so; its name."""
        for thing in self._shown(self._program, 0):
            name = str(thing.get_name())  # type: ignore[attr-defined]
            if thing.get_role_name() == role and name.startswith(start) and name.endswith(end):  # type: ignore[attr-defined]
                place = thing.get_extents(Atspi.CoordType.SCREEN)  # type: ignore[attr-defined]
                middle = place.x + place.width // 2, place.y + place.height // 2
                return [*middle, name]
        return None

    def focus(self) -> list[str]:
        """Role and name of what got the keyboard last."""
        self._listen(0.02)
        return self._focus

    # ---- inside

    def _shown(self, thing: object, depth: int) -> Iterator[object]:
        """A thing and all in it that can be seen but the text; the last first, for it lies on top."""
        states = thing.get_state_set()  # type: ignore[attr-defined]
        if depth and not states.contains(Atspi.StateType.SHOWING):
            return
        yield thing
        for number in reversed(range(min(thing.get_child_count(), 60))):  # type: ignore[attr-defined]
            child = thing.get_child_at_index(number)  # type: ignore[attr-defined]
            if child and child.get_role() not in (Atspi.Role.PARAGRAPH, Atspi.Role.HEADING):
                yield from self._shown(child, depth + 1)

    def _hear(self, event: object) -> None:
        said = event.any_data  # type: ignore[attr-defined]
        if event.type.endswith(":focused") and event.detail1:  # type: ignore[attr-defined]
            self._focus = [event.source.get_role_name(), event.source.get_name()]  # type: ignore[attr-defined]
        words = said if isinstance(said, str) else ""
        self._heard.append(
            [event.type, event.detail1, event.detail2, words, event.source.get_role_name()]  # type: ignore[attr-defined]
        )

    def _listen(self, seconds: float) -> None:
        context, end = GLib.MainContext.default(), time.monotonic() + seconds
        while time.monotonic() < end:
            if not context.iteration(False):
                time.sleep(0.005)

    def _find_program(self, name: str) -> object:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            desktop = Atspi.get_desktop(0)
            for number in range(desktop.get_child_count()):
                found = desktop.get_child_at_index(number)
                if found and found.get_name() == name:
                    return found
            self._listen(0.1)
        raise SystemExit(f"no program called {name}")

    def _document(self) -> object:
        found = self._first(self._program, Atspi.Role.DOCUMENT_FRAME)
        if found is None:
            raise SystemExit("there is no document")
        return found

    def _text(self) -> object:
        return self._document().get_text_iface()  # type: ignore[attr-defined]

    def _first(self, thing: object, role: object) -> object | None:
        if thing.get_role() == role:  # type: ignore[attr-defined]
            return thing
        for number in range(thing.get_child_count()):  # type: ignore[attr-defined]
            child = thing.get_child_at_index(number)  # type: ignore[attr-defined]
            found = self._first(child, role) if child else None
            if found is not None:
                return found
        return None

    def _part(self, part: object) -> list[object]:
        children = [part.get_child_at_index(n) for n in range(part.get_child_count())]  # type: ignore[attr-defined]
        notes = [
            [one.get_name(), one.get_description()]
            for one in children
            if one and one.get_role() == Atspi.Role.COMMENT
        ]
        return [part.get_role_name(), part.get_name(), notes]  # type: ignore[attr-defined]

    def _walk(self, thing: object, depth: int) -> Iterator[list[object]]:
        states = thing.get_state_set()  # type: ignore[attr-defined]
        if depth > 1 and not states.contains(Atspi.StateType.SHOWING):
            return
        count = thing.get_child_count()  # type: ignore[attr-defined]
        takes_focus = states.contains(Atspi.StateType.FOCUSABLE)
        yield [depth, thing.get_role_name(), thing.get_name(), count, takes_focus]  # type: ignore[attr-defined]
        for number in range(min(count, 60)):
            child = thing.get_child_at_index(number)  # type: ignore[attr-defined]
            if child:
                yield from self._walk(child, depth + 1)


def main() -> None:
    """Answer until the input ends."""
    client = Client(sys.argv[1])
    for line in sys.stdin:
        verb, *arguments = json.loads(line)
        print(json.dumps(getattr(client, verb)(*arguments)), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
