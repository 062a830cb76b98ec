"""A damaged library: what can be done with it is asked, and what can be read is saved into a new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QWidget

from excerpta.core.model.errors import DamageError
from excerpta.gui.support.background import Background, Task
from excerpta.gui.windows.dialogs import show_error

if TYPE_CHECKING:
    from excerpta.core.model.repair import RepairReport


class Repairing(QObject):
    """Asks about one damaged library.

    Signals:
        reading_wanted: the damaged library is to be opened for reading only.
        repaired: the new library, and what a repair says.
        ended: nothing more is going on.
    """

    reading_wanted = Signal(object)
    repaired = Signal(object, object)
    ended = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._background: Background | None = None
        self._progress: QProgressDialog | None = None
        self._box: QMessageBox | None = None

    def ask(self, error: DamageError, window: QWidget | None) -> QMessageBox:
        """Say what is wrong, and offer what can be done."""
        box = self._box = QMessageBox(window)  # kept here: it may have no parent to keep it
        box.setObjectName("damage_box")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Excerpta")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(error.sentence)
        box.setInformativeText(error.advice)
        repair = box.addButton("Repair into a new file…", QMessageBox.ButtonRole.AcceptRole)
        read = box.addButton("Open read-only", QMessageBox.ButtonRole.ActionRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(repair)
        box.setEscapeButton(cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(
            lambda pressed: (
                self.choose(window)
                if pressed is repair
                else self._read()
                if pressed is read
                else self.ended.emit()
            )
        )
        box.open()
        return box

    def choose(self, window: QWidget | None) -> None:
        """Ask where the new library is to be, and save what can be read into it."""
        suggested = str(self._path.with_name(f"{self._path.stem} repaired.excerpta"))
        title = "Where is what can be saved to be kept?"
        name, _ = QFileDialog.getSaveFileName(window, title, suggested, "Libraries (*.excerpta)")
        if name:
            self.save(Path(name).with_suffix(".excerpta"), window)
        else:
            self.ended.emit()

    def save(self, target: Path, window: QWidget | None) -> None:
        """Save what can be read into a new library, beside the window."""
        path = self._path
        self._progress = QProgressDialog("Saving what can be read…", "", 0, 0, window)
        self._progress.setWindowTitle("Excerpta")
        self._progress.setCancelButton(None)
        self._progress.setMinimumDuration(300)

        def work(_: Task) -> RepairReport:
            from excerpta.core.services.repairing import repair_library  # hardly ever needed

            return repair_library(path, target)

        def done(report: RepairReport) -> None:
            self._close()
            self.repaired.emit(target, report)
            self.ended.emit()

        def failed(error: Exception) -> None:
            self._close()
            show_error(window, getattr(error, "sentence", str(error)), getattr(error, "advice", ""))
            self.ended.emit()

        self._background = Background(self)
        self._background.start("repair", work, done, failed=failed)
        self._background.broke.connect(lambda error: failed(_unforeseen(error)))

    def close(self) -> None:
        """Wait for the end of what is going on."""
        self._close()

    def _read(self) -> None:
        self.reading_wanted.emit(self._path)
        self.ended.emit()

    def _close(self) -> None:
        if self._background is not None:
            self._background.close()
            self._background = None
        if self._progress is not None:
            self._progress.close()
            self._progress.deleteLater()
            self._progress = None


def _unforeseen(error: BaseException) -> DamageError:
    return DamageError(
        f"The library could not be repaired ({type(error).__name__}); it was left as it is.", "Open a backup."
    )
