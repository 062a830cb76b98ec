"""Figures of the article in the page: how much of it is found, as the public benchmark counts it.

The pages belong to their publishers and are no part of the project. Fetch them from
github.com/scrapinghub/article-extraction-benchmark and name the folder that has its
`ground-truth.json` and its `html`; without it nothing is measured, and that is said.
"""

import gzip
import json
import os
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.figure import Figure

from excerpta.core.model.document import Article, Block, BlockKind
from excerpta.core.services.describing import read_files

NAMES = ("import.article_",)
PAGES = "EXCERPTA_ARTICLE_PAGES"
"""The environment variable that names the folder."""

_TRAFILATURA = 0.964
"""What its precise mode reaches on all 181 pages; its usual mode 0.960."""
_FEWEST = 50
_WORD = re.compile(r"\w+")
_SHINGLE = 4


def article_figures(_: Path) -> Iterator[Figure]:
    """What is kept as the article of each page, against what people found to be it."""
    named = os.environ.get(PAGES, "")
    folder = Path(named)
    if not named or not (folder / "ground-truth.json").is_file():
        print(f"import.article_f1: skipped, {PAGES} names no folder with ground-truth.json in it")
        return
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    pages = {key: gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()) for key in truth}
    start = time.process_time()
    articles = {key: _read(data) for key, data in pages.items()}
    seconds = time.process_time() - start
    bodies = {key: page["articleBody"] for key, page in truth.items()}
    for name, is_counted, limit, what in (
        ("import.article_f1", _is_kept, _TRAFILATURA, "in its precise mode"),
        ("import.article_body_f1", _is_body, _TRAFILATURA, "the same; headline and captions apart"),
    ):
        found = {key: _words(article, is_counted) for key, article in articles.items()}
        value = f1([(bodies[key], found[key]) for key in bodies])
        yield Figure(name, value, "", limit, f"trafilatura 2.3.1, {what}, {len(bodies)} pages", at_least=True)
    yield Figure(
        "import.article_rate", len(pages) / seconds, "pages/s", _FEWEST, "goal, one core", at_least=True
    )


def _read(data: bytes) -> Article:
    (found,) = read_files("page.html", data, None)
    assert found.article is not None
    return found.article


def _is_kept(block: Block) -> bool:
    return block.kind is not BlockKind.FURNITURE


def _is_body(block: Block) -> bool:
    """What is kept, without what the benchmark counts as no part of the body: headline and captions."""
    is_headline = block.kind is BlockKind.HEADING and block.level == 1
    return _is_kept(block) and block.kind is not BlockKind.CAPTION and not is_headline


def _words(article: Article, is_counted: Callable[[Block], bool]) -> str:
    return "\n".join(article.text[block.start : block.end] for block in article.blocks if is_counted(block))


def f1(pairs: list[tuple[str, str]]) -> float:
    """The benchmark's F1 over pairs of what is true and what was found: of the means over the pages.

    Counted are runs of four words, as often as they occur.
    """
    precisions, recalls = [], []
    for true, found in pairs:
        expected, given = _shingles(true), _shingles(found)
        common = (expected & given).total()
        if given:
            precisions.append(common / given.total())
        if expected:
            recalls.append(common / expected.total())
    precision = statistics.fmean(precisions) if precisions else 0.0
    recall = statistics.fmean(recalls) if recalls else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    runs = (tuple(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1)))
    return Counter(run for run in runs if run)
