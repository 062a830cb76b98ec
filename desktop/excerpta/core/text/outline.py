"""The outline of a document: its headings, each with the part of the text that it stands over."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from excerpta.core.model.document import IMAGE_CHARACTER, Block, BlockKind


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what it stands over.

    Attributes:
        title: the words of the heading on one line.
        depth: how many headings it stands under, whatever their levels are called.
        start: where the heading begins, in code points.
        end: where its part of the text ends, with the sections below it.

    """

    title: str
    depth: int
    start: int
    end: int


def sections_of(text: str, blocks: Sequence[Block]) -> tuple[Section, ...]:
    """The sections of a text in reading order; headings without words are passed over."""
    above: list[tuple[int, int]] = []
    drafts: list[tuple[str, int, int]] = []
    ends: list[int] = []
    for block in blocks:
        if block.kind is not BlockKind.HEADING:
            continue
        title = one_line(text, block.start, block.end)
        if not title:
            continue
        while above and above[-1][0] >= block.level:
            ends[above.pop()[1]] = block.start
        above.append((block.level, len(drafts)))
        drafts.append((title, len(above) - 1, block.start))
        ends.append(len(text))
    return tuple(Section(*draft, end) for draft, end in zip(drafts, ends, strict=True))


def section_at(sections: Sequence[Section], position: int) -> int:
    """The index of the section that a position (code points) is in; -1 before the first heading."""
    return bisect_right(sections, position, key=lambda section: section.start) - 1


def one_line(text: str, start: int, end: int, *, longest: int = 300) -> str:
    """The words of a range on one line, without pictures; of a long range its beginning."""
    words = text[start : min(end, start + longest)].replace(IMAGE_CHARACTER, " ")
    return " ".join(words.split())
