"""The title page stands in the place of a long document while it is being read."""

from PySide6.QtCore import QObject, QTimer

from excerpta.gui.widgets.reader.contents import HeaderPart, ReaderHeader
from excerpta.gui.widgets.reader.typesetter import read_source
from excerpta.gui.widgets.reader.view import ReaderView

_PATIENCE = 150
"""Milliseconds after which it says that the document is being opened; most are quicker."""


class TitlePage(QObject):
    """The title where it will stand above the text; below it, after a moment, what is going on."""

    def __init__(self, reader: ReaderView) -> None:
        super().__init__(reader)
        self._reader = reader
        self._title = ""
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._explain)

    def show(self, title: str) -> None:
        """Show a title in place of what the reader shows."""
        self._title = title
        self._reader.show_prepared(read_source("", ()), ReaderHeader(title))
        self._patience.start()

    def end(self) -> None:
        """Say nothing any more: another document comes, or none."""
        self._patience.stop()

    def _explain(self) -> None:
        self._reader.set_header(ReaderHeader(self._title, (HeaderPart("Opening…"),)))
