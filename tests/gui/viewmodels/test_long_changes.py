"""Long changes: done beside the window, one at a time; what was typed waits, what was pressed does not."""

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from excerpta.core.model.annotation import Colour
from excerpta.core.model.changes import Changes
from excerpta.core.model.ids import AnnotationId, DocumentId
from excerpta.core.services import annotating, history
from excerpta.core.services.libraries import open_library
from excerpta.gui.viewmodels.session import LibrarySession


class Bulk:
    """A session in which three highlights are many, and a change that waits until it is let go on."""

    def __init__(self, qtbot: QtBot, session: LibrarySession) -> None:
        self.qtbot, self.session = qtbot, session
        self.library = session.library
        rows = self.library.connection.execute("SELECT id FROM annotation ORDER BY id").fetchall()
        self.ids = [AnnotationId(row[0]) for row in rows]
        self.gate = threading.Event()
        self.told: list[tuple[object, ...]] = []
        self.changes: list[Changes] = []
        for name in ("began", "refused", "ended", "stopped"):
            getattr(session.long, name).connect(lambda *what, name=name: self.told.append((name, *what)))
        session.failed.connect(lambda sentence, _: self.told.append(("failed", sentence)))
        session.changed.connect(self.changes.append)

    def colours(self) -> set[str]:
        return {row[0] for row in self.library.connection.execute("SELECT colour FROM annotation")}

    def held(self, verb: Callable[[], Changes]) -> Callable[[], Changes]:
        """The same verb, when the gate is open."""

        def wait() -> Changes:
            assert threading.current_thread() is not threading.main_thread()
            assert self.gate.wait(10)
            return verb()

        return wait

    def recolour(self, colour: Colour) -> None:
        verb = self.held(lambda: annotating.recolour_highlights(self.library, self.ids, colour))
        self.session.perform_on(len(self.ids), verb, "Recolouring…", lambda _: self.told.append(("then",)))

    def finish(self) -> None:
        self.gate.set()
        self.qtbot.waitUntil(lambda: not self.session.background.is_busy())


@pytest.fixture
def bulk(qtbot: QtBot, session: LibrarySession, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bulk]:
    monkeypatch.setattr(history, "HEAVY", 2)
    bulk = Bulk(qtbot, session)
    assert len(bulk.ids) > 2
    yield bulk
    bulk.gate.set()


def test_many_are_changed_beside_the_window_and_undone_in_one_step(bulk: Bulk) -> None:
    before = bulk.colours()
    bulk.recolour(Colour.PINK)
    assert bulk.session.long.is_going_on()
    assert bulk.changes == []
    bulk.finish()
    assert bulk.colours() == {"pink"}
    assert bulk.told == [("began", "Recolouring…"), ("ended",), ("then",)]
    assert len(bulk.changes) == 1
    bulk.session.undo(lambda done: bulk.told.append(("undone", done.label)))
    assert bulk.session.long.is_going_on()
    bulk.finish()
    assert bulk.colours() == before
    assert bulk.told[3:] == [
        ("began", "Undoing: make highlight pink…"),
        ("ended",),
        ("undone", "make highlight pink"),
    ]
    bulk.session.redo()
    bulk.finish()
    assert bulk.colours() == {"pink"}


def test_a_long_change_is_not_taken_for_that_of_another_program(bulk: Bulk) -> None:
    bulk.recolour(Colour.PINK)
    assert not bulk.session.was_written_elsewhere()
    bulk.finish()
    assert bulk.colours() == {"pink"}
    assert not bulk.session.was_written_elsewhere()


@pytest.mark.parametrize("is_before", [True, False])
def test_what_another_program_writes_about_a_long_change_is_seen(bulk: Bulk, is_before: bool) -> None:
    def write() -> None:
        with open_library(bulk.library.path) as other:
            annotating.delete_highlights(other, bulk.ids[:1])

    if is_before:
        write()
    bulk.recolour(Colour.PINK)
    if not is_before:
        write()
    bulk.finish()
    assert bulk.session.was_written_elsewhere()
    assert not bulk.session.was_written_elsewhere()


