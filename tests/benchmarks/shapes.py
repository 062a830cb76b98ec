"""Documents of extreme shape: each with highlights, and with the name by which the benchmark knows it."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from tests.benchmarks.generate import words

from excerpta.core.model.document import Block, BlockKind

Ranges = list[tuple[int, int]]
Unit = Callable[[random.Random], str]

MEGABYTE = 1_000_000

_PERSIAN_TEXT = (
    "وزیر خارجه گفت که گفت‌وگوهای صلح در دوحه با حضور نمایندگان دو طرف از سر گرفته شد و هیچ‌یک از آنان "
    "شهر را ترک نخواهد کرد"
)
_ENGLISH_TEXT = "the envoy Khalilzad said Taliban talks in Doha on 9 May"
PERSIAN_WORDS, ENGLISH_WORDS = _PERSIAN_TEXT.split(), _ENGLISH_TEXT.split()

_CHARACTERS = [chr(code) for code in range(0x4E00, 0x9FA5)]
_FREQUENT = random.Random(6).sample(_CHARACTERS, 3_500)
_FREQUENCIES = list(accumulate(1 / (rank + 8) for rank in range(len(_FREQUENT))))
"""Frequencies of Chinese characters fall off about so (Zipf); 3,500 are nearly all of any newspaper."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a shape makes: a text, its blocks, and where its highlights lie."""

    text: str
    blocks: tuple[Block, ...]
    ranges: Ranges


