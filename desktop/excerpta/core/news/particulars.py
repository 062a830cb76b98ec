"""The particulars of an article: which of its words are dateline, credit, caption, heading or furniture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from excerpta.core.model.document import Block, BlockKind
from excerpta.core.news.credits import is_credit
from excerpta.core.news.dateline import read_dateline
from excerpta.core.news.furniture import Aside, asides
from excerpta.core.news.titles import plain, subtitle_of

_DATELINE_WITHIN = 10
_TOP, _BOTTOM = 6, 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of the text; `start` and `end` in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the parts of an article's text are.

    Attributes:
        subtitle: the line below the title that goes on from it; may be empty.
        dateline: its words, without the dash after them; None for none.
        region: the country or state that the dateline names; may be empty.
        credits: lines that say who wrote, edited, contributed.
        captions: of pictures, whether the picture is there or not.
        subheads: headings but for the title.
        furniture: what is not the article, and why.

    """

    subtitle: str = ""
    dateline: Stretch | None = None
    region: str = ""
    credits: tuple[Stretch, ...] = ()
    captions: tuple[Stretch, ...] = ()
    subheads: tuple[Stretch, ...] = ()
    furniture: tuple[Aside, ...] = ()


def particulars_of(text: str, blocks: Sequence[Block], *, title: str) -> Particulars:
    """The particulars of a text whose blocks are described already."""
    dateline, region = _dateline(text, blocks)
    headings = [one for one in _of_kind(text, blocks, BlockKind.HEADING) if plain(one.text) != title]
    return Particulars(
        subtitle_of(text, blocks, title),
        dateline,
        region,
        tuple(_credits(text, blocks)),
        tuple(_of_kind(text, blocks, BlockKind.CAPTION)),
        tuple(headings),
        asides(text, blocks),
    )


def _dateline(text: str, blocks: Sequence[Block]) -> tuple[Stretch | None, str]:
    for block in blocks[:_DATELINE_WITHIN]:
        if block.kind is BlockKind.PARAGRAPH:
            found = read_dateline(text[block.start : block.end])
            if found.end > found.start:
                start, end = block.start + found.start, block.start + found.end
                return Stretch(start, end, text[start:end]), found.region
    return None, ""


def _credits(text: str, blocks: Sequence[Block]) -> Iterator[Stretch]:
    last = len(blocks)
    for index, block in enumerate(blocks):
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and (
            index < _TOP or index >= last - _BOTTOM
        ):
            words = text[block.start : block.end]
            if is_credit(words):
                yield Stretch(block.start, block.end, words)


def _of_kind(text: str, blocks: Sequence[Block], kind: BlockKind) -> list[Stretch]:
    return [Stretch(b.start, b.end, text[b.start : b.end]) for b in blocks if b.kind is kind]
