"""Figures of the start: from nothing to a usable window, and the memory that it takes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figure import Figure
from tests.benchmarks.generate import library_of

_EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1440, 900)
window.show()
app.processEvents()
app.processEvents()
REPORT
"""
_FULL = """
import sys
from PySide6.QtWidgets import QApplication
from excerpta.__main__ import main
def turn(*_):
    QApplication.processEvents()
    QApplication.processEvents()
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()][0].objectName() == "main_window"
    REPORT
QApplication.exec = turn
main(["--profile-dir", *sys.argv[1:]])
"""
_TIME = "import os, time; print(time.process_time(), flush=True); os._exit(0)"
_MEMORY = (
    "import os; lines = open('/proc/self/status');"
    "print(next(l.split()[1] for l in lines if l.startswith('VmRSS')), flush=True); os._exit(0)"
)


def start_figures(folder: Path) -> Iterator[Figure]:
    """From nothing to a usable window on 10,000 documents, beside an empty Qt window."""
    path = folder / "start.excerpta"
    library_of(path, number=10_000, length=2000, highlights=20_000).close()
    empty = min(_processor_seconds_of(_EMPTY) for _ in range(5))
    full = min(_processor_seconds_of(_FULL, folder / "profile", path) for _ in range(5))
    yield Figure("start.window", full * 1e3, "ms", 2 * empty * 1e3, "2 × an empty Qt window")
    if Path("/proc/self/status").exists():
        size = int(_python(_FULL, _MEMORY, folder / "profile", path)) / 1024
        yield Figure("memory.window", size, "MB", 130, "goal")


def _processor_seconds_of(code: str, *arguments: Path) -> float:
    """Give the processor time of a new process until its window can be used; not that of its end."""
    return float(_python(code, _TIME, *arguments))


def _python(code: str, report: str, *arguments: Path) -> str:
    command = [sys.executable, "-c", code.replace("REPORT", report), *map(str, arguments)]
    # Compiled modules are kept, as they are on a user's machine; the least of several starts counts.
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
