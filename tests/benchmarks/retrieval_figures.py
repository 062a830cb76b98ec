"""Figures of retrieval on 100,000 documents with 1,000,000 highlights and 5,000 tags, beside raw SQL.

Raw SQL is what one would write by hand for the very same answer on the same file: it knows the ids of the
tags already, and has no query to understand.
"""

import random
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.big_libraries import big_library
from tests.benchmarks.figure import Figure, percentile, processor_seconds

from excerpta.core.model.ids import AnnotationId, TagId
from excerpta.core.services.completing import complete, vocabulary_of
from excerpta.core.services.facets import facets_of
from excerpta.core.services.libraries import open_library
from excerpta.core.services.retrieving import (
    find_highlights,
    format_query,
    highlight_rows,
    list_highlights,
    parse_query,
)
from excerpta.core.services.searches import highlights_like
from excerpta.core.services.tagging import tag_tree
from excerpta.core.store.library import Library

_PAGE = 100
_TAGS = 200
_WHOLE = (
    ("everything", "", "SELECT id FROM annotation ORDER BY document_id, start, end, id"),
    (
        "two_tags",
        'tag:="Tag 1" tag:="Tag 2" match:all',
        """SELECT annotation_id FROM (
               SELECT document_id, start, end, annotation_id FROM annotation_tag WHERE tag_id = 1
               INTERSECT SELECT document_id, start, end, annotation_id FROM annotation_tag WHERE tag_id = 2
           ) ORDER BY document_id, start, end, annotation_id""",
    ),
    (
        "source_and_colour",
        'source:="Source 3" colour:red',
        """SELECT a.id FROM annotation AS a JOIN document AS d ON d.id = a.document_id
           WHERE d.source = 'Source 3' AND a.colour = 'red'
           ORDER BY a.document_id, a.start, a.end, a.id""",
    ),
    (
        "overlaps",
        'tag:="Tag 1" overlaps tag:="Tag 2"',
        """SELECT annotation_id FROM annotation_tag AS t WHERE tag_id = 1 AND EXISTS (
               SELECT 1 FROM annotation_tag AS o
               WHERE o.tag_id = 2 AND o.document_id = t.document_id AND o.start < t.end AND o.end > t.start
           ) ORDER BY document_id, start, end, annotation_id""",
    ),
)
"""Whole answers: what they are called, the query, and the same by hand."""

_FIRST = (
    ("words", "note:report"),
    ("near", 'tag:="Tag 5" near:10 tag:="Tag 2"'),
    ("source", 'source:"Source 3" tag:"Tag 1"'),
)


def retrieval_figures(_folder: Path) -> Iterator[Figure]:
    """First pages, whole answers, facets and completion."""
    with open_library(big_library(), read_only=True) as library:
        yield from _tag_pages(library)
        yield from _other_pages(library)
        yield from _whole_answers(library)
        yield from _counting(library)
        yield from _completing(library)


def _tag_pages(library: Library) -> Iterator[Figure]:
    """The first page of tags of every level with their sub-tags, in turn with raw SQL."""
    tree = tag_tree(library)
    tops = [tag.id for tag in tree.children(None)]
    others = random.Random(5).sample([tag.id for tag in tree if tag.parent is not None], _TAGS - len(tops))
    ours, raw = [], []
    for tag in [*tops, *others]:
        text = f"tag:{tree.path(tag)}" if " " not in tree.path(tag) else f'tag:"{tree.path(tag)}"'
        ours.append(processor_seconds(lambda text=text: _page(library, text)))  # type: ignore[misc]
        raw.append(processor_seconds(lambda tag=tag: _raw_page(library, tree.subtree(tag))))  # type: ignore[misc]
    yield Figure("retrieve.tag_page_p50", statistics.median(ours) * 1e3, "ms", 16, "goal")
    yield Figure("retrieve.tag_page_p95", percentile(ours, 95) * 1e3, "ms", 60, "goal")
    for name, of in (("p50", 50), ("p95", 95)):
        value, limit = percentile(ours, of) * 1e3, percentile(raw, of) * 1e3
        limit_is = "raw SQL with LIMIT, rows alone"
        yield Figure(f"retrieve.tag_page_{name}_raw", value, "ms", limit, limit_is, is_goal=False)


def _page(library: Library, text: str) -> int:
    listing = list_highlights(library, parse_query(text), at_least=_PAGE)
    return len(highlight_rows(library, [AnnotationId(one) for one in listing.ids[:_PAGE]]))


def _raw_page(library: Library, tags: tuple[TagId, ...]) -> int:
    statement = f"""
        SELECT a.*, d.title, d.source, d.published FROM (
            SELECT DISTINCT document_id, start, end, annotation_id FROM annotation_tag
            WHERE tag_id IN ({", ".join("?" * len(tags))})
            ORDER BY document_id, start, end, annotation_id LIMIT {_PAGE}
        ) AS found JOIN annotation AS a ON a.id = found.annotation_id
        JOIN document AS d ON d.id = a.document_id
    """
    return len(library.connection.execute(statement, tags).fetchall())


def _other_pages(library: Library) -> Iterator[Figure]:
    for name, text in _FIRST:
        seconds = _median(lambda text=text: _page(library, text))  # type: ignore[misc]
        yield Figure(f"retrieve.{name}_page", seconds * 1e3, "ms", 250, "one is kept waiting", is_goal=False)


def _whole_answers(library: Library) -> Iterator[Figure]:
    for name, text, statement in _WHOLE:
        query = parse_query(text)
        expected = [row[0] for row in library.connection.execute(statement)]
        assert list(find_highlights(library, query)) == expected, name
        ours = _median(lambda query=query: find_highlights(library, query))  # type: ignore[misc]
        raw = _median(lambda sql=statement: library.connection.execute(sql).fetchall())  # type: ignore[misc]
        yield Figure(f"retrieve.{name}", ours * 1e3, "ms", 3 * raw * 1e3, "3 × raw SQL", is_goal=False)


def _counting(library: Library) -> Iterator[Figure]:
    for name, text in (("facets_all", ""), ("facets_tag", 'tag:"Tag 1"')):
        seconds = processor_seconds(lambda text=text: facets_of(library, parse_query(text)))  # type: ignore[misc]
        yield Figure(f"retrieve.{name}", seconds * 1e3, "ms", 10_000, "in the background", is_goal=False)


def _completing(library: Library) -> Iterator[Figure]:
    """Every key of a query that is typed, with 5,000 tags and 100,000 documents."""
    vocabulary = vocabulary_of(library)
    text = f"{format_query(highlights_like(library, AnnotationId(1)))} doc:kabul report"
    complete("x", 1, vocabulary)  # folds every name, once
    keys = []
    for caret in range(1, len(text) + 1):
        typed = text[:caret]
        keys.append(processor_seconds(lambda typed=typed: complete(typed, len(typed), vocabulary)))  # type: ignore[misc]
    yield Figure("retrieve.complete_p95", percentile(keys, 95) * 1e3, "ms", 50, "what no window waits for")


def _median(work: Callable[[], object]) -> float:
    return statistics.median(processor_seconds(work) for _ in range(5))
