"""A screen is a real X server with the program in a process of its own, worked by input from outside.

Nothing of the program is imported here: keys and the mouse go through the server, what is seen is read
off a picture of the screen, and what was done is read from the library's file.
"""

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QColor, QImage

WIDTH, HEIGHT = 1440, 900
_PATIENCE = 40.0
_SOURCE = Path(__file__).resolve().parents[2] / "desktop"
_DOT = 4
"""Bytes of a dot of the screen, blue first."""

_NAMES = {
    "+": "plus", "-": "minus", "=": "equal", "[": "bracketleft", "]": "bracketright", "{": "braceleft",
    "}": "braceright", "?": "question", ",": "comma", "/": "slash", "Del": "Delete", "PgUp": "Prior",
    "PgDown": "Next", "Space": "space", "Esc": "Escape", "Backspace": "BackSpace",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Display:
    """An X server.

    Attributes:
        name: as programs are told it, `:99`.
        frame: the file in which the server keeps what its screen shows, as XWD.
    """

    name: str
    frame: Path

    def picture(self) -> QImage:
        """What is on the screen now."""
        data = self.frame.read_bytes()
        header, width, height, line, colours = (
            int.from_bytes(data[4 * n : 4 * n + 4], "big") for n in (0, 4, 5, 12, 19)
        )
        dots = data[header + 12 * colours :]
        return QImage(dots, width, height, line, QImage.Format.Format_RGB32).copy()


def key_of(portable: str) -> str:
    """A key as Qt's portable text has it, `Ctrl+]`, as xdotool has it, `ctrl+bracketright`."""
    *held, key = portable.removesuffix("+").split("+") if portable.endswith("+") else portable.split("+")
    key = "+" if portable.endswith("+") else key
    named = _NAMES.get(key, key.lower() if len(key) == 1 else key)
    return "+".join([*(one.lower() for one in held if one), named])


class Screen:
    """A window of the program on a screen of its own.

    Attributes:
        library: the file of the library that is open.
    """

    def __init__(self, display: Display, folder: Path, **environment: str) -> None:
        self.library = folder / "profile" / "Sample library.excerpta"
        self._folder = folder
        self._display = display
        self._environment = {
            **os.environ,
            "DISPLAY": display.name,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(_SOURCE),
            **environment,
        }
        self._program: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the program and wait for its window."""
        command = [sys.executable, "-m", "excerpta", "--profile-dir", str(self._folder / "profile")]
        self._program = subprocess.Popen(command, env=self._environment)
        self.wait_for(lambda: self._window())
        self._tool("windowfocus", "--sync", self._window())
        self._tool("windowsize", "--sync", self._window(), str(WIDTH), str(HEIGHT))
        self.wait_for(lambda: self.column() is not None)

    def leave(self) -> int:
        """Leave the program by its own key; its exit status."""
        self.press("ctrl+q")
        return self.ended()

    def ended(self) -> int:
        """Wait until the program has ended by itself; its exit status."""
        assert self._program is not None
        return self._program.wait(_PATIENCE)

    def end(self) -> None:
        """End a program that is still running."""
        if self._program is not None and self._program.poll() is None:
            self._program.kill()
            self._program.wait()

    # ---- input

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each as `ctrl+z`."""
        self._tool("key", "--clearmodifiers", *keys)

    def lay_keys(self, layout: str) -> None:
        """Plug in a keyboard of another land: `de`, `fr`, `ir`."""
        subprocess.run(["setxkbmap", layout], env=self._environment, check=True, capture_output=True)

    def type(self, text: str) -> None:
        """Type text."""
        self._tool("type", "--delay", "15", text)

    def click(self, x: int, y: int, *, held: str = "", button: int = 1) -> None:
        """Click at a place on the screen, with a key held down; button 3 is the right one."""
        keys = (["keydown", held], ["keyup", held]) if held else ([], [])
        self._tool("mousemove", str(x), str(y), *keys[0], "click", str(button), *keys[1])

    def point(self, x: int, y: int) -> None:
        """Move the mouse to a place."""
        self._tool("mousemove", str(x), str(y))

    def click_often(self, x: int, y: int, times: int) -> None:
        """Click several times in a row at a place."""
        self._tool("mousemove", str(x), str(y))
        self._tool("click", "--repeat", str(times), "--delay", "60", "1")

    def turn(self, x: int, y: int, steps: int) -> None:
        """Turn the wheel at a place, downwards for positive steps."""
        self._tool("mousemove", str(x), str(y))
        self._tool("click", "--repeat", str(abs(steps)), "--delay", "8", "5" if steps > 0 else "4")

    def drag(
        self, start: tuple[int, int], end: tuple[int, int], *, held: str = "", held_for: float = 0.0
    ) -> None:
        """Drag with the left button held down, and a key; for some seconds at the end."""
        between = ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
        self._tool("mousemove", *map(str, start), *(["keydown", held] if held else []), "mousedown", "1")
        for x, y in (between, end, end):
            self._tool("mousemove", str(x), str(y))
            time.sleep(0.03)
        time.sleep(held_for)
        self._tool("mouseup", "1", *(["keyup", held] if held else []))

    # ---- what is seen

    def picture(self) -> QImage:
        """The screen as it is now."""
        return self._display.picture()

    def ground(self, x: int, y: int) -> str:
        """The colour of one pixel of the screen, as `#rrggbb`."""
        return QColor(self.picture().pixel(x, y)).name()

    def column(self, page: str = "#FCFBF8") -> tuple[int, int] | None:
        """The x from and to of the reader's ground on the screen, or None while it is not there."""
        picture, ground = self.picture(), QColor(page).rgb()
        rows = [
            [x for x in range(WIDTH) if picture.pixel(x, y) == ground]
            for y in range(HEIGHT // 4, HEIGHT, HEIGHT // 16)
        ]
        wide = [row for row in rows if len(row) > 200]
        return (min(row[0] for row in wide), max(row[-1] for row in wide)) if wide else None

    def find(self, colour: str, *, least: int = 12) -> list[tuple[int, int, int]]:
        """The stretches (x from, x to, y) of a colour, at least so long, from top to bottom."""
        picture = self.picture()
        wanted = QColor(colour).rgb().to_bytes(_DOT, "little")[:3]
        return [
            (x0, x1, y)
            for y in range(picture.height())
            for x0, x1 in _stretches(bytes(picture.constScanLine(y)), wanted)
            if x1 - x0 >= least
        ]

    def windows(self) -> list[str]:
        """The names of the windows that are shown, dialogues too."""
        found = self._tool("search", "--onlyvisible", "--name", ".").split()
        return [self._tool("getwindowname", one).strip() for one in found]

    def take_focus(self, name: str = "") -> None:
        """Give the keyboard to the program's window, or a dialogue, as a window manager does."""
        found = self._tool("search", "--onlyvisible", "--name", name).split() if name else []
        self._tool("windowfocus", "--sync", found[-1] if found else self._window())

    # ---- what was done

    def annotations(self, **wanted: object) -> list[dict[str, object]]:
        """The rows of the table of highlights whose columns have these values, as the file has them."""
        return self._rows("annotation", wanted)

    def highlights(self, **wanted: object) -> list[dict[str, object]]:
        """The highlights as the file's own view shows them, those whose columns have these values."""
        return self._rows("highlights", wanted)

    def settings(self) -> dict[str, object]:
        """What the program has kept in its profile."""
        path = self.library.parent / "settings.json"
        kept: dict[str, object] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return kept

    def _rows(self, table: str, wanted: dict[str, object]) -> list[dict[str, object]]:
        with closing(sqlite3.connect(f"{self.library.as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            rows = [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY id")]
        return [row for row in rows if all(row[name] == value for name, value in wanted.items())]

    def wait_for(self, what: Callable[[], object]) -> None:
        """Wait until something is so.

        Raises:
            TimeoutError: it does not become so.
        """
        end = time.monotonic() + _PATIENCE
        while not what():
            if time.monotonic() > end:
                raise TimeoutError("the program did not do what was waited for")
            time.sleep(0.02)

    def _window(self) -> str:
        found = self._tool("search", "--onlyvisible", "--name", "Excerpta").split()
        return found[-1] if found else ""

    def _tool(self, *words: str) -> str:
        command = ["xdotool", *words]
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)
        return done.stdout


def _stretches(line: bytes, wanted: bytes) -> Iterator[tuple[int, int]]:
    """Where the dots of a line have a colour, blue first: from and to."""
    start: int | None = None
    if wanted not in line:
        return
    for x in range(len(line) // _DOT + 1):
        is_there = line[_DOT * x : _DOT * x + 3] == wanted
        if is_there and start is None:
            start = x
        elif not is_there and start is not None:
            yield start, x
            start = None


@contextmanager
def x_server() -> Iterator[Display]:
    """An X server of its own, on a display that no other server has just left.

    Left to choose, a server takes the lowest free number, and one that ends takes away the socket of the one
    that has followed it there.
    """
    with TemporaryDirectory() as folder:
        reading, writing = os.pipe()
        command = [
            "Xvfb",
            f":{random.SystemRandom().randrange(1000, 30_000)}",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            f"{WIDTH}x{HEIGHT}x24",
            "-nolisten",
            "tcp",
            "-noreset",  # else it begins anew when the first that looks in goes away
        ]
        server = subprocess.Popen(
            [*command, "-fbdir", folder],
            pass_fds=[writing],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        try:
            number = os.read(reading, 16).decode().strip()
            if not number:
                raise RuntimeError("the X server did not start")
            yield Display(f":{number}", Path(folder) / "Xvfb_screen0")
        finally:
            os.close(reading)
            server.terminate()
            server.wait()
