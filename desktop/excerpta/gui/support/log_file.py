"""The log is a file in the profile: what went wrong, and where in the program; nothing of what is read.

Question: what of an error may be in it? Choice: its kind, and the lines of the program that it came
through; its message only where it has no words of the library. Why: a message may quote a title, a
passage or a note, and a log is what people send to strangers.
"""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "excerpta.log"
_LARGEST = 500_000
_OLDER = 3
_PLAIN = (ImportError, MemoryError, RecursionError, NotImplementedError)
"""Errors whose messages are about the program alone."""


class _WithoutWords(logging.Formatter):
    """Writes errors by their kind and their way through the program."""

    def formatException(self, ei: object) -> str:
        error = ei[1] if isinstance(ei, tuple) else None
        return without_words(error) if isinstance(error, BaseException) else ""

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have kept the whole text of the error in the record.
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept


class _Quiet(RotatingFileHandler):
    """A disk that is full is told to whoever writes to a library, not to the log."""

    def handleError(self, record: logging.LogRecord) -> None:
        pass


def without_words(error: BaseException) -> str:
    """An error and those that led to it: kinds, files, lines and functions, and no text of a library."""
    parts: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        message = f": {one}" if isinstance(one, _PLAIN) else ""
        number = getattr(one, "sqlite_errorname", "") or getattr(one, "errno", "")
        kind = f"{type(one).__name__}{f' ({number})' if number else ''}{message}"
        frames = [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(one.__traceback__)
        ]
        parts.append("\n".join([kind, *frames]))
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\nfrom ".join(parts)


def log_to_file(folder: Path) -> logging.Handler | None:
    """Keep warnings and errors in the profile from now on; None where nothing can be written there."""
    try:
        handler = _Quiet(folder / NAME, maxBytes=_LARGEST, backupCount=_OLDER, encoding="utf-8", delay=True)
    except OSError:
        return None
    handler.setLevel(logging.WARNING)
    handler.setFormatter(_WithoutWords("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    return handler
