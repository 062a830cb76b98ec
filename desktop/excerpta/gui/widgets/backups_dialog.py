"""The backups of a library: when each was made, what it holds, and a way to have one beside the library."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.model.backup import Backup, Holding
from excerpta.core.text.sizes import size_in_words
from excerpta.gui.support.counts import highlights_in_words
from excerpta.gui.support.dates import isolated, readable_moment
from excerpta.gui.support.scale import scaled

_BACKUP = Qt.ItemDataRole.UserRole
_ROOMS = (200_000_000, 500_000_000, 1_000_000_000, 2_000_000_000, 5_000_000_000, 20_000_000_000)
_LOOK = """
#backup_list { border: 1px solid palette(dark); border-radius: 6px; padding: 4px; }
#backup_list:focus { border: 2px solid palette(highlight); padding: 3px; }
#backup_list::item { padding: 6px 8px; border-radius: 4px; }
#backup_list::item:selected { background: palette(highlight); color: palette(highlighted-text); }
"""


class BackupsDialog(QDialog):
    """A list of backups, the newest first.

    Signals:
        make_wanted: a backup is to be made now.
        restore_wanted: the Backup that is to be put beside the library.
        room_chosen: how many bytes backups may take: 0 for none by themselves, None for as many as usual.
    """

    make_wanted = Signal()
    restore_wanted = Signal(object)
    room_chosen = Signal(object)

    def __init__(self, name: str, room: int, *, read_only: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("backups_dialog")
        self.setWindowTitle("Backups")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading = QLabel(f"Looking for backups of “{isolated(name)}”…", self)
        self.heading.setObjectName("muted")
        self.heading.setWordWrap(True)
        self._name = name
        self.list = QListWidget(self)
        self.list.setObjectName("backup_list")
        self.list.setStyleSheet(_LOOK)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("Backups")
        self.list.itemSelectionChanged.connect(self._enable)
        self.list.itemActivated.connect(self._restore)
        self.rooms = self._make_rooms(room)
        self.rooms.setEnabled(not read_only)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.make = QPushButton("Back up now", self)
        self.make.setEnabled(not read_only)
        self.restore = QPushButton("Restore beside the library", self)
        self.restore.setObjectName("primary")
        for button in (self.make, self.restore):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.make.setAutoDefault(False)
        self.restore.setDefault(True)
        self.make.clicked.connect(self._make)
        self.restore.clicked.connect(self._restore)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self._enable()

    def show_backups(self, held: Sequence[tuple[Backup, Holding]], now: datetime) -> None:
        """List backups with what they hold; `now` is in the reader's time zone."""
        chosen = self.list.currentRow()
        self.list.clear()
        for backup, holding in held:
            item = QListWidgetItem(_line(backup, holding, now))
            item.setData(_BACKUP, None if holding.fault else backup)
            self.list.addItem(item)
        self.heading.setText(_heading(self._name, held))
        self.make.setText("Back up now")
        self.make.setEnabled(self.rooms.isEnabled())
        if held:
            self.list.setCurrentRow(max(0, min(chosen, len(held) - 1)))
        self._enable()

    def _make_rooms(self, room: int) -> QComboBox:
        rooms = QComboBox(self)
        rooms.setAccessibleName("Room for backups")
        rooms.addItem("as much as usual: 1 GB, or four times the library", None)
        for size in sorted({*_ROOMS, *([room] if room and room not in _ROOMS else [])}):
            rooms.addItem(f"at most {size_in_words(size)}", size)
        rooms.addItem("none: I make backups by hand", 0)
        return rooms

    def choose_room(self, room: int | None) -> None:
        """Show what was chosen before; from now on choosing is told."""
        self.rooms.setCurrentIndex(max(0, self.rooms.findData(room)))
        self.rooms.currentIndexChanged.connect(lambda _: self.room_chosen.emit(self.rooms.currentData()))

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(12)
        row = QHBoxLayout()
        label = QLabel("&Room", self)
        label.setBuddy(self.rooms)
        row.addWidget(label)
        row.addWidget(self.rooms, 1)
        layout.addWidget(self.heading)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        layout.addWidget(buttons)
        self.resize(scaled(580), scaled(460))

    def _make(self) -> None:
        self.make.setEnabled(False)
        self.make.setText("Backing up…")
        self.make_wanted.emit()

    def _restore(self) -> None:
        item = self.list.currentItem()
        backup = item.data(_BACKUP) if item is not None else None
        if backup is not None:
            self.close()
            self.restore_wanted.emit(backup)

    def _enable(self) -> None:
        chosen = self.list.selectedItems()
        self.restore.setEnabled(bool(chosen) and chosen[0].data(_BACKUP) is not None)


def _heading(name: str, held: Sequence[tuple[Backup, Holding]]) -> str:
    if not held:
        return (
            f"There are no backups of “{isolated(name)}” yet. One is made by itself within an hour of a "
            "change, and before every change of over 1,000 highlights."
        )
    total = size_in_words(sum(backup.size for backup, _ in held))
    number = "One backup" if len(held) == 1 else f"{len(held)} backups"
    about = f"{number} of “{isolated(name)}”, {total}, in the folder beside it."
    return f"{about} Restoring never touches the library."


def _line(backup: Backup, holding: Holding, now: datetime) -> str:
    first = f"{readable_moment(backup.made.isoformat(), now)}, {backup.reason}"
    size = size_in_words(backup.size)
    if holding.fault:
        return f"{first}\nDamaged: it cannot be restored. · {size}"
    documents = f"{holding.documents:,} document{'' if holding.documents == 1 else 's'}"
    parts = [documents, highlights_in_words(holding.highlights)]
    if holding.changed:
        parts.append(f"last change {readable_moment(holding.changed, now)}: {holding.last}")
    return f"{first}\n{' · '.join([*parts, size])}"
