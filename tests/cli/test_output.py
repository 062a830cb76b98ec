"""The terminal's rows: wide characters, marks and line breaks do not put columns out of step."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.cli.output import one_line, pad, print_json_rows, print_table, width


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
