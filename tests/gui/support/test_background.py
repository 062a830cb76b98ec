"""Work in threads: results in the window's thread, overtaking, stopping, faults, the end of all threads."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from excerpta.core.model.errors import ReadingError
from excerpta.gui.support.background import Background, Task


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    background = Background()
    yield background
    background.close()


def test_the_result_comes_in_the_windows_thread(background: Background, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    took: list[tuple[int, threading.Thread]] = []

    def work(_: Task) -> int:
        threads.append(threading.current_thread())
        return 7

    background.start("sum", work, lambda result: took.append((result, threading.current_thread())))
    assert background.is_busy()
    qtbot.waitUntil(lambda: bool(took))
    assert took == [(7, threading.main_thread())]
    assert threads[0] is not threading.main_thread()
    assert not background.is_busy()


def test_a_later_start_overtakes_the_earlier_one(background: Background, qtbot: QtBot) -> None:
    may_go = threading.Event()
    took: list[str] = []
    first = background.start("find", lambda _: may_go.wait(5) and "first", took.append)
    background.start("find", lambda _: "second", took.append)
    other = background.start("count", lambda _: "other", took.append)
    may_go.set()
    qtbot.waitUntil(lambda: not background.is_busy())
    assert sorted(took) == ["other", "second"]
    assert first.cancelled()
    assert not other.cancelled()


def test_what_is_cancelled_is_forgotten_and_what_is_stopped_still_tells(
    background: Background, qtbot: QtBot
) -> None:
    took: list[str] = []

    def until_told(task: Task) -> str:
        while not task.cancelled():
            threading.Event().wait(0.001)
        return "as far as it came"

    background.start("one", until_told, took.append)
    background.cancel("one")
    background.start("two", until_told, took.append)
    background.stop("two")
    qtbot.waitUntil(lambda: not background.is_busy())
    assert took == ["as far as it came"]


def test_progress_comes_in_order(background: Background, qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []

    def work(task: Task) -> None:
        for done in range(5):
            task.progress(done, 5)

    background.start("import", work, lambda _: None, on_progress=lambda *what: seen.append(what))
    qtbot.waitUntil(lambda: not background.is_busy())
    assert seen == [(done, 5) for done in range(5)]


def test_a_users_error_is_told_and_a_bug_is_reported(background: Background, qtbot: QtBot) -> None:
    told: list[tuple[str, str]] = []
    taken: list[str] = []
    background.failed.connect(lambda sentence, advice: told.append((sentence, advice)))

    def fail(_: Task) -> None:
        raise ReadingError("It is a picture.", "Choose a text.")

    background.start("a", fail, lambda _: None)
    background.start("b", fail, lambda _: None, failed=lambda error: taken.append(error.sentence))
    qtbot.waitUntil(lambda: not background.is_busy())
    assert told == [("It is a picture.", "Choose a text.")]
    assert taken == ["It is a picture."]


@pytest.mark.expects_log
def test_a_bug_is_handed_on(background: Background, qtbot: QtBot) -> None:
    broke: list[object] = []
    background.broke.connect(broke.append)
    background.start("a", lambda _: 1 // 0, lambda _: None)
    qtbot.waitUntil(lambda: bool(broke))
    assert isinstance(broke[0], ZeroDivisionError)


def test_closing_ends_all_threads_and_later_work_is_not_done(background: Background) -> None:
    begun = threading.Event()
    took: list[object] = []

    def long(task: Task) -> str:
        begun.set()
        while not task.cancelled():
            threading.Event().wait(0.001)
        return "late"

    background.start("long", long, took.append)
    begun.wait(5)
    background.close()
    background.start("after", lambda _: took.append("never"), took.append)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("excerpta")]
    assert took == []
