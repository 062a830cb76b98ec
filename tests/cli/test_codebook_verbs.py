"""The codebook, memos, coders and history on the command line: each verb, its JSON, its exit status."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from excerpta.cli import main


class Excerpta:
    """The program in this process, on the sample library."""

    def __init__(self, library: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.library, self._capsys = str(library), capsys
        self.status, self.err = 0, ""

    def __call__(self, verb: str, *rest: str | Path) -> str:
        self.status = main([verb, self.library, *map(str, rest)])
        out, self.err = self._capsys.readouterr()
        return out

    def json(self, verb: str, *rest: str | Path) -> Any:
        return json.loads(self(verb, *rest, "--json"))

    def counts(self) -> dict[str, int]:
        return {row["path"]: row["total"] for row in self.json("tags")}


@pytest.fixture
def run(sample_path: Path, capsys: pytest.CaptureFixture[str]) -> Excerpta:
    return Excerpta(sample_path, capsys)


def test_merging_says_first_what_it_touches(run: Excerpta) -> None:
    before = run.counts()
    (told,) = run.json("merge-tags", "Process", "--into", "Claims", "--preview")
    assert run.counts() == before
    assert "Merged: " in run("merge-tags", "Process", "--into", "Claims")
    after = run.counts()
    assert "Process" not in after
    assert after["Claims/Cease-fire"] == before["Process/Cease-fire"]
    assert told["sub_tags_moved"] == 4
    assert run("undo") == "Undone: merge tag “Process” into “Claims”.\n"
    assert run.counts() == before


def test_splitting_moving_renaming_deleting(run: Excerpta) -> None:
    before = run.counts()
    (told,) = run.json("split-tag", "Actors/Taliban", "Spoken", "tag:Claims")
    assert told["tag"] == "Actors/Taliban/Spoken"
    assert 0 < run.counts()["Actors/Taliban/Spoken"] == told["highlights"]
    assert run.counts()["Actors/Taliban"] == before["Actors/Taliban"]
    assert run("move-tags", "Actors/Taliban/Spoken") == "Now Spoken.\n"
    assert run("rename-tag", "Spoken", "Said") == "Now Said.\n"
    assert run("move-tags", "Said", "--under", "Nowhere") == ""
    assert "There is no tag “Nowhere”" in run.err
    assert run.status == 1
    assert run("delete-tags", "Said", "Claims", "--preview").startswith("Would be taken off ")
    assert "Said" in run.counts()
    run("delete-tags", "Said", "Claims", "--with-sub-tags", "--coder", "Ana")
    assert not any(path.startswith(("Said", "Claims")) for path in run.counts())
    assert run.json("history", "--limit", "1")[0]["coder"] == "Ana"


def test_the_codebook_goes_out_and_in(run: Excerpta, tmp_path: Path) -> None:
    file = tmp_path / "codebook.csv"
    assert run("export-codebook", file) == f"27 tags in {file}\n"
    assert run("import-codebook", file) == "0 new, 0 changed, 27 as they were\n"
    file.write_text("path,colour\nNew/Tag,mauve\nTo check,red\n", encoding="utf-8")
    out = run("import-codebook", file, "--preview")
    assert out.splitlines()[-1] == "2 new, 1 changed, 0 as they were (nothing written)"
    assert "no colour “mauve”" in run.err
    assert run.json("import-codebook", file) == [
        {"tag": "New", "change": "new"},
        {"tag": "New/Tag", "change": "new"},
        {"tag": "To check", "change": "colour"},
    ]
    assert "New/Tag" in run.counts()


def test_memos_and_coders(run: Excerpta, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("memo") == "No memo.\n"
    assert run("memo", "--write", "- a list", "--coder", "بن") == "- a list\n"
    assert run.json("memo")[0]["coder"] == "بن"
    monkeypatch.setattr(sys, "stdin", io.StringIO("two\nlines"))
    assert run("memo", "--tag", "Claims", "--write", "-") == "two\nlines\n"
    assert run("memo", "--doc", "1") == "No memo.\n"
    run("memo", "--doc", "1", "--tag", "Claims")
    assert run.status == 2
    assert run("memo", "--tag", "Claims", "--write", "") == "No memo.\n"
    run("memo", "--write", "x", "--coder", "bell\x07")
    assert "cannot be seen" in run.err
    assert [(row["coder"], row["memos"]) for row in run.json("coders") if row["memos"]] == [("بن", 1)]


def test_history_and_going_back(run: Excerpta) -> None:
    before = run.counts()
    assert run("history") == "Nothing was done yet.\n"
    run("rename-tag", "Claims", "Claimed")
    run("rename-tag", "To check", "Check")
    top, first = run.json("history")
    assert (top["what"], first["what"]) == ("rename tag to “Check”", "rename tag to “Claimed”")
    assert run("undo", "--to", "0") == "Undone: go to a point of the history.\n"
    assert run.counts() == before
    assert [row["undone"] for row in run.json("history")] == [True, True]
    run("redo", "--to", str(first["id"]))
    assert "Claimed" in run.counts()
    assert "Check" not in run.counts()
    assert run("redo", "--to", str(first["id"])) == "There is nothing to redo.\n"
    run("undo", "--to", "99")
    assert "not there any more" in run.err
