"""The pool hands files to children that read them, and ends a child that takes too much.

Question: what is read in the program itself? Choice: plain text of moderate size, everything else in
a child. Why: a thousand short texts a second want no way to another process and back, and the
project's own reader of plain text is Python that looks at every line a fixed number of times;
all other formats pass through native parsers, archives and nested structures.
"""

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from excerpta.core.interchange.found import Found
from excerpta.core.model.errors import ReadingError
from excerpta.core.services.containment import OUT_OF_MEMORY
from excerpta.core.services.reading_child import command
from excerpta.core.services.reading_messages import (
    NonsenseError,
    file_of,
    read_frame,
    write_frame,
)

_SPLIT = "Split it into parts, or save its text alone."
_SAVE_AGAIN = "Open it in the program that made it and save it again, as another format if need be."
_UNPACK = "Unpack it yourself and import what is wanted."
_MOST_FAILURES = 20
_HEADROOM = 1_000_000
_GRACE = 2.0
_FILES_PER_CHILD = 500
"""After so many files a child is replaced, so that what a library does not give back is given back."""


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What one file may take.

    Attributes:
        seconds: of time; a file is given `seconds_per_megabyte` more for its size.
        memory: in bytes, of the child that reads it.
        request, answer: in bytes, of the file, and of all that is made of it.

    """

    seconds: float = 60.0
    seconds_per_megabyte: float = 5.0
    memory: int = 2_000_000_000
    request: int = 200_000_000
    answer: int = 400_000_000

    def seconds_for(self, size: int) -> float:
        """How long a file of so many bytes may be read."""
        return self.seconds + self.seconds_per_megabyte * size / 1_000_000


class ReadingPool:
    """Children that read, as many at a time as `children`; they are started when there is work."""

    def __init__(
        self, limits: ReadingLimits | None = None, *, children: int = 2, program: Sequence[str] = ()
    ) -> None:
        """`program`: how a child is started, where it is not this program itself."""
        self._limits = limits or ReadingLimits()
        self._program = [
            *(program or command()),
            str(self._limits.memory),
            str(self._limits.request + _HEADROOM),
        ]
        self._threads = ThreadPoolExecutor(children, thread_name_prefix="reading")
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._busy: set[_Child] = set()
        self._is_closed = False

    def __enter__(self) -> "ReadingPool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, name: str, data: bytes, page: Path | None = None) -> "Future[list[Found]]":
        """Begin to read a file; what became of it, or of the files inside of it, in their order."""
        return self._threads.submit(self._read, name, data, page)

    def close(self) -> None:
        """End all children at once; what is being read is given up."""
        with self._lock:
            self._is_closed = True
            busy = list(self._busy)
        for child in busy:
            child.kill()
        self._threads.shutdown(cancel_futures=True)
        for child in self._idle:
            child.end()
        self._idle.clear()

    def _read(self, name: str, data: bytes, page: Path | None) -> list[Found]:
        """Read a file; where a child ends over one of those in an archive, another goes on behind it."""
        files: list[Found] = []
        skip: list[str] = []
        header = {
            "name": name,
            "page": "" if page is None else str(page.absolute()),
            "seconds": self._limits.seconds_for(len(data)),
            "skip": skip,
        }
        for _ in range(_MOST_FAILURES):
            outcome = self._ask(header, data)
            files += (file for file in outcome.files if not _begins(file))
            if outcome.failure is None:
                return files
            last = outcome.files[-1] if outcome.files else None
            is_inside = last is not None and _begins(last)
            files.append(Found(last.name if last is not None and is_inside else name, error=outcome.failure))
            if not is_inside:
                return files
            skip += (file.name for file in outcome.files)
        files.append(Found(name, error=ReadingError("The rest of the archive was not looked at.", _UNPACK)))
        return files

    def _ask(self, header: dict[str, Any], data: bytes) -> "_Outcome":
        with self._lock:
            if self._is_closed:
                return _Outcome([])
            child = self._idle.pop() if self._idle else _Child(self._program)
            self._busy.add(child)
        try:
            return child.read(header, data, self._limits.answer)
        finally:
            with self._lock:
                self._busy.discard(child)
                if child.is_fit and not self._is_closed:
                    self._idle.append(child)
                else:
                    child.end()


def _begins(file: Found) -> bool:
    return file.article is None and file.error is None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a child found, and why it could not go on to the end, if so."""

    files: list[Found]
    failure: ReadingError | None = None


class _Child:
    """One process that reads, one file after the other.

    Attributes:
        is_fit: whether another file may be given to it.

    """

    def __init__(self, program: Sequence[str]) -> None:
        windows = sys.platform == "win32"
        self.is_fit = True
        self._files = 0
        self._process = subprocess.Popen(
            program,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # A Ctrl-C at the terminal is for the program, which ends its children itself.
            start_new_session=not windows,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise ValueError("no pipes")
        self._requests, self._answers = self._process.stdin, self._process.stdout

    def read(self, header: dict[str, Any], data: bytes, most: int) -> _Outcome:
        """Have a file read, whose answers may have `most` bytes."""
        files: list[Found] = []
        self._files += 1
        self.is_fit = is_nonsense = False
        with _Watch(header["seconds"] + _GRACE, self.kill) as watch:
            try:
                write_frame(self._requests, header, [data])
                while (frame := read_frame(self._answers, most)) is not None:
                    if frame[0].get("end"):
                        self.is_fit = self._files < _FILES_PER_CHILD
                        return _Outcome(files)
                    most -= sum(map(len, frame[1]))
                    files.append(file_of(frame))
                    watch.restart()
            except NonsenseError:
                is_nonsense = True
            except OSError:
                pass  # it ended before it had taken the file
        is_late = watch.elapsed() >= header["seconds"]
        return _Outcome(files, self._reason(is_late=is_late, is_nonsense=is_nonsense))

    def kill(self) -> None:
        """End the process at once; who waits for it is told by the end of its answers."""
        self._process.kill()

    def end(self) -> None:
        """End the process and forget it."""
        self._process.kill()
        for stream in (self._requests, self._answers):
            with contextlib.suppress(OSError):
                stream.close()
        self._process.wait()

    def _status(self) -> int:
        """How the process ended; its answers may end a little before it does."""
        try:
            return self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _reason(self, *, is_late: bool, is_nonsense: bool) -> ReadingError:
        if is_nonsense:
            return ReadingError("There is more in the file than is taken in at once.", _SPLIT)
        if is_late:
            return ReadingError("Reading the file took too long and was given up.", _SPLIT)
        if self._status() == OUT_OF_MEMORY:
            return ReadingError("Reading the file would take too much memory and was given up.", _SPLIT)
        return ReadingError("The file is damaged in a way that its reader could not bear.", _SAVE_AGAIN)


class _Watch:
    """Calls for help when a file takes too long; a child ends itself in time, unless it no longer can."""

    def __init__(self, seconds: float, call: Callable[[], None]) -> None:
        self._seconds = seconds
        self._call = call
        self._begin()

    def __enter__(self) -> "_Watch":
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()

    def elapsed(self) -> float:
        """Seconds since the last restart."""
        return time.monotonic() - self._started

    def restart(self) -> None:
        """Begin to count anew."""
        self._timer.cancel()
        self._begin()

    def _begin(self) -> None:
        self._started = time.monotonic()
        self._timer = threading.Timer(self._seconds, self._call)
        self._timer.start()
