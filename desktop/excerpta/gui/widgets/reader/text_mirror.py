"""A text mirror is a QTextEdit that is never shown and answers for the reader's text to screen readers.

Question: PySide6 6.11 takes `selection`, `attributes` and the text around an offset out of its binding of
`QAccessibleTextInterface` (`typesystem_gui_common.xml`: `remove="all"`), so that a Python interface answers
the first two with what happens to be in memory, and the others in time that grows with the text. How do
screen readers get them?

Choice: the interface of a QTextEdit, which Qt itself implements whole, over a document with the same text.
Its layout is a Python class that lays nothing out until a line is asked for, and then takes the lines of
the reader. Setting up 20 MB takes 0.12 s of processor time and 81 MB, once, and only when a screen reader
asks; what the caret moves costs the same at any length.

Why not a Python interface: see the question. Why not a QTextEdit for everybody: see the reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimerEvent
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QAccessible,
    QAccessibleTextInterface,
    QFont,
    QPainter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit

from excerpta.core.model.annotation import HighlightStyle
from excerpta.gui.support.utf16 import Utf16Index
from excerpta.gui.widgets.reader.formats import char_format
from excerpta.gui.widgets.reader.pieces import PieceKind
from excerpta.gui.widgets.reader.text_box import TextBox

if TYPE_CHECKING:
    from excerpta.gui.widgets.reader.view import ReaderView

_PAUSE_MILLISECONDS = 60
_TRIES = 8

_TELLABLE = {
    ord("\r"): " ",
    ord("\N{PARAGRAPH SEPARATOR}"): "\N{LINE SEPARATOR}",
    0xFDD0: " ",
    0xFDD1: " ",
    **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"),
}
"""What Qt's documents would take for the end of a paragraph or a frame, or cannot hold; lengths stay."""


class TextMirror(QTextEdit):
    """The reader's text, caret, selection and looks, as Qt's own text interface tells them.

    Attributes:
        index: converts positions of the text that is mirrored.
    """

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self.hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setReadOnly(True)
        self._view = view
        self._text: str | None = None
        self._document: QTextDocument | None = None
        self._is_following = False
        self.index = Utf16Index("")
        self._looks_timer = 0  # a QBasicTimer of Python would outlive the mirror
        view.viewport_changed.connect(self.follow_looks_soon)
        self.cursorPositionChanged.connect(self._lead)
        self.selectionChanged.connect(self._lead)

    def interface(self) -> QAccessibleTextInterface:
        """Give Qt's text interface, up to date."""
        self.follow()
        return QAccessible.queryAccessibleInterface(self).textInterface()

    def follow(self) -> None:
        """Take over the text, if it is another, and where caret and selection are."""
        text = self._view.page.source.text
        self._is_following = True
        try:
            if text is not self._text:
                self._take(text)
            self.setGeometry(self._view.viewport().geometry())
            cursor = QTextCursor(self.document())
            anchor, caret = self._view.selection_anchor(), self._view.caret()
            cursor.setPosition(self.index.to_utf16(anchor))
            cursor.setPosition(self.index.to_utf16(caret), QTextCursor.MoveMode.KeepAnchor)
            if (
                cursor.position() != self.textCursor().position()
                or cursor.anchor() != self.textCursor().anchor()
            ):
                self.setTextCursor(cursor)
        finally:
            self._is_following = False

    def follow_looks_soon(self) -> None:
        """Take over the looks in a moment, once for many changes."""
        if not self._looks_timer:
            self._looks_timer = self.startTimer(_PAUSE_MILLISECONDS)

    def timerEvent(self, event: QTimerEvent) -> None:
        if event.timerId() == self._looks_timer:
            self.killTimer(self._looks_timer)
            self._looks_timer = 0
            self.follow_looks()
        else:
            super().timerEvent(event)

    def follow_looks(self) -> None:
        """Take over the styles and highlights of the paragraphs in the window, and forget their places."""
        if self._text is not self._view.page.source.text:
            return
        document = self.document()
        self._places.forget()
        # Signals are for those who edit; Qt would send the words of each change to the screen reader.
        document.blockSignals(True)
        try:
            for piece, _ in self._view.page.visible():
                self._dress(piece)
        finally:
            document.blockSignals(False)

    def _take(self, text: str) -> None:
        before = self._document
        self._text = text
        self.index = Utf16Index(text)
        document = self._document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        self._places = _ReaderLines(document, self._view, self)
        document.setDocumentLayout(self._places)
        document.setPlainText(text.translate(_TELLABLE) if _needs_translation(text) else text)
        self.setDocument(document)
        if before is not None:
            before.deleteLater()
        self.follow_looks()

    def _dress(self, piece: int) -> None:
        view, source = self._view, self._view.page.source
        start, end = source.pieces.starts[piece], source.pieces.ends[piece]
        if source.pieces.kinds[piece] in (PieceKind.HEADER, PieceKind.FOLD) or start >= end:
            return
        style = view.page.typesetter.style(piece)
        self._paint(start, end, _plain_format(style.font), whole=True)
        for span in source.spans.over(start, end):
            self._paint(span.start, span.end, char_format(span.kind, style.font, view.theme), (start, end))
        for highlight in view.highlights.over_piece(piece):
            look = QTextCharFormat()
            if highlight.style is HighlightStyle.HIGHLIGHT:
                look.setBackground(view.theme.tint(highlight.colour))
            else:
                look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
                look.setUnderlineColor(view.theme.edge(highlight.colour))
            self._paint(highlight.start, highlight.end, look, (start, end))

    def _paint(
        self,
        start: int,
        end: int,
        look: QTextCharFormat,
        within: tuple[int, int] | None = None,
        *,
        whole: bool = False,
    ) -> None:
        first, last = within or (start, end)
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.index.to_utf16(max(start, first)))
        cursor.setPosition(self.index.to_utf16(min(end, last)), QTextCursor.MoveMode.KeepAnchor)
        if whole:
            cursor.setCharFormat(look)
        else:
            cursor.mergeCharFormat(look)

    def _lead(self) -> None:
        """A screen reader has put the caret or the selection somewhere: the reader goes there too."""
        if self._is_following:
            return
        cursor = self.textCursor()
        anchor, caret = (self.index.to_code_point(one) for one in (cursor.anchor(), cursor.position()))
        if anchor == caret:
            self._view.set_caret(caret)
        else:
            self._view.select(min(anchor, caret), max(anchor, caret))
        self._view.keep_caret_in_view()


