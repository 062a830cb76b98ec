"""The panel of the text: theme, family, size, leading, width and edges; the document shows each at once."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.popover import Popover
from excerpta.gui.widgets.quiet_slider import QuietSlider
from excerpta.gui.widgets.reader.type_settings import (
    HOUSE_SETTINGS,
    LARGEST_SIZE,
    SMALLEST_SIZE,
    TypeSettings,
)
from excerpta.gui.widgets.theme_choice import ThemeChoice
from excerpta.gui.widgets.type_families import offered_families

_HOUSE_FAMILY = "Book serif"
_WIDTH = 316
_TENTHS = 10


class TypePanel(Popover):
    """How the text is set.

    Attributes:
        themes, family, type_size, measure, spacing, justified, reset: its fields.

    Signals:
        type_changed: TypeSettings.
        theme_chosen: the name of a theme, or `system`.
    """

    type_changed = Signal(object)
    theme_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("type_panel")
        self.setAccessibleName("Text")
        self._settings = HOUSE_SETTINGS
        self._is_showing = False
        self.themes = ThemeChoice(self)
        self.family = _FamilyBox(self)
        self.type_size = _Measure("Size", SMALLEST_SIZE, LARGEST_SIZE, lambda value: f"{value}", self)
        self.spacing = _Measure("Line spacing", 12, 24, lambda value: f"{value / _TENTHS:.1f}", self)
        self.measure = _Measure("Width of a line", 36, 120, lambda value: f"{value}", self, step=2)
        self.justified = QCheckBox("Even edges on both sides", self)
        self.reset = QPushButton("Reset", self)
        self.reset.setAutoDefault(False)
        self._lay_out()
        self._connect()

    def show_settings(self, settings: TypeSettings) -> None:
        """Show how the text is set; nothing is told."""
        self._settings = settings
        self._is_showing = True
        self.family.choose(settings.family)
        self.type_size.show_value(settings.size)
        self.spacing.show_value(round(settings.spacing * _TENTHS))
        self.measure.show_value(settings.measure)
        self.justified.setChecked(settings.justified)
        self._is_showing = False
        self.reset.setEnabled(settings != HOUSE_SETTINGS)

    def mark_theme(self, name: str) -> None:
        """Tick the theme that is chosen."""
        self.themes.mark(name)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.themes.set_theme(theme)
        for measure in (self.type_size, self.spacing, self.measure):
            measure.slider.set_theme(theme)

    def _change(self, **other: object) -> None:
        if self._is_showing:
            return
        self._settings = replace(self._settings, **other)  # type: ignore[arg-type]
        self.reset.setEnabled(self._settings != HOUSE_SETTINGS)
        self.type_changed.emit(self._settings)

    def _reset(self) -> None:
        self.show_settings(HOUSE_SETTINGS)
        self.type_size.slider.setFocus(Qt.FocusReason.OtherFocusReason)
        self.type_changed.emit(HOUSE_SETTINGS)

    def _connect(self) -> None:
        self.themes.chosen.connect(self.theme_chosen)
        self.family.currentIndexChanged.connect(lambda _: self._change(family=self.family.chosen()))
        self.type_size.slider.valueChanged.connect(lambda value: self._change(size=value))
        self.spacing.slider.valueChanged.connect(lambda value: self._change(spacing=value / _TENTHS))
        self.measure.slider.valueChanged.connect(lambda value: self._change(measure=value))
        self.justified.toggled.connect(lambda checked: self._change(justified=checked))
        self.reset.clicked.connect(self._reset)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for row, measure in enumerate((self.type_size, self.spacing, self.measure)):
            grid.addWidget(measure.label, row, 0)
            grid.addWidget(measure.slider, row, 1)
            grid.addWidget(measure.value, row, 2)
        grid.setColumnStretch(1, 1)
        last = QHBoxLayout()
        last.addWidget(self.justified, 1)
        last.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(14)
        column.addWidget(self.themes)
        column.addWidget(self.family)
        column.addLayout(grid)
        column.addLayout(last)
        self.setFixedWidth(scaled(_WIDTH) + 24)


class _Measure:
    """A slider with its name before it and its value behind it."""

    def __init__(
        self, name: str, least: int, most: int, words: Callable[[int], str], panel: QWidget, *, step: int = 1
    ) -> None:
        self.label = QLabel(name, panel)
        self.value = QLabel(panel)
        self.value.setObjectName("muted")
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.value.setMinimumWidth(self.value.fontMetrics().horizontalAdvance("000"))
        self.slider = QuietSlider(panel)
        self.slider.setRange(least, most)
        self.slider.setSingleStep(step)
        self.slider.setPageStep(4 * step)
        self.slider.setAccessibleName(name)
        self.label.setBuddy(self.slider)
        self._words = words
        self.slider.valueChanged.connect(self._tell)

    def show_value(self, value: int) -> None:
        self.slider.setValue(value)
        self._tell(value)

    def _tell(self, value: int) -> None:
        self.value.setText(self._words(value))
        self.slider.setAccessibleDescription(self._words(value))


class _FamilyBox(QComboBox):
    """The families, each written in itself; filled when it is first shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Typeface")
        self.setMaxVisibleItems(14)
        self._families: list[str] = []

    def chosen(self) -> str:
        """The family that is chosen; empty for the book serif of the house."""
        return str(self.currentData() or "")

    def choose(self, family: str) -> None:
        """Show a family, also one that is not installed."""
        self._fill()
        place = self.findData(family)
        if place < 0:
            self.insertItem(1, f"{family} (not installed)", family)
            place = 1
        self.setCurrentIndex(place)

    def _fill(self) -> None:
        if self.count():
            return
        books, others = offered_families()
        model = QStandardItemModel(self)
        model.appendRow(_family_item(_HOUSE_FAMILY, ""))
        for family in (*books, None, *others):
            if family is not None:
                model.appendRow(_family_item(family, family))
        self.setModel(model)
        if others:
            self.insertSeparator(1 + len(books))


def _family_item(words: str, family: str) -> QStandardItem:
    item = QStandardItem(words)
    item.setData(family, Qt.ItemDataRole.UserRole)
    if family:
        font = QFont(family)
        font.setPixelSize(14)
        item.setFont(font)
    return item
