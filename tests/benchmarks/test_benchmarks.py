"""The benchmark measures what it says: both contestants do all of it, and blocks of the window are seen."""

import gzip
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from tests.benchmarks.article_figures import PAGES, article_figures, f1
from tests.benchmarks.blocking import longest_block
from tests.benchmarks.cases import ARTICLES, Case, make
from tests.benchmarks.crossing_figures import crossing_figures
from tests.benchmarks.figure import Figure
from tests.benchmarks.reader_figures import COLUMNS, MOST_SECONDS, OURS, THEIRS, Outcome, as_markdown
from tests.benchmarks.run import _those
from tests.benchmarks.search_figures import search_figures


@pytest.mark.parametrize("contestant", [OURS, THEIRS])
def test_a_contestant_does_everything_that_is_shown(contestant: str) -> None:
    child = Path(__file__).with_name("contest.py")
    command = [sys.executable, str(child), contestant, "articles", "4000", "50", "0.01"]
    environment = {**os.environ, "QT_LOGGING_RULES": "default.warning=false"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    seconds = dict(json.loads(line) for line in done.stdout.splitlines())
    outcome = Outcome(seconds, came_to_an_end=True)
    assert all(outcome.value(column) is not None for column in COLUMNS)
    assert outcome.value("first paint") != 0


def test_tables_show_what_was_not_come_to_as_more() -> None:
    figures = [
        Figure("reader/0/20 MB/width", 9.5, "ms", 30_000, "QTextEdit", is_goal=False, is_more=True),
        Figure("reader/5,000/1 MB/width", 4.25, "ms", 1234.5, "QTextEdit", is_goal=False),
        Figure("reader.shape.emoji.first_paint", 20, "ms", 60, "1 MB of emoji"),
        Figure("reader.shape.emoji.page_down_p95", 5, "ms", 16, "1 MB of emoji"),
        Figure("reader.shape.emoji.longest", 30, "ms", 50, "1 MB of emoji: width"),
    ]
    table = list(as_markdown(figures))
    assert "| 0 highlights | 20 MB |" in table
    assert "| width | 9.5 / > 30 s |" in table
    assert "| width | 4.2 / 1,234 |" in table
    assert table[-1] == "| `emoji`: 1 MB of emoji | 20.0 | 5.0 | 30.0, width |"


def test_nothing_is_measured_behind_what_was_asked_for() -> None:
    made: list[str] = []

    def figures() -> Iterator[Figure]:
        for name in ("reader.open", "window.width", "window.reload", "annotate.add", "annotate.large"):
            made.append(name)
            yield Figure(name, 1, "ms", 2, "a limit")

    assert [figure.name for figure in _those(figures(), "window.")] == ["window.width", "window.reload"]
    assert "annotate.large" not in made


def test_what_did_not_come_to_an_end_is_never_within_a_limit() -> None:
    outcome = Outcome({"wheel": [0.001]}, came_to_an_end=False)
    assert outcome.longest(("wheel",)) == (MOST_SECONDS * 1e3, "not all done")
    assert outcome.value("width") is None
    assert Outcome({"wheel": [0.001, 0.02], "add": [0.01]}, True).longest(("wheel", "add")) == (20, "wheel")


def test_highlights_lie_inside_of_their_text() -> None:
    shapes = ("table_rows", "table_columns", "equal", "words", "headings", "crowded_paragraph", "chinese")
    for case in (Case(ARTICLES, 4_000, 40), *map(Case, shapes)):
        subject = make(case)
        assert "\n".join(subject.text[b.start : b.end] for b in subject.blocks) == subject.text
        assert all(0 <= h.start < h.end <= len(subject.text) for h in subject.highlights)


def test_a_block_is_seen_whoever_causes_it(qapp: QApplication) -> None:
    def burn(seconds: float) -> None:
        end = time.thread_time() + seconds
        while time.thread_time() < end:
            sum(range(1000))

    assert longest_block(qapp, lambda: burn(0.05), lambda: True) >= 0.05
    hog = threading.Thread(target=lambda: (time.sleep(0.01), max(range(3_000_000))))
    # A single call, which no other thread may interrupt.
    assert longest_block(qapp, hog.start, lambda: not hog.is_alive()) >= 0.02


def test_crossings_are_counted_as_raw_sql_counts_them(tmp_path: Path) -> None:
    figures = {one.name: one for one in crossing_figures(tmp_path, documents=80, highlights=900, tags=60)}
    assert set(figures) == {
        *(f"crossing.{one}" for one in ("passage", "sources", "months")),
        *(f"crossing.{one}_with_subtags" for one in ("passage", "overlap", "document")),
    }
    assert all(one.value > 0 and one.limit > 0 for one in figures.values())


def test_search_is_measured_on_words_that_are_there(tmp_path: Path) -> None:
    figures = {one.name: one for one in search_figures(tmp_path, documents=60, rounds=6)}
    assert set(figures) == {"search.as_you_type_p50", "search.as_you_type_p95", "search.ranked_ratio"}
    assert all(one.value > 0 and one.limit > 0 for one in figures.values())


def test_the_share_of_an_article_that_is_found_counts_runs_of_four_words() -> None:
    body = "one two three four five six"
    assert f1([(body, body)]) == 1
    assert f1([(body, "")]) == 0
    assert f1([(body, "one two three four five")]) == pytest.approx(2 * 1 * (2 / 3) / (1 + 2 / 3))
    assert f1([(body, f"{body} seven"), (body, body)]) == pytest.approx(2 * 0.875 / 1.875)


def test_the_pages_of_others_are_measured_where_they_are_and_else_the_figure_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(PAGES, str(tmp_path))
    assert list(article_figures(tmp_path)) == []
    assert PAGES in capsys.readouterr().out
    body = " ".join(f"Sentence {number} of the story." for number in range(40))
    page = f"<body><h1>Story</h1><div><p>{body}</p></div><div>Elsewhere</div></body>"
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "a.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "ground-truth.json").write_text(json.dumps({"a": {"articleBody": body}}))
    figures = {figure.name: figure.value for figure in article_figures(tmp_path)}
    assert figures["import.article_body_f1"] == 1
    assert 0.99 < figures["import.article_f1"] < 1
