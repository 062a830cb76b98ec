"""Crossing tags with tags, documents, sources and time; every cell can be asked for as a query."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from excerpta.core.interchange import csv
from excerpta.core.interchange.csv import CsvProfile
from excerpta.core.model.crossing import (
    Across,
    Crossing,
    CrossingQuestion,
    Line,
    LineKey,
    Meeting,
    Unit,
)
from excerpta.core.model.errors import CancelledError
from excerpta.core.model.ids import DocumentId, TagId
from excerpta.core.model.tag import TagTree
from excerpta.core.services import exporting
from excerpta.core.services.crossing_queries import require_sayable
from excerpta.core.services.tallying import (
    DocumentTally,
    MaskTally,
    PassageTally,
    PlaceTally,
    Sheet,
    TagLines,
    TotalTally,
)
from excerpta.core.store import crossings, tag_links, tags
from excerpta.core.store.crossings import Origin, Wanted
from excerpta.core.store.interrupting import interruptible
from excerpta.core.store.library import Library
from excerpta.core.text.folding import fold

MOST_LINES = 250
"""A table has at most so many rows, and so many columns; those with the most in them."""

Cancelled = Callable[[], bool]


def cross(library: Library, question: CrossingQuestion, *, cancelled: Cancelled | None = None) -> Crossing:
    """Count a table; lines with nothing in them are left out.

    Raises:
        QueryError: the query names what does not exist, or asks for any of several tags.
        CancelledError: `cancelled` said so.
    """
    require_sayable(question)
    with library.read(), interruptible(library.connection, cancelled):
        count = _Count(library, question, cancelled)
        if question.across is Across.TAGS:
            return count.by_tags()
        return count.by_places()


def export_crossing(table: Crossing, target: Path, *, profile: CsvProfile = CsvProfile.SPREADSHEET) -> int:
    """Write a table to a CSV file as it is shown: totals first, tags by their paths.

    Returns:
        how many rows the file holds below its header.

    Raises:
        ExportError: the file cannot be written; what stood there was kept.
    """
    with exporting.replacing(target) as file:
        file.writelines(csv.table_lines(crossing_rows(table), profile))
    return len(table.rows)


def crossing_rows(table: Crossing) -> Iterator[tuple[str | int, ...]]:
    """A table as rows of cells, the first of which is its heading."""
    yield ("tag", "total", *(line.path for line in table.columns))
    for row, line in enumerate(table.rows):
        counts = (table.count(row, column) for column in range(len(table.columns)))
        yield (line.path, line.total, *counts)


class _Count:
    """One table being counted."""

    def __init__(self, library: Library, question: CrossingQuestion, cancelled: Cancelled | None) -> None:
        self._library = library
        self._question = question
        self._cancelled = cancelled
        self._tree = tags.read_tree(library)
        self._wanted = Wanted(library, question.query, self._tree)
        self._by_document = question.unit is Unit.DOCUMENTS

    def by_tags(self) -> Crossing:
        """A table of tags and tags."""
        question, documents = self._question, self._by_document
        row_tags, rows_left = self._chosen(question.rows, alone=True)
        passage = question.meeting is Meeting.PASSAGE
        is_same = question.columns == question.rows and (passage or not question.query.terms)
        column_tags, columns_left = (
            (row_tags, rows_left) if is_same else self._chosen(question.columns, alone=passage)
        )
        rows = self._lines(row_tags)
        columns = rows if column_tags == row_tags else self._lines(column_tags)
        tally: PassageTally | MaskTally | DocumentTally
        if question.meeting is Meeting.DOCUMENT:
            tally = DocumentTally(rows, columns, documents=documents)
        elif passage and not documents:
            tally = PassageTally(rows, columns)
        else:
            tally = MaskTally(rows, columns, documents=documents, overlapping=not passage)
        row_totals = TotalTally(rows, documents=documents)
        is_square = columns is rows
        column_totals = row_totals if is_square else TotalTally(columns, documents=documents)
        tallies = (tally, row_totals) if is_square else (tally, row_totals, column_totals)
        for _, sheet in self._sheets():
            for each in tallies:
                each.take(sheet)
        return _without_empty(
            Crossing(
                question,
                self._tag_rows(row_tags, row_totals.totals()),
                self._tag_rows(column_tags, column_totals.totals()),
                tally.cells(),
                row_totals.total,
                rows_left_out=rows_left,
                columns_left_out=columns_left,
            )
        )

    def by_places(self) -> Crossing:
        """A table of tags and what documents are grouped by."""
        question, documents = self._question, self._by_document
        row_tags, rows_left = self._chosen(question.rows, alone=True)
        rows = self._lines(row_tags)
        origins = crossings.origins(self._library)
        tally = PlaceTally(rows, documents=documents)
        undated = 0
        for document, sheet in self._sheets():
            place = _place(question.across, document, origins[document])
            tally.take(place, sheet)
            if _is_undated(question.across, place):
                undated += bool(sheet.wanted) if documents else len(sheet.wanted)
        kept = sorted(tally.totals, key=lambda place: -tally.totals[place])[:MOST_LINES]
        places = sorted(kept, key=_order)
        return _without_empty(
            Crossing(
                question,
                self._tag_rows(row_tags, tally.row_totals()),
                tuple(_place_line(question.across, one, origins, tally.totals[one]) for one in places),
                tally.cells(places),
                sum(tally.totals.values()),
                undated,
                rows_left,
                len(tally.totals) - len(kept),
            )
        )

    def _sheets(self) -> Iterator[tuple[DocumentId, Sheet]]:
        everyone_is_wanted = not self._question.query.terms
        for document, rows in crossings.carried(self._library):
            if self._cancelled is not None and self._cancelled():
                raise CancelledError
            wanted = rows if everyone_is_wanted else [row for row in rows if row[3] in self._wanted]
            yield document, Sheet(rows, wanted)

    def _chosen(self, branch: TagId | None, *, alone: bool) -> tuple[list[TagId], int]:
        """The tags of a branch, in the order of the codebook, as many as there is room for.

        Args:
            branch: the tag at its top, None for the whole codebook.
            alone: whether only the query's own highlights make a tag worth its room.
        """
        under = None if branch is None else set(self._tree.subtree(branch))
        found = [tag.id for tag in self._tree if under is None or tag.id in under]
        if len(found) <= MOST_LINES:
            return found, 0
        totals = self._totals(found, alone=alone)
        used = [place for place in range(len(found)) if totals.get(place)]
        best = sorted(sorted(used, key=lambda place: -totals[place])[:MOST_LINES])
        return [found[place] for place in best], len(used) - len(best)

    def _totals(self, found: Sequence[TagId], *, alone: bool) -> Mapping[int, int]:
        """How much each of some tags counts by itself."""
        question = self._question
        if not self._by_document and (not alone or not question.query.terms):
            # What the panel of tags counts, which SQLite is quick at.
            uses = tag_links.uses(self._library, self._tree)
            return {
                place: uses[tag].total if question.with_subtags else uses[tag].own
                for place, tag in enumerate(found)
            }
        tally = TotalTally(self._lines(found), documents=self._by_document)
        for _, sheet in self._sheets():
            tally.take(sheet if alone else Sheet(sheet.everyone, sheet.everyone))
        return tally.totals()

    def _lines(self, found: Sequence[TagId]) -> TagLines:
        return TagLines(found, self._tree, with_subtags=self._question.with_subtags)

    def _tag_rows(self, found: Sequence[TagId], totals: Mapping[int, int]) -> tuple[Line, ...]:
        return tuple(_tag_line(self._tree, tag, totals.get(place, 0)) for place, tag in enumerate(found))


def _tag_line(tree: TagTree, tag: TagId, total: int) -> Line:
    one = tree[tag]
    return Line(tag, one.name, tree.path(tag), total, one.colour, len(tree.ancestors(tag)))


def _place(across: Across, document: DocumentId, origin: Origin) -> LineKey:
    if across is Across.DOCUMENTS:
        return document
    if across is Across.SOURCES:
        # As the query language compares them: neither letter case nor accents matter.
        return fold(origin.source)
    return origin.published[: 7 if across is Across.MONTHS else 4]


def _is_undated(across: Across, place: LineKey) -> bool:
    return across in (Across.MONTHS, Across.YEARS) and len(str(place)) < (7 if across is Across.MONTHS else 4)


def _order(place: object) -> tuple[bool, object]:
    """Documents in reading order, sources by name, time as it goes; what is not known comes last."""
    return not place, place


_UNKNOWN = {Across.SOURCES: "No source", Across.MONTHS: "No date", Across.YEARS: "No date"}


def _place_line(across: Across, place: object, origins: dict[DocumentId, Origin], total: int) -> Line:
    if across is Across.DOCUMENTS:
        document = DocumentId(int(str(place)))
        title = origins[document].title
        return Line(document, title, title, total)
    key = str(place)
    if across is Across.SOURCES and key:
        # The spelling that is met first, of several that mean the same.
        key = next(one.source for one in origins.values() if fold(one.source) == key)
    name = key or _UNKNOWN[across]
    return Line(key, name, name, total)


def _without_empty(table: Crossing) -> Crossing:
    """Only the lines with something in them."""
    full_rows, full_columns = {row for row, _ in table.cells}, {column for _, column in table.cells}
    rows = [place for place, line in enumerate(table.rows) if line.total or place in full_rows]
    columns = [place for place, line in enumerate(table.columns) if line.total or place in full_columns]
    return table.with_lines(rows, columns)
