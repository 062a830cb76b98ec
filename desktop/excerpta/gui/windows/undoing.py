"""Undo and redo in the window: each says in the toast what it did, and offers the way back."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.toast import Toast

_UNDO, _REDO = "Undo", "Redo"


class Undoing(QObject):
    """The toast of the window, and what its button does."""

    def __init__(self, session: LibrarySession, toast: Toast, keep: Callable[[], None]) -> None:
        super().__init__(toast)
        self._session = session
        self._keep = keep  # saves what is being typed, so that it is what undo takes back
        self._toast = toast
        self._offer = ""
        toast.action_triggered.connect(self._answer)

    def say(self, sentence: str, undoable: bool = False) -> None:
        """Say a sentence, with Undo beside it where it tells of something that can be undone."""
        self._show(sentence, _UNDO if undoable else "")

    def undo(self) -> None:
        """Take back what was done last."""
        self._keep()
        label = self._session.undo_label()
        if self._session.undo():
            self._show(f"Undone: {label}.", _REDO)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._keep()
        label = self._session.redo_label()
        if self._session.redo():
            self._show(f"Done again: {label}.", _UNDO)

    def _show(self, sentence: str, offer: str) -> None:
        self._offer = offer
        self._toast.show_message(sentence, offer)

    def _answer(self) -> None:
        if self._offer == _REDO:
            self.redo()
        else:
            self.undo()
