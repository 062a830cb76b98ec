"""Qt's libraries, fonts and test tools as Debian and Ubuntu name them, and the way to have them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence

# Alternatives of one package under its names in different releases are separated by a bar.
OFFSCREEN = (
    "libglib2.0-0t64|libglib2.0-0", "libgl1", "libegl1", "libfontconfig1", "libfreetype6", "libdbus-1-3",
    "libxkbcommon0", "libx11-6", "libbrotli1",
    "fonts-dejavu-core", "fonts-noto-core", "fonts-noto-color-emoji",
)  # fmt: skip
SCREEN = (
    "libxkbcommon-x11-0", "libx11-xcb1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0",
    "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0", "libxcb-render0", "libxcb-shape0",
    "libxcb-shm0", "libxcb-sync1", "libxcb-xfixes0", "libxcb-xkb1",
)  # fmt: skip
SYNTHETIC_INPUT = ("xvfb", "xauth", "xdotool")
SCREEN_READER = ("at-spi2-core", "dbus-daemon", "gir1.2-atspi-2.0", "python3-gi")
APT = ("apt-get", "install", "-y", "--no-install-recommends")


class SetUpError(Exception):
    """Something that the person at the keyboard has to do first."""


def say(text: str) -> None:
    """One line of progress, at once."""
    print(text, flush=True)


def install_system_packages(packages: Sequence[str]) -> None:
    """Install what Qt needs and the system lacks, or say how."""
    missing = missing_packages(packages) if packages and shutil.which("dpkg-query") else []
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        names = [known_name(package) for package in missing]
        say(f"Qt needs system packages that are missing. Please run:\n    sudo {' '.join([*APT, *names])}")
        return
    say("Bringing apt's lists up to date …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = {"env": environment, "stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "check": False}
    # One unreachable source fails the update, though the others may have all that is needed.
    subprocess.run(["apt-get", "update", "-qq"], **quiet)  # type: ignore[call-overload]
    names = [known_name(package) for package in missing]
    say(f"Installing {len(names)} system packages through apt: {' '.join(names)}")
    done = subprocess.run([*APT, "-qq", "-o", "Dpkg::Use-Pty=0", *names], **quiet)  # type: ignore[call-overload]
    if done.returncode:
        raise SetUpError(f"✗ apt could not install them. Please try:\n    {' '.join(APT)} {' '.join(names)}")


def missing_packages(packages: Sequence[str]) -> list[str]:
    """Those that the system has under none of their names."""
    names = [name for package in packages for name in package.split("|")]
    asked = ["dpkg-query", "-W", "-f=${Package} ${db:Status-Status}\n", *names]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    installed = {line.split()[0] for line in answer.splitlines() if line.endswith(" installed")}
    return [package for package in packages if installed.isdisjoint(package.split("|"))]


def known_name(package: str) -> str:
    """Of the names of a package, the one that this release's apt could install."""
    names = package.split("|")
    for name in names[:-1]:
        asked = ["env", "LC_ALL=C", "apt-cache", "policy", name]
        answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
        if "Candidate:" in answer and "Candidate: (none)" not in answer:
            return name
    return names[-1]
