"""A screen reader gets the text, the caret and the highlights."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.view import ReaderView

Opener = Callable[..., ReaderView]


@pytest.fixture
def screen_reader() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("screen_reader")
def test_text_and_caret_are_told_in_utf16(open_reader: Opener) -> None:
    view = open_reader("a😀b", "second")
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.role() == QAccessible.Role.Document
    assert interface.text(QAccessible.Text.Name) == "Reader"
    text = interface.textInterface()
    assert text.characterCount() == 11
    assert text.text(0, 5) == "a😀b\n"
    view.set_caret(2)
    assert text.cursorPosition() == 3
    text.setCursorPosition(5)
    assert view.caret() == 4
    text.addSelection(0, 3)
    assert view.selected_text() == "a😀"
    assert text.offsetAtPoint(text.characterRect(3).center()) in (3, 4)


@pytest.mark.usefixtures("screen_reader")
def test_interfaces_that_a_reader_has_not_are_none(open_reader: Opener) -> None:
    interface = QAccessible.queryAccessibleInterface(open_reader("a"))
    assert interface.selectionInterface() is None
    assert interface.valueInterface() is None
    assert interface.tableCellInterface() is None
    assert interface.actionInterface() is not None


@pytest.mark.usefixtures("screen_reader")
def test_highlights_at_the_caret_are_described(open_reader: Opener) -> None:
    view = open_reader("The envoy")
    view.set_highlights(
        [ReaderHighlight(AnnotationId(1), 4, 9, Colour.RED, has_note=True, tags=("Actors/Envoy",))]
    )
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.text(QAccessible.Text.Description) == ""
    view.set_caret(5)
    described = interface.text(QAccessible.Text.Description)
    assert described == "red highlight tagged Actors/Envoy, with a note"


@pytest.mark.usefixtures("screen_reader")
def test_readers_come_and_go(qapp: object) -> None:
    for _ in range(20):
        view = ReaderView()
        assert QAccessible.queryAccessibleInterface(view) is not None
        view.set_document("text", ())
        view.select(0, 4)
        view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del view
