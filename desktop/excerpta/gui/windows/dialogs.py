"""The small boxes of the main window: what went wrong, which library, whether a link may be opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from excerpta import __version__

if TYPE_CHECKING:
    from excerpta.gui.windows.main_window import MainWindow


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


def ask_new_library(window: MainWindow) -> None:
    """Ask where a new library is to be made."""
    name, _ = QFileDialog.getSaveFileName(window, "New library", "Library.excerpta", "Libraries (*.excerpta)")
    if name:
        window.library_made.emit(Path(name).with_suffix(".excerpta"))


def ask_library(window: MainWindow) -> None:
    """Ask which library is to be opened."""
    name, _ = QFileDialog.getOpenFileName(window, "Open library", "", "Libraries (*.excerpta);;All files (*)")
    if name:
        window.library_wanted.emit(Path(name))


def show_about(window: MainWindow) -> None:
    """Say what the program is."""
    QMessageBox.about(
        window,
        "About Excerpta",
        f"Excerpta {__version__}\n\nRead closely, highlight, tag, find again, export.\n"
        "It works offline; your library is one file that is yours.\n\nMIT licence.",
    )