class _ReaderLines(QAbstractTextDocumentLayout):
    """Lays a paragraph out when it is asked about, in the lines that the reader shows."""

    def __init__(self, document: QTextDocument, view: ReaderView, mirror: TextMirror) -> None:
        super().__init__(document)
        self._view = view
        self._mirror = mirror
        self._laid: dict[int, QTextBlock] = {}

    def forget(self) -> None:
        """Have every paragraph laid out anew when it is next asked about."""
        for block in self._laid.values():
            if block.isValid():
                block.layout().clearLayout()
        self._laid.clear()

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        if not block.layout().lineCount():
            self._lay_out(block)
        return QRectF(block.layout().position(), QSizeF(1, 1))

    def hitTest(  # type: ignore[override]
        self, point: QPointF, _accuracy: Qt.HitTestAccuracy
    ) -> int:
        return self._mirror.index.to_utf16(self._view.position_at(point.toPoint()))

    def documentChanged(self, _position: int, _removed: int, _added: int) -> None:
        """Nothing is laid out that is not asked about."""

    def pageCount(self) -> int:
        return 1

    def documentSize(self) -> QSizeF:
        return QSizeF(1, 1)

    def frameBoundingRect(self, _frame: object) -> QRectF:
        return QRectF()

    def draw(self, _painter: QPainter, _context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """It is never drawn."""

    def _lay_out(self, block: QTextBlock) -> None:
        layout = block.layout()
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        layout.setTextOption(option)
        layout.setPosition(QPointF())
        first = block.position()
        layout.beginLayout()
        for unit, place in self._lines(first, first + block.length() - 1):
            line = layout.createLine()
            if not line.isValid():
                break
            _fill(line, unit - line.textStart() - first)
            line.setPosition(place)
        line = layout.createLine()
        if line.isValid():
            line.setNumColumns(block.length())
        layout.endLayout()
        self._laid[block.blockNumber()] = block

    def _lines(self, first: int, last: int) -> list[tuple[int, QPointF]]:
        """Give where each line of the reader ends, in the mirror's units, and its corner in the viewport."""
        page, index = self._view.page, self._mirror.index
        start, end = index.to_code_point(first), index.to_code_point(last)
        found = []
        for piece in page.source.pieces.over(start, end):
            if page.source.pieces.is_hidden(piece):
                continue
            top = page.heights.top(piece) - page.top
            boxes = [box for box in page.laid(piece).boxes if box.start <= end and box.end >= start]
            for place, box in enumerate(boxes):
                until = boxes[place + 1].start if place + 1 < len(boxes) else box.end
                found += [
                    (index.to_utf16(stop), QPointF(self._view.column_left + x, top + y))
                    for stop, x, y in _stops(box, until)
                ]
        return found


def _stops(box: TextBox, until: int) -> list[tuple[int, float, float]]:
    """Give where each line of a box ends, the last one at `until`, and its left and top in the piece."""
    count = box.line_count
    return [
        (
            box.line_start(line + 1) if line + 1 < count else until,
            box.x + box.layout.lineAt(line).naturalTextRect().left(),
            box.line_top(line),
        )
        for line in range(count)
    ]


def _fill(line: QTextLine, units: int) -> None:
    """Have a line hold so many UTF-16 units; Qt counts columns, one for an emoji or a letter with marks."""
    columns = units
    for _ in range(_TRIES):
        line.setNumColumns(max(1, columns))
        surplus = line.textLength() - units
        if not surplus:
            return
        columns -= surplus if surplus > 0 else -1


def _plain_format(font: QFont) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFont(font)
    return look


def _needs_translation(text: str) -> bool:
    return any(chr(code) in text for code in (0x0D, 0x2029, 0xFDD0, 0xFDD1)) or not _is_encodable(text)


def _is_encodable(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
