"""The trash: documents that were thrown away, with their highlights, to be taken out again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.model.document import DocumentSummary
from excerpta.gui.support.dates import isolated, readable_date
from excerpta.gui.support.scale import scaled

_ID = Qt.ItemDataRole.UserRole
_LOOK = """
#trash_list { border: 1px solid palette(dark); border-radius: 6px; padding: 4px; }
#trash_list:focus { border: 2px solid palette(highlight); padding: 3px; }
#trash_list::item { padding: 6px 8px; border-radius: 4px; }
#trash_list::item:selected { background: palette(highlight); color: palette(highlighted-text); }
"""


class TrashDialog(QDialog):
    """A list of documents, the last thrown away first.

    Signals:
        restore_wanted: ids of the documents to take out.
    """

    restore_wanted = Signal(list)

    def __init__(self, documents: Sequence[DocumentSummary], total: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("trash_dialog")
        self.setWindowTitle("Trash")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = QLabel(_heading(len(documents), total), self)
        heading.setObjectName("muted")
        self.list = QListWidget(self)
        self.list.setObjectName("trash_list")
        self.list.setStyleSheet(_LOOK)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("Documents in the trash")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        for document in documents:
            item = QListWidgetItem(_line(document))
            item.setData(_ID, document.id)
            self.list.addItem(item)
        self.list.itemSelectionChanged.connect(self._enable)
        self.list.itemActivated.connect(self._restore)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.restore = QPushButton("Restore", self)
        self.restore.setObjectName("primary")
        buttons.addButton(self.restore, QDialogButtonBox.ButtonRole.ActionRole)
        self.restore.clicked.connect(self._restore)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(12)
        for widget in (heading, self.list, buttons):
            layout.addWidget(widget)
        self.resize(scaled(520), scaled(400))
        if documents:
            self.list.setCurrentRow(0)
        self._enable()

    def _restore(self) -> None:
        chosen = [item.data(_ID) for item in self.list.selectedItems()]
        if chosen:
            self.close()
            self.restore_wanted.emit(chosen)

    def _enable(self) -> None:
        self.restore.setEnabled(bool(self.list.selectedItems()))


def _heading(shown: int, total: int) -> str:
    if not total:
        return "The trash is empty."
    first = f" The last {shown:,} of {total:,}:" if shown < total else ""
    return f"Highlights, notes and tags are kept with what is in the trash.{first}"


def _line(document: DocumentSummary) -> str:
    number = f"{document.highlights} highlight{'' if document.highlights == 1 else 's'}"
    parts = (document.source, readable_date(document.published), number)
    return isolated(document.title) + "\n" + " · ".join(isolated(part) for part in parts if part)
