"""A popover is a floating panel with fields; it takes the focus, and a press elsewhere closes it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from excerpta.gui.widgets.floating_panel import FloatingPanel


class Popover(FloatingPanel):
    """Lies over the window; Esc closes it and gives the focus back.

    Signals:
        closed: it went away.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._came_from: QWidget | None = None
        self._is_watching = self._is_closing = False

    def open_with(self, first: QWidget) -> None:
        """Show the panel where it stands, with the focus in one of its fields."""
        self._came_from = QApplication.focusWidget()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_popover(self) -> None:
        """Go away; the focus goes back if it is still inside."""
        if self.isHidden() or self._is_closing:
            return
        self._is_closing = True
        focus = QApplication.focusWidget()
        came_from, self._came_from = self._came_from, None
        is_inside = focus is None or focus is self or self.isAncestorOf(focus)
        if is_inside and came_from is not None and isValid(came_from):
            came_from.setFocus(Qt.FocusReason.PopupFocusReason)  # else it would pass to any other widget
        self.hide()
        self._is_closing = False
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_popover()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside."""
        fields = [field for field in self._fields() if field.isVisible() and field.isEnabled()]
        focus = QApplication.focusWidget()
        if not fields or focus not in fields:
            return super().focusNextPrevChild(forward)
        step = 1 if forward else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        fields[(fields.index(focus) + step) % len(fields)].setFocus(reason)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        self._watch(watching=True)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._watch(watching=False)
        super().hideEvent(event)
        if not event.spontaneous() and not self.isHidden():
            self.close_popover()  # what it lies over was hidden, and it should not come back with that

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and isinstance(watched, QWidget)
            and self._is_elsewhere(watched)
        ):
            self.close_popover()
        return False

    def _fields(self) -> list[QWidget]:
        """The widgets that Tab visits, in their order."""
        tab = Qt.FocusPolicy.TabFocus
        return [field for field in self.findChildren(QWidget) if field.focusPolicy() & tab]

    def _watch(self, *, watching: bool) -> None:
        """While it is open, look where presses and the focus go."""
        application = QApplication.instance()
        if watching == self._is_watching or not isinstance(application, QApplication):
            return
        self._is_watching = watching
        if watching:
            application.installEventFilter(self)
            application.focusChanged.connect(self._follow_focus)
        else:
            application.removeEventFilter(self)
            application.focusChanged.disconnect(self._follow_focus)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._is_elsewhere(new):
            self.close_popover()

    def _is_elsewhere(self, widget: QWidget) -> bool:
        """Whether a widget of the same window is not of the panel; lists that drop down are windows too."""
        return widget is not self and not self.isAncestorOf(widget) and widget.window() is self.window()
