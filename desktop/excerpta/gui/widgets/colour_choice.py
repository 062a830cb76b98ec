"""The eight colours beside each other, of which one is chosen."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from excerpta.core.model.annotation import Colour
from excerpta.gui.support.plain_text import plain_tooltip
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed

_SIDE, _DOT = 30, 17
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ColourChoice(Themed, QWidget):
    """One dot for each colour; arrows and the keys 1 to 8 choose too.

    Signals:
        chosen: another Colour.

    """

    chosen = Signal(object)

    def __init__(self, colour: Colour, names: Mapping[Colour, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Colour")
        self.dots = {one: _Dot(one, names[one], self) for one in Colour}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for dot in self.dots.values():
            group.addButton(dot)
            row.addWidget(dot)
            dot.clicked.connect(lambda _=False, one=dot.colour: self.chosen.emit(one))
        row.addStretch(1)
        self.dots[colour].setChecked(True)

    @property
    def colour(self) -> Colour:
        """The colour that is chosen."""
        return next(colour for colour, dot in self.dots.items() if dot.isChecked())

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for dot in self.dots.values():
            dot.set_theme(theme)

    def choose(self, colour: Colour) -> None:
        """Choose a colour, and tell so if it is another."""
        if colour is not self.colour:
            self.dots[colour].setChecked(True)
            self.chosen.emit(colour)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        colours = list(Colour)
        step = _STEPS.get(Qt.Key(event.key()))
        number = event.text()
        if step is not None:
            self.choose(colours[(colours.index(self.colour) + step) % len(colours)])
            self.dots[self.colour].setFocus(Qt.FocusReason.TabFocusReason)
        elif number.isdecimal() and 1 <= int(number) <= len(colours):
            self.choose(colours[int(number) - 1])
        else:
            super().keyPressEvent(event)


class _Dot(Themed, QAbstractButton):
    """One colour: its tint with its edge around, and a ring when it is the chosen one."""

    def __init__(self, colour: Colour, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(plain_tooltip(name))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(scaled(_SIDE), scaled(_SIDE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, radius = QRectF(self.rect()).center(), scaled(_DOT) / 2
        if self.isChecked():
            painter.setPen(QPen(self.theme.ink, 1.6))
            painter.drawEllipse(middle, radius + 3, radius + 3)
        if self.hasFocus():
            painter.setPen(QPen(self.theme.accent, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(QPen(self.theme.edge(self.colour), 1.3))
        painter.setBrush(self.theme.tint(self.colour))
        painter.drawEllipse(middle, radius, radius)
