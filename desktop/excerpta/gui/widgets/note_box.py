"""The note box takes one text for the notes of many highlights; what stands in them stays."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.floating_panel import SHADOW, FloatingPanel

_WIDTH = 380
_HEIGHT = 200


class NoteBox(FloatingPanel):
    """A field with a heading and a button; what was typed is there again when it is opened anew.

    Attributes:
        field: where the text is typed.
        add: the button.

    Signals:
        text_given: the text, by the button or Ctrl+Enter.
        left: it closed without one.

    """

    text_given = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.heading = QLabel()
        self.heading.setObjectName("note_box_heading")
        self.field = QPlainTextEdit()
        self.field.setObjectName("note_box_field")
        self.field.setPlaceholderText("It is added below what their notes say")
        self.field.setTabChangesFocus(True)
        self.field.installEventFilter(self)
        self.add = QPushButton("Add")
        self.add.setObjectName("primary")
        self.add.setToolTip("Add to every note (Ctrl+Enter)")
        self.add.clicked.connect(self._give)
        self.field.textChanged.connect(self._update)
        foot = QHBoxLayout()
        hint = QLabel("Esc closes and keeps what you typed")
        hint.setObjectName("muted")
        foot.addWidget(hint, 1)
        foot.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.field, 1)
        column.addLayout(foot)
        self._update()

    def open_for(self, what: str, near: QRect, bounds: QRect) -> None:
        """Ask for a text for `what`, such as `5 highlights`; rectangles are in the parent's coordinates."""
        self.heading.setText(f"Add to the notes of {what}")
        self.field.setAccessibleName(self.heading.text())
        width = min(scaled(_WIDTH), bounds.width() - 16) + 2 * SHADOW
        self.resize(width, min(scaled(_HEIGHT), bounds.height() - 16) + 2 * SHADOW)
        self.place_near(near, bounds, centred=False)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._give()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        text = self.field.toPlainText().strip()
        if text:
            self.field.clear()
            self.hide()
            self.text_given.emit(text)

    def _update(self) -> None:
        self.add.setEnabled(bool(self.field.toPlainText().strip()))


def rules(theme: Theme) -> str:
    """The box's part of the style sheet."""
    return f"""
    QLabel#note_box_heading {{ font-weight: 600; }}
    QPlainTextEdit#note_box_field {{
        background: {theme.page.name()}; border: 1px solid {theme.outline.name()}; border-radius: 6px;
        padding: 4px;
    }}
    QPlainTextEdit#note_box_field:focus {{ border-color: {theme.accent.name()}; }}
    """
