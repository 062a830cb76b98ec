"""The same story in two papers is recognised at import and afterwards, and small print is no likeness."""

import random
from pathlib import Path

from tests.core.conftest import AddDocument

from excerpta.core.model.document import BlockKind
from excerpta.core.model.ids import DocumentId
from excerpta.core.model.likeness import Likeness
from excerpta.core.services.checking import check_library
from excerpta.core.services.documents import (
    restore_documents,
    set_block_kinds,
    trash_documents,
)
from excerpta.core.services.history import redo, undo
from excerpta.core.services.importing import import_paths
from excerpta.core.services.likenesses import documents_like, sign_documents, unsigned_documents
from excerpta.core.store.library import Library
from excerpta.core.store.likeness import _FIRST

WORDS = [f"{a}{b}" for a in ("talk", "envoy", "kabul", "دوحه", "été", "😀mark") for b in "abcdefghijklmnop"]


def story(seed: int, length: int = 200) -> str:
    words = random.Random(seed).choices(WORDS, k=length)
    return "\n".join(" ".join(words[at : at + 40]) for at in range(0, length, 40))


def kept(library: Library) -> list[tuple[int, int]]:
    return library.connection.execute("SELECT * FROM likeness ORDER BY 1, 2").fetchall()


def likes(library: Library, document: int) -> list[int]:
    return [one.document for one in documents_like(library, DocumentId(document))]


def test_an_import_names_the_earlier_one_also_within_itself(library: Library, tmp_path: Path) -> None:
    for name, text in {
        "a.txt": story(1),
        "b.txt": "Another headline\n" + story(1),
        "c.txt": story(2),
        "d.txt": "Ours\n" + story(1)[: len(story(1)) * 2 // 3],
    }.items():
        (tmp_path / name).write_text(text)
    first = import_paths(library, [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")])
    assert [[one.document for one in came.like] for came in first.imported] == [[], [1], []]
    assert first.imported[1].like == (Likeness(DocumentId(1), first.imported[0].title, 1.0),)
    (came,) = import_paths(library, [tmp_path / "d.txt"]).imported
    assert {one.document for one in came.like} == {1, 2}
    assert all(one.percent >= 95 for one in came.like)
    assert likes(library, 1) == [2, 4]
    assert likes(library, 3) == []


def test_undo_redo_trash_and_furniture_are_followed(library: Library, add_document: AddDocument) -> None:
    add_document("One", story(1))
    add_document("Two", "Two\n" + story(1))
    before = kept(library)
    assert {row[0] for row in before} == {1, 2}
    assert likes(library, 1) == [2]
    trash_documents(library, [DocumentId(2)])
    assert likes(library, 1) == []
    restore_documents(library, [DocumentId(2)])
    assert likes(library, 1) == [2]
    set_block_kinds(library, DocumentId(2), range(1, 6), BlockKind.FURNITURE)
    assert likes(library, 1) == likes(library, 2) == []
    undo(library)
    assert likes(library, 2) == [1]
    while undo(library):
        pass
    assert kept(library) == []
    while redo(library):
        pass
    assert {row[0] for row in kept(library)} == {1, 2}
    assert likes(library, 1) == []  # the second is all furniture again
    assert check_library(library) == ()


def test_small_print_under_many_is_no_likeness_and_hides_none(
    library: Library, add_document: AddDocument
) -> None:
    small_print = story(99, 40)
    for number in range(3 * _FIRST):
        add_document(f"Report {number}", story(number, 120) + "\n" + small_print)
    (last,) = [add_document("Again", "Again\n" + story(20, 120) + "\n" + small_print)]
    assert likes(library, last) == [21]
    assert likes(library, 21) == [last]
    assert likes(library, 5) == []


def test_what_an_older_library_lacks_is_added_bit_by_bit(library: Library, add_document: AddDocument) -> None:
    for number in (1, 1, 2):
        add_document(f"Report {number}", f"{number}\n" + story(number))
    add_document("Short", "Three words only")
    whole = kept(library)
    assert (4, 0) in whole
    with library.write() as connection:
        connection.execute("DELETE FROM likeness WHERE document_id <> 2")
    assert unsigned_documents(library) == [1, 3, 4]
    sign_documents(library, unsigned_documents(library), cancelled=lambda: True)
    assert unsigned_documents(library) == [1, 3, 4]
    sign_documents(library, [*unsigned_documents(library), DocumentId(99)])
    assert kept(library) == whole
    assert unsigned_documents(library) == []


def test_a_very_long_text_is_compared_by_its_beginning(library: Library, add_document: AddDocument) -> None:
    book = story(7, 40_000)
    add_document("Book", book)
    add_document("Book again", "A foreword\n" + book)
    assert likes(library, 2) == [1]
    assert documents_like(library, DocumentId(2))[0].percent >= 99
