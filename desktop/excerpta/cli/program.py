"""The program's frame round a verb: where its output goes, and how its errors are told."""

import argparse
import io
import os
import sys
import traceback
from collections.abc import Sequence
from typing import TextIO

from excerpta.cli.grammar import understand
from excerpta.cli.output import Status, complain, point_at
from excerpta.core.model.errors import QueryError, UserError


def run(argv: Sequence[str]) -> int:
    """Understand the arguments and do the verb; never a trace, unless it is asked for."""
    out = _utf8(sys.stdout)
    given: argparse.Namespace | None = None
    try:
        given = understand(argv)
        status = int(given.verb(given, out))
        out.flush()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else Status.USAGE
    except UserError as error:
        complain(error.sentence, error.advice)
        asked = getattr(given, "query", None)
        if isinstance(error, QueryError) and isinstance(asked, str):
            point_at(asked, error.start, error.end)
        return Status.PARTLY
    except KeyboardInterrupt:
        complain("Stopped. What was done before stays.")
        return Status.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more is to be said to them.
        _drop_output()
        return Status.PARTLY
    except OSError as error:
        complain(f"This could not be finished: {error.strerror or error}.", "What was done before stays.")
        _drop_output()
        return Status.PARTLY
    except Exception as error:
        _tell_of_fault(error, trace=given is not None and given.debug)
        return Status.PARTLY
    return status


def _tell_of_fault(error: Exception, *, trace: bool) -> None:
    """A fault of the program itself, or of a file that it did not know to be damaged."""
    complain(
        f"Something went wrong that was not foreseen ({type(error).__name__}: {error}).",
        "What was done before stays; `check` looks whether the library is sound, --debug shows where it was.",
    )
    if trace:
        traceback.print_exception(error)


def _utf8(stream: TextIO | None) -> TextIO:
    """Standard output as UTF-8 on every system; when it is closed the verb is done all the same."""
    if stream is None:
        return io.StringIO()
    if isinstance(stream, io.TextIOWrapper):
        # What is no UTF-8 in the name of a file becomes \udcff, which JSON reads back as the same name.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream


def _drop_output() -> None:
    """Send what is still to be written nowhere, so that the interpreter does not complain at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
