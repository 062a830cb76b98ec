"""Lets the disk refuse to take more in the middle of random work: nothing is lost, all is told kindly.

A limit on the size of files stands for the disk: from some byte on, writing fails as it does when a disk is
full, has a quota, or is pulled.
"""

import os
import random
import resource
import signal
import sys
import tempfile
import traceback
from pathlib import Path

from tests.crash.run import GOLDEN
from tests.crash.work import Place, digest, work

from excerpta.core.model.errors import LibraryError
from excerpta.core.services.checking import check_library
from excerpta.core.services.libraries import open_library

_STEPS = 12


def one(place: Place, seed: int) -> tuple[list[str], int]:
    """Work under a limit; what was told, and how the worker ended."""
    place.make_old()
    largest = random.Random(seed).randrange(place.library.stat().st_size + 400_000)
    reading, writing = os.pipe()
    worker = os.fork()
    if worker == 0:
        status = 1
        try:
            os.close(reading)
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
            work(place, seed, writing, steps=_STEPS)
            status = 0
        except LibraryError:
            status = 0  # it could not even be opened, which was said
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        lines = told.read().decode().splitlines()
    return lines, os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])


def main(count: int) -> int:
    """So many rounds; 1 as soon as something is lost or breaks."""
    unopened = refused = steps = 0
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder), GOLDEN)
        place.make()
        for seed in range(count):
            told, status = one(place, seed)
            done = [line.split()[1] for line in told if line.startswith("done ")]
            refused += sum(line.startswith("refused ") for line in told)
            steps += len(done)
            unopened += not done
            with open_library(place.library) as library:
                lost = bool(done) and digest(library) != done[-1]
                problems = check_library(library)
            if status or lost or problems:
                sys.stdout.write(
                    f"✗ seed {seed}: {told[-1:]}, status {status}, lost {lost}, {problems[:2]}\n"
                )
                return 1
    numbers = f"{steps} steps done, {refused} refused, {unopened} times not even opened"
    sys.stdout.write(f"{count} rounds, {numbers}; none is lost\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
