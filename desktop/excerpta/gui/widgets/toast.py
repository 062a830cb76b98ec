"""A toast says what was done, offers to undo it, and goes away by itself."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from excerpta.gui.support.announcing import announce
from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.floating_panel import SHADOW, FloatingPanel
from excerpta.gui.widgets.glyph_button import Glyph, GlyphButton

_ABOVE_BOTTOM = 20
_WIDEST = 520


class Toast(FloatingPanel):
    """One message at a time at the foot of its parent; a new one takes the place of the old.

    It never takes the focus, and stays while the pointer or the focus is on it.

    Signals:
        action_triggered: the button was pressed; the toast is gone by then.

    """

    action_triggered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setObjectName("toast")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._message = QLabel(self)
        self._message.setObjectName("toastMessage")
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setWordWrap(True)
        self._action = QPushButton(self)
        self._action.setObjectName("toastAction")
        self._action.setFlat(True)
        self._action.setCursor(Qt.CursorShape.PointingHandCursor)
        self._action.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close = GlyphButton(Glyph.CROSS, "Close this message", self, side=24)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._action.clicked.connect(self._trigger)
        self._close.clicked.connect(self.hide)
        for button in (self._action, self._close):
            button.installEventFilter(self)
        parent.installEventFilter(self)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 6, 6)
        row.setSpacing(8)
        row.addWidget(self._message, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._close.set_theme(theme)

    def show_message(self, text: str, action_text: str = "", seconds: float = 8.0) -> None:
        """Say `text` for `seconds`, with a button when there is an `action_text`."""
        self._message.setText(text)
        self._action.setText(action_text.replace("&", "&&"))
        self._action.setAccessibleName(action_text)
        self._action.setAccessibleDescription(text)
        self._action.setVisible(bool(action_text))
        self.setAccessibleName(text)
        self._timer.setInterval(round(seconds * 1000))
        self._place()
        self.show()
        self.raise_()
        announce(self, text)
        self._wait()

    @property
    def text(self) -> str:
        """The message that is shown, or was shown last."""
        return self._message.text()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wait()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._wait()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._around:
            if event.type() == QEvent.Type.Resize and not self.isHidden():
                self._place()
        elif event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._wait()
        return super().eventFilter(watched, event)

    def _wait(self) -> None:
        """Start counting, unless someone is about to use the toast."""
        used = self.underMouse() or self._action.hasFocus() or self._close.hasFocus()
        if not self.isHidden() and not used:
            self._timer.start()

    def _trigger(self) -> None:
        self.hide()
        self.action_triggered.emit()

    def _place(self) -> None:
        around = self._around.rect()
        self.resize(self._wanted_size(min(_WIDEST, around.width() - 24)))
        left = (around.width() - self.width()) // 2
        self.move(left, around.height() - self.height() + SHADOW - _ABOVE_BOTTOM)

    def _wanted_size(self, widest: int) -> QSize:
        """As wide as the message on one line, if there is room; else wrapped."""
        message = self._message.fontMetrics().horizontalAdvance(self._message.text()) + 4
        for part in (self._message, self._action):
            part.ensurePolished()
        others = self._row.totalSizeHint().width() - self._message.sizeHint().width()
        width = min(message + others, widest + 2 * SHADOW)
        self._row.invalidate()
        return QSize(width, self._row.totalHeightForWidth(width))


def rules(theme: Theme) -> str:
    """What the message and its button look like."""
    return f"""
QLabel#toastMessage {{ color: {theme.ink.name()}; background: transparent; }}
QPushButton#toastAction {{
    color: {theme.accent.name()}; background: transparent; font-weight: 600;
    border: 1px solid transparent; border-radius: 5px; padding: 4px 8px;
}}
QPushButton#toastAction:hover {{ background: {theme.hover.name()}; }}
QPushButton#toastAction:focus {{ border-color: {theme.accent.name()}; }}
"""
