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
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= area.width()
        words = self.text() if fits or not self.short else self.short
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        self.style().drawItemText(
            painter,
            area,
            QStyle.visualAlignment(self.layoutDirection(), self.alignment()),
            option.palette,
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )
