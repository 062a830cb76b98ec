"""Lists of landmarks of a document: its headings, its paragraphs, its highlights; and those that match."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import overload

from excerpta.core.model.document import BlockKind, Document
from excerpta.core.model.ids import AnnotationId
from excerpta.core.text.folding import fold
from excerpta.core.text.outline import one_line, sections_of
from excerpta.gui.support.colour_words import colour_in_words
from excerpta.gui.viewmodels.reading import ReadingViewModel
from excerpta.gui.widgets.landmarks import Landmark

_PASSED_OVER = (BlockKind.FURNITURE, BlockKind.RULE)
_WORDLESS = {BlockKind.IMAGE: "Picture", BlockKind.RULE: "Line"}


class Lazy(Sequence[Landmark]):
    """Landmarks that are made when they are looked at."""

    def __init__(self, number: int, make: Callable[[int], Landmark]) -> None:
        self._number = number
        self._make = make

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, index: int) -> Landmark: ...
    @overload
    def __getitem__(self, index: slice) -> list[Landmark]: ...
    def __getitem__(self, index: int | slice) -> Landmark | list[Landmark]:
        if isinstance(index, slice):
            return [self._make(number) for number in range(*index.indices(self._number))]
        if not 0 <= index < self._number:
            raise IndexError(index)
        return self._make(index)

    def __iter__(self) -> Iterator[Landmark]:
        return map(self._make, range(self._number))


def headings_of(document: Document, starts: Sequence[int]) -> list[Landmark]:
    """The title of the document and its headings, each with the number of the highlights it stands over.

    `starts` is where each of them starts, in reading order.

    A first heading that only repeats the title is left out.
    """
    title = Landmark(document.title or "Untitled", 0, *_counted(0, len(starts)), is_title=True)
    found = [title]
    sections = sections_of(document.text, document.blocks)
    if sections and fold(sections[0].title) == fold(" ".join(document.title.split())):
        sections = sections[1:]
    for section in sections:
        number = bisect_left(starts, section.end) - bisect_left(starts, section.start)
        found.append(Landmark(section.title, section.start, *_counted(section.depth, number)))
    return found


def _counted(depth: int, number: int) -> tuple[int, str, str]:
    about = f"{number} highlight{'' if number == 1 else 's'}" if number else ""
    return depth, str(number or ""), about


def paragraphs_of(document: Document) -> tuple[Sequence[Landmark], "array[int]"]:
    """The paragraphs with words in them, numbered as exports number them, and where they begin."""
    blocks = document.blocks
    numbers = array(
        "q",
        (
            number
            for number, block in enumerate(blocks)
            if block.end > block.start and block.kind not in _PASSED_OVER
        ),
    )

    return (
        Lazy(len(numbers), lambda row: paragraph_of(document, numbers[row])),
        array("q", (blocks[number].start for number in numbers)),
    )


def paragraph_of(document: Document, number: int) -> Landmark:
    """One paragraph, by its number from 0."""
    block = document.blocks[number]
    about = f"paragraph {number + 1} of {len(document.blocks)}"
    title = one_line(document.text, block.start, block.end) or _WORDLESS.get(block.kind, "Nothing")
    return Landmark(title, block.start, 0, f"¶ {number + 1}", about)


def highlights_of(
    ids: Sequence[AnnotationId], starts: Sequence[int], reading: ReadingViewModel
) -> Sequence[Landmark]:
    """The highlights in reading order, each read with its tags and its note when it is looked at."""

    def make(row: int) -> Landmark:
        one = reading.annotation(ids[row])
        if one is None:  # gone meanwhile; the list is about to be made anew
            return Landmark("", starts[row])
        tags = ", ".join(reading.tree.path(tag) for tag in one.tags if tag in reading.tree)
        what = f"{colour_in_words(one.colour, reading.colour_names)} highlight"
        about = "; ".join(part for part in (what, tags, one.note) if part)
        title = " ".join(one.quote.exact.split())
        return Landmark(title, one.start, 0, "✎" if one.note else "", about, one.colour)

    return Lazy(len(ids), make)


def matching(
    landmarks: Sequence[Landmark],
    words: Sequence[str],
    folded: list[str] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[list[int], list[str]]:
    """The rows in whose titles every one of some folded words stands, and all titles folded."""
    if folded is None:
        folded = []
        for landmark in landmarks:
            if cancelled():
                return [], folded
            folded.append(fold(landmark.title))
    return [row for row, title in enumerate(folded) if all(word in title for word in words)], folded
