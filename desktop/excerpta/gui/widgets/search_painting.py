"""How the rows of a search are painted: places below each other at one column, as in a concordance."""

from collections import OrderedDict

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from excerpta.core.services.searching import CONTEXT, DocumentHits, SearchHit
from excerpta.gui.support.dates import isolated
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import smaller
from excerpta.gui.support.utf16 import Utf16Index
from excerpta.gui.widgets.reader.direction import is_right_to_left
from excerpta.gui.widgets.reader.fonts import book_font
from excerpta.gui.widgets.retrieval_painting import paint_mark
from excerpta.gui.widgets.search_model import Rest, about_document, rest_in_words

HEADING, PLACE, REST = 34, 28, 26
"""Heights of the rows in pixels."""

LEFT, RIGHT = 18, 16
_MARK = 14
_SIZE = 15
_COLUMN, _COLUMN_NARROW, _NARROW = 0.36, 0.2, 520
"""The share of the width before the words that were found; the second where there are fewer pixels."""

_KEPT = 300
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class SearchPainter:
    """Paints rows; the lines that were painted last are kept laid out."""

    def __init__(self) -> None:
        self._font = book_font(scaled(_SIZE))
        self._lines: OrderedDict[tuple[SearchHit, int], tuple[QTextLayout, int, int]] = OrderedDict()

    def paint_heading(
        self, painter: QPainter, area: QRect, found: DocumentHits, theme: Theme, font: QFont
    ) -> None:
        """Title, source and date; how many places at the far end."""
        small = smaller(font)
        strong = QFont(small)
        strong.setWeight(QFont.Weight.DemiBold)
        inner = area.adjusted(LEFT, 7, -RIGHT, 0)
        painter.setFont(small)
        painter.setPen(theme.muted)
        count = f"{found.number:,}"
        metrics, bold = QFontMetricsF(small), QFontMetricsF(strong)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | _MIDDLE, count)
        room = inner.width() - metrics.horizontalAdvance(count) - 14
        about = about_document(found)
        beside = metrics.horizontalAdvance(about) + 14 if about else 0
        if beside > room * 0.5:
            about, beside = "", 0
        title = bold.elidedText(found.about.title or "Untitled", Qt.TextElideMode.ElideRight, room - beside)
        painter.setFont(strong)
        painter.setPen(theme.ink)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | _MIDDLE, isolated(title))
        if about:
            painter.setFont(small)
            painter.setPen(theme.muted)
            beyond = round(bold.horizontalAdvance(title)) + 14
            painter.drawText(inner.adjusted(beyond, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | _MIDDLE, about)

    def paint_rest(self, painter: QPainter, area: QRect, rest: Rest, theme: Theme, font: QFont) -> None:
        """How many places of the document are not listed."""
        painter.setFont(smaller(font))
        painter.setPen(theme.accent)
        inner = area.adjusted(LEFT + _MARK + 10, 0, -RIGHT, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | _MIDDLE, f"{rest_in_words(rest)} …")

    def paint_place(
        self, painter: QPainter, area: QRect, hit: SearchHit, theme: Theme, *, marked: bool
    ) -> None:
        """The words in what is around them."""
        if marked:
            top = area.top() + (area.height() - _MARK) // 2
            paint_mark(painter, QRect(area.left() + LEFT - 4, top, _MARK, _MARK), theme)
        inner = area.adjusted(LEFT + _MARK + 10, 0, -RIGHT, 0)
        line, start, length = self._line(hit, inner.width())
        found = QTextLayout.FormatRange()
        found.start, found.length, found.format = start, length, _ink(theme)
        painter.save()
        painter.setClipRect(QRectF(inner))
        painter.setPen(theme.muted)
        at = inner.top() + (inner.height() - line.boundingRect().height()) / 2
        line.draw(painter, QPointF(inner.left(), at), [found])
        painter.restore()

    def _line(self, hit: SearchHit, width: int) -> tuple[QTextLayout, int, int]:
        """The line laid out, and the range of the words in it, in UTF-16."""
        kept = self._lines.get((hit, width))
        if kept is None:
            kept = self._lines[hit, width] = self._laid(hit, width)
            if len(self._lines) > _KEPT:
                self._lines.popitem(last=False)
        self._lines.move_to_end((hit, width))
        return kept

    def _laid(self, hit: SearchHit, width: int) -> tuple[QTextLayout, int, int]:
        metrics = QFontMetricsF(self._font)
        column = width * (_COLUMN if width >= _NARROW else _COLUMN_NARROW)
        before, words, after = _flat(hit)
        before = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, column)
        used = metrics.horizontalAdvance(before)
        strong = QFont(self._font)
        strong.setWeight(QFont.Weight.Bold)
        room = width - column - QFontMetricsF(strong).horizontalAdvance(words) - 2
        after = metrics.elidedText(after, Qt.TextElideMode.ElideRight, max(0.0, room))
        text = before + words + after
        mirrored = is_right_to_left(text.lstrip("…"))
        positions = Utf16Index(text)
        start, end = positions.to_utf16(len(before)), positions.to_utf16(len(before) + len(words))
        layout = QTextLayout(text, self._font)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        )
        layout.setTextOption(option)
        bold = QTextLayout.FormatRange()
        bold.start, bold.length = start, end - start
        bold.format.setFontWeight(QFont.Weight.Bold)
        layout.setFormats([bold])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(10_000)
        natural = line.naturalTextWidth()
        line.setLineWidth(natural + 1)
        shift = column - used
        line.setPosition(QPointF(width - shift - natural if mirrored else shift, 0))
        layout.endLayout()
        return layout, start, end - start


def _flat(hit: SearchHit) -> tuple[str, str, str]:
    """What stands before, the words, and what follows, on one line."""
    before = " ".join(hit.before.split()) + (" " if hit.before[-1:].isspace() else "")
    after = (" " if hit.after[:1].isspace() else "") + " ".join(hit.after.split())
    after += "…" if len(hit.after) >= CONTEXT else ""
    return before if hit.start <= len(hit.before) else f"…{before}", " ".join(hit.text.split()), after


def _ink(theme: Theme) -> QTextCharFormat:
    words = QTextCharFormat()
    words.setForeground(theme.ink)
    return words
