"""Sub-headings of a plain text are short lines between long paragraphs that end no sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from excerpta.core.model.document import Block, BlockKind
from excerpta.core.news.credits import is_credit
from excerpta.core.news.dateline import read_dateline
from excerpta.core.news.origin import author_of_line
from excerpta.core.news.published import is_date_line

_LONGEST = 70
_FEWEST_WORDS, _MOST_WORDS = 2, 9
_LONG = 80
_FEWEST_BLOCKS = 5
_LEVEL = 2
_ENDS = re.compile(r"[^\W_][?!؟？！]?[\"'”’»]?$")
_LIKE_SPEECH = re.compile(r"[:：;|»«=@_/\\]|\d{3,}|\.\w")
_SENTENCE = re.compile(r"[.!?…؟۔。！？]\s?[\"'”’»“)\]]*$")


def mark_subheads(text: str, blocks: Sequence[Block], *, title: int | None) -> tuple[Block, ...]:
    """The blocks with sub-headings as headings of the second level; none where they would be many.

    `title` is the index of the block that is the title.
    """
    if len(blocks) < _FEWEST_BLOCKS or any(block.kind is BlockKind.HEADING for block in blocks):
        return tuple(blocks)
    places = [
        index
        for index in range(1, len(blocks) - 1)
        if index != title
        and blocks[index].kind is BlockKind.PARAGRAPH
        and blocks[index].end - blocks[index].start <= _LONGEST
        and _stands_between(text, blocks, index)
    ]
    if not places or 3 * len(places) > len(blocks):
        return tuple(blocks)
    marked = list(blocks)
    for index in places:
        marked[index] = replace(blocks[index], kind=BlockKind.HEADING, level=_LEVEL)
    return tuple(marked)


def _stands_between(text: str, blocks: Sequence[Block], index: int) -> bool:
    before, block, after = blocks[index - 1 : index + 2]
    if not all(one.kind is BlockKind.PARAGRAPH and one.end - one.start >= _LONG for one in (before, after)):
        return False
    line = text[block.start : block.end]
    first = line[0] if line else ""
    if not first.isalpha() or first.islower() or not _ENDS.search(line) or _LIKE_SPEECH.search(line):
        return False
    if not _SENTENCE.search(text[max(before.start, before.end - 8) : before.end]):
        return False
    if not _FEWEST_WORDS <= len(line.split()) <= _MOST_WORDS:
        return False
    return not (is_credit(line) or is_date_line(line) or author_of_line(line) or read_dateline(line).length)
