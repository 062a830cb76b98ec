"""A sheet for the memo of a document or of the library; it saves by itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from excerpta.gui.support.scale import scaled
from excerpta.gui.widgets.note_editor import NoteEditor


class MemoDialog(QDialog):
    """A heading and a field.

    Signals:
        written: the whole memo, within a second and when the sheet closes.

    """

    written = Signal(str)

    def __init__(self, about: str, memo: str, parent: QWidget, *, read_only: bool) -> None:
        super().__init__(parent)
        self.setObjectName("memo_dialog")
        self.setWindowTitle("Memo")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = QLabel(about)
        heading.setObjectName("dialog_headline")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        self.field = NoteEditor(self)
        self.field.setObjectName("memo_field")
        self.field.setAccessibleName(f"Memo: {about}")
        self.field.setAccessibleDescription("Saved by itself. Escape closes the memo.")
        self.field.setPlaceholderText("What you think about it as a whole")
        self.field.start_over(memo)
        self.field.setReadOnly(read_only)
        self.field.edited.connect(self.written)
        self.field.left.connect(self.accept)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        saved = QLabel("Saved by itself." if not read_only else "This library is open for reading only.")
        saved.setObjectName("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        for widget in (heading, self.field, saved, buttons):
            layout.addWidget(widget)
        layout.setStretchFactor(self.field, 1)
        self.resize(scaled(520), scaled(420))
        self.field.setFocus()

    def done(self, result: int) -> None:
        """Keep what was typed, however the sheet is closed."""
        self.field.flush()
        super().done(result)
