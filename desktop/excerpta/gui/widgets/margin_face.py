"""The face of a card is what is seen of it while it rests: chips and the first lines of its note.

It is laid out once for a width and painted; a resting card has no widgets of its own.
"""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QPixmap,
    QPixmapCache,
    QTextLayout,
    QTextOption,
)

from excerpta.core.model.annotation import Colour
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import smaller
from excerpta.gui.support.utf16 import Utf16Index
from excerpta.gui.widgets.chips import PaintedChip, chip_size
from excerpta.gui.widgets.flow_layout import Gap, flow
from excerpta.gui.widgets.margin_deck import CardTag, MarginCard
from excerpta.gui.widgets.reader.direction import is_right_to_left

EDGE = 3
"""Pixels of the coloured border of a card."""

PADDING = 9
GAP: Gap = (4, 0)
"""Chips are higher than what is seen of them, so that lines of them need no gap."""

RESTING_LINES = 6
MORE = 10
"""Pixels below a note that is cut, for the sign that there is more."""

NOTE_GAP = 3
NOTE_INSET = 1
"""A note stands as far from its place as it does in its editor."""

_RADIUS = 6.0
_SEEN = 800
"""Code points of a text that surely fill the lines of it that are shown."""


@dataclass(frozen=True, slots=True)
class Look:
    """By what a face is laid out: pixels of width, the font by its Qt name, and the side it begins at."""

    width: int
    font: str
    mirrored: bool

    @property
    def direction(self) -> Qt.LayoutDirection:
        """The direction in which chips follow each other."""
        return Qt.LayoutDirection.RightToLeft if self.mirrored else Qt.LayoutDirection.LeftToRight

    @property
    def inside(self) -> tuple[int, int]:
        """Where the contents of a card begin, and how wide they may be."""
        left = PADDING if self.mirrored else EDGE + PADDING
        return left, max(40, self.width - EDGE - 2 * PADDING)


class Lines:
    """The first lines of a text, each paragraph at the side at which it begins.

    Attributes:
        height: pixels of the lines that are shown.
        is_cut: whether there are more.

    """

    def __init__(self, text: str, width: float, font: QFont, most: int) -> None:
        self.height = 0.0
        self.is_cut = len(text) > _SEEN
        self._layouts: list[tuple[QTextLayout, float]] = []
        left = most
        for paragraph in text[:_SEEN].split("\n"):
            if not left:
                self.is_cut = True
                break
            left -= self._add(paragraph, width, font, left)

    def paint(self, painter: QPainter, at: QPointF, colour: QColor) -> None:
        """Draw the lines with their upper left corner at a point."""
        painter.setPen(colour)
        for layout, top in self._layouts:
            layout.draw(painter, at + QPointF(0, top))

    def _add(self, paragraph: str, width: float, font: QFont, most: int) -> int:
        """Lay out at most so many lines of a paragraph; how many it took."""
        backwards = is_right_to_left(paragraph)
        option = QTextOption(Qt.AlignmentFlag.AlignRight if backwards else Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight
        )
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(option)
        layout.beginLayout()
        taken, height, shown = 0, 0.0, 0
        while taken < most and (line := layout.createLine()).isValid():
            line.setLeadingIncluded(True)  # as in the editor that takes the place of the painting
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
            shown = line.textStart() + line.textLength()
            taken += 1
        layout.endLayout()
        self.is_cut = self.is_cut or shown < Utf16Index(paragraph).to_utf16(len(paragraph))
        self._layouts.append((layout, self.height))
        self.height += height
        return taken


