"""The pictures of the document that a canvas shows: where they come from, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from excerpta.gui.widgets.reader.pictures import Images, PictureShelf

if TYPE_CHECKING:
    from excerpta.gui.widgets.reader.canvas import ReaderCanvas


class ShownPictures(QObject):
    """Has pictures painted when they come and set anew when they change.

    Attributes:
        shelf: keeps what was decoded last.

    """

    def __init__(self, canvas: ReaderCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.shelf = PictureShelf(self)
        self.shelf.arrived.connect(canvas.viewport().update)
        # Later: a picture is found to be damaged while the page is being painted.
        self.shelf.spoiled.connect(self._set_anew, Qt.ConnectionType.QueuedConnection)

    def set_source(self, images: Images | None) -> None:
        """Take the pictures of documents from a function of their SHA-256, or show none."""
        self.shelf.set_source(images)
        self._canvas.set_anew(block for block in self._canvas.page.source.blocks if block.image)

    def _set_anew(self, image: str) -> None:
        self._canvas.set_anew(block for block in self._canvas.page.source.blocks if block.image == image)
