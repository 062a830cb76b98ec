"""The lower part of the dialogue of keys: other keys for one action, and what stands against them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from excerpta.gui.support.keys import Keys, readable
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.support.verbs import Where
from excerpta.gui.widgets.key_field import KeyField


class KeyChoice(Themed, QFrame):
    """Gives one action other keys; a clash is said at once, and asked about.

    Attributes:
        pressed: the field that takes the new keys.
        message: what was done, or what stands against it.
        yes, no: answers to the question that `message` asks.

    Signals:
        finished: nothing is asked any more.
    """

    finished = Signal()

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("key_choice")
        self._keys = keys
        self._name = ""
        self._more = False
        self._answer: Callable[[], object] | None = None
        self.title = QLabel(self)
        self.title.setObjectName("zone_heading")
        self.pressed = KeyField(self)
        self.change = self._button("Change…", self.start)
        self.add = self._button("Add another…", lambda: self.start(more=True))
        self.remove_all = self._button("Remove", self.remove)
        self.reset = self._button("Reset", self._reset)
        self.message = QLabel(self)
        self.message.setMinimumHeight(self.message.fontMetrics().lineSpacing())
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.yes = self._button("", self._take)
        self.yes.setObjectName("primary")
        self.no = self._button("Keep as it is", self._leave)
        self._lay_out()
        self.pressed.pressed.connect(self._try)
        self.pressed.left.connect(self._leave)
        keys.changed.connect(self._refresh)
        self.set_theme(theme)
        self._show(asking=False)

    def show_verb(self, name: str) -> None:
        """Turn to another action."""
        self._name = name
        self.message.setText("")
        self._show(asking=False)
        self._refresh()

    def start(self, *, more: bool = False) -> None:
        """Wait for a key, that takes the place of the present ones, or is one more."""
        self._more = more
        self.message.setText("Esc leaves it as it is.")
        self._show(asking=False, waiting=True)
        self.pressed.setFocus()

    def remove(self) -> None:
        """Take all keys of the action away."""
        if self._keys.of(self._name):
            self._keys.give(self._name, ())
            self._say(f"“{self._title(self._name)}” has no key now.")

    def ask(self, question: str, yes: str, answer: Callable[[], object]) -> None:
        """Ask something that `yes` agrees to."""
        self._answer = answer
        self.message.setText(question)
        self.yes.setText(yes)
        self._show(asking=True)
        self.yes.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape and self._answer is not None:
            self._leave()
        elif is_enter and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _try(self, key: str) -> None:
        """Give the action a key that was pressed, unless something stands against it."""
        shown, name = readable(key), self._name
        holder = self._keys.holder(key)
        if objection := self._keys.objection(name, key):
            self.message.setText(objection)
        elif holder == name and (self._more or self._keys.of(name) == (key,)):
            self._say(f"“{self._title(name)}” has {shown} already.")
        elif holder is not None and holder != name:
            question = f"{shown} is “{self._title(holder)}”. Give it to “{self._title(name)}”?"
            self.ask(question, f"Give {shown} to it", lambda: self._give(key))
        else:
            self._give(key)

    def _give(self, key: str) -> None:
        name = self._name
        losers = self._keys.give(name, (*self._keys.of(name), key) if self._more else (key,))
        self._tell(f"{readable(key)} is “{self._title(name)}” now.", losers)

    def _reset(self) -> None:
        losers = self._keys.reset(self._name)
        self._tell(f"“{self._title(self._name)}” has its first keys again.", losers)

    def _tell(self, sentence: str, losers: list[str]) -> None:
        bare = [f"“{self._title(loser)}”" for loser in losers if not self._keys.of(loser)]
        has = "have" if len(bare) > 1 else "has"
        self._say(f"{sentence} {' and '.join(bare)} {has} no key any more." if bare else sentence)

    def _say(self, sentence: str) -> None:
        self._show(asking=False)
        self.message.setText(sentence)
        self.finished.emit()

    def _take(self) -> None:
        answer, self._answer = self._answer, None
        self._show(asking=False)
        self.message.setText("")
        if answer is not None:
            answer()
        self.finished.emit()

    def _leave(self) -> None:
        self._answer = None
        self._say("")

    def _show(self, *, asking: bool, waiting: bool = False) -> None:
        if not asking:
            self._answer = None
        for widget in (self.change, self.add, self.remove_all, self.reset):
            widget.setVisible(not asking and not waiting)
        self.pressed.setVisible(waiting)
        self.yes.setVisible(asking)
        self.no.setVisible(asking)

    def _refresh(self) -> None:
        if not self._name:
            return
        verb, keys = self._keys.verbs[self._name], self._keys.of(self._name)
        where = "  ·  in the reader" if verb.where is Where.READER else ""
        self.title.setText(f"{self._title(self._name)}{where}")
        self.add.setEnabled(bool(keys))
        self.remove_all.setEnabled(bool(keys))
        self.reset.setEnabled(self._keys.is_own(self._name))

    def _title(self, name: str) -> str:
        return self._keys.title(name)

    def _button(self, text: str, clicked: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: clicked())
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.pressed, 1)
        for button in (self.change, self.add, self.remove_all, self.reset, self.yes, self.no):
            row.addWidget(button)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.message)
        layout.addLayout(row)
