"""Notes on paper: each highlight that has a note or tags gets a number, and under it says what it has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.printing.items import Fragment, Item
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.direction import is_right_to_left
from excerpta.gui.widgets.reader.laid import LaidPiece
from excerpta.gui.widgets.reader.text_box import TextBox
from excerpta.gui.widgets.reader.typesetter import Typesetter

NOTE_SIZE = 12.5
"""Pixels of the letters of a note, where those of the text have 17."""

_PITCH = 16.5
_INDENT = 21
_AFTER = 9.0
_QUOTE = 160


@dataclass(frozen=True, slots=True)
class PrintedHighlight:
    """A highlight with what is told of it on paper.

    Attributes:
        shown: as it is drawn over the text.
        tags: names of its tags.
    """

    shown: ReaderHighlight
    quote: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.note.strip() or self.tags)


def numbered(highlights: Iterable[PrintedHighlight]) -> dict[AnnotationId, int]:
    """The numbers of those highlights that have a note or tags, in the order of their ends."""
    told = [one for one in highlights if one.has_words]
    order = sorted(told, key=lambda one: (one.shown.end, one.shown.start, one.shown.id))
    return {one.shown.id: number for number, one in enumerate(order, 1)}


class NoteSetter:
    """Sets notes in a column of some width."""

    def __init__(self, typesetter: Typesetter, theme: Theme, width: int) -> None:
        self._typesetter = typesetter
        self._theme = theme
        self._width = width
        self._font = QFont(typesetter.typography.interface_font)
        self._font.setPixelSize(round(NOTE_SIZE))
        self._strong = QFont(self._font)
        self._strong.setBold(True)
        self._book = typesetter.typography.book_font(NOTE_SIZE + 0.5)
        self._book.setItalic(True)

    def note(self, number: int, one: PrintedHighlight, *, quoted: bool = False, where: str = "") -> Item:
        """Set the note of a highlight: its number, the words if `quoted`, its tags, what was written."""
        boxes: list[TextBox] = []
        backwards = is_right_to_left(one.note or " ".join(one.tags))
        mark = self._box(str(number), self._strong, _INDENT)
        rows: list[tuple[str, QFont, str]] = []
        if quoted:
            rows.append((_shortened(one.quote) + where, self._book, "ink"))
        if one.tags:
            rows.append((" · ".join(one.tags), self._strong, "muted"))
        rows += [(line, self._font, "ink") for line in one.note.strip().splitlines() if line.strip()]
        y = 0.0
        for words, font, slot in rows:
            box = self._box(words, font, self._width - _INDENT, slot)
            box.x, box.y = (0.0 if backwards else float(_INDENT)), y
            y += box.height + 1
            boxes.append(box)
        mark.x = self._width - _INDENT + 8.0 if backwards else 0.0
        body = QRectF(0, 0, self._width, y)
        edge = self._theme.edge(one.shown.colour)
        return Item(LaidPiece(y + _AFTER, body, [mark, *boxes]), edge=edge)

    def heading(self, words: str) -> Item:
        """Set a heading above notes."""
        typography = self._typesetter.typography
        font = typography.book_font(typography.size * 1.28, bold=True)
        box = self._box(words, font, self._width, pitch=round(font.pixelSize() * 1.35))
        box.y = typography.ems(1.6)
        body = QRectF(0, box.y, self._width, box.height)
        return Item(LaidPiece(body.bottom() + typography.ems(0.7), body, [box]), keeps_next=True)

    def _box(self, words: str, font: QFont, width: float, slot: str = "ink", *, pitch: int = 0) -> TextBox:
        lead = pitch or round(_PITCH)
        return self._typesetter.label(words, font, lead, width, slot=slot)


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    if len(words) <= _QUOTE:
        return f"“{words}”"
    return f"“{words[: _QUOTE * 2 // 3].rstrip()} … {words[-_QUOTE // 3 :].lstrip()}”"


class MarginColumn:
    """Stacks notes beside their lines, page by page; what finds no room goes on the next page."""

    def __init__(self, depth: float) -> None:
        self._depth = depth
        self._left: list[tuple[Item, float]] = []

    def page(self, anchored: Sequence[tuple[Item, float]]) -> list[Fragment]:
        """Place what was left and the notes of a page, each beside the height of its number."""
        waiting = [(item, at, 0.0) for item, at in self._left] + [(item, 0.0, y) for item, y in anchored]
        self._left = []
        heights = [item.laid.height - at for item, at, _ in waiting]
        tops = self._tops([max(0.0, y - 4) for _, _, y in waiting], heights)
        placed: list[Fragment] = []
        for (item, at, _), top in zip(waiting, tops, strict=True):
            if self._left:
                self._left.append((item, at))
                continue
            if top + item.bottom - at <= self._depth:
                placed.append(Fragment(item, at, item.bottom, top))
                continue
            cut = item.cut_at(at, at + self._depth - top, forced=top == 0.0)
            if cut is not None:
                placed.append(Fragment(item, at, cut, top))
            if cut is None or cut < item.bottom:
                self._left.append((item, at if cut is None else cut))
        return placed

    def rest(self) -> Iterator[list[Fragment]]:
        """Further pages for what found no room beside the text."""
        while self._left:
            yield self.page(())

    def _tops(self, wanted: list[float], heights: list[float]) -> list[float]:
        """Push notes down so that none lies on another; then up, as far as that keeps them on the page."""
        tops: list[float] = []
        lowest = 0.0
        for top, height in zip(wanted, heights, strict=True):
            tops.append(max(top, lowest))
            lowest = tops[-1] + height
        if lowest <= self._depth or sum(heights) > self._depth:
            return tops if lowest <= self._depth else _stacked(heights)
        limit = self._depth
        for place in range(len(tops) - 1, -1, -1):
            tops[place] = min(tops[place], limit - heights[place])
            limit = tops[place]
        return tops


def _stacked(heights: Sequence[float]) -> list[float]:
    tops, y = [], 0.0
    for height in heights:
        tops.append(y)
        y += height
    return tops
