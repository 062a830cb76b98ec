"""The find bar asks for words to find in the document and says how many places there are."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from excerpta.gui.support.announcing import announce
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.glyph_button import Glyph, GlyphButton

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEPT = (*_ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Down)
_CASE, _WORD, _ACCENTS = "Match case", "Whole words", "Match accents"
_NARROW = 720
"""In fewer pixels the switches and the note have a row of their own."""

_NARROWEST = 480
_SHORT = {_CASE: "Aa", _WORD: "Words", _ACCENTS: "Accents"}
"""What is left of the names of the switches in even fewer pixels."""


@dataclass(frozen=True, slots=True)
class FindQuery:
    """What is to be found.

    Attributes:
        words: as they were typed.
        match_case: whether letter case must agree.
        whole_word: whether only whole words count.
        match_accents: whether accents, vowel signs and half-spaces must agree.

    """

    words: str
    match_case: bool = False
    whole_word: bool = False
    match_accents: bool = False


@dataclass(frozen=True, slots=True)
class FindResult:
    """What was found.

    Attributes:
        current: the number of the place that is shown, from 1; 0 for none.
        total: how many places are known.
        is_complete: whether all are known.
        is_capped: whether there are more, which are not looked for.
        note: what is to be said of the place that is shown.

    """

    current: int = 0
    total: int = 0
    is_complete: bool = True
    is_capped: bool = False
    note: str = ""

    def words(self) -> str:
        """The counts in words."""
        if not self.total:
            return "Not found" if self.is_complete else "Looking…"
        total = f"{self.total:,}{'+' if self.is_capped else '' if self.is_complete else '…'}"
        return f"{self.current:,} of {total}" if self.current else total


class FindBar(Themed, QWidget):
    """A strip above the text. Enter goes on, Shift+Enter back, Down into the text, Esc closes.

    Signals:
        query_changed: a FindQuery.
        next_wanted, previous_wanted: go to another place.
        text_wanted: the keyboard is to go to the place in the text; the bar stays.
        closed: by Esc or its cross; the bar is hidden by then.

    """

    query_changed = Signal(object)
    next_wanted = Signal()
    previous_wanted = Signal()
    text_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._input = _FindInput(self)
        self._result = _label("findResult", self)
        self._note = _label("findNote", self)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._switches = {name: _switch(name, self) for name in (_CASE, _WORD, _ACCENTS)}
        self._previous = GlyphButton(Glyph.UP, "Previous place", self)
        self._next = GlyphButton(Glyph.DOWN, "Next place", self)
        self._close = GlyphButton(Glyph.CROSS, "Close find", self, key="Esc")
        self._input.textChanged.connect(self._tell)
        for switch in self._switches.values():
            switch.toggled.connect(self._tell)
        self._previous.clicked.connect(self.previous_wanted)
        self._next.clicked.connect(self.next_wanted)
        self._close.clicked.connect(self.close_bar)
        self._rows = QHBoxLayout(), QHBoxLayout()
        self._is_narrow: bool | None = None
        self._lay_out()
        self._arrange(narrow=False)
        self.set_result(FindResult())

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for button in (self._previous, self._next, self._close):
            button.set_theme(theme)

    def set_keys(self, keys: Keys) -> None:
        """Name the keys that go from place to place."""
        self._previous.set_key(keys.shown("find_previous"))
        self._next.set_key(keys.shown("find_next"))

    def open_bar(self, words: str = "") -> None:
        """Show the bar and select its words, which are `words` when there are any."""
        first_line = words.strip().partition("\n")[0]
        if first_line:
            self._input.blockSignals(True)
            self._input.setText(first_line)
            self._input.blockSignals(False)
        self.show_bar()
        self.enter()

    def enter(self) -> None:
        """Take the keyboard, with the words selected."""
        self._input.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._input.selectAll()

    def show_bar(self) -> None:
        """Show the bar with its last words, and leave the focus where it is."""
        self.show()
        self._tell()

    def close_bar(self) -> None:
        """Hide the bar and say so; its words stay for the next time."""
        self.hide()
        self.closed.emit()

    def query(self) -> FindQuery:
        """What is to be found."""
        case, word, accents = (switch.isChecked() for switch in self._switches.values())
        return FindQuery(self._input.text(), case, word, accents)

    def set_result(self, result: FindResult) -> None:
        """Show what was found."""
        is_asked = bool(self._input.text())
        said = result.words() if is_asked else ""
        if (said, result.note) != (self._result.text(), self._note.text()) and (
            result.current or not result.total
        ):
            announce(self, ", ".join(part for part in (said, result.note) if part))
        self._result.setText(said)
        more = (
            f"There are more; the first {result.total:,} from here on are marked." if result.is_capped else ""
        )
        self._result.setToolTip(more)
        self._note.setText(result.note if is_asked else "")
        missing = is_asked and not result.total and result.is_complete
        if self._result.property("missing") != missing:
            self._result.setProperty("missing", missing)
            self._result.style().unpolish(self._result)
            self._result.style().polish(self._result)
        for button in (self._previous, self._next):
            button.setEnabled(result.total > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in _ENTER or event.key() == Qt.Key.Key_F3:
            (self.previous_wanted if back else self.next_wanted).emit()
        elif event.key() == Qt.Key.Key_Down:
            self.text_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.chrome)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < scaled(_NARROW))
        for name, switch in self._switches.items():
            switch.setText(_SHORT[name] if self.width() < scaled(_NARROWEST) else name)

    def _tell(self) -> None:
        if not self._input.text():
            self.set_result(FindResult())
        self.query_changed.emit(self.query())

    def _lay_out(self) -> None:
        self._input.setMaximumWidth(scaled(340))
        self._input.setMinimumWidth(100)
        self._result.setMinimumWidth(self._result.fontMetrics().horizontalAdvance("Not found "))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 7)
        column.setSpacing(4)
        first = self._rows[0]
        for row in self._rows:
            row.setSpacing(4)
            column.addLayout(row)
        first.addWidget(self._input, 1)
        first.addWidget(self._result)
        first.addWidget(self._previous)
        first.addWidget(self._next)
        first.addWidget(self._close)

    def _arrange(self, *, narrow: bool) -> None:
        """Put switches and note beside the buttons, or in a row below where there is no room."""
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        row, place = (self._rows[1], 0) if narrow else (self._rows[0], 4)
        for number, part in enumerate((*self._switches.values(), self._note)):
            row.insertWidget(place + number, part, int(part is self._note))


class _FindInput(QLineEdit):
    """The words to find; keeps Enter, Down and Esc from the window's own keys."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("findInput")
        self.setPlaceholderText("Find in this article")
        self.setAccessibleName("Find in this article")
        self.setClearButtonEnabled(False)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in _KEPT
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEPT:
            event.ignore()
            return
        super().keyPressEvent(event)


