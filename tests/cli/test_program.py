"""The frame round every verb: whatever happens, a sentence and an exit status, never a trace."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from excerpta.cli import main
from excerpta.cli.output import Status
from excerpta.core.services.libraries import create_library

PROGRAM = (sys.executable, "-m", "excerpta")


@pytest.fixture
def library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A library with one article."""
    article = tmp_path / "article.txt"
    article.write_text("Talks in Doha 😀\n\nBoth sides spoke of صلح.\n", encoding="utf-8")
    path = tmp_path / "lib.excerpta"
    assert main(["import", str(path), str(article)]) == 0
    capsys.readouterr()
    return str(path)


def raises(error: BaseException) -> Callable[..., None]:
    def verb(*_: object, **__: object) -> None:
        raise error

    return verb


def test_a_fault_of_the_program_is_one_sentence(
    library: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("excerpta.core.services.tagging.tag_tree", raises(ZeroDivisionError("a\nb")))
    assert main(["tags", library]) == Status.PARTLY
    err = capsys.readouterr().err
    assert "not foreseen (ZeroDivisionError: a b)" in err
    assert err.count("\n") == 1
    assert main(["tags", library, "--debug"]) == Status.PARTLY
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_ends_with_130(
    library: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("excerpta.core.services.tagging.tag_tree", raises(KeyboardInterrupt()))
    assert main(["tags", library]) == 130
    assert capsys.readouterr().err == "excerpta: Stopped. What was done before stays.\n"


def test_ctrl_c_in_an_import_ends_between_two_files_and_says_what_came_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from excerpta.core.services import importing

    real = importing.read_files

    def pressing(name: str, data: bytes, *more: object) -> object:
        os.kill(os.getpid(), signal.SIGINT)
        return real(name, data, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "read_files", pressing)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Article {name} of two.\n")
    library = str(tmp_path / "lib.excerpta")
    files = [str(tmp_path / f"{name}.txt") for name in "ab"]
    assert main(["import", library, *files, "--json"]) == 130
    out, err = capsys.readouterr()
    assert [row["name"] for row in json.loads(out)] == ["a.txt"]
    assert "Stopped" in err
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    monkeypatch.undo()
    assert main(["undo", library]) == 0
    assert main(["list", library, "--json"]) == 0
    assert capsys.readouterr().out.endswith("[]\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is not at hand")
def test_a_full_disk_is_one_sentence(library: str) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run([*PROGRAM, "list", library], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"excerpta: This could not be finished: ")
    assert done.stderr.count(b"\n") == 1


def test_a_reader_that_goes_away_is_not_complained_of(tmp_path: Path) -> None:
    article = tmp_path / "long.txt"
    article.write_text("Words and more words.\n\n" * 20_000)
    with subprocess.Popen(
        [*PROGRAM, "inspect", str(article)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as going:
        assert going.stdout is not None
        assert going.stderr is not None
        going.stdout.read(10)
        going.stdout.close()
        assert going.stderr.read() == b""
    assert going.returncode == 1


def test_output_is_utf_8_whatever_the_locale(library: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*PROGRAM, "search", library, "صلح", "--json"], capture_output=True, check=False, env=environment
    )
    assert done.stderr == b""
    assert json.loads(done.stdout.decode("utf-8"))[0]["text"] == "صلح"
    assert "صلح".encode() in done.stdout
    assert done.stdout.endswith(b"]\n")


def test_standard_input_is_inspected(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = "\ufeffTalks 😀\r\n\r\nBoth sides.\r\n".encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))
    assert main(["inspect", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == "Talks 😀\nBoth sides."
    monkeypatch.setattr("sys.stdin", None)
    assert main(["inspect", "-"]) == 1
    assert "no standard input" in capsys.readouterr().err


def test_a_terminal_is_not_taken_over_by_a_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("evil\x1b[2J.txt").write_text(
        "Title \x1b[31mred\n\nA \x1b]0;x\x07 word \u202ereversed here.\n", "utf-8"
    )
    library = "lib.excerpta"
    for argv in (
        ["import", library, "evil\x1b[2J.txt"],
        ["highlight", library, "--doc", "1", "--quote", "\x1b[31mred", "--note", "\x1b[0m", "--tag", "a\x1b"],
        ["list", library],
        ["tags", library],
        ["highlights", library],
        ["search", library, "word"],
        ["inspect", "evil\x1b[2J.txt"],
        ["highlight", library, "--doc", "1", "--quote", "\x1b[no"],
        ["undo", library],
    ):
        main(argv)
        out, err = capsys.readouterr()
        assert (out + err).strip()
        assert not set(out + err) & set("\x1b\x07\u202e"), argv


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is read-only to this user")
def test_a_folder_that_is_read_only(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(library).parent
    folder.chmod(0o555)
    try:
        assert main(["list", library]) == 0
        assert main(["export", library, str(folder / "out.csv")]) == 1
        assert main(["import", str(folder / "new.excerpta"), library]) == 1
    finally:
        folder.chmod(0o755)
    assert "excerpta: " in capsys.readouterr().err


def test_no_library_is_made_by_any_verb_but_import(tmp_path: Path) -> None:
    library = str(tmp_path / "none.excerpta")
    verbs = (["list"], ["tags"], ["highlights"], ["check"], ["undo"], ["redo"])
    more = (["search", library, "x"], ["export", library, str(tmp_path / "x.csv")])
    for argv in (*([*verb, library] for verb in verbs), *more):
        assert main(argv) == 1
    assert main(["highlight", library, "--doc", "1", "--quote", "x"]) == 1
    assert list(tmp_path.iterdir()) == []


def test_an_export_never_takes_the_place_of_a_library(
    library: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other, link = tmp_path / "other.excerpta", tmp_path / "link.csv"
    create_library(other).close()
    link.symlink_to(library)
    for target in (Path(library), other, link):
        before = target.read_bytes()
        assert main(["export", library, str(target)]) == 1
        assert "is a library and was left as it is" in capsys.readouterr().err
        assert target.read_bytes() == before
    old = tmp_path / "old.csv"
    old.write_text("what stood there")
    assert main(["export", library, str(old)]) == 0
    assert "highlight_id" in old.read_text("utf-8-sig")
