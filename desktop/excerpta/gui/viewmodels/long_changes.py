"""Long changes: verbs on so many rows that a window would wait are done in the background, one by one."""

import threading
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import CancelledError, UserError
from excerpta.core.store.library import Library
from excerpta.gui.support.background import Background
from excerpta.gui.support.collecting import uncollected

_KEY = "long change"

Verb = Callable[[], Changes]
Then = Callable[[Changes], None]


class LongChanges(QObject):
    """The change that is being made in the background, and what waits until it is done.

    Question: what becomes of a verb that comes meanwhile? Choice: it is refused, but what was typed
    waits. Why: the screen shows highlights that may be gone in a moment, and a key pressed twice shall
    not do something to them twice; a note has nobody who would press a key again.

    Signals:
        began: what is being done, as a sentence.
        ended: it is done, was stopped or could not be done; told before anything that follows from it.
        stopped: the user had it stopped, and nothing was changed.
        refused: a verb came meanwhile and was not done: what is still being done.
    """

    began = Signal(str)
    ended = Signal()
    stopped = Signal()
    refused = Signal(str)

    def __init__(self, library: Library, background: Background, announce: Then) -> None:
        super().__init__(background)
        self._library = library
        self._background = background
        self._announce = announce
        self._saying = ""
        self._stop = threading.Event()
        self._waiting: deque[Callable[[], object]] = deque()

    def is_going_on(self) -> bool:
        """Whether one is being made."""
        return bool(self._saying)

    def begin(self, verb: Verb, saying: str, then: Then) -> None:
        """Do a verb in the background; `then` is given what it altered, if that was anything."""
        if self.refuses():
            return
        self._saying = saying
        self._stop = stop = threading.Event()
        self.began.emit(saying)

        def work(_: object) -> Changes | Exception:
            try:
                # Not when the window is closed: what the user has asked for is done to its end.
                with uncollected(), self._library.stoppable(stop.is_set):
                    return verb()
            except Exception as error:  # told, or raised again, in the window's thread
                return error

        def done(found: Changes | Exception) -> None:
            self._end()
            if isinstance(found, Exception):
                self._fail(found)
            elif found:
                self._announce(found)
                then(found)
            self._go_on()

        self._background.start(_KEY, work, done)

    def refuses(self) -> bool:
        """Whether a verb cannot be done now; if so it is told."""
        if self._saying:
            self.refused.emit(self._saying)
        return bool(self._saying)

    def wait_for(self, work: Callable[[], object]) -> None:
        """Do something as soon as no long change is being made: now, or after it."""
        if self._saying:
            self._waiting.append(work)
        else:
            work()

    def stop(self) -> None:
        """Ask for the change to stop, with nothing altered."""
        self._stop.set()

    def finish(self) -> None:
        """Do what waits: the background has ended."""
        self._saying = ""
        self._go_on()

    def _end(self) -> None:
        self._saying = ""
        self.ended.emit()

    def _go_on(self) -> None:
        while self._waiting and not self._saying:
            self._waiting.popleft()()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            self.stopped.emit()
        elif isinstance(error, UserError):
            self._background.failed.emit(error.sentence, error.advice)
        else:
            self._background.broke.emit(error)
