"""The command line as a script uses it: every verb, its JSON, its exit status."""

import csv
import io
import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.pictures import png

from excerpta.cli import main

ARTICLES = {
    "emoji.txt": "Envoys tweet 😀\n\n"
    'The envoy wrote 👍🏽 "both sides" twice; both sides smiled. Ünïcode e\u0301.\n',
    "persian.txt": "گفت‌وگوهای صلح در دوحه\n\nهیئت افغان می‌رود و طالبان می‌آید.\n",
    "plain.txt": "A plain report\n\n"
    "Spokesmen met on Monday. They talked of an interview and interim rules.\n",
}


class Excerpta:
    """The program in this process, and what it printed."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.library = str(folder / "lib.excerpta")
        self.status = 0
        self.out = ""
        self.err = ""
        self._capsys = capsys

    def __call__(self, verb: str, *rest: str | Path, library: bool = True) -> str:
        start = [verb, self.library] if library else [verb]
        self.status = main([*start, *map(str, rest)])
        self.out, self.err = self._capsys.readouterr()
        return self.out

    def json(self, verb: str, *rest: str | Path, library: bool = True) -> Any:
        return json.loads(self(verb, *rest, "--json", library=library))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three articles."""
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Excerpta:
    """A library that holds them."""
    program = Excerpta(folder, capsys)
    program("import", *(folder / name for name in ARTICLES))
    assert program.status == 0
    return program


def text_of(run: Excerpta, document: int) -> str:
    name = {row["title"]: row["id"] for row in run.json("list")}
    title = next(title for title, id_ in name.items() if id_ == document)
    files = [Path(run.library).parent / file for file in ARTICLES]
    articles = [run.json("inspect", file, library=False) for file in files]
    return next(article["text"] for article in articles if article["title"] == title)


def test_import_makes_the_library_and_tells_of_each_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Excerpta(folder, capsys)
    rows = run.json("import", *(folder / name for name in ARTICLES))
    assert [(row["name"], row["status"]) for row in rows] == [(name, "imported") for name in ARTICLES]
    assert set(rows[0]) == {"name", "status", "document_id", "title", "reason"}
    assert "Made a new library" in run.err
    again = run.json("import", folder / "plain.txt")
    assert (again[0]["status"], again[0]["document_id"], run.status) == ("duplicate", 3, 0)


