"""The history in words, and going to a point of it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from excerpta.core.model.changes import Changes
from excerpta.core.model.history import HistoryEntry
from excerpta.core.model.ids import CommandId
from excerpta.core.services import history
from excerpta.gui.support.dates import readable_moment
from excerpta.gui.support.theme import Theme
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.history_dialog import HistoryDialog, HistoryLine

_BEGINNING = "The beginning"


class HistoryViewModel(QObject):
    """Shows the history in a dialogue, as long as that is open.

    Signals:
        said: a sentence for the toast, and whether it offers Undo.

    """

    said = Signal(str, bool)

    def __init__(self, session: LibrarySession, theme: Callable[[], Theme], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._dialog: HistoryDialog | None = None
        session.changed.connect(self._refresh)

    def ask(self, parent: QWidget) -> HistoryDialog:
        """Show what was done."""
        dialog = HistoryDialog(self._lines, self._theme(), parent)
        dialog.wanted.connect(self.go_to)
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        dialog.open()
        return dialog

    def go_to(self, line: HistoryLine) -> None:
        """Undo or redo until a line is the last thing done."""
        library = self._session.library

        def then(_: Changes) -> None:
            what = "Redone up to" if line.undone else "Back at"
            point = "the beginning" if line.point is None else f"“{line.what}”"
            self.said.emit(
                f"{what} {point}. Redo goes on from here." if not line.undone else f"{what} {point}.", False
            )

        # How much lies between is not known before: it never makes the window wait.
        self._session.long.begin(
            lambda: history.go_to(library, line.point), "Going through the history…", then
        )

    def _lines(self, before: CommandId | None) -> Sequence[HistoryLine]:
        library = self._session.library
        entries = history.history(library, before=before)
        now = datetime.now().astimezone()
        last = history.last_done(library)
        lines = [_line(entry, last, now, library.coder) for entry in entries]
        if len(entries) < history.PAGE:
            lines.append(HistoryLine(None, None, _BEGINNING, "", "", undone=False, is_now=last is None))
        return lines

    def _refresh(self, _changes: Changes) -> None:
        if self._dialog is not None:
            self._dialog.reload()

    def _forget(self) -> None:
        self._dialog = None


def _line(entry: HistoryEntry, last: CommandId | None, now: datetime, me: str) -> HistoryLine:
    what = entry.label[:1].upper() + entry.label[1:]
    who = "" if entry.coder == me else entry.coder
    when = readable_moment(entry.at, now)
    return HistoryLine(entry.id, entry.first, what, when, who, undone=entry.undone, is_now=entry.id == last)
