"""Figures of the margin: what it adds to turning a page over where every line has highlights."""

import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figure import Figure, percentile, processor_seconds
from tests.benchmarks.generate import Sketch, library_of_sketches

NAMES = ("margin.",)
"""How the names of these figures begin."""

_CROWDED = Sketch(1_000_000, 50_000)
"""Some eighty highlights a page, each with two tags and every fourth with a note."""

_PAGES = 60
_PASSES = 3


def margin_figures(folder: Path) -> Iterator[Figure]:
    """The same pages turned over with and without the margin, in the real window; what it adds to each."""
    from PySide6.QtWidgets import QApplication

    from excerpta.gui.bootstrap.application import Application
    from excerpta.gui.support.profile import Profile

    path = folder / "crowded.excerpta"
    library_of_sketches(path, (_CROWDED,)).close()
    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    application = Application(qt, Profile(folder / "profile"))
    application.open_first(path)
    try:
        yield _page_down(qt, application.window)
    finally:
        assert application.window is not None
        application.window.close()
        application.retire()


def _page_down(qt: object, window: object) -> Figure:
    def settle() -> None:
        while window.session.background.is_busy():
            qt.processEvents()
        for _ in range(3):
            qt.processEvents()

    settle()
    window.open_document(window.library_pane.model.ids[0])
    settle()
    reader, margin = window.pane.reader, window.pane.margin
    bar, page = reader.verticalScrollBar(), reader.viewport().height() - 40

    def turn() -> None:
        bar.setValue(bar.value() + page)
        qt.processEvents()

    def seconds_of_pages() -> list[float]:
        bar.setValue(0)
        settle()
        return [processor_seconds(turn) for _ in range(_PAGES)]

    seconds_of_pages()  # so that all are laid out
    assert len(margin.shown()) > 3
    having = [seconds_of_pages() for _ in range(_PASSES)]
    reader.viewport_changed.disconnect(margin.arrange)
    margin.hide()
    lacking = [seconds_of_pages() for _ in range(_PASSES)]
    added = [
        statistics.median(passes) - statistics.median(others)
        for passes, others in zip(zip(*having, strict=True), zip(*lacking, strict=True), strict=True)
    ]
    return Figure("margin.page_down_p95", percentile(added, 95) * 1e3, "ms", 3, "goal, added to a page down")