def test_a_bad_file_does_not_stop_the_others(run: Excerpta, folder: Path) -> None:
    bad = folder / "bad"
    bad.mkdir()
    (bad / "a-empty.txt").write_bytes(b"")
    (bad / "b-picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (bad / "c-nul.txt").write_bytes(b"A line with\x00 a NUL in it.\n")
    (bad / "d-surrogate.txt").write_bytes(b"Lone \xed\xa0\x80 surrogate in a text.\n")
    (bad / "e-latin.txt").write_bytes("A \x93quoted\x94 word and café.\n".encode("latin-1"))
    (bad / "f-utf16.txt").write_bytes("Sixteen bits of صلح 😀\n".encode("utf-16"))
    rows = {row["name"]: row for row in run.json("import", bad, folder / "missing.txt")}
    assert run.status == 1
    assert {name for name, row in rows.items() if row["status"] == "failed"} == {
        "a-empty.txt",
        "b-picture.txt",
        "missing.txt",
    }
    assert all(row["reason"] for row in rows.values() if row["status"] == "failed")
    assert run.json("check") == []
    found = run.json("search", "quoted")
    assert [hit["text"] for hit in found] == ["quoted"]
    assert [hit["text"] for hit in run.json("search", "صلح 😀")] != []


def test_list_has_stable_keys(run: Excerpta) -> None:
    rows = run.json("list")
    assert [set(row) for row in rows] == [{"id", "title", "source", "published", "highlights"}] * 3
    assert sorted(row["title"] for row in rows) == sorted(text.split("\n")[0] for text in ARTICLES.values())
    assert "A plain report" in run("list")


def test_a_highlight_by_its_words_is_the_slice_of_the_text(run: Excerpta) -> None:
    for document, quote in ((1, "twice; both"), (1, "Ünïcode e\u0301"), (2, "می‌رود و طالبان"), (1, "👍🏽")):
        (row,) = run.json("highlight", "--doc", str(document), "--quote", quote)
        assert run.status == 0
        assert text_of(run, document)[row["start"] : row["end"]] == quote == row["quote"]
    rows = run.json("highlights")
    assert [row["quote"] for row in rows if row["document_id"] == 2] == ["می‌رود و طالبان"]
    assert run.json("check") == []


def test_a_highlight_by_its_place(run: Excerpta) -> None:
    start = text_of(run, 1).index("twice")
    (row,) = run.json("highlight", "--doc", "Envoys tweet 😀", "--start", str(start), "--end", str(start + 5))
    assert row["quote"] == "twice"


def test_a_passage_over_two_paragraphs_holds_a_newline(run: Excerpta) -> None:
    (row,) = run.json("highlight", "--doc", "3", "--quote", "report\nSpokesmen")
    assert row["quote"] == "report\nSpokesmen"


@pytest.mark.parametrize(
    ("words", "sentence", "status"),
    [
        (("--quote", "both sides"), "stands there 2 times", 1),
        (("--quote", "TWICE"), "Did you mean “twice”", 1),
        (("--quote", "nowhere to be seen"), "does not stand in the document", 1),
        (("--start", "5", "--end", "5"), "not a passage", 1),
        (("--start", "5"), "Give either --quote", 2),
        (("--quote", "x", "--colour", "mauve"), "no colour “mauve”", 2),
        (("--quote", "twice", "--tag", "a//b"), "empty tag name", 1),
    ],
)
def test_what_cannot_be_highlighted_is_explained(
    run: Excerpta, words: tuple[str, ...], sentence: str, status: int
) -> None:
    run("highlight", "--doc", "1", *words)
    assert sentence in run.err
    assert run.status == status
    assert run.json("highlights") == []


@pytest.mark.parametrize("name", ["a\\/b", 'say "hi"', "😀", "x" * 300, "inter view", "طالبان"])
def test_any_tag_can_be_made_listed_and_asked_for(run: Excerpta, name: str) -> None:
    path = f"Top/{name}"
    run("highlight", "--doc", "1", "--quote", "twice", "--tag", path, "--tag", "Other", "--note", "n")
    rows = run.json("tags")
    assert {row["path"]: (row["own"], row["total"]) for row in rows} == {
        "Top": (0, 1),
        path: (1, 1),
        "Other": (1, 1),
    }
    assert set(rows[0]) == {"path", "colour", "own", "total"}
    quoted = path.replace('"', '""')
    assert len(run.json("highlights", f'tag:"{quoted}"')) == 1
    assert run.json("highlights", f'-tag:"{quoted}"') == []


def test_a_tag_is_no_prefix_of_another(run: Excerpta) -> None:
    run("highlight", "--doc", "3", "--quote", "interview", "--tag", "interview")
    run("highlight", "--doc", "3", "--quote", "interim", "--tag", "inter")
    assert [row["quote"] for row in run.json("highlights", "tag:inter")] == ["interim"]
    assert [row["quote"] for row in run.json("highlights", "-tag:inter")] == ["interview"]


def test_queries_of_several_words_and_untagged(run: Excerpta) -> None:
    run("highlight", "--doc", "3", "--quote", "Spokesmen met", "--tag", "A", "--colour", "red")
    run("highlight", "--doc", "2", "--quote", "هیئت افغان", "--note", "who?")
    assert [row["quote"] for row in run.json("highlights", "tag:A", "colour:red", "spokesmen")] == [
        "Spokesmen met"
    ]
    assert [row["quote"] for row in run.json("highlights", "-tag:*")] == ["هیئت افغان"]
    assert [row["quote"] for row in run.json("highlights", 'doc:"plain report"')] == ["Spokesmen met"]
    run("highlights", "tga:A")
    assert run.status == 1
    assert "Did you mean “tag:”" in run.err


def test_mark_highlights_every_place_once(run: Excerpta) -> None:
    words = ("mark", "both", "sides", "--extent", "sentence", "--tag", "Claims/Both")
    assert run(*words, "--dry-run") == "1 highlight in 1 document would be made.\n"
    assert run.json("highlights") == []
    (row,) = run.json(*words)
    assert row == {"highlights": 1, "documents": 1, "already_there": 0, "made": True}
    (made,) = run.json("highlights")
    assert made["quote"] == 'The envoy wrote 👍🏽 "both sides" twice; both sides smiled.'
    assert made["tags"] == "Claims/Both"
    assert run(*words) == "0 highlights in 0 documents; 1 were there already.\n"
    assert run.status == 1
    run("undo")
    assert run.json("highlights") == run.json("tags") == []
    run("mark", "-only")
    assert (run.status, "minus only leaves" in run.err) == (1, True)


def test_search_has_the_language_of_the_window(run: Excerpta) -> None:
    def found(*words: str) -> list[str]:
        return [hit["text"] for hit in run.json("search", *words)]

    assert found("inter*") == ["interview", "interim"]
    assert found("both sides") == ["both sides", "both sides"]
    assert found("sides", "--limit", "1", "--newest") == ["sides"]
    assert found("interview ~2 rules") == ["interview and interim rules"]
    assert found("sides", "-twice") == found("sides", '-"both sides"') == found("sides", "-both sides") == []
    assert found("sides", "-absent", "--json") == ["sides", "sides"]
    assert found("-", "AND", "NEAR(") == found("and", "or") == []


def test_search_says_what_it_does_not_see_yet(run: Excerpta) -> None:
    with sqlite3.connect(run.library) as connection:
        connection.execute("INSERT INTO document_search (document_search) VALUES ('delete-all')")
    connection.close()
    assert run.json("search", "monday") == []
    assert "3 documents could not be searched yet" in run.err
    assert run.json("highlights", "text:monday") == []
    assert "3 documents could not be searched yet" in run.err
    run("highlights", "monday")
    assert run.err == ""
    run("crossing", "--query", "text:monday")
    assert "3 documents could not be searched yet" in run.err


def test_search_gives_exact_places(run: Excerpta) -> None:
    (hit,) = run.json("search", "UNICODE")
    assert set(hit) == {"document_id", "document", "start", "end", "text", "before", "after"}
    assert text_of(run, 1)[hit["start"] : hit["end"]] == hit["text"] == "Ünïcode"
    assert [h["text"] for h in run.json("search", "ميرود")] == ["می‌رود"]
    assert run.json("search", "nothing like it") == []


def test_a_tag_that_is_not_there_is_an_error_before_any_output(run: Excerpta) -> None:
    assert run("highlights", "-tag:todo", "--json") == ""
    assert (run.status, "no tag “todo”" in run.err) == (1, True)


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("colour:red tag:Nobody", "colour:red »tag:Nobody«"),
        ("مقایسه published:2020-13 red", "مقایسه »published:2020-13« red"),
        ('tag:A "never closed', 'tag:A »"never closed«'),
    ],
)
def test_what_is_wrong_in_a_query_is_pointed_at(run: Excerpta, query: str, marked: str) -> None:
    run("highlights", query)
    assert run.err.splitlines()[1] == f"  in: {marked}"
    run("export", "out.csv", "--query", query)
    assert run.err.splitlines()[1] == f"  in: {marked}"


