"""Crossings against plain Python over all rows: every count, and every cell as a query."""

import csv
import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.core.conftest import AddDocument

from excerpta.core.model.annotation import Annotation
from excerpta.core.model.crossing import Across, Crossing, CrossingQuestion, Meeting, Unit
from excerpta.core.model.document import Document
from excerpta.core.model.errors import CancelledError, ExportError, QueryError
from excerpta.core.model.ids import DocumentId, TagId
from excerpta.core.model.tag import TagTree
from excerpta.core.services import crossing as crossing_module
from excerpta.core.services.annotating import add_highlight, highlights_of
from excerpta.core.services.crossing import cross, crossing_rows, export_crossing
from excerpta.core.services.crossing_queries import cell_query, column_query, row_query
from excerpta.core.services.documents import document_ids, read_document, trash_documents
from excerpta.core.services.exporting import CsvProfile
from excerpta.core.services.retrieving import find_highlights, format_query, parse_query
from excerpta.core.services.tagging import create_tag, tag_tree
from excerpta.core.store import journal
from excerpta.core.store.library import Library
from excerpta.core.text.folding import fold

PATHS = ("A", "A/B", "A/B/C", "A/D", "E", "=F", "صلح", "Unused")
QUERIES = (
    "", "", "tag:A", "-tag:A/B", "colour:yellow", 'doc:"Report"', "tag:A tag:E match:all", "doc:#1 -tag:*",
    "source:reu", "source:=Reuters source:خبر", "-source:*", "published:*", "-published:2020",
    "published:=2020", "published:2020-01-02..2020-01-20", "published:2020 published:=2020-01",
    "published:2020-01..2020-03 published:2021-03-01..", "published:..2019", "tag:E overlaps tag:A",
)  # fmt: skip
DATES = ("2020-01-05", "2020-01", "2020", "", "2021-03-02", "2019-12-31")


def fill(library: Library, add_document: AddDocument, rng: random.Random) -> None:
    """Documents with dates and sources, and highlights that overlap much."""
    found = []
    for number in range(rng.randint(1, 6)):
        found.append(add_document(f"Report {number}", f"Words-of-report-{number}-" * 4))
    with journal.recording(library, "document", "describe") as command:
        for document in found:
            values = (rng.choice(["", "Reuters", "reuters", "خبر"]), rng.choice(DATES))
            command.update("document", ("source", "published"), {(document,): values})
    tags = [create_tag(library, tuple(path.split("/")))[0] for path in PATHS[:-1]]
    create_tag(library, (PATHS[-1],))
    for _ in range(rng.randint(0, 40)):
        start = rng.randrange(60)
        chosen = rng.sample(tags, rng.choice([0, 1, 1, 2, 3]))
        add_highlight(library, rng.choice(found), start, start + rng.randint(1, 12), tags=chosen)
    if len(found) > 2:
        trash_documents(library, found[:1])


class Oracle:
    """All rows in memory, and no SQL."""

    def __init__(self, library: Library, question: CrossingQuestion) -> None:
        self.question = question
        self.tree: TagTree = tag_tree(library)
        ids = sorted(document_ids(library))
        self.documents: dict[DocumentId, Document] = {one: read_document(library, one) for one in ids}
        self.everyone: list[Annotation] = [one for id_ in ids for one in highlights_of(library, id_)]
        meant = set(find_highlights(library, question.query))
        self.wanted = [one for one in self.everyone if one.id in meant]

    def carries(self, one: Annotation, tag: TagId) -> bool:
        under = self.tree.subtree(tag) if self.question.with_subtags else (tag,)
        return not set(one.tags).isdisjoint(under)

    def meets(self, one: Annotation, key: object) -> bool:
        question, document = self.question, self.documents[one.document]
        match question.across:
            case Across.TAGS:
                return any(self.is_met(one, other) and self.carries(other, key) for other in self.everyone)  # type: ignore[arg-type]
            case Across.DOCUMENTS:
                return document.id == key
            case Across.SOURCES:
                return fold(document.source) == fold(str(key))
            case Across.MONTHS:
                return document.published.value[:7] == key
            case _:
                return document.published.value[:4] == key

    def is_met(self, one: Annotation, other: Annotation) -> bool:
        if self.question.meeting is Meeting.PASSAGE:
            return one.id == other.id
        if one.document != other.document:
            return False
        return self.question.meeting is Meeting.DOCUMENT or (one.start < other.end and other.start < one.end)

    def count(self, found: list[Annotation]) -> int:
        by_document = self.question.unit is Unit.DOCUMENTS
        return len({one.document for one in found}) if by_document else len(found)


def questions(library: Library, rng: random.Random) -> Iterator[CrossingQuestion]:
    tree = tag_tree(library)
    branches = [None, None, *(tag.id for tag in tree)]
    for _ in range(8):
        yield CrossingQuestion(
            rng.choice([Across.TAGS, Across.TAGS, *Across]),
            rng.choice(list(Meeting)),
            rng.random() < 0.6,
            rng.choice(list(Unit)),
            parse_query(rng.choice(QUERIES)),
            rng.choice(branches),
            rng.choice(branches),
        )


