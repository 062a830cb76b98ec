"""The choice of a theme: one swatch for each, a letter on its ground."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from excerpta.gui.support.theme import Theme, load_theme
from excerpta.gui.support.themed import Themed, smaller

_NAMES = {"light": "Light", "sepia": "Sepia", "dark": "Dark", "system": "System"}
_SWATCH = 40


class ThemeChoice(Themed, QWidget):
    """Four swatches, of which one is chosen.

    Signals:
        chosen: the name of the theme, or `system`.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Theme")
        self.swatches = {name: _Swatch(name, self) for name in _NAMES}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for name, swatch in self.swatches.items():
            group.addButton(swatch)
            row.addWidget(swatch, 1)
            swatch.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))

    def mark(self, name: str) -> None:
        """Tick the theme that is chosen."""
        if name in self.swatches:
            self.swatches[name].setChecked(True)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for swatch in self.swatches.values():
            swatch.set_theme(theme)


class _Swatch(Themed, QAbstractButton):
    """A letter on the ground of a theme, its name below; the system's is half light and half dark."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = [load_theme(one) for one in (("light", "dark") if name == "system" else (name,))]
        self.setText(_NAMES[name])
        self.setAccessibleName(f"{_NAMES[name]} theme")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(62, _SWATCH + QFontMetrics(smaller(self.font())).height() + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        place = QRectF(self.rect()).adjusted(3, 3, -3, 0)
        place.setHeight(_SWATCH - 3)
        self._ground(painter, place)
        edge = theme.accent if self.isChecked() else theme.outline
        painter.setPen(QPen(edge, 2.0 if self.isChecked() else 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 1.5))
            painter.drawRoundedRect(place.adjusted(-2.5, -2.5, 2.5, 2.5), 8, 8)
        font = smaller(self.font())
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(theme.ink if self.isChecked() or self.underMouse() else theme.muted)
        below = QRectF(0, _SWATCH + 2, self.width(), self.height() - _SWATCH - 2)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.text())

    def _ground(self, painter: QPainter, place: QRectF) -> None:
        painter.save()
        path = QPainterPath()
        path.addRoundedRect(place, 6, 6)
        painter.setClipPath(path)
        width = place.width() / len(self._shown)
        font = self.font()
        font.setFamilies(["Noto Serif", "DejaVu Serif", "serif"])
        font.setPixelSize(17)
        painter.setFont(font)
        for number, shown in enumerate(self._shown):
            part = QRectF(place.left() + number * width, place.top(), width, place.height())
            painter.fillRect(part, QColor(shown.page))
            painter.setPen(shown.ink)
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, "Aa" if len(self._shown) == 1 else "A")
        painter.restore()
