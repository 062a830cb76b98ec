"""Killed at any moment, the program loses nothing that it said was done."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.crash.run import Killer, LostError

from excerpta.core.services import annotating, documents, history
from excerpta.core.services.libraries import open_library

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 10

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")


def test_nothing_that_was_done_is_lost_however_often_it_is_killed() -> None:
    # A process of its own, because one with threads is not forked.
    command = [sys.executable, "-m", "tests.crash.run", "--count", str(ROUNDS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "none is lost" in done.stdout


@pytest.fixture
def killer(tmp_path: Path) -> Killer:
    return Killer(tmp_path)


def test_a_loss_is_found(killer: Killer) -> None:
    killer._look(_state(killer), "nothing", "as it is")
    with open_library(killer.place.library) as library:
        annotating.add_highlight(library, documents.document_ids(library)[0], 0, 7)
    said = _state(killer)
    with open_library(killer.place.library) as library:
        history.undo(library)
        annotating.add_highlight(library, documents.document_ids(library)[0], 0, 8)
    with pytest.raises(LostError, match="what was done is not there"):
        killer._look(said, "nothing", "altered")


def test_an_unsound_library_is_found(killer: Killer) -> None:
    said = _state(killer)
    with open_library(killer.place.library) as library:
        library.connection.execute("UPDATE annotation SET exact = 'x' WHERE id = 1")
    with pytest.raises(LostError, match="does not hold the words"):
        killer._look(said, "nothing", "altered")


def _state(killer: Killer) -> str:
    from tests.crash.work import digest

    with open_library(killer.place.library) as library:
        return digest(library)
