"""A text is repaired on request, before its first highlight, in one step that can be undone."""

import pytest
from tests.core.conftest import AddDocument

from excerpta.core.model.errors import NotFoundError, RepairError
from excerpta.core.model.ids import DocumentId
from excerpta.core.services import annotating, documents, history, searching, text_repairs
from excerpta.core.services.checking import check_library
from excerpta.core.store.library import Library

GARBLED = "Itâ€™s 😀 said the presi\u00addent.\nHe don?t say more."
RIGHT = "It’s 😀 said the president.\nHe don’t say more."


def _text(library: Library, document: DocumentId) -> str:
    return documents.read_document(library, document).text


def test_a_repair_is_found_and_nothing_is_changed_before_it_is_asked_for(
    library: Library, add_document: AddDocument
) -> None:
    one = add_document("Garbled", GARBLED)
    assert [(r.before, r.after) for r in text_repairs.repairs_of(library, one)] == [
        ("â€™", "’"),
        ("\u00ad", ""),
        ("?", "’"),
    ]
    assert _text(library, one) == GARBLED


def test_it_is_one_step_of_undo_and_the_original_stays(library: Library, add_document: AddDocument) -> None:
    one = add_document("Garbled", GARBLED)
    original = documents.read_original(library, one)
    changes = text_repairs.repair_text(library, one)
    assert changes.documents == {one}
    assert _text(library, one) == RIGHT
    assert text_repairs.repairs_of(library, one) == ()
    found = searching.search(library, searching.parse_search("president"))
    assert [hit.text for hit in found] == ["president"]
    assert documents.read_original(library, one) == original
    history.undo(library)
    assert _text(library, one) == GARBLED
    history.redo(library)
    assert _text(library, one) == RIGHT
    assert check_library(library) == ()


def test_a_highlight_after_a_repair_holds_the_new_words(library: Library, add_document: AddDocument) -> None:
    one = add_document("Garbled", GARBLED)
    documents.read_document(library, one)  # so that its text is remembered
    text_repairs.repair_text(library, one)
    start = RIGHT.index("president")
    changes = annotating.add_highlight(library, one, start, start + 9)
    (made,) = annotating.present_highlights(library, list(changes.annotations))
    assert made.quote.exact == "president"
    history.undo(library)
    history.undo(library)
    changes = annotating.add_highlight(library, one, 0, 5)
    (made,) = annotating.present_highlights(library, list(changes.annotations))
    assert made.quote.exact == GARBLED[:5]


def test_it_is_refused_kindly_once_there_is_a_highlight(library: Library, add_document: AddDocument) -> None:
    one = add_document("Garbled", GARBLED)
    annotating.add_highlight(library, one, 0, 5)
    with pytest.raises(RepairError, match="has a highlight, so its text stays as it is"):
        text_repairs.repair_text(library, one)
    assert _text(library, one) == GARBLED


def test_some_of_them_and_none_that_was_not_found(library: Library, add_document: AddDocument) -> None:
    one = add_document("Garbled", GARBLED)
    first, second, third = text_repairs.repairs_of(library, one)
    text_repairs.repair_text(library, one, [second])
    assert _text(library, one) == GARBLED.replace("\u00ad", "")
    with pytest.raises(RepairError, match="another by now"):
        text_repairs.repair_text(library, one, [first, third])
    with pytest.raises(NotFoundError):
        text_repairs.repairs_of(library, DocumentId(99))


def test_a_title_that_was_taken_from_the_text_is_repaired_too(
    library: Library, add_document: AddDocument
) -> None:
    one = add_document("Itâ€™s said", GARBLED)
    text_repairs.repair_text(library, one)
    assert documents.read_document(library, one).title == "It’s said"


def test_nothing_to_repair_is_no_step(library: Library, add_document: AddDocument) -> None:
    one = add_document("Plain", "Nothing is wrong here.")
    assert not text_repairs.repair_text(library, one)
