"""Figures of the core: import, adding a highlight, CSV; each beside raw SQLite doing the same work."""

import csv
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.figure import Figure, percentile, processor_seconds
from tests.benchmarks.generate import article_files, library_of

from excerpta.core.interchange.csv import CsvProfile
from excerpta.core.services.annotating import add_highlight, tag_highlights
from excerpta.core.services.exporting import export_csv
from excerpta.core.services.history import undo
from excerpta.core.services.importing import import_paths
from excerpta.core.services.libraries import create_library
from excerpta.core.services.restructuring import merge_tags
from excerpta.core.services.tagging import create_tag
from excerpta.core.store.library import Library


def import_figures(folder: Path, number: int = 1000) -> Iterator[Figure]:
    """Plain-text articles of 4 kB into a new, searchable library."""
    paths = article_files(folder / "articles", number)
    with create_library(folder / "import.excerpta") as library:
        seconds = processor_seconds(lambda: import_paths(library, paths))
        assert library.connection.execute("SELECT count(*) FROM document").fetchone() == (number,)
    yield Figure("import.text_rate", number / seconds, "articles/s", 1000, "goal", at_least=True)


def annotate_figures(folder: Path, rounds: int = 300) -> Iterator[Figure]:
    """Adding highlights with two tags where there are 5,000; in turn with the raw writes alone.

    Both as the median, because a commit now and then moves the log into the file.
    """
    with (
        library_of(folder / "annotate.excerpta", number=1, length=1_000_000, highlights=5000) as library,
        create_library(folder / "raw.excerpta") as bare,
    ):
        tags = [create_tag(library, ("New", name))[0] for name in "ab"]
        (document,) = library.connection.execute("SELECT id FROM document").fetchone()
        raw = bare.connection
        raw.execute("PRAGMA foreign_keys = OFF")

        def add(number: int) -> None:
            at = random.Random(number).randrange(900_000)
            add_highlight(library, document, at, at + 50, tags=tags)

        ours, theirs = [], []
        for number in range(1, rounds + 1):
            ours.append(processor_seconds(partial(add, number)))
            theirs.append(processor_seconds(partial(_raw_add, raw, number)))
    limit = 3 * statistics.median(theirs)
    value = statistics.median(ours)
    yield Figure("annotate.store_ratio", value * 1e3, "ms", limit * 1e3, "3 × raw sqlite3, median")
    yield Figure("annotate.store_p95", percentile(ours, 95) * 1e3, "ms", 16, "goal for add and paint")


def _raw_add(connection: sqlite3.Connection, id_: int) -> None:
    quote = "some words that were highlighted in the reader view"
    row = (id_, f"uuid-{id_}", 1, 0, id_, id_ + 50, quote, quote[:32], quote[:32])
    more = ("yellow", "highlight", "", "coder", "2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"INSERT INTO annotation VALUES ({', '.join('?' * 15)})", (*row, *more))
    connection.executemany(
        "INSERT INTO annotation_tag VALUES (?, 1, ?, ?, ?)", [(tag, id_, id_ + 50, id_) for tag in (1, 2)]
    )
    connection.execute(
        "INSERT INTO command VALUES (?, 'add', 'add', 'coder', '2026', 0, ?, ?)",
        (id_, id_, '{"steps":[]}' * 8),
    )
    connection.execute("COMMIT")


def undo_figures(folder: Path, uses: int = 50_000) -> Iterator[Figure]:
    """The undo of a merge of a tag with 50,000 uses, a few of whose highlights carry the other tag too."""
    with library_of(folder / "undo.excerpta", number=100, length=20_000, highlights=uses) as library:
        every = [row[0] for row in library.connection.execute("SELECT id FROM annotation")]
        wide, _ = create_tag(library, ("Wide",))
        into, _ = create_tag(library, ("Group 0", "Tag 0"))
        tag_highlights(library, every, [wide])
        before = _links(library)
        merge = processor_seconds(lambda: merge_tags(library, [wide], into))
        assert not library.connection.execute("SELECT 1 FROM tag WHERE id = ?", (wide,)).fetchall()
        back = processor_seconds(lambda: undo(library))
        assert _links(library) == before
    yield Figure("undo.merge", back, "s", 1.5, "goal, undo the merge of a tag with 50,000 uses")
    yield Figure("undo.merge_itself", merge, "s", 1.5, "that goal", is_goal=False)


def _links(library: Library) -> list[tuple[int, ...]]:
    return library.connection.execute("SELECT * FROM annotation_tag").fetchall()


def csv_figures(folder: Path, highlights: int = 100_000) -> Iterator[Figure]:
    """CSV of a whole library, exact and wide, beside Python's own writer over the same rows."""
    with library_of(folder / "csv.excerpta", number=1000, length=4000, highlights=highlights) as library:
        target = folder / "out.csv"
        seconds = processor_seconds(lambda: export_csv(library, target, profile=CsvProfile.EXACT))
        with target.open(encoding="utf-8", newline="") as file:
            assert sum(1 for _ in csv.reader(file)) == highlights + 1
        limit, limit_is = _plain_csv(library, folder / "plain.csv")
    yield Figure("export.csv_ratio", seconds * 1e3, "ms", limit * 1e3, limit_is)


_SAME_ROWS = """
    SELECT a.id, a.document_id, d.title, d.source, d.author, d.published, d.place, d.url, '',
           a.block, a.start, a.end, a.exact, a.prefix, a.suffix, a.colour, a.style, a.note,
           (SELECT group_concat(name, ' | ') FROM annotation_tag JOIN tag ON tag.id = tag_id
            WHERE annotation_id = a.id), '', '', a.coder, a.created, a.modified
    FROM annotation AS a JOIN document AS d ON d.id = a.document_id
    ORDER BY a.document_id, a.start, a.end, a.id
"""


def _plain_csv(library: Library, target: Path) -> tuple[float, str]:
    """Seconds for the same rows: twice the sqlite3 shell, or Python's writer where there is no shell."""
    shell = shutil.which("sqlite3")
    if shell:
        before = os.times().children_user + os.times().children_system
        with target.open("wb") as file:
            subprocess.run([shell, "-csv", "-readonly", library.path, _SAME_ROWS], stdout=file, check=True)
        return 2 * (os.times().children_user + os.times().children_system - before), "2 × the sqlite3 shell"
    with target.open("w", encoding="utf-8", newline="") as file:
        rows = library.connection.execute(_SAME_ROWS)
        return processor_seconds(lambda: csv.writer(file).writerows(rows)), "csv.writer over the same query"
