"""The engine of queries agrees with plain Python over all rows, for thousands of queries by chance.

More of them: `EXCERPTA_ORACLE_ROUNDS=2000 python3 packaging/dev.py test tests/core -k oracle`.
"""

import os
import random
from pathlib import Path

import pytest
from tests.core.query_oracle import Oracle, any_query, little_library

from excerpta.core.model.query import Grouping, Sort
from excerpta.core.services.libraries import create_library
from excerpta.core.services.retrieving import (
    find_highlights,
    format_query,
    list_highlights,
    parse_query,
)
from excerpta.core.services.tagging import tag_tree
from excerpta.core.store import retrieval

ROUNDS = int(os.environ.get("EXCERPTA_ORACLE_ROUNDS", "40"))
QUERIES = 60
BLOCK = 10


@pytest.mark.parametrize("block", range(0, ROUNDS, BLOCK))
def test_the_engine_agrees_with_the_oracle(
    block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_something = 0
    for seed in range(block, block + BLOCK):
        rng = random.Random(seed)
        # What is meant for big libraries happens in little ones too.
        monkeypatch.setattr(retrieval, "_FIRST_WINDOW", rng.choice([1, 3, 64]))
        monkeypatch.setattr(retrieval, "_GROWTH", rng.choice([1, 4]))
        monkeypatch.setattr(retrieval, "_FEW_TAGS", rng.choice([0, 2, 64]))
        monkeypatch.setattr(retrieval, "_FEW_SEEKS", rng.choice([0, 5000]))
        with create_library(tmp_path / f"{seed}.excerpta") as library:
            little_library(library, rng)
            oracle, tree = Oracle(library), tag_tree(library)
            for _ in range(QUERIES):
                query = any_query(rng)
                text = format_query(query)
                assert parse_query(text) == query
                expected = [mark.id for mark in oracle.answer(query)]
                assert list(find_highlights(library, query)) == expected, (seed, text)
                found_something += bool(expected)
                sort, grouping = rng.choice(list(Sort)), rng.choice(list(Grouping))
                ids, headings = oracle.listed(query, sort, grouping)
                listing = list_highlights(library, query, sort=sort, grouping=grouping)
                assert list(listing.ids) == ids, (seed, text, sort, grouping)
                label = (lambda one: one.label) if grouping is Grouping.TAG else (lambda one: one.key)
                assert [(label(one), one.count) for one in listing.headings] == headings, (
                    seed,
                    text,
                    sort,
                    grouping,
                )
                assert listing.documents == len({mark.document["id"] for mark in oracle.answer(query)})
                first = list_highlights(
                    library, query, at_least=rng.choice([1, 5]), grouping=Grouping.DOCUMENT
                )
                assert list(first.ids) == expected[: len(first.ids)]
                assert len(first.ids) == len(expected) or not first.is_whole
        assert len(tree) == len(oracle.codebook)
    assert found_something > BLOCK * QUERIES / 5
