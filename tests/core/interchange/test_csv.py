"""CSV: both shapes and profiles, read back by an independent reader."""

import csv
import io
import os
from pathlib import Path

import pytest

from excerpta.core.interchange.csv import CsvProfile, CsvShape
from excerpta.core.model.errors import CancelledError, ExportError
from excerpta.core.model.ids import DocumentId
from excerpta.core.model.tag import parse_tag_path
from excerpta.core.services.annotating import add_highlight, highlights_of
from excerpta.core.services.documents import edit_document, read_document
from excerpta.core.services.exporting import export_csv
from excerpta.core.services.retrieving import highlight_records, parse_query
from excerpta.core.services.tagging import create_tag
from excerpta.core.store.library import Library

WIDE = [
    *("highlight_id", "document_id", "document", "source", "author", "published", "place", "url"),
    *("collection", "block", "start", "end", "quote", "prefix", "suffix", "colour", "style", "note"),
    *("tags", "mentions", "speaker", "coder", "created", "modified"),
]


@pytest.fixture
def marked(library: Library, three: list[DocumentId]) -> Library:
    """Four highlights: two tags with awkward names, a formula, none, over two paragraphs."""
    odd = create_tag(library, ("Top", "a/b | c"))[0]
    deep = create_tag(library, ("One", "Two", "Three"))[0]
    edit_document(library, three[0], source='The "Daily", est. 1900')
    add_highlight(library, three[0], 7, 12, tags=[odd, deep], note="=1+1")
    add_highlight(library, three[0], 20, 40, note='say "x",\r\nthen y')
    add_highlight(library, three[1], 0, 25, tags=[deep])
    add_highlight(library, three[2], 0, 3)
    return library


def rows_of(path: Path, encoding: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(encoding), newline="")))


def test_the_exact_wide_file_holds_every_value_unaltered(marked: Library, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    assert export_csv(marked, target, profile=CsvProfile.EXACT) == 4
    assert not target.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = rows_of(target, "utf-8")
    assert list(rows[0]) == WIDE
    wanted = [
        {name: str(value) for name, value in row.items()}
        for row in highlight_records(marked, parse_query(""))
    ]
    assert rows == wanted
    for row in rows:
        text = read_document(marked, DocumentId(int(row["document_id"]))).text
        assert row["quote"] == text[int(row["start"]) : int(row["end"])]
    assert rows[0]["note"] == "=1+1"
    assert rows[1]["note"] == 'say "x",\r\nthen y'
    assert rows[3]["tags"] == ""


def test_tags_of_a_wide_row_can_be_taken_apart(marked: Library, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    export_csv(marked, target, profile=CsvProfile.EXACT)
    paths = rows_of(target, "utf-8")[0]["tags"].split(" | ")
    assert [parse_tag_path(path) for path in paths] == [("One", "Two", "Three"), ("Top", "a/b | c")]


def test_the_long_file_has_a_row_for_each_tag_and_one_for_none(marked: Library, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    assert export_csv(marked, target, shape=CsvShape.LONG, profile=CsvProfile.EXACT) == 5
    rows = rows_of(target, "utf-8")
    levels = ["tag_level_1", "tag_level_2", "tag_level_3"]
    place = WIDE.index("tags")
    assert list(rows[0]) == [*WIDE[:place], "tag", "tag_parent", *levels, *WIDE[place + 1 :]]
    assert [row["tag"] for row in rows] == ["One/Two/Three", r"Top/a\/b | c", "", "One/Two/Three", ""]
    assert rows[0]["tag_parent"] == "One/Two"
    assert [rows[1][level] for level in levels] == ["Top", "a/b | c", ""]


def test_the_spreadsheet_file_guards_formulas_and_has_a_mark(marked: Library, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    export_csv(marked, target)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = rows_of(target, "utf-8-sig")
    assert rows[0]["note"] == "'=1+1"
    assert rows[1]["note"] == 'say "x",\r\nthen y'


@pytest.mark.parametrize("start", [*"=+-@\t\r＝＋－＠"])
def test_every_start_of_a_formula_is_guarded(
    library: Library, three: list[DocumentId], tmp_path: Path, start: str
) -> None:
    add_highlight(library, three[0], 0, 6, note=f"{start}cmd")
    export_csv(library, tmp_path / "out.csv")
    assert rows_of(tmp_path / "out.csv", "utf-8-sig")[0]["note"] == f"'{start}cmd"


def test_lines_end_as_the_standard_says(marked: Library, tmp_path: Path) -> None:
    export_csv(marked, tmp_path / "out.csv", query=parse_query("doc:plain"))
    assert (tmp_path / "out.csv").read_bytes().count(b"\r\n") == 2


def test_what_is_asked_for_is_what_is_written(marked: Library, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    assert export_csv(marked, target, query=parse_query("tag:One")) == 2
    assert export_csv(marked, target, query=parse_query("-tag:*")) == 2
    assert export_csv(marked, target, query=parse_query("zzz")) == 0
    assert len(target.read_bytes().splitlines()) == 1


def test_a_failed_export_keeps_the_file_that_stood_there(marked: Library, tmp_path: Path) -> None:
    folder = tmp_path / "out.csv"
    folder.mkdir()
    with pytest.raises(ExportError, match="is not a file"):
        export_csv(marked, folder)
    with pytest.raises(ExportError, match="could not be written"):
        export_csv(marked, tmp_path / "nowhere" / "out.csv")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["out.csv", "test.excerpta", *_wal(tmp_path)]


def test_what_is_not_a_file_is_never_replaced(marked: Library, tmp_path: Path) -> None:
    fifo = tmp_path / "fifo.csv"
    os.mkfifo(fifo)
    with pytest.raises(ExportError, match="is not a file"):
        export_csv(marked, fifo)
    assert fifo.is_fifo()


def test_a_library_is_never_replaced(marked: Library, tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(marked.path)
    for target in (marked.path, link):
        with pytest.raises(ExportError, match="is a library"):
            export_csv(marked, target)
    assert len(highlights_of(marked, DocumentId(1))) == 2


def test_a_cancelled_export_keeps_the_file_that_stood_there(
    marked: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("excerpta.core.services.exporting._PIECE", 2)
    target = tmp_path / "out.csv"
    target.write_text("old")
    seen: list[int] = []
    with pytest.raises(CancelledError):
        export_csv(marked, target, progress=seen.append, cancelled=lambda: bool(seen))
    assert target.read_text() == "old"
    assert seen == [1]
    assert len(highlights_of(marked, DocumentId(1))) == 2
    assert not list(tmp_path.glob(".*"))


def _wal(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.glob("*-*"))
