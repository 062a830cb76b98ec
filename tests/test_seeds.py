"""The sample library is whole: its tables are valid and every quotation stands in its document."""

import csv
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from excerpta.core.interchange.reading import read_article
from excerpta.core.model.annotation import Colour, HighlightStyle
from excerpta.core.model.document import Article, BlockKind, PartialDate, Provenance, SpanKind
from excerpta.core.model.tag import format_tag_path, parse_tag_path
from excerpta.core.services.annotating import highlights_of
from excerpta.core.services.documents import document_ids, read_document
from excerpta.core.services.libraries import open_library
from excerpta.core.text.anchoring import find_quote
from excerpta.places import seeds

ZERO_WIDTH_NON_JOINER = "\N{ZERO WIDTH NON-JOINER}"
DOCUMENTS = seeds() / "documents"


def rows(name: str) -> list[dict[str, str]]:
    with (seeds() / name).open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file, strict=True))
    assert all(None not in row and None not in row.values() for row in table)
    return table


HIGHLIGHTS = rows("highlights.csv")
CODEBOOK = rows("codebook.csv")


@cache
def article(name: str) -> Article:
    return read_article(name, (DOCUMENTS / name).read_bytes(), page=DOCUMENTS / name)


def names() -> list[str]:
    return sorted(path.name for path in DOCUMENTS.iterdir() if path.is_file())


def place(row: dict[str, str]) -> tuple[int, int]:
    found = find_quote(article(row["document"]).text, row["quote"], row["prefix"])
    assert found is not None
    return found


def test_every_document_is_read_without_a_warning() -> None:
    assert len(names()) == 9
    for name in names():
        assert article(name).text.strip()
        assert article(name).warnings == ()


def test_the_codebook_is_a_tree_of_valid_tags() -> None:
    paths = [row["path"] for row in CODEBOOK]
    assert 22 <= len(paths) <= 30
    assert len(set(paths)) == len(paths)
    for row in CODEBOOK:
        names = parse_tag_path(row["path"])
        assert format_tag_path(names) == row["path"]
        assert len(names) == 1 or format_tag_path(names[:-1]) in paths[: paths.index(row["path"])]
        assert row["colour"] in set(Colour)
        assert row["description"].strip() == row["description"] != ""
    keys = [row["shortcut"] for row in CODEBOOK if row["shortcut"]]
    assert sorted(keys) == sorted(set(keys) & set("123456789"))


def test_metadata_names_documents_and_partial_dates() -> None:
    table = rows("metadata.csv")
    assert len({row["document"] for row in table}) == len(table)
    for row in table:
        assert (DOCUMENTS / row["document"]).is_file()
        assert row["title"]
        assert row["source"]
        published = PartialDate(row["published"], Provenance(row["provenance"]))
        assert bool(published.precision) == bool(published.provenance)
        assert published.precision == "day" or not published.is_certain


@pytest.mark.parametrize("row", HIGHLIGHTS, ids=lambda row: row["quote"][:24])
def test_a_highlight_stands_in_its_document_once(row: dict[str, str]) -> None:
    text = article(row["document"]).text
    assert text.count(row["prefix"] + row["quote"]) == 1
    assert bool(row["prefix"]) == (text.count(row["quote"]) > 1)
    assert row["quote"] == row["quote"].strip()
    start, end = place(row)
    assert text[start:end] == row["quote"]


def test_highlights_have_valid_colours_styles_and_tags() -> None:
    known = {row["path"] for row in CODEBOOK}
    assert 35 <= len(HIGHLIGHTS) <= 60
    for row in HIGHLIGHTS:
        assert row["colour"] in set(Colour)
        assert row["style"] in set(HighlightStyle)
        tags = row["tags"].split(" | ") if row["tags"] else []
        assert set(tags) <= known
        assert len(set(tags)) == len(tags)


def test_every_document_has_highlights_and_none_lies_in_page_furniture() -> None:
    assert {row["document"] for row in HIGHLIGHTS} == set(names())
    for row in HIGHLIGHTS:
        start, end = place(row)
        for block in article(row["document"]).blocks:
            assert block.kind is not BlockKind.FURNITURE or block.end <= start or end <= block.start


def test_the_highlights_hold_the_difficult_cases() -> None:
    places = [(row["document"], *place(row)) for row in HIGHLIGHTS]
    assert len(places) - len(set(places)) == 1
    assert any(
        len({a[0], b[0], c[0]}) == 1 and max(a[1], b[1], c[1]) < min(a[2], b[2], c[2])
        for a, b, c in combinations(set(places), 3)
    )
    assert sum("\n" in row["quote"] for row in HIGHLIGHTS) >= 2
    assert any("\t" in row["quote"] for row in HIGHLIGHTS)
    assert any(max(row["quote"]) > "\uffff" for row in HIGHLIGHTS)
    assert sum(not row["tags"] for row in HIGHLIGHTS) >= 2
    assert sum(row["style"] == HighlightStyle.UNDERLINE for row in HIGHLIGHTS) >= 2
    assert any(row["tags"].count(" | ") == 2 for row in HIGHLIGHTS)


def test_the_persian_document_is_written_in_persian_letters() -> None:
    text = article("peace-talks-in-doha-fa.txt").text
    assert ZERO_WIDTH_NON_JOINER in text
    assert not {"\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER KAF}"} & set(text)
    assert max(text) < "\uffff"
    assert 120 <= len(text.split()) <= 200


def test_one_document_needs_more_utf_16_than_code_points() -> None:
    text = article("washington-confirms-meeting.txt").text
    first = next(i for i, character in enumerate(text) if character > "\uffff")
    after = [row for row in HIGHLIGHTS if row["document"] == "washington-confirms-meeting.txt"]
    assert any(place(row)[0] > first for row in after)


def test_one_document_holds_every_kind_of_block_and_span() -> None:
    everything = article("how-far-is-doha.html")
    assert {block.kind for block in everything.blocks} == set(BlockKind)
    assert {span.kind for span in everything.spans} == set(SpanKind)
    headings = {block.level for block in everything.blocks if block.kind is BlockKind.HEADING}
    assert headings == set(range(1, 7))
    items = {(b.level, b.number) for b in everything.blocks if b.kind is BlockKind.LIST_ITEM}
    assert {(0, 1), (1, 2), (2, None)} <= items
    assert {b.level for b in everything.blocks if b.kind is BlockKind.QUOTATION} == {0, 1}
    (table,) = (b for b in everything.blocks if b.kind is BlockKind.TABLE)
    assert {row.count("\t") for row in everything.text[table.start : table.end].split("\n")} == {6}
    (picture,) = (b for b in everything.blocks if b.kind is BlockKind.IMAGE)
    (asset,) = everything.assets
    assert (picture.image, asset.width, asset.height) == (asset.sha256, 1200, 720)
    assert "1,982 kilometres" in picture.description
    assert len(asset.data) < 30_000


def test_the_sample_library_holds_every_highlight(sample_path: Path) -> None:
    with open_library(sample_path) as library:
        ids = document_ids(library)
        assert len(ids) == 9
        stored = [
            (read_document(library, id_).file_name, one.quote.exact, len(one.tags))
            for id_ in ids
            for one in highlights_of(library, id_)
        ]
    wanted = [
        (row["document"], row["quote"], len(row["tags"].split(" | ")) if row["tags"] else 0)
        for row in HIGHLIGHTS
    ]
    assert sorted(stored) == sorted(wanted)
