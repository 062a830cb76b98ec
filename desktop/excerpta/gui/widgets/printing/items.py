"""An item is one typeset piece on its way to a page: where it may be cut, and what must stay together."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from excerpta.gui.widgets.reader.laid import LaidPiece
from excerpta.gui.widgets.reader.text_box import TextBox

TOGETHER = 2
"""So many lines of a paragraph at least stand together at the foot and at the head of a page."""


@dataclass
class Item:
    """A typeset piece.

    Attributes:
        laid: the piece.
        piece: its number among the pieces of the document; -1 for what is not of its text.
        start, end: its range in the text, in code points.
        keeps_next: whether it never stands alone at the foot of a page, as a heading.
        together: how many of its lines stand together.
        is_whole: whether it is not cut unless it is very tall, as a row of a table.
        head: the head of its table, repeated on every page.
        scale: how much smaller it is drawn than it is set, as a table that is too wide.
        edge: the colour of the bar beside a note.
    """

    laid: LaidPiece
    piece: int = -1
    start: int = -1
    end: int = -1
    keeps_next: bool = False
    together: int = TOGETHER
    is_whole: bool = False
    head: "Item | None" = None
    scale: float = 1.0
    edge: QColor | None = None

    @property
    def boxes(self) -> list[TextBox]:
        """All its text."""
        labels = [ornament.label for ornament in self.laid.ornaments if ornament.label is not None]
        return [*self.laid.boxes, *labels]

    @property
    def top(self) -> float:
        """Where it begins below the space that stands above it, in its own pixels."""
        return self.laid.body.top() if not self.laid.body.isNull() else 0.0

    @property
    def bottom(self) -> float:
        """Where it ends above the space that stands below it."""
        return self.laid.body.bottom() if not self.laid.body.isNull() else self.laid.height

    @cached_property
    def cuts(self) -> list[float]:
        """The heights at which it can be cut: below lines, where no other line is cut through."""
        lines = sorted(set(self._lines()))
        found: list[float] = []
        lowest = 0.0
        for number, (_, bottom) in enumerate(lines):
            lowest = max(lowest, bottom)
            following = lines[number + 1][0] if number + 1 < len(lines) else None
            if following is None or following >= lowest:
                found.append(lowest)
        return found

    def cut_at(self, since: float, until: float, *, forced: bool) -> float | None:
        """The lowest cut between two heights that leaves lines together; None when there is none.

        `forced` is for a page that holds nothing yet: then some line must go on it.
        """
        ahead = [cut for cut in self.cuts if cut > since]
        fits = sum(cut <= until for cut in ahead)
        left = len(ahead) - fits
        if 0 < left < self.together and fits - (self.together - left) >= self.together:
            fits -= self.together - left
        if fits >= self.together or (forced and fits):
            return ahead[fits - 1]
        return ahead[0] if forced and ahead else None

    def beginning(self) -> float:
        """How much of it must stand below what keeps it: its first lines."""
        first = self.cuts[: self.together]
        return (first[-1] if first and not self.keeps_next else self.bottom) * self.scale

    def rectangles(self, start: int, end: int) -> list[QRectF]:
        """The rectangles of a range of the text, those of a wide table outside of its window too."""
        return [
            rectangle
            for box in self.laid.boxes
            if box.start < end and box.end > start
            for rectangle in box.rectangles(start, end)
        ]

    def _lines(self) -> Iterator[tuple[float, float]]:
        for box in self.boxes:
            for line in range(box.line_count):
                yield box.line_top(line), box.line_bottom(line)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of an item on a page: from `top` to `bottom` of the item, at the height `y` of the column."""

    item: Item
    top: float
    bottom: float
    y: float

    @property
    def height(self) -> float:
        """What it takes of the column."""
        return (self.bottom - self.top) * self.item.scale

    def place_of(self, height: float) -> float | None:
        """The height in the column of a height in the item; None when that is on another page."""
        if not self.top <= height < self.bottom:
            return None
        return self.y + (height - self.top) * self.item.scale
