"""Figures of whole tasks in the real window: how long it does not answer, and what a highlight costs."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.blocking import longest_block
from tests.benchmarks.figure import Figure, percentile, processor_seconds
from tests.benchmarks.generate import Sketch, library_of_sketches

NAMES = ("reader.open_blocks", "window.", "annotate.add")
"""How the names of these figures begin."""

_BLOCKED = 50
_SKETCHES = (Sketch(4_000, 10), Sketch(1_000_000, 5_000), Sketch(20_000_000, 50_000))
_SMALL, _MIDDLE, _LARGE = range(3)


def opening_figures(folder: Path) -> Iterator[Figure]:
    """A document of 20 MB with 50,000 highlights in the real window."""
    from PySide6.QtWidgets import QApplication

    from excerpta.gui.bootstrap.application import Application
    from excerpta.gui.support.profile import Profile

    path = folder / "large.excerpta"
    library_of_sketches(path, _SKETCHES).close()
    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    application = Application(qt, Profile(folder / "profile"))
    application.open_first(path)
    task = _Task(qt, application)
    try:
        yield from _task_figures(task)
    finally:
        assert application.window is not None
        application.window.close()
        application.retire()


class _Task:
    """The window under measurement."""

    def __init__(self, qt: object, application: object) -> None:
        self.qt = qt
        self.window = application.window
        self.reader = self.window.pane.reader
        self.session = self.window.session
        self.documents = sorted(self.window.library_pane.model.ids)
        self.settle()

    def is_idle(self) -> bool:
        """Whether nothing is going on in the background."""
        return not self.session.background.is_busy()

    def settle(self) -> None:
        """Turn the event loop until nothing goes on any more."""
        longest_block(self.qt, lambda: None, self.is_idle)
        for _ in range(3):
            self.qt.processEvents()

    def block_of(self, work: Callable[[], object], is_done: Callable[[], bool] = lambda: True) -> float:
        """Give the longest block in milliseconds of some work and of what follows from it."""
        found = longest_block(self.qt, work, lambda: is_done() and self.is_idle())
        painted = [longest_block(self.qt, self.qt.processEvents, self.is_idle) for _ in range(3)]
        return max(found, *painted) * 1e3

    def open(self, number: int) -> float:
        """Open a document; give the longest block in milliseconds."""
        document = self.documents[number]

        def is_shown() -> bool:
            known = self.window.reading.document
            return known is not None and known.id == document

        return self.block_of(lambda: self.window.open_document(document), is_shown)


def _task_figures(task: _Task) -> Iterator[Figure]:
    opened = []
    for _ in range(3):
        task.open(_SMALL)
        opened.append(task.open(_LARGE))
    yield Figure("reader.open_blocks", max(opened), "ms", _BLOCKED, "what a window may be blocked")
    yield from _blocks(task)
    task.open(_MIDDLE)
    add = percentile(list(_adds(task)), 95) * 1e3
    yield Figure("annotate.add_p95", add, "ms", 16, "goal, 5,000 highlights, durable and painted")
    task.open(_LARGE)
    add = percentile(list(_adds(task)), 95) * 1e3
    yield Figure("annotate.add_large_p95", add, "ms", 16, "goal, 50,000 highlights, 20 MB")


def _adds(task: _Task) -> Iterator[float]:
    """The processor seconds of each of some highlights with two tags, until the window is painted."""
    from excerpta.core.services import annotating

    rng = random.Random(5)
    window, session, reader = task.window, task.session, task.reader
    document = window.reading.document.id
    tags = [tag.id for tag in window.tags.tree][-2:]
    task.block_of(lambda: reader.verticalScrollBar().setValue(40_000))
    top = reader.top_position()
    for _ in range(100):
        start = top + rng.randrange(1200)

        def add(start: int = start) -> None:
            session.perform(
                lambda: annotating.add_highlight(session.library, document, start, start + 40, tags=tags)
            )
            for _ in range(3):
                task.qt.processEvents()

        yield processor_seconds(add)
        task.settle()


def _blocks(task: _Task) -> Iterator[Figure]:
    from excerpta.gui.widgets.find_bar import FindQuery
    from excerpta.gui.widgets.reader.type_settings import TypeSettings

    window, reader = task.window, task.reader
    bar = reader.verticalScrollBar()

    def longest(name: str, *works: Callable[[], object]) -> Figure:
        found = max(task.block_of(work) for work in works)
        return Figure(f"window.{name}", found, "ms", _BLOCKED, "what a window may be blocked")

    page = reader.viewport().height() - 40
    yield longest("page_down", *([lambda: bar.setValue(bar.value() + page)] * 60))
    yield longest("width", *(lambda w=w: window.resize(w, 900) for w in (1300, 1000, 1440)))
    yield longest("type_size", *(lambda s=s: reader.set_type(TypeSettings(size=s)) for s in (19, 15, 17)))
    yield longest(
        "jump_to_end", lambda: bar.setValue(bar.maximum() // 2), lambda: bar.setValue(bar.maximum())
    )
    yield longest("add_remove", *_changes(task))
    yield longest("mark_all", *_marks_over_all(task))
    window.find_words()
    task.settle()
    yield longest("find_all", lambda: window.pane.find_bar.query_changed.emit(FindQuery("talk")))
    window.pane.find_bar.closed.emit()
    yield longest("reload", window.reload)
    yield from _bulk_blocks(task)


def _bulk_blocks(task: _Task) -> Iterator[Figure]:
    """Change all 50,000 highlights of the document that is shown, and as many as are done at once."""
    from excerpta.core.model.annotation import Colour
    from excerpta.core.services import annotating, history

    window, session = task.window, task.session
    library = session.library
    document = window.reading.document.id
    place = "SELECT id FROM annotation WHERE document_id = ? ORDER BY start, end, id"
    every = [row[0] for row in library.connection.execute(place, (document,))]
    tag = [tag.id for tag in window.tags.tree][-1]
    verbs = {
        "recolour": lambda ids: annotating.recolour_highlights(library, ids, Colour.RED),
        "tag": lambda ids: annotating.tag_highlights(library, ids, [tag]),
        "delete": lambda ids: annotating.delete_highlights(library, ids),
    }
    for number in (history.HEAVY, len(every)):
        ids = every[-number:]
        which = "all" if number == len(every) else str(number)
        for name, verb in verbs.items():
            works = {
                f"{name}_{which}": lambda v=verb, i=ids: session.perform_on(len(i), lambda: v(i), "…", bool),
                f"undo_{name}_{which}": window.undoing.undo,
                f"redo_{name}_{which}": window.undoing.redo,
                f"undo_again_{name}_{which}": window.undoing.undo,
            }
            for full_name, work in works.items():
                found = task.block_of(work)
                if "again" not in full_name:
                    yield Figure(f"window.{full_name}", found, "ms", _BLOCKED, "what a window may be blocked")


def _changes(task: _Task) -> Iterator[Callable[[], object]]:
    from excerpta.core.services import annotating

    session = task.session
    document = task.window.reading.document.id
    top = task.reader.top_position()
    for number in range(20):
        start = top + number * 40

        def add(start: int = start) -> None:
            session.perform(lambda: annotating.add_highlight(session.library, document, start, start + 30))

        yield add
        yield session.undo


def _marks_over_all(task: _Task) -> Iterator[Callable[[], object]]:
    """A highlight over the whole text, which is chosen and taken back."""
    from excerpta.core.services import annotating

    session, reader = task.session, task.reader
    document = task.window.reading.document.id
    length = len(reader.page.source.text)
    yield lambda: session.perform(lambda: annotating.add_highlight(session.library, document, 0, length))
    yield lambda: reader.set_current_highlight(reader.highlights_at(length // 2)[-1])
    yield session.undo
