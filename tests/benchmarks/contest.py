"""Measures one contestant with one case in a process of its own; prints each operation when it is done.

Usage: contest.py CONTESTANT SHAPE LENGTH HIGHLIGHTS SECONDS. A line is JSON, `[operation, [seconds, …]]`;
`memory` is in MB. No operation is repeated for longer than SECONDS altogether.
"""

import gc
import json
import os
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from tests.benchmarks.cases import Case, make
from tests.benchmarks.contestants import CONTESTANTS, TYPE_SIZE, Contestant, Paints, turn_wheel
from tests.benchmarks.figure import processor_seconds

from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.typography import Typography

_TURNS = 120
_CHANGES = 100
_WIDTHS = (-40, -120, -80, 0)
_SIZES = (19, 15, 21, TYPE_SIZE)


class Contest:
    """A contestant under measurement.

    Attributes:
        contestant: what is measured.
        most: for how many seconds one operation is repeated.

    """

    def __init__(self, qt: QApplication, contestant: Contestant, most: float) -> None:
        self._qt = qt
        self.contestant = contestant
        self.most = most
        self._paints = Paints(contestant.widget)

    def time(self, work: Callable[[], object], *, painted: bool = True) -> float:
        """Give the processor seconds of some work until everything that it set off is done."""
        before = self._paints.count

        def whole() -> None:
            work()
            self._qt.processEvents()

        seconds = processor_seconds(whole)
        assert not painted or self._paints.count > before, "nothing was painted"
        return seconds

    def repeat(self, works: Iterator[Callable[[], object]], *, painted: bool = True) -> list[float]:
        """Give the seconds of each of some works, of at least three, but no longer than `most`."""
        seconds: list[float] = []
        for work in works:
            seconds.append(self.time(work, painted=painted))
            if len(seconds) >= 3 and sum(seconds) > self.most:
                break
        return seconds


def operations(contest: Contest, case: Case) -> Iterator[tuple[str, list[float]]]:
    """Do and measure everything that is done in a reader, in the order of a reading."""
    one, widget = contest.contestant, contest.contestant.widget
    subject = make(case)
    gc.collect()
    gc.freeze()  # what the case is made of is no burden of the reader's
    before = resident_megabytes()
    yield "first paint", [contest.time(lambda: one.show(subject))]
    bar = widget.verticalScrollBar()
    page = widget.viewport().height() - 40
    # A document shorter than the window has nothing to scroll; a move past the end paints nothing.
    short = bar.maximum() < 2 * page
    turn = (lambda: bar.setValue(bar.value() + page)) if not short else widget.viewport().update
    yield "page down", contest.repeat((turn for _ in range(_TURNS)), painted=False)
    yield "memory", [resident_megabytes() - before]

    def home() -> None:
        """Go to where the work is done: in the crowd if there is one, else in the midst of the text."""
        bar.setValue(0 if subject.is_crowd else bar.maximum() // 2)
        QApplication.processEvents()

    home()
    yield "wheel", contest.repeat((lambda: turn_wheel(widget, 1) for _ in range(_TURNS)), painted=False)
    home()
    measure = Typography().measure
    yield "width", contest.repeat((lambda w=w: one.set_width(measure + w)) for w in _WIDTHS)  # type: ignore[misc]
    yield "type size", contest.repeat((lambda s=s: one.set_type_size(s)) for s in _SIZES)  # type: ignore[misc]
    yield "jump to 90 %", [contest.time(lambda: bar.setValue(bar.maximum() * 9 // 10), painted=not short)]
    if subject.is_crowd:
        home()
    yield from _changes(contest, len(subject.text))
    yield "find all", [contest.time(lambda: one.find_all("peace"), painted=False)]
    yield "jump to the end", [contest.time(lambda: bar.setValue(bar.maximum()), painted=False)]


def _changes(contest: Contest, length: int) -> Iterator[tuple[str, list[float]]]:
    rng = random.Random(5)
    one = contest.contestant
    top = min(one.top(), max(0, length - 1700))
    made = []
    for number in range(_CHANGES):
        start = top + rng.randrange(max(1, min(1500, length - top - 80)))
        made.append(ReaderHighlight(AnnotationId(900_000 + number), start, min(start + 40, length)))
    longer = [replace(highlight, end=min(highlight.end + 9, length)) for highlight in made]

    def resize(old: ReaderHighlight, new: ReaderHighlight) -> None:
        one.remove(old)
        one.add(new)

    yield "add", contest.repeat((lambda h=h: one.add(h)) for h in made)  # type: ignore[misc]
    pairs = zip(made, longer, strict=True)
    yield "resize", contest.repeat((lambda a=a, b=b: resize(a, b)) for a, b in pairs)  # type: ignore[misc]
    yield "remove", contest.repeat((lambda h=h: one.remove(h)) for h in longer)  # type: ignore[misc]


def resident_megabytes() -> float:
    """Give the memory of this process; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def main() -> None:
    """Measure what the command line names."""
    contestant, shape, length, highlights, seconds = sys.argv[1:]
    qt = QApplication([])
    contest = Contest(qt, CONTESTANTS[contestant](), float(seconds))
    qt.processEvents()
    for operation, values in operations(contest, Case(shape, int(length), int(highlights))):
        print(json.dumps([operation, values]), flush=True)


if __name__ == "__main__":
    main()
