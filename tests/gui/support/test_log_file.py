"""The log keeps what went wrong and where, never a word of what is read, and stays within bounds."""

import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from excerpta.gui.support import log_file

SECRET = "What nobody else may read"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    handler = log_file.log_to_file(tmp_path)
    assert handler is not None
    yield tmp_path
    logging.getLogger().removeHandler(handler)
    handler.close()


def fail() -> None:
    try:
        {}[SECRET]
    except KeyError as error:
        raise ValueError(f"not a number: {SECRET}") from error


@pytest.mark.expects_log
def test_an_error_is_kept_with_its_way_and_without_words(folder: Path) -> None:
    try:
        fail()
    except ValueError as error:
        logging.getLogger("excerpta").error("unexpected error", exc_info=error)
    kept = (folder / log_file.NAME).read_text("utf-8")
    assert "ValueError" in kept
    assert "from KeyError" in kept
    assert "test_log_file.py" in kept
    assert " fail" in kept
    assert SECRET not in kept


def test_the_number_of_an_error_of_sqlite_is_kept() -> None:
    connection = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.Error) as raised:
        connection.execute(f"SELECT '{SECRET}' FROM nowhere")
    connection.close()
    assert "SQLITE_ERROR" in log_file.without_words(raised.value)
    assert SECRET not in log_file.without_words(raised.value)


@pytest.mark.expects_log
def test_the_log_rotates(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (handler,) = (
        one for one in logging.getLogger().handlers if isinstance(one, log_file.RotatingFileHandler)
    )
    handler.maxBytes = 2000
    for number in range(200):
        logging.getLogger("excerpta").warning("number %d", number)
    files = sorted(one.name for one in folder.iterdir())
    assert len(files) == 4
    assert all(one.stat().st_size <= 2000 for one in folder.iterdir())


def test_a_folder_that_cannot_be_written_to_costs_only_the_log(tmp_path: Path) -> None:
    handler = log_file.log_to_file(tmp_path / "missing")
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        handler.emit(logging.LogRecord("x", logging.ERROR, "", 0, "said", None, None))
        handler.close()
    assert not (tmp_path / "missing").exists()
