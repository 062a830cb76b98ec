"""The driver is a researcher at the real window: looks, points, presses keys."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from excerpta.core.model.ids import DocumentId
from excerpta.core.services.documents import document_ids, document_summaries
from excerpta.gui.bootstrap.application import Application
from excerpta.gui.windows.main_window import MainWindow


class Driver:
    """One window, whichever library it shows.

    Attributes:
        window: the main window as it is now.
    """

    def __init__(self, start: Callable[[], Application], qtbot: QtBot) -> None:
        self._start = start
        self._application = start()
        self._qtbot = qtbot

    @property
    def window(self) -> MainWindow:
        window = self._application.window
        assert window is not None
        return window

    def settle(self) -> None:
        """Wait until nothing is under way any more."""
        self._qtbot.waitUntil(lambda: not self.window.session.background.is_busy(), timeout=5000)
        QApplication.processEvents()
        QApplication.processEvents()

    def wait_for(self, what: Callable[[], object]) -> None:
        """Wait until something is so."""

        def check() -> bool:
            return bool(what())

        self._qtbot.waitUntil(check, timeout=5000)

    def open(self, title: str) -> DocumentId:
        """Open the document whose title begins so, as a click in the list does."""
        library = self.window.session.library
        found = [
            d.id for d in document_summaries(library, document_ids(library)) if d.title.startswith(title)
        ]
        self.window.library_pane.document_chosen.emit(found[0])
        self.settle()
        return found[0]

    @property
    def text(self) -> str:
        """The text of the open document."""
        document = self.window.reading.document
        assert document is not None
        return document.text

    def select(self, words: str) -> tuple[int, int]:
        """Select words by dragging the mouse over them."""
        reader = self.window.pane.reader
        start = self.text.index(words)
        end = start + len(words)
        reader.reveal(start)
        self.settle()
        first, last = self.point(start), self.point(end)
        viewport = reader.viewport()
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=first)
        QTest.mouseMove(viewport, (first + last) / 2)
        QTest.mouseMove(viewport, last)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=last)
        assert reader.selected_text() == words
        return start, end

    def point(self, position: int) -> QPoint:
        """Where a position of the text is in the viewport."""
        point = self.window.pane.reader.point_of(position)
        assert point is not None
        return point

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(self.focus(), key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        """Type text wherever the focus is."""
        QTest.keyClicks(self.focus(), text)
        self.settle()

    def focus(self) -> QWidget:
        """The widget that has the focus, else the reader."""
        return QApplication.focusWidget() or self.window.pane.reader

    def restart(self) -> None:
        """Close the window and start the program again."""
        self.close()
        self._application = self._start()
        self.settle()

    def close(self) -> None:
        """Close the window and end the program."""
        self.window.close()
        self._application.retire()
