"""Damages libraries at random, and looks whether each damage is recognised, survived and told of."""

import argparse
import collections
import faulthandler
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from tests.damage.damages import LOGGED, WHOLE, Files
from tests.damage.oracle import WrongError, contents, judge
from tests.damage.subject import make_logged, make_subject

_UNSEEN = frozenset({"flip", "garbage", "zero_sector", "misplace"})
"""Damages that may hit the middle of a text that stands in a file once."""


class Damager:
    """Does one damage after the other, each to a fresh copy.

    Attributes:
        outcomes: how often each kind of damage ended in which way.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._subject = make_subject(folder)
        self._whole = contents(self._subject)
        self._data = self._subject.read_bytes()
        logged, self._log = make_logged(self._subject, folder)
        self._logged_data = logged.read_bytes()
        self.outcomes: collections.Counter[tuple[str, str]] = collections.Counter()

    def one(self, seed: int) -> str:
        """Do the damage of a seed; what it was.

        Raises:
            WrongError: something crashed, or was lost without being told.
        """
        chance = random.Random(seed)
        kind = chance.choice([*WHOLE, *WHOLE, *LOGGED])
        damage = {**WHOLE, **LOGGED}[kind]
        logged = kind in LOGGED
        files = Files(
            bytearray(self._logged_data if logged else self._data), bytearray(self._log if logged else b"")
        )
        done = f"{kind}: {damage(chance, files)}"
        path, out = self._folder / "damaged.excerpta", self._folder / "repaired.excerpta"
        self._clear(path, out)
        path.write_bytes(files.data)
        if files.log:
            path.with_name(f"{path.name}-wal").write_bytes(files.log)
        try:
            # Of what a broken log alone held, SQLite itself knows nothing: what was before it must be there.
            outcome = judge(path, out, self._whole, unseen=kind in _UNSEEN, grown=logged)
        except Exception as error:
            trace = "" if isinstance(error, WrongError) else traceback.format_exc()
            raise WrongError(f"seed {seed}, {done}: {error}\n{trace}") from error
        self.outcomes[kind, outcome] += 1
        return done

    def _clear(self, *paths: Path) -> None:
        for path in paths:
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            shutil.rmtree(path.with_name(f"{path.stem} backups"), ignore_errors=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do so many damages, or one of them again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument(
        "--seed", type=int, default=0, help="of the first damage; the next has the next number"
    )
    parser.add_argument("--keep-going", action="store_true", help="go on after a fault")
    wanted = parser.parse_args(arguments)
    faults, start = 0, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        damager = Damager(Path(folder))
        for seed in range(wanted.seed, wanted.seed + wanted.count):
            try:
                damager.one(seed)
            except WrongError as error:
                faults += 1
                sys.stdout.write(f"✗ {error}\n")
                if not wanted.keep_going:
                    break
    for (kind, outcome), number in sorted(damager.outcomes.items()):
        sys.stdout.write(f"{kind:14} {outcome:14} {number}\n")
    number = sum(damager.outcomes.values()) + faults
    sys.stdout.write(f"{number} damages in {time.monotonic() - start:.0f} s, {faults} faults\n")
    return 1 if faults else 0


if __name__ == "__main__":
    faulthandler.enable()
    sys.exit(main())
