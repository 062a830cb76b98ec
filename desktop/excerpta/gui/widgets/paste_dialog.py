"""An article from the clipboard is looked at, and given a title, before it comes in."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from excerpta.gui.support.scale import scaled


class PastedText(QTextEdit):
    """Rich text that fetches nothing: pictures of a pasted page stay where they are."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        return None


class PasteDialog(QDialog):
    """Title and text; the page's own markup is kept as long as the text is left as it came."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paste_dialog")
        self.setWindowTitle("Paste an article")
        self.resize(scaled(640), scaled(480))
        self.title = QLineEdit(self)
        self.title.setPlaceholderText("Title (else the first line)")
        self.title.setAccessibleName("Title")
        self.text = PastedText(self)
        self.text.setAccessibleName("Text of the article")
        self.text.setPlaceholderText("Paste the text here. Headings, lists, bold and links are kept.")
        self._html = ""
        self._fill()
        self._first = self.text.toPlainText()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.add = QPushButton("Add to the library", self)
        self.add.setObjectName("primary")
        self.add.setDefault(True)
        buttons.addButton(self.add, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.text.textChanged.connect(self._enable)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 16)
        layout.setSpacing(10)
        for widget in (self.title, self.text, buttons):
            layout.addWidget(widget)
        self._enable()

    def article(self) -> tuple[str, str, str]:
        """Title, plain text, and HTML where the pasted page was left as it came."""
        text = self.text.toPlainText()
        return self.title.text(), text, self._html if text == self._first else ""

    def _fill(self) -> None:
        clipboard = QGuiApplication.clipboard().mimeData()
        if clipboard is None:  # as some platforms say that it is empty, whatever the type says
            return
        if clipboard.hasHtml():
            self._html = clipboard.html()
            self.text.setHtml(self._html)
        elif clipboard.hasText():
            self.text.setPlainText(clipboard.text())

    def _enable(self) -> None:
        self.add.setEnabled(bool(self.text.toPlainText().strip()))
