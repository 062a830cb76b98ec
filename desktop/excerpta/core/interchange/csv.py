"""CSV: one row per highlight (wide) or per highlight and tag (long), for spreadsheets or exactly.

RFC 4180 with CRLF. Text is always quoted, numbers and times never: deciding per cell takes longer.
The spreadsheet profile begins with a BOM and puts an apostrophe before text that a spreadsheet
would run as a formula; the exact profile alters nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

from excerpta.core.model.ids import TagId
from excerpta.core.model.record import HighlightRecord
from excerpta.core.model.tag import TagTree, format_tag_path


class CsvShape(StrEnum):
    """Whether a highlight with three tags is one row or three."""

    WIDE = "wide"
    LONG = "long"


class CsvProfile(StrEnum):
    """Whether the file is for a spreadsheet or for a program."""

    SPREADSHEET = "spreadsheet"
    EXACT = "exact"


TAG_SEPARATOR = " | "
"""Between the paths of a wide row; a vertical bar inside a path is written with a backslash before it."""

_BEFORE_TAGS = (
    "highlight_id", "document_id", "document", "source", "author", "published", "place", "url", "collection",
    "block", "start", "end", "quote", "prefix", "suffix", "colour", "style", "note",
)  # fmt: skip
_AFTER_TAGS = ("mentions", "speaker", "coder", "created", "modified")
FORMULA_STARTS = frozenset("=+-@\t\r＝＋－＠")
LINE_END = "\r\n"

Cell = Callable[[str], str]


def columns(shape: CsvShape, tree: TagTree) -> tuple[str, ...]:
    """The names in the first row; a long file has as many levels as the codebook is deep."""
    if shape is CsvShape.WIDE:
        return (*_BEFORE_TAGS, "tags", *_AFTER_TAGS)
    levels = (f"tag_level_{level}" for level in range(1, depth(tree) + 1))
    return (*_BEFORE_TAGS, "tag", "tag_parent", *levels, *_AFTER_TAGS)


def depth(tree: TagTree) -> int:
    """How many levels the codebook has, at least one."""
    return max((len(tree.ancestors(tag.id)) + 1 for tag in tree), default=1)


def wide_tags(tags: Iterable[TagId], tree: TagTree) -> str:
    """The field `tags` of a wide row, in the order of the paths."""
    return TAG_SEPARATOR.join(sorted(tree.path(tag).replace("|", "\\|") for tag in tags))


def wide_row(record: HighlightRecord, tree: TagTree) -> dict[str, str | int]:
    """One highlight under the names of the wide columns, unaltered; `block` counts from 1."""
    before = (*record[:8], "", record.block + 1, *record[9:17])
    after = (wide_tags(record.tag_ids(), tree), "", "", *record[18:21])
    return dict(zip(columns(CsvShape.WIDE, tree), (*before, *after), strict=True))


def lines(
    records: Iterable[HighlightRecord], tree: TagTree, shape: CsvShape, profile: CsvProfile
) -> Iterator[tuple[str, int]]:
    """The file in pieces, each with the number of rows in it; the first one is the header, with none."""
    spreadsheet = profile is CsvProfile.SPREADSHEET
    mark = "\N{BYTE ORDER MARK}" if spreadsheet else ""
    yield mark + ",".join(columns(shape, tree)) + LINE_END, 0
    cell = _guarded if spreadsheet else _quoted
    tag_cells = _wide_cells(tree, cell) if shape is CsvShape.WIDE else _long_cells(tree, cell)
    known: dict[str | None, tuple[str, ...]] = {}
    document, document_cells = None, ""
    for record in records:
        (
            id_, owner, title, source, author, published, place, url, block, start, end, quote, prefix,
            suffix, colour, style, note, tags, coder, created, modified, _,
        ) = record  # fmt: skip
        if owner != document:
            document = owner
            document_cells = (
                f"{owner},{cell(title)},{cell(source)},{cell(author)},{published},{cell(place)},{cell(url)},"
            )
        cells = known.get(tags)
        if cells is None:
            cells = known[tags] = tag_cells(record.tag_ids())
        head = (
            f"{id_},{document_cells},{block + 1},{start},{end},{cell(quote)},{cell(prefix)},{cell(suffix)},"
            f"{colour},{style},{cell(note)},"
        )
        tail = f",,,{cell(coder)},{created},{modified}{LINE_END}"
        if len(cells) == 1:
            yield head + cells[0] + tail, 1
        else:
            yield "".join([head + one + tail for one in cells]), len(cells)


def table_lines(rows: Iterable[Sequence[str | int]], profile: CsvProfile) -> Iterator[str]:
    """Any table in pieces, its heading first: every text guarded or quoted as the profile says."""
    spreadsheet = profile is CsvProfile.SPREADSHEET
    cell = _guarded if spreadsheet else _quoted
    if spreadsheet:
        yield "\N{BYTE ORDER MARK}"
    for row in rows:
        yield ",".join(str(one) if isinstance(one, int) else cell(one) for one in row) + LINE_END


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if text else ""


def _guarded(text: str) -> str:
    if not text:
        return ""
    guard = "'" if text[0] in FORMULA_STARTS else ""
    return f'"{guard}' + text.replace('"', '""') + '"'


def _wide_cells(tree: TagTree, cell: Cell) -> Callable[[tuple[TagId, ...]], tuple[str, ...]]:
    return lambda tags: (cell(wide_tags(tags, tree)),)


def _long_cells(tree: TagTree, cell: Cell) -> Callable[[tuple[TagId, ...]], tuple[str, ...]]:
    """For each tag: its path, its parent's path, and the names of its levels."""
    levels = depth(tree)

    def cells(tags: tuple[TagId, ...]) -> tuple[str, ...]:
        found = []
        for tag in sorted(tags, key=tree.path):
            names = tree.names(tag)
            padded = [*names, *[""] * (levels - len(names))]
            found.append(",".join(map(cell, (tree.path(tag), format_tag_path(names[:-1]), *padded))))
        return tuple(found) or ("," * (levels + 1),)

    return cells
