"""Big libraries for benchmarks: seeded, written with plain SQL, made once a run.

`big_library(documents=100_000, highlights=1_000_000, tags=5_000, searchable=True)` gives the path of a
library of that size, closed and sound. It is made the first time it is asked for and kept until the process
ends; with the variable EXCERPTA_BENCH_LIBRARIES set to a folder it is kept there for later runs. Treat it as
read-only: who writes takes `copy_of(path, folder)`. Without `searchable` the full-text index stays empty,
which saves most of the time. On two shared cores 100,000 documents of 4 kB with 1,000,000 highlights take
about a minute, their index two more.
"""

import hashlib
import json
import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, islice
from pathlib import Path

from tests.benchmarks.generate import known_words

from excerpta.core.model.annotation import CONTEXT_LENGTH, Colour
from excerpta.core.services.libraries import create_library
from excerpta.core.store import fulltext, likeness
from excerpta.core.store.opening import SCHEMA_VERSION

_BATCH = 2_000
_PARAGRAPHS = 4_000
_VOCABULARY = 30_000
_SOURCES = 40
_CODERS = ("Ada", "Basir", "Chen")
_NOTES = ("", "", "", "Compare with the other report.", "Not what was said before?", "مقایسه شود")
_TIME = "2026-01-01T00:00:00.000Z"


def big_library(
    *,
    documents: int = 100_000,
    highlights: int = 1_000_000,
    tags: int = 5_000,
    length: int = 4_000,
    searchable: bool = False,
) -> Path:
    """The path of a library of this size; `length` is about how many code points a document has."""
    name = f"{SCHEMA_VERSION}-{documents}-{highlights}-{tags}-{length}{'-searchable' * searchable}.excerpta"
    path = _folder() / name
    if not path.exists():
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        _make(part, documents, highlights, tags, length, searchable=searchable)
        part.rename(path)
    return path


def copy_of(path: Path, folder: Path) -> Path:
    """A copy that may be written to."""
    return Path(shutil.copy(path, folder / path.name))


@cache
def _folder() -> Path:
    kept = os.environ.get("EXCERPTA_BENCH_LIBRARIES")
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        return Path(kept)
    _folder.temporary = tempfile.TemporaryDirectory(prefix="excerpta-bench-")  # type: ignore[attr-defined]
    return Path(_folder.temporary.name)  # type: ignore[attr-defined]


def _make(path: Path, documents: int, highlights: int, tags: int, length: int, *, searchable: bool) -> None:
    rng = random.Random(4)
    create_library(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    number = _write_tags(connection, tags)
    connection.execute("CREATE TEMP TABLE link (tag_id, document_id, start, end, annotation_id)")
    paragraphs = _paragraphs(rng)
    weights = list(accumulate(1 / (place + 20) for place in range(number)))
    ids = iter(range(1, highlights + 1))
    rows = _documents(rng, documents, length, paragraphs)
    done = 0
    while batch := list(islice(rows, _BATCH)):
        _write_documents(connection, batch, searchable=searchable)
        for document, text, _ in batch:
            done += 1
            wanted = highlights * done // documents - highlights * (done - 1) // documents
            _write_highlights(connection, rng, document, text, list(islice(ids, wanted)), weights)
    connection.execute("INSERT INTO annotation_tag SELECT * FROM link ORDER BY 1, 2, 3, 4, 5")
    connection.execute("DROP TABLE link")
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def _write_tags(connection: sqlite3.Connection, number: int) -> int:
    """A tree of three levels: some 25 tags at the top, as many as there are to be in all."""
    top = max(1, round(number / 200))
    middle = max(1, number // 14)
    rows = []
    for tag in range(1, number + 1):
        if tag <= top:
            parent = None
        elif tag <= top + middle:
            parent = (tag - top - 1) % top + 1
        else:
            parent = top + (tag - top - middle - 1) % middle + 1
        colour = list(Colour)[tag % 8].value
        rows.append((tag, f"tag-{tag}", parent, f"Tag {tag}", tag, colour, "", ""))
    connection.executemany("INSERT INTO tag VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return number


def _paragraphs(rng: random.Random) -> list[str]:
    """Made-up paragraphs whose words are as unequally frequent as those of a language."""
    known = known_words(rng, _VOCABULARY)
    weights = list(accumulate(1 / (place + 3) for place in range(len(known))))
    return [
        " ".join(rng.choices(known, cum_weights=weights, k=rng.randint(40, 110))).capitalize() + "."
        for _ in range(_PARAGRAPHS)
    ]


def _documents(
    rng: random.Random, number: int, length: int, paragraphs: list[str]
) -> Iterator[tuple[int, str, tuple[object, ...]]]:
    for id_ in range(1, number + 1):
        lines, size = [f"Report {id_} from {rng.choice(('Doha', 'Kabul', 'Genève', 'کابل'))}"], 0
        while size < length:
            lines.append(rng.choice(paragraphs))
            size += len(lines[-1]) + 1
        text = "\n".join(lines)
        published = f"{rng.randint(2015, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        published = published[: rng.choice((10, 10, 10, 7, 4, 0))]
        yield (
            id_,
            text,
            (
                id_, f"document-{id_}", lines[0], f"Source {rng.randrange(_SOURCES)}", "", published,
                "stated" if published else "", "", "", "en", "", "{}",
                hashlib.sha256(text.encode()).digest(), len(text), _TIME, None,
            ),
        )  # fmt: skip


def _write_documents(
    connection: sqlite3.Connection, batch: list[tuple[int, str, tuple[object, ...]]], *, searchable: bool
) -> None:
    connection.executemany(
        f"INSERT INTO document VALUES ({', '.join('?' * 16)})", [row for _, _, row in batch]
    )
    contents = [(id_, text, _blocks(text), "[]") for id_, text, _ in batch]
    connection.executemany("INSERT INTO content VALUES (?, ?, ?, ?)", contents)
    connection.executemany(
        "INSERT INTO original VALUES (?, ?, ?, ?)",
        [(id_, f"{id_}.txt", row[12], b"") for id_, _, row in batch],
    )
    if searchable:
        texts = list(map(fulltext.searchable, contents))
        fulltext.add_searchable(connection, texts)
        likeness.add(connection, texts)


def _blocks(text: str) -> str:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(["paragraph", at, at + len(line), 0, None])
        at += len(line) + 1
    return json.dumps(blocks, separators=(",", ":"))


def _write_highlights(
    connection: sqlite3.Connection,
    rng: random.Random,
    document: int,
    text: str,
    ids: list[int],
    weights: list[float],
) -> None:
    rows, links = [], []
    starts = [0]
    for place, character in enumerate(text):
        if character == "\n":
            starts.append(place + 1)
    for id_ in ids:
        start = rng.randrange(len(text) - 80)
        end = start + rng.randint(20, 80)
        block = sum(1 for one in starts if one <= start) - 1
        rows.append(
            (
                id_, f"annotation-{id_}", document, block, start, end, text[start:end],
                text[max(0, start - CONTEXT_LENGTH) : start], text[end : end + CONTEXT_LENGTH],
                rng.choice(list(Colour)).value, "highlight", rng.choice(_NOTES), rng.choice(_CODERS),
                _TIME, _TIME,
            )
        )  # fmt: skip
        for tag in {place + 1 for place in rng.choices(range(len(weights)), cum_weights=weights, k=2)}:
            links.append((tag, document, start, end, id_))
    connection.executemany(f"INSERT INTO annotation VALUES ({', '.join('?' * 15)})", rows)
    connection.executemany("INSERT INTO link VALUES (?, ?, ?, ?, ?)", links)
