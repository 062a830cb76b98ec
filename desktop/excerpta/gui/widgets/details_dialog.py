"""What the program knows of a document, to be corrected; a deduction says that it is one."""

import re
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.model.document import Document, PartialDate, Provenance
from excerpta.gui.support.scale import scaled

ORIGINS = {
    Provenance.NONE: "",
    Provenance.STATED: "As the text states it.",
    Provenance.METADATA: "As the file says it of itself.",
    Provenance.DATELINE: "Worked out from the dateline.",
    Provenance.DEDUCED: "Worked out from the text.",
    Provenance.USER: "Set by you.",
}
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Details:
    """What is to be known of a document from now on; `published` is None where the date stays as it is."""

    title: str
    source: str
    author: str
    place: str
    published: PartialDate | None


class DetailsDialog(QDialog):
    """Title, source, author, date and place of one document.

    Signals:
        saved: the Details.
    """

    saved = Signal(object)

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("details_dialog")
        self.setWindowTitle("Document details")
        self._published = document.published
        self.title = self._field(document.title)
        self.source = self._field(document.source)
        self.author = self._field(document.author)
        self.place = self._field(document.place)
        self.date = self._field(document.published.value)
        self.date.setPlaceholderText("2021-01-06, 2021-01 or 2021")
        self.origin = QLabel(ORIGINS[document.published.provenance], self)
        self.origin.setObjectName("muted")
        self.confirmed = QCheckBox("This date is right", self)
        self.confirmed.setVisible(bool(document.published.value) and not document.published.is_certain)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(9)
        rows = {"Title": self.title, "Source": self.source, "Author": self.author, "Place": self.place}
        for name, field in {**rows, "Published": self.date}.items():
            field.setAccessibleName(name)
            form.addRow(name, field)
        form.addRow("", self.origin)
        form.addRow("", self.confirmed)
        came = QLabel(f"{document.file_name or 'Pasted'}, imported {document.imported[:10]}", self)
        came.setObjectName("muted")
        form.addRow("From", came)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.save = QPushButton("Save", self)
        self.save.setObjectName("primary")
        self.save.setDefault(True)
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        for field in (self.title, self.date):
            field.textChanged.connect(self._judge)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addStretch()
        layout.addWidget(buttons)
        self.resize(scaled(520), self.sizeHint().height())

    def details(self) -> Details:
        """What stands in the fields."""
        value = self.date.text().strip()
        is_new = value != self._published.value or self.confirmed.isChecked()
        published = PartialDate(value, Provenance.USER if value else Provenance.NONE) if is_new else None
        return Details(
            self.title.text(), self.source.text(), self.author.text(), self.place.text(), published
        )

    def _field(self, text: str) -> QLineEdit:
        field = QLineEdit(text, self)
        field.setCursorPosition(0)
        return field

    def _judge(self) -> None:
        value = self.date.text().strip()
        is_known = value == self._published.value
        if not is_partial_date(value):
            self.origin.setText("Write it as year-month-day, year-month or year.")
        else:
            self.origin.setText(ORIGINS[self._published.provenance] if is_known else "")
        self.confirmed.setEnabled(is_known)
        self.save.setEnabled(bool(self.title.text().strip()) and is_partial_date(value))

    def _save(self) -> None:
        self.saved.emit(self.details())
        self.accept()


def is_partial_date(text: str) -> bool:
    """Whether a text is empty, or a day, month or year that there is, in ISO 8601."""
    match = _DATE.fullmatch(text)
    if not text or not match:
        return not text
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True
