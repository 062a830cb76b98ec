"""Long work runs in threads; its results come back in the window's thread, unless overtaken meanwhile."""

import logging
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from excerpta.core.model.errors import CancelledError, UserError

_LOG = logging.getLogger(__name__)
_THREADS = 4
"""An import and an export may run while one searches and counts."""

_TURN = 0.001
"""Seconds that a thread goes on while the window waits. Python's own 5 ms add up to 80 for one paint."""


class Task:
    """One piece of work as the thread that does it sees it."""

    def __init__(self, report: Callable[["Task", tuple[Any, ...]], None]) -> None:
        self._stop = threading.Event()
        self._report = report

    def cancelled(self) -> bool:
        """Whether the work is no longer wanted; to be asked often."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._stop.set()

    def progress(self, *what: object) -> None:
        """Tell the window how far the work is."""
        self._report(self, what)


class Background(QObject):
    """Work in threads under keys: a later start with the same key overtakes the earlier one.

    Signals:
        failed: sentence and advice of a `UserError` that no one else took.
        broke: the exception of a bug.
    """

    failed = Signal(str, str)
    broke = Signal(object)
    _finished = Signal(object, object)
    _progressed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN)
        self._pool = ThreadPoolExecutor(max_workers=_THREADS, thread_name_prefix="excerpta")
        self._tasks: dict[str, Task] = {}
        self._takers: dict[Task, tuple[Callable[[Any], None], Callable[[UserError], None] | None]] = {}
        self._watchers: dict[Task, Callable[..., None]] = {}
        self._is_closed = False
        self._finished.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        key: str,
        work: Callable[[Task], Any],
        done: Callable[[Any], None],
        *,
        failed: Callable[[UserError], None] | None = None,
        on_progress: Callable[..., None] | None = None,
    ) -> Task:
        """Do `work` in a thread and hand its result to `done` in the window's thread."""
        self.cancel(key)
        task = Task(lambda task, what: self._progressed.emit(task, what))
        if self._is_closed:
            return task  # a timer that was running when the window closed
        self._tasks[key] = task
        self._takers[task] = (done, failed)
        if on_progress:
            self._watchers[task] = on_progress
        future = self._pool.submit(work, task)
        future.add_done_callback(lambda future: self._finished.emit(task, future))
        return task

    def cancel(self, key: str) -> None:
        """Ask work to stop and forget its result."""
        task = self._tasks.pop(key, None)
        if task:
            task.cancel()

    def stop(self, key: str) -> None:
        """Ask work to stop, but still take the result that it then has."""
        if key in self._tasks:
            self._tasks[key].cancel()

    def is_under_way(self, key: str) -> bool:
        """Whether the result of work under a key is still to come."""
        return key in self._tasks

    def is_busy(self) -> bool:
        """Whether any result is still to come."""
        return bool(self._takers)

    def close(self) -> None:
        """Stop everything and wait for the threads to end; what is started later is not done."""
        self._is_closed = True
        for key in list(self._tasks):
            self.cancel(key)
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._takers.clear()
        self._watchers.clear()

    @Slot(object, object)
    def _take(self, task: Task, future: "Future[Any]") -> None:
        done, failed = self._takers.pop(task, (None, None))
        self._watchers.pop(task, None)
        if done is None or task not in self._tasks.values():
            return
        self._tasks = {key: other for key, other in self._tasks.items() if other is not task}
        error = future.exception()
        if error is None:
            done(future.result())
        elif isinstance(error, CancelledError) and not failed:
            return
        elif isinstance(error, UserError):
            if failed:
                failed(error)
            else:
                self.failed.emit(error.sentence, error.advice)
        else:
            _LOG.error("background work broke", exc_info=error)
            self.broke.emit(error)

    @Slot(object, object)
    def _tell(self, task: Task, what: tuple[Any, ...]) -> None:
        watcher = self._watchers.get(task)
        if watcher and task in self._tasks.values():
            watcher(*what)
