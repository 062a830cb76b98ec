"""Random damages to a library: recognised, never a crash, never a loss that is not told."""

from pathlib import Path

import pytest
from tests.damage.damages import LOGGED, WHOLE, Files
from tests.damage.oracle import WrongError, contents, judge
from tests.damage.run import Damager, main

SHORT = 24


@pytest.fixture(scope="module")
def damager(tmp_path_factory: pytest.TempPathFactory) -> Damager:
    return Damager(tmp_path_factory.mktemp("damage"))


@pytest.mark.parametrize("part", range(4))
def test_no_damage_crashes_or_loses_silently(damager: Damager, part: int) -> None:
    for seed in range(part * SHORT // 4, (part + 1) * SHORT // 4):
        damager.one(seed)


def test_a_loss_that_is_not_told_is_found(sample_path: Path, tmp_path: Path) -> None:
    whole = contents(sample_path)
    whole["annotation"][9999,] = (9999, "gone", *([1] * 13))
    with pytest.raises(WrongError, match="silent: annotation"):
        judge(sample_path, tmp_path / "out.excerpta", whole, unseen=False)


def test_every_damage_damages() -> None:
    import random

    for name, damage in {**WHOLE, **LOGGED}.items():
        for seed in range(5):
            files = Files(bytearray(range(256)) * 160, bytearray(b"log" * 100))
            before = Files(bytearray(files.data), bytearray(files.log))
            damage(random.Random(seed), files)
            if name != "misplace":
                assert files != before or name == "zero"


def test_the_command_says_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--count", "1", "--seed", "5"]) == 0
    assert "1 damages" in capsys.readouterr().out
