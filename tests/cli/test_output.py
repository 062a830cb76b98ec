"""The terminal's rows: wide characters, marks and line breaks do not put columns out of step."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.cli.output import Row, one_line, pad, print_json_rows, print_table, width


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("漢字", 4), ("e\u0301", 1), ("می‌رود", 5), ("😀", 2), ("", 0)]
)
def test_the_width_of_a_text(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text(), st.integers(1, 30), st.booleans())
def test_padding_is_exact(text: str, columns: int, right: bool) -> None:
    assert width(pad(one_line(text), columns, right=right)) == columns


def test_a_table_is_aligned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    out = io.StringIO()
    print_table([{"a": 1, "b": "x" * 80}, {"a": 100, "b": "two\nlines"}], {"a": "id", "b": "title"}, out)
    assert out.getvalue().splitlines() == [" id  title", "  1  " + "x" * 24 + "…", "100  two lines"]


def test_rows_are_one_json_array() -> None:
    out = io.StringIO()
    assert print_json_rows([], out) == 0
    assert out.getvalue() == "[]\n"
    out = io.StringIO()
    print_json_rows([{"a": "صلح"}, {"a": None}], out)
    assert out.getvalue() == '[\n {"a": "صلح"},\n {"a": null}\n]\n'


def test_a_table_that_no_terminal_shows_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    out = io.StringIO()
    print_table([{"title": "x" * 300}], {"title": "title"}, out)
    assert out.getvalue() == "title\n" + "x" * 300 + "\n"


@pytest.mark.parametrize("room", [20, 40, 80, 200])
def test_no_row_is_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    monkeypatch.setenv("COLUMNS", str(room))
    out = io.StringIO()
    rows: list[Row] = [
        {"id": 1, "a": "漢字" * 400, "b": "می‌رود " * 60, "c": "short"},
        {"id": 20, "a": "x" * 100_000, "b": "😀" * 50, "c": "e\u0301"},
    ]
    print_table(rows, {"id": "id", "a": "a", "b": "b"}, out)
    lines = out.getvalue().splitlines()
    assert all(width(line) <= max(room, 2 + 12 + 12 + 4) for line in lines)
    assert all(line.count("…") == 2 for line in lines[1:] if room < 100)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\tc", "a b c"),
        ("\x1b[31mred", " [31mred"),
        ("\u202eover\u2066ride", "override"),
        ("می‌رود", "می‌رود"),
        ("👩‍🚀 👍🏽", "👩‍🚀 👍🏽"),
        ("\u2028\u2029\x85\x00", "    "),
        ("\udcff", "\ufffd"),
        (None, ""),
        (7, "7"),
    ],
)
def test_what_would_break_a_row_is_taken_out(text: str | int | None, shown: str) -> None:
    assert one_line(text) == shown
