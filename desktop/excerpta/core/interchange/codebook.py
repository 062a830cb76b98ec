"""A codebook as CSV: one row a tag, parents before children, in the order of the codebook.

RFC 4180 with CRLF and a BOM, for spreadsheets too: a cell that one would run as a formula, or that
begins with an apostrophe, gets an apostrophe before it, which reading takes away again. Reading is
generous: any order of columns, common names for them, comma, semicolon, tab or bar between.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from excerpta.core.interchange.csv import FORMULA_STARTS, LINE_END
from excerpta.core.interchange.decoding import decode
from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import CodebookError, ReadingError, TagError
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import TagPath, TagTree, parse_tag_path

COLUMNS = ("path", "colour", "description", "shortcut", "memo")

LARGEST_FILE = 64 * 1024 * 1024
"""How many bytes a codebook may have."""

_NAMES: Mapping[str, tuple[str, ...]] = {
    "path": ("path", "tag", "code", "name", "code name", "tag path", "code path", "label", "category"),
    "parent": ("parent", "tag_parent", "parent tag", "parent code", "parent path"),
    "colour": ("colour", "color"),
    "description": ("description", "definition", "explanation"),
    "shortcut": ("shortcut", "key"),
    "memo": ("memo", "note", "notes", "comment", "comments"),
}
"""What the columns are called here, and in the files of others; letter case aside."""

_DELIMITERS = ",;\t|"
_CELL = 10_000_000


@dataclass(frozen=True, slots=True)
class CodebookRow:
    """One tag of a file.

    Attributes:
        line: the row of the file, counted as a spreadsheet does: the heading is 1.
        names: from the top of the tree down.
        colour: None where the cell is empty.

    """

    line: int
    names: TagPath
    colour: Colour | None = None
    description: str = ""
    shortcut: str = ""
    memo: str = ""


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """What a file says: its tags, and one sentence for each row that is not one."""

    rows: tuple[CodebookRow, ...]
    problems: tuple[str, ...]


def write_codebook(tree: TagTree, memos: Mapping[TagId, str]) -> Iterator[str]:
    """The file in pieces, line by line."""
    yield "\N{BYTE ORDER MARK}" + ",".join(COLUMNS) + LINE_END
    for tag in tree:
        cells = (tree.path(tag.id), tag.colour.value, tag.description, tag.shortcut, memos.get(tag.id, ""))
        yield ",".join(map(_cell, cells)) + LINE_END


def read_codebook(data: bytes) -> CodebookFile:
    """The tags of a CSV file.

    Raises:
        CodebookError: it is no text, too large, empty, or has no column that names tags.
    """
    text = _text(data)
    lines = iter(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False))
    guarded = data.startswith(b"\xef\xbb\xbf")
    csv.field_size_limit(_CELL)
    try:
        heading = next(lines, [])
        places = _places(heading)
        return _read(lines, places, guarded=guarded)
    except csv.Error as error:
        raise CodebookError(
            f"This is not a CSV file that can be read ({error}), so nothing was changed.",
            "Save it as CSV, UTF-8.",
        ) from error


def _read(lines: Iterable[list[str]], places: Mapping[str, int], *, guarded: bool) -> CodebookFile:
    rows: list[CodebookRow] = []
    problems: list[str] = []
    seen: dict[TagPath, int] = {}
    for number, cells in enumerate(lines, 2):
        if not any(cell.strip() for cell in cells):
            continue
        values = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
        if guarded:
            values = {name: _unguarded(value) for name, value in values.items()}
        try:
            row = _row(number, values)
        except TagError as error:
            problems.append(f"Row {number} was left out: {error.sentence}")
            continue
        key = tuple(name.casefold() for name in row.names)
        if key in seen:
            problems.append(f"Row {number} was left out: row {seen[key]} is the same tag.")
            continue
        seen[key] = number
        if values.get("colour", "").strip() and row.colour is None:
            problems.append(f"Row {number}: there is no colour “{values['colour'].strip()[:40]}”.")
        rows.append(row)
    return CodebookFile(tuple(rows), tuple(problems))


def _row(line: int, values: Mapping[str, str]) -> CodebookRow:
    names = parse_tag_path(values["path"])
    if values.get("parent", "").strip():
        names = (*parse_tag_path(values["parent"]), *names)
    return CodebookRow(
        line,
        names,
        _colour(values.get("colour", "").strip().casefold()),
        values.get("description", "").strip(),
        values.get("shortcut", "").strip(),
        values.get("memo", ""),
    )


def _text(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise CodebookError("The file is too large for a codebook, so nothing was changed.")
    if not data.strip():
        raise CodebookError("The file is empty, so nothing was changed.")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = _older_text(data)
    if not text or "\0" in text:
        raise CodebookError("The file is not a text, so nothing was changed.", "Save it as CSV, UTF-8.")
    return text


def _older_text(data: bytes) -> str:
    """A text in another encoding; empty when it is none."""
    try:
        return decode(data).text
    except ReadingError:
        return ""


def _delimiter(text: str) -> str:
    """What stands between the names of the first line most often; none of it stands in a common name."""
    heading = text.lstrip().split("\n", 1)[0]
    return max(_DELIMITERS, key=heading.count)


def _places(heading: list[str]) -> dict[str, int]:
    """Which column holds what."""
    names = [" ".join(name.split()).casefold() for name in heading]
    places: dict[str, int] = {}
    for column, known in _NAMES.items():
        place = next((names.index(name) for name in known if name in names), None)
        if place is not None:
            places[column] = place
    if "path" not in places:
        found = ", ".join(f"“{name[:30]}”" for name in heading[:6] if name.strip()) or "none"
        raise CodebookError(
            f"No column of the file names tags (its first row has {found}), so nothing was changed.",
            "The first row must hold “path”, and may hold colour, description, shortcut and memo.",
        )
    return places


def _colour(name: str) -> Colour | None:
    """One of the eight by its name, or the nearest to `#rrggbb`; None for nothing and for another name."""
    if name in [colour.value for colour in Colour]:
        return Colour(name)
    digits = name.removeprefix("#")
    if len(digits) == 6 and name.startswith("#"):
        try:
            return _nearest(*bytes.fromhex(digits))
        except ValueError:
            return None
    return None


def _nearest(red: int, green: int, blue: int) -> Colour:
    """By hue; grey is as near to yellow as to any other."""
    import colorsys  # only files of others have such colours

    hue, _, saturation = colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)
    if saturation == 0:
        return Colour.YELLOW
    hues = {
        Colour.RED: 0.02, Colour.ORANGE: 0.08, Colour.YELLOW: 0.14, Colour.GREEN: 0.27, Colour.TEAL: 0.48,
        Colour.BLUE: 0.59, Colour.PURPLE: 0.74, Colour.PINK: 0.9,
    }  # fmt: skip
    return min(hues, key=lambda colour: min(abs(hue - hues[colour]), 1 - abs(hue - hues[colour])))


def _cell(text: str) -> str:
    guard = "'" if text and (text[0] in FORMULA_STARTS or text[0] == "'") else ""
    return '"' + guard + text.replace('"', '""') + '"' if text else ""


def _unguarded(text: str) -> str:
    is_guarded = text[:1] == "'" and (text[1:2] in FORMULA_STARTS or text[1:2] == "'")
    return text[1:] if is_guarded and len(text) > 1 else text
