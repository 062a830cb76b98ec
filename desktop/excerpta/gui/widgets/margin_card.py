"""A card of the margin shows one highlight's tags and note beside its text.

The card that is current or written in has widgets to edit with; any other rests.
"""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from excerpta.core.model.tag import short_name
from excerpta.gui.support.colour_words import first_upper
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.margin_deck import CardTag, MarginCard
from excerpta.gui.widgets.margin_face import face_of
from excerpta.gui.widgets.margin_parts import CardParts
from excerpta.gui.widgets.margin_resting import RestingCard

__all__ = ["CardTag", "CardView", "MarginCard"]


class CardView(RestingCard):
    """One card, used again for another highlight when its own has left the window.

    Signals, each but the last three with the highlight's id first:
        note_edited: the note as it is now.
        tag_removed: the id of the tag whose cross was clicked.
        tag_wanted, delete_wanted: a tag is to be added; the highlight is to go.
        cycle_wanted: the next of the highlights at this place is to be current.
        left: Esc was pressed, or the note was left.
        stepped: the next card (1) or the one before (-1) is to be entered.
        resized: it needs another height.

    """

    note_edited = Signal(object, str)
    tag_removed = Signal(object, object)
    tag_wanted = Signal(object)
    delete_wanted = Signal(object)
    cycle_wanted = Signal(object)
    left = Signal()
    stepped = Signal(int)
    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts: CardParts | None = None
        self._is_opened = self._is_bare = False
        self._count = (0, 0)
        self._keys: Keys | None = None
        self._pressed_note_at: QPoint | None = None

    @property
    def parts(self) -> CardParts | None:
        """The widgets to edit with; None while the card rests."""
        return self._parts if self._is_live else None

    def set_card(self, card: MarginCard) -> None:
        """Show a highlight; typing that goes on in the same highlight's note is not disturbed."""
        if self._card is not None and self._card.id != card.id:
            self.release()
        self._card = card
        self.setAccessibleName(f"Highlight: {short_name(' '.join(card.quote[:200].split()), 80)}")
        self.setAccessibleDescription(_described(card))
        if self._parts is not None and self._is_live:
            self._parts.show_card(card)
            self._parts.arrange(self.look)
        self.update()

    def release(self) -> None:
        """Tell what was typed and wait to be used again."""
        self.flush()
        self._is_current = self._is_opened = self._is_glowing = self._is_live = self._is_bare = False
        if self._parts is not None:
            self._parts.rest()
        self._card = None

    def set_current(self, current: bool, count: tuple[int, int] = (0, 0), *, opened: bool = False) -> None:
        """Outline the card and offer what can be done with its highlight, number so of so many there.

        A card that is `opened` offers the same, though its highlight may not be current.
        """
        state = (current, count, opened)
        if state != (self._is_current, self._count, self._is_opened):
            self._is_current, self._count, self._is_opened = state
            self._come_alive()
            self.update()

    def set_keys(self, keys: Keys) -> None:
        """Name the keys that do the same in the text."""
        self._keys = keys
        if self._parts is not None:
            self._parts.set_keys(keys)

    def set_room(self, height: int, *, quoted: bool) -> None:
        """Keep within a height as far as the note can, and show the words when their text is not in view."""
        if self._parts is not None and self._card is not None and self._is_live:
            self._parts.set_tallest(height)
            # A bare card stays as it is while its first note or tag comes.
            self._is_bare = self._is_bare or not (self._card.tags or self._card.note)
            self._parts.set_quoted(quoted or self._is_bare)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        if self._parts is not None:
            self._parts.set_theme(theme)

    def is_writing(self) -> bool:
        """Whether the cursor is in the note."""
        return self._parts is not None and self._parts.editor.hasFocus()

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        if self._parts is not None:
            self._parts.editor.flush()

    def discard(self) -> None:
        """Forget what was typed and not told: its highlight is gone."""
        if self._parts is not None:
            self._parts.editor.discard()

    def height_at(self, width: int) -> int:
        """The height in pixels that the card needs at a width in pixels."""
        if self._card is None:
            return 0
        look = self._look(width)
        if self._parts is not None and self._is_live:
            return self._parts.height_at(look)
        return face_of(self._card, look).height

    def write(self) -> None:
        """Put the cursor at the end of the note."""
        self._wake().editor.write()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.button() != Qt.MouseButton.LeftButton or self._card is None:
            return
        point = event.position().toPoint()
        place = face_of(self._card, self.look).note_place
        in_note = place.contains(point) and not self._is_live
        self._tell(self.selected)
        if in_note and self._is_live and self._parts is not None:
            self._pressed_note_at = event.globalPosition().toPoint()
            self._parts.editor.write_at(point - place.topLeft())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_note_at is not None and self._parts is not None:
            moved = event.globalPosition().toPoint() - self._pressed_note_at
            if moved.manhattanLength() > 4:
                self._parts.editor.select_to(
                    self._parts.editor.mapFromGlobal(event.globalPosition()).toPoint()
                )
            return
        self._explain(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_note_at = None
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QAbstractButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._tell(self.selected)
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
        menu.popup(event.globalPos())

    def _wake(self) -> CardParts:
        """The parts, shown, for the card as it is now."""
        if self._parts is None:
            self._parts = self._new_parts()
        if not self._is_live and self._card is not None:
            self._is_live = True
            self._parts.show_card(self._card)
            self._parts.set_count(*self._count)
            self._arrange()
            self._parts.show()
            self.update()
        return self._parts

    def _new_parts(self) -> CardParts:
        parts = CardParts(self)
        parts.set_theme(self.theme)
        if self._keys is not None:
            parts.set_keys(self._keys)
        parts.tag_removed.connect(lambda tag: self._tell(self.tag_removed, tag))
        parts.tag_wanted.connect(lambda: self._tell(self.tag_wanted))
        parts.cycle_wanted.connect(lambda: self._tell(self.cycle_wanted))
        parts.delete_wanted.connect(self._ask_to_delete)
        parts.pressed.connect(lambda: self._tell(self.selected))
        parts.resized.connect(self._fit)
        editor = parts.editor
        editor.edited.connect(lambda note: self._tell(self.note_edited, note))
        editor.entered.connect(lambda: self._tell(self.selected))
        editor.left.connect(self.left)
        editor.stepped.connect(self.stepped)
        editor.abandoned.connect(self._come_alive)
        return parts

    def _come_alive(self) -> None:
        """Have the parts while the card is current or written in, and only then."""
        alive = self._is_current or self._is_opened or self.is_writing()
        if alive:
            self._wake().set_count(*self._count)
        elif self._is_live and self._parts is not None:
            self._is_live = self._is_bare = False
            self._parts.rest()
        self.resized.emit()

    def _fit(self) -> None:
        if self._is_live and self._card is not None:
            self._arrange()
            if self.height_at(self.width()) != self.height():
                self.resized.emit()

    def _arrange(self) -> None:
        """Put the parts at their places."""
        if self._parts is not None and self._is_live:
            self._parts.setGeometry(self.rect())
            self._parts.arrange(self.look)

    def _ask_to_delete(self) -> None:
        self.flush()  # so that undoing the deletion brings the whole note back
        self._tell(self.delete_wanted)


def _described(card: MarginCard) -> str:
    """What a screen reader says of a card after the words of the highlight."""
    tags = ", ".join(short_name(tag.name) for tag in card.tags)
    said = f"{first_upper(card.colour_in_words)}. {f'Tags: {tags}' if tags else 'No tags'}"
    return f"{said}. Note: {card.note[:400]}" if card.note else said
