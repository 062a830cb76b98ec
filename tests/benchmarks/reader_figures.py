"""Figures of the reader, each case in a process of its own, beside a QTextEdit that does the same."""

import json
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.cases import ARTICLES, EXTREMES, GRID, PERSIAN, SIZES, USUAL, Case
from tests.benchmarks.figure import Figure, percentile

OURS, THEIRS = "excerpta", "QTextEdit"
MOST_SECONDS = 60
"""For so long a contestant may work on one case; what it did not come to is shown as `> 60 s`.

So the whole of it comes to an end on any machine, in a few minutes on one that is not busy.
"""

_REPEATED_FOR = 1.5

_MEDIAN, _P95, _MOST = "p50", "p95", "most"

COLUMNS: dict[str, tuple[str, str]] = {
    "first paint": ("first paint", _MEDIAN),
    "page down p50": ("page down", _MEDIAN),
    "page down p95": ("page down", _P95),
    "wheel p95": ("wheel", _P95),
    "width": ("width", _MOST),
    "type size": ("type size", _MOST),
    "jump to 90 %": ("jump to 90 %", _MEDIAN),
    "jump to the end": ("jump to the end", _MEDIAN),
    "add p95": ("add", _P95),
    "remove p95": ("remove", _P95),
    "resize p95": ("resize", _P95),
    "find all": ("find all", _MEDIAN),
    "memory, MB": ("memory", _MEDIAN),
}
"""What is shown of a case: the operation, and which of its repetitions."""

_GOALS: dict[str, tuple[Case, str, float]] = {
    "reader.first_paint": (Case(ARTICLES, SIZES["1 MB"], 5_000), "first paint", 60),
    "reader.page_down_p95": (Case(ARTICLES, SIZES["1 MB"], 5_000), "page down p95", 8),
    "reader.page_down_dense_p95": (Case(ARTICLES, SIZES["1 MB"], 50_000), "page down p95", 16),
    "reader.page_down_persian_p95": (PERSIAN, "page down p95", 16),
    "reader.width_change": (Case(ARTICLES, SIZES["5 MB"], 5_000), "width", 25),
}

NAMES = (*_GOALS, "reader/")
"""How the names of the figures of ordinary documents begin."""

SHAPE = "reader.shape."
"""How those of the figures of extreme ones begin."""

_FIRST_PAINT, _PAGE_DOWN, _BLOCKED = 60, 16, 50
_AT_ONCE = ("wheel", "width", "type size", "jump to 90 %", "jump to the end", "add", "resize", "remove")
"""What is never to block the window; finding is not among it, as the window does that in pieces."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one contestant did with one case.

    Attributes:
        seconds: of each operation that it came to.
        came_to_an_end: whether it came to all of them.

    """

    seconds: dict[str, list[float]]
    came_to_an_end: bool

    def value(self, column: str) -> float | None:
        """Give a column of `COLUMNS`, in milliseconds or megabytes; None for what it did not come to."""
        operation, which = COLUMNS[column]
        values = self.seconds.get(operation)
        if values is None:
            return None
        if operation == "memory":
            return values[0]
        if which == _MOST:
            return max(values) * 1e3
        if which == _P95:
            return (percentile(values, 95) if len(values) >= 20 else max(values)) * 1e3
        return statistics.median(values) * 1e3

    def longest(self, operations: tuple[str, ...]) -> tuple[float, str]:
        """Give the milliseconds of the longest repetition of some operations, and which one that was."""
        if not self.came_to_an_end:
            return MOST_SECONDS * 1e3, "not all done"
        return max((max(self.seconds[one]) * 1e3, one) for one in operations)


Outcomes = dict[tuple[Case, str], Outcome]


def reader_figures(_folder: Path, *, full: bool = False) -> Iterator[Figure]:
    """Ordinary documents beside QTextEdit, the whole grid of them if `full`; then the goals of the reader."""
    outcomes: Outcomes = {}
    for case in (*(GRID if full else USUAL), PERSIAN):
        for contestant in (OURS, THEIRS):
            outcomes[case, contestant] = compete(contestant, case)
        yield from _beside_each_other(case, outcomes)
    for name, (case, column, goal) in _GOALS.items():
        value = outcomes[case, OURS].value(column)
        yield Figure(name, MOST_SECONDS * 1e3 if value is None else value, "ms", goal, "goal, processor time")