def _label(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _switch(name: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setObjectName("findSwitch")
    button.setText(name)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def rules(theme: Theme) -> str:
    """What the field, the count and the switches look like."""
    return f"""
QLineEdit#findInput {{
    color: {theme.ink.name()}; background: {theme.card.name()};
    border: 1px solid {theme.outline.name()}; border-radius: 6px; padding: 4px 8px;
    selection-background-color: {theme.accent.name()}; selection-color: {theme.on_accent.name()};
    placeholder-text-color: {theme.muted.name()};
}}
QLineEdit#findInput:focus {{ border: 2px solid {theme.accent.name()}; padding: 3px 7px; }}
QLabel#findResult, QLabel#findNote {{ color: {theme.muted.name()}; background: transparent; }}
QLabel#findResult[missing="true"] {{ color: {theme.rubric.name()}; }}
QToolButton#findSwitch {{
    color: {theme.muted.name()}; background: transparent;
    border: 1px solid transparent; border-radius: 6px; padding: 3px 8px;
}}
QToolButton#findSwitch:hover {{ color: {theme.ink.name()}; background: {theme.hover.name()}; }}
QToolButton#findSwitch:checked {{
    color: {theme.ink.name()}; background: {theme.card.name()}; border-color: {theme.accent.name()};
}}
QToolButton#findSwitch:focus {{ border-color: {theme.accent.name()}; }}
"""
