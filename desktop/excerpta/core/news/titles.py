"""Every article has a title: its heading, a first line that looks like one, or its first words."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from excerpta.core.model.document import IMAGE_CHARACTER, Block, BlockKind
from excerpta.core.news.dateline import read_dateline
from excerpta.core.news.published import date_of_lines
from excerpta.core.text.sentences import sentence_at

LONGEST_CUT = 90
"""How many code points of a first sentence make a title."""

_WORD = re.compile(r"[^\W_]")
_LONGEST_LINE = 160
_LOOK = 400
_FEWEST_WORDS = 3
_ENDS_SENTENCE = re.compile(r"[.:;,…؟۔。][\"'”’»)\]]*$")
_LINES = 6


def title_of(text: str, blocks: Sequence[Block], *, name: str) -> str:
    """The title of an article that names none; never empty.

    `name` is the file's: it gives the title of an article without any words.
    """
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            heading = _plain(text[block.start : block.end])
            if heading:
                return heading
    body = [
        block
        for block in blocks
        if block.kind not in (BlockKind.FURNITURE, BlockKind.CAPTION, BlockKind.IMAGE)
    ]
    for index, block in enumerate(body[:_LINES]):
        line = _plain(text[block.start : min(block.end, block.start + _LOOK)])
        if not _WORD.search(line) or line.startswith(("By ", "BY ")) or date_of_lines([line]).value:
            continue
        if _is_title(line) and any(
            later.end - later.start > len(line) for later in body[index + 1 : index + 1 + _LINES]
        ):
            return line
        return _first_words(line)
    return _plain(PurePath(name).stem) or "Untitled"


def _is_title(line: str) -> bool:
    """Whether a line is short, has several words, and does not end as a sentence does."""
    if len(line) > _LONGEST_LINE or _ENDS_SENTENCE.search(line):
        return False
    return len(line.split()) >= _FEWEST_WORDS and not read_dateline(line).length


def _first_words(paragraph: str) -> str:
    """The first sentence after the dateline, cut at a word where it is long."""
    rest = paragraph[read_dateline(paragraph).length :]
    start, end = sentence_at(rest, 0)
    sentence = rest[start:end] or paragraph
    if len(sentence) <= LONGEST_CUT:
        return sentence
    cut = sentence.rfind(" ", LONGEST_CUT // 2, LONGEST_CUT)
    return sentence[: cut if cut > 0 else LONGEST_CUT - 1].rstrip(" ,;:–—-") + "…"


def _plain(text: str) -> str:
    return " ".join(text.replace(IMAGE_CHARACTER, " ").split())