def check(library: Library, table: Crossing) -> None:
    """Every line and every cell, those with nothing in them too."""
    question = table.question
    oracle = Oracle(library, question)
    for row, line in enumerate(table.rows):
        carriers = [one for one in oracle.wanted if oracle.carries(one, TagId(int(str(line.key))))]
        assert line.total == oracle.count(carriers) == asked(library, oracle, row_query(question, line))
        for column, across in enumerate(table.columns):
            met = [one for one in carriers if oracle.meets(one, across.key)]
            assert table.count(row, column) == oracle.count(met), (question, line.path, across.path)
            query = cell_query(table, row, column)
            assert parse_query(format_query(query)) == query
            assert list(find_highlights(library, query)) == [int(one.id) for one in met], format_query(query)
    for across in table.columns:
        query = column_query(question, across)
        assert across.total == asked(library, oracle, query), format_query(query)
    under = None if question.rows is None else oracle.tree.subtree(question.rows)
    used = [
        tag.id
        for tag in oracle.tree
        if (under is None or tag.id in under) and any(oracle.carries(one, tag.id) for one in oracle.wanted)
    ]
    assert [line.key for line in table.rows] == used
    assert table.total == oracle.count(oracle.wanted)


def asked(library: Library, oracle: Oracle, query: object) -> int:
    ids = set(find_highlights(library, query))  # type: ignore[arg-type]
    return oracle.count([one for one in oracle.everyone if one.id in ids])


@pytest.mark.parametrize("seed", range(30))
def test_the_table_agrees_with_an_oracle(library: Library, add_document: AddDocument, seed: int) -> None:
    rng = random.Random(seed)
    fill(library, add_document, rng)
    for question in questions(library, rng):
        check(library, cross(library, question))


def test_only_the_lines_with_the_most_find_room(
    library: Library, add_document: AddDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crossing_module, "MOST_LINES", 2)
    for number in range(4):
        document = add_document(f"Report {number}", "Some words")
        for _ in range(number + 1):
            add_highlight(library, document, 0, 4, new_tags=[(f"T{number}",)])
    table = cross(library, CrossingQuestion())
    assert [line.path for line in table.rows] == ["T2", "T3"]
    assert (table.rows_left_out, table.columns_left_out) == (2, 2)
    table = cross(library, CrossingQuestion(Across.DOCUMENTS))
    assert [(line.name, line.total) for line in table.columns] == [("Report 2", 3), ("Report 3", 4)]
    assert table.columns_left_out == 2
    assert table.total == 10


def test_time_says_what_has_no_date(library: Library, add_document: AddDocument) -> None:
    ids = [add_document(f"Report {number}", "Some words") for number in range(3)]
    with journal.recording(library, "document", "describe") as command:
        for document, date in zip(ids, ("2020-05-01", "2020", ""), strict=True):
            command.update("document", ("published",), {(document,): (date,)})
    for document in ids:
        add_highlight(library, document, 0, 4, new_tags=[("T",)])
    months, years = (cross(library, CrossingQuestion(across)) for across in (Across.MONTHS, Across.YEARS))
    assert [line.name for line in months.columns] == ["2020", "2020-05", "No date"]
    assert [line.name for line in years.columns] == ["2020", "No date"]
    assert (months.undated, years.undated) == (2, 1)


def test_any_of_several_tags_is_refused(library: Library) -> None:
    for path in ("A", "B"):
        create_tag(library, (path,))
    with pytest.raises(QueryError, match="one tag, or by all") as error:
        cross(library, CrossingQuestion(query=parse_query("tag:A tag:B")))
    assert (error.value.start, error.value.end) == (6, 11)
    assert cross(library, CrossingQuestion(query=parse_query("tag:A -tag:B"))).rows == ()


def test_a_count_that_is_not_wanted_any_more_ends(library: Library, three: list[DocumentId]) -> None:
    for document in three:
        add_highlight(library, document, 0, 4, new_tags=[("T",)])
    with pytest.raises(CancelledError):
        cross(library, CrossingQuestion(), cancelled=lambda: True)
    assert cross(library, CrossingQuestion(), cancelled=lambda: False).total == 3


def test_the_file_says_what_the_table_says(library: Library, three: list[DocumentId], tmp_path: Path) -> None:
    add_highlight(library, three[0], 0, 4, new_tags=[("=SUM(A1)",), ("صلح", "“a”, b")])
    add_highlight(library, three[1], 0, 4, new_tags=[("=SUM(A1)",)])
    table = cross(library, CrossingQuestion())
    target = tmp_path / "table.csv"
    assert export_crossing(table, target, profile=CsvProfile.EXACT) == 3
    rows = list(csv.reader(io.StringIO(target.read_text("utf-8"))))
    assert rows == [[str(cell) for cell in row] for row in crossing_rows(table)]
    assert rows[0] == ["tag", "total", "=SUM(A1)", "صلح", "صلح/“a”, b"]
    assert rows[1] == ["=SUM(A1)", "2", "2", "1", "1"]
    export_crossing(table, target)
    text = target.read_bytes().decode("utf-8-sig")
    assert text.splitlines()[1] == '"\'=SUM(A1)",2,2,1,1'
    with pytest.raises(ExportError, match="is a library"):
        export_crossing(table, library.path)
