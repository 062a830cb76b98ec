"""Figures of the window: start, and the reader with a document of 1 MB and 5,000 highlights."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figure import Figure, percentile, processor_seconds
from tests.benchmarks.generate import article, library_of

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import AnnotationId

_EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1440, 900)
window.show()
app.processEvents()
app.processEvents()
"""
_FULL = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from excerpta.gui.bootstrap.application import Application
from excerpta.gui.support.profile import Profile
qt = QApplication(sys.argv[:1])
application = Application(qt, Profile(Path(sys.argv[1])))
application.open_first(Path(sys.argv[2]))
qt.processEvents()
qt.processEvents()
assert application.window.isVisible()
"""
_MEMORY = "print(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmRSS')))"


def start_figures(folder: Path) -> Iterator[Figure]:
    """From nothing to a usable window on 10,000 documents, beside an empty Qt window."""
    path = folder / "start.excerpta"
    library_of(path, number=10_000, length=2000, highlights=20_000).close()
    empty = min(_processor_seconds_of(_EMPTY) for _ in range(3))
    full = min(_processor_seconds_of(_FULL, folder / "profile", path) for _ in range(3))
    yield Figure("start.window", full * 1e3, "ms", 2 * empty * 1e3, "2 × an empty Qt window")
    if Path("/proc/self/status").exists():
        size = int(_python(_FULL + _MEMORY, folder / "profile", path)) / 1024
        yield Figure("memory.window", size, "MB", 130, "goal")


def reader_figures(_folder: Path) -> Iterator[Figure]:
    """First paint, page down and one more highlight; and QTextEdit with the same text."""
    from PySide6.QtWidgets import QApplication

    from excerpta.gui.widgets.reader.contents import ReaderHeader, ReaderHighlight
    from excerpta.gui.widgets.reader.view import ReaderView

    qt = QApplication.instance() or QApplication([])
    rng = random.Random(4)
    one = article(rng, "A long report", 1_000_000)
    marks = []
    for number in range(5000):
        start = rng.randrange(len(one.text) - 80)
        colour = rng.choice(list(Colour))
        marks.append(ReaderHighlight(AnnotationId(number + 1), start, start + rng.randint(20, 80), colour))
    view = ReaderView()
    view.resize(900, 800)
    view.set_document("Warm", article(rng, "", 400).blocks[:0], (), ReaderHeader("Warm"))
    view.show()
    qt.processEvents()

    def first_paint() -> None:
        view.set_document(one.text, one.blocks, one.spans, ReaderHeader(one.title))
        view.set_highlights(marks)
        view.viewport().repaint()

    seconds = processor_seconds(first_paint)
    yield Figure("reader.first_paint", seconds * 1e3, "ms", 60, "goal, of processor time")
    edit = _text_edit_seconds(one.text)
    yield Figure("reader.first_paint_ratio", seconds * 1e3, "ms", edit * 1e3, "QTextEdit, plain")

    def page_down() -> None:
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() + view.viewport().height() - 40)
        view.viewport().repaint()

    pages = [processor_seconds(page_down) for _ in range(120)]
    yield Figure("reader.page_down_p95", percentile(pages, 95) * 1e3, "ms", 8, "goal, of processor time")
    top = view.top_position()

    def add(number: int) -> None:
        start = top + rng.randrange(1500)
        view.change_highlights([ReaderHighlight(AnnotationId(9000 + number), start, start + 40)], [])
        view.viewport().repaint()

    adds = [processor_seconds(lambda number=number: add(number)) for number in range(100)]  # type: ignore[misc]
    yield Figure("reader.add_p95", percentile(adds, 95) * 1e3, "ms", 16, "goal for add and paint")
    view.close()
    view.deleteLater()


def _text_edit_seconds(text: str) -> float:
    from PySide6.QtWidgets import QTextEdit

    edit = QTextEdit()
    edit.resize(900, 800)
    edit.show()

    def first_paint() -> None:
        edit.setPlainText(text)
        edit.viewport().repaint()

    seconds = processor_seconds(first_paint)
    edit.close()
    return seconds


def _processor_seconds_of(code: str, *arguments: Path) -> float:
    before = os.times()
    _python(code, *arguments)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def _python(code: str, *arguments: Path) -> str:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    # Compiled modules are kept, as they are on a user's machine; the least of several starts counts.
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
