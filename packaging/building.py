"""`dev.py build`: an environment of its own from a lock, and the scripts in `installers` run in it.

Question: whose Python is frozen? Choice: the system's own, `/usr/bin/python3`, on Debian and its kin.
Why: another one (pyenv, a container's) carries run paths of the machine that it was built on into the
package. Elsewhere it is the Python that runs this.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from system_packages import OFFSCREEN, SCREEN, SetUpError, install_system_packages, say

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
ENVIRONMENT = BUILD / "environment"
LOCK = ROOT / "packaging" / "locks" / "build.txt"
INSTALLERS = ROOT / "packaging" / "installers"
WINDOWS = sys.platform == "win32"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")
SYSTEM_PYTHON = Path("/usr/bin/python3")

# What each thing that can be built needs of Debian, beside Python.
FROZEN = ("libpython3-dev", "binutils", *OFFSCREEN[:8])
NEEDED: dict[str, tuple[str, ...]] = {
    "wheel": (),
    "icons": OFFSCREEN[:8],
    "frozen": FROZEN,
    # What the package depends on is worked out from what is installed here.
    "deb": (*FROZEN, *SCREEN, "dpkg-dev", "libwayland-cursor0", "libwayland-egl1"),
}


def build(rest: Sequence[str]) -> int:
    """Build one thing; what else is given goes to its script."""
    what = rest[0] if rest else ""
    if what not in NEEDED:
        say(f"Say what is to be built: {', '.join(NEEDED)}.")
        return 2
    install_system_packages(NEEDED[what])
    make_environment()
    environment = {
        **os.environ,
        # The same source gives the same bytes: one time for every file, one order for every set.
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or time_of_source(),
        "PYTHONHASHSEED": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join(map(str, (INSTALLERS, ROOT / "desktop"))),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [str(PYTHON), str(INSTALLERS / f"build_{what}.py"), *rest[1:]]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def time_of_source() -> str:
    """Seconds since 1970 of the last change of the source; of the changelog where there is no history."""
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    if shutil.which("git"):
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        if answer.returncode == 0 and answer.stdout.strip():
            return answer.stdout.strip()
    return str(int((ROOT / "CHANGELOG.md").stat().st_mtime))


def make_environment() -> None:
    """Bring `build/environment` to the state of the lock."""
    python = SYSTEM_PYTHON if SYSTEM_PYTHON.exists() and not WINDOWS else Path(base_python())
    version = subprocess.run([python, "-VV"], capture_output=True, text=True, check=True).stdout
    wanted = hashlib.sha256(LOCK.read_bytes() + version.encode()).hexdigest()
    stamp = ENVIRONMENT / ".is-installed"
    if stamp.is_file() and PYTHON.exists() and stamp.read_text("utf-8") == wanted:
        return
    say(f"Making {ENVIRONMENT.relative_to(ROOT).as_posix()} with {python} …")
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    made = subprocess.run([python, "-m", "venv", ENVIRONMENT], capture_output=True, text=True, check=False)
    if made.returncode:
        raise SetUpError(f"Python's venv module is not complete.\n{made.stdout}{made.stderr}")
    options = ["--disable-pip-version-check", "--require-hashes", "--only-binary=:all:", "--progress-bar=off"]
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", *options, "-r", str(LOCK)]
    if subprocess.run(command, check=False).returncode:
        raise SetUpError("✗ What the build needs could not be installed; pip says above why.")
    stamp.write_text(wanted, encoding="utf-8")


def base_python() -> str:
    """The Python that made the environment which runs this."""
    return str(getattr(sys, "_base_executable", sys.executable))
