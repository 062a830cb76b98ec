"""Writes a passage of a document for other programs: as HTML with its markup, and as plain text.

The HTML holds nothing but text, structure and links to the web, so that whoever pastes it runs nothing
and fetches nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from excerpta.core.model.document import IMAGE_CHARACTER, Block, BlockKind, Span, SpanKind
from excerpta.core.text.direction import first_strong

_TAGS = {
    SpanKind.BOLD: "b",
    SpanKind.ITALIC: "i",
    SpanKind.UNDERLINE: "u",
    SpanKind.STRIKE: "s",
    SpanKind.CODE: "code",
    SpanKind.SUPERSCRIPT: "sup",
    SpanKind.SUBSCRIPT: "sub",
    SpanKind.SMALL: "small",
}
_OUTWARD = ("http://", "https://", "mailto:")


def passage_text(text: str, blocks: Sequence[Block], start: int, end: int) -> str:
    """The code points `start` to `end` (exclusive) as plain text.

    Rows of a table are lines and its cells stand between tabs; a first row that is not taken from its
    start is filled up, so that columns stay below each other. Pictures are told by their descriptions.
    """
    words = text[start:end]
    first = next(_over(blocks, start, end), None)
    if first is not None and first.kind is BlockKind.TABLE and "\n" in text[start : min(end, first.end)]:
        words = "\t" * _column(text, first, start) + words
    if IMAGE_CHARACTER not in words:
        return words
    pictures = (block for block in _over(blocks, start, end) if block.kind is BlockKind.IMAGE)
    for picture in pictures:
        words = words.replace(IMAGE_CHARACTER, _told(picture.description), 1)
    return words.replace(IMAGE_CHARACTER, "")


def passage_html(text: str, blocks: Sequence[Block], spans: Iterable[Span], start: int, end: int) -> str:
    """The code points `start` to `end` (exclusive) as HTML.

    Words of one paragraph, item or cell are no paragraph of their own, so that they can be pasted into
    one; of more than that every block is written as what it is.
    """
    over = list(_over(blocks, start, end))
    inline = _Inline(text, spans, start, end)
    if len(over) == 1 and _is_within(text, over[0], start, end):
        return inline.html(start, end)
    return _Writer(text, inline, start, end).html(over)


def _over(blocks: Sequence[Block], start: int, end: int) -> Iterator[Block]:
    """The blocks that share a character with a range."""
    place = max(0, bisect_right(blocks, start, key=lambda block: block.start) - 1)
    while place < len(blocks) and blocks[place].start < end:
        block = blocks[place]
        if block.end > start or (block.kind is BlockKind.RULE and block.start >= start):
            yield block
        place += 1


def _is_within(text: str, block: Block, start: int, end: int) -> bool:
    """Whether a range is words inside a block: not the block itself, and not more than one cell."""
    if block.kind is BlockKind.TABLE:
        words = text[start:end]
        return "\t" not in words and "\n" not in words
    is_whole = start <= block.start and end >= block.end
    return block.kind is BlockKind.PARAGRAPH or (block.kind is not BlockKind.IMAGE and not is_whole)


def _column(text: str, table: Block, position: int) -> int:
    """How many cells of its row stand before a position."""
    return text.count("\t", max(table.start, text.rfind("\n", table.start, position) + 1), position)


def _told(description: str) -> str:
    return f"[Picture: {description}]" if description else ""


def _is_outward(address: str) -> bool:
    return address.casefold().startswith(_OUTWARD)


class _Inline:
    """Writes words with their styles; blocks are asked for in the order of the text."""

    def __init__(self, text: str, spans: Iterable[Span], start: int, end: int) -> None:
        over = (span for span in spans if span.start < end and span.end > start)
        self._text = text
        self._spans = sorted(over, key=lambda span: (span.start, -span.end))
        self._starts = [span.start for span in self._spans]
        self._open: list[Span] = []
        self._next = 0

    def html(self, start: int, end: int) -> str:
        over = self._over(start, end)
        if not over:
            return self._plain(start, end)
        cuts = {start, end, *(span.start for span in over), *(span.end for span in over)}
        places = sorted(cut for cut in cuts if start <= cut <= end)
        return "".join(self._styled(first, last, over) for first, last in pairwise(places))

    def _over(self, start: int, end: int) -> list[Span]:
        stop = bisect_left(self._starts, end, self._next)
        self._open = [span for span in self._open if span.end > start] + self._spans[self._next : stop]
        self._next = stop
        return [span for span in self._open if span.end > start]

    def _styled(self, start: int, end: int, over: Sequence[Span]) -> str:
        here = [span for span in over if span.start <= start and span.end >= end]
        words = self._plain(start, end)
        for kind in dict.fromkeys(span.kind for span in here if span.kind in _TAGS):
            words = f"<{_TAGS[kind]}>{words}</{_TAGS[kind]}>"
        links = (span.target for span in here if span.kind is SpanKind.LINK and _is_outward(span.target))
        address = next(links, "")
        return f'<a href="{escape(address)}">{words}</a>' if address else words

    def _plain(self, start: int, end: int) -> str:
        words = self._text[start:end].replace(IMAGE_CHARACTER, "")
        return escape(words, quote=False).replace("\n", "<br>")


class _Writer:
    """Writes blocks one after the other, with the lists that are open between them."""

    def __init__(self, text: str, inline: _Inline, start: int, end: int) -> None:
        self._text = text
        self._inline = inline
        self._start = start
        self._end = end
        self._parts: list[str] = []
        self._lists: list[tuple[int, str, int]] = []

    def html(self, blocks: Sequence[Block]) -> str:
        for block in blocks:
            if block.kind is BlockKind.LIST_ITEM:
                self._item(block)
            else:
                inside = block.level if block.kind is BlockKind.PARAGRAPH else 0
                self._close_lists(inside)
                self._parts.append(self._block(block))
        self._close_lists(0)
        return "".join(self._parts)

    def _words(self, block: Block) -> str:
        return self._inline.html(max(block.start, self._start), min(block.end, self._end))

    def _attributes(self, block: Block) -> str:
        words = self._text[block.start : min(block.end, block.start + 400)]
        return ' dir="rtl"' if first_strong(words) < 0 else ""

    def _block(self, block: Block) -> str:
        attributes = self._attributes(block)
        match block.kind:
            case BlockKind.HEADING:
                level = min(max(block.level, 1), 6)
                return f"<h{level}{attributes}>{self._words(block)}</h{level}>"
            case BlockKind.QUOTATION:
                quotation = f"<blockquote{attributes}>" * (block.level + 1)
                return f"{quotation}<p>{self._words(block)}</p>{'</blockquote>' * (block.level + 1)}"
            case BlockKind.CODE:
                return f"<pre>{self._words(block).replace('<br>', chr(10))}</pre>"
            case BlockKind.RULE:
                return "<hr>"
            case BlockKind.IMAGE:
                return f"<p>{escape(_told(block.description), quote=False)}</p>"
            case BlockKind.TABLE:
                return self._table(block)
            case BlockKind.CAPTION:
                return f"<p{attributes}><small>{self._words(block)}</small></p>"
            case _:
                return f"<p{attributes}>{self._words(block)}</p>"

    def _item(self, block: Block) -> None:
        """Write an item into the list of its depth, which is opened or goes on."""
        kind = "ul" if block.number is None else "ol"
        self._close_lists(block.level + 1)
        if self._lists and self._lists[-1][0] == block.level and self._lists[-1][1] != kind:
            self._close_lists(block.level)
        if self._lists and self._lists[-1][0] == block.level:
            self._parts.append("</li>")
            expected = self._lists.pop()[2] + 1
        else:
            expected = block.number or 1
            start = f' start="{expected}"' if kind == "ol" and expected != 1 else ""
            self._parts.append(f"<{kind}{start}>")
        number = expected if block.number is None else block.number
        value = f' value="{number}"' if kind == "ol" and number != expected else ""
        self._lists.append((block.level, kind, number))
        self._parts.append(f"<li{value}{self._attributes(block)}>{self._words(block)}")

    def _close_lists(self, depth: int) -> None:
        """Close the lists as deep as this and deeper."""
        while self._lists and self._lists[-1][0] >= depth:
            self._parts.append(f"</li></{self._lists.pop()[1]}>")

    def _table(self, block: Block) -> str:
        start, end = max(block.start, self._start), min(block.end, self._end)
        missing = _column(self._text, block, start)
        rows, at = [], start
        for row in self._text[start:end].split("\n"):
            cells = ["<td></td>"] * missing
            for cell in row.split("\t"):
                rtl = ' dir="rtl"' if first_strong(cell) < 0 else ""
                cells.append(f"<td{rtl}>{self._inline.html(at, at + len(cell))}</td>")
                at += len(cell) + 1
            rows.append(f"<tr>{''.join(cells)}</tr>")
            missing = 0
        return f"<table><tbody>{''.join(rows)}</tbody></table>"
