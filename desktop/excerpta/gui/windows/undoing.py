"""Undo and redo in the window: each says in the toast what it did, and offers the way back."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.toast import Toast

_UNDO, _REDO, _STOP = "Undo", "Redo", "Stop"
_AS_LONG_AS_IT_TAKES = 3600.0


class Undoing(QObject):
    """The toast of the window, and what its button does."""

    def __init__(self, session: LibrarySession, toast: Toast, keep: Callable[[], None]) -> None:
        super().__init__(toast)
        self._session = session
        self._keep = keep  # saves what is being typed, so that it is what undo takes back
        self._toast = toast
        self._offer = ""
        self._own: Callable[[], object] = lambda: None
        toast.action_triggered.connect(self._answer)
        session.long.began.connect(lambda doing: self._show(doing, _STOP, _AS_LONG_AS_IT_TAKES))
        session.long.ended.connect(self._end)
        session.long.stopped.connect(lambda: self.say("Stopped. Nothing was changed."))
        session.long.refused.connect(self._put_off)

    def say(self, sentence: str, undoable: bool = False) -> None:
        """Say a sentence, with Undo beside it where it tells of something that can be undone."""
        self._show(sentence, _UNDO if undoable else "")

    def offer(self, sentence: str, button: str, do: Callable[[], object]) -> None:
        """Say a sentence, with a button beside it that does something of its own."""
        self._own = do
        self._show(sentence, button)

    def unsay(self, sentence: str) -> None:
        """Take a sentence away that is not true any more, if it is still shown."""
        if self._toast.text == sentence:
            self._toast.hide()

    def undo(self) -> None:
        """Take back what was done last."""
        self._keep()
        self._session.undo(lambda done: self._show(f"Undone: {done.label}.", _REDO))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._keep()
        self._session.redo(lambda done: self._show(f"Done again: {done.label}.", _UNDO))

    def _put_off(self, doing: str) -> None:
        """A key was pressed while a long change is being made."""
        self._show(f"One moment: {doing[:1].lower()}{doing[1:]}", _STOP, _AS_LONG_AS_IT_TAKES)

    def _end(self) -> None:
        """The long change is over; what it came to is said by whoever began it."""
        if self._offer == _STOP:
            self._toast.hide()

    def _show(self, sentence: str, offer: str, seconds: float = 8.0) -> None:
        self._offer = offer
        self._toast.show_message(sentence, offer, seconds)

    def _answer(self) -> None:
        if self._offer == _STOP:
            self._session.long.stop()
        elif self._offer == _REDO:
            self.redo()
        elif self._offer == _UNDO:
            self.undo()
        else:
            self._own()
