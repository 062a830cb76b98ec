"""Two widgets that do the same for the reader of a text: Excerpta's reader, and Qt's QTextEdit."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTextEdit
from tests.benchmarks.cases import Subject

from excerpta.core.model.annotation import Colour
from excerpta.core.text.finding import find_folded
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.reader.contents import ReaderHeader, ReaderHighlight
from excerpta.gui.widgets.reader.fonts import book_font
from excerpta.gui.widgets.reader.highlight_index import HighlightIndex
from excerpta.gui.widgets.reader.type_settings import HOUSE_SETTINGS, TypeSettings
from excerpta.gui.widgets.reader.typesetter import read_source
from excerpta.gui.widgets.reader.typography import Typography
from excerpta.gui.widgets.reader.view import ReaderView

HEIGHT = 800
TYPE_SIZE = HOUSE_SETTINGS.size
MOST_HITS = 20_000


class Contestant(Protocol):
    """What is measured; every call leaves the widget waiting to be painted."""

    @property
    def widget(self) -> QAbstractScrollArea:
        """The widget itself, shown."""

    def show(self, subject: Subject) -> None:
        """Show a document with its highlights."""

    def set_width(self, pixels: int) -> None:
        """Set the text in a column of this width."""

    def set_type_size(self, pixels: int) -> None:
        """Set the text in this size."""

    def top(self) -> int:
        """Give a position of the text near the top of the window."""

    def add(self, highlight: ReaderHighlight) -> None:
        """Add a highlight."""

    def remove(self, highlight: ReaderHighlight) -> None:
        """Take a highlight away."""

    def find_all(self, words: str) -> int:
        """Find and mark all places of some words, up to `MOST_HITS`; give their number."""


class OurReader:
    """The reader as it stands in the window."""

    def __init__(self) -> None:
        self.widget = ReaderView()
        self._measure = Typography().measure
        self.widget.resize(self._measure + 100, HEIGHT)
        self.widget.show()

    def show(self, subject: Subject) -> None:
        self._text = subject.text
        source = read_source(subject.text, subject.blocks)
        highlights = HighlightIndex(source.pieces, subject.table)
        self.widget.show_prepared(source, ReaderHeader("A long report"), highlights)

    def set_width(self, pixels: int) -> None:
        self.widget.resize(pixels + 100, HEIGHT)

    def set_type_size(self, pixels: int) -> None:
        self.widget.set_type(TypeSettings(size=pixels))

    def top(self) -> int:
        return self.widget.top_position()

    def add(self, highlight: ReaderHighlight) -> None:
        self.widget.change_highlights([highlight])

    def remove(self, highlight: ReaderHighlight) -> None:
        self.widget.change_highlights([], [highlight.id])

    def find_all(self, words: str) -> int:
        hits = []
        for hit in find_folded(self._text, words):
            hits.append(hit)
            if len(hits) == MOST_HITS:
                break
        self.widget.set_find_hits(hits, None)
        return len(hits)


class TextEdit:
    """QTextEdit; highlights are merged char formats, its quickest way, though overlaps are lost.

    Removing makes the words plain, which its users would have to follow by mending every overlap.
    """

    def __init__(self) -> None:
        self.widget = QTextEdit()
        self.widget.setReadOnly(True)
        self.set_type_size(TYPE_SIZE)
        self.set_width(Typography().measure)
        self.widget.show()
        theme = load_theme("light")
        self._plain = QTextCharFormat()
        self._hit = QTextCharFormat()
        self._hit.setBackground(QColor("lightblue"))
        self._tints = {}
        for colour in Colour:
            self._tints[colour] = QTextCharFormat()
            self._tints[colour].setBackground(theme.tint(colour))

    def show(self, subject: Subject) -> None:
        self.widget.setPlainText(subject.text)
        cursor = QTextCursor(self.widget.document())
        cursor.beginEditBlock()
        for highlight in subject.highlights:
            self._select(cursor, highlight)
            cursor.mergeCharFormat(self._tints[highlight.colour])
        cursor.endEditBlock()

    def set_width(self, pixels: int) -> None:
        self.widget.resize(pixels + 25, HEIGHT)

    def set_type_size(self, pixels: int) -> None:
        font = QFont(book_font(pixels))
        self.widget.setFont(font)

    def top(self) -> int:
        return self.widget.cursorForPosition(QPoint(5, 5)).position()

    def add(self, highlight: ReaderHighlight) -> None:
        cursor = QTextCursor(self.widget.document())
        self._select(cursor, highlight)
        cursor.mergeCharFormat(self._tints[highlight.colour])

    def remove(self, highlight: ReaderHighlight) -> None:
        cursor = QTextCursor(self.widget.document())
        self._select(cursor, highlight)
        cursor.setCharFormat(self._plain)

    def find_all(self, words: str) -> int:
        document = self.widget.document()
        marks = []
        cursor = document.find(words, 0)
        while not cursor.isNull() and len(marks) < MOST_HITS:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format = self._hit
            marks.append(mark)
            cursor = document.find(words, cursor)
        self.widget.setExtraSelections(marks)
        return len(marks)

    @staticmethod
    def _select(cursor: QTextCursor, highlight: ReaderHighlight) -> None:
        cursor.setPosition(highlight.start)
        cursor.setPosition(highlight.end, QTextCursor.MoveMode.KeepAnchor)


CONTESTANTS: dict[str, Callable[[], Contestant]] = {"excerpta": OurReader, "QTextEdit": TextEdit}


class Paints(QObject):
    """Counts how often a widget was painted, so that nothing is measured that was not shown."""

    def __init__(self, widget: QAbstractScrollArea) -> None:
        super().__init__(widget)
        self.count = 0
        widget.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.Paint
        return False


def turn_wheel(widget: QAbstractScrollArea, notches: int) -> None:
    """Turn the wheel over a widget; positive is towards the end of the text."""
    port = widget.viewport()
    place = QPointF(port.rect().center())
    turn = QPoint(0, -120 * notches)
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    whole = port.mapToGlobal(place)
    event = QWheelEvent(place, whole, QPoint(), turn, *none, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(port, event)
