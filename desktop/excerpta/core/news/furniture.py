"""Furniture in plain text is told by its wording: only lines that are known, or that are repeated."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from excerpta.core.model.document import Block, BlockKind
from excerpta.core.news.dateline import scraped_date
from excerpta.core.news.headers import BOTTOM, TOP, read_record
from excerpta.core.news.wordings import BOILERPLATE, why_furniture

_CAPTION = re.compile(
    r"(?:image|photo|picture|foto|bild|photographie|imagen|immagine|фото|fotoğraf|صورة|عکس|图|写真)"
    r"(?: credit)?[:：]\s?|file (?:photo|image|picture)\b|representative image\b|\[?photo by\b|archivbild\b"
    r"|photo d'archives?\b|foto de archivo\b",
    re.IGNORECASE,
)
_IMAGE_SIZE = re.compile(r"\d+ ?x ?\d+ image", re.IGNORECASE)

_BULLETS = "•*-|·>» \t\u00a0"
_LONGEST_LINE = 240
_LONGEST_CAPTION = 200
_EDGE = 8
_LONGEST_TAIL = 3
_LONGEST_RECORD = 300

REPEATED = "a line that stands twice, as a picture's caption does"
RECORD = "an archive's record"
SCRAPED = "a scraper's date"
CAPTION = "a caption without its picture"
_AFTER_PICTURE = "what follows a picture's size at the end"
_BY_THE_PAGE = "set apart by the page itself"


@dataclass(frozen=True, slots=True)
class Aside:
    """A piece of the text that is not the article; `start` and `end` in code points, `why` for people."""

    start: int
    end: int
    text: str
    why: str


def mark_furniture(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with page furniture and picture captions told apart from the article's paragraphs."""
    told = _tell(text, blocks)
    if not told or len(told) == len(blocks):
        return tuple(blocks)
    kinds = {i: BlockKind.CAPTION if why == CAPTION else BlockKind.FURNITURE for i, why in told.items()}
    return tuple(
        replace(block, kind=kinds[index], level=0, number=None) if index in kinds else block
        for index, block in enumerate(blocks)
    )


def asides(text: str, blocks: Sequence[Block]) -> tuple[Aside, ...]:
    """The furniture of a text whose blocks are marked, and captions that have no picture, with why."""
    plain = [
        replace(block, kind=BlockKind.PARAGRAPH)
        if block.kind in (BlockKind.FURNITURE, BlockKind.CAPTION)
        else block
        for block in blocks
    ]
    told = _tell(text, plain)
    found: list[Aside] = []
    for index, block in enumerate(blocks):
        words = text[block.start : block.end]
        if block.kind is BlockKind.FURNITURE:
            found.append(Aside(block.start, block.end, words, told.get(index, _BY_THE_PAGE)))
        elif block.kind is BlockKind.CAPTION and not _has_picture(blocks, index):
            found.append(Aside(block.start, block.end, words, CAPTION))
        elif index == 0 and (length := len(words[: scraped_date(words)].rstrip())):
            found.append(Aside(block.start, block.start + length, words[:length], SCRAPED))
    return tuple(found)


def _has_picture(blocks: Sequence[Block], index: int) -> bool:
    return any(block.kind is BlockKind.IMAGE for block in blocks[max(index - 1, 0) : index + 2])


def _tell(text: str, blocks: Sequence[Block]) -> dict[int, str]:
    """Which blocks are no part of the article, and why."""
    told = _of_record(text, blocks)
    last = len(blocks) - 1
    previous = ""
    for index, block in enumerate(blocks):
        length = block.end - block.start
        is_long = length > _LONGEST_LINE and not text.startswith(BOILERPLATE, block.start)
        if is_long or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            previous = ""
            continue
        line = text[block.start : block.end]
        why = _why(line, is_edge=index < _EDGE or last - index < _EDGE)
        if why:
            told[index] = why
        elif line and line == previous and length <= _LONGEST_CAPTION:
            told[index - 1] = told[index] = REPEATED
        previous = line
        if last - index <= _LONGEST_TAIL and _IMAGE_SIZE.fullmatch(line.lstrip(_BULLETS)):
            for after in range(index + 1, last + 1):
                told.setdefault(after, _AFTER_PICTURE)
    return told


def _of_record(text: str, blocks: Sequence[Block]) -> dict[int, str]:
    """The lines of an archive's record, and the scraper's date that is a paragraph of its own."""
    lines = record_lines(text, blocks)
    told = dict.fromkeys(read_record(lines).lines, RECORD)
    if lines and scraped_date(lines[0]) == len(lines[0]) > 0:
        told[0] = SCRAPED
    return told


def record_lines(text: str, blocks: Sequence[Block]) -> list[str]:
    """The paragraphs in which a record may stand, those that cannot be of one as empty texts."""
    count = len(blocks)
    return [
        text[block.start : block.end]
        if (index < TOP or index >= count - BOTTOM)
        and block.end - block.start <= _LONGEST_RECORD
        and block.kind in (BlockKind.PARAGRAPH, BlockKind.FURNITURE)
        else ""
        for index, block in enumerate(blocks)
    ]


def _why(line: str, *, is_edge: bool) -> str:
    """What a line is by its wording; empty for a paragraph of the article."""
    bare = line.strip(_BULLETS)
    return why_furniture(bare, is_edge=is_edge) or (CAPTION if _CAPTION.match(bare) else "")