def paragraphs(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> tuple[Block, ...]:
    """Give one paragraph a line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(kind, at, at + len(line)))
        at += len(line) + 1
    return tuple(blocks)


def spread(rng: random.Random, length: int, number: int) -> Ranges:
    """Give ranges of 20 to 80 code points, anywhere."""
    starts = [rng.randrange(length - 80) for _ in range(number)]
    return [(start, start + rng.randint(20, 80)) for start in starts]


def persian_and_english(rng: random.Random) -> Drawn:
    """Paragraphs of Persian, some with English words in them."""
    lines, size = [], 0
    while size < MEGABYTE:
        known = PERSIAN_WORDS if rng.random() < 0.7 else PERSIAN_WORDS + ENGLISH_WORDS * 2
        line = " ".join(rng.choices(known, k=rng.randint(30, 90)))
        lines.append(line)
        size += len(line) + 1
    return _spread_over(rng, "\n".join(lines))


def _spread_over(rng: random.Random, text: str, number: int = 5_000) -> Drawn:
    return Drawn(text, paragraphs(text), spread(rng, len(text), number))


def _one_paragraph(unit: Unit, *, joined_by: str = "") -> Callable[[random.Random], Drawn]:
    """Give a shape that is a single paragraph of a megabyte."""

    def shape(rng: random.Random) -> Drawn:
        parts, size = [], 0
        while size < MEGABYTE:
            part = unit(rng)
            parts.append(part)
            size += len(part) + len(joined_by)
        return _spread_over(rng, joined_by.join(parts))

    return shape


def _chinese(rng: random.Random) -> str:
    return "".join(rng.choices(_FREQUENT, cum_weights=_FREQUENCIES, k=rng.randint(6, 14))) + rng.choice(
        "，，。"
    )


def _zalgo(rng: random.Random) -> str:
    letters = []
    for letter in "the envoy said ":
        letters.append(letter)
        letters += [chr(rng.randrange(0x300, 0x36F)) for _ in range(12)]
    return "".join(letters)


def _one_word_paragraphs(rng: random.Random) -> Drawn:
    return _spread_over(rng, "\n".join(rng.choices(ENGLISH_WORDS, k=100_000)))


def _table(rows: int, cells: Callable[[random.Random, int], list[str]]) -> Callable[[random.Random], Drawn]:
    def shape(rng: random.Random) -> Drawn:
        text = "\n".join("\t".join(cells(rng, row)) for row in range(rows))
        return Drawn(text, (Block(BlockKind.TABLE, 0, len(text)),), spread(rng, len(text), 5_000))

    return shape


def _of_four(rng: random.Random, row: int) -> list[str]:
    return [str(row), " ".join(rng.choices(ENGLISH_WORDS, k=12)), "Doha", str(row * 7 % 1000)]


def _of_sixty(rng: random.Random, row: int) -> list[str]:
    return [str(row), *(" ".join(rng.choices(ENGLISH_WORDS, k=rng.randint(1, 9))) for _ in range(59))]


def _headings(rng: random.Random) -> Drawn:
    """Headings of all levels, each with two sentences below it."""
    lines: list[str] = []
    blocks, start = [], 0
    for number in range(5_000):
        for kind, length in ((BlockKind.HEADING, 5), (BlockKind.PARAGRAPH, 24)):
            line = " ".join(rng.choices(ENGLISH_WORDS, k=length))
            level = 1 + number % 6 if kind is BlockKind.HEADING else 0
            blocks.append(Block(kind, start, start + len(line), level))
            lines.append(line)
            start += len(line) + 1
    text = "\n".join(lines)
    return Drawn(text, tuple(blocks), spread(rng, len(text), 5_000))


def _over_all(rng: random.Random) -> Drawn:
    text = words(rng, 20 * MEGABYTE)
    return Drawn(text, paragraphs(text), [(number, len(text) - number) for number in range(8)])


def _crowd(paragraph: int) -> Callable[[random.Random], Drawn]:
    """Give a shape with 50,000 highlights on its first paragraph of so many code points; 0: on a page."""

    def shape(rng: random.Random) -> Drawn:
        text = words(rng, MEGABYTE)
        if paragraph:
            text = text[:paragraph].replace("\n", " ") + "\n" + text[paragraph:].lstrip()
        return Drawn(text, paragraphs(text), spread(rng, paragraph or 2_500, 50_000))

    return shape


def _identical(rng: random.Random) -> Drawn:
    text = words(rng, MEGABYTE)
    return Drawn(text, paragraphs(text), [(100, 400)] * 1_000)


SHAPES: dict[str, tuple[str, Callable[[random.Random], Drawn]]] = {
    "persian_english": ("1 MB of Persian and English", persian_and_english),
    "paragraph": (
        "a paragraph of 1 MB",
        _one_paragraph(lambda rng: rng.choice(ENGLISH_WORDS), joined_by=" "),
    ),
    "word": ("a word of 1 MB", _one_paragraph(lambda rng: rng.choice(ENGLISH_WORDS))),
    "persian": (
        "a Persian paragraph of 1 MB",
        _one_paragraph(lambda rng: rng.choice(PERSIAN_WORDS), joined_by=" "),
    ),
    "chinese": ("a Chinese paragraph of 1 MB", _one_paragraph(_chinese)),
    "chinese_rare": (
        "the same, all 20,901 characters as often",
        _one_paragraph(lambda rng: rng.choice(_CHARACTERS)),
    ),
    "emoji": ("1 MB of emoji", _one_paragraph(lambda rng: rng.choice("😀🎉🇦🇫👨‍👩‍👧👍🏽"))),
    "marks": ("1 MB, twelve marks on each letter", _one_paragraph(_zalgo)),
    "words": ("100,000 one-word paragraphs", _one_word_paragraphs),
    "headings": ("5,000 headings", _headings),
    "table_rows": ("a table of 2,000 rows", _table(2_000, _of_four)),
    "table_columns": ("a table of 60 columns", _table(300, _of_sixty)),
    "over_all": ("8 highlights over all of 20 MB", _over_all),
    "crowded_page": ("50,000 highlights on a page", _crowd(0)),
    "crowded_paragraph": ("50,000 highlights on a paragraph", _crowd(2_500)),
    "equal": ("1,000 equal highlights", _identical),
}
"""Every shape by its name: what it is in words, and what makes it from a source of chance."""
