"""A bookmark keeps where reading stopped: on leaving a document, and some seconds after each move."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from excerpta.core.model.document import ReadingPlace
from excerpta.core.model.errors import UserError
from excerpta.core.model.ids import DocumentId
from excerpta.core.services import documents
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.reader.view import ReaderView

SECONDS = 3.0
"""So much of the way is lost at most when the program is killed."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document."""

    document: DocumentId
    place: ReadingPlace


class Bookmark(QObject):
    """Follows the reader in one document at a time, and writes to the library only what is new.

    Attributes:
        document: in which it lies; None for none.
    """

    def __init__(self, session: LibrarySession, reader: ReaderView) -> None:
        super().__init__(reader)
        self.document: DocumentId | None = None
        self._session = session
        self._reader = reader
        self._kept: Spot | None = None
        self._soon = QTimer(self, singleShot=True, interval=round(SECONDS * 1000))
        self._soon.timeout.connect(self._keep_soon)
        for moved in (reader.viewport_changed, reader.caret_moved, reader.current_highlight_changed):
            moved.connect(self._wait)

    def spot(self) -> Spot | None:
        """Where the reader is now."""
        if self.document is None:
            return None
        reader = self._reader
        place = ReadingPlace(reader.top_position(), reader.caret(), reader.current_highlight())
        return Spot(self.document, place)

    def go_to(self, place: ReadingPlace, *, flash: bool = False) -> None:
        """Show a place of the document: the same first line, the caret and the highlight."""
        reader = self._reader
        reader.set_caret(place.caret)
        reader.set_current_highlight(place.highlight, reveal=False)
        reader.show_at_top(place.position, flash=place.caret if flash else None)

    def lay(self, document: DocumentId) -> None:
        """Follow the reader in a document that was opened, and keep that it was."""
        self.document = document
        self.keep()

    def keep(self) -> None:
        """Keep the present place, now; what is in the way is told."""
        self._soon.stop()
        spot = self.spot()
        if spot is None or spot == self._kept:
            return
        if self._session.long.is_going_on():
            self._keep_soon()  # where it waits for that to end
            return
        fault = self._write(spot)
        if fault is not None:
            self._session.failed.emit(fault.sentence, fault.advice)

    def remove(self) -> None:
        """Follow the reader no more."""
        self._soon.stop()
        self.document = self._kept = None

    def _wait(self) -> None:
        if self.document is not None and not self._soon.isActive() and self._reader.isVisible():
            self._soon.start()

    def _keep_soon(self) -> None:
        """Keep the present place in the background; what is in the way will be told on leaving."""
        spot = self.spot()
        if spot is not None and spot != self._kept:
            self._session.background.start("bookmark", lambda _: self._write(spot), lambda _: None)

    def _write(self, spot: Spot) -> UserError | None:
        library = self._session.library
        try:
            documents.remember_place(library, spot.document, spot.place)
        except UserError as error:
            return error
        except Exception as error:
            fault = library.fault_of(error)
            if fault is None:
                raise
            return fault
        self._kept = spot
        return None
