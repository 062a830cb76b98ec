"""What a hand does in the reader, for its tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.view import ReaderView

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@contextmanager
def shown(text: str, size: tuple[int, int] = (800, 600)) -> Iterator[ReaderView]:
    """A reader in a window of its own, for one of many examples."""
    view = ReaderView()
    view.resize(*size)
    view.set_document(text, ())
    view.show()
    QApplication.processEvents()
    try:
        yield view
    finally:
        view.hide()
        view.deleteLater()
        QApplication.processEvents()


def highlight(number: int, start: int, end: int, **more: object) -> ReaderHighlight:
    return ReaderHighlight(AnnotationId(number), start, end, **more)  # type: ignore[arg-type]


def point(view: ReaderView, position: int) -> QPoint:
    found = view.point_of(position)
    assert found is not None
    return found


def click(view: ReaderView, at: QPoint, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """A click that is not the second one of a double click."""
    QTest.mouseClick(view.viewport(), LEFT, modifier, at)


def move(view: ReaderView, at: QPoint, modifier: Qt.KeyboardModifier = PLAIN, *, held: bool = False) -> None:
    """Move the pointer, with the left button held or not; QTest cannot do it with a modifier."""
    port = view.viewport()
    buttons = LEFT if held else Qt.MouseButton.NoButton
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove, at, port.mapToGlobal(at), Qt.MouseButton.NoButton, buttons, modifier
    )
    QApplication.sendEvent(port, event)


def drag(view: ReaderView, *path: QPoint, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """Press, move along a path and let go."""
    port = view.viewport()
    QTest.mousePress(port, LEFT, modifier, path[0])
    move(view, (path[0] + path[1]) / 2, modifier, held=True)
    for at in path[1:]:
        move(view, at, modifier, held=True)
    QTest.mouseRelease(port, LEFT, modifier, path[-1])
