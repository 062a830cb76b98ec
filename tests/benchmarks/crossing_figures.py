"""Figures of the overview on 10,000 documents with 1,000,000 highlights and 5,000 tags, beside raw SQL.

Raw SQL is what one would write by hand for the cells of the very same table, tags without their sub-tags: it
knows the 250 tags already that are used most. What counts sub-tags, or what one line of SQL cannot say, has
a minute to be answered in: it is counted beside the window and can be overtaken at every document.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.big_libraries import big_library
from tests.benchmarks.figure import Figure, processor_seconds

from excerpta.core.model.crossing import Across, Crossing, CrossingQuestion, Meeting
from excerpta.core.services.crossing import cross
from excerpta.core.services.libraries import open_library
from excerpta.core.store.library import Library

_DOCUMENTS, _HIGHLIGHTS, _TAGS = 10_000, 1_000_000, 5_000
_MINUTE = 60_000
_PASSAGE = """
    SELECT a.tag_id, b.tag_id, count(*) FROM annotation_tag AS a
    JOIN annotation_tag AS b ON b.annotation_id = a.annotation_id
    WHERE a.tag_id IN (SELECT id FROM shown) AND b.tag_id IN (SELECT id FROM shown) GROUP BY 1, 2
"""
_MONTHS = """
    SELECT a.tag_id, substr(d.published, 1, 7), count(*) FROM annotation_tag AS a
    JOIN document AS d ON d.id = a.document_id
    WHERE a.tag_id IN (SELECT id FROM shown) GROUP BY 1, 2
"""
_SOURCES = _MONTHS.replace("substr(d.published, 1, 7)", "d.source")


def crossing_figures(
    _folder: Path, documents: int = _DOCUMENTS, highlights: int = _HIGHLIGHTS, tags: int = _TAGS
) -> Iterator[Figure]:
    """Tags with tags, sources and months."""
    with open_library(big_library(documents=documents, highlights=highlights, tags=tags)) as library:
        for name, across, statement in (
            ("passage", Across.TAGS, _PASSAGE),
            ("sources", Across.SOURCES, _SOURCES),
            ("months", Across.MONTHS, _MONTHS),
        ):
            question = CrossingQuestion(across, Meeting.PASSAGE, with_subtags=False)
            table, ours = _measured(library, question)
            _take_shown(library, table)
            raw: dict[tuple[object, object], int] = {}
            theirs = processor_seconds(partial(_ask, library, statement, raw))
            assert _cells(table) == _as_shown(raw, table), name
            yield Figure(f"crossing.{name}", ours * 1e3, "ms", 3 * theirs * 1e3, "3 × raw SQL", is_goal=False)
        for meeting in Meeting:
            _, ours = _measured(library, CrossingQuestion(Across.TAGS, meeting, with_subtags=True))
            name = f"crossing.{meeting.value}_with_subtags"
            yield Figure(name, ours * 1e3, "ms", _MINUTE, "in the background", is_goal=False)


def _measured(library: Library, question: CrossingQuestion) -> tuple[Crossing, float]:
    found: list[Crossing] = []
    seconds = processor_seconds(lambda: found.append(cross(library, question)))
    return found[0], seconds


def _take_shown(library: Library, table: Crossing) -> None:
    library.connection.execute("CREATE TEMP TABLE IF NOT EXISTS shown (id INTEGER PRIMARY KEY)")
    library.connection.execute("DELETE FROM shown")
    library.connection.executemany("INSERT INTO shown VALUES (?)", [(line.key,) for line in table.rows])


def _ask(library: Library, statement: str, into: dict[tuple[object, object], int]) -> None:
    into.update(((row, column), number) for row, column, number in library.connection.execute(statement))


def _cells(table: Crossing) -> dict[tuple[object, object], int]:
    """The cells by what their lines are called; tags by their ids."""
    is_tags = table.question.across is Across.TAGS
    columns = [line.key if is_tags else line.path for line in table.columns]
    return {(table.rows[row].key, columns[column]): number for (row, column), number in table.cells.items()}


def _as_shown(raw: dict[tuple[object, object], int], table: Crossing) -> dict[tuple[object, object], int]:
    """What raw SQL found, under the words that the table has for what is not known."""
    unknown = "No source" if table.question.across is Across.SOURCES else "No date"
    return {(row, column or unknown): number for (row, column), number in raw.items()}
