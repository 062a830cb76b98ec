"""The small dialogues of the main window: errors, links, pasted articles, keys, results of an import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from excerpta.gui.windows.actions import key_sheet

if TYPE_CHECKING:
    from excerpta.core.services.importing import ImportReport


def show_error(parent: QWidget | None, sentence: str, advice: str) -> QMessageBox:
    """Say what happened, what was kept and what to do; the window lives on behind it."""
    box = QMessageBox(parent)
    box.setObjectName("error_box")
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle("Excerpta")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.setInformativeText(advice)
    copy = box.addButton("Copy details", QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(f"{sentence} {advice}".strip()))
    show_until_closed(box)
    return box


_shown: set[QMessageBox] = set()


def show_until_closed(box: QMessageBox) -> None:
    """Show a box that Enter and Esc close; it is kept here, because it may have no parent to keep it."""
    _shown.add(box)
    ok = box.addButton(QMessageBox.StandardButton.Ok)
    box.setDefaultButton(ok)
    box.setEscapeButton(ok)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.finished.connect(lambda: _shown.discard(box))
    box.open()


def confirm_link(parent: QWidget, address: str) -> bool:
    """Ask whether a web address may be opened in the browser; it is shown whole."""
    box = QMessageBox(parent)
    box.setWindowTitle("Open in the browser?")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText("This link leads out of Excerpta, into your browser:")
    box.setInformativeText(address)
    box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    return box.exec() == QMessageBox.StandardButton.Open


class PasteDialog(QDialog):
    """An article from the clipboard, looked at before it comes in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Paste an article")
        self.resize(640, 480)
        self.title = QLineEdit(self)
        self.title.setPlaceholderText("Title (else the first line)")
        self.title.setAccessibleName("Title")
        self.text = QTextEdit(self)
        self.text.setAccessibleName("Text of the article")
        self.text.setPlaceholderText("Paste the text here. Headings, lists, bold and links are kept.")
        self._html = ""
        clipboard = QGuiApplication.clipboard().mimeData()
        if clipboard.hasHtml():
            self._html = clipboard.html()
            self.text.setHtml(self._html)
        elif clipboard.hasText():
            self.text.setPlainText(clipboard.text())
        self._first = self.text.toPlainText()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.add = QPushButton("Add to the library", self)
        self.add.setDefault(True)
        buttons.addButton(self.add, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.text.textChanged.connect(self._enable)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (self.title, self.text, buttons):
            layout.addWidget(widget)
        self._enable()

    def article(self) -> tuple[str, str, str]:
        """Title, plain text, and HTML where the pasted page was left as it came."""
        text = self.text.toPlainText()
        return self.title.text(), text, self._html if text == self._first else ""

    def _enable(self) -> None:
        self.add.setEnabled(bool(self.text.toPlainText().strip()))


class KeySheet(QDialog):
    """Every key, in groups."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setSpacing(36)
        column = QVBoxLayout()
        for number, (group, rows) in enumerate(key_sheet()):
            if number in (2, 4):
                column.addStretch()
                columns.addLayout(column)
                column = QVBoxLayout()
            heading = QLabel(group)
            heading.setObjectName("zone_heading")
            column.addWidget(heading)
            column.addLayout(_grid(rows))
            column.addSpacing(14)
        column.addStretch()
        columns.addLayout(column)
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(area)
        layout.addWidget(close)
        self.resize(1000, 620)


def _grid(rows: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(5)
    for row, (keys, text) in enumerate(rows):
        key = QLabel(keys)
        key.setObjectName("key_name")
        grid.addWidget(key, row, 0)
        grid.addWidget(QLabel(text), row, 1)
    grid.setColumnStretch(1, 1)
    return grid


class ImportResult(QDialog):
    """What became of every file of an import: came in, was there already, failed and why."""

    def __init__(self, report: ImportReport, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_result")
        self.setWindowTitle("Import")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = QLabel(summary(report), self)
        heading.setObjectName("empty_heading")
        heading.setWordWrap(True)
        self.details = QTextEdit(self)
        self.details.setReadOnly(True)
        self.details.setAccessibleName("Details of the import")
        self.details.setPlainText(details(report))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        buttons.rejected.connect(self.reject)
        copy = buttons.addButton("Copy", QDialogButtonBox.ButtonRole.ActionRole)
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.details.toPlainText()))
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        for widget in (heading, self.details, buttons):
            layout.addWidget(widget)
        self.resize(620, 420)


def summary(report: ImportReport) -> str:
    """An import in one sentence."""
    number = len(report.imported)
    parts = [f"{number} document{'' if number == 1 else 's'} imported"]
    if report.duplicates:
        parts.append(f"{len(report.duplicates)} already there")
    if report.failed:
        parts.append(f"{len(report.failed)} could not be read")
    return ", ".join(parts) + (" (stopped)." if report.cancelled else ".")


def details(report: ImportReport) -> str:
    """The same file by file, those that failed first."""
    parts: list[str] = []
    if report.failed:
        parts += ["Could not be read:", *(f"  {f.name}: {f.reason} {f.advice}" for f in report.failed), ""]
    if report.duplicates:
        parts += ["Already in the library:", *(f"  {d.name} is “{d.title}”" for d in report.duplicates), ""]
    if report.imported:
        parts.append("Imported:")
        for one in report.imported:
            parts.append(f"  {one.name} as “{one.title}”")
            parts += [f"      {warning}" for warning in one.warnings]
    return "\n".join(parts)