def test_export_in_both_shapes(run: Excerpta, folder: Path) -> None:
    run("highlight", "--doc", "1", "--quote", "twice", "--tag", "A/B", "--tag", "C", "--note", "=1+1")
    run("highlight", "--doc", "2", "--quote", "طالبان")
    target = folder / "out.csv"
    assert run.json("export", target, "--profile", "exact") == [{"path": str(target), "rows": 2}]
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8"))))
    assert rows == [{key: str(value) for key, value in row.items()} for row in run.json("highlights")]
    run("export", target, "--shape", "long", "--query", "tag:A")
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"))))
    assert [row["tag"] for row in rows] == ["A/B", "C"]
    run("export", folder / "nowhere" / "out.csv")
    assert (run.status, "could not be written" in run.err) == (1, True)


def test_undo_and_redo_after_every_start(run: Excerpta) -> None:
    run("highlight", "--doc", "1", "--quote", "twice", "--tag", "New/Tag")
    assert run.json("undo") == [{"label": "add highlight", "highlights": 1}]
    assert (run.json("highlights"), run.json("tags")) == ([], [])
    run("redo")
    assert len(run.json("highlights")) == 1
    assert run.json("redo") == []
    assert run.status == 1
    run("undo")
    run("undo")
    assert run.json("list") == []
    run("redo")
    assert len(run.json("list")) == 3
    assert run.json("check") == []


