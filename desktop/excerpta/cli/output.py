"""What a verb prints: JSON for machines, aligned text for people; the same rows."""

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

Value = str | int | float | bool | None
Row = Mapping[str, Value]

_GAP = "  "


def print_json(content: object, out: TextIO) -> None:
    """One JSON value and a newline; every character as itself."""
    json.dump(content, out, ensure_ascii=False, indent=1)
    out.write("\n")


def print_json_rows(rows: Iterable[Row], out: TextIO) -> int:
    """An array of flat objects, one a line, written as they come; how many there were."""
    number = 0
    out.write("[")
    for row in rows:
        out.write(",\n " if number else "\n ")
        out.write(json.dumps(row, ensure_ascii=False))
        number += 1
    out.write("\n]\n" if number else "]\n")
    return number


def print_table(rows: Sequence[Row], columns: Mapping[str, str], out: TextIO) -> None:
    """Aligned columns under headings; the widest is cut so that a row fits the terminal.

    Args:
        rows: what is shown.
        columns: from a key of the rows to its heading.
        out: where it goes.
    """
    cells = [[one_line(row[key]) for key in columns] for row in rows]
    widths = [
        max([width(heading), *(width(line[n]) for line in cells)])
        for n, heading in enumerate(columns.values())
    ]
    room = shutil.get_terminal_size((100, 24)).columns
    while sum(widths) + len(_GAP) * (len(widths) - 1) > room and max(widths) > 12:
        widths[widths.index(max(widths))] -= 1
    numeric = [bool(rows) and isinstance(rows[0][key], int) for key in columns]
    for line in (list(columns.values()), *cells):
        shown = [
            pad(text, wide, right=number) for text, wide, number in zip(line, widths, numeric, strict=True)
        ]
        out.write(_GAP.join(shown).rstrip() + "\n")


def one_line(value: Value) -> str:
    """A value without the line breaks and control characters that would break a terminal's row."""
    text = "" if value is None else str(value)
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Cf" else " " for c in text)


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """A text made exactly so wide, with an ellipsis where it is cut."""
    if width(text) > columns:
        while text and width(text) > columns - 1:
            text = text[:-1]
        text += "…"
    space = " " * (columns - width(text))
    return space + text if right else text + space


def complain(sentence: str, advice: str = "") -> None:
    """Say to the person what went wrong."""
    print(f"excerpta: {sentence} {advice}".rstrip(), file=sys.stderr)
