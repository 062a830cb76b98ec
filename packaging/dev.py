#!/usr/bin/env python3
"""The developer's path is one command: set up, run, test, measure, soak, lock.

Standard library only: it runs on a bare Python 3.11 to 3.13 with venv and pip, from any directory.
Everything that it installs goes into `.venv` beside pyproject.toml, from locks with hashes; Qt's
system libraries are installed through apt when it may, and named in one line when it may not.
"""

from __future__ import annotations  # so that an older Python comes as far as being told what is needed

import argparse
import hashlib
import os
import platform
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import building
from system_packages import (
    OFFSCREEN,
    SCREEN,
    SCREEN_READER,
    SYNTHETIC_INPUT,
    SetUpError,
    install_system_packages,
    say,
)

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PACKAGING = ROOT / "packaging"
LOCKS = PACKAGING / "locks"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
# Where, below `.venv`, stands that the source is imported as it lies.
SOURCE_PATH = ("Lib" if WINDOWS else "lib/python3*") + "/site-packages/excerpta_source.pth"

# What --quick leaves out: whole tasks in the window, and the proofs that the guards can fail.
SLOW = ("tests/journeys", "tests/test_architecture.py", "tests/test_noise.py")


def run(command: Sequence[str | Path], **more: object) -> None:
    """Run a command; its failure is this program's."""
    subprocess.run([str(part) for part in command], check=True, **more)  # type: ignore[call-overload]


def set_up(lock: str, packages: Sequence[str]) -> None:
    """Bring `.venv` to the state of a lock, and the system to what Qt needs."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        raise SetUpError(f"Python 3.11 to 3.13 is needed; this is {platform.python_version()}.")
    install_system_packages(packages)
    # What development needs includes what running needs.
    if any(is_set_up(one) for one in {lock, "dev"}):
        return
    make_environment()
    stamp(lock).unlink(missing_ok=True)
    install_lock(LOCKS / f"{lock}.txt")
    put_on_path()
    stamp(lock).write_text(state(lock), encoding="utf-8")


def stamp(lock: str) -> Path:
    """The file that says in which state a lock was last installed."""
    return VENV / f".{lock}-is-installed"


def state(lock: str) -> str:
    """What an installation depends on: the lock, this Python, and where the checkout lies."""
    parts = (LOCKS / f"{lock}.txt").read_bytes(), sys.version.encode(), os.fsencode(ROOT)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_set_up(lock: str) -> bool:
    """Whether `.venv` is as the lock wants it; a look at three files, so that it costs nothing."""
    if not (stamp(lock).is_file() and PYTHON.exists() and any(VENV.glob(SOURCE_PATH))):
        return False
    return stamp(lock).read_text(encoding="utf-8") == state(lock)


def make_environment() -> None:
    """Make `.venv`, anew if it is broken or another Python made it."""
    if environment_works():
        return
    say("Making .venv anew …" if VENV.exists() else "Making .venv …")
    remove_environment()
    # Inside of `.venv` itself, the Python that made it.
    python = getattr(sys, "_base_executable", sys.executable)
    command = [python, "-m", "venv", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        remove_environment()
        raise SetUpError(
            "Python's venv module is not complete. On Debian and Ubuntu, run:\n"
            f"    sudo apt-get install -y python3-venv\n{made.stdout}{made.stderr}"
        )


def environment_works() -> bool:
    """Whether `.venv` starts, has pip, and is of the Python that runs this."""
    probe = "import pip, platform; print(platform.python_version())"
    try:
        answer = subprocess.run([PYTHON, "-c", probe], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == platform.python_version()


def remove_environment() -> None:
    """Take away what stands in the place of `.venv`."""
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)


def install_lock(lock: Path) -> None:
    """Install exactly what a lock names, a line for each package; pip's own settings hold."""
    say(f"Installing the locked dependencies ({lock.relative_to(ROOT).as_posix()}) …")
    options = ["--disable-pip-version-check", "--require-hashes", "--only-binary=:all:", "--progress-bar=off"]
    command = [str(PYTHON), "-m", "pip", "install", *options, "-r", str(lock)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, errors="replace") as pip:
        for line in pip.stdout or ():
            if line.startswith("Collecting "):
                say(f"  {line.split()[1]}")
            elif line.startswith("Installing collected"):
                say("  unpacking …")
    if pip.returncode:
        raise SetUpError(
            "✗ The dependencies could not be installed; pip says above why.\n"
            "The first time, a network or a package mirror that pip knows is needed."
        )


def put_on_path() -> None:
    """Let the environment import the source as it stands, and give it the command `excerpta`."""
    (path,) = (site / Path(SOURCE_PATH).name for site in VENV.glob(str(Path(SOURCE_PATH).parent)))
    path.write_text(f"{ROOT / 'desktop'}\n", encoding="utf-8")
    if WINDOWS:
        (VENV / "Scripts" / "excerpta.cmd").write_text(f'@"{PYTHON}" -m excerpta %*\n', encoding="utf-8")
        return
    command = VENV / "bin" / "excerpta"
    command.write_text(f'#!/bin/sh\nexec "{PYTHON}" -m excerpta "$@"\n', encoding="utf-8")
    command.chmod(0o755)


def has_display() -> bool:
    """Whether a window could be seen."""
    return (
        WINDOWS
        or sys.platform == "darwin"
        or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    )


def command_setup(_: list[str]) -> int:
    """Set up everything that development needs."""
    set_up("dev", (*OFFSCREEN, *SCREEN, *SYNTHETIC_INPUT, *SCREEN_READER))
    say("Ready: packaging/dev.py run, test, bench, soak")
    return 0


