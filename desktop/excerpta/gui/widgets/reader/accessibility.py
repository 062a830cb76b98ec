"""Screen readers get the reader's text, its caret and the highlights under it.

WORKAROUND: PySide6 6.11 has no way to answer `QAccessibleTextInterface.selection` and `attributes`
(they are removed from its bindings), so the selection is told by events only and highlights by the
description. Both belong into the text interface as soon as it has them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextSelectionEvent,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import VoidPtr

from excerpta.gui.support.utf16 import Utf16Index

if TYPE_CHECKING:
    from excerpta.gui.widgets.reader.view import ReaderView


_NOTHING = VoidPtr(0)
"""WORKAROUND: PySide6 6.11 takes None for the address of None; Qt calls it as soon as one listens."""


class ReaderTextInterface(QAccessibleTextInterface):
    """The document as screen readers ask for it; offsets are UTF-16 units."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__()
        self._view = view
        self._text = ""
        self._index = Utf16Index("")

    @property
    def index(self) -> Utf16Index:
        """Converts the document's positions; made anew for each document that is asked about."""
        text = self._view.page.source.text
        if text is not self._text:
            self._text, self._index = text, Utf16Index(text)
        return self._index

    def text(self, start: int, end: int) -> str:
        """Give a part of the text."""
        index = self.index
        return self._text[index.to_code_point(start) : index.to_code_point(end)]

    def characterCount(self) -> int:
        """Give the length of the text."""
        index = self.index
        return index.to_utf16(len(self._text))

    def cursorPosition(self) -> int:
        """Give the place of the caret."""
        return self.index.to_utf16(self._view.caret())

    def setCursorPosition(self, offset: int) -> None:
        """Put the caret somewhere and show it."""
        self._view.set_caret(self.index.to_code_point(offset))
        self._view.keep_caret_in_view()

    def selectionCount(self) -> int:
        """Give 0: the range of a selection cannot be answered, see the module."""
        return 0

    def addSelection(self, start: int, end: int) -> None:
        """Select a range; there is only one selection."""
        self._view.select(self.index.to_code_point(start), self.index.to_code_point(end))

    def setSelection(self, _number: int, start: int, end: int) -> None:
        """Select a range."""
        self.addSelection(start, end)

    def removeSelection(self, _number: int) -> None:
        """Select nothing."""
        self._view.clear_selection()

    def characterRect(self, offset: int) -> QRect:
        """Give the place of a character on the screen; null when it is not in the window."""
        position = self.index.to_code_point(offset)
        found = self._view.rect_of(position, position + 1)
        return found.translated(self._view.viewport().mapToGlobal(QPoint())) if not found.isNull() else found

    def offsetAtPoint(self, point: QPoint) -> int:
        """Give the place in the text at a point of the screen."""
        return self.index.to_utf16(self._view.position_at(self._view.viewport().mapFromGlobal(point)))

    def scrollToSubstring(self, start: int, _end: int) -> None:
        """Bring a part of the text into view."""
        self._view.reveal(self.index.to_code_point(start))


class AccessibleReader(QAccessibleWidget):
    """The reader as a document."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view, QAccessible.Role.Document)
        self._view = view
        self._text_interface = ReaderTextInterface(view)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> object:  # type: ignore[override]
        """Give the text interface; the binding turns it into a pointer."""
        if kind == QAccessible.InterfaceType.TextInterface:
            return self._text_interface
        found = super().interface_cast(kind)
        return _NOTHING if found is None else found

    def text_offset(self, position: int) -> int:
        """Give the UTF-16 offset of a position of the text."""
        return self._text_interface.index.to_utf16(position)

    def state(self) -> QAccessible.State:
        """Say that the text can be read and selected, not written."""
        found = super().state()
        found.readOnly = True
        found.multiLine = True
        found.selectableText = True
        return found

    def text(self, kind: QAccessible.Text) -> str:
        """Give the name; as description, what the highlights at the caret are."""
        if kind == QAccessible.Text.Description:
            return describe_highlights(self._view)
        return super().text(kind)


def describe_highlights(view: ReaderView) -> str:
    """Say in words which highlights are at the caret: colour, tags, note."""
    sentences = []
    for highlight in view.highlights.at(view.caret()):
        words = f"{highlight.colour.value} {highlight.style.value}"
        if highlight.tags:
            words += f" tagged {', '.join(highlight.tags)}"
        sentences.append(words + (", with a note" if highlight.has_note else ""))
    return "; ".join(sentences)


@cache
def install(kind: type[ReaderView]) -> None:
    """Have Qt ask here for the interface of every reader, widgets of class `kind`."""

    def make(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
        if not isinstance(thing, kind):
            return None
        thing.accessible = AccessibleReader(thing)
        return thing.accessible

    QAccessible.installFactory(make)


def tell_caret(view: ReaderView) -> None:
    """Tell screen readers that the caret has moved."""
    if QAccessible.isActive():
        offset = _offset(view, view.caret())
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(view, offset))
        if view.highlights.at(view.caret()):
            QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.DescriptionChanged))


def tell_selection(view: ReaderView) -> None:
    """Tell screen readers what is selected."""
    if QAccessible.isActive():
        start, end = (_offset(view, position) for position in view.selection())
        QAccessible.updateAccessibility(QAccessibleTextSelectionEvent(view, start, end))


def _offset(view: ReaderView, position: int) -> int:
    interface = view.accessible
    if interface is None:
        return position
    return interface.text_offset(position)
