"""Dark, light and strong contrast are taken over from the desktop while the program runs."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.journeys.bus import lacks_bus, session_bus
from tests.journeys.screen import Screen, x_server

from excerpta.gui.support.theme import load_theme

_PORTAL = Path(__file__).with_name("desktop_portal.py")
_APPEARANCE = "org.freedesktop.appearance"

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")) or bool(lacks_bus()),
    reason="Xvfb, xdotool and dbus-daemon are not all installed",
)


def test_the_window_follows_the_desktop_while_it_runs(tmp_path: Path) -> None:
    with x_server() as display, session_bus() as address:
        desk = {"DBUS_SESSION_BUS_ADDRESS": address, "XDG_CURRENT_DESKTOP": "GNOME"}
        command = [sys.executable, str(_PORTAL)]
        pipe = subprocess.PIPE
        portal = subprocess.Popen(command, env={**os.environ, **desk}, stdin=pipe, stdout=pipe, text=True)
        assert portal.stdin is not None
        assert portal.stdout is not None
        screen = Screen(display, tmp_path, **desk)
        try:
            assert portal.stdout.readline() == "ready\n"
            screen.start()
            # The desktop's numbers: 1 dark and 2 light; 1 strong contrast and 0 the usual one.
            for key, value, theme in (
                ("color-scheme", 1, "dark"),
                ("contrast", 1, "dark-contrast"),
                ("color-scheme", 2, "light-contrast"),
                ("contrast", 0, "light"),
            ):
                portal.stdin.write(json.dumps([_APPEARANCE, key, value]) + "\n")
                portal.stdin.flush()
                page = load_theme(theme).page.name()
                screen.wait_for(lambda page=page: screen.column(page) is not None)
            assert screen.leave() == 0
        finally:
            screen.end()
            portal.stdin.close()
            portal.wait(20)
            portal.stdout.close()
