"""A figure is one line of the benchmark: a value beside its limit."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement.

    Attributes:
        name: as in the table of goals, `import.text_rate`.
        value, limit: in `unit`; the limit is a goal, or was measured in the same run.
        unit: `ms`, `articles/s`, …
        at_least: whether the value has to reach the limit rather than stay below it.
        limit_is: what the limit stands for, in words.
        is_goal: whether missing the limit is a failure, or only something to know.
        is_more: whether the limit was not reached when it was no longer waited for.
    """

    name: str
    value: float
    unit: str
    limit: float
    limit_is: str
    at_least: bool = False
    is_goal: bool = True
    is_more: bool = False

    @property
    def ratio(self) -> float:
        """Below 1 the goal is met, whichever way the limit runs."""
        return self.limit / self.value if self.at_least else self.value / self.limit


def processor_seconds(work: Callable[[], object]) -> float:
    """The processor time of this process over one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def percentile(values: list[float], part: int) -> float:
    """The value below which `part` per cent of the values lie."""
    return statistics.quantiles(values, n=100)[part - 1]
