"""How long a window does not answer: the longest time between two turns of its event loop."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QApplication

_PAUSE = 0.001


def longest_block(
    qt: QApplication, work: Callable[[], object], is_done: Callable[[], bool], *, most: float = 60
) -> float:
    """Start some work and turn the event loop until it is done; give the longest turn in seconds.

    A turn counts by the clock or by the processor time of the whole process, whichever is less: the
    first says too much while other programs are busy, the second while threads work beside each other.

    Raises:
        TimeoutError: it was not done within `most` seconds.
    """
    deadline = time.monotonic() + most
    longest = _seconds_of(work)
    while not is_done():
        longest = max(longest, _seconds_of(partial(_turn, qt)) - _PAUSE)
        if time.monotonic() > deadline:
            raise TimeoutError(f"not done within {most} s")
    return longest


def _turn(qt: QApplication) -> None:
    """Do what waits to be done; a thread that lets nobody else work keeps the pause from ending."""
    qt.processEvents()
    time.sleep(_PAUSE)


def _seconds_of(work: Callable[[], object]) -> float:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return min(time.perf_counter() - wall, time.process_time() - processor)
