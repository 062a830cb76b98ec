"""The note editor is a plain text field that grows with its text and saves by itself.

What was typed is told at the latest `SAVE_AFTER` milliseconds later, and at once when the focus
leaves, when the editor is hidden, on Esc and when it is asked to.
"""

from functools import lru_cache

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from excerpta.gui.support.plain_text import document_text

SAVE_AFTER = 800
"""Milliseconds between the first unsaved key and the save."""

_MEASURED = 4_000
_INSET = 1
_WRAP = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


class NoteEditor(QTextEdit):
    """A note in place.

    Signals:
        edited: the whole note as it is now, when it differs from what was last told or given.
        grown: the text may need another height.
        entered: the focus came in.
        abandoned: the focus went out.
        left: Esc or Ctrl+Enter was pressed.
        stepped: Alt+Down (1) or Alt+Up (-1) was pressed.

    """

    edited = Signal(str)
    grown = Signal()
    entered = Signal()
    abandoned = Signal()
    left = Signal()
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self.setAccessibleName("Note")
        self.setAccessibleDescription("Saved by itself. Escape goes back to the text.")
        self.setPlaceholderText("Add a note")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(_WRAP)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_INSET)
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER)
        self._timer.timeout.connect(self.flush)
        self.textChanged.connect(self._note_change)

    def note(self) -> str:
        """The text as it stands in the field."""
        return document_text(self.document())

    def is_dirty(self) -> bool:
        """Whether there is text that was not told yet."""
        return self.note() != self._told

    def show_note(self, note: str) -> None:
        """Show a note from outside; what is being typed and was not told yet stays instead."""
        if note == self._told or self.is_dirty():
            self._told = note
            if self.is_dirty():
                self._timer.start()
            return
        self._replace(note)

    def start_over(self, note: str) -> None:
        """Tell what was typed, then show another highlight's note."""
        self.flush()
        self._replace(note)
        self.document().clearUndoRedoStacks()

    def flush(self) -> None:
        """Tell what was typed, now."""
        self._timer.stop()
        note = self.note()
        if note != self._told:
            self._told = note
            self.edited.emit(note)

    def discard(self) -> None:
        """Forget what was not told: its highlight is gone."""
        self._timer.stop()
        self._told = self.note()

    def height_at(self, width: int) -> int:
        """The height in pixels that the text needs at a width in pixels.

        Of a long text only the beginning is measured; it is higher than any card.
        """
        text = self.note()[:_MEASURED]
        if not text:
            return self.fontMetrics().lineSpacing() + 2
        return _measure(text, width, self.font().toString())

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the note from the window, but leave it those that do nothing here."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if _leaves(event) or _step(event):
                event.accept()
                return True
            if self._has_nothing_to_undo(event):
                event.ignore()  # then it is the program's undo
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _leaves(event):
            self.flush()
            self.left.emit()
        elif step := _step(event):
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)
        event.accept()  # a key that does nothing here must not act on the highlight

    def _has_nothing_to_undo(self, event: QKeyEvent) -> bool:
        document = self.document()
        if event.matches(QKeySequence.StandardKey.Undo):
            return not document.isUndoAvailable()
        return event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()
        self.abandoned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus() and self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.textCursor().insertText(source.text())

    def _note_change(self) -> None:
        if self.is_dirty() and not self._timer.isActive():
            self._timer.start()
        self.grown.emit()

    def _replace(self, note: str) -> None:
        self._told = note
        self._timer.stop()
        if note == self.note():
            return
        place = self.textCursor().position()
        self.setPlainText(note)
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self._timer.stop()

    def write(self) -> None:
        """Take the focus with the cursor at the end of the text."""
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def write_at(self, point: QPoint) -> None:
        """Take the focus with the cursor where a press was."""
        self.setTextCursor(self.cursorForPosition(point))
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def select_to(self, point: QPoint) -> None:
        """Select from where the cursor was put to a point."""
        cursor = self.textCursor()
        cursor.setPosition(self.cursorForPosition(point).position(), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)


def _leaves(event: QKeyEvent) -> bool:
    """Esc, or Ctrl+Enter, as one is used to from fields of several lines."""
    if event.key() == Qt.Key.Key_Escape:
        return True
    control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier
    return control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _step(event: QKeyEvent) -> int:
    """1 for Alt+Down, -1 for Alt+Up, else 0."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)


@lru_cache(maxsize=512)
def _measure(text: str, width: int, font_name: str) -> int:
    """The height of a text, in a document of its own: the shown one keeps its layout."""
    font = QFont()
    font.fromString(font_name)
    option = QTextOption()
    option.setWrapMode(_WRAP)
    document = QTextDocument()
    document.setDocumentMargin(_INSET)
    document.setDefaultFont(font)
    document.setDefaultTextOption(option)
    document.setPlainText(text)
    document.setTextWidth(width)
    return round(document.size().height() + 0.49)
