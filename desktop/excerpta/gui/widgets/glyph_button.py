"""A glyph button is a small flat button with a line drawing of one weight."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from excerpta.gui.support.scale import scale, scaled
from excerpta.gui.support.themed import Themed


class Glyph(Enum):
    """The drawings, as polylines on a field of 16 by 16."""

    CROSS = (((4.5, 4.5), (11.5, 11.5)), ((4.5, 11.5), (11.5, 4.5)))
    UP = (((4, 10), (8, 6), (12, 10)),)
    DOWN = (((4, 6), (8, 10), (12, 6)),)
    BIN = (
        ((3, 4.5), (13, 4.5)),
        ((6.2, 4.5), (6.2, 2.8), (9.8, 2.8), (9.8, 4.5)),
        ((4.4, 4.5), (5, 13.2), (11, 13.2), (11.6, 4.5)),
        ((6.9, 7), (6.9, 10.8)),
        ((9.1, 7), (9.1, 10.8)),
    )


class GlyphButton(Themed, QAbstractButton):
    """A button without text; `name` is its accessible name, and its tooltip with `key` behind."""

    def __init__(
        self, glyph: Glyph, name: str, parent: QWidget | None = None, *, key: str = "", side: int = 24
    ) -> None:
        super().__init__(parent)
        self._glyph = glyph
        self._side = side
        self.setAccessibleName(name)
        self.set_key(key)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_glyph(self, glyph: Glyph, name: str) -> None:
        """Mean something else."""
        self._glyph = glyph
        self.setAccessibleName(name)
        self.set_key("")
        self.update()

    def set_key(self, key: str) -> None:
        """Name the key that does the same."""
        name = self.accessibleName()
        self.setToolTip(f"{name} ({key})" if key else name)

    def sizeHint(self) -> QSize:
        return QSize(scaled(self._side), scaled(self._side))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        body = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(body, 5, 5)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body, 5, 5)
        painter.translate(body.center())
        painter.scale(scale(), scale())
        painter.translate(-8, -8)
        colour = theme.ink if self.underMouse() and self.isEnabled() else theme.muted
        colour = colour if self.isEnabled() else theme.outline
        painter.setPen(QPen(colour, 1.4, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in self._glyph.value:
            path = QPainterPath(QPointF(*line[0]))
            for point in line[1:]:
                path.lineTo(QPointF(*point))
            painter.drawPath(path)
