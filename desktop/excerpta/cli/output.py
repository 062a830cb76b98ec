"""What a verb prints: JSON for machines, aligned text for people; the same rows."""

import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import TextIO

Value = str | int | float | bool | None
Row = Mapping[str, Value]

_GAP = "  "
_NARROWEST = 12
_DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Marks that turn the direction of what follows them, the next column too when they are not closed."""


class Status(IntEnum):
    """How a verb ended, as its exit status."""

    DONE = 0
    PARTLY = 1
    USAGE = 2
    INTERRUPTED = 130


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
    """Aligned columns under headings; on a terminal the widest are cut so that a row fits.

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
    _narrow(widths, _columns_of(out) - len(_GAP) * (len(widths) - 1))
    numeric = [bool(rows) and isinstance(rows[0][key], int) for key in columns]
    for line in (list(columns.values()), *cells):
        shown = [
            pad(text, wide, right=number) for text, wide, number in zip(line, widths, numeric, strict=True)
        ]
        out.write(_GAP.join(shown).rstrip() + "\n")


def one_line(value: Value) -> str:
    """A value without what would break a terminal's row: line breaks, escapes, turns of direction."""
    text = "" if value is None else str(value)
    if text.isprintable():
        return text
    return "".join(map(_shown, text.translate(_DIRECTIONS)))


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_width_of, text))


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """A text made exactly so wide, with an ellipsis where it is cut."""
    wide = width(text)
    if wide > columns:
        text = _beginning(text, columns - 1) + "…"
        wide = width(text)
    space = " " * (columns - wide)
    return space + text if right else text + space


def complain(sentence: str, advice: str = "") -> None:
    """Say to the person what went wrong; without a standard error nobody can be told."""
    if sys.stderr is not None:
        print(one_line(f"excerpta: {sentence} {advice}").rstrip(), file=sys.stderr)


def complain_of_unseen(number: int) -> None:
    """Say in how many documents nothing could be looked for, if in any."""
    if number:
        complain(
            f"{plural(number, 'document')} could not be searched yet.",
            "Leave the library open in the window for a while.",
        )


def point_at(text: str, start: int, end: int) -> None:
    """Show where in a text something is wrong; by signs around it, which stand right in every script."""
    if sys.stderr is not None and 0 <= start < end <= len(text):
        marked = f"{text[:start]}»{text[start:end]}«{text[end:]}"
        print(one_line(f"  in: {marked}"), file=sys.stderr)


def plural(number: int, what: str) -> str:
    """`1 row`, `2 rows`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def _columns_of(out: TextIO) -> int:
    """How wide a row may be: only a terminal has an edge, unless COLUMNS says that there is one."""
    if "COLUMNS" not in os.environ and not out.isatty():
        return sys.maxsize
    return shutil.get_terminal_size((100, 24)).columns


def _narrow(widths: list[int], room: int) -> None:
    """Make the widest columns narrower until all of them fit, or none is wide any more."""
    widths[:] = [min(one, max(room, _NARROWEST)) for one in widths]
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1


def _beginning(text: str, columns: int) -> str:
    """As much of the beginning of a text as takes so many columns at most."""
    for number, character in enumerate(text):
        columns -= _width_of(character)
        if columns < 0:
            return text[:number]
    return text


def _width_of(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _shown(character: str) -> str:
    if character.isprintable() or unicodedata.category(character) == "Cf":
        return character
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character) == "Cs" else " "
