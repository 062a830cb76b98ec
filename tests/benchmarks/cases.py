"""What the reader is measured with: ordinary articles of four sizes, and documents of extreme shape."""

import random
from dataclasses import dataclass

from tests.benchmarks.generate import words
from tests.benchmarks.shapes import SHAPES, Drawn, paragraphs, spread

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import Block
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.highlight_table import HighlightTable

SIZES = {"4 kB": 4_000, "1 MB": 1_000_000, "5 MB": 5_000_000, "20 MB": 20_000_000}
COUNTS = (0, 5_000, 50_000)

ARTICLES = "articles"


@dataclass(frozen=True, slots=True)
class Case:
    """One document with its highlights.

    Attributes:
        shape: a key of `SHAPES`; `ARTICLES` for ordinary prose.
        length: code points, for `ARTICLES` alone.
        highlights: how many lie over it; how they lie is the shape's.

    """

    shape: str
    length: int = 0
    highlights: int = 0

    @property
    def name(self) -> str:
        """What the case is called in tables."""
        if self.shape != ARTICLES:
            return SHAPES[self.shape][0]
        return next(name for name, length in SIZES.items() if length == self.length)


@dataclass(frozen=True, slots=True)
class Subject:
    """The document of a case, made.

    Attributes:
        table: its highlights as columns, which is how they come from a library.
        is_crowd: whether all of them lie where it begins.

    """

    text: str
    blocks: tuple[Block, ...]
    highlights: list[ReaderHighlight]
    table: HighlightTable
    is_crowd: bool


def make(case: Case) -> Subject:
    """Make the document of a case; the same one each time."""
    rng = random.Random(4)
    if case.shape == ARTICLES:
        text = words(rng, case.length)
        drawn = Drawn(text, paragraphs(text), spread(rng, len(text), case.highlights))
    else:
        drawn = SHAPES[case.shape][1](rng)
    colours = list(Colour)
    highlights = [
        ReaderHighlight(AnnotationId(number), start, end, colours[number % 8])
        for number, (start, end) in enumerate(sorted(drawn.ranges), 1)
    ]
    last = max((one.end for one in highlights), default=0)
    is_crowd = 0 < last < len(drawn.text) / 100
    return Subject(drawn.text, drawn.blocks, highlights, HighlightTable.of(highlights), is_crowd)


PERSIAN = Case("persian_english", highlights=5_000)

GRID = tuple(Case(ARTICLES, length, count) for count in COUNTS for length in SIZES.values())
USUAL = tuple(
    Case(ARTICLES, SIZES[size], count)
    for size, count in (("4 kB", 0), ("1 MB", 5_000), ("5 MB", 5_000), ("1 MB", 50_000), ("20 MB", 50_000))
)
EXTREMES = tuple(Case(shape) for shape in SHAPES if shape != PERSIAN.shape)
