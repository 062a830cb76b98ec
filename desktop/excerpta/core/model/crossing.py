"""A crossing is a table: how often the tags of its rows meet what stands over its columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import DocumentId, TagId
from excerpta.core.model.query import Query


class Across(StrEnum):
    """What stands over the columns; along the rows stand tags, always."""

    TAGS = "tags"
    DOCUMENTS = "documents"
    SOURCES = "sources"
    MONTHS = "months"
    YEARS = "years"


class Meeting(StrEnum):
    """When the tag of a row meets the tag of a column.

    PASSAGE: one highlight carries both. OVERLAP: a highlight that carries the one shares words with a
    highlight that carries the other, which may be itself. DOCUMENT: both are in one document.
    """

    PASSAGE = "passage"
    OVERLAP = "overlap"
    DOCUMENT = "document"


class Unit(StrEnum):
    """What a cell counts, each once."""

    HIGHLIGHTS = "highlights"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class CrossingQuestion:
    """What is to be crossed.

    Attributes:
        across: what stands over the columns.
        meeting: when two tags meet; of no account where the columns are not tags.
        with_subtags: a tag counts what its sub-tags are on, too.
        unit: what is counted.
        query: only the highlights it means are counted; of a column's tags every highlight is looked at.
        rows: the branch of the codebook along the rows, that tag included; None for the whole codebook.
        columns: the same for columns that are tags.

    """

    across: Across = Across.TAGS
    meeting: Meeting = Meeting.PASSAGE
    with_subtags: bool = True
    unit: Unit = Unit.HIGHLIGHTS
    query: Query = field(default_factory=Query)
    rows: TagId | None = None
    columns: TagId | None = None


LineKey = TagId | DocumentId | str


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column.

    Attributes:
        key: a tag, a document, a source, or the date of publication as far as it is asked for.
        name: what the line is called.
        path: the whole path of a tag, else the name.
        total: how many of the query's highlights (or their documents) belong to the line.
        colour: of a tag.
        depth: how many tags of the codebook stand above a tag.

    """

    key: LineKey
    name: str
    path: str
    total: int
    colour: Colour | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Crossing:
    """A table as it was counted.

    Attributes:
        cells: from row and column, both from 0, to a count; a cell that is not there is zero.
        total: how many highlights (or documents) the query means, tagged or not.
        undated: how many of them stand in documents whose date is not known to the month (or year).
        rows_left_out, columns_left_out: how many lines with something in them found no room.

    """

    question: CrossingQuestion
    rows: tuple[Line, ...] = ()
    columns: tuple[Line, ...] = ()
    cells: Mapping[tuple[int, int], int] = field(default_factory=dict)
    total: int = 0
    undated: int = 0
    rows_left_out: int = 0
    columns_left_out: int = 0

    def count(self, row: int, column: int) -> int:
        """What a cell shows."""
        return self.cells.get((row, column), 0)

    def with_lines(self, rows: Sequence[int], columns: Sequence[int]) -> "Crossing":
        """The table of these of its lines, in this order; what is left out must be empty."""
        row_places = {row: place for place, row in enumerate(rows)}
        column_places = {column: place for place, column in enumerate(columns)}
        return replace(
            self,
            rows=tuple(self.rows[row] for row in rows),
            columns=tuple(self.columns[column] for column in columns),
            cells={(row_places[r], column_places[c]): count for (r, c), count in self.cells.items()},
        )
