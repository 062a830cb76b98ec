"""Kills the program (kill -9) in the middle of random work, and looks whether all that was done is there.

Question: a process of its own for each round, or a fork? Choice: a fork of one that has everything loaded
and nothing open. Why: it dies as any process does, and hundreds of rounds take minutes.
"""

import argparse
import collections
import contextlib
import faulthandler
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.crash.work import Place, digest, work

from excerpta.core.services import backups, history
from excerpta.core.services.checking import check_library
from excerpta.core.services.libraries import open_library

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "version-1.excerpta"
_LONGEST = 0.6
"""Seconds that a worker lives at most."""


class LostError(AssertionError):
    """Something that was done is not there, or the library is not sound."""


class Killer:
    """Lets work be done, and kills the worker.

    Attributes:
        interrupted: how often a kind of work was under way when the worker was killed.
        recovered: how often that work is there all the same.
        acknowledged: how many steps were done before.
    """

    def __init__(self, folder: Path) -> None:
        self.place = Place(folder, GOLDEN)
        self.place.make()
        self.interrupted: collections.Counter[str] = collections.Counter()
        self.recovered = 0
        self.acknowledged = 0
        self.place.make_old()
        with open_library(self.place.old) as old:
            self._old = digest(old)

    def round(self, seed: int) -> None:
        """One worker, from its start to its end.

        Raises:
            LostError: something that it said was done is not there, or the library is not sound.
        """
        self.place.make_old()
        told = self._kill_one(seed)
        if not told:
            return  # it had not begun
        done = [line.split()[1] for line in told if line.startswith("done ")]
        under_way = told[-1].removeprefix("begin ") if told[-1].startswith("begin ") else "nothing"
        self.interrupted[under_way] += 1
        self.acknowledged += len(done)
        if done:
            self._look(done[-1], under_way, f"seed {seed}, killed during {under_way}")

    def _kill_one(self, seed: int) -> list[str]:
        """Start a worker and kill it; the whole lines that it told."""
        chance = random.Random(seed)
        reading, writing = os.pipe()
        worker = os.fork()
        if worker == 0:
            try:
                os.close(reading)
                os.setsid()  # so that those who read files for it are killed with it
                work(self.place, seed, writing)
            finally:
                os._exit(1)
        os.close(writing)
        told = b""
        try:
            # The moment counts from when it began to work.
            end = time.monotonic() + 20
            while told.count(b"\n") < 2 and time.monotonic() < end:
                told += self._hear(reading, 0.05)
            end = time.monotonic() + chance.uniform(0, _LONGEST) ** 2 / _LONGEST
            while (left := end - time.monotonic()) > 0:
                told += self._hear(reading, left)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(worker, signal.SIGKILL)
            status = os.waitpid(worker, 0)[1]
        while more := os.read(reading, 65536):
            told += more
        os.close(reading)
        if not os.WIFSIGNALED(status):
            raise LostError(
                f"seed {seed}: the worker ended by itself during {told.decode().splitlines()[-1:]}"
            )
        return told.decode().splitlines() if told.endswith(b"\n") else told.decode().splitlines()[:-1]

    def _hear(self, reading: int, seconds: float) -> bytes:
        return os.read(reading, 65536) if select.select([reading], [], [], seconds)[0] else b""

    def _look(self, last: str, under_way: str, about: str) -> None:
        with open_library(self.place.library) as library:
            problems = check_library(library)
            if problems:
                raise LostError(f"{about}: {problems[:3]}")
            if digest(library) != last:
                # What was under way may be there, whole: one step back leads to what was said to be done.
                (history.redo if under_way == "undo" else history.undo)(library)
                if digest(library) != last:
                    raise LostError(f"{about}: what was done is not there")
                self.recovered += 1
            self._look_at_export(about)
        self._look_at_others(about)

    def _look_at_export(self, about: str) -> None:
        csv = self.place.csv
        if csv.exists() and not csv.read_bytes().endswith(b"\r\n"):
            raise LostError(f"{about}: the export is not whole")

    def _look_at_others(self, about: str) -> None:
        for one in backups.backups(self.place.library):
            if fault := backups.holding(one.path).fault:
                raise LostError(f"{about}: the backup {one.path.name} is not sound: {fault}")
        with open_library(self.place.old) as old:
            if digest(old) != self._old or check_library(old):
                raise LostError(f"{about}: the older library is not what it was")


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill so many workers, or until something is lost."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument(
        "--seed", type=int, default=0, help="of the first round; the next has the next number"
    )
    wanted = parser.parse_args(arguments)
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        killer = Killer(Path(folder))
        try:
            for seed in range(wanted.seed, wanted.seed + wanted.count):
                killer.round(seed)
        except LostError as error:
            sys.stdout.write(f"✗ {error}\n")
            return 1
    kinds = ", ".join(f"{kind} {number}" for kind, number in killer.interrupted.most_common())
    sys.stdout.write(
        f"{sum(killer.interrupted.values())} kills in {time.monotonic() - start:.0f} s; "
        f"{killer.acknowledged} steps were done before, none is lost; of what was under way "
        f"{killer.recovered} are there, whole.\nKilled during {kinds}\n"
    )
    return 0


if __name__ == "__main__":
    faulthandler.enable()
    sys.exit(main())
