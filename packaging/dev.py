#!/usr/bin/env python3
"""The developer's path is one command: set up, run, test, measure, lock.

Standard library only: it runs on a bare Python 3.11 to 3.13 with venv and pip, from any directory.
Everything that it installs goes into `.venv` beside pyproject.toml, from locks with hashes; Qt's
system libraries are installed through apt when it may, and named in one line when it may not.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCKS = ROOT / "packaging" / "locks"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

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


class SetUpError(Exception):
    """Something that the person at the keyboard has to do first."""


def say(text: str) -> None:
    """One line of progress, at once."""
    print(text, flush=True)


def run(command: Sequence[str | Path], **more: object) -> None:
    """Run a command; its failure is this program's."""
    subprocess.run([str(part) for part in command], check=True, **more)  # type: ignore[call-overload]


def set_up(lock: str, packages: Sequence[str]) -> None:
    """Bring `.venv` to the state of a lock, and the system to what Qt needs."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        raise SetUpError(f"Python 3.11 to 3.13 is needed; this is {sys.version.split()[0]}.")
    install_system_packages(packages)
    wanted = LOCKS / f"{lock}.txt"
    stamp = VENV / f".{lock}-is-installed"
    state = hashlib.sha256(wanted.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == state and PYTHON.exists():
        return
    make_environment()
    say(f"Installing the locked dependencies ({wanted.relative_to(ROOT)}) …")
    options = ["--disable-pip-version-check", "--require-hashes", "--only-binary=:all:", "--quiet"]
    run([PYTHON, "-m", "pip", "install", *options, "-r", wanted])
    put_on_path()
    stamp.write_text(state)


def make_environment() -> None:
    """Make `.venv`, anew if another Python made it."""
    config = VENV / "pyvenv.cfg"
    same = f"version = {sys.version.split()[0]}"
    if PYTHON.exists() and config.is_file() and same in config.read_text():
        return
    if VENV.exists():
        shutil.rmtree(VENV)
    say("Making .venv …")
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetUpError(
            "Python's venv module is not complete. On Debian and Ubuntu: apt-get install python3-venv\n"
            + made.stdout
            + made.stderr
        )


def put_on_path() -> None:
    """Let the environment import the source as it stands, and give it the command `excerpta`."""
    (site,) = VENV.glob("Lib/site-packages" if WINDOWS else "lib/python3*/site-packages")
    (site / "excerpta_source.pth").write_text(f"{ROOT / 'desktop'}\n", encoding="utf-8")
    if not WINDOWS:
        command = VENV / "bin" / "excerpta"
        command.write_text(f'#!/bin/sh\nexec "{PYTHON}" -m excerpta "$@"\n', encoding="utf-8")
        command.chmod(0o755)


def install_system_packages(packages: Sequence[str]) -> None:
    """Install what Qt needs and the system lacks, or say how."""
    if not shutil.which("dpkg-query") or not packages:
        return
    missing = [package for package in packages if not is_installed(package)]
    if not missing:
        return
    say(f"System packages that are missing: {' '.join(missing)}")
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        names = " ".join(package.split("|")[-1] for package in missing)
        say(f"Please run:\n    sudo apt-get install -y --no-install-recommends {names}")
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], env=environment, stdout=subprocess.DEVNULL)
    names = [next((name for name in package.split("|") if is_known(name)), package) for package in missing]
    options = ["-y", "-qq", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0"]
    run(["apt-get", "install", *options, *names], env=environment, stdout=subprocess.DEVNULL)


def is_installed(package: str) -> bool:
    """Whether a package is there under one of its names."""
    asked = ["dpkg-query", "-W", "-f=${db:Status-Abbrev}", *package.split("|")]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return "ii" in answer


def is_known(name: str) -> bool:
    """Whether apt could install a package of that name."""
    answer = subprocess.run(["apt-cache", "policy", name], capture_output=True, text=True, check=False).stdout
    return "Candidate:" in answer and "Candidate: (none)" not in answer


def has_display() -> bool:
    """Whether a window could be seen."""
    return (
        WINDOWS
        or sys.platform == "darwin"
        or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    )


def command_setup(_: list[str]) -> int:
    """Set up everything that development needs."""
    set_up("dev", (*OFFSCREEN, *SCREEN, *SYNTHETIC_INPUT))
    say("Ready: packaging/dev.py run, test, bench")
    return 0


def command_run(rest: list[str]) -> int:
    """Open the window with the sample library; without a display, do the same off screen."""
    seen = has_display()
    set_up("run", (*OFFSCREEN, *SCREEN) if seen else OFFSCREEN)
    command = [PYTHON, "-m", "excerpta", *rest]
    if not seen and not rest:
        say("There is no display, so the same work is done in the real window off screen.")
        command = [PYTHON, "-m", "excerpta", "tour", "--out", ROOT / "out" / "tour"]
    return subprocess.run([str(part) for part in command], check=False).returncode


def command_test(rest: list[str]) -> int:
    """Format, lint, types, import contracts and tests; stops at the first that fails."""
    set_up("dev", (*OFFSCREEN, *SCREEN, *SYNTHETIC_INPUT))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": ""}
    steps = {
        "format": ["-m", "ruff", "format", "--check", "--quiet", "."],
        "lint": ["-m", "ruff", "check", "--quiet", "."],
        "types": ["-m", "mypy", "desktop/excerpta"],
        "imports": ["-c", "from importlinter.cli import lint_imports_command as c; c()"],
        "tests": ["-m", "pytest", "-q", *rest],
    }
    for name, step in steps.items():
        say(f"── {name}")
        start = time.monotonic()
        done = subprocess.run([str(PYTHON), *step], cwd=ROOT, env=environment, check=False)
        if done.returncode:
            say(f"✗ {name} failed after {time.monotonic() - start:.0f} s")
            return 1
        say(f"✓ {name}, {time.monotonic() - start:.0f} s")
    return 0


def command_bench(rest: list[str]) -> int:
    """Measure; --json FILE writes the figures, --only PREFIX measures some of them."""
    set_up("dev", OFFSCREEN)
    command = [str(PYTHON), str(ROOT / "tests" / "benchmarks" / "run.py"), *rest]
    return subprocess.run(command, check=False).returncode


def command_lock(_: list[str]) -> int:
    """Resolve the dependencies of pyproject.toml anew and write the locks."""
    set_up("dev", ())
    run([PYTHON, "-m", "pip", "install", "--quiet", "uv"])
    compile_ = [PYTHON, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    plain = ["--generate-hashes", "--no-annotate", "--no-header", "--upgrade", "pyproject.toml"]
    run([*compile_, *plain, "-o", LOCKS / "run.txt"], cwd=ROOT)
    run([*compile_, *plain, "--group", "dev", "-o", LOCKS / "dev.txt"], cwd=ROOT)
    return 0


COMMANDS = {
    "run": command_run,
    "test": command_test,
    "bench": command_bench,
    "setup": command_setup,
    "lock": command_lock,
}


def main() -> int:
    """Parse the command and do it."""
    described = "\n".join(f"  {name:6} {command.__doc__}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        description=f"{__doc__}\ncommands:\n{described}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="handed on to the command")
    arguments = parser.parse_args()
    try:
        return COMMANDS[arguments.command](arguments.rest)
    except SetUpError as error:
        say(str(error))
        return 1
    except subprocess.CalledProcessError as error:
        say(f"✗ {' '.join(map(str, error.cmd[:4]))} … ended with status {error.returncode}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
