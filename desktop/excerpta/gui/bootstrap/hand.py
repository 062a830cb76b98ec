"""A hand at the real window: it opens, points, drags, presses and types with real events.

The tour shows the program with it, and the journeys of the tests drive the window with it.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from excerpta.core.model.ids import DocumentId
from excerpta.core.model.tag import parse_tag_path
from excerpta.core.services.documents import document_ids, document_summaries
from excerpta.core.services.tagging import tag_tree
from excerpta.gui.bootstrap.application import Application
from excerpta.gui.windows.main_window import MainWindow

_PATIENCE = 30.0
_PLAIN = Qt.KeyboardModifier.NoModifier


class Hand:
    """One researcher's hand on one program.

    Attributes:
        application: the program.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    @property
    def window(self) -> MainWindow:
        """The window as it is now."""
        window = self.application.window
        if window is None:
            raise RuntimeError("no window is open")
        return window

    @property
    def text(self) -> str:
        """The text of the open document."""
        document = self.window.reading.document
        return document.text if document else ""

    def wait_for(self, what: Callable[[], object]) -> None:
        """Wait until something is so.

        Raises:
            TimeoutError: it does not become so.
        """
        end = time.monotonic() + _PATIENCE
        while not what():
            if time.monotonic() > end:
                raise TimeoutError("the window did not do what was waited for")
            QTest.qWait(5)

    def settle(self) -> None:
        """Wait until nothing is under way any more."""
        QApplication.processEvents()
        self.wait_for(lambda: not self.window.session.background.is_busy())
        if QApplication.activeWindow() is None:
            # Off screen no window manager gives the focus back when a dialogue closes.
            (QApplication.activeModalWidget() or self.window).activateWindow()
        QApplication.processEvents()
        QApplication.processEvents()

    def open(self, title: str) -> DocumentId:
        """Open the document whose title begins so, by a click on its row."""
        pane = self.window.library_pane
        library = self.window.session.library
        found = document_summaries(library, document_ids(library))
        wanted = next(document.id for document in found if document.title.startswith(title))
        index = pane.model.index(pane.model.row_of(wanted), 0)
        pane.table.scrollTo(index)
        self.click(pane.table.viewport(), pane.table.visualRect(index).center())
        return wanted

    def click(self, widget: QWidget, at: QPoint, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
        """Click somewhere in a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, modifier, at)
        self.settle()

    def click_tag(self, path: str, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
        """Click on a tag in the panel."""
        tag = tag_tree(self.window.session.library).find(parse_tag_path(path))
        view = self.window.tag_panel.view
        if tag is None:
            raise RuntimeError(f"there is no tag {path}")
        self.window.tag_panel.reveal(tag.id)
        QApplication.processEvents()
        self.click(view.viewport(), view.visualRect(view.currentIndex()).center(), modifier)

    def point(self, position: int) -> QPoint:
        """Where a position of the text (code points) is in the reader's viewport."""
        point = self.window.pane.reader.point_of(position)
        if point is None:
            raise RuntimeError(f"position {position} is not in sight")
        return point

    def select(self, words: str) -> tuple[int, int]:
        """Select words of the open document by dragging the mouse over them; their range."""
        reader = self.window.pane.reader
        start = self.text.index(words)
        end = start + len(words)
        reader.reveal(start)
        self.settle()
        first, last = self.point(start), self.point(end)
        viewport = reader.viewport()
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, _PLAIN, first)
        QTest.mouseMove(viewport, (first + last) / 2)
        QTest.mouseMove(viewport, last)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, _PLAIN, last)
        self.settle()
        return start, end

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(self.focus(), key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        """Type text wherever the focus is."""
        for character in text:
            # QTest knows the keys of ASCII alone; an input method sends the others as text.
            if character.isascii():
                QTest.keyClick(self.focus(), character)  # type: ignore[call-overload]
            else:
                QApplication.sendEvent(self.focus(), QKeyEvent(QEvent.Type.KeyPress, 0, _PLAIN, character))
        self.settle()

    def focus(self) -> QWidget:
        """The widget that has the focus, else the reader."""
        return QApplication.focusWidget() or self.window.pane.reader
