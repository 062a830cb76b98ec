"""Backups on the command line."""

import json
from pathlib import Path

import pytest

from excerpta.cli import main
from excerpta.core.text.sizes import size_in_words


def test_backups_are_made_listed_and_restored(sample_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = str(sample_path)
    assert main(["backups", name]) == 0
    assert main(["highlight", name, "--doc", "1", "--start", "0", "--end", "5"]) == 0
    assert main(["backup", name]) == 0
    capsys.readouterr()
    assert main(["backups", name, "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert (one["number"], one["documents"], one["highlights"], one["last"]) == (1, 9, 54, "add highlight")
    assert main(["backups", name, "--room", "500MB"]) == 0
    assert "by hand" in capsys.readouterr().out
    assert main(["restore", name, "1", "--json"]) == 0
    (made,) = json.loads(capsys.readouterr().out)
    assert Path(made["file"]).parent == sample_path.parent
    assert main(["check", made["file"]]) == 0
    assert main(["restore", name, "2"]) == 1
    assert "no backup 2" in capsys.readouterr().err


def test_a_copy_goes_where_it_is_told_but_over_nothing(
    sample_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = sample_path.with_name("copy.excerpta")
    assert main(["backup", str(sample_path), str(target)]) == 0
    assert main(["check", str(target)]) == 0
    assert main(["backup", str(sample_path), str(target)]) == 1
    assert "exists already" in capsys.readouterr().err


@pytest.mark.parametrize("size", ["2XB", "-1", "many"])
def test_what_is_no_size_is_said(sample_path: Path, capsys: pytest.CaptureFixture[str], size: str) -> None:
    assert main(["backups", str(sample_path), f"--room={size}"]) == 2
    assert "is no size" in capsys.readouterr().err


def test_sizes_in_words() -> None:
    assert [size_in_words(size) for size in (4_000, 250_000, 3_400_000_000)] == ["4 kB", "0.2 MB", "3.4 GB"]
