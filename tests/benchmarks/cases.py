"""What the reader is measured with: ordinary articles of four sizes, and documents of extreme shape."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks.generate import words

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import Block, BlockKind
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader.contents import ReaderHighlight

SIZES = {"4 kB": 4_000, "1 MB": 1_000_000, "5 MB": 5_000_000, "20 MB": 20_000_000}
COUNTS = (0, 5_000, 50_000)

_PERSIAN_TEXT = (
    "وزیر خارجه گفت که گفت‌وگوهای صلح در دوحه با حضور نمایندگان دو طرف از سر گرفته شد و هیچ‌یک از آنان "
    "شهر را ترک نخواهد کرد"
)
_ENGLISH_TEXT = "the envoy Khalilzad said Taliban talks in Doha on 9 May"
_PERSIAN, _ENGLISH = _PERSIAN_TEXT.split(), _ENGLISH_TEXT.split()


@dataclass(frozen=True, slots=True)
class Case:
    """One document with its highlights.

    Attributes:
        shape: a key of `SHAPES`; `articles` for ordinary prose.
        length: code points, for `articles` alone.
        highlights: how many lie over it; how they lie is the shape's.

    """

    shape: str
    length: int = 0
    highlights: int = 0

    @property
    def name(self) -> str:
        """What the case is called in tables."""
        if self.shape != "articles":
            return self.shape
        size = next(name for name, length in SIZES.items() if length == self.length)
        return f"{size}, {self.highlights:,}"


@dataclass(frozen=True, slots=True)
class Subject:
    """The document of a case, made."""

    text: str
    blocks: tuple[Block, ...]
    highlights: list[ReaderHighlight]


Ranges = list[tuple[int, int]]


def make(case: Case) -> Subject:
    """Make the document of a case; the same one each time."""
    rng = random.Random(4)
    if case.shape == "articles":
        text = words(rng, case.length)
        ranges = spread(rng, len(text), case.highlights)
        blocks = paragraphs(text)
    else:
        text, ranges = SHAPES[case.shape](rng)
        blocks = paragraphs(text) if case.shape != _TABLE else (Block(BlockKind.TABLE, 0, len(text)),)
    colours = list(Colour)
    highlights = [
        ReaderHighlight(AnnotationId(number), start, end, colours[number % 8])
        for number, (start, end) in enumerate(sorted(ranges), 1)
    ]
    return Subject(text, blocks, highlights)


def paragraphs(text: str) -> tuple[Block, ...]:
    """Give one paragraph a line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line)))
        at += len(line) + 1
    return tuple(blocks)


def spread(rng: random.Random, length: int, number: int) -> Ranges:
    """Give ranges of 20 to 80 code points, anywhere."""
    starts = [rng.randrange(length - 80) for _ in range(number)]
    return [(start, start + rng.randint(20, 80)) for start in starts]


def _persian(rng: random.Random) -> tuple[str, Ranges]:
    lines, size = [], 0
    while size < 1_000_000:
        known = _PERSIAN if rng.random() < 0.7 else _PERSIAN + _ENGLISH * 2
        line = " ".join(rng.choices(known, k=rng.randint(30, 90)))
        lines.append(line)
        size += len(line) + 1
    text = "\n".join(lines)
    return text, spread(rng, len(text), 5_000)


def _repeated(
    unit: Callable[[random.Random], str], *, joined_by: str = ""
) -> Callable[..., tuple[str, Ranges]]:
    def shape(rng: random.Random) -> tuple[str, Ranges]:
        parts, size = [], 0
        while size < 1_000_000:
            part = unit(rng)
            parts.append(part)
            size += len(part) + len(joined_by)
        text = joined_by.join(parts)
        return text, spread(rng, len(text), 5_000)

    return shape


def _zalgo(rng: random.Random) -> str:
    letters = []
    for letter in "the envoy said ":
        letters.append(letter)
        letters += [chr(rng.randrange(0x300, 0x36F)) for _ in range(12)]
    return "".join(letters)


def _table(rng: random.Random) -> tuple[str, Ranges]:
    rows = [f"{row}\t{' '.join(rng.choices(_ENGLISH, k=12))}\tDoha\t{row * 7 % 1000}" for row in range(2_000)]
    text = "\n".join(rows)
    return text, spread(rng, len(text), 5_000)


def _one_over_all(rng: random.Random) -> tuple[str, Ranges]:
    text = words(rng, 20_000_000)
    return text, [(0, len(text))]


def _one_page(rng: random.Random) -> tuple[str, Ranges]:
    text = words(rng, 1_000_000)
    return text, spread(rng, 2_500, 50_000)


def _identical(rng: random.Random) -> tuple[str, Ranges]:
    text = words(rng, 1_000_000)
    return text, [(100, 400)] * 1_000


_TABLE = "a table of 2,000 rows"

SHAPES: dict[str, Callable[[random.Random], tuple[str, Ranges]]] = {
    "1 MB of Persian and English": _persian,
    "one paragraph of 1 MB": _repeated(lambda rng: rng.choice(_ENGLISH), joined_by=" "),
    "1 MB without a space": _repeated(lambda rng: rng.choice(_ENGLISH)),
    "100,000 one-word paragraphs": lambda rng: (
        "\n".join(rng.choices(_ENGLISH, k=100_000)),
        spread(rng, 400_000, 5_000),
    ),
    _TABLE: _table,
    "one highlight over 20 MB": _one_over_all,
    "50,000 highlights on a page": _one_page,
    "1,000 equal highlights": _identical,
    "1 MB of emoji": _repeated(lambda rng: rng.choice("😀🎉🇦🇫👨‍👩‍👧👍🏽"), joined_by=""),
    "1 MB of Persian, one paragraph": _repeated(lambda rng: rng.choice(_PERSIAN), joined_by=" "),
    "1 MB of combining marks": _repeated(_zalgo),
    "1 MB of Chinese without a space": _repeated(lambda rng: chr(rng.randrange(0x4E00, 0x9FA5))),
}
"""Every shape as a function of a source of chance that gives the text and its highlights."""

PERSIAN = Case("1 MB of Persian and English", highlights=5_000)

GRID = tuple(Case("articles", length, count) for length in SIZES.values() for count in COUNTS)
USUAL = tuple(
    Case("articles", SIZES[size], count)
    for size, count in (("4 kB", 0), ("1 MB", 5_000), ("1 MB", 50_000), ("5 MB", 5_000), ("20 MB", 50_000))
)
EXTREMES = tuple(Case(shape) for shape in SHAPES if shape != PERSIAN.shape)
