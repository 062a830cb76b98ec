"""Travelling: jumps leave a stop behind them, and Back and Forward walk along the stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent, QWindow

from excerpta.core.services import documents
from excerpta.gui.viewmodels.bookmark import Spot
from excerpta.gui.windows.journey import Cell, Journey, Row, SearchRow, Stop

if TYPE_CHECKING:
    from excerpta.gui.windows.main_window import MainWindow

_BUTTONS = {Qt.MouseButton.BackButton: "back", Qt.MouseButton.ForwardButton: "forward"}
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class Travelling(QObject):
    """Back and Forward of one window, by key, by menu and by the two buttons at the side of a mouse."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._journey = Journey(self.stop, self._is_there)
        window.pane.reader.place_left.connect(self.depart)

    def stop(self) -> Stop | None:
        """What is shown in the centre now, to be shown again."""
        window = self._window
        if row := window.search_place.stop():
            return row
        if window.centre_zone() is window.pane:
            return window.reading.bookmark.spot()
        if window.centre_zone() is window.overview_zone:
            return Cell(window.overview_zone.view.table.current_keys())
        return Row(window.retrieval.text, window.retrieval_view.current())

    def depart(self, stop: Stop | None = None) -> None:
        """Remember a stop, by default what is shown now, before a jump."""
        self._journey.depart(stop)
        self.update_actions()

    def back(self) -> None:
        """Show what was left last."""
        self._go(self._journey.back())

    def forward(self) -> None:
        """Show again what Back has left."""
        self._go(self._journey.forward())

    def update_actions(self) -> None:
        """Offer Back and Forward only where they lead somewhere."""
        by_name = self._window.actions_.by_name
        by_name["back"].setEnabled(self._journey.can_go_back)
        by_name["forward"].setEnabled(self._journey.can_go_forward)

    def listen(self, handle: QWindow) -> None:
        """Take the two buttons wherever in the window they are pressed."""
        handle.removeEventFilter(self)
        handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _PRESSES and isinstance(event, QMouseEvent):
            name = _BUTTONS.get(event.button())
            if name is not None:
                self._window.actions_.by_name[name].trigger()
                return True
        return super().eventFilter(watched, event)

    def _go(self, stop: Stop | None) -> None:
        window = self._window
        if isinstance(stop, Row):
            window.show_view("highlights")
            window.retrieval.restore(stop.annotation, stop.query)
        elif isinstance(stop, Cell):
            window.show_view("overview")
            window.overview_zone.view.table.go_to(stop.keys)
        elif isinstance(stop, SearchRow):
            window.search_place.restore(stop)
        elif stop is not None:
            window.show_view("read")
            window.reading.open(stop.document, place=stop.place)
        self.update_actions()

    def _is_there(self, stop: Stop) -> bool:
        """Whether a stop can still be shown: its document may be gone."""
        if not isinstance(stop, Spot):
            return True
        library = self._window.session.library
        known = documents.document_summaries(library, [stop.document])
        return bool(known) and stop.document not in documents.trashed_documents(library)
