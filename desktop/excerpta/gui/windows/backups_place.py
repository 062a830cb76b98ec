"""Backups in the window: the dialogue, what is said of what was done, and the look at the whole file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QMessageBox

from excerpta.gui.viewmodels.backing_up import BackingUpViewModel, Held
from excerpta.gui.viewmodels.watching import WatchingViewModel

if TYPE_CHECKING:
    from excerpta.core.model.backup import Backup
    from excerpta.gui.support.profile import Profile
    from excerpta.gui.widgets.backups_dialog import BackupsDialog
    from excerpta.gui.windows.main_window import MainWindow

_WHEN_SETTLED = 4000
"""Milliseconds after which the file is looked at, and what stands around it."""

_WARNED = "warned_of_folder"


class BackupsPlace(QObject):
    """Everything about the safety of the library that is open in a window."""

    def __init__(self, window: MainWindow, profile: Profile) -> None:
        super().__init__(window)
        self._window = window
        self._profile = profile
        self._dialog: BackupsDialog | None = None
        self.backing = BackingUpViewModel(window.session, self)
        self.watching = WatchingViewModel(window.session, self)
        self.backing.listed.connect(self._show)
        self.backing.made.connect(self._made)
        self.backing.restored.connect(self._restored)
        self.backing.failed.connect(self._fail)
        self.watching.found_damage.connect(window.show_failure)
        self.watching.found_risk.connect(self._warn)
        self._settled = QTimer(self, singleShot=True, interval=_WHEN_SETTLED)
        self._settled.timeout.connect(self.watching.look)

    def start(self) -> None:
        """Begin when the window is seen."""
        self.backing.start()
        self._settled.start()

    def stop(self) -> None:
        """The window closes."""
        self.backing.stop()
        self._settled.stop()

    def ask(self) -> BackupsDialog:
        """Show the backups."""
        from excerpta.gui.widgets.backups_dialog import BackupsDialog  # not for the first window

        library = self._window.session.library
        room = self.backing.chosen_room()
        dialog = BackupsDialog(library.path.stem, room or 0, read_only=library.read_only, parent=self._window)
        dialog.choose_room(room)
        dialog.make_wanted.connect(self.backing.make)
        dialog.restore_wanted.connect(self.backing.restore)
        dialog.room_chosen.connect(self.backing.set_room)
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        self.backing.list()
        dialog.open()
        return dialog

    def _forget(self) -> None:
        self._dialog = None

    def _show(self, held: list[Held]) -> None:
        if self._dialog is not None:
            self._dialog.show_backups(held, datetime.now().astimezone())

    def _made(self, _: Backup) -> None:
        self.backing.list()

    def _fail(self, sentence: str, advice: str) -> None:
        self._window.show_failure(sentence, advice)
        if self._dialog is not None:
            self.backing.list()

    def _restored(self, target: Path) -> None:
        """Offer to open what was restored; the library that is open stays as it is."""
        box = QMessageBox(self._window)
        box.setObjectName("restored_box")
        box.setWindowTitle("Backup restored")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"The backup is now “{target.name}”, beside the library.")
        box.setInformativeText("The library itself was not touched. You can open either of them at any time.")
        look = box.addButton("Open it", QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton("Stay here", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        look.clicked.connect(lambda: QTimer.singleShot(0, lambda: self._window.library_wanted.emit(target)))
        box.open()

    def _warn(self, where: str) -> None:
        """Say once of a library that it is not safe where it lies."""
        path = self._window.session.library.path
        if self._profile.get_for(_WARNED, path, ""):
            return
        self._profile.set_for(_WARNED, path, where)
        self._window.show_failure(
            f"“{path.name}” lies {where}. A library that is written to on two machines at once, or copied "
            "while it is open, can be damaged.",
            "Keep it on a disk of this machine, and let backups or exports be synchronised. "
            "This is said only once.",
        )
