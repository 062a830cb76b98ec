"""Figures of full-text search: what is waited for while typing, and ranking beside raw FTS5 on one file."""

import random
import re
import statistics
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.big_libraries import big_library
from tests.benchmarks.figure import Figure, percentile, processor_seconds

from excerpta.core.services.libraries import open_library
from excerpta.core.services.searching import SearchOrder, find_documents, hits_in, parse_search
from excerpta.core.store.fulltext import expression
from excerpta.core.store.library import Library

DOCUMENTS = 100_000
_FIRST, _PAGE, _LISTED = 15, 40, 8
"""As many documents, and places of each, as the window lists at first."""


def search_figures(_folder: Path, documents: int = DOCUMENTS, rounds: int = 150) -> Iterator[Figure]:
    """Words as often as they are written, in a library of 100,000 articles of 4 kB."""
    path = big_library(documents=documents, highlights=1_000, tags=40, searchable=True)
    with open_library(path, read_only=True) as library:
        words = _words(library, documents, rounds)
        typed = [
            processor_seconds(partial(_first_hits, library, word[:letters]))
            for word in words
            for letters in range(3, len(word) + 1)
        ]
        yield Figure("search.as_you_type_p50", statistics.median(typed) * 1e3, "ms", 16, "goal for p95")
        yield Figure("search.as_you_type_p95", percentile(typed, 95) * 1e3, "ms", 16, "goal, first hits")
        ours, theirs = 0.0, 0.0
        for word in words[:40]:
            for asked in (word, f"{word[:3]}*", f'"{word} {words[0]}"', f"{word} {words[1]} -{words[2]}"):
                theirs += processor_seconds(partial(_raw, library, asked))
                ours += processor_seconds(partial(_ranked, library, asked))
        limit_is = "1.3 × raw FTS5, ORDER BY rank LIMIT 40, no snippets"
        yield Figure("search.ranked_ratio", ours * 1e3, "ms", 1.3 * theirs * 1e3, limit_is)


def _words(library: Library, documents: int, number: int) -> list[str]:
    """Words of four letters and more, the likelier the more often they are written."""
    rng = random.Random(3)
    found: list[str] = []
    while len(found) < number:
        row = library.connection.execute(
            "SELECT text FROM content WHERE document_id = ?", (rng.randint(1, documents),)
        ).fetchone()
        found += rng.sample(re.findall(r"[a-z]{4,}", row[0].lower()), 3)
    return found


def _first_hits(library: Library, typed: str) -> None:
    wanted = parse_search(typed, unfinished=True)
    first = find_documents(library, wanted, limit=_FIRST)
    assert list(hits_in(library, first, wanted, most=_LISTED))


def _ranked(library: Library, asked: str) -> None:
    wanted = parse_search(asked)
    ids = find_documents(library, wanted, SearchOrder.RELEVANCE, limit=_PAGE)
    list(hits_in(library, ids, wanted, most=_LISTED))


def _raw(library: Library, asked: str) -> None:
    statement = "SELECT rowid FROM document_search WHERE document_search MATCH ? ORDER BY rank LIMIT 40"
    library.connection.execute(statement, (expression(asked),)).fetchall()
