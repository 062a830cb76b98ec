"""The strip is the margin of a narrow window: a small mark for each highlight that would have a card."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.control_rules import TARGET
from excerpta.gui.support.scale import scale, scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed

Describe = Callable[[AnnotationId], str]


def strip_width() -> int:
    """Pixels of the strip, and of the side of a mark; highlights that begin closer together share one."""
    return scaled(TARGET)


@dataclass(frozen=True, slots=True)
class StripGroup:
    """The highlights of one mark.

    Attributes:
        top: of the mark in pixels.
        highlights: in text order.
        colour: of the first one.
        has_note: whether one of them has a note.

    """

    top: int
    highlights: tuple[AnnotationId, ...]
    colour: Colour
    has_note: bool


class MarginStrip(Themed, QWidget):
    """Marks from top to bottom; one of them is in the order of Tab, arrows go to the others.

    Signals, each with the highlight's id:
        pointed: the pointer or the focus has come to its mark.
        chosen: its mark was clicked; once more, the next highlight of the mark is.
        note_wanted: Enter was pressed on its mark.
        left: neither the pointer nor the focus is on a mark any more.
        escaped: Esc was pressed.

    """

    pointed = Signal(object)
    chosen = Signal(object)
    note_wanted = Signal(object)
    left = Signal()
    escaped = Signal()

    def __init__(self, parent: QWidget, describe: Describe) -> None:
        super().__init__(parent)
        self._describe = describe
        self._marks: list[StripMark] = []
        self._shown = 0
        self.hide()

    @property
    def marks(self) -> "Sequence[StripMark]":
        """The marks that are shown, from top to bottom."""
        return self._marks[: self._shown]

    def show_groups(
        self, groups: Sequence[StripGroup], current: AnnotationId | None, opened: AnnotationId | None
    ) -> None:
        """Show these marks; those of the current and of the opened highlight look different."""
        while len(self._marks) < len(groups):
            self._marks.append(self._new_mark())
        for mark, group in zip(self._marks, groups, strict=False):
            mark.show_group(group, current, opened)
        for mark in self._marks[len(groups) : self._shown]:
            mark.hide()
        self._shown = len(groups)
        entry = next((mark for mark in self.marks if current in mark.highlights), None)
        for number, mark in enumerate(self.marks):
            is_entry = mark is entry or (entry is None and number == 0)
            by_tab = Qt.FocusPolicy.StrongFocus if is_entry else Qt.FocusPolicy.ClickFocus
            mark.setFocusPolicy(by_tab)

    def mark_of(self, highlight: AnnotationId | None) -> "StripMark | None":
        """The mark of a highlight, if it is in the window."""
        return next((mark for mark in self.marks if highlight in mark.highlights), None)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for mark in self._marks:
            mark.set_theme(theme)

    def _new_mark(self) -> "StripMark":
        mark = StripMark(self, self._describe)
        mark.set_theme(self.theme)
        mark.entered.connect(self.pointed)
        mark.left.connect(self.left)
        mark.chosen.connect(self.chosen)
        mark.key_pressed.connect(lambda key: self._follow(mark, key))
        return mark

    def _follow(self, mark: "StripMark", key: int) -> None:
        """What the keys do on a mark."""
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.note_wanted.emit(mark.turn)
        else:
            step = 1 if key == Qt.Key.Key_Down else -1
            number = self._marks.index(mark) + step
            if 0 <= number < self._shown:
                self._marks[number].setFocus(Qt.FocusReason.TabFocusReason)


class StripMark(Themed, QAbstractButton):
    """One mark: a small leaf in the colour of its highlight, with lines for a note, or a number.

    Signals:
        entered: the id of the highlight whose turn it is; the pointer or the focus came.
        left: the pointer or the focus went.
        chosen: the id of the highlight whose turn it now is; it was clicked.
        key_pressed: a key that means something here.

    """

    entered = Signal(object)
    left = Signal()
    chosen = Signal(object)
    key_pressed = Signal(int)

    def __init__(self, parent: QWidget, describe: Describe) -> None:
        super().__init__(parent)
        self._describe = describe
        self._group = StripGroup(0, (), Colour.YELLOW, False)
        self._is_current = self._is_opened = False
        self._turn: AnnotationId | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._choose)

    @property
    def highlights(self) -> tuple[AnnotationId, ...]:
        """The highlights that share this mark."""
        return self._group.highlights

    @property
    def turn(self) -> AnnotationId:
        """The highlight that is meant: the one that is open or current, else the first."""
        return self._turn if self._turn in self._group.highlights else self._group.highlights[0]

    def show_group(
        self, group: StripGroup, current: AnnotationId | None, opened: AnnotationId | None
    ) -> None:
        """Stand for other highlights, perhaps at another place."""
        self._turn = next((one for one in (opened, current) if one in group.highlights), None)
        state = (current in group.highlights, opened in group.highlights)
        if (group, *state) != (self._group, self._is_current, self._is_opened):
            self._group, self._is_current, self._is_opened = group, *state
            self.update()
        self._name(group)
        self.setGeometry(0, group.top, strip_width(), strip_width())
        self.show()

    def sizeHint(self) -> QSize:
        return QSize(strip_width(), strip_width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, group = self.theme, self._group
        painter.translate(QRectF(self.rect()).center())
        painter.scale(scale(), scale())
        leaf = QRectF(-6.5, -7.5, 13, 15)
        if self._is_current or self._is_opened or self.hasFocus() or self.underMouse():
            chosen = self._is_current or self.hasFocus()
            painter.setPen(QPen(theme.accent, 2) if chosen else QPen(theme.edge(group.colour), 2))
        else:
            painter.setPen(QPen(theme.edge(group.colour), 1.2))
        painter.setBrush(theme.tint(group.colour))
        painter.drawRoundedRect(leaf, 3, 3)
        if len(group.highlights) > 1:
            font = QFont(self.font())
            font.setPixelSize(11)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(theme.ink)
            number = len(group.highlights)
            painter.drawText(leaf, Qt.AlignmentFlag.AlignCenter, str(number) if number < 10 else "9+")
        elif group.has_note:
            painter.setPen(QPen(theme.ink, 1.2))
            for line, end in ((-3, 3.5), (0, 3.5), (3, 0.5)):
                painter.drawLine(QPointF(-3.5, line), QPointF(end, line))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.entered.emit(self.turn)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(self.turn)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        meant = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down)
        if event.key() in meant:
            self.key_pressed.emit(event.key())
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        """The first click chooses the highlight that is shown, each other one the next."""
        ones = self._group.highlights
        turn = self.turn
        if self._is_current and self._is_opened:
            turn = ones[(ones.index(turn) + 1) % len(ones)]
        self.chosen.emit(turn)

    def _name(self, group: StripGroup) -> None:
        number = len(group.highlights)
        words = self._describe(group.highlights[0])
        name = words if number == 1 else f"{number} highlights. {words}"
        if name != self.accessibleName():  # tags and notes change while the mark stays
            self.setAccessibleName(name)
        self.setToolTip("" if number == 1 else f"{number} highlights: click again for the next")
