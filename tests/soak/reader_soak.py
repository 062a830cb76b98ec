"""A soak is a long random walk in the real window: every verb, every script, no pause, all of it watched.

`dev.py soak --minutes 30 --seed 7` walks; without a seed it takes a new one and says which. A walk is
made of rounds: a window is opened, so many moves are made in it, it is closed in the middle of whatever
it does and opened again; then everything is undone, done again and undone, and must be what it was.
A wrong thing is told with its seed, its round and the moves that led there, and ends the walk.
"""

import argparse
import ctypes
import faulthandler
import gc
import itertools
import logging
import os
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from unittest.mock import patch

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from tests.soak import invariants
from tests.soak.invariants import WrongError, require
from tests.soak.moves import MOVES, Move
from tests.soak.texts import write_texts
from tests.soak.walker import Walker

from excerpta.core.services.importing import import_paths
from excerpta.core.services.libraries import create_library
from excerpta.gui.bootstrap.application import Application
from excerpta.gui.support.profile import Profile
from excerpta.gui.support.qt_messages import NO_NEWS

MOVES_A_ROUND = 400
REST = 40
"""So many moves are made between two rests, in which all that is shown is compared with what is stored."""

WARM = 4
"""Rounds after which memory must not grow any more."""

GROWTH = 40.0
"""MB by which it may be larger for all that."""

_FILES = {
    "getOpenFileName": ("", ""),
    "getOpenFileNames": ([], ""),
    "getSaveFileName": ("", ""),
    "getExistingDirectory": "",
}
_OVERTAKEN = "Another program has deleted"
"""How it is told that a note was written to a highlight which is gone, as happens in a soak."""

_LAST = 30


