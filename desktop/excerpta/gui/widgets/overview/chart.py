"""A chart shows a drawing; its marks can be pointed at, walked over with the arrows, and chosen."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFrame, QScrollArea, QToolTip, QWidget

from excerpta.gui.support.announcing import announce
from excerpta.gui.support.plain_text import plain_tooltip
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.overview.drawing import Drawing, Mark

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
_PAUSE = 60
"""Milliseconds of no resizing before the chart is drawn anew."""

_SHARP = 2
"""How many dots of a saved picture there are to a pixel."""


class _Sheet(Themed, QWidget):
    """What is drawn, as large as it is."""

    chosen = Signal(int, object)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Chart")
        self._renderer = QSvgRenderer(self)
        self.drawing = Drawing(b"", 0, 0, ())
        self.current = 0

    def show_drawing(self, drawing: Drawing) -> None:
        """Show another one."""
        before = self.current_mark()
        self.drawing = drawing
        self._renderer.load(QByteArray(drawing.svg))
        places = {(mark.row, mark.column): place for place, mark in enumerate(drawing.marks)}
        self.current = places.get((before.row, before.column), 0) if before else 0
        self.resize(drawing.width, drawing.height)
        self.update()

    def current_mark(self) -> Mark | None:
        """The mark under the keyboard."""
        marks = self.drawing.marks
        return marks[self.current] if self.current < len(marks) else None

    def paint_on(self, painter: QPainter, area: QRectF) -> None:
        """Draw the chart alone."""
        self._renderer.render(painter, area)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_on(painter, QRectF(0, 0, self.drawing.width, self.drawing.height))
        mark = self.current_mark()
        if mark is not None and self.hasFocus():
            painter.setPen(QPen(self.theme.accent, 2))
            painter.drawRoundedRect(mark.area.adjusted(2, 2, -2, -2), 5, 5)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mark, last = self.current_mark(), len(self.drawing.marks) - 1
        if mark is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(mark.row, mark.column)
        elif (
            mark is not None
            and event.key() in _STEPS
            and not event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self._go(min(last, max(0, self.current + _STEPS[Qt.Key(event.key())])))
        elif mark is not None and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if event.key() == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._at(event)
        self.setCursor(Qt.CursorShape.ArrowCursor if found is None else Qt.CursorShape.PointingHandCursor)
        words = "" if found is None else plain_tooltip(self.drawing.marks[found].words)
        QToolTip.showText(event.globalPosition().toPoint(), words, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._at(event)
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self._go(found)
            mark = self.drawing.marks[found]
            self.chosen.emit(mark.row, mark.column)

    def _at(self, event: QMouseEvent) -> int | None:
        marks = self.drawing.marks
        return next(
            (n for n in range(len(marks) - 1, -1, -1) if marks[n].area.contains(event.position())), None
        )

    def _go(self, place: int) -> None:
        self.current = place
        mark = self.current_mark()
        if mark is not None:
            self.setAccessibleDescription(mark.words)
            announce(self, mark.words)
            self.said.emit(mark.words)
        self.update()


class ChartView(Themed, QScrollArea):
    """The chart, scrolled where it is higher than the view.

    Attributes:
        sheet: what is drawn.

    Signals:
        cell_chosen: row and column of the table; None for a total.
        room_changed: the chart should be drawn for another size.
    """

    cell_chosen = Signal(int, object)
    room_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet = _Sheet()
        self.setWidget(self.sheet)
        self.setFocusProxy(self.sheet)
        self.sheet.chosen.connect(self.cell_chosen)
        self.sheet.said.connect(lambda _: self._reveal())
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.room_changed)

    def show_drawing(self, drawing: Drawing) -> None:
        """Show another chart."""
        self.sheet.set_theme(self.theme)
        self.sheet.show_drawing(drawing)

    def room(self) -> QSize:
        """For which size a chart is drawn."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(max(240, self.width() - bar), max(200, self.height()))

    def picture(self) -> QImage:
        """The chart as a picture, twice as sharp as on most screens."""
        drawing = self.sheet.drawing
        image = QImage(drawing.width * _SHARP, drawing.height * _SHARP, QImage.Format.Format_RGB32)
        image.fill(self.theme.page)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.sheet.paint_on(painter, QRectF(image.rect()))
        painter.end()
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pause.start()

    def _reveal(self) -> None:
        mark = self.sheet.current_mark()
        if mark is not None:
            middle = mark.area.center().toPoint()
            self.ensureVisible(middle.x(), middle.y(), 20, 30)
