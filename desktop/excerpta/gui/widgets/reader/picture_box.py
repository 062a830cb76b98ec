"""A picture, or the card in its place, as the one character of the text that it is."""

from PySide6.QtCore import QRectF

from excerpta.core.model.document import IMAGE_CHARACTER
from excerpta.gui.widgets.reader.clusters import Cluster
from excerpta.gui.widgets.reader.lines import BoxStyle, SetLines
from excerpta.gui.widgets.reader.text_box import TextBox

FRAME = 6
"""Pixels of the box around the picture, where the tint of a highlight can be seen."""


class PictureBox(TextBox):
    """Takes part in selections and highlights as any text does: its character is as large as the picture.

    Attributes:
        image: the name of the picture; empty for a card.

    """

    __slots__ = ("image",)

    def __init__(self, start: int, style: BoxStyle, height: int, image: str = "") -> None:
        super().__init__(IMAGE_CHARACTER, start, style)
        self.image = image
        self.height = float(height)
        self._set = SetLines(self._set.lines, [0], [0], [height], height)
        near, far = (self.width, 0.0) if self.is_right_to_left else (0.0, self.width)
        self._has_right_to_left = True  # places are asked of its characters, not of carets of Qt
        self._clusters = {0: [Cluster(0, 1, near, far)]}
        self._inked = {0: (0.0, self.width)}
        self._plain_backwards = {0: False}

    @property
    def picture(self) -> QRectF:
        """The place of the picture in the piece."""
        return QRectF(self.x, self.y, self.width, self.height).adjusted(FRAME, FRAME, -FRAME, -FRAME)