def test_few_are_changed_at_once(bulk: Bulk) -> None:
    two = bulk.ids[:2]
    verb = lambda: annotating.recolour_highlights(bulk.library, two, Colour.PINK)  # noqa: E731
    bulk.session.perform_on(2, verb, "…", bulk.told.append)
    assert bulk.told == [bulk.changes[0]]
    undone: list[Changes] = []
    bulk.session.undo(undone.append)
    assert len(undone) == 1


def test_a_second_key_is_refused_and_a_note_waits(bulk: Bulk) -> None:
    session, one = bulk.session, bulk.ids[0]
    bulk.recolour(Colour.PINK)
    bulk.recolour(Colour.GREEN)
    assert not session.perform(lambda: annotating.delete_highlights(bulk.library, [one]))
    session.undo()
    session.redo()
    session.long.wait_for(
        lambda: session.perform(lambda: annotating.set_note(bulk.library, one, "typed meanwhile"))
    )
    assert bulk.told[1:] == [("refused", "Recolouring…")] * 4
    assert annotating.read_highlight(bulk.library, one).note != "typed meanwhile"
    bulk.finish()
    assert bulk.colours() == {"pink"}
    assert annotating.read_highlight(bulk.library, one).note == "typed meanwhile"
    assert history.undo_label(bulk.library) == "edit note"


def test_stopped_leaves_everything_as_it_was(bulk: Bulk) -> None:
    before = bulk.colours()
    bulk.recolour(Colour.PINK)
    bulk.session.long.stop()
    bulk.finish()
    assert bulk.colours() == before
    assert bulk.told[1:] == [("ended",), ("stopped",)]
    assert bulk.changes == []
    assert not history.undo_label(bulk.library)


def test_what_cannot_be_done_is_told_and_the_next_can_be(bulk: Bulk) -> None:
    gone = [AnnotationId(10**9 + number) for number in range(3)]
    bulk.session.perform_on(
        3, bulk.held(lambda: annotating.delete_highlights(bulk.library, gone)), "Deleting…", bulk.told.append
    )
    bulk.finish()
    assert bulk.told == [("began", "Deleting…"), ("ended",), bulk.told[2]]
    assert "no highlight" in str(bulk.told[2])
    bulk.recolour(Colour.PINK)
    bulk.finish()
    assert bulk.colours() == {"pink"}


def test_a_bug_is_told_as_one_and_ends_the_change(bulk: Bulk) -> None:
    broke: list[BaseException] = []
    bulk.session.broke.connect(broke.append)

    def verb() -> Changes:
        raise ZeroDivisionError

    bulk.session.perform_on(3, verb, "Dividing…", bulk.told.append)
    bulk.finish()
    assert [type(error) for error in broke] == [ZeroDivisionError]
    assert not bulk.session.long.is_going_on()


def test_closing_waits_for_the_change_and_saves_what_waits(bulk: Bulk) -> None:
    session, one, path = bulk.session, bulk.ids[0], bulk.library.path
    bulk.recolour(Colour.PINK)
    session.long.wait_for(
        lambda: session.perform(lambda: annotating.set_note(bulk.library, one, "the last words"))
    )
    threading.Timer(0.05, bulk.gate.set).start()
    session.close()
    with open_library(path) as library:
        assert annotating.read_highlight(library, one).note == "the last words"
        assert library.connection.execute("SELECT DISTINCT colour FROM annotation").fetchall() == [("pink",)]


def test_the_undo_of_a_long_text_is_not_waited_for(bulk: Bulk, monkeypatch: pytest.MonkeyPatch) -> None:
    from excerpta.core.services import importing

    monkeypatch.setattr(history, "HEAVY", 250)
    importing.import_text(bulk.library, "A short text.")
    assert not history.is_heavy(bulk.library)
    (document,) = importing.import_text(bulk.library, "many words " * 20_000).changes.documents
    assert history.is_heavy(bulk.library)
    bulk.session.undo()
    assert bulk.session.long.is_going_on()
    bulk.finish()
    assert history.is_heavy(bulk.library, redo=True)
    assert not bulk.session.library.connection.execute(
        "SELECT 1 FROM document WHERE id = ?", (DocumentId(document),)
    ).fetchall()
