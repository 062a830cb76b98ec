"""Gives the current highlight another range: by its two handles, and by steps of the keyboard."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.reader import walk
from excerpta.gui.widgets.reader.contents import ReaderHighlight

if TYPE_CHECKING:
    from excerpta.gui.widgets.reader.view import ReaderView

_RADIUS = 4.5
_REACH = 4.0
"""Pixels around a knob within which it is taken hold of."""

_BREAKS = "\n\t"


class End(Enum):
    """The end of a highlight that is moved."""

    START = 0
    END = 1


class Handle(NamedTuple):
    """A handle in the viewport: the line along the edge of the last character, and the knob on it."""

    line: QRectF
    knob: QRectF


class Resizing:
    """The handles of the current highlight, and what is being done with them."""

    def __init__(self, view: ReaderView) -> None:
        self._view = view
        self._held: End | None = None
        self._pressed = QPointF()
        self._preview: tuple[int, int] | None = None

    def shown(self) -> ReaderHighlight | None:
        """The current highlight as it is drawn: over the range that it will have when it is let go."""
        current = self._view.highlights.get(self._view.current_highlight())
        if current is None or self._preview is None:
            return current
        return replace(current, start=self._preview[0], end=self._preview[1])

    # ---- handles

    def handles(self) -> dict[End, Handle]:
        """Those of the two handles of the current highlight that are in the window."""
        highlight = self.shown()
        if highlight is None:
            return {}
        start, end = self._without_breaks(highlight.start, highlight.end)
        found = {}
        for side, position in ((End.START, start), (End.END, end)):
            line = self._edge(position, side)
            if line is not None and -_RADIUS <= line.top() <= self._view.viewport().height():
                middle = line.top() - 1 if side is End.START else line.bottom() + 1
                knob = QRectF(line.x() - _RADIUS, middle - _RADIUS, 2 * _RADIUS, 2 * _RADIUS)
                found[side] = Handle(line, knob)
        return found

    def handle_at(self, point: QPoint) -> End | None:
        """The end whose handle a point of the viewport is on; of two, the nearer."""
        near = {
            side: (handle.knob.center() - QPointF(point)).manhattanLength()
            for side, handle in self.handles().items()
            if handle.knob.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(QPointF(point))
        }
        return min(near, key=near.__getitem__) if near else None

    def _edge(self, position: int, side: End) -> QRectF | None:
        """The edge of the highlight's first or last character in the viewport; None where it is not laid."""
        page = self._view.page
        inside = position if side is End.START else position - 1
        piece = page.shown_piece(inside)
        top, laid = page.y_of_piece(piece), page.laid(piece)
        box = laid.box_at(inside)
        if top is None or box is None or not box.start <= inside < box.end:
            return None
        corner = box.start_corner(position) if side is End.START else box.end_corner(position)
        if not laid.shows(corner.x()):
            return None
        height = box.caret(position).height()
        return QRectF(corner.x() + self._view.column_left, corner.y() + top, 0, height)

    def _without_breaks(self, start: int, end: int) -> tuple[int, int]:
        """A range without the breaks between paragraphs and cells at its ends, which cannot be seen."""
        text = self._view.page.source.text
        while start < end - 1 and text[start] in _BREAKS:
            start += 1
        while end - 1 > start and text[end - 1] in _BREAKS:
            end -= 1
        return start, end

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint both handles; the origin is the corner of the viewport."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for handle in self.handles().values():
            painter.fillRect(handle.line.adjusted(-1, -1, 1, 1), theme.accent)
            painter.setPen(QPen(theme.page, 1.5))
            painter.setBrush(theme.accent)
            painter.drawEllipse(handle.knob)
        painter.restore()

    # ---- the mouse

    def take(self, side: End, point: QPoint) -> None:
        """Take hold of a handle."""
        self._held, self._pressed = side, QPointF(point)

    @property
    def is_held(self) -> bool:
        """Whether a handle is held."""
        return self._held is not None

    def drag(self, point: QPoint) -> None:
        """Draw the highlight as far as a point; past its other end, that end becomes the one that moves."""
        highlight = self._view.highlights.get(self._view.current_highlight())
        if self._held is None or highlight is None:
            return
        position = self._view.position_at(self._aimed(point))
        fixed = highlight.end if self._held is End.START else highlight.start
        if position == fixed:
            position = self._one_character(fixed, self._held)
        self._preview = self._without_breaks(min(fixed, position), max(fixed, position))
        self._view.viewport().update()

    def let_go(self) -> None:
        """Say that the highlight is to have the range over which it is drawn."""
        span = self._preview
        self.take_back()
        if span is not None:
            self._view.resize_current(*span)

    def take_back(self) -> None:
        """Let go of the handle; the highlight stays as it was."""
        self._held = self._preview = None
        self._view.viewport().update()

    def _aimed(self, point: QPoint) -> QPoint:
        """The point that is meant: a knob lies above or below its line, on which the pointer goes along."""
        handle = self.handles().get(self._held) if self._held is not None else None
        if handle is None or abs(point.y() - self._pressed.y()) > handle.line.height() / 2:
            return point
        return QPoint(point.x(), round(handle.line.center().y()))

    def _one_character(self, fixed: int, held: End) -> int:
        page = self._view.page
        if held is End.START:
            return walk.stop_before(page, max(0, fixed - 1))
        return walk.stop_after(page, min(fixed + 1, len(page.source.text)))

    # ---- the keyboard

    def step(self, key: int, side: End) -> None:
        """Move an end as an arrow moves the caret; a break between paragraphs is passed at once."""
        highlight = self._view.highlights.get(self._view.current_highlight())
        if highlight is None:
            return
        moving = highlight.start if side is End.START else highlight.end
        moved = self._moved(moving, key)
        spans = {End.START: (moved, highlight.end), End.END: (highlight.start, moved)}
        start, end = spans[side]
        if start < end and self._without_breaks(start, end) == (highlight.start, highlight.end):
            moved = self._moved(moved, key)
            start, end = (moved, highlight.end) if side is End.START else (highlight.start, moved)
        if start < end:
            self._view.resize_current(*self._without_breaks(start, end))

    def _moved(self, position: int, key: int) -> int:
        page = self._view.page
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return walk.sideways(page, position, left=key == Qt.Key.Key_Left)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            x = page.caret_in_piece(page.shown_piece(position), position).x()
            return walk.by_line(page, walk.Stop(position), x, down=key == Qt.Key.Key_Down).position
        return walk.line_edge(page, walk.Stop(position), end=key == Qt.Key.Key_End).position
