"""The guards against noise can fail: a noisy test fails, in a run of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

NOISES = {
    "a warning": "import warnings; warnings.warn('noise')",
    "a logged warning": "import logging; logging.getLogger('x').warning('noise')",
    "a thread": "import threading, time; threading.Thread(target=time.sleep, args=(4,)).start()",
    "a socket": "import socket; socket.socket().connect(('127.0.0.1', 9))",
    "a Qt message": "from PySide6.QtCore import qWarning; qWarning('noise')",
    "a window": "import builtins as b; from PySide6.QtWidgets import QWidget; b.w = QWidget(); b.w.show()",
}


@pytest.mark.parametrize("noise", NOISES)
def test_noise_fails(tmp_path: Path, noise: str) -> None:
    test = tmp_path / "test_noisy.py"
    test.write_text(f"def test_noisy(qapp):\n    {NOISES[noise]}\n", encoding="utf-8")
    (tmp_path / "conftest.py").write_text(
        (ROOT / "tests" / "conftest.py").read_text("utf-8"), encoding="utf-8"
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-c",
        ROOT / "pyproject.toml",
        "--rootdir",
        tmp_path,
        test,
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout


def test_quiet_passes(tmp_path: Path) -> None:
    test = tmp_path / "test_quiet.py"
    test.write_text("def test_quiet(qapp):\n    assert qapp\n", encoding="utf-8")
    (tmp_path / "conftest.py").write_text(
        (ROOT / "tests" / "conftest.py").read_text("utf-8"), encoding="utf-8"
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-c",
        ROOT / "pyproject.toml",
        "--rootdir",
        tmp_path,
        test,
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
