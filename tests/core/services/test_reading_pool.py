"""A file that hangs, balloons, dies or lies costs one sentence; the files around it come in."""

import platform
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pictures import data_address, png

import excerpta
from excerpta.__main__ import CHILD_VERB
from excerpta.core.model.document import BlockKind
from excerpta.core.model.errors import ReadingError
from excerpta.core.services import importing, reading_child
from excerpta.core.services.reading_pool import ReadingLimits, ReadingPool
from excerpta.core.store.library import Library

_BAD_READER = f"""
import ctypes, os, socket, subprocess, sys, time
sys.path.append({str(Path(excerpta.__file__).parents[1])!r})
from excerpta.core.services import describing, reading_child

def read(name, data, page, skip):
    match name:
        case "hangs": time.sleep(60)
        case "holds the lock": ctypes.PyDLL(None).sleep(60)
        case "balloons": bytearray(3_000_000_000)
        case "dies": ctypes.string_at(0)
        case "leaves": os._exit(0)
        case "prints": print("noise" * 1000, flush=True); os.write(1, b"more")
        case "fails": raise RuntimeError("a fault of a library")
        case "asks natively":
            native = ctypes.CDLL(None)
            calls = [native.socket(2, 1, 0), native.execv(b"/bin/true", None)]
            data = str(calls).encode()
        case "connects": socket.create_connection(("127.0.0.1", int(data)))
        case "runs": subprocess.run(["true"])
        case "writes": open(data.decode(), "w")
        case "talks nonsense": answers.write(b"X" * 100); answers.flush()
        case "talks much": data = b"x" * 9_000_000
    return found(name, data, page, skip)

found = describing.read_files
describing.read_files = read
serve = reading_child.serve
def serving(requests, out, *rest):
    global answers
    answers = out
    return serve(requests, out, *rest)
reading_child.serve = serving
sys.exit(reading_child.main(sys.argv[1:]))
"""


@pytest.fixture
def pool() -> Iterator[ReadingPool]:
    limits = ReadingLimits(seconds=1.0, seconds_per_megabyte=0, memory=1_000_000_000, answer=5_000_000)
    with ReadingPool(limits, program=[sys.executable, "-P", "-c", _BAD_READER]) as pool:
        yield pool


@pytest.mark.parametrize(
    ("fate", "sentence"),
    [
        ("hangs", "took too long"),
        ("holds the lock", "took too long"),
        ("balloons", "too much memory"),
        ("dies", "could not bear"),
        ("leaves", "could not bear"),
        ("fails", "its reader does not know"),
        ("connects", "its reader does not know"),
        ("runs", "its reader does not know"),
        ("writes", "its reader does not know"),
        ("talks nonsense", "more in the file"),
        ("talks much", "more in the file"),
    ],
)
def test_what_becomes_of_a_bad_file_and_of_its_neighbours(
    pool: ReadingPool, fate: str, sentence: str, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        data = str(tmp_path / "written") if fate == "writes" else str(listener.getsockname()[1])
        names = ["good", fate, "prints", "good again"]
        found = [pool.read(name, data.encode()) for name in names]
        before, bad, *after = (one.result() for one in found)
        with pytest.raises(TimeoutError):
            listener.accept()
    assert not (tmp_path / "written").exists()
    assert [file.article.text for files in (before, *after) for file in files if file.article] == [data] * 3
    (failed,) = bad
    assert failed.name == fate
    assert failed.error is not None
    assert sentence in failed.error.sentence
    assert failed.error.advice


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or platform.machine() not in ("x86_64", "aarch64"),
    reason="the kernel is asked there alone",
)
def test_native_code_is_refused_the_same(pool: ReadingPool) -> None:
    (file,) = pool.read("asks natively", b"x").result()
    assert file.article is not None
    assert file.article.text == "[-1, -1]"


def test_closing_gives_up_what_is_being_read() -> None:
    pool = ReadingPool(program=[sys.executable, "-P", "-c", _BAD_READER])
    found = [pool.read("hangs", b"x") for _ in range(4)]
    pool.close()
    assert all(one.done() for one in found)


def test_the_program_knows_itself_as_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert reading_child.command() == [sys.executable, CHILD_VERB]


def test_the_hidden_verb_reads(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "excerpta", CHILD_VERB]
    with ReadingPool(program=program) as pool:
        (file,) = pool.read("a.html", b"<html><body><h1>Talks</h1><p>Words.</p>").result()
    assert file.article is not None
    assert (file.article.title, file.article.text) == ("Talks", "Talks\nWords.")


def test_what_a_child_found_is_what_was_there(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    (tmp_path / "map.png").write_bytes(png())
    html = (
        "<html lang=fa><body><h1>Talks 😀 گفتگو</h1><p>A <b>bold</b> <a href='https://a.example/'>link</a>."
        f"<ol start=4><li>four</ol><table><tr><td>1<td>2</table><figure><img alt='a map' src=map.png>"
        f"<img src='{data_address(png(9, 9))}'></figure><nav>Menu</nav>"
    )
    page.write_text(html, encoding="utf-8")
    article = importing.read_article("page.html", page.read_bytes(), page=page)
    from excerpta.core.services.describing import read_files

    (here,) = read_files("page.html", page.read_bytes(), page)
    assert article == here.article
    assert len(article.assets) == 2
    assert {block.kind for block in article.blocks} >= {BlockKind.IMAGE, BlockKind.TABLE, BlockKind.LIST_ITEM}


def test_a_child_is_asked_only_for_what_is_no_short_text(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Plain words.")
    before = threading.active_count()
    assert importing.import_paths(library, [tmp_path]).imported
    assert threading.active_count() == before
    with pytest.raises(ReadingError, match="no words"):
        importing.read_article("a.txt", b"   ")
