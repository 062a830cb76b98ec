"""The locks name all that pyproject.toml asks for, by hash, from no particular index, and agree."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / "packaging" / "locks"


def entries(name: str) -> dict[str, list[str]]:
    """The pins of a lock, `name==version ; marker`, each with its hashes."""
    found: dict[str, list[str]] = {}
    for line in (LOCKS / f"{name}.txt").read_text("utf-8").splitlines():
        words = line.removesuffix("\\").strip()
        if line.startswith(" "):
            found[next(reversed(found))].append(words)
        else:
            found[words] = []
    return found


def names(requirements: list[str]) -> set[str]:
    """The names in requirements, as an index spells them."""
    return {re.split(r"[^\w.-]", one)[0].lower().replace("_", "-") for one in requirements}


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_every_pin_has_hashes_and_no_host(lock: str) -> None:
    for pin, hashes in entries(lock).items():
        assert re.fullmatch(r"[a-z0-9.-]+==[^ ]+( ; .+)?", pin)
        assert hashes
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in hashes)


def test_what_is_tested_is_what_runs() -> None:
    run, dev = entries("run"), entries("dev")
    assert {pin: dev.get(pin) for pin in run} == run


def test_the_locks_name_all_that_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = names(project["project"]["dependencies"])
    assert asked <= {pin.split("==")[0] for pin in entries("run")}
    asked |= names(project["dependency-groups"]["dev"])
    assert asked <= {pin.split("==")[0] for pin in entries("dev")}


def test_qt_stays_below_the_version_that_crashes() -> None:
    (pin,) = (pin for pin in entries("run") if pin.startswith("pyside6-essentials=="))
    assert tuple(map(int, pin.split("==")[1].split(".")[:2])) < (6, 12)
