"""The tag input is a line of chips with a text field behind them that knows the keys of the tag box."""

from enum import Enum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from excerpta.core.model.annotation import Colour
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.chips import CrossShown, TagChip
from excerpta.gui.widgets.flow_layout import FlowLayout

_COMMAS = (",", "،", "、", "，")
_CTRL = Qt.KeyboardModifier.ControlModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class Key(Enum):
    """What a key means in the tag box."""

    TAKE = "take"
    ADD = "add"
    TAKE_AS_TYPED = "take as typed"
    TAKE_AND_CLOSE = "take and close"
    COMPLETE = "complete"
    STEP_BACK = "step back"
    BRING_BACK = "bring back"
    IN_VIVO = "in vivo"
    UP = "up"
    DOWN = "down"
    PAGE_UP = "page up"
    PAGE_DOWN = "page down"
    LAST_CHIP = "last chip"


_PLAIN_KEYS = {
    Qt.Key.Key_Tab: Key.COMPLETE,
    Qt.Key.Key_Escape: Key.STEP_BACK,
    Qt.Key.Key_Up: Key.UP,
    Qt.Key.Key_Down: Key.DOWN,
    Qt.Key.Key_PageUp: Key.PAGE_UP,
    Qt.Key.Key_PageDown: Key.PAGE_DOWN,
}


class TagField(QLineEdit):
    """The text field; it keeps the keys of the tag box from the window's own.

    Attributes:
        aside: text that was cleared away, which can be brought back while the field is empty.

    Signals:
        key_pressed: one of `Key`.
        number_pressed: 1 to 9, with Ctrl.

    """

    key_pressed = Signal(object)
    number_pressed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.aside = ""
        self.setObjectName("tagField")
        self.setAccessibleName("Tag")
        self.setFrame(False)
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self._meaning(event) is not None:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._say(event)
                return True
        return super().event(event)

    def _say(self, event: QKeyEvent) -> None:
        meaning = self._meaning(event)
        if isinstance(meaning, Key):
            if meaning is not Key.LAST_CHIP or not event.isAutoRepeat():
                self.key_pressed.emit(meaning)
        elif meaning is not None:
            self.number_pressed.emit(meaning)
        event.accept()

    def _meaning(self, event: QKeyEvent) -> Key | int | None:
        key, modifiers = event.key(), event.modifiers() & ~_KEYPAD
        if modifiers == _CTRL and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            return int(key) - int(Qt.Key.Key_0)
        if modifiers == _CTRL and key == Qt.Key.Key_I:
            return Key.IN_VIVO
        if self.aside and not self.text() and event.matches(QKeySequence.StandardKey.Undo):
            return Key.BRING_BACK
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if modifiers == _CTRL:
                return Key.TAKE_AND_CLOSE
            return Key.TAKE_AS_TYPED if modifiers == Qt.KeyboardModifier.ShiftModifier else Key.TAKE
        if event.text() in _COMMAS:
            return Key.ADD
        if key == Qt.Key.Key_Backspace and not self.text():
            return Key.LAST_CHIP
        return _PLAIN_KEYS.get(Qt.Key(key)) if modifiers == Qt.KeyboardModifier.NoModifier else None


class TagInput(Themed, QWidget):
    """The chosen tags as chips, and the field in which the next one is typed.

    Signals:
        removed: what stood on the chip that was removed.

    """

    removed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = TagField(self)
        self._chips: list[TagChip] = []
        self._layout = FlowLayout(self, gap=(4, 5))
        self._layout.setContentsMargins(10, 8, 10, 8)
        self._layout.addWidget(self.field)
        self._name_field()

    @property
    def chips(self) -> tuple[TagChip, ...]:
        """The chips, in the order in which their tags were chosen."""
        return tuple(self._chips)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for chip in self._chips:
            chip.set_theme(theme)

    def add(self, tag: object, name: str, path: str, colour: Colour | None) -> None:
        """Add a chip behind the others."""
        chip = TagChip(self, cross=CrossShown.ALWAYS)
        chip.set_theme(self.theme)
        chip.set_tag(tag, name, path, colour)
        chip.removed.connect(lambda: self.remove(chip))
        chip.installEventFilter(self)
        self._layout.insert_widget(len(self._chips), chip)
        self._chips.append(chip)
        chip.show()
        self._name_field()

    def remove(self, chip: TagChip) -> None:
        """Take a chip away and go on typing."""
        self._drop(chip)
        self.field.setFocus()
        self.removed.emit(chip.tag)

    def clear(self) -> None:
        """Take every chip away, silently."""
        for chip in self.chips:
            self._drop(chip)

    def focus_last_chip(self) -> None:
        """Go to the last chip, where Backspace or Delete removes it."""
        if self._chips:
            self._chips[-1].setFocus(Qt.FocusReason.BacktabFocusReason)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(watched, TagChip) and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                return self._key_on_chip(watched, event)
        return False

    def _key_on_chip(self, chip: TagChip, event: QKeyEvent) -> bool:
        """Arrows go along the chips; typing goes on in the field."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        if step:
            there = self._chips.index(chip) + step
            target = self._chips[max(0, there)] if there < len(self._chips) else self.field
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.MoveToEndOfLine):
            self.field.setFocus()
            return True
        if event.text().isprintable() and event.text().strip():
            self.field.setFocus()
            self.field.insert(event.text())
            return True
        return False

    def _drop(self, chip: TagChip) -> None:
        self._chips.remove(chip)
        self._layout.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._name_field()

    def _name_field(self) -> None:
        self.field.setPlaceholderText("" if self._chips else "Type a tag, or Actors/Taliban")