class Soak:
    """Walks in one library, round after round.

    Attributes:
        rounds, moves: how many there were.
        memory: of the process after each round, in MB.
    """

    def __init__(self, qt: QApplication, folder: Path, seed: int) -> None:
        self.seed = seed
        self.rounds = self.moves = 0
        self.memory: list[float] = []
        self._qt = qt
        self._rng = random.Random(seed)
        self._profile = Profile(folder / "profile")
        self._path = folder / "soak.excerpta"
        texts = folder / "texts"
        texts.mkdir()
        with create_library(self._path) as library:
            import_paths(library, write_texts(texts, self._rng))
        self._said: list[str] = []
        self._done: list[str] = []

    def round(self, moves: int = MOVES_A_ROUND) -> None:
        """Walk so many moves, go away in the middle, come back, and take everything back.

        Raises:
            WrongError: something that must be true is not.
        """
        with self._watched():
            before = invariants.contents(self._path)
            walk = self._open()
            try:
                walk.begin()
                first = walk.steps()
                self._walk(walk, moves)
            finally:
                self._close(walk)
            walk = self._open()
            try:
                self._rest(walk)
                invariants.check(walk)
                self._there_and_back(walk, first, before)
            finally:
                self._close(walk)
        self.rounds += 1
        self.memory.append(resident())

    def story(self) -> str:
        """How one came here."""
        moves = " → ".join(self._done[-_LAST:])
        return f"seed {self.seed}, round {self.rounds + 1}, move {len(self._done)}: … {moves}"

    # ---- the walk

    def _walk(self, walk: Walker, moves: int) -> None:
        self._done = walk.done
        kinds, weights = list(MOVES), list(MOVES.values())
        for number in range(1, moves + 1):
            self._make(walk, self._rng.choices(kinds, weights)[0])
            if number % REST == 0:
                self._rest(walk)

    def _make(self, walk: Walker, move: Move) -> None:
        walk.done.append(move.__name__)
        self.moves += 1
        with walk.moving():
            move(walk)
            if self._rng.random() < 0.6:
                QApplication.processEvents()
        self._complain()
        invariants.after_a_move(walk)

    def _rest(self, walk: Walker) -> None:
        """Let the window come to rest, look at other programs' work, and compare."""
        walk.clear_the_way()
        walk.settle()
        walk.window._keep_typing()
        walk.window._look_for_other_writers()
        walk.settle()
        self._complain()
        invariants.after_a_move(walk)
        invariants.at_rest(walk)

    def _there_and_back(self, walk: Walker, first: int, before: object) -> None:
        """Undo all, do all again, undo all."""
        after = invariants.contents(self._path)
        made = walk.steps()
        for wanted in (before, after, before):
            aim, step = (
                (made, walk.window.undoing.redo) if wanted is after else (first, walk.window.undoing.undo)
            )
            while (steps := walk.steps()) != aim:
                step()
                walk.settle()
                self._complain()
                require(walk.steps() != steps, f"{steps} steps, none more, on the way to {aim}")
            self._rest(walk)
            found = invariants.contents(self._path)
            what = "undone" if wanted is before else "done again"
            require(found == wanted, f"not what it was once all was {what}: {_difference(wanted, found)}")
        invariants.check(walk)

    # ---- the program

    def _open(self) -> Walker:
        application = Application(self._qt, self._profile)
        application.open_first(self._path)
        assert application.window is not None
        application.window.activateWindow()
        walk = Walker(application, self._rng)
        QApplication.processEvents()
        return walk

    def _close(self, walk: Walker) -> None:
        walk.clear_the_way()
        walk.window.close()
        walk.application.retire()
        walk.application.deleteLater()
        QApplication.processEvents()
        gc.collect()

    # ---- what is said

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Qt's messages, exceptions nobody takes, log warnings and error boxes are wrong."""
        handler = _Listening(self._said)
        with ExitStack() as stack:
            stack.enter_context(patch.object(sys, "excepthook", self._take_exception))
            stack.enter_context(patch("excerpta.gui.windows.main_window.show_error", self._take_error))
            stack.enter_context(patch.object(QMessageBox, "about", lambda *_: None))
            for name, answer in _FILES.items():
                stack.enter_context(patch.object(QFileDialog, name, lambda *_, answer=answer, **__: answer))
            previous = qInstallMessageHandler(self._take_message)
            logging.getLogger().addHandler(handler)
            try:
                yield
                self._complain()
            finally:
                logging.getLogger().removeHandler(handler)
                qInstallMessageHandler(previous)

    def _take_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self._said.append("".join(traceback.format_exception(kind, error, trace)))

    def _take_error(self, _parent: object, sentence: str, advice: str) -> None:
        if not sentence.startswith(_OVERTAKEN):
            self._said.append(f"an error was shown: {sentence} {advice}")

    def _take_message(self, kind: QtMsgType, _context: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not text.startswith(NO_NEWS):
            self._said.append(f"Qt said: {text}")

    def _complain(self) -> None:
        said, self._said[:] = list(self._said), []
        require(not said, "\n".join(said))


class _Listening(logging.Handler):
    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(f"logged: {record.getMessage()}")


def resident() -> float:
    """The memory that this process needs, in MB; 0 where the system does not tell."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0.0
    with suppress(OSError, AttributeError):  # what is free is given back first, where the C library can
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _difference(wanted: object, found: object) -> str:
    assert isinstance(wanted, dict)
    assert isinstance(found, dict)
    said = []
    for table in wanted:
        missing = [row for row in wanted[table] if row not in found[table]]
        extra = [row for row in found[table] if row not in wanted[table]]
        if missing or extra:
            said.append(f"{table}: without {str(missing)[:600]}, with {str(extra)[:600]}")
    return "; ".join(said)


def check_memory(memory: Sequence[float]) -> None:
    """Memory is flat: the last rounds need no more than the first ones that were warm.

    Raises:
        WrongError: it grew.
    """
    warm = memory[WARM:]
    if len(warm) >= 2 * WARM:
        early, late = max(warm[:WARM]), min(warm[-WARM:])
        require(late < early + GROWTH, f"memory grew from {early:.0f} to {late:.0f} MB")


@contextmanager
def _own_clipboard(qt: QApplication) -> Iterator[None]:
    """What was put on the clipboard goes with it: Qt would touch it after Python has ended."""
    yield
    qt.clipboard().clear()


def main(arguments: Sequence[str] | None = None) -> int:
    """Walk for so many minutes, or until something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(100_000))
    wanted = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    faulthandler.enable()
    qt = QApplication(sys.argv[:1])
    end = time.monotonic() + wanted.minutes * 60
    with tempfile.TemporaryDirectory() as folder, _own_clipboard(qt):
        soak = Soak(qt, Path(folder), wanted.seed)
        try:
            for number in itertools.count(1):
                soak.round()
                sys.stdout.write(
                    f"seed {soak.seed}, round {number}: {soak.moves} moves, {soak.memory[-1]:.0f} MB\n"
                )
                sys.stdout.flush()
                check_memory(soak.memory)
                if time.monotonic() > end:
                    return 0
        except Exception as error:
            trace = "" if isinstance(error, WrongError) else traceback.format_exc()
            sys.stdout.write(f"✗ {soak.story()}\n{error}\n{trace}")
            return 1
    return 0


if __name__ == "__main__":
    QTest.qWait(0)
    sys.exit(main())
