"""Where reading stopped is kept when a document is left, some seconds after a move, and at the end."""

import pytest
from pytestqt.qtbot import QtBot

from excerpta.core.model.document import ReadingPlace
from excerpta.core.model.errors import LibraryError
from excerpta.core.model.ids import DocumentId
from excerpta.core.services import annotating, documents
from excerpta.core.services.libraries import open_library
from excerpta.gui.viewmodels import bookmark
from excerpta.gui.viewmodels.reading import ReadingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.reader_pane import ReaderPane


def longest(session: LibrarySession) -> list[DocumentId]:
    """Documents with highlights, the longest first."""
    ids = documents.document_ids(session.library)
    return sorted(ids, key=lambda one: -len(documents.read_document(session.library, one).text))


def kept(session: LibrarySession, document: DocumentId) -> ReadingPlace:
    return documents.read_document(session.library, document).stopped_at


def test_documents_remember_their_own_place_when_one_goes_to_and_fro(
    session: LibrarySession, pane: ReaderPane
) -> None:
    reading = ReadingViewModel(session, pane)
    first, second = longest(session)[:2]
    highlight = annotating.highlights_of(session.library, first)[-1]
    reading.open(first)
    pane.reader.set_caret(highlight.start)
    pane.reader.set_current_highlight(highlight.id)
    pane.reader.scroll_pixels(900)
    left = reading.bookmark.spot()
    assert left is not None
    reading.open(second)
    assert kept(session, first) == left.place
    assert pane.reader.current_highlight() is None
    reading.open(first)
    assert reading.bookmark.spot() == left
    assert left.place.highlight == highlight.id
    reading.save()


def test_a_killed_program_loses_some_seconds_at_most(
    session: LibrarySession, pane: ReaderPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bookmark, "SECONDS", 0.01)
    reading = ReadingViewModel(session, pane)
    document = longest(session)[0]
    reading.open(document)
    pane.reader.scroll_pixels(700)
    at = pane.reader.top_position()
    assert at > 0
    with open_library(session.library.path) as other:
        qtbot.waitUntil(lambda: documents.read_document(other, document).stopped_at.position == at)
    reading.bookmark.remove()


def test_what_cannot_be_kept_is_told_on_leaving_only(
    session: LibrarySession, pane: ReaderPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bookmark, "SECONDS", 0.01)
    reading = ReadingViewModel(session, pane)
    reading.open(longest(session)[0])
    tries: list[ReadingPlace] = []

    def refuse(_library: object, _document: DocumentId, place: ReadingPlace) -> None:
        tries.append(place)
        raise LibraryError("The disk is full.", "Make room.")

    monkeypatch.setattr(documents, "remember_place", refuse)
    told: list[str] = []
    session.failed.connect(lambda sentence, _: told.append(sentence))
    pane.reader.scroll_pixels(300)
    qtbot.waitUntil(lambda: len(tries) == 1 and not session.background.is_busy())
    assert told == []
    reading.save()
    assert told == ["The disk is full."]
    reading.bookmark.remove()


def test_a_highlight_that_is_gone_is_no_longer_current(session: LibrarySession, pane: ReaderPane) -> None:
    reading = ReadingViewModel(session, pane)
    first, second = longest(session)[:2]
    one = annotating.highlights_of(session.library, first)[0]
    reading.open(first)
    pane.reader.set_current_highlight(one.id)
    reading.open(second)
    annotating.delete_highlights(session.library, [one.id])
    reading.open(first)
    assert pane.reader.current_highlight() is None
    reading.save()


def test_nothing_open_is_nowhere(session: LibrarySession, pane: ReaderPane) -> None:
    reading = ReadingViewModel(session, pane)
    assert reading.bookmark.spot() is None
    reading.open(longest(session)[0])
    reading.close()
    assert reading.bookmark.spot() is None