def test_check_finds_what_is_wrong(run: Excerpta) -> None:
    run("highlight", "--doc", "1", "--quote", "twice")
    assert run("check").startswith("Sound")
    connection = sqlite3.connect(run.library)
    connection.execute("UPDATE annotation SET exact = 'other words'")
    connection.execute("DELETE FROM document_search_docsize WHERE id = 3")
    connection.commit()
    connection.close()
    assert {problem["kind"] for problem in run.json("check")} == {"quote", "search"}
    assert run.status == 1


def test_inspect_writes_nothing_and_covers_the_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Excerpta(folder, capsys)
    before = sorted(folder.iterdir())
    article = run.json("inspect", folder / "emoji.txt", library=False)
    text = article["text"]
    assert "\n".join(text[b["start"] : b["end"]] for b in article["blocks"]) == text
    assert {"title", "text", "blocks", "spans", "warnings"} <= set(article)
    assert sorted(folder.iterdir()) == before
    run("inspect", folder / "missing.txt", library=False)
    assert run.status == 1


@pytest.mark.parametrize("verb", ["list", "tags", "highlights", "check", "undo"])
def test_a_library_that_is_none_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    other = tmp_path / "other.excerpta"
    other.write_text("not a library at all")
    assert main([verb, str(other)]) == 1
    assert "is not an Excerpta library" in capsys.readouterr().err
    assert other.read_text() == "not a library at all"
    assert main([verb, str(tmp_path / "missing.excerpta")]) == 1
    assert "There is no library" in capsys.readouterr().err


def test_a_library_of_a_newer_version_is_left_alone(run: Excerpta) -> None:
    connection = sqlite3.connect(run.library)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = Path(run.library).read_bytes()
    run("list")
    assert (run.status, "newer Excerpta" in run.err) == (1, True)
    run("import", Path(run.library).parent)
    assert Path(run.library).read_bytes() == before


