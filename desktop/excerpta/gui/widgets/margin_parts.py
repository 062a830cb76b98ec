"""The parts of the current card are the widgets in which its tags, its note and itself are edited."""

from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from excerpta.gui.support.control_rules import TARGET
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed, smaller
from excerpta.gui.widgets.chips import AddChip, CrossShown, TagChip, pill
from excerpta.gui.widgets.flow_layout import flow
from excerpta.gui.widgets.glyph_button import Glyph, GlyphButton
from excerpta.gui.widgets.margin_deck import MarginCard
from excerpta.gui.widgets.margin_face import GAP, NOTE_GAP, PADDING, Lines, Look
from excerpta.gui.widgets.note_editor import NoteEditor

_QUOTE_LINES = 3
_SHORTEST_NOTE = 100

Placed = tuple[list[tuple[QWidget, QRect]], int]


class CardParts(Themed, QWidget):
    """Chips, buttons and the note editor, laid over a card.

    Signals:
        tag_removed: the tag whose cross was clicked.
        tag_wanted, cycle_wanted, delete_wanted: that button was pressed.
        pressed: a chip was pressed.
        resized: another height is needed.

    """

    tag_removed = Signal(object)
    tag_wanted = Signal()
    cycle_wanted = Signal()
    delete_wanted = Signal()
    pressed = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._card: MarginCard | None = None
        self._quote: Lines | None = None
        self._is_quoted = False
        self._tallest = 260
        self._known: tuple[Look, Placed] | None = None
        self._chips: list[TagChip] = []
        self._add = AddChip("Tag", "Add a tag", self)
        self.count = CountButton(self)
        self._delete = GlyphButton(Glyph.BIN, "Delete highlight", self, side=24)
        self.editor = NoteEditor(self)
        self._add.clicked.connect(self.tag_wanted)
        self.count.clicked.connect(self.cycle_wanted)
        self._delete.clicked.connect(self.delete_wanted)
        self.editor.grown.connect(self._change_height)

    @property
    def chips(self) -> tuple[TagChip, ...]:
        """The chips of the tags, in their order."""
        return tuple(chip for chip in self._chips if not chip.isHidden())

    def show_card(self, card: MarginCard) -> None:
        """Show a highlight; typing that goes on in the same highlight's note is not disturbed."""
        if self._card is not None and self._card.id == card.id:
            self.editor.show_note(card.note)
        else:
            self.editor.start_over(card.note)
        self._card = card
        self._show_chips(card)
        self._change_height()

    def rest(self) -> None:
        """Tell what was typed, and wait for another card."""
        self.editor.flush()
        self._card = None
        self.hide()

    def set_count(self, number: int, of: int) -> None:
        """Say which of several highlights at one place this is; nothing for one that is alone."""
        if self.count.set_count(number, of):
            self._change_height()

    def set_quoted(self, quoted: bool) -> None:
        """Show the words of the highlight above the note."""
        if quoted != self._is_quoted:
            self._is_quoted = quoted
            self._change_height()

    def set_tallest(self, height: int) -> None:
        """Let a note be no higher than some pixels; a longer one scrolls."""
        if height != self._tallest:
            self._tallest = height
            self._change_height()

    def set_keys(self, keys: Keys) -> None:
        """Name the keys that do the same in the text."""
        self.count.set_key(keys.shown("cycle"))
        self._add.set_key(keys.shown("tag"))
        self._delete.set_key(keys.shown("delete"))

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        themed: list[Themed] = [*self._chips, self._add, self.count, self._delete]
        for part in themed:
            part.set_theme(theme)

    def height_at(self, look: Look) -> int:
        """The height in pixels that the card needs."""
        return self._placed(look)[1]

    def arrange(self, look: Look) -> None:
        """Put every part at its place."""
        for part, place in self._placed(look)[0]:
            part.setGeometry(place)
        cut = self.editor.height() < self.editor.height_at(self.editor.width())
        self.editor.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn if cut else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if cut and self.editor.hasFocus():
            self.editor.ensureCursorVisible()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._quote is None or self._known is None:
            return
        painter = QPainter(self)
        left, _ = self._known[0].inside
        self._quote.paint(painter, QPointF(left, PADDING), self.theme.muted)

    def _show_chips(self, card: MarginCard) -> None:
        while len(self._chips) < len(card.tags):
            self._chips.append(self._new_chip())
        for number, chip in enumerate(self._chips):
            if number < len(card.tags):
                tag = card.tags[number]
                chip.set_tag(tag.id, tag.name, tag.path, tag.colour)
            chip.setVisible(number < len(card.tags))

    def _new_chip(self) -> TagChip:
        chip = TagChip(self, cross=CrossShown.UNDER_POINTER)
        chip.set_theme(self.theme)
        chip.removed.connect(lambda: self.tag_removed.emit(chip.tag))
        chip.clicked.connect(self.pressed)
        if self._chips:
            QWidget.setTabOrder(self._chips[-1], chip)
        order = (chip, self._add, self.count, self._delete, self.editor)
        for one, next_ in pairwise(order):
            QWidget.setTabOrder(one, next_)
        return chip

    def _change_height(self) -> None:
        self._known = None
        self.resized.emit()

    def _placed(self, look: Look) -> Placed:
        """The places, worked out once for what is shown now."""
        if self._known is None or self._known[0] != look:
            self._known = (look, self._places(look))
        return self._known[1]

    def _places(self, look: Look) -> Placed:
        """Where the parts stand, and the height that they need."""
        left, inner = look.inside
        top = PADDING
        self._quote = None
        if self._is_quoted and self._card is not None and self._card.quote:
            self._quote = Lines(f"“{' '.join(self._card.quote.split())}”", inner, self.font(), _QUOTE_LINES)
            top += round(self._quote.height) + NOTE_GAP
        row: list[QWidget] = [
            part for part in (*self._chips, self._add, self.count, self._delete) if not part.isHidden()
        ]
        rects, height = flow([part.sizeHint() for part in row], inner, GAP, mirrored=look.mirrored)
        places = [(part, rect.translated(left, top)) for part, rect in zip(row, rects, strict=True)]
        top += height + NOTE_GAP
        note = min(self.editor.height_at(inner), max(_SHORTEST_NOTE, self._tallest - top))
        places.append((self.editor, QRect(QPoint(left, top), QSize(inner, note))))
        return places, top + note + PADDING


