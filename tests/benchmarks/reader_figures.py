"""Figures of the reader, each case in a process of its own, beside a QTextEdit that does the same."""

import json
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.cases import EXTREMES, GRID, PERSIAN, SIZES, USUAL, Case
from tests.benchmarks.figure import Figure, percentile

OURS, THEIRS = "excerpta", "QTextEdit"
MOST_SECONDS = 60
"""For so long a contestant may work on one case; what it did not come to is shown as `> 60 s`."""

_REPEATED_FOR = 4
_BLOCKED = 50

_MEDIAN, _P95, _MOST = "p50", "p95", "most"

COLUMNS: dict[str, tuple[str, str]] = {
    "first paint": ("first paint", _MEDIAN),
    "page down": ("page down", _MEDIAN),
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
    "reader.first_paint": (Case("articles", SIZES["1 MB"], 5_000), "first paint", 60),
    "reader.page_down_p95": (Case("articles", SIZES["1 MB"], 5_000), "page down p95", 8),
    "reader.page_down_dense_p95": (Case("articles", SIZES["1 MB"], 50_000), "page down p95", 16),
    "reader.page_down_persian_p95": (PERSIAN, "page down p95", 16),
    "reader.width_change": (Case("articles", SIZES["5 MB"], 5_000), "width", 25),
}


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


Outcomes = dict[tuple[Case, str], Outcome]


def reader_figures(_folder: Path, *, full: bool = False) -> Iterator[Figure]:
    """The goals of the reader, then every case beside QTextEdit; the whole grid and all shapes if `full`."""
    outcomes: Outcomes = {}
    cases = (*(GRID if full else USUAL), PERSIAN)
    for case in cases:
        for contestant in (OURS, THEIRS):
            outcomes[case, contestant] = compete(contestant, case)
    for name, (case, column, goal) in _GOALS.items():
        value = outcomes[case, OURS].value(column)
        assert value is not None
        yield Figure(name, value, "ms", goal, "goal, of processor time")
    yield from _beside_each_other(cases, outcomes)
    for case in EXTREMES if full else ():
        yield from _extremes(case)


def _beside_each_other(cases: tuple[Case, ...], outcomes: Outcomes) -> Iterator[Figure]:
    for case in cases:
        for column in COLUMNS:
            ours, theirs = (outcomes[case, one].value(column) for one in (OURS, THEIRS))
            unit = "MB" if COLUMNS[column][0] == "memory" else "ms"
            name = f"reader/{case.name}/{column}"
            if ours is None:
                yield Figure(
                    name, MOST_SECONDS * 1e3, unit, MOST_SECONDS * 1e3, "not done in that time", is_goal=False
                )
            elif theirs is None:
                limit_is = f"{THEIRS}, not done in {MOST_SECONDS} s"
                yield Figure(name, ours, unit, MOST_SECONDS * 1e3, limit_is, is_goal=False, is_more=True)
            else:
                yield Figure(name, ours, unit, theirs, THEIRS, is_goal=False)


def _extremes(case: Case) -> Iterator[Figure]:
    """Extreme shapes: nothing may take longer than the window may be blocked, not even once."""
    outcome = compete(OURS, case)
    for column, (operation, _) in COLUMNS.items():
        values = outcome.seconds.get(operation)
        if operation in ("memory", "find all", "first paint") or column == "page down":
            continue
        most = max(values) * 1e3 if values is not None else MOST_SECONDS * 1e3
        name = f"reader/{case.name}/{column.removesuffix(' p95')}, longest"
        yield Figure(name, most, "ms", _BLOCKED, "what a window may be blocked")


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
    """Give the comparison as a table: a row for each operation, a column for each case; ours / QTextEdit."""
    cells: dict[str, dict[str, str]] = {}
    for figure in figures:
        _, case, column = figure.name.split("/", 2)
        theirs = f"> {figure.limit / 1e3:.0f} s" if figure.is_more else _number(figure.limit)
        both = f"{_number(figure.value)} / {theirs}" if not figure.is_goal else _number(figure.value)
        cells.setdefault(column, {})[case] = both
    cases = list(dict.fromkeys(case for row in cells.values() for case in row))
    yield f"| ms, Excerpta / {THEIRS} | {' | '.join(cases)} |"
    yield "|---|" + "---|" * len(cases)
    for column, row in cells.items():
        yield f"| {column} | {' | '.join(row.get(case, '') for case in cases)} |"


def _number(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"
