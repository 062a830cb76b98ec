"""A label of one line that shortens its words where there is no room for all of them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QStyle, QStyleOption, QWidget

_FEWEST = "Wi…"


class ElidingLabel(QLabel):
    """Plain text with an ellipsis behind what fits; the whole of it is what screen readers get.

    Attributes:
        short: what is shown instead where not all fits; empty for the beginning of the text.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.short = ""

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(_FEWEST), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        area = self.contentsRect()
        words = self.text() if self._fits(self.text()) or not self.short else self.short
        # Asked itself, it takes a letter away from words that are as wide as their room, and a fraction.
        elided = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        shown = words if self._fits(words) else elided
        self.style().drawItemText(
            painter,
            area,
            QStyle.visualAlignment(self.layoutDirection(), self.alignment()),
            option.palette,
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )

    def _fits(self, words: str) -> bool:
        return self.fontMetrics().horizontalAdvance(words) <= self.contentsRect().width()
