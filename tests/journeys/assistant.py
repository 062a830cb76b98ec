"""An assistant tells what a screen reader finds in the program on a screen."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.bus import session_bus
from tests.journeys.screen import Screen, x_server

SYSTEM_PYTHON = "/usr/bin/python3"
_CLIENT = Path(__file__).with_name("assistive_client.py")
_BINDINGS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


def missing(*more: str) -> str:
    """What this machine lacks for it, and for `more` tools, as a reason to skip."""
    wanted = ("Xvfb", "xdotool", "dbus-daemon", SYSTEM_PYTHON, *more)
    tools = [tool for tool in wanted if not shutil.which(tool)]
    if tools:
        return f"not installed: {', '.join(tools)}"
    found = subprocess.run([SYSTEM_PYTHON, "-c", _BINDINGS], capture_output=True, check=False).returncode == 0
    return "" if found else "not installed: python3-gi, gir1.2-atspi-2.0"


class Assistant:
    """The other end of an assistive client."""

    def __init__(self, environment: dict[str, str]) -> None:
        command = [SYSTEM_PYTHON, "-W", "ignore", str(_CLIENT), "Excerpta"]
        self._process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def ask(self, verb: str, *arguments: object) -> object:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([verb, *arguments]) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def heard(self, kind: str = "") -> list[list[object]]:
        """What was told by the reader since the last time."""
        heard = self.ask("heard")
        assert isinstance(heard, list)
        return [one for one in heard if one[4] == "document frame" and kind in one[0]]

    def end(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(20)
        self._process.stdout.close()

    # ---- where things are

    def find(self, role: str, start: str, end: str = "") -> tuple[int, int] | None:
        """The middle of the first thing on the screen that has a role and a name that begins and ends so."""
        found = self.ask("find", role, start, end)
        return (int(found[0]), int(found[1])) if isinstance(found, list) else None

    def focus(self) -> tuple[str, str]:
        """Role and name of what got the keyboard last."""
        found = self.ask("focus")
        return (str(found[0]), str(found[1])) if isinstance(found, list) else ("", "")

    def name(self, role: str, start: str) -> str:
        """The name of the same thing; empty when there is none."""
        found = self.ask("find", role, start)
        return str(found[2]) if isinstance(found, list) else ""

    def caret(self) -> int:
        """Where the caret of the reader is."""
        return int(str(self.ask("caret")))

    def selection(self) -> tuple[int, int] | None:
        """What is selected in the reader."""
        found = self.ask("selection")
        return (int(found[0]), int(found[1])) if isinstance(found, list) and found else None

    def point(self, offset: int) -> tuple[int, int]:
        """The left edge of a character of the reader, half way up, on the screen."""
        place = self.ask("place", offset)
        assert isinstance(place, list)
        _, x, y, _, height = place
        return int(x), int(y) + int(height) // 2

    def text(self) -> str:
        """The text of the reader."""
        return str(self.ask("text", 0, -1))

    def document(self) -> tuple[str, str]:
        """What the reader is called, and what it says of the current highlight."""
        found = self.ask("document")
        assert isinstance(found, list)
        return str(found[0]), str(found[1])


@contextmanager
def met(folder: Path) -> Iterator[tuple[Screen, Assistant]]:
    """The program at its first start on a screen of its own, and a client that listens to it."""
    with x_server() as display, session_bus() as address:
        bus = {"DBUS_SESSION_BUS_ADDRESS": address, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        screen = Screen(display, folder, **bus)
        assistant = None
        try:
            screen.start()
            assistant = Assistant({**os.environ, "DISPLAY": display.name, **bus})
            yield screen, assistant
        finally:
            if assistant is not None:
                assistant.end()
            screen.end()
