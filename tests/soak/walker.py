"""The walker is a hand that never waits: it does one move after another, wherever they lead."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeySequence, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import UserError
from excerpta.core.services import annotating, documents
from excerpta.core.services.libraries import open_library
from excerpta.gui.bootstrap.application import Application
from excerpta.gui.bootstrap.hand import Hand

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
_PLAIN = Qt.KeyboardModifier.NoModifier
_MOMENT = 15


class Walker(Hand):
    """A hand with a will of its own.

    Attributes:
        rng: decides everything.
        done: the names of the moves, the last one at the end.
    """

    def __init__(self, application: Application, rng: random.Random) -> None:
        super().__init__(application)
        self.rng = rng
        self.done: list[str] = []
        self._is_moving = False
        self._first = 0
        self._closer = QTimer(interval=_MOMENT)
        self._closer.timeout.connect(self._close_what_waits)

    @property
    def port(self) -> QWidget:
        """Where the text is."""
        return self.window.pane.reader.viewport()

    @contextmanager
    def moving(self) -> Iterator[None]:
        """While a move is made, a dialogue that waits for its answer gets none."""
        self._is_moving = True
        self._closer.start()
        try:
            yield
        finally:
            self._closer.stop()
            self._is_moving = False

    def _close_what_waits(self) -> None:
        waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if self._is_moving and waiting is not None:
            waiting.close()

    def clear_the_way(self) -> None:
        """Close every dialogue and every menu, as Esc does."""
        for _ in range(20):
            waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if waiting is None:
                return
            waiting.close()
            QApplication.processEvents()
        raise AssertionError(f"{waiting} does not close")

    # ---- undo

    def begin(self) -> None:
        """What is done from now on can be taken back; nothing before."""
        self._first = self.steps()

    def steps(self) -> int:
        """How many commands undo could take back."""
        with closing(
            sqlite3.connect(f"{self.window.session.library.path.as_uri()}?mode=ro", uri=True)
        ) as file:
            return int(file.execute("SELECT count(*) FROM command WHERE undone = 0").fetchone()[0])

    def may_undo(self) -> bool:
        """Whether undo would take back a move of this walk."""
        return self.steps() > self._first

    # ---- keys

    def to_the_text(self) -> None:
        """Let the reader have the keyboard, most often."""
        if self.rng.random() < 0.7:
            self.window.show_view("read")
            self.window.pane.reader.setFocus()

    def key(self, name: str, *, times: int = 1) -> None:
        """Press a key, by its portable name, wherever the keyboard is."""
        combination = QKeySequence(name)[0]  # type: ignore[index]
        for _ in range(times):
            QTest.keyClick(self._listener(), combination.key(), combination.keyboardModifiers())

    def write(self, text: str) -> None:
        """Type text wherever the keyboard is, without waiting."""
        listener = self._listener()
        if listener is self.window.pane.reader:
            return  # there its letters would be commands, which have moves of their own
        for character in text:
            listener = self._listener()
            if character.isascii():
                QTest.keyClick(listener, character)  # type: ignore[call-overload]
            else:
                self._send_text(listener, character)

    def _send_text(self, listener: QWidget, character: str) -> None:
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QKeyEvent

        QApplication.sendEvent(listener, QKeyEvent(QEvent.Type.KeyPress, 0, _PLAIN, character))

    def _listener(self) -> QWidget:
        modal = QApplication.activeModalWidget()
        return (
            QApplication.activePopupWidget()
            or QApplication.focusWidget()
            or (modal.focusWidget() or modal if modal is not None else self.window.pane.reader)
        )

    # ---- the mouse

    def somewhere(self) -> QPoint:
        """A point of the text, wherever it is seen."""
        port = self.port
        return QPoint(
            self.rng.randint(0, max(0, port.width() - 1)), self.rng.randint(0, max(0, port.height() - 1))
        )

    def drag(
        self,
        start: QPoint,
        end: QPoint,
        modifier: Qt.KeyboardModifier,
        *,
        held_for: int = 0,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        """Drag over the text; `held_for` milliseconds at its end."""
        self.drag_in(self.port, start, end, modifier, held_for=held_for, meanwhile=meanwhile)

    def drag_in(
        self,
        widget: QWidget,
        start: QPoint,
        end: QPoint,
        modifier: Qt.KeyboardModifier = _PLAIN,
        *,
        held_for: int = 0,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        """Drag in a widget."""
        QTest.mousePress(widget, _LEFT, modifier, start)
        for part in (0.3, 0.7, 1.0):
            self._point(widget, QPointF(start) + (QPointF(end) - QPointF(start)) * part, modifier)
        if held_for:
            QTest.qWait(held_for)
        meanwhile()
        QTest.mouseRelease(widget, _LEFT, modifier, end)

    def _point(self, widget: QWidget, at: QPointF, modifier: Qt.KeyboardModifier) -> None:
        where = widget.mapToGlobal(at)
        QApplication.sendEvent(
            widget, QMouseEvent(QMouseEvent.Type.MouseMove, at, where, _NONE, _LEFT, modifier)
        )

    def turn(self, pixels: int) -> None:
        """Turn the wheel over the text; positive is towards the end."""
        middle = self.port.rect().center()
        event = QWheelEvent(
            QPointF(middle), QPointF(self.port.mapToGlobal(middle)), QPoint(0, -pixels), QPoint(0, -pixels),
            _NONE, _PLAIN, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.port, event)

    # ---- documents, and other hands

    def open_any(self) -> None:
        """Click on any document of the list, as it is seen."""
        pane = self.window.library_pane
        if pane.model.ids:
            index = pane.model.index(self.rng.randrange(len(pane.model.ids)), 0)
            pane.table.scrollTo(index)
            QTest.mouseClick(pane.table.viewport(), _LEFT, _PLAIN, pane.table.visualRect(index).center())

    def other_hand(self) -> None:
        """Another program writes to the same library: mostly to the document that is open."""
        with open_library(self.window.session.library.path) as library, suppress(UserError):
            ids = list(documents.document_ids(library))
            if not ids:
                return
            here = self.window.reading.document
            one = here.id if here is not None and self.rng.random() < 0.8 else self.rng.choice(ids)
            there = annotating.highlights_of(library, one)
            what = self.rng.choice(("add", "add", "take away", "merge", "note"))
            if what == "add" or not there:
                length = documents.document_extent(library, one).length
                start = self.rng.randrange(max(1, length - 1))
                end = min(length, start + self.rng.randint(1, 300))
                annotating.add_highlight(library, one, start, end, colour=self.rng.choice(list(Colour)))
            elif what == "take away":
                annotating.delete_highlights(library, [self.rng.choice(there).id])
            elif what == "merge":
                chosen = [self.rng.choice(there).id for _ in range(2)]
                annotating.merge_highlights(library, chosen)
            else:
                annotating.set_note(library, self.rng.choice(there).id, f"from outside {len(self.done)}")
