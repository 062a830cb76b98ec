"""Screen readers get the reader as a document: its text, and its parts as children.

Text, caret, selection and looks come from a mirror of the text that Qt itself answers for; paragraphs,
headings, pictures and highlights are children with names, roles and places of their own. All of it is
made when a screen reader first asks, and nothing of it while none listens.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInsertEvent,
    QAccessibleTextSelectionEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from excerpta.gui.support.announcing import announce
from excerpta.gui.support.colour_words import ColourNames
from excerpta.gui.widgets.reader.accessible_parts import (
    NOTHING,
    AccessibleHighlight,
    AccessiblePart,
    HighlightPlace,
    PartPlace,
    Parts,
    describe,
)
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.text_mirror import TextMirror

if TYPE_CHECKING:
    from excerpta.gui.widgets.reader.view import ReaderView

_TOLD_OF_NEW_TEXT = 1_000
"""Code points of a new text that are sent with the news of it: no bus should carry a book."""


_SAID_AT_ONCE = 3
"""Changes of highlights that are said one by one; more are counted."""


class AccessibleReader(QAccessibleWidget):
    """The reader as a document."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view, QAccessible.Role.Document)
        self._view = view

    def interface_cast(self, kind: QAccessible.InterfaceType) -> object:  # type: ignore[override]
        if kind == QAccessible.InterfaceType.TextInterface:
            return mirror_of(self._view).interface()
        found = super().interface_cast(kind)
        return NOTHING if found is None else found

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

    def childCount(self) -> int:
        return len(parts_of(self._view)) + len(self._widgets())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        parts, widgets = parts_of(self._view), self._widgets()
        if 0 <= index < len(parts):
            return parts.interface(index)
        if 0 <= index - len(parts) < len(widgets):
            return QAccessible.queryAccessibleInterface(widgets[index - len(parts)])
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        thing, widgets = child.object(), self._widgets()
        if isinstance(thing, PartPlace):
            return thing.block
        return len(parts_of(self._view)) + widgets.index(thing) if thing in widgets else -1

    def _widgets(self) -> list[QObject]:
        """Give what Qt would name as children, but for the mirror."""
        found = (super(AccessibleReader, self).child(n) for n in range(super().childCount()))
        things = (one.object() for one in found if one is not None)
        return [one for one in things if isinstance(one, QWidget) and not isinstance(one, TextMirror)]


def mirror_of(view: ReaderView) -> TextMirror:
    """Give the mirror of a reader, made when it is first asked for."""
    if view.mirror is None:
        view.mirror = TextMirror(view)
    return view.mirror


def parts_of(view: ReaderView) -> Parts:
    """Give the parts of the document that a reader shows."""
    if view.parts is None or not view.parts.is_current:
        if view.parts is not None:
            view.parts.give_up()
        view.parts = Parts(view)
    return view.parts


def describe_highlights(view: ReaderView) -> str:
    """Say in words which highlights are at the caret: colour, tags, note."""
    return "; ".join(describe(highlight, view.colour_names) for highlight in view.highlights.at(view.caret()))


@cache
def install(kind: type[ReaderView]) -> None:
    """Have Qt ask here for the interface of every reader, widgets of class `kind`, and of its parts."""

    def make(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
        if isinstance(thing, kind):
            return AccessibleReader(thing)
        if isinstance(thing, PartPlace):
            return AccessiblePart(thing)
        if isinstance(thing, HighlightPlace):
            return AccessibleHighlight(thing)
        return None

    QAccessible.installFactory(make)


# ---- what has changed


def tell_document(view: ReaderView) -> None:
    """Tell screen readers that another text is shown."""
    if QAccessible.isActive() and view.mirror is not None:
        view.mirror.follow()
        text = view.page.source.text[:_TOLD_OF_NEW_TEXT]
        QAccessible.updateAccessibility(QAccessibleTextInsertEvent(view, 0, text))
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(view, _offset(view, view.caret())))


def tell_looks(view: ReaderView) -> None:
    """Let the looks that screen readers ask about follow what is in the window."""
    if view.mirror is not None:
        view.mirror.follow_looks_soon()


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


def tell_highlights(
    view: ReaderView, before: Iterable[ReaderHighlight | None], after: Iterable[ReaderHighlight | None]
) -> None:
    """Say what has become of highlights, each as it was and as it is."""
    if not QAccessible.isActive():
        return
    names, pairs = view.colour_names, zip(before, after, strict=True)
    said = [_change(old, new, names) for old, new in pairs if old != new]
    if len(said) > _SAID_AT_ONCE:
        said = [f"{len(said)} highlights changed"]
    announce(view, "; ".join(one for one in said if one))


def _change(old: ReaderHighlight | None, new: ReaderHighlight | None, names: ColourNames) -> str:
    """Say what a highlight has become; that one has gone the message with the undo says."""
    if new is None:
        return ""
    if old is not None and (old.start, old.end) != (new.start, new.end):
        return f"{describe(new, names)}, resized"
    return describe(new, names)


def _offset(view: ReaderView, position: int) -> int:
    mirror = mirror_of(view)
    mirror.follow()
    return mirror.index.to_utf16(position)