@pytest.mark.parametrize(
    "argv",
    [
        ["lisst", "x.excerpta"],
        ["list"],
        ["export", "x.excerpta"],
        ["highlight", "x.excerpta"],
        ["export", "x.excerpta", "y", "--shape", "round"],
    ],
)
def test_what_is_not_understood_ends_with_two(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 2
    assert capsys.readouterr().err.startswith("excerpta: ")


@pytest.mark.parametrize("argv", [["--help"], ["import", "--help"], ["--version"]])
def test_help_and_version(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 0
    assert "xcerpta" in capsys.readouterr().out


def test_the_program_as_it_is_installed(run: Excerpta, tmp_path: Path) -> None:
    run("highlight", "--doc", "1", "--quote", "twice", "--tag", "todo")
    command = [sys.executable, "-m", "excerpta", "highlights", run.library, "-tag:todo", "--json"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    unread = subprocess.run(
        f"{sys.executable} -m excerpta search {run.library} a | head -c 1",
        shell=True,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in unread.stderr


def test_a_library_on_a_disk_without_room_to_write_is_read(
    run: Excerpta, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("excerpta.core.store.library._log_can_be_made", lambda path: False)
    assert len(run.json("list")) == 3
    copy = Path(run.library).with_name("copy.excerpta")
    shutil.copy(run.library, copy)
    copy.chmod(0o444)
    assert main(["tags", str(copy)]) == 0


def test_nobody_has_to_listen(run: Excerpta, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    command = f"{sys.executable} -m excerpta export {run.library} {target} >&-"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert target.exists()


def test_a_twin_in_one_import_is_told_with_its_own_document(run: Excerpta, folder: Path) -> None:
    for name, text in (
        ("a/x.txt", "One text here."),
        ("b/x.txt", "Another text."),
        ("c/y.txt", "One text here.\n"),
    ):
        path = folder / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    rows = run.json("import", folder / "a", folder / "b", folder / "c")
    assert [(row["name"], row["status"], row["document_id"]) for row in rows] == [
        ("x.txt", "imported", 4),
        ("x.txt", "imported", 5),
        ("y.txt", "duplicate", 4),
    ]


def test_merge_makes_one_highlight_of_several(run: Excerpta) -> None:
    first, second = (
        run.json("highlight", "--doc", "3", "--quote", quote, "--note", quote)[0]["highlight_id"]
        for quote in ("They talked", "interim rules")
    )
    (row,) = run.json("merge", str(second), str(first))
    assert (row["highlight_id"], row["quote"]) == (first, "They talked of an interview and interim rules")
    (kept,) = run.json("highlights")
    assert kept["note"] == "They talked\n\ninterim rules"
    run("undo")
    assert len(run.json("highlights")) == 2
    assert "took in 1 highlight, " in run("merge", str(first), str(second))
    run("merge", str(first))
    assert (run.status, run.err) == (
        1,
        "excerpta: One highlight alone cannot be merged. Choose two or more.\n",
    )
    run("merge", "9" * 30, "x")
    assert run.status == 2
    assert "is not the id of a highlight" in run.err


def test_colours_are_listed_and_called_by_other_names(run: Excerpta) -> None:
    assert [(row["colour"], row["name"]) for row in run.json("colours")][:2] == [
        ("yellow", "yellow"),
        ("orange", "orange"),
    ]
    run("highlight", "--doc", "3", "--quote", "Spokesmen met", "--colour", "red")
    assert "red     Disputed" in run("colours", "RED", "Disputed")
    assert [row["colour"] for row in run.json("highlights", "colour:disputed")] == ["red"]
    assert len(run.json("highlights", "-colour:Disputed")) == 0
    assert "red     red" in run("colours", "red", "")
    run("undo")
    assert {row["name"] for row in run.json("colours")} >= {"Disputed", "yellow"}
    run("highlights", "colour:mauve")
    assert run.status == 1
    assert "There is no colour “mauve”." in run.err
    run("colours", "red")
    assert run.status == 2
    assert "What is red to be called?" in run.err
    run("colours", "mauve", "x")
    assert run.status == 2


def test_inspect_names_the_pictures_of_a_page_and_import_says_which_are_not_there(
    run: Excerpta, folder: Path
) -> None:
    (folder / "map.png").write_bytes(png())
    page = folder / "page.html"
    page.write_text("<p>Words.</p><img src=map.png alt='A map'><img src=https://e.org/x.png alt='Not here'>")
    told = run.json("inspect", page, library=False)
    (asset,) = told["assets"]
    assert (asset["media_type"], asset["width"], asset["height"], asset["bytes"]) == (
        "image/png", 8, 6, len(png()),
    )  # fmt: skip
    shown = [(b["image"], b["description"]) for b in told["blocks"] if b["kind"] == "image"]
    assert shown == [(asset["sha256"], "A map"), ("", "Not here")]
    missing = "The picture “x.png” is on the web and was not fetched."
    assert told["warnings"] == [missing]
    text = run("inspect", page, library=False)
    assert "image  [image/png, 8 × 6] A map\n" in text
    assert "image  Not here\n" in text
    assert missing in run("import", page)
    assert run.status == 0
    assert run.json("check") == []


def test_crossing_counts_and_writes(run: Excerpta, folder: Path) -> None:
    run("highlight", "--doc", "1", "--quote", "twice", "--tag", "A/B", "--tag", "C")
    run("highlight", "--doc", "2", "--quote", "طالبان", "--tag", "C")
    assert run.json("crossing", "--rows", "A", "--columns", "C") == [
        {"tag": "A", "column": "C", "count": 1},
        {"tag": "A/B", "column": "C", "count": 1},
    ]
    assert run.json("crossing", "--rows", "C", "--across", "documents", "--query", "-tag:A") == [
        {"tag": "C", "column": "گفت‌وگوهای صلح در دوحه", "count": 1}
    ]
    assert run("crossing", "--exact").splitlines()[0].split() == ["tag", "total", "A/B", "C"]
    assert run("crossing", "--query", "nowhere") == "No tagged highlights.\n"
    assert "2 highlights without such a date." in run("crossing", "--across", "months")
    target = folder / "table.csv"
    assert run.json("crossing", "--csv", target, "--profile", "exact") == [{"path": str(target), "rows": 3}]
    assert target.read_text("utf-8").splitlines()[0] == '"tag","total","A","A/B","C"'
    run("crossing", "--rows", "Nobody")
    assert (run.status, "no tag “Nobody”" in run.err) == (1, True)


def test_highlights_are_sorted_quoted_and_exported_alike(run: Excerpta, folder: Path) -> None:
    ids = {row["title"]: str(row["id"]) for row in run.json("list")}
    plain = ids.pop("A plain report")
    tweet = next(id_ for title, id_ in ids.items() if "tweet" in title)
    for named, quote, tag in (
        (tweet, "both sides smiled", "Zeal"),
        (plain, "They talked", "Actors"),
        (plain, "Spokesmen met", "Zeal"),
    ):
        run("highlight", "--doc", named, "--quote", quote, "--tag", tag)
        assert run.status == 0
    made = [row["quote"] for row in run.json("highlights", "--sort", "made")]
    assert made == ["Spokesmen met", "They talked", "both sides smiled"]
    by_tag = [row["quote"] for row in run.json("highlights", "--group", "tag", "tag:*")]
    assert by_tag == ["both sides smiled", "Spokesmen met", "They talked"]
    run("export", folder / "out.csv", "--sort", "made", "--profile", "exact")
    text = (folder / "out.csv").read_text(encoding="utf-8")
    assert [row["quote"] for row in csv.DictReader(io.StringIO(text))] == made
    assert run("highlights", "tag:Actors", "--as", "text") == "“They talked” — A plain report\nTags: Actors\n"
    assert run("highlights", "tag:Actors", "--as", "markdown").startswith("> They talked\n>\n> — *A plain")


def test_searches_are_kept_run_renamed_and_deleted(run: Excerpta, folder: Path) -> None:
    assert run("searches") == "No saved searches yet.\n"
    run("highlight", "--doc", "A plain report", "--quote", "They talked", "--tag", "Actors")
    assert run("save-search", "Who", "tag:Actors", "--sort", "made", "--coder", "Ada") == "Who: 1 highlight\n"
    (row,) = run.json("searches")
    assert row == {
        "name": "Who", "highlights": 1, "query": "tag:Actors", "sort": "made", "group": "none", "missing": "",
    }  # fmt: skip
    assert [one["quote"] for one in run.json("highlights", "--saved", "who")] == ["They talked"]
    run("export", folder / "out.csv", "--saved", "Who")
    assert run.out.startswith("1 row in ")
    run("save-search", "WHO", "-tag:Actors")
    assert [(one["name"], one["query"]) for one in run.json("searches")] == [("Who", "-tag:Actors")]
    run("rename-search", "Who", "Nobody")
    run("delete-tags", "Actors")
    assert [(one["name"], one["missing"]) for one in run.json("searches")] == [("Nobody", "Actors")]
    assert "deleted tags" in run("searches")
    run("highlights", "--saved", "Nobody")
    assert (run.status, "There is no tag" in run.err) == (1, True)
    run("highlights", "x", "--saved", "Nobody")
    assert (run.status, "not both" in run.err) == (1, True)
    run("delete-search", "Nobody")
    run("delete-search", "Nobody")
    assert (run.status, "no saved search" in run.err) == (1, True)


def test_inspect_tells_of_every_article_of_an_archive(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "articles.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.txt", "First words.")
        archive.writestr("two.html", "<html><body><nav>Menu</nav><h1>Head</h1><p>Second words.</p>")
        archive.writestr("../three.txt", "Third words.")
    run = Excerpta(tmp_path, capsys)
    told = run.json("inspect", path, library=False)
    assert run.status == 1
    assert [one["name"] for one in told["articles"]] == ["articles.zip/one.txt", "articles.zip/two.html"]
    assert [one["text"] for one in told["articles"][1]["furniture"]] == ["Menu"]
    assert [one["name"] for one in told["failed"]] == ["articles.zip/../three.txt"]
    assert "── articles.zip/one.txt\n" in run("inspect", path, library=False)
    assert "outside of the archive" in run.err


def test_import_names_what_a_file_is_much_the_same_as(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = " ".join(f"word{number * number % 97}" for number in range(90))
    for name, text in (("a.txt", story), ("b.txt", f"Another paper\n\n{story}")):
        (tmp_path / name).write_text(text)
    files = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    assert main(["import", str(tmp_path / "one.excerpta"), *files]) == 0
    printed = capsys.readouterr().out
    assert printed.count("Much the same as “") == 1
    assert "(document 1): 100 % of its words." in printed
    assert main(["import", str(tmp_path / "two.excerpta"), *files, "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert first["reason"] == ""
    assert second["reason"].startswith("Much the same as “")
