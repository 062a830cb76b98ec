"""Memos: one about each thing, saves in a row are one step, empty takes it away."""

from datetime import timedelta

import pytest

from excerpta.core.model.errors import NotFoundError
from excerpta.core.model.ids import DocumentId, TagId
from excerpta.core.services import memos, tagging
from excerpta.core.services.documents import trash_documents
from excerpta.core.services.history import undo, undo_label
from excerpta.core.store.library import Library


def texts(library: Library) -> list[str]:
    return [memo.text for memo in memos.memos(library)]


def test_each_thing_has_its_own_memo(library: Library, three: list[DocumentId]) -> None:
    tag, _ = tagging.create_tag(library, ("طالبان",))
    memos.write_memo(library, "About all.")
    memos.write_memo(library, "About 😀.", document=three[0])
    memos.write_memo(library, "About the tag.", tag=tag)
    assert undo_label(library) == "write memo of tag “طالبان”"
    assert texts(library) == ["About all.", "About 😀.", "About the tag."]
    found = memos.read_memo(library, tag=tag)
    assert found is not None
    assert (found.text, found.tag, found.document, found.coder) == (
        "About the tag.", tag, None, library.coder,
    )  # fmt: skip
    assert memos.read_memo(library, document=three[1]) is None
    assert memos.tags_with_memo(library) == {tag}
    trash_documents(library, [three[0]])
    assert memos.read_memo(library, document=three[0]) is not None


def test_saves_in_a_row_are_one_step(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    first = memos.write_memo(library, "O")
    assert first.memos
    second = memos.write_memo(library, "On", joins=first.command)
    memos.write_memo(library, "One", joins=second.command)
    assert texts(library) == ["One"]
    undo(library)
    assert texts(library) == []
    memos.write_memo(library, "One")
    memos.write_memo(library, "One two")
    memos.write_memo(library, "One two three")
    undo(library)
    assert texts(library) == ["One"]
    monkeypatch.setattr(memos, "MEMO_PAUSE", timedelta(-1))
    memos.write_memo(library, "Two")
    memos.write_memo(library, "Three")
    undo(library)
    assert texts(library) == ["Two"]


def test_an_empty_memo_is_none(library: Library) -> None:
    assert not memos.write_memo(library, "  ")
    memos.write_memo(library, "x")
    assert not memos.write_memo(library, "x")
    memos.write_memo(library, " \n ")
    assert texts(library) == []
    undo(library)
    assert texts(library) == ["x"]


def test_what_is_gone_has_no_memo(library: Library) -> None:
    with pytest.raises(NotFoundError, match="tag 7"):
        memos.write_memo(library, "x", tag=TagId(7))
    with pytest.raises(NotFoundError, match="document 7"):
        memos.write_memo(library, "x", document=DocumentId(7))
