"""Random work on a library, told step by step to whoever is going to kill the worker."""

import hashlib
import itertools
import os
import random
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from tests.core.services.test_history import PAUSES, VERBS, Hand, contents

from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import UserError
from excerpta.core.services import (
    annotating,
    backups,
    documents,
    exporting,
    history,
    importing,
    marking,
    restructuring,
)
from excerpta.core.services.libraries import create_library, open_library
from excerpta.core.store.library import Library
from excerpta.core.text.search_language import parse_search

OTHERS = ("undo", "redo", "bulk", "import_files", "backup", "export", "reopen", "migrate", "merge_all")
"""What is done beside every verb that alters a library."""


class Place:
    """The files of one harness.

    Attributes:
        library: what is worked on.
        csv: where highlights are exported to.
        old: an older library, made anew before each round.
        articles: a folder of files to import.
    """

    def __init__(self, folder: Path, golden: Path) -> None:
        self.library = folder / "work.excerpta"
        self.csv = folder / "out.csv"
        self.old = folder / "old.excerpta"
        self.articles = folder / "articles"
        self._golden = golden

    def make(self) -> None:
        """Make a library with over 1,000 highlights, and what is imported and brought up to date."""
        self.articles.mkdir()
        for number in range(12):
            (self.articles / f"{number}.txt").write_text(f"Article {number} of Doha.\n\nThe talks went on.\n")
        with create_library(self.library) as library:
            backups.set_backup_room(library, 3_000_000)
            importing.import_text(library, "\n\n".join(f"Envoys met in Doha, day {n}." for n in range(1100)))
            plan = marking.plan_highlights(library, parse_search("doha"), marking.Extent.WORDS)
            marking.make_highlights(library, plan, new_tags=[("A",)])

    def make_old(self) -> None:
        """Put an older library there."""
        for one in self.old.parent.glob("old*"):
            one.unlink() if one.is_file() else shutil.rmtree(one)
        shutil.copy(self._golden, self.old)


def digest(library: Library) -> str:
    """What differs when anybody's work does."""
    return hashlib.sha256(repr(sorted(contents(library).items())).encode()).hexdigest()


def work(place: Place, seed: int, tell: int, steps: int = 0) -> None:
    """Work until killed, or so many steps.

    Tells a file descriptor `begin KIND` before each step, `done DIGEST` after it.
    """
    for module, name in PAUSES:
        setattr(module, name, timedelta(-1))  # each save of a note is a step of its own
    chance = random.Random(seed)
    library = open_library(place.library)

    def say(words: str) -> None:
        os.write(tell, f"{words}\n".encode())

    say(f"done {digest(library)}")
    for _ in range(steps) if steps else itertools.count():
        kind = chance.choice([*OTHERS, *chance.sample(sorted(VERBS), 12)])
        say(f"begin {kind}")
        try:
            if kind == "reopen":
                library.close()
                library = open_library(place.library)
            elif kind in VERBS:
                VERBS[kind](library, Hand(library, [chance.randrange(998) for _ in range(12)]))
            else:
                _others(place, chance)[kind](library)
        except UserError:
            say(f"refused {kind}")  # with nothing altered
        say(f"done {digest(library)}")
    library.close()


def _others(place: Place, chance: random.Random) -> dict[str, Callable[[Library], object]]:
    def import_files(library: Library) -> None:
        for path in place.articles.iterdir():
            path.write_text(f"{path.read_text()}\n\nEdition {chance.random()}.\n")
        importing.import_paths(library, [place.articles])

    def bulk(library: Library) -> None:
        ids = [row[0] for row in library.connection.execute("SELECT id FROM annotation")]
        if chance.random() < 0.2:
            annotating.delete_highlights(library, ids[: len(ids) // 2])
        else:
            annotating.recolour_highlights(library, ids, chance.choice(list(Colour)))

    def merge_all(library: Library) -> None:
        hand = Hand(library, [chance.randrange(998) for _ in range(9)])
        restructuring.merge_tags(library, [hand.tag(), hand.tag(), hand.tag()], hand.tag())

    def migrate(_: Library) -> None:
        with open_library(place.old) as old:
            documents.document_count(old)

    return {
        "undo": history.undo,
        "redo": history.redo,
        "bulk": bulk,
        "merge_all": merge_all,
        "import_files": import_files,
        "backup": backups.make_backup,
        "export": lambda library: exporting.export_csv(library, place.csv),
        "migrate": migrate,
    }
