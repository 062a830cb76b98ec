"""A resting card is a painting of tags and note; it glows, and says what the pointer does to it."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from excerpta.gui.support.plain_text import plain_tooltip
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.margin_deck import MarginCard
from excerpta.gui.widgets.margin_face import Look, face_of, paint_ground


class RestingCard(Themed, QWidget):
    """Paints one highlight's card; nothing of it can be edited.

    Signals, each with the highlight's id first:
        selected: it was pressed, or its note was entered.
        hovered: whether the pointer is on it.

    """

    selected = Signal(object)
    hovered = Signal(object, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._card: MarginCard | None = None
        self._is_current = self._is_glowing = self._is_live = False
        self.setMouseTracking(True)
        self.hide()

    @property
    def card(self) -> MarginCard | None:
        """What is shown; None while the view waits to be used."""
        return self._card

    @property
    def look(self) -> Look:
        """How the card is laid out at its present width."""
        return self._look(self.width())

    def set_glowing(self, glowing: bool) -> None:
        """Show that the pointer is on the card or on its highlight."""
        if glowing != self._is_glowing:
            self._is_glowing = glowing
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange):
            self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._card is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        outline = QPen(theme.line, 1)
        if self._is_current:
            outline = QPen(theme.accent, 2)
        elif self._is_glowing:
            outline = QPen(theme.edge(self._card.colour), 1)
        look = self.look
        paint_ground(painter, theme, self.rect(), self._card.colour, outline, mirrored=look.mirrored)
        if not self._is_live:
            face_of(self._card, look).paint(painter, theme, look)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._tell(self.hovered, True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._tell(self.hovered, False)

    def _explain(self, point: QPoint) -> None:
        """Let the pointer tell what a press does, and what the whole path of a tag is."""
        if self._card is None or self._is_live:
            self.unsetCursor()
            self.setToolTip("")
            return
        face = face_of(self._card, self.look)
        tag = face.tag_at(point)
        self.setToolTip(plain_tooltip(tag.path) if tag else "")
        if face.note_place.contains(point):
            self.setCursor(Qt.CursorShape.IBeamCursor)
        else:
            self.unsetCursor()

    def _look(self, width: int) -> Look:
        return Look(width, self.font().toString(), not self.isLeftToRight())

    def _tell(self, signal: SignalInstance, *more: object) -> None:
        if self._card is not None:
            signal.emit(self._card.id, *more)

    def _arrange(self) -> None:
        """Take over another size, direction or font; a painting does so by itself."""
