"""Full-text search: exact places in every script, whole words but for the last, phrases over lines."""

from collections.abc import Callable

import pytest

from excerpta.core.model.document import BlockKind
from excerpta.core.model.ids import DocumentId
from excerpta.core.services.documents import set_block_kind
from excerpta.core.services.searching import search
from excerpta.core.store.library import Library

AddDocument = Callable[[str, str], DocumentId]
TEXT = "The interview in Doha.\nNew peace\ntalks; 在日本人 met. Straße, می‌رود ête\u0301."


def texts(library: Library, words: str) -> list[str]:
    return [hit.text for hit in search(library, words)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("doha", ["Doha"]),
        ("inter", []),
        ("inter*", ["interview"]),
        ("inter* doha", ["interview", "Doha"]),
        ("interview doh", []),
        ("doha -peace", []),
        ("doha -paris", ["Doha"]),
        ("interview ~1 doha", ["interview in Doha"]),
        ("doha ~1 interview", ["interview in Doha"]),
        ("interview ~0 doha", []),
        ('peace "peace talks" talks', ["peace\ntalks"]),
        ("view", []),
        ('"peace talks"', ["peace\ntalks"]),
        ("日本", ["日本"]),
        ("STRASSE", ["Straße"]),
        ("ميرود", ["می‌رود"]),
        ("ete", ["ête\u0301"]),
        ("AND", []),
        ("NEAR(", []),
        ("", []),
    ],
)
def test_the_places_of_words(
    library: Library, add_document: AddDocument, words: str, found: list[str]
) -> None:
    add_document("Report", TEXT)
    assert texts(library, words) == found
    for hit in search(library, words):
        assert TEXT[hit.start : hit.end] == hit.text
        assert TEXT[: hit.start].endswith(hit.before)
        assert TEXT[hit.end :].startswith(hit.after)


def test_furniture_is_passed_over_and_comes_back(library: Library, add_document: AddDocument) -> None:
    document = add_document("Report", TEXT)
    set_block_kind(library, DocumentId(document), 0, BlockKind.FURNITURE)
    assert texts(library, "doha") == []
    set_block_kind(library, DocumentId(document), 0, BlockKind.PARAGRAPH)
    assert texts(library, "doha") == ["Doha"]


def test_the_number_of_places_is_limited(library: Library, add_document: AddDocument) -> None:
    add_document("Report", "word " * 50)
    assert len(list(search(library, "word", limit=7))) == 7
