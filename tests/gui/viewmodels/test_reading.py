"""A long document is read in the background, can be overtaken, and is as new as the library when shown."""

import sqlite3
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from excerpta.core.model.ids import AnnotationId, DocumentId
from excerpta.core.services import annotating, documents, tagging
from excerpta.gui.viewmodels import opening, reading, shown_highlights
from excerpta.gui.viewmodels.opening import Opened
from excerpta.gui.viewmodels.reading import ReadingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.reader_pane import ReaderPane


@pytest.fixture
def view_model(
    session: LibrarySession, pane: ReaderPane, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ReadingViewModel]:
    """Reading, with every document taken for a long one."""
    monkeypatch.setattr(opening, "SHORT", 0)
    view_model = ReadingViewModel(session, pane)
    yield view_model
    view_model.save()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Nothing is read in the background before this is set."""
    gate = threading.Event()
    read = reading.read_opened

    def wait(*values: object) -> Opened:
        assert gate.wait(10)
        return read(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_opened", wait)
    yield gate
    gate.set()


def settle(qtbot: QtBot, session: LibrarySession) -> None:
    qtbot.waitUntil(lambda: not session.background.is_busy())
    QApplication.processEvents()


def annotated(session: LibrarySession) -> list[DocumentId]:
    """Documents with highlights, those with the most first."""
    ids = documents.document_ids(session.library)
    return sorted(ids, key=lambda one: -len(annotating.highlights_of(session.library, one)))


def said(session: LibrarySession) -> list[str]:
    sentences: list[str] = []
    session.failed.connect(lambda sentence, _: sentences.append(sentence))
    return sentences


def shown_ids(pane: ReaderPane) -> list[AnnotationId]:
    return sorted(pane.reader.highlights.ids())


def test_its_title_stands_there_at_once_and_then_the_text(
    qtbot: QtBot,
    session: LibrarySession,
    pane: ReaderPane,
    view_model: ReadingViewModel,
    gate: threading.Event,
) -> None:
    document = annotated(session)[0]
    known = documents.read_document(session.library, document)
    with qtbot.waitSignal(view_model.opening) as told:
        view_model.open(document)
    assert told.args == [document]
    assert (view_model.document, view_model.document_id) == (None, document)
    header = pane.reader.page.source.header
    assert (header.title, header.parts) == (known.title, ())
    qtbot.waitUntil(lambda: [part.text for part in pane.reader.page.source.header.parts] == ["Opening…"])
    assert view_model.current() is None
    assert view_model.bookmark.spot() is None
    with qtbot.waitSignal(view_model.opened) as told:
        gate.set()
    assert told.args == [document]
    assert view_model.document == known
    assert pane.reader.page.source.text == known.text
    ids = [one.id for one in annotating.highlights_of(session.library, document)]
    assert pane.reader.highlights.ids() == ids
    for one in annotating.highlights_of(session.library, document):
        drawn = pane.reader.highlights[one.id]
        assert (drawn.start, drawn.end, drawn.colour, drawn.style) == (
            one.start,
            one.end,
            one.colour,
            one.style,
        )
        assert drawn.has_note == bool(one.note)
        assert drawn.tags == tuple(view_model.tree.path(tag) for tag in one.tags)


def test_another_one_that_is_chosen_meanwhile_overtakes_it(
    qtbot: QtBot, session: LibrarySession, view_model: ReadingViewModel, gate: threading.Event
) -> None:
    first, second = annotated(session)[:2]
    opened: list[DocumentId] = []
    view_model.opened.connect(opened.append)
    view_model.open(first)
    view_model.open(second)
    gate.set()
    settle(qtbot, session)
    assert opened == [second]
    assert view_model.document_id == second


def test_where_in_it_one_wants_to_be_can_be_said_again_while_it_is_read(
    qtbot: QtBot,
    session: LibrarySession,
    pane: ReaderPane,
    view_model: ReadingViewModel,
    gate: threading.Event,
) -> None:
    document = annotated(session)[0]
    last = annotating.highlights_of(session.library, document)[-1]
    view_model.open(document, at=0)
    view_model.open(document, selected=(last.start, last.end))
    gate.set()
    settle(qtbot, session)
    assert pane.reader.selection() == (last.start, last.end)
    view_model.open(document, annotation=last.id)
    assert pane.reader.current_highlight() == last.id
    assert view_model.standing() == (len(pane.reader.highlights), len(pane.reader.highlights))


def test_what_changes_while_it_is_read_is_in_it(
    qtbot: QtBot,
    session: LibrarySession,
    pane: ReaderPane,
    view_model: ReadingViewModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library, document = session.library, annotated(session)[0]
    first, second = annotating.highlights_of(library, document)[:2]
    was_read, go_on = threading.Event(), threading.Event()
    read = reading.read_opened

    def pause(*values: object) -> Opened:
        found = read(*values)  # type: ignore[arg-type]
        was_read.set()
        assert go_on.wait(10)
        return found

    monkeypatch.setattr(reading, "read_opened", pause)
    view_model.open(document)
    assert was_read.wait(10)
    (tag,) = (one.id for one in list(tagging.tag_tree(library))[:1])
    session.perform(lambda: annotating.delete_highlights(library, [first.id]))
    session.perform(lambda: annotating.set_note(library, second.id, "Changed meanwhile"))
    session.perform(lambda: tagging.rename_tag(library, tag, "Renamed meanwhile"))
    monkeypatch.setattr(reading, "read_opened", read)
    go_on.set()
    settle(qtbot, session)
    assert first.id not in pane.reader.highlights
    assert pane.reader.highlights[second.id].has_note
    assert view_model.tree[tag].name == "Renamed meanwhile"
    assert shown_ids(pane) == sorted(one.id for one in annotating.highlights_of(library, document))


def test_one_that_is_thrown_away_while_it_is_read_is_not_shown(
    qtbot: QtBot, session: LibrarySession, view_model: ReadingViewModel, gate: threading.Event
) -> None:
    document = annotated(session)[0]
    view_model.open(document)
    session.perform(lambda: documents.trash_documents(session.library, [document]))
    gate.set()
    settle(qtbot, session)
    assert view_model.document_id is None


@pytest.mark.parametrize("is_known", [True, False])
def test_one_that_cannot_be_read_is_told_and_leaves_nothing_half_open(
    qtbot: QtBot,
    session: LibrarySession,
    pane: ReaderPane,
    view_model: ReadingViewModel,
    monkeypatch: pytest.MonkeyPatch,
    is_known: bool,
) -> None:
    def break_(*_: object) -> Opened:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR if is_known else sqlite3.SQLITE_ERROR
        raise error

    monkeypatch.setattr(reading, "read_opened", break_)
    sentences = said(session)
    with qtbot.captureExceptions() as bugs:
        view_model.open(annotated(session)[0])
        settle(qtbot, session)
    assert (len(sentences), len(bugs)) == ((1, 0) if is_known else (0, 1))
    assert view_model.document_id is None
    assert pane.reader.page.source.text == ""


def test_one_that_does_not_exist_leaves_what_is_shown(
    qtbot: QtBot, session: LibrarySession, view_model: ReadingViewModel
) -> None:
    document = annotated(session)[0]
    view_model.open(document)
    settle(qtbot, session)
    sentences = said(session)
    view_model.open(DocumentId(999_999))
    assert len(sentences) == 1
    assert view_model.document_id == document


def test_reading_it_again_keeps_the_place(
    qtbot: QtBot, session: LibrarySession, pane: ReaderPane, view_model: ReadingViewModel
) -> None:
    document = annotated(session)[0]
    view_model.open(document)
    settle(qtbot, session)
    pane.reader.scroll_pixels(600)
    spot = view_model.bookmark.spot()
    session.perform(lambda: documents.edit_document(session.library, document, title="Another title"))
    settle(qtbot, session)
    assert pane.reader.page.source.header.title == "Another title"
    assert view_model.bookmark.spot() == spot
    view_model.reload()
    settle(qtbot, session)
    assert view_model.bookmark.spot() == spot


def test_many_highlights_at_once_are_read_anew_in_the_background(
    qtbot: QtBot,
    session: LibrarySession,
    pane: ReaderPane,
    view_model: ReadingViewModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = annotated(session)[0]
    view_model.open(document)
    settle(qtbot, session)
    before = shown_ids(pane)
    monkeypatch.setattr(shown_highlights, "FEW", 2)
    counted: list[int] = []
    view_model.place_changed.connect(lambda: counted.append(view_model.standing()[1]))
    verbs: list[Callable[[], object]] = [
        lambda: session.perform(lambda: annotating.delete_highlights(session.library, before)),
        session.undo,
    ]
    for verb, left in zip(verbs, ([], before), strict=True):
        verb()
        settle(qtbot, session)
        assert shown_ids(pane) == left
        assert counted[-1] == len(left)
        assert f"{len(left)} highlights" in pane.reader.page.source.header.parts[-1].text


def test_a_window_that_closes_while_it_is_read_remembers_it(
    session: LibrarySession, view_model: ReadingViewModel, gate: threading.Event
) -> None:
    document = annotated(session)[0]
    view_model.open(document)
    view_model.save()
    assert view_model.document_id == document
    gate.set()


def test_the_reader_gets_its_pictures_from_the_library(
    qtbot: QtBot, session: LibrarySession, pane: ReaderPane
) -> None:
    view_model = ReadingViewModel(session, pane)
    ids = documents.document_ids(session.library)
    pictured = next(one for one in ids if documents.image_sizes(session.library, one))
    view_model.open(pictured)
    qtbot.waitUntil(lambda: view_model.document is not None)
    shelf, shown = pane.reader.pictures.shelf, pane.reader.page.source.blocks
    sizes = documents.image_sizes(session.library, pictured)
    images = {block.image for block in shown if block.image}
    assert {name: shelf.facts(name)[:2] for name in images} == sizes
    view_model.save()
