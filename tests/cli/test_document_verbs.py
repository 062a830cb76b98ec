"""What is known of documents and what is wrong with their texts, on the command line."""

from pathlib import Path

import pytest
from tests.cli.test_verbs import Excerpta, folder, run

__all__ = ["folder", "run"]


def test_several_documents_are_edited_in_one_step(run: Excerpta) -> None:
    rows = run.json("edit", "--doc", "1", "--doc", "2", "--source", "The Paper", "--date", "2020-09")
    assert [row["changed"] for row in rows] == [True, True]
    known = {row["id"]: row for row in run.json("list")}
    assert [known[one]["source"] for one in (1, 2, 3)] == ["The Paper", "The Paper", ""]
    assert known[1]["published"] == "2020-09"
    run("edit", "--doc", "1", "--agency", "AP")
    assert "1 document changed; 1 document had it already" in run(
        "edit", "--words", "paper", "--agency", "AP"
    )
    run("undo")
    run("undo")
    run("undo")
    assert {row["source"] for row in run.json("list")} == {""}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--doc", "1"], 2, "nothing to set"),
        (["--words", "nowhere", "--source", "x"], 1, "No document is meant"),
        (["--doc", "1", "--doc", "2", "--title", "x"], 2, "cannot have one title"),
        (["--doc", "1", "--date", "2020..2021"], 1, "published once"),
        (["--doc", "1", "--date", "soon"], 1, "not a date"),
        (["--doc", "1", "--title", ""], 1, "needs a title"),
        (["--doc", "77", "--source", "x"], 1, "no document"),
    ],
)
def test_what_cannot_be_edited_is_said(run: Excerpta, arguments: list[str], status: int, said: str) -> None:
    run("edit", *arguments)
    assert run.status == status
    assert said in run.err


def test_repairs_are_listed_carried_out_undone_and_refused(run: Excerpta, folder: Path) -> None:
    (folder / "garbled.txt").write_text("Itâ€™s a pre\u00adsident.\n\nHe don?t say more.\n", encoding="utf-8")
    came = run.json("import", folder / "garbled.txt")
    assert "can be repaired" in came[0]["reason"]
    document = str(came[0]["document_id"])
    found = run.json("repair-text", "--doc", document)
    assert [(one["before"], one["after"]) for one in found] == [("â€™", "’"), ("\u00ad", ""), ("?", "’")]
    assert "3 places could be repaired" in run("repair-text", "--doc", document)
    assert "1 place repaired" in run("repair-text", "--doc", document, "--kind", "soft hyphens", "--apply")
    assert [one["before"] for one in run.json("repair-text", "--doc", document)] == ["â€™", "?"]
    run("undo")
    assert len(run.json("repair-text", "--doc", document)) == 3
    run("highlight", "--doc", document, "--quote", "more")
    run("repair-text", "--doc", document, "--apply")
    assert run.status == 1
    assert "has a highlight, so its text stays as it is" in run.err
    assert run.json("check") == []
