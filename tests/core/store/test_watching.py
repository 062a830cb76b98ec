"""Other writers are told from this program's own threads, whatever comes between."""

import threading
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from excerpta.core.services.libraries import open_library
from excerpta.core.services.settings import write_setting
from excerpta.core.store.library import Library

_NUMBERS = count()


@pytest.fixture
def watched(library: Library) -> Library:
    library.watch()
    return library


@pytest.fixture
def other(watched: Library) -> Iterator[Library]:
    with open_library(watched.path) as other:
        yield other


def in_a_thread(work: object) -> None:
    thread = threading.Thread(target=work)  # type: ignore[arg-type]
    thread.start()
    thread.join()


@given(st.lists(st.sampled_from(["here", "beside", "elsewhere", "asked"]), max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_only_what_others_write_is_told_and_once(watched: Library, other: Library, steps: list[str]) -> None:
    watched.was_written_elsewhere()
    expected = False
    for step in [*steps, "asked"]:
        number = next(_NUMBERS)  # what stands there already is not written again
        if step == "asked":
            assert watched.was_written_elsewhere() is expected
            expected = False
        elif step == "elsewhere":
            write_setting(other, "a", str(number))
            expected = True
        elif step == "here":
            write_setting(watched, "b", str(number))
        else:
            in_a_thread(lambda number=number: write_setting(watched, "c", str(number)))


def test_threads_at_work_are_never_taken_for_others(watched: Library) -> None:
    def work() -> None:
        for number in range(150):
            write_setting(watched, threading.current_thread().name, str(number))

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    told = []
    while any(thread.is_alive() for thread in threads):
        told.append(watched.was_written_elsewhere())
    assert told
    assert not any(told)
    assert not watched.was_written_elsewhere()


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_change_too_large_for_memory_is_not_taken_for_others(watched: Library, is_kept: bool) -> None:
    told = []

    def change() -> None:
        with watched.write() as connection:
            connection.execute("PRAGMA cache_size = -40")
            for number in range(300):
                connection.execute("INSERT INTO setting VALUES (?, ?)", (f"{number}", "x" * 3000))
                told.append(watched.was_written_elsewhere())
            if not is_kept:
                raise KeyError

    for _ in range(3):
        watched.connection.execute("PRAGMA wal_checkpoint(FULL)")
        if is_kept:
            change()
        else:
            with pytest.raises(KeyError):
                change()
        told.append(watched.was_written_elsewhere())
        with watched.write() as connection:
            connection.execute("DELETE FROM setting")
        told.append(watched.was_written_elsewhere())
    assert not any(told)


def test_what_is_taken_back_by_sqlite_is_over(watched: Library, other: Library) -> None:
    def fail() -> None:
        with watched.write() as connection:
            connection.execute("ROLLBACK")  # as on a full disk
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert not watched.was_written_elsewhere()
    write_setting(other, "a", str(next(_NUMBERS)))
    assert watched.was_written_elsewhere()


def test_a_change_that_is_taken_back_hides_nobody(watched: Library, other: Library) -> None:
    write_setting(other, "a", "1")

    def fail() -> None:
        with watched.write():
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert watched.was_written_elsewhere()
    assert not watched.was_written_elsewhere()


def test_it_does_not_wait_for_a_writer(watched: Library) -> None:
    with watched.write() as connection:
        connection.execute("DELETE FROM setting")
        found = []
        in_a_thread(lambda: found.append(watched.was_written_elsewhere()))
        assert found == [False]


def test_unwatched_and_closed_libraries_say_no(library: Library) -> None:
    assert not library.was_written_elsewhere()
    library.watch()
    library.watch()
    library.close()
    assert not library.was_written_elsewhere()
