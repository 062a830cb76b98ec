"""The flyout is the card of a narrow margin: it floats over the edge of the text and goes when it is left."""

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from excerpta.gui.support.scale import scaled
from excerpta.gui.widgets.floating_panel import SHADOW, FloatingPanel
from excerpta.gui.widgets.margin_card import CardView
from excerpta.gui.widgets.margin_column import move_over

LINGER = 300
"""Milliseconds for which a card stays when the pointer has left it and its mark."""

_WIDEST = 240
_SPACE = 6


class Flyout(FloatingPanel):
    """Holds one card view.

    Signals:
        closed: it is to go: neither the pointer nor the focus is on it, or Esc was pressed.

    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("marginFlyout")
        self._view: CardView | None = None
        self._has_pointer = False
        self._is_watching = False
        self._linger = QTimer(self)
        self._linger.setSingleShot(True)
        self._linger.setInterval(LINGER)
        self._linger.timeout.connect(self._close_if_left)

    @property
    def view(self) -> CardView | None:
        """The card that is shown."""
        return self._view

    def hold(self, view: CardView) -> None:
        """Show a card."""
        self._view = view
        if view.parent() is not self:
            move_over(view, self)
        view.show()

    def place(self, words: QRect, space: QRect, *, mirrored: bool) -> None:
        """Stand at the trailing side of a space, off the words if there is room above or below them.

        Both are in the parent's coordinates; `words` is null when they are not in view.
        """
        if self._view is None:
            return
        width = min(scaled(_WIDEST), space.width() - 2 * _SPACE)
        self._view.set_room(round(0.8 * space.height()), quoted=words.isNull())
        height = min(self._view.height_at(width), space.height() - 2 * _SPACE)
        card = QRect(0, 0, width, height)
        if mirrored:
            card.moveLeft(space.left() + _SPACE)
        else:
            card.moveRight(space.right() - _SPACE)
        card.moveTop(_top_beside(words, card, space))
        self.setGeometry(card.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))
        self._view.setGeometry(SHADOW, SHADOW, width, height)

    def has_focus(self) -> bool:
        """Whether the focus is in the card."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def stay(self) -> None:
        """The pointer or the focus is on the mark."""
        self._linger.stop()

    def linger(self) -> None:
        """The pointer or the focus has left the mark: go soon, unless it comes here."""
        self._linger.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._has_pointer = True
        self._linger.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._has_pointer = False
        self.linger()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        self._watch(False)
        self._linger.stop()
        self._has_pointer = False
        self._view = None
        super().hideEvent(event)

    def _watch(self, watching: bool) -> None:
        """While a card is shown, look where the focus goes."""
        application = QApplication.instance()
        if watching == self._is_watching or not isinstance(application, QApplication):
            return
        self._is_watching = watching
        if watching:
            application.focusChanged.connect(self._follow_focus)
        else:
            application.focusChanged.disconnect(self._follow_focus)

    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """The focus has gone from the card to elsewhere in the window."""
        was_here = old is not None and self.isAncestorOf(old)
        if was_here and new is not None and not self.isAncestorOf(new) and new.window() is self.window():
            self.linger()

    def _close_if_left(self) -> None:
        if not self._has_pointer and not self.has_focus():
            self.closed.emit()


def _top_beside(words: QRect, card: QRect, space: QRect) -> int:
    """At the words where they do not reach under the card, else below them, else above, else at their end."""
    first, last = space.top() + _SPACE, space.bottom() - _SPACE - card.height() + 1
    if words.isNull():
        return max(first, min(card.top(), last))
    beside = max(first, min(words.top(), last))
    reaches = words.right() >= card.left() and words.left() <= card.right()
    if not reaches:
        return beside
    below, above = words.bottom() + _SPACE, words.top() - _SPACE - card.height()
    if below <= last:
        return below
    return above if above >= first else max(first, last)
