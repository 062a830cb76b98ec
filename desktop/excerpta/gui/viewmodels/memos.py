"""Memos of documents and of the library, on sheets of their own."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from excerpta.core.model.changes import Changes
from excerpta.core.model.ids import CommandId, DocumentId
from excerpta.core.services import memos
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.memo_dialog import MemoDialog


class MemosViewModel(QObject):
    """Opens a memo and keeps what is written; all saves of one sheet are one step of undo."""

    def __init__(self, session: LibrarySession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._dialog: MemoDialog | None = None

    def ask(self, document: DocumentId | None, about: str, parent: QWidget) -> MemoDialog:
        """Show the memo of a document, or for None of the library; `about` names it."""
        library = self._session.library
        known = memos.read_memo(library, document=document)
        text = "" if known is None else known.text
        dialog = MemoDialog(about, text, parent, read_only=library.read_only)
        dialog.written.connect(self._writer(document))
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        dialog.open()
        return dialog

    def flush(self) -> None:
        """Keep what is being typed."""
        if self._dialog is not None:
            self._dialog.field.flush()

    def _writer(self, document: DocumentId | None) -> Callable[[str], None]:
        last: list[CommandId] = []

        def verb(text: str) -> Changes:
            joins = last[-1] if last else None
            return memos.write_memo(self._session.library, text, document=document, joins=joins)

        def write(text: str) -> None:
            changes = self._session.perform(lambda: verb(text))
            if changes.command is not None:
                last.append(changes.command)

        return lambda text: self._session.long.wait_for(lambda: write(text))

    def _forget(self) -> None:
        self._dialog = None
