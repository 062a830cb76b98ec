"""Coders: work carries a name, and the list counts what is there."""

import pytest

from excerpta.core.model.errors import CoderError
from excerpta.core.model.ids import DocumentId
from excerpta.core.services import coders, memos
from excerpta.core.services.annotating import add_highlight
from excerpta.core.services.documents import trash_documents
from excerpta.core.store.library import Library


def test_the_list_counts_what_each_made(library: Library, three: list[DocumentId]) -> None:
    assert coders.coders(library) == []
    assert coders.work_as(library, "  Ana  Ö ") == "Ana Ö"
    add_highlight(library, three[0], 0, 3)
    add_highlight(library, three[1], 0, 3)
    memos.write_memo(library, "x", document=three[1])
    coders.work_as(library, "بن")
    memos.write_memo(library, "y")
    ana, ben = coders.coders(library)
    assert (ana.name, ana.highlights, ana.memos) == ("Ana Ö", 2, 1)
    assert (ben.name, ben.highlights, ben.memos) == ("بن", 0, 1)
    trash_documents(library, [three[1]])
    assert [(one.highlights, one.memos) for one in coders.coders(library)] == [(1, 0), (0, 1)]


@pytest.mark.parametrize("name", ["x" * 101, "bell\x07"])
def test_a_name_that_is_none_is_refused(library: Library, name: str) -> None:
    before = library.coder
    with pytest.raises(CoderError, match=r"kept|cannot be seen"):
        coders.work_as(library, name)
    assert library.coder == before
