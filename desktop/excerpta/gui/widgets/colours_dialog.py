"""The eight colours and what they stand for, to be named."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.model.annotation import Colour
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed

_SWATCH = 20


class ColoursDialog(QDialog):
    """One field for each colour; a name is kept as soon as its field is left.

    Signals:
        named: the Colour, and what it is to be called; empty for its own name.
    """

    named = Signal(object, str)

    def __init__(self, names: Mapping[Colour, str], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("colours_dialog")
        self.setWindowTitle("Names of the colours")
        self.fields: dict[Colour, QLineEdit] = {}
        about = QLabel(
            "What does each colour stand for? The names are shown in menus and facets, "
            "and highlights are found by them.",
            self,
        )
        about.setObjectName("muted")
        about.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, colour in enumerate(Colour):
            swatch = _Swatch(colour, self)
            swatch.set_theme(theme)
            field = self.fields[colour] = QLineEdit(self)
            field.setPlaceholderText(colour.value.capitalize())
            field.setAccessibleName(f"Name of {colour.value}")
            field.setMaxLength(200)
            field.editingFinished.connect(partial(self._tell, colour))
            grid.addWidget(swatch, row, 0)
            grid.addWidget(field, row, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(14)
        layout.addWidget(about)
        layout.addLayout(grid)
        layout.addWidget(buttons)
        self._names: dict[Colour, str] = {}
        self.show_names(names)
        self.resize(scaled(400), self.sizeHint().height())
        self.fields[Colour.YELLOW].setFocus()

    def show_names(self, names: Mapping[Colour, str]) -> None:
        """Show what the colours are called now; a field that is being typed in keeps its text."""
        for colour, field in self.fields.items():
            is_typed_in = field.hasFocus() and field.isModified()
            if names[colour] != self._names.get(colour) or not is_typed_in:
                field.setText("" if names[colour] == colour.value else names[colour])
        self._names = dict(names)

    def done(self, result: int) -> None:
        """Keep what stands in the field that has the cursor, then close."""
        for colour in self.fields:
            self._tell(colour)
        super().done(result)

    def _tell(self, colour: Colour) -> None:
        name = self.fields[colour].text().strip()
        if (name or colour.value) != self._names[colour]:
            self.named.emit(colour, name)


class _Swatch(Themed, QWidget):
    """A colour as it lies behind words."""

    def __init__(self, colour: Colour, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = colour
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(scaled(_SWATCH) + 4, scaled(_SWATCH) + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.edge(self._colour), 1.3))
        painter.setBrush(self.theme.tint(self._colour))
        radius = scaled(_SWATCH) / 2
        painter.drawEllipse(QPointF(self.rect().center()) + QPointF(0.5, 0.5), radius, radius)
