"""Noise fails tests: warnings, Qt messages, logged warnings, what was left open or running, sockets.

Warnings and Qt messages are set to fail in pyproject.toml; the rest is watched here.
"""

import logging
import os
import shutil
import signal
import socket
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QWidget

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # What a shell starts in the background inherits this; how the program takes Ctrl-C is tested there too.
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "long", deadline=None, max_examples=5000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that belongs to one test, so that nothing of the user is read or written."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program is offline: whatever connects, fails its test."""

    def refuse(*_: object) -> None:
        pytest.fail("a socket was connected")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A logged warning fails, unless the test is marked `expects_log`."""
    yield
    if request.node.get_closest_marker("expects_log"):
        return
    loud = [
        record.getMessage()
        for phase in ("setup", "call", "teardown")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING and not record.name.startswith("asyncio")
    ]
    assert not loud, f"logged: {loud}"


@pytest.fixture(autouse=True)
def databases_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Who opens a database closes it; Python itself complains only from 3.13 on, and in some later test."""
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def remember(*values: object, **named: object) -> sqlite3.Connection:
        opened.append(connect(*values, **named))  # type: ignore[call-overload]
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", remember)
    yield
    left = [connection for connection in opened if is_open(connection)]
    for connection in left:
        connection.close()
    assert not left, f"databases left open: {len(left)} of {len(opened)}"


def is_open(connection: sqlite3.Connection) -> bool:
    """Whether a connection was not closed, whichever thread it belongs to."""
    try:
        return connection.total_changes >= 0
    except sqlite3.ProgrammingError:
        return False


@pytest.fixture(autouse=True)
def nothing_leaked() -> Iterator[None]:
    """Threads and windows that a test opened are gone when it ends."""
    before = set(threading.enumerate())
    yield
    for _ in range(100):
        left = [thread for thread in threading.enumerate() if thread not in before]
        if not left:
            break
        time.sleep(0.02)
    assert not left, f"leaked threads: {left}"
    if "PySide6.QtWidgets" in sys.modules:
        shown, ticking = left_in_qt()
        # The tests after this one begin clean.
        for window in shown:
            window.close()
        for timer in ticking:
            timer.stop()
        assert not shown, f"leaked windows: {shown}"
        assert not ticking, f"leaked timers: {ticking}"


def left_in_qt() -> "tuple[list[QWidget], list[QTimer]]":
    """The windows still open and the timers still running, once Qt deleted what it was asked to."""
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    if application is None:
        return [], []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    windows = QApplication.topLevelWidgets()
    timers = [timer for owner in (application, *windows) for timer in owner.findChildren(QTimer)]
    return [one for one in windows if one.isVisible()], [one for one in timers if one.isActive()]


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample library as a closed file, made once."""
    from excerpta.core.services.sample import create_sample_library
    from excerpta.places import seeds

    path = tmp_path_factory.mktemp("sample") / "sample.excerpta"
    create_sample_library(path, seeds=seeds()).close()
    return path


@pytest.fixture
def sample_path(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample library that a test may change."""
    return Path(shutil.copy(sample_file, tmp_path / "sample.excerpta"))
