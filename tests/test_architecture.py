"""The rooms and their doors: checked by contract, and each contract shown to fail when it is broken."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "desktop" / "excerpta"
LINT = "from importlinter.cli import lint_imports_command as c; c()"

ROOMS = "Rooms: imports point one way"
CORE_ROOMS = "The core has no other room"
PACKAGE_ROOMS = "The package has no other room"
QT = "Core and command line never reach Qt"
SQL = "SQL only in the store"
DATES = "python-dateutil only in news"
CIRCLES = "No circles"

# What is done, the contract that it breaks, and the files with the line that does it.
OFFENCES: dict[str, tuple[str, dict[str, str]]] = {
    "an upward import": (ROOMS, {"core/model/offence.py": "import excerpta.core.text.folding"}),
    "a sideways import": (ROOMS, {"core/news/offence.py": "import excerpta.core.store.library"}),
    "the window in the command line": (ROOMS, {"cli/offence.py": "import excerpta.gui.support.theme"}),
    "a room of the core that is in no plan": (CORE_ROOMS, {"core/attic/__init__.py": ""}),
    "a room that is in no plan": (PACKAGE_ROOMS, {"attic.py": ""}),
    "Qt in the core": (QT, {"core/services/offence.py": "import PySide6.QtCore"}),
    "Qt through another module": (
        QT,
        {"cli/offence.py": "import excerpta.places", "places.py": "import PySide6.QtCore"},
    ),
    "SQL in a service": (SQL, {"core/services/offence.py": "import sqlite3"}),
    "SQL in the window": (SQL, {"gui/viewmodels/offence.py": "import sqlite_utils"}),
    "dates outside the news": (DATES, {"core/text/offence.py": "import dateutil.parser"}),
    "a circle": (CIRCLES, {"gui/support/offence.py": "import excerpta.gui.windows.main_window"}),
}


def lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    """The contracts of pyproject.toml on a copy of the package; the package cache is not used."""
    environment = {**os.environ, "PYTHONPATH": str(folder / "desktop")}
    command = [sys.executable, "-c", LINT, "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package that a test may spoil."""
    shutil.copytree(PACKAGE, tmp_path / "desktop" / "excerpta", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_the_contracts_hold(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("offence", OFFENCES)
def test_a_broken_contract_is_noticed(copy: Path, offence: str) -> None:
    contract, files = OFFENCES[offence]
    for name, line in files.items():
        module = copy / "desktop" / "excerpta" / name
        module.parent.mkdir(exist_ok=True)
        module.write_text(f'"""An offence."""\n\n{line}\n', encoding="utf-8")
    done = lint(copy)
    assert done.returncode != 0
    assert f"{contract} BROKEN" in done.stdout, done.stdout


def test_every_contract_is_shown_to_fail() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    assert {one["name"] for one in settings["contracts"]} == {contract for contract, _ in OFFENCES.values()}


def modules(room: str) -> list[str]:
    """The names of all modules of a room."""
    paths = sorted((PACKAGE / room).rglob("*.py"))
    names = [".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in paths]
    return [name.removesuffix(".__init__") for name in names]


def python(code: str) -> "subprocess.CompletedProcess[str]":
    """A fresh interpreter that knows the package."""
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_core_and_command_line_do_without_qt() -> None:
    names = [*modules("core"), *modules("cli")]
    done = python(
        "import importlib, sys\nsys.modules['PySide6'] = sys.modules['shiboken6'] = None\n"
        f"for name in {names!r}: importlib.import_module(name)"
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("excerpta.__main__", ("PySide6", "sqlite_utils", "lxml", "markdown_it", "dateutil")),
        (
            "excerpta.gui.windows.main_window",
            ("sqlite_utils", "lxml", "markdown_it", "dateutil", "importlinter"),
        ),
        ("excerpta.cli", ("sqlite_utils", "lxml", "PySide6")),
    ],
)
def test_a_start_imports_nothing_that_it_does_not_need(module: str, unwanted: tuple[str, ...]) -> None:
    done = python(f"import sys, {module}; print([name for name in {unwanted!r} if name in sys.modules])")
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "misc", "common", "helpers", "manager"}
    found = [name for name in modules("") if not empty.isdisjoint(name.split("."))]
    assert found == []


def test_every_module_begins_with_a_sentence() -> None:
    silent = [
        str(path)
        for path in PACKAGE.rglob("*.py")
        if path.read_text("utf-8").strip() and not path.read_text("utf-8").lstrip("r").startswith('"""')
    ]
    assert silent == []
