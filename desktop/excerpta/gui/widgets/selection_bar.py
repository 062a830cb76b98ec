"""The selection bar offers what can be done with selected words, each with its key."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, QTimerEvent, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent
from PySide6.QtWidgets import QStyle, QWidget

from excerpta.core.model.annotation import Colour
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.floating_panel import GAP, INSIDE, SHADOW, FloatingPanel
from excerpta.gui.widgets.selection_buttons import ColourDot, KeyedButton, Separator

LINGER = 8_000
"""Milliseconds after which a bar that is not used goes away."""

SETTLE = 180
"""Milliseconds that a selection of the mouse has to stand still before the bar comes: a second and a third
click may follow.
"""

_PADDING_X, _PADDING_Y = 5, 4
_LEAVES_FOR = (QEvent.Type.Wheel, QEvent.Type.MouseButtonPress, QEvent.Type.Resize)


class SelectionBar(FloatingPanel):
    """Eight colours, tag, note and copy; it never takes the focus from the text.

    It leaves by itself: when something was chosen, when the text beneath is pressed, turned or
    resized, and after `LINGER` without the pointer on it.

    Signals:
        colour_chosen: the Colour whose dot was clicked.
        tag_wanted, note_wanted, copy_wanted: that button was clicked.
        dismissed: it went away and nothing was chosen.

    """

    colour_chosen = Signal(object)
    tag_wanted = Signal()
    note_wanted = Signal()
    copy_wanted = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self._settling = 0
        self._rows: list[list[QWidget]] = []
        self._place: Callable[[], tuple[QRect, QRect]] = lambda: (QRect(), QRect())
        self.setObjectName("selectionBar")
        self.setAccessibleName("Actions for the selected words")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._dots = [ColourDot(colour, self) for colour in Colour]
        self._tag = KeyedButton("Tag", "Highlight and tag", self)
        self._note = KeyedButton("Note", "Highlight and write a note", self)
        self._copy = KeyedButton("Copy", "Copy the words", self)
        self._words = (self._tag, self._note, self._copy)
        self._line = Separator(self)
        self._linger = QTimer(self)
        self._linger.setSingleShot(True)
        self._linger.setInterval(LINGER)
        self._linger.timeout.connect(self.dismiss)
        self._connect()
        self._fit(0)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        parts: list[Themed] = [*self._dots, *self._words, self._line]
        for part in parts:
            part.set_theme(theme)

    def set_keys(self, keys: Keys) -> None:
        """Name the keys that the window has for these actions; where there is none, none is shown."""
        for button, name in ((self._tag, "tag"), (self._note, "note"), (self._copy, "copy")):
            button.set_key(keys.shown(name))
        for dot in self._dots:
            dot.set_key(keys.shown(f"colour_{dot.colour.value}"))
        if not self.isHidden():
            self.follow()

    def set_colour_names(self, names: Mapping[Colour, str]) -> None:
        """Call the colours as the user does."""
        for dot in self._dots:
            dot.set_name(names[dot.colour])

    def set_mirrored(self, mirrored: bool) -> None:
        """Begin at the right, for a text that runs from right to left."""
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        )
        self._arrange()

    def offer(self, place: Callable[[], tuple[QRect, QRect]], *, at_once: bool = False) -> None:
        """Appear once the selection stands still, or at once; `place` then gives what `show_for` takes."""
        self._place = place
        if at_once:
            self._stop_settling()
            self._show_there()
        else:
            self.dismiss()
            self._settling = self.startTimer(SETTLE)

    def follow(self) -> None:
        """Go along with the words, which may have moved in the parent; go away if they are out of sight."""
        if self.isHidden():
            return
        rect, bounds = self._place()
        if rect.isNull():
            self.dismiss()
        else:
            self._stand(rect, bounds)

    def show_for(self, rect: QRect, bounds: QRect) -> None:
        """Appear near selected words; `rect` and `bounds` are in the parent's coordinates."""
        self._stand(rect, bounds)
        self._linger.start()
        if self.isHidden():
            self._around.installEventFilter(self)
            self.show()
        self.raise_()

    def _show_there(self) -> None:
        rect, bounds = self._place()
        if rect.isNull() or not self._around.isVisible():
            self.dismiss()
        else:
            self.show_for(rect, bounds)

    def _stand(self, rect: QRect, bounds: QRect) -> None:
        self._fit(bounds.width() - 2 * INSIDE)
        self.place_near(rect, bounds, centred=True)
        if self.card().intersects(rect) and not self._stand_beside(rect, bounds):
            self._fit(bounds.width() - 2 * INSIDE)

    def _stand_beside(self, rect: QRect, bounds: QRect) -> bool:
        """Stand in the margin of words that fill the window from top to bottom, if there is room."""
        right, left = bounds.right() - rect.right(), rect.left() - bounds.left()
        room = max(right, left) - GAP - INSIDE
        self._fit(room)
        width = self.width() - 2 * SHADOW
        if width > room:
            return False
        x = rect.right() + 1 + GAP if right >= left else rect.left() - GAP - width
        middle = rect.intersected(bounds).center().y()
        self.move(x - SHADOW, middle - self.height() // 2)
        return True

    def _fit(self, room: int) -> None:
        """Take as few rows as there is room for; the caps of keys go last, tooltips name the keys too."""
        half = len(self._dots) // 2
        one: list[list[QWidget]] = [[*self._dots, self._line, *self._words]]
        two: list[list[QWidget]] = [[*self._dots], [*self._words]]
        three: list[list[QWidget]] = [[*self._dots[:half]], [*self._dots[half:]], [*self._words]]
        for rows, shows_caps in ((one, True), (two, True), (three, True), (three, False)):
            for word in self._words:
                word.show_cap(shown=shows_caps)
            self._rows = rows
            if self.sizeHint().width() - 2 * SHADOW <= room:
                break
        self._line.setVisible(self._rows == one)
        self.resize(self.sizeHint())
        self._arrange()

    def sizeHint(self) -> QSize:
        """As large as the rows need."""
        sizes = [_size_of(row) for row in self._rows]
        width = max((size.width() for size in sizes), default=0) + 2 * (SHADOW + _PADDING_X)
        return QSize(width, sum(size.height() for size in sizes) + 2 * (SHADOW + _PADDING_Y))

    def _arrange(self) -> None:
        """Put each row in the middle, from the side at which the bar begins."""
        top = SHADOW + _PADDING_Y
        for row in self._rows:
            size = _size_of(row)
            left = (self.width() - size.width()) // 2
            for part in row:
                hint = part.sizeHint()
                place = QRect(left, top + (size.height() - hint.height()) // 2, hint.width(), hint.height())
                part.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
                left += hint.width()
            top += size.height()

    def dismiss(self) -> None:
        """Go away, or do not come; says so when it was there."""
        self._stop_settling()
        if not self.isHidden():
            self.hide()
            self.dismissed.emit()

    def timerEvent(self, event: QTimerEvent) -> None:
        if event.timerId() != self._settling:
            super().timerEvent(event)
            return
        self._stop_settling()
        self._show_there()

    def _stop_settling(self) -> None:
        if self._settling:
            self.killTimer(self._settling)
            self._settling = 0

    def hideEvent(self, event: QHideEvent) -> None:
        self._linger.stop()
        self._around.removeEventFilter(self)
        super().hideEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._linger.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.isHidden():
            self._linger.start()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._around and event.type() in _LEAVES_FOR:
            self.dismiss()
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        for dot in self._dots:
            dot.clicked.connect(lambda _checked=False, colour=dot.colour: self._choose(colour))
        for button, signal in (
            (self._tag, self.tag_wanted),
            (self._note, self.note_wanted),
            (self._copy, self.copy_wanted),
        ):
            button.clicked.connect(self.hide)
            button.clicked.connect(signal)

    def _choose(self, colour: Colour) -> None:
        self.hide()
        self.colour_chosen.emit(colour)


def _size_of(row: list[QWidget]) -> QSize:
    """What the parts of a row take beside each other."""
    hints = [part.sizeHint() for part in row]
    return QSize(sum(hint.width() for hint in hints), max(hint.height() for hint in hints))


def rules(_theme: Theme) -> str:
    """The bar paints itself; its window style has nothing to add."""
    return ""
