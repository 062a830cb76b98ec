"""The dialogue before printing: what comes along, on what paper, and how the page looks with that."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.glyph_button import Glyph, GlyphButton
from excerpta.gui.widgets.printing.options import POINT_SIZES, NotePlace, Paper, PrintOptions
from excerpta.gui.widgets.printing.preview import PagePreview

_PLACES = {
    NotePlace.MARGIN: "In the margin, beside their passages",
    NotePlace.END: "At the end, with their passages",
    NotePlace.NONE: "Not at all",
}


class PrintDialog(QDialog):
    """Asks how a document is printed.

    Attributes:
        paper, point_size, highlights, notes, furniture: the choices.
        preview: how a page looks.

    Signals:
        options_changed: PrintOptions and the number of a page to be shown with them.
        pdf_wanted, print_wanted: PrintOptions; the dialogue is closed.
    """

    options_changed = Signal(object, int)
    pdf_wanted = Signal(object)
    print_wanted = Signal(object)

    def __init__(
        self, options: PrintOptions, parent: QWidget, theme: Theme, *, pdf: bool, has_furniture: bool
    ) -> None:
        super().__init__(parent)
        self.setObjectName("print_dialog")
        self.setWindowTitle("Save as PDF" if pdf else "Print")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._options = options
        self._page = 1
        self.preview = PagePreview(self)
        self.paper = QComboBox(self)
        self.paper.addItems([paper.value for paper in Paper])
        self.paper.setCurrentText(options.paper.value)
        self.point_size = QComboBox(self)
        for size in POINT_SIZES:
            self.point_size.addItem(f"{size} points", size)
        self.point_size.setCurrentIndex(max(0, self.point_size.findData(options.size)))
        self.highlights = QCheckBox("Highlights", self)
        self.highlights.setChecked(options.highlights)
        self.notes = QButtonGroup(self)
        for number, (place, words) in enumerate(_PLACES.items()):
            button = QRadioButton(words, self)
            button.setChecked(place is options.notes)
            self.notes.addButton(button, number)
        self.furniture = QCheckBox("Page furniture of the source", self)
        self.furniture.setChecked(options.furniture)
        self.furniture.setVisible(has_furniture)
        self.back = GlyphButton(Glyph.UP, "Previous page", self)
        self.on = GlyphButton(Glyph.DOWN, "Next page", self)
        self.where = QLabel(self)
        self.where.setObjectName("muted")
        self._lay_out(self._buttons(pdf=pdf))
        self._connect()
        self.set_theme(theme)

    @property
    def options(self) -> PrintOptions:
        """What is chosen."""
        return self._options

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        for part in (self.preview, self.back, self.on):
            part.set_theme(theme)

    def show_page(self, image: QImage, number: int, *, more: bool) -> None:
        """Show how a page looks; `more` says that another one follows."""
        self._page = number
        self.preview.show_image(image)
        self.where.setText(f"Page {number}" if number else "")
        self.back.setEnabled(number > 1)
        self.on.setEnabled(more)

    def ask_page(self) -> None:
        """Ask for the page that is to be shown."""
        self.options_changed.emit(self._options, self._page)

    def _change(self) -> None:
        self._options = replace(
            self._options,
            paper=Paper(self.paper.currentText()),
            size=int(self.point_size.currentData()),
            highlights=self.highlights.isChecked(),
            notes=list(_PLACES)[self.notes.checkedId()],
            furniture=self.furniture.isChecked(),
        )
        self._enable()
        self.ask_page()

    def _enable(self) -> None:
        for button in self.notes.buttons():
            button.setEnabled(self._options.highlights)

    def _turn(self, pages: int) -> None:
        self._page = max(1, self._page + pages)
        self.ask_page()

    def _connect(self) -> None:
        self.paper.currentIndexChanged.connect(lambda _: self._change())
        self.point_size.currentIndexChanged.connect(lambda _: self._change())
        self.highlights.toggled.connect(lambda _: self._change())
        self.notes.idClicked.connect(lambda _: self._change())
        self.furniture.toggled.connect(lambda _: self._change())
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))

    def _buttons(self, *, pdf: bool) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.save = QPushButton("Save as PDF…", self)
        self.print_ = QPushButton("Print…", self)
        for button, signal, first in (
            (self.save, self.pdf_wanted, pdf),
            (self.print_, self.print_wanted, not pdf),
        ):
            button.setDefault(first)
            button.setAutoDefault(first)
            if first:
                button.setObjectName("primary")
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(lambda _=False, signal=signal: self._finish(signal))
        buttons.rejected.connect(self.reject)
        return buttons

    def _finish(self, signal: Signal) -> None:
        self.accept()
        signal.emit(self._options)  # type: ignore[attr-defined]  # a bound signal

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        for name, field in (("Paper", self.paper), ("Letters", self.point_size)):
            field.setAccessibleName(name)
            form.addRow(name, field)
        choices = QVBoxLayout()
        choices.setSpacing(8)
        choices.addLayout(form)
        choices.addSpacing(10)
        choices.addWidget(self.highlights)
        heading = QLabel("Notes and tags", self)
        heading.setObjectName("zone_heading")
        choices.addSpacing(6)
        choices.addWidget(heading)
        for button in self.notes.buttons():
            choices.addWidget(button)
        choices.addSpacing(10)
        choices.addWidget(self.furniture)
        choices.addStretch()
        turning = QHBoxLayout()
        turning.addStretch()
        for widget in (self.back, self.where, self.on):
            turning.addWidget(widget)
        turning.addStretch()
        seen = QVBoxLayout()
        seen.addWidget(self.preview)
        seen.addLayout(turning)
        sides = QHBoxLayout()
        sides.setSpacing(24)
        sides.addLayout(seen)
        sides.addLayout(choices, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 18, 20, 16)
        whole.setSpacing(14)
        whole.addLayout(sides, 1)
        whole.addWidget(buttons)
        self._enable()
