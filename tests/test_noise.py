"""The guards against noise can fail: noisy tests fail, in a run of their own, and each says why."""

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).resolve().parents[1]

# What a test does, and what its failure says.
NOISES = {
    "a_warning": ("import warnings; warnings.warn('noise')", "UserWarning: noise"),
    "a_logged_warning": ("import logging; logging.getLogger('x').warning('noise')", "logged: ['noise']"),
    "a_thread": (
        "import threading, time; threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
        "leaked threads",
    ),
    "a_socket": (
        "import socket\n    with socket.socket() as one:\n        one.connect(('127.0.0.1', 9))",
        "a socket was connected",
    ),
    "a_qt_message": ("from PySide6.QtCore import qWarning; qWarning('noise')", "WARNING or above emitted"),
    "a_window": (
        "from PySide6.QtWidgets import QWidget; window = QWidget(); qapp.kept = window; window.show()",
        "leaked windows",
    ),
    "a_timer": ("from PySide6.QtCore import QTimer; QTimer(qapp).start(60_000)", "leaked timers"),
    "a_database": (
        "import sqlite3; qapp.connection = sqlite3.connect(':memory:')",
        "databases left open: 1 of 1",
    ),
    "an_exception_in_a_slot": (
        "from PySide6.QtCore import QTimer; QTimer.singleShot(0, lambda: 1 / 0); qapp.processEvents()",
        "ZeroDivisionError",
    ),
}


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What this suite's settings and guards say of each noisy test, with a quiet one after it."""
    folder = tmp_path_factory.mktemp("noise")
    tests = []
    for noise, (body, _) in NOISES.items():
        tests += [
            f"def test_{noise}(qapp):\n    {body}\n",
            f"def test_after_{noise}(qapp):\n    assert qapp\n",
        ]
    (folder / "test_noisy.py").write_text("\n\n".join(tests), encoding="utf-8")
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    options = ["-q", "-c", ROOT / "pyproject.toml", "--rootdir", folder, "--junit-xml", folder / "said.xml"]
    command = [sys.executable, "-m", "pytest", *options, folder / "test_noisy.py"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    said: dict[str, str] = {}
    for case in ET.parse(folder / "said.xml").iter("testcase"):
        found = [*case.iter("failure"), *case.iter("error")]
        name = case.attrib["name"].removeprefix("test_")
        said[name] = said.get(name, "") + "".join(one.attrib["message"] + (one.text or "") for one in found)
    return said


@pytest.mark.parametrize("noise", NOISES)
def test_noise_fails(complaints: dict[str, str], noise: str) -> None:
    assert NOISES[noise][1] in complaints[noise]


@pytest.mark.parametrize("noise", NOISES)
def test_a_quiet_test_passes_after_it(complaints: dict[str, str], noise: str) -> None:
    assert complaints[f"after_{noise}"] == ""


def test_a_home_of_its_own(own_home: Path) -> None:
    assert Path.home() == own_home
    assert not any(own_home.iterdir())
