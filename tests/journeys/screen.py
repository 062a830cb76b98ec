"""A screen is a real X server with the program in a process of its own, worked by input from outside.

Nothing of the program is imported here: keys and the mouse go through the server, what is seen is read
off a picture of the screen, and what was done is read from the library's file.
"""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from PySide6.QtGui import QColor, QImage

WIDTH, HEIGHT = 1440, 900
_PATIENCE = 40.0
_SOURCE = Path(__file__).resolve().parents[2] / "desktop"
_PICTURE = (
    "import sys; from PySide6.QtGui import QGuiApplication; app = QGuiApplication([]); "
    "app.primaryScreen().grabWindow(0).save(sys.argv[1])"
)


class Screen:
    """A window of the program on a screen of its own.

    Attributes:
        library: the file of the library that is open.
    """

    def __init__(self, display: str, folder: Path, **environment: str) -> None:
        self.library = folder / "profile" / "Sample library.excerpta"
        self._folder = folder
        self._environment = {
            **os.environ,
            "DISPLAY": display,
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
        for key in keys:
            self._tool("key", "--clearmodifiers", key)

    def type(self, text: str) -> None:
        """Type text."""
        self._tool("type", "--delay", "15", text)

    def click(self, x: int, y: int, *, held: str = "") -> None:
        """Click at a place on the screen, with a key held down."""
        self._tool("mousemove", str(x), str(y))
        if held:
            self._tool("keydown", held, "click", "1", "keyup", held)
        else:
            self._tool("click", "1")

    def click_often(self, x: int, y: int, times: int) -> None:
        """Click several times in a row at a place."""
        self._tool("mousemove", str(x), str(y))
        self._tool("click", "--repeat", str(times), "--delay", "60", "1")

    def turn(self, x: int, y: int, steps: int) -> None:
        """Turn the wheel at a place, downwards for positive steps."""
        self._tool("mousemove", str(x), str(y))
        self._tool("click", "--repeat", str(abs(steps)), "--delay", "30", "5" if steps > 0 else "4")

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag with the left button held down."""
        between = ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
        self._tool("mousemove", *map(str, start), "mousedown", "1")
        for x, y in (between, end, end):
            self._tool("mousemove", str(x), str(y))
            time.sleep(0.05)
        self._tool("mouseup", "1")

    # ---- what is seen

    def picture(self) -> QImage:
        """The screen as it is now."""
        path = self._folder / "screen.png"
        command = [sys.executable, "-c", _PICTURE, str(path)]
        subprocess.run(command, env=self._environment, check=True, capture_output=True)
        return QImage(str(path))

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
        picture, wanted = self.picture(), QColor(colour).rgb()
        return [
            (x0, x1, y)
            for y in range(picture.height())
            for x0, x1 in _stretches(picture, y, wanted)
            if x1 - x0 >= least
        ]

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
            time.sleep(0.1)

    def _window(self) -> str:
        found = self._tool("search", "--onlyvisible", "--name", "Excerpta").split()
        return found[-1] if found else ""

    def _tool(self, *words: str) -> str:
        command = ["xdotool", *words]
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)
        return done.stdout


def _stretches(picture: QImage, y: int, colour: int) -> Iterator[tuple[int, int]]:
    start = None
    for x in range(picture.width() + 1):
        is_there = x < picture.width() and picture.pixel(x, y) == colour
        if is_there and start is None:
            start = x
        elif not is_there and start is not None:
            yield start, x
            start = None


@contextmanager
def x_server() -> Iterator[str]:
    """An X server of its own on a free display; the name of the display."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(
        command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        number = os.read(reading, 16).decode().strip()
        if not number:
            raise RuntimeError("the X server did not start")
        yield f":{number}"
    finally:
        os.close(reading)
        server.terminate()
        server.wait()
