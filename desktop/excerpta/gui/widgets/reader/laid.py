"""What comes out of typesetting one piece: its height, its text boxes and its ornaments."""

from dataclasses import dataclass, field
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF

from excerpta.gui.widgets.reader.list_marks import Bullet
from excerpta.gui.widgets.reader.marks import PieceMarks
from excerpta.gui.widgets.reader.tables import TableWindow
from excerpta.gui.widgets.reader.text_box import TextBox

_MOST_KNOWN = 20_000


class OrnamentKind(Enum):
    """What an ornament draws."""

    BAR = auto()
    BULLET = auto()
    CARD = auto()
    DASHED_BOX = auto()
    RULE = auto()
    HEAD = auto()
    HEAD_RULE = auto()
    LABEL = auto()
    PICTURE_SIGN = auto()


@dataclass(slots=True)
class Ornament:
    """Something drawn with a piece that is no part of the text.

    Attributes:
        rectangle: in pixels from the corner of the piece.
        label: the text of a LABEL, which has positions of its own and is never hit.
        bullet: the shape of a BULLET.
        clip: outside of what nothing of it is drawn.

    """

    kind: OrnamentKind
    rectangle: QRectF
    label: TextBox | None = None
    bullet: Bullet = Bullet.DISC
    clip: QRectF | None = None


@dataclass(slots=True)
class LaidPiece:
    """A typeset piece.

    Attributes:
        height: pixels with the space around it.
        body: the rectangle without that space.
        boxes: the text in reading order; several for the cells of a table row.
        marks: what the highlights over it look like; None until asked for and after each change.
        window: the part of its table that can be seen, when it is a row.

    """

    height: float
    body: QRectF
    boxes: list[TextBox] = field(default_factory=list)
    ornaments: list[Ornament] = field(default_factory=list)
    marks: PieceMarks | None = None
    window: TableWindow | None = None
    _shift: int = 0
    _known: dict[tuple[int, int], list[QRectF]] = field(default_factory=dict)

    def follow_window(self) -> None:
        """Put the cells where the window of their table shows them."""
        if self.window is not None and self.window.shift != self._shift:
            moved = self.window.shift - self._shift
            self._shift = self.window.shift
            self.marks = None
            self._known.clear()
            for box in self.boxes:
                box.x += moved

    @property
    def clip(self) -> QRectF | None:
        """Outside of what none of its text is seen; None for a piece that is seen whole."""
        if self.window is None or not self.window.most:
            return None
        return QRectF(0, self.body.top() - 2, self.window.width, self.body.height() + 4)

    def box_at(self, position: int) -> TextBox | None:
        """Give the box that holds a position; between two cells, the one that ends there."""
        for box in self.boxes:
            if position <= box.end:
                return box
        return self.boxes[-1] if self.boxes else None

    def box_near(self, x: float, y: float) -> TextBox | None:
        """Give the box nearest to a point."""
        x = self.nearest_seen(x)
        best, best_distance = None, float("inf")
        for box in self.boxes:
            beside = max(box.x - x, x - box.x - box.width, 0.0)
            beyond = max(box.y - y, y - box.y - box.height, 0.0)
            if beside + beyond < best_distance:
                best, best_distance = box, beside + beyond
        return best

    def nearest_seen(self, x: float) -> float:
        """Give the x nearest to one at which text can be seen."""
        if self.window is None or not self.window.most:
            return x
        return min(max(x, 0.0), float(self.window.width))

    def shows(self, x: float) -> bool:
        """Whether what is at an x is not outside of the window of its table."""
        return self.nearest_seen(x) == x

    def sees(self, box: TextBox) -> bool:
        """Whether some of a box is not outside of the window of its table."""
        return self.window is None or (box.x + box.width > 0 and box.x < self.window.width)

    def line_at(self, position: int) -> tuple[float, float]:
        """Give the top and the bottom of the line of a position."""
        box = self.box_at(position)
        if box is None:
            return self.body.top(), self.body.bottom()
        line = box.line_of(min(max(position, box.start), box.end))
        return box.line_top(line), box.line_bottom(line)

    def rectangles(self, start: int, end: int) -> list[QRectF]:
        """Give the rectangles of what is seen of a range, in pixels from the corner of the piece."""
        found: list[QRectF] = []
        for box in self.boxes:
            if box.start >= end:
                break
            if box.end > start and self.sees(box):
                found += box.rectangles(start, end)
        if self.window is None or not self.window.most:
            return found
        left, right = 0.0, float(self.window.width)
        return [
            QRectF(max(r.left(), left), r.top(), min(r.right(), right) - max(r.left(), left), r.height())
            for r in found
            if r.right() > left and r.left() < right
        ]

    def known_rectangles(self, start: int, end: int) -> list[QRectF]:
        """Give the same, for a crowd of ranges of which nearly all are asked for again after a change."""
        found = self._known.get((start, end))
        if found is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            found = self._known[start, end] = self.rectangles(start, end)
        return found

    def end_corner(self, position: int) -> QPointF | None:
        """Give the upper corner at which the character before a position ends, where it is seen."""
        box = self.box_at(position)
        corner = box.end_corner(position) if box is not None and box.start < position else None
        return corner if corner is not None and self.shows(corner.x()) else None
