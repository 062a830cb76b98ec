"""What a repair says: how much was saved, and everything that is not as it was."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.model.repair import RepairReport
from excerpta.gui.support.counts import highlights_in_words
from excerpta.gui.support.dates import isolated
from excerpta.gui.support.scale import scaled

_SHOWN = 1000
_LOOK = """
#finding_list { border: 1px solid palette(dark); border-radius: 6px; padding: 4px; }
#finding_list:focus { border: 2px solid palette(highlight); padding: 3px; }
#finding_list::item { padding: 5px 8px; }
"""


class RepairReportDialog(QDialog):
    """The list of findings; it can be copied."""

    def __init__(self, name: str, report: RepairReport, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("repair_report")
        self.setWindowTitle("Repaired")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading = QLabel(_heading(name, report), self)
        self.heading.setWordWrap(True)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.list = QListWidget(self)
        self.list.setObjectName("finding_list")
        self.list.setStyleSheet(_LOOK)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("What is not as it was")
        lines = [("Lost: " if one.is_lost else "Mended: ") + one.sentence for one in report.findings]
        self.list.addItems(lines[:_SHOWN])
        if len(lines) > _SHOWN:
            self.list.addItem(f"and {len(lines) - _SHOWN:,} more, which are in what is copied")
        self.list.setVisible(bool(lines))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy = QPushButton("Copy the list", self)
        self.copy.setVisible(bool(lines))
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText("\n".join([self.heading.text(), *lines]))
        )
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(12)
        layout.addWidget(self.heading)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        self.resize(scaled(600), scaled(440 if lines else 150))


def _heading(name: str, report: RepairReport) -> str:
    documents = f"{report.documents:,} document{'' if report.documents == 1 else 's'}"
    tags = f"{report.tags:,} tag{'' if report.tags == 1 else 's'}"
    saved = f"“{isolated(name)}” holds {documents}, {highlights_in_words(report.highlights)} and {tags}."
    if not report.losses:
        return f"{saved} Nothing is missing. The damaged file was left as it is."
    return f"{saved} What is lost or may differ stands below. The damaged file was left as it is."