@dataclass(frozen=True, slots=True)
class Face:
    """A resting card, laid out.

    Attributes:
        height: pixels of the whole card.
        tags, places: the tags, and where the chip of each stands.
        note: the lines of the note, None without one.
        note_place: where they stand.

    """

    height: int
    tags: tuple[CardTag, ...]
    places: tuple[QRect, ...]
    note: Lines | None
    note_place: QRect

    def tag_at(self, point: QPoint) -> CardTag | None:
        """The tag on whose chip a point is."""
        pairs = zip(self.tags, self.places, strict=True)
        return next((tag for tag, place in pairs if place.contains(point)), None)

    def paint(self, painter: QPainter, theme: Theme, look: Look) -> None:
        """Draw chips and note on the card's ground."""
        ratio = painter.device().devicePixelRatioF()
        for tag, place in zip(self.tags, self.places, strict=True):
            painter.drawPixmap(place.topLeft(), _chip_picture(tag, place.size(), theme, look, ratio))
        if self.note is None:
            return
        inset = QPointF(NOTE_INSET, NOTE_INSET)
        self.note.paint(painter, QPointF(self.note_place.topLeft()) + inset, theme.ink)
        if self.note.is_cut:
            painter.setPen(theme.muted)
            place = self.note_place
            more = QRect(place.left(), place.bottom() - 4, place.width(), MORE + 4)
            painter.drawText(more, Qt.AlignmentFlag.AlignCenter, "…")


@lru_cache(maxsize=1000)
def face_of(card: MarginCard, look: Look) -> Face:
    """Lay a card out; what was laid out lately is not laid out again."""
    left, inner = look.inside
    font = _font(look.font)
    sizes = [_size_of_chip(tag.name, look.font) for tag in card.tags]
    rects, bottom = flow(sizes, inner, GAP, mirrored=look.mirrored)
    places = tuple(rect.translated(left, PADDING) for rect in rects)
    if not card.note:
        return Face(bottom + 2 * PADDING, card.tags, places, None, QRect())
    top = PADDING + bottom + (NOTE_GAP if places else 0)
    note = Lines(card.note, inner - 2 * NOTE_INSET, font, RESTING_LINES)
    height = round(note.height + 2 * NOTE_INSET + 0.49)
    place = QRect(left, top, inner, height)
    return Face(top + height + (MORE if note.is_cut else 0) + PADDING, card.tags, places, note, place)


def _chip_picture(tag: CardTag, size: QSize, theme: Theme, look: Look, ratio: float) -> QPixmap:
    """The chip of a tag; the same few tags come again and again, so their pictures are kept for a while."""
    key = f"chip {theme.name} {ratio} {look.font} {look.mirrored} {size.width()} {tag.colour} {tag.name}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        chip = PaintedChip(size, tag.name, tag.colour)
        picture = chip.picture(theme, smaller(_font(look.font)), ratio, look.direction)
        QPixmapCache.insert(key, picture)
    return picture


def paint_ground(
    painter: QPainter, theme: Theme, place: QRect, colour: Colour, outline: QPen, *, mirrored: bool
) -> None:
    """The ground of a card: rounded, with the border in its colour at the side where it begins."""
    inset = outline.widthF() / 2
    body = QRectF(place).adjusted(inset, inset, -inset, -inset)
    painter.setPen(outline)
    painter.setBrush(theme.edge(colour))
    painter.drawRoundedRect(body, _RADIUS, _RADIUS)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.card)
    left, right = (inset, EDGE) if mirrored else (EDGE, inset)
    inner = body.adjusted(left, inset, -right, -inset)
    painter.drawRoundedRect(inner, _RADIUS - 1, _RADIUS - 1)
    # The border is straight on its inner side.
    straight = inner.right() - _RADIUS if mirrored else inner.left()
    painter.fillRect(QRectF(straight, inner.top(), _RADIUS, inner.height()), theme.card)


@lru_cache(maxsize=8)
def _font(name: str) -> QFont:
    font = QFont()
    font.fromString(name)
    return font


@lru_cache(maxsize=8)
def _small_metrics(font: str) -> QFontMetrics:
    return QFontMetrics(smaller(_font(font)))


@lru_cache(maxsize=5000)
def _size_of_chip(name: str, font: str) -> QSize:
    return chip_size(name, _small_metrics(font))
