"""What comes out of typesetting one piece: its height, its text boxes and its ornaments."""

from dataclasses import dataclass, field
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF

from excerpta.gui.widgets.reader.list_marks import Bullet
from excerpta.gui.widgets.reader.marks import PieceMarks
from excerpta.gui.widgets.reader.text_box import TextBox


class OrnamentKind(Enum):
    """What an ornament draws."""

    BAR = auto()
    BULLET = auto()
    CARD = auto()
    DASHED_BOX = auto()
    RULE = auto()
    GRID = auto()
    LABEL = auto()


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

    """

    height: float
    body: QRectF
    boxes: list[TextBox] = field(default_factory=list)
    ornaments: list[Ornament] = field(default_factory=list)
    marks: PieceMarks | None = None

    def box_at(self, position: int) -> TextBox | None:
        """Give the box that holds a position; between two cells, the one that ends there."""
        for box in self.boxes:
            if position <= box.end:
                return box
        return self.boxes[-1] if self.boxes else None

    def box_near(self, x: float, y: float) -> TextBox | None:
        """Give the box nearest to a point."""
        best, best_distance = None, float("inf")
        for box in self.boxes:
            beside = max(box.x - x, x - box.x - box.width, 0.0)
            beyond = max(box.y - y, y - box.y - box.height, 0.0)
            if beside + beyond < best_distance:
                best, best_distance = box, beside + beyond
        return best

    def rectangles(self, start: int, end: int) -> list[QRectF]:
        """Give the rectangles of a range of the text, in pixels from the corner of the piece."""
        found: list[QRectF] = []
        for box in self.boxes:
            if box.start < end and box.end > start:
                found += box.rectangles(start, end)
        return found

    def end_corner(self, position: int) -> QPointF | None:
        """Give the upper corner at which the character before a position ends."""
        box = self.box_at(position)
        return box.end_corner(position) if box is not None and box.start < position else None
