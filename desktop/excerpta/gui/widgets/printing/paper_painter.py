"""Paints pages of paper: text line by line, so that what stands on another page is not in this one at all."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.printing.items import Fragment
from excerpta.gui.widgets.printing.notes import NOTE_SIZE
from excerpta.gui.widgets.printing.printout import PaperPage, Printout, unhinted
from excerpta.gui.widgets.reader.laid import OrnamentKind
from excerpta.gui.widgets.reader.ornament_painter import paint_ornament
from excerpta.gui.widgets.reader.text_box import TextBox

_NUMBER_SIZE = 10
_GUTTER = 60.0
_BELOW = 9.0
"""Pixels below the last line of a fragment in which edges of deep overlaps may still be drawn."""


class PaperPainter:
    """Paints the pages of one printout on a painter whose unit is a point."""

    def __init__(self, painter: QPainter, printout: Printout) -> None:
        self._painter = painter
        self._printout = printout
        self._sheet = printout.sheet
        self._small = unhinted(printout.typesetter.typography.interface_font)
        self._small.setPixelSize(round(NOTE_SIZE))

    def paint(self, page: PaperPage) -> None:
        """Paint a page."""
        painter, sheet = self._painter, self._sheet
        painter.save()
        painter.scale(sheet.scale, sheet.scale)
        painter.setFont(self._small)
        for fragment in page.fragments:
            self._fragment(fragment, sheet.left)
        for fragment in page.notes:
            self._note(fragment)
        self._footer(page.number)
        painter.restore()

    def _fragment(self, fragment: Fragment, left: float) -> None:
        painter, item = self._painter, fragment.item
        painter.save()
        painter.translate(left, self._sheet.top + fragment.y)
        painter.scale(item.scale, item.scale)
        painter.translate(0, -fragment.top)
        width = self._sheet.column / item.scale
        seen = QRectF(-_GUTTER, fragment.top, width + 2 * _GUTTER, fragment.bottom - fragment.top)
        painter.save()
        painter.setClipRect(seen)
        for ornament in item.laid.ornaments:
            if ornament.kind is not OrnamentKind.LABEL:
                paint_ornament(painter, ornament, self._printout.theme)
        marks = self._printout.marks_of(item)
        painter.setClipRect(seen.adjusted(0, 0, 0, _BELOW))
        for rectangle, colour in marks.tints:
            if fragment.top <= rectangle.center().y() < fragment.bottom:
                painter.fillRect(rectangle, colour)
        for rectangle, colour in marks.edges:
            if fragment.top <= rectangle.top() - _BELOW < fragment.bottom + _BELOW:
                painter.fillRect(rectangle, colour)
        painter.restore()
        for box in item.boxes:
            self._lines(box, fragment)
        self._counts([one for one in marks.counts if fragment.top <= one[0].top() < fragment.bottom])
        self._numbers(fragment)
        if item.edge is not None:
            self._edge(fragment)
        painter.restore()

    def _lines(self, box: TextBox, fragment: Fragment) -> None:
        """Draw those lines of a box that stand in a fragment."""
        self._painter.setPen(getattr(self._printout.theme, box.slot))
        origin = QPointF(box.x, box.y)
        for line in range(box.line_count):
            if fragment.top <= box.line_top(line) < fragment.bottom:
                box.layout.lineAt(line).draw(self._painter, origin)

    def _counts(self, counts: list[tuple[QRectF, int]]) -> None:
        """Write beside a line how many highlights lie on it when not all of them can be drawn."""
        self._painter.setPen(self._printout.theme.muted)
        mirrored = self._sheet.mirrored
        left = self._sheet.column + 6.0 if mirrored else -32.0
        side = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        for rectangle, count in counts:
            place = QRectF(left, rectangle.top(), 26, rectangle.height())
            self._painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, f"×{count}")

    def _numbers(self, fragment: Fragment) -> None:
        """Write the numbers of notes at the upper corners of their last characters, side by side."""
        font = QFont(self._small)
        font.setPixelSize(_NUMBER_SIZE)
        font.setBold(True)
        metrics = QFontMetricsF(font)
        taken: dict[tuple[float, float], float] = {}
        for corner, identity in self._printout.numbers_in(fragment.item):
            if not fragment.top <= corner.y() < fragment.bottom:
                continue
            words = str(self._printout.numbers[identity])
            place = (round(corner.x()), corner.y())
            offset = taken.get(place, 0.0)
            width = metrics.horizontalAdvance(words)
            taken[place] = offset + width + 3
            beside = -offset - width if self._sheet.mirrored else offset + 1
            self._number(corner + QPointF(beside, metrics.ascent() * 0.62), words, font, identity)

    def _number(self, at: QPointF, words: str, font: QFont, identity: AnnotationId) -> None:
        painter = self._painter
        painter.setFont(font)
        painter.setPen(self._printout.colour_of(identity))
        painter.drawText(at, words)
        painter.setFont(self._small)

    def _note(self, fragment: Fragment) -> None:
        self._fragment(fragment, self._sheet.notes_left)

    def _edge(self, fragment: Fragment) -> None:
        """Draw the bar of a note in the colour of its highlight."""
        width = self._sheet.notes or self._sheet.column
        left = width + 5.0 if self._sheet.mirrored else -8.0
        body = QRectF(left, fragment.top + 1, 2.5, fragment.bottom - fragment.top - 3)
        self._painter.fillRect(body, fragment.item.edge or self._printout.theme.line)

    def _footer(self, number: int) -> None:
        """Write the title and the number of the page below the column, a thin line above them."""
        painter, sheet, theme = self._painter, self._sheet, self._printout.theme
        left, right = sheet.left, sheet.left + sheet.column
        painter.setFont(self._small)
        metrics = QFontMetricsF(self._small)
        painter.setPen(QPen(theme.line, 0.8))
        height = sheet.footer - metrics.ascent() - 7
        painter.drawLine(QPointF(left, height), QPointF(right, height))
        painter.setPen(theme.muted)
        words = str(number)
        room = sheet.column - metrics.horizontalAdvance(words) - 24
        title = metrics.elidedText(self._printout.title, Qt.TextElideMode.ElideRight, room)
        leading, trailing = QPointF(left, sheet.footer), QPointF(right, sheet.footer)
        if sheet.mirrored:
            painter.drawText(leading, words)
            painter.drawText(trailing - QPointF(metrics.horizontalAdvance(title), 0), title)
        else:
            painter.drawText(leading, title)
            painter.drawText(trailing - QPointF(metrics.horizontalAdvance(words), 0), words)
