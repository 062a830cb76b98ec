"""A card of the margin shows one highlight's tags and note beside its text."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import AnnotationId, TagId
from excerpta.core.model.tag import short_name
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.chips import AddChip, CrossShown, TagChip
from excerpta.gui.widgets.flow_layout import flow
from excerpta.gui.widgets.glyph_button import Glyph, GlyphButton
from excerpta.gui.widgets.note_editor import NoteEditor

_EDGE = 3
_PADDING = 9
_RADIUS = 6.0
_TALLEST_NOTE = 260
_RESTING_LINES = 6
_MORE = 10


@dataclass(frozen=True, slots=True)
class CardTag:
    """A tag as a card shows it; `path` is shown in its tooltip."""

    id: TagId
    path: str
    name: str
    colour: Colour


@dataclass(frozen=True, slots=True)
class MarginCard:
    """What the margin shows of a highlight.

    Attributes:
        start: first code point of the highlight in the document's text.
        quote: its words, for screen readers.

    """

    id: AnnotationId
    colour: Colour
    start: int
    tags: tuple[CardTag, ...] = ()
    note: str = ""
    quote: str = ""


class CardView(Themed, QWidget):
    """One card, used again for another highlight when its own has left the window.

    Signals, each but the last two with the highlight's id first:
        selected: it was pressed, or its note was entered.
        note_edited: the note as it is now.
        tag_removed: the id of the tag whose cross was clicked.
        tag_wanted, delete_wanted: a tag is to be added; the highlight is to go.
        hovered: whether the pointer is on it.
        left: Esc was pressed.
        resized: it needs another height.

    """

    selected = Signal(object)
    note_edited = Signal(object, str)
    tag_removed = Signal(object, object)
    tag_wanted = Signal(object)
    delete_wanted = Signal(object)
    hovered = Signal(object, bool)
    left = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._card: MarginCard | None = None
        self._current = False
        self._glowing = False
        self._known: tuple[list[tuple[QWidget, QRect]], int] | None = None
        self._known_width = 0
        self._chips: list[TagChip] = []
        self._add = AddChip("Tag", "Add a tag", self)
        self._delete = GlyphButton(Glyph.BIN, "Delete highlight", self, key="Del", side=24)
        self._editor = NoteEditor(self)
        self._add.clicked.connect(lambda: self._tell(self.tag_wanted))
        self._delete.clicked.connect(self._ask_to_delete)
        self._editor.edited.connect(lambda note: self._tell(self.note_edited, note))
        self._editor.entered.connect(lambda: self._tell(self.selected))
        self._editor.left.connect(self.left)
        self._editor.abandoned.connect(self._show_parts)
        self._editor.abandoned.connect(self.resized)
        self._editor.grown.connect(self._grow)
        self.hide()

    @property
    def card(self) -> MarginCard | None:
        """What is shown; None while the view waits to be used."""
        return self._card

    @property
    def editor(self) -> NoteEditor:
        """The field that holds the note."""
        return self._editor

    @property
    def chips(self) -> tuple[TagChip, ...]:
        """The chips of the tags, in their order."""
        return tuple(chip for chip in self._chips if not chip.isHidden())

    def set_card(self, card: MarginCard) -> None:
        """Show a highlight; typing that goes on in the same highlight's note is not disturbed."""
        if self._card is not None and self._card.id == card.id:
            self._editor.show_note(card.note)
        else:
            self._editor.start_over(card.note)
        self._card = card
        tags = ", ".join(short_name(tag.name) for tag in card.tags)
        self.setAccessibleName(f"Highlight: {short_name(' '.join(card.quote.split()), 80)}")
        about = f"Tags: {tags}" if tags else "No tags"
        self.setAccessibleDescription(f"{card.colour.value.capitalize()}. {about}")
        self._show_chips(card.tags)
        self._show_parts()
        self.update()

    def release(self) -> None:
        """Tell what was typed and wait to be used again."""
        self._editor.flush()
        self.hide()
        self._card = None
        self._current = self._glowing = False

    def set_current(self, current: bool) -> None:
        """Outline the card and offer what can be done with its highlight."""
        if current != self._current:
            self._current = current
            self._show_parts()
            self.update()

    def set_glowing(self, glowing: bool) -> None:
        """Show that the pointer is on the card or on its highlight."""
        if glowing != self._glowing:
            self._glowing = glowing
            self.update()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        parts: list[Themed] = [*self._chips, self._add, self._delete]
        for part in parts:
            part.set_theme(theme)

    def is_writing(self) -> bool:
        """Whether the cursor is in the note."""
        return self._editor.hasFocus()

    def height_at(self, width: int) -> int:
        """The height in pixels that the card needs at a width in pixels."""
        return self._placed(width)[1]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange):
            self._known = None
            self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._card is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        edge = theme.edge(self._card.colour)
        outline = QPen(theme.line, 1)
        if self._current:
            outline = QPen(theme.accent, 2)
        elif self._glowing:
            outline = QPen(edge, 1)
        inset = outline.widthF() / 2
        body = QPainterPath()
        body.addRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
        painter.fillPath(body, theme.card)
        painter.save()
        painter.setClipPath(body)
        inner = 1 if not self._current else 2
        left = inner if self._is_ltr() else self.width() - inner - _EDGE
        painter.fillRect(QRectF(left - 1, 0, _EDGE + 1, self.height()), edge)
        painter.restore()
        painter.setPen(outline)
        painter.drawPath(body)
        if not self._current and not self._editor.isHidden() and self._is_cut():
            painter.setPen(theme.muted)
            note = self._editor.geometry()
            more = QRect(note.left(), note.bottom() - 4, note.width(), _MORE + 4)
            painter.drawText(more, Qt.AlignmentFlag.AlignCenter, "…")

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._tell(self.hovered, True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._tell(self.hovered, False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton:
            self._tell(self.selected)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._tell(self.selected)
        menu = self._menu()
        menu.popup(event.globalPos())

    def write(self) -> None:
        """Put the cursor at the end of the note."""
        self._editor.show()
        self._editor.write()

    def _ask_to_delete(self) -> None:
        self._editor.flush()  # so that undoing the deletion brings the whole note back
        self._tell(self.delete_wanted)

    def _tell(self, signal: SignalInstance, *more: object) -> None:
        if self._card is not None:
            signal.emit(self._card.id, *more)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in (
            ("Add a tag…", lambda: self._tell(self.tag_wanted)),
            ("Write a note", self.write),
            ("Delete highlight", self._ask_to_delete),
        ):
            action = QAction(words, menu)
            action.triggered.connect(lambda _checked=False, act=act: act())
            menu.addAction(action)
        return menu

    def _show_chips(self, tags: tuple[CardTag, ...]) -> None:
        while len(self._chips) < len(tags):
            chip = TagChip(self, cross=CrossShown.UNDER_POINTER)
            chip.set_theme(self.theme)
            chip.removed.connect(lambda chip=chip: self._tell(self.tag_removed, chip.tag))
            chip.clicked.connect(lambda: self._tell(self.selected))
            self._chips.append(chip)
        for number, chip in enumerate(self._chips):
            if number < len(tags):
                tag = tags[number]
                chip.set_tag(tag.id, tag.name, tag.path, tag.colour)
            chip.setVisible(number < len(tags))

    def _show_parts(self) -> None:
        self._add.setVisible(self._current)
        self._delete.setVisible(self._current)
        by_tab = Qt.FocusPolicy.TabFocus if self._current else Qt.FocusPolicy.NoFocus
        for chip in self._chips:
            chip.setFocusPolicy(by_tab)
        self._editor.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if self._current else Qt.FocusPolicy.ClickFocus
        )
        if not self._editor.hasFocus():
            self._editor.setVisible(self._current or bool(self._editor.note()))
        self._known = None
        self._arrange()

    def _is_ltr(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.LeftToRight

    def _placed(self, width: int) -> tuple[list[tuple[QWidget, QRect]], int]:
        """The places, worked out once for what is shown now."""
        if self._known_width != width or self._known is None:
            self._known, self._known_width = self._places(width), width
        return self._known

    def _places(self, width: int) -> tuple[list[tuple[QWidget, QRect]], int]:
        """Where the parts stand at a width, and the height they need."""
        left, right = (_EDGE + _PADDING, _PADDING) if self._is_ltr() else (_PADDING, _EDGE + _PADDING)
        inner = max(40, width - left - right)
        parts: list[QWidget] = [
            part for part in (*self._chips, self._add, self._delete) if not part.isHidden()
        ]
        sizes = [part.sizeHint() for part in parts]
        rects, height = flow(sizes, inner, (4, 4), mirrored=not self._is_ltr())
        places = [(part, rect.translated(left, _PADDING)) for part, rect in zip(parts, rects, strict=True)]
        bottom = _PADDING + height
        if not self._editor.isHidden():
            top = bottom + (5 if parts else 0)
            whole = self._editor.height_at(inner)
            note = min(whole, self._tallest_note())
            places.append((self._editor, QRect(QPoint(left, top), QSize(inner, note))))
            bottom = top + note + (0 if self._current or note == whole else _MORE)
        return places, bottom + _PADDING

    def _tallest_note(self) -> int:
        """The current card's note may be long; those of the others are cut after some lines."""
        resting = _RESTING_LINES * self._editor.fontMetrics().lineSpacing() + 2
        return _TALLEST_NOTE if self._current else resting

    def _is_cut(self) -> bool:
        return self._editor.height() < self._editor.height_at(self._editor.width())

    def _arrange(self) -> None:
        if self._card is None:
            return
        places, _ = self._placed(self.width())
        for part, place in places:
            part.setGeometry(place)
        bar_off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        bar_on = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        self._editor.setVerticalScrollBarPolicy(bar_on if self._current and self._is_cut() else bar_off)
        if not self._current:
            self._editor.verticalScrollBar().setValue(0)

    def _grow(self) -> None:
        self._known = None
        if self._card is not None and self.height_at(self.width()) != self.height():
            self.resized.emit()
