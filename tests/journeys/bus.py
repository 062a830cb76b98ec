"""A message bus that belongs to one test, as a desktop has one for a session."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


def lacks_bus() -> str:
    """What this machine lacks for a bus, as a reason to skip."""
    return "" if shutil.which("dbus-daemon") else "not installed: dbus-daemon"


@contextmanager
def session_bus() -> Iterator[str]:
    """A message bus of its own; its address."""
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"]
    bus = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert bus.stdout is not None
    try:
        yield bus.stdout.readline().strip()
    finally:
        bus.terminate()
        bus.wait()
        bus.stdout.close()
