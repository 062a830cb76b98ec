"""The child process that reads files for the program: it can do nothing else, and may die at it.

It is started as the program's hidden verb, takes requests from standard input until that ends, and
answers on standard output. Both belong to the program alone: what a library prints goes nowhere.
"""

import faulthandler
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from excerpta.core.interchange.found import Found, unforeseen
from excerpta.core.model.errors import ReadingError
from excerpta.core.services.containment import OUT_OF_MEMORY, contain
from excerpta.core.services.reading_messages import NonsenseError, frame_of, read_frame, write_frame

Reads = Callable[[str, bytes, Path | None, frozenset[str]], Iterable[Found]]


def main(arguments: list[str]) -> int:
    """Serve until standard input ends; `arguments` are the limits in bytes."""
    memory, request = map(int, arguments)
    requests, answers, nowhere = _own_streams()
    contain(memory)
    from excerpta.core.services.describing import read_files

    return serve(requests, answers, nowhere, read_files, request)


def _own_streams() -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
    """Standard input and output for the protocol alone, and a place where nothing is kept."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    return requests, answers, os.fdopen(nowhere, "wb", buffering=0)


def serve(requests: IO[bytes], answers: IO[bytes], nowhere: IO[bytes], read: Reads, most: int) -> int:
    """Answer every request with the files that it holds and an end; the exit status of the process."""
    try:
        while (frame := read_frame(requests, most)) is not None:
            header, (data,) = frame
            # Ends the process by itself, without Python's leave, and even if nobody waits for it any more.
            seconds = header["seconds"]
            faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
            for file in _guarded(read, data, header):
                write_frame(answers, *frame_of(file))
                faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
            write_frame(answers, {"end": True})
            faulthandler.cancel_dump_traceback_later()
    except MemoryError:
        return OUT_OF_MEMORY
    except (NonsenseError, BrokenPipeError, KeyboardInterrupt):
        pass
    return 0


def _guarded(read: Reads, data: bytes, header: dict[str, Any]) -> Iterable[Found]:
    """What was read; a file that its reader was not made for costs one sentence."""
    name, page = header["name"], header["page"]
    try:
        yield from read(name, data, Path(page) if page else None, frozenset(header["skip"]))
    except ReadingError as error:
        yield Found(name, error=error)
    except MemoryError:
        raise
    except Exception as error:  # whatever a damaged file may do to a library
        yield Found(name, error=unforeseen(error))


def command() -> list[str]:
    """How this program starts itself as a child; a frozen program is its own interpreter."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--read-for-parent"]  # as __main__ knows it
    # Without -P the folder that one happens to work in could stand in for any library.
    root = Path(__file__).resolve().parents[3]
    start = (
        f"import sys; sys.path.append({str(root)!r}); import {__name__} as m; sys.exit(m.main(sys.argv[1:]))"
    )
    return [sys.executable, "-P", "-c", start]