class CountButton(Themed, QAbstractButton):
    """Says which of the highlights at one place is current, and goes to the next."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ""
        self._key = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.hide()

    def set_count(self, number: int, of: int) -> bool:
        """Say “2 of 3”, or nothing when there are not several; whether that is something else."""
        words = f"{number} of {of}" if of > 1 else ""
        changed = words != self._words
        self._words = words
        self.setAccessibleName(f"Highlight {words} at this place. Go to the next" if words else "")
        self._explain()
        self.setVisible(bool(words))
        self.update()
        return changed

    def set_key(self, key: str) -> None:
        """Name the key that does the same in the text."""
        self._key = key
        self._explain()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(smaller(self.font()))
        return QSize(metrics.horizontalAdvance(self._words) + 22, max(TARGET, metrics.height() + 5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        body = pill(self.rect(), QFontMetrics(smaller(self.font())))
        painter.setPen(QPen(theme.accent, 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.hover if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(body, 5, 5)
        ink = theme.ink if self.underMouse() else theme.muted
        painter.setPen(QPen(ink, 1.4, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.setFont(smaller(self.font()))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect().adjusted(5, 0, 0, 0), flags, self._words)
        tip = QPointF(self.width() - 7, self.height() / 2)
        painter.drawPolyline([tip + QPointF(-3, -3), tip, tip + QPointF(-3, 3)])

    def _explain(self) -> None:
        key = f" ({self._key})" if self._key else ""
        self.setToolTip(f"Several highlights lie here: go to the next{key}" if self._words else "")