def command_run(rest: list[str]) -> int:
    """Open the window with the sample library; without a display, do the same off screen."""
    seen = has_display()
    set_up("run", (*OFFSCREEN, *SCREEN) if seen else OFFSCREEN)
    if not seen and not rest:
        say("There is no display, so the same work is done in the real window off screen.")
        rest = ["tour", "--out", str(ROOT / "out" / "tour")]
    command = [str(PYTHON), "-m", "excerpta", *rest]
    if not WINDOWS:
        os.execv(PYTHON, command)  # the window itself gets the signals that are meant for it
    return subprocess.run(command, check=False).returncode


def command_test(rest: list[str]) -> int:
    """Format, lint, types, import contracts and tests, up to the first that fails.

    --quick leaves the slow tests out; all else goes to pytest, with paths seen from the project's folder.
    """
    set_up("dev", (*OFFSCREEN, *SCREEN, *SYNTHETIC_INPUT, *SCREEN_READER))
    wanted = [argument for argument in rest if argument != "--quick"]
    left_out = [f"--ignore={path}" for path in SLOW] if "--quick" in rest else []
    steps = {
        "format": ["-m", "ruff", "format", "--check", "."],
        "lint": ["-m", "ruff", "check", "--quiet", "."],
        "types": ["-m", "mypy", "desktop/excerpta", *map(str, PACKAGING.glob("*.py"))],
        "imports": ["-c", "from importlinter.cli import lint_imports_command as c; c()"],
        "tests": ["-m", "pytest", "-q", *left_out, *wanted],
    }
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": ""}
    passed: list[str] = []
    for name, step in steps.items():
        say(f"── {name}")
        start = time.monotonic()
        done = subprocess.run([str(PYTHON), *step], cwd=ROOT, env=environment, check=False)
        took = f"{name} {time.monotonic() - start:.1f} s"
        if done.returncode:
            before = f"; passed before: {', '.join(passed)}" if passed else ""
            say(f"✗ failed with status {done.returncode}: {took}{before}")
            return 1
        passed.append(took)
    say(f"✓ passed: {', '.join(passed)}")
    return 0


def command_bench(rest: list[str]) -> int:
    """Measure; --only PREFIX, --full for every size and shape, --json FILE, --markdown."""
    set_up("dev", OFFSCREEN)
    command = [str(PYTHON), str(ROOT / "tests" / "benchmarks" / "run.py"), *rest]
    return subprocess.run(command, check=False).returncode


def command_soak(rest: list[str]) -> int:
    """Walk at random through the real window, off screen, and watch; --minutes N, --seed N."""
    set_up("dev", OFFSCREEN)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [str(PYTHON), "-m", "tests.soak.reader_soak", *rest]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def command_damage(rest: list[str]) -> int:
    """Damage libraries at random, open and repair them; --count N, --seed N, --keep-going."""
    return run_harness("tests.damage.run", rest)


def command_crash(rest: list[str]) -> int:
    """Kill the program in the middle of random work, and look what is there; --count N, --seed N."""
    return run_harness("tests.crash.run", rest)


def command_full(rest: list[str]) -> int:
    """Let the disk refuse in the middle of random work, so many times; look what is there."""
    return run_harness("tests.crash.full", rest or ["100"])


def run_harness(module: str, rest: list[str]) -> int:
    """Run a module of the tests from the checkout."""
    set_up("dev", OFFSCREEN)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [str(PYTHON), "-m", module, *rest], cwd=ROOT, env=environment, check=False
    ).returncode


def command_build(rest: list[str]) -> int:
    """Build what is installed: wheel, deb, frozen (the folder inside of it), icons."""
    return building.build(rest)


def command_lock(_: list[str]) -> int:
    """Resolve the dependencies of pyproject.toml anew and write the locks, for every system and Python."""
    make_environment()
    run([PYTHON, "-m", "pip", "install", "--quiet", "uv"])
    resolve: list[str | Path] = [
        PYTHON,
        "-m",
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version",
        "3.11",
    ]
    plain = ["--generate-hashes", "--no-annotate", "--no-header", "--upgrade", "pyproject.toml"]
    run([*resolve, *plain, "-o", LOCKS / "run.txt"], cwd=ROOT)
    # Held to the first lock, so that what is tested is what runs.
    for group in ("dev", "build"):
        held = ["--group", group, "-c", LOCKS / "run.txt", "-o", LOCKS / f"{group}.txt"]
        run([*resolve, *plain, *held], cwd=ROOT)
    return 0


COMMANDS = {
    "run": command_run,
    "test": command_test,
    "bench": command_bench,
    "soak": command_soak,
    "damage": command_damage,
    "crash": command_crash,
    "full": command_full,
    "build": command_build,
    "setup": command_setup,
    "lock": command_lock,
}


def main() -> int:
    """Parse the command and do it."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # a check mark never stops the work
    described = "\n".join(f"  {name:6} {command.__doc__}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        description=f"{__doc__}\ncommands:\n{described}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="handed on to the command")
    # Raised inside of subprocess.run, this ends the command that it waits for.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    arguments = parser.parse_args()
    name, rest = arguments.command, arguments.rest
    if name not in {"run", "bench", "soak", "damage", "crash"} and {"-h", "--help"} & set(rest):
        parser.print_help()
        return 0
    if name in {"setup", "lock"} and rest:
        parser.error(f"{name} takes nothing more")
    try:
        return COMMANDS[name](rest)
    except SetUpError as error:
        say(str(error))
    except subprocess.CalledProcessError as error:
        say(f"✗ {' '.join(map(str, error.cmd[:4]))} … ended with status {error.returncode}")
    except OSError as error:
        say(f"✗ {error}")
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main())
