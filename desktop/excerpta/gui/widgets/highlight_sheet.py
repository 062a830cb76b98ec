"""The highlight sheet asks how places become highlights, and says how many that makes before it does it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import TagId
from excerpta.core.services.marking import Extent
from excerpta.gui.support.counts import highlights_in_words
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.tag_ranking import TagChoice
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.chips import CrossShown, TagChip
from excerpta.gui.widgets.colour_choice import ColourChoice
from excerpta.gui.widgets.flow_layout import FlowLayout
from excerpta.gui.widgets.tag_box import TagBox

_EXTENTS = (
    (Extent.WORDS, "The words themselves", "Exactly what was found."),
    (Extent.SENTENCE, "The whole sentence", "Several places in one sentence make one highlight."),
    (Extent.PARAGRAPH, "The whole paragraph", "In a table, the row."),
)


class HighlightSheet(QDialog):
    """Asks for extent, colour and tags.

    Attributes:
        tags: the existing tags that were chosen, and the paths of new ones.

    Signals:
        altered: something else is chosen; the numbers are to be found out anew.
        confirmed: the highlights are to be made.

    """

    altered = Signal()
    confirmed = Signal()

    def __init__(
        self, extent: Extent, colour: Colour, names: Mapping[Colour, str], theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("highlight_sheet")
        self.setWindowTitle("Highlight what was found")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(scaled(460), scaled(440))
        self.tags: list[TagId | str] = []
        self._choices: Sequence[TagChoice] = ()
        self._chips: list[TagChip] = []
        self._theme = theme
        self.extents = QButtonGroup(self)
        self.colours = ColourChoice(colour, names, self)
        self.add_tags = QPushButton("Tags…")
        self.add_tags.setAutoDefault(False)
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.button = QPushButton("Highlight")
        self.button.setObjectName("primary")
        self.button.setDefault(True)
        self.buttons.addButton(self.button, QDialogButtonBox.ButtonRole.AcceptRole)
        self._flow = FlowLayout()
        self._lay_out(extent)
        self.tag_box = TagBox(self)
        self._connect()
        self.set_theme(theme)
        self.wait()
        self.extents.button(self.extents.checkedId()).setFocus()

    @property
    def extent(self) -> Extent:
        """What is to be highlighted of each place."""
        return _EXTENTS[self.extents.checkedId()][0]

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._theme = theme
        parts: list[Themed] = [self.colours, self.tag_box, *self._chips]
        for part in parts:
            part.set_theme(theme)

    def set_choices(self, choices: Sequence[TagChoice]) -> None:
        """The codebook, for the tag box."""
        self._choices = choices

    def choose_tags(self) -> None:
        """Open the tag box."""
        corner = self.add_tags.mapTo(self, QPoint(0, 0))
        existing = [tag for tag in self.tags if not isinstance(tag, str)]
        self.tag_box.open_for(QRect(corner, self.add_tags.size()), self.rect(), self._choices, existing)

    # ---- the numbers

    def wait(self) -> None:
        """The numbers are being found out."""
        self.count.setText("Counting…")
        self.button.setEnabled(False)

    def show_plan(self, number: int, documents: int, existing: int) -> None:
        """Say what would be made."""
        where = f"in {documents:,} document{'' if documents == 1 else 's'}"
        words = f"{highlights_in_words(number)} {where}." if number else "There is nothing new to highlight."
        if existing:
            are = "is" if existing == 1 else "are"
            words += f" {existing:,} {are} highlighted like this already and {are} left alone."
        self.count.setText(words)
        self.button.setText(f"Make {highlights_in_words(number)}" if number else "Highlight")
        self.button.setEnabled(number > 0)

    def show_problem(self, sentence: str, advice: str) -> None:
        """Say why nothing can be made."""
        self.count.setText(f"{sentence} {advice}".strip())
        self.button.setEnabled(False)

    # ---- inside

    def reject(self) -> None:
        """Close the tag box if it is open, else the sheet."""
        if self.tag_box.isHidden():
            super().reject()
        else:
            self.tag_box.close_popover()

    def _connect(self) -> None:
        self.extents.idToggled.connect(lambda _id, on: self.altered.emit() if on else None)
        self.colours.chosen.connect(lambda _: self.altered.emit())
        self.add_tags.clicked.connect(self.choose_tags)
        self.tag_box.tags_chosen.connect(self._take_tags)
        self.buttons.accepted.connect(self.confirmed)
        self.buttons.rejected.connect(self.reject)

    def _take_tags(self, chosen: list[TagId | str]) -> None:
        made = [tag for tag in self.tags if isinstance(tag, str)]
        self._show_tags(list(dict.fromkeys([*made, *chosen])))

    def _show_tags(self, tags: list[TagId | str]) -> None:
        self.tags = tags
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = [self._chip(tag) for tag in tags]
        self._flow.removeWidget(self.add_tags)
        for chip in self._chips:
            self._flow.addWidget(chip)
        self._flow.addWidget(self.add_tags)
        self.altered.emit()

    def _chip(self, tag: TagId | str) -> TagChip:
        chip = TagChip(self, cross=CrossShown.ALWAYS)
        chip.set_theme(self._theme)
        known = next((choice for choice in self._choices if choice.id == tag), None)
        if known is None:
            chip.set_tag(tag, str(tag), str(tag), None)
        else:
            chip.set_tag(tag, known.name, known.path, known.colour)
        chip.removed.connect(lambda: self._show_tags([one for one in self.tags if one != tag]))
        return chip

    def _lay_out(self, extent: Extent) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(6)
        whole.addWidget(_label("What of each place", "zone_heading"))
        for number, (one, name, about) in enumerate(_EXTENTS):
            button = QRadioButton(name)
            button.setAccessibleDescription(about)
            button.setChecked(one is extent)
            self.extents.addButton(button, number)
            whole.addWidget(button)
            whole.addWidget(_label(about, "muted_indented"))
        whole.addSpacing(8)
        whole.addWidget(_label("Colour", "zone_heading"))
        whole.addWidget(self.colours)
        whole.addSpacing(8)
        whole.addWidget(_label("Tags", "zone_heading"))
        self._flow.addWidget(self.add_tags)
        whole.addLayout(self._flow)
        whole.addStretch(1)
        whole.addSpacing(10)
        whole.addWidget(self.count)
        whole.addSpacing(6)
        whole.addWidget(self.buttons)


def _label(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label