def _beside_each_other(case: Case, outcomes: Outcomes) -> Iterator[Figure]:
    most = MOST_SECONDS * 1e3
    for column in COLUMNS:
        ours, theirs = (outcomes[case, one].value(column) for one in (OURS, THEIRS))
        unit = "MB" if COLUMNS[column][0] == "memory" else "ms"
        name = f"reader/{case.highlights:,}/{case.name}/{column}"
        if ours is None:
            yield Figure(name, most, unit, most, "not done in that time", is_goal=False)
        elif theirs is None:
            limit_is = f"{THEIRS}, not done in {MOST_SECONDS} s"
            yield Figure(name, ours, unit, most, limit_is, is_goal=False, is_more=True)
        else:
            yield Figure(name, ours, unit, theirs, THEIRS, is_goal=False)


def shape_figures(_folder: Path) -> Iterator[Figure]:
    """Extreme shapes: each is to open, to be turned over and to be changed like any other document."""
    for case in EXTREMES:
        outcome, name = compete(OURS, case), SHAPE + case.shape
        first, page = outcome.value("first paint"), outcome.value("page down p95")
        never = MOST_SECONDS * 1e3
        yield Figure(f"{name}.first_paint", never if first is None else first, "ms", _FIRST_PAINT, case.name)
        yield Figure(f"{name}.page_down_p95", never if page is None else page, "ms", _PAGE_DOWN, case.name)
        most, slowest = outcome.longest(_AT_ONCE)
        yield Figure(f"{name}.longest", most, "ms", _BLOCKED, f"{case.name}: {slowest}")


def compete(contestant: str, case: Case) -> Outcome:
    """Have a contestant do all that it comes to in `MOST_SECONDS`."""
    child = Path(__file__).with_name("contest.py")
    arguments = [contestant, case.shape, case.length, case.highlights, _REPEATED_FOR]
    command = [sys.executable, str(child), *map(str, arguments)]
    seconds: dict[str, list[float]] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        stop = threading.Timer(MOST_SECONDS, process.kill)
        stop.start()
        try:
            for line in process.stdout or ():
                operation, values = json.loads(line)
                seconds[operation] = values
        finally:
            stop.cancel()
    ended_early = process.returncode != 0
    if ended_early and process.returncode > 0:
        raise RuntimeError(f"{contestant} broke on “{case.name}” after {list(seconds)}")
    return Outcome(seconds, not ended_early)


def as_markdown(figures: list[Figure]) -> Iterator[str]:
    """Give the comparison as tables, one for each number of highlights, then the extreme shapes as one.

    A row is an operation and a column a case, in milliseconds, ours / those of QTextEdit.
    """
    tables: dict[str, dict[str, dict[str, str]]] = {}
    for figure in figures:
        if not figure.name.startswith(SHAPE):
            _, count, case, column = figure.name.split("/", 3)
            rows = tables.setdefault(count, {})
            rows.setdefault(column, {})[case] = _both(figure)
    for count, rows in tables.items():
        cases = list(dict.fromkeys(case for row in rows.values() for case in row))
        yield from ("", f"| {count} highlights | {' | '.join(cases)} |", "|---|" + "---|" * len(cases))
        for column, row in rows.items():
            yield f"| {column} | {' | '.join(row.get(case, '') for case in cases)} |"
    yield from _shapes_as_markdown([figure for figure in figures if figure.name.startswith(SHAPE)])


def _shapes_as_markdown(figures: list[Figure]) -> Iterator[str]:
    if figures:
        yield from (
            "",
            "| shape | first paint | page down p95 | the longest of all else |",
            "|---|---|---|---|",
        )
    for first, page, most in zip(*[iter(figures)] * 3, strict=True):
        what, slowest = most.limit_is.split(": ")
        name = first.name.removeprefix(SHAPE).split(".")[0]
        values = f"{_number(first.value)} | {_number(page.value)} | {_number(most.value)}, {slowest}"
        yield f"| `{name}`: {what} | {values} |"


def _both(figure: Figure) -> str:
    theirs = f"> {figure.limit / 1e3:.0f} s" if figure.is_more else _number(figure.limit)
    return f"{_number(figure.value)} / {theirs}"


def _number(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"
