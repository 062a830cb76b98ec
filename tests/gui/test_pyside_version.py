"""PySide6 6.12.0 on Python 3.11 drops a reference to None at each void call, until the interpreter aborts."""

import subprocess
import sys

import PySide6


def test_the_version_is_below_the_one_that_crashes() -> None:
    assert tuple(map(int, PySide6.__version__.split(".")[:2])) < (6, 12)


def test_two_hundred_thousand_void_calls_are_survived() -> None:
    code = """
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(200_000):
    thing.setObjectName("x")
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
