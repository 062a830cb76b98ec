"""The status line says that the work is saved, what undo would take back, and where the reader is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from excerpta.gui.support.theme import Theme


class StatusLine(QFrame):
    """Two places on the left, two on the right, and progress with Cancel while long work runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self.state = self._label()
        self.undo = self._label()
        self.place = self._label()
        self.length = self._label()
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(160)
        self.progress.setAccessibleName("Progress")
        self.cancel = QPushButton("Cancel", self)
        self.cancel.setObjectName("status_cancel")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 3, 14, 3)
        layout.setSpacing(20)
        for widget in (self.state, self.undo, self.progress, self.cancel):
            layout.addWidget(widget)
        layout.addStretch()
        layout.addWidget(self.place)
        layout.addWidget(self.length)
        self.hide_progress()

    def show_progress(self, text: str, done: int, total: int) -> None:
        """Show how far long work is."""
        self.state.setText(text)
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.progress.show()
        self.cancel.show()

    def hide_progress(self) -> None:
        """Say that all is saved."""
        self.state.setText("Saved")
        self.progress.hide()
        self.cancel.hide()

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setObjectName("muted")
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label


def rules(theme: Theme) -> str:
    """Style rules of the line."""
    chrome, line = theme.chrome.name(), theme.line.name()
    return f"""
    #status_line {{ background: {chrome}; border: none; border-top: 1px solid {line}; }}
    #status_line QLabel {{ color: {theme.muted.name()}; font-size: 12px; }}
    #status_cancel {{ padding: 1px 8px; font-size: 12px; }}
    """
