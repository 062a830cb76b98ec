"""Plain text becomes paragraphs, whichever of three conventions its author kept.

Paragraphs stand one to a line, or blank lines part them, or their lines are wrapped by hand at
some width. Wrapped lines are joined again with a space, so that a reader of any width can lay
them out; in the other two cases every line that is not blank is a paragraph.
"""

import re
from itertools import pairwise

from excerpta.core.model.document import Article, Block, BlockKind

_WIDEST = 110
_NARROWEST = 40
_FEWEST_WRAPPED = 4
_SLACK = 4
_SCRAPED = re.compile(r"(date \d{4}-\d\d-\d\d) (?=\S)")
_OPENS_ITEM = re.compile(r"[-*•–—]\s|\(?\d{1,3}[.)]\s")
_ENDS_SENTENCE = re.compile(r"[.!?…:؟۔。][\"'”’»)\]]*$")


def read_text(text: str) -> Article:
    """The paragraphs of a decoded text, white space around each of them trimmed."""
    lines = text.split("\n")
    width = _wrapping_width(lines)
    paragraphs = (
        _rejoin(lines, width) if width else [stripped for line in lines if (stripped := line.strip())]
    )
    if paragraphs and (scraped := _SCRAPED.match(paragraphs[0])):
        # A paragraph of its own, so that it can be told from the article; the blank becomes the newline.
        paragraphs[:1] = [scraped[1], paragraphs[0][scraped.end() :]]
    return Article("\n".join(paragraphs), blocks_of(paragraphs))


def blocks_of(paragraphs: list[str]) -> tuple[Block, ...]:
    """The blocks of paragraphs that are joined by one newline."""
    blocks: list[Block] = []
    start = 0
    for paragraph in paragraphs:
        end = start + len(paragraph)
        blocks.append(Block(BlockKind.PARAGRAPH, start, end))
        start = end + 1
    return tuple(blocks)


def _wrapping_width(lines: list[str]) -> int:
    """The width at which lines were wrapped by hand; 0 when they were not.

    Wrapped lines are as full as they can be: the first word of the next line would not have fitted.
    Most of them end in the middle of a sentence, and none is much longer than the others.
    """
    lengths = [len(line.strip()) for line in lines]
    if max(lengths) > 4 * _WIDEST or len(lines) < _FEWEST_WRAPPED:
        return 0
    long = sum(length > _WIDEST for length in lengths)
    if long * 50 > len(lines):
        return 0
    width = max((length for length in lengths if length <= _WIDEST), default=0)
    if width < _NARROWEST:
        return 0
    pairs = full = mid_sentence = 0
    for line, following in pairwise(lines):
        line, following = line.strip(), following.strip()
        if line and following:
            pairs += 1
            if _is_full(line, following, width):
                full += 1
                mid_sentence += not _ENDS_SENTENCE.search(line)
    is_wrapped = full >= _FEWEST_WRAPPED - 1 and 10 * full >= 6 * pairs and 10 * mid_sentence >= 6 * full
    return width if is_wrapped else 0


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    return len(line) + 1 + len(following.split(None, 1)[0]) > width - _SLACK


def _rejoin(lines: list[str], width: int) -> list[str]:
    """Join the lines of wrapped paragraphs. A short line, an indent or a list mark starts a new one."""
    paragraphs: list[list[str]] = []
    previous, previous_indent = "", 0
    for raw in lines:
        line = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        if line:
            continues = (
                previous
                and _is_full(previous, line, width)
                and indent <= previous_indent + 1
                and not _OPENS_ITEM.match(line)
            )
            if continues:
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
        previous, previous_indent = line, indent
    return [_join(parts) for parts in paragraphs]


def _join(parts: list[str]) -> str:
    """Lines with a space between; none after a hyphen that parts a word, which stays."""
    joined = [parts[0]]
    for line, following in pairwise(parts):
        if not (line[-1] == "-" and line[-2:-1].isalpha() and following[0].islower()):
            joined.append(" ")
        joined.append(following)
    return "".join(joined)
