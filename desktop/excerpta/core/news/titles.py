"""Every article has a title: its heading, a first line that looks like one, or its first words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from excerpta.core.model.document import IMAGE_CHARACTER, Block, BlockKind, Provenance
from excerpta.core.news.credits import is_credit
from excerpta.core.news.dateline import read_dateline
from excerpta.core.news.origin import author_of_line
from excerpta.core.news.published import is_date_line
from excerpta.core.text.sentences import sentence_at

LONGEST_CUT = 90
"""How many code points of a first sentence make a title."""

_WORD = re.compile(r"[^\W_]")
_LONGEST_LINE = 160
_LONGEST_SUBTITLE = 260
_LOOK = 400
_FEWEST_WORDS = 3
_FEWEST_DENSE = 6
_DENSE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff]")
_ENDS_SENTENCE = re.compile(r"[.:;,…؟۔。][\"'”’»)\]]*$")
_LINES = 6
_ASIDE = (BlockKind.FURNITURE, BlockKind.CAPTION, BlockKind.IMAGE)


@dataclass(frozen=True, slots=True)
class Title:
    """A title, where it comes from, and which block it is; None where it is no block of the text."""

    words: str
    origin: Provenance
    block: int | None = None


def title_of(text: str, blocks: Sequence[Block], *, name: str) -> Title:
    """The title of an article that names none; its words are never empty.

    `name` is the file's: it gives the title of an article without any words.
    """
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            heading = plain(text[block.start : block.end])
            if heading:
                return Title(heading, Provenance.STATED, index)
    body = _body(blocks)
    for place, index in enumerate(body[:_LINES]):
        line = _line(text, blocks[index])
        if _says_no_title(line):
            continue
        if is_title_line(line) and any(
            blocks[later].end - blocks[later].start > len(line)
            for later in body[place + 1 : place + 1 + _LINES]
        ):
            return Title(line, Provenance.STATED, index)
        return Title(_first_words(line), Provenance.OPENING)
    return Title(plain(PurePath(name).stem) or "Untitled", Provenance.FILE_NAME)


def subtitle_of(text: str, blocks: Sequence[Block], title: str) -> str:
    """The line below the title that goes on from it, before a byline or a date; empty where none is sure."""
    body = _body(blocks)
    for place, index in enumerate(body[:_LINES]):
        if plain(text[blocks[index].start : min(blocks[index].end, blocks[index].start + _LOOK)]) == title:
            following = [_line(text, blocks[after]) for after in body[place + 1 : place + 4]]
            return _subtitle(following)
    return ""


def is_title_line(line: str) -> bool:
    """Whether a line is short, has several words, and does not end as a sentence does."""
    if len(line) > _LONGEST_LINE or _ENDS_SENTENCE.search(line):
        return False
    is_several = len(line.split()) >= _FEWEST_WORDS or len(_DENSE.findall(line)) >= _FEWEST_DENSE
    return is_several and not read_dateline(line).length


def plain(text: str) -> str:
    """A text without pictures, its white space as single blanks."""
    return " ".join(text.replace(IMAGE_CHARACTER, " ").split())


def _body(blocks: Sequence[Block]) -> list[int]:
    found: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind not in _ASIDE:
            found.append(index)
            if len(found) > 3 * _LINES:
                break
    return found


def _line(text: str, block: Block) -> str:
    return plain(text[block.start : min(block.end, block.start + _LOOK)])


def _says_no_title(line: str) -> bool:
    return (
        not _WORD.search(line)
        or line.startswith(("By ", "BY "))
        or is_date_line(line)
        or bool(author_of_line(line))
    )


def _subtitle(following: list[str]) -> str:
    if len(following) < 2 or not 20 <= len(following[0]) <= _LONGEST_SUBTITLE:
        return ""
    first, *rest = following
    if _says_no_title(first) or read_dateline(first).length or is_credit(first):
        return ""
    is_before_byline = any(is_date_line(line) or author_of_line(line) for line in rest)
    return first if is_before_byline else ""


def _first_words(paragraph: str) -> str:
    """The first sentence after the dateline, cut at a word where it is long."""
    rest = paragraph[read_dateline(paragraph).length :]
    start, end = sentence_at(rest, 0)
    sentence = rest[start:end] or paragraph
    if len(sentence) <= LONGEST_CUT:
        return sentence
    cut = sentence.rfind(" ", LONGEST_CUT // 2, LONGEST_CUT)
    return sentence[: cut if cut > 0 else LONGEST_CUT - 1].rstrip(" ,;:–—-") + "…"
