"""The find bar asks for words to find in the document and says how many places there are."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from excerpta.gui.support.announcing import announce
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.glyph_button import Glyph, GlyphButton

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CASE, _WORD = "Match case", "Whole words"
_NARROW = 560


class FindBar(Themed, QWidget):
    """A strip above the text. Enter goes on, Shift+Enter back, Esc closes.

    Signals:
        query_changed: the words, whether letter case counts, whether only whole words count.
        next_wanted, previous_wanted: go to another place.
        closed: by Esc or its cross; the bar is hidden by then.

    """

    query_changed = Signal(str, bool, bool)
    next_wanted = Signal()
    previous_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._input = _FindInput(self)
        self._result = QLabel(self)
        self._result.setObjectName("findResult")
        self._case = _switch(_CASE, self)
        self._word = _switch(_WORD, self)
        self._previous = GlyphButton(Glyph.UP, "Previous place", self)
        self._next = GlyphButton(Glyph.DOWN, "Next place", self)
        self._close = GlyphButton(Glyph.CROSS, "Close find", self, key="Esc")
        self._input.textChanged.connect(self._tell)
        self._case.toggled.connect(self._tell)
        self._word.toggled.connect(self._tell)
        self._previous.clicked.connect(self.previous_wanted)
        self._next.clicked.connect(self.next_wanted)
        self._close.clicked.connect(self.close_bar)
        self._lay_out()
        self.set_result(0, 0)

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
        self.show()
        first_line = words.strip().partition("\n")[0]
        if first_line:
            self._input.setText(first_line)
        self._input.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._input.selectAll()
        self._tell()

    def close_bar(self) -> None:
        """Hide the bar and say so; its words stay for the next time."""
        self.hide()
        self.closed.emit()

    def query(self) -> tuple[str, bool, bool]:
        """The words, whether letter case counts, whether only whole words count."""
        return self._input.text(), self._case.isChecked(), self._word.isChecked()

    def set_result(self, current: int, total: int) -> None:
        """Show that place `current` (from 1; 0 for none) of `total` is shown."""
        if not self._input.text():
            said = ""
        elif not total:
            said = "Not found"
        else:
            said = f"{current:,} of {total:,}" if current else f"{total:,}"
        if said != self._result.text() and (current or not total):
            announce(self, said)
        self._result.setText(said)
        missing = bool(self._input.text()) and not total
        if self._result.property("missing") != missing:
            self._result.setProperty("missing", missing)
            self._result.style().unpolish(self._result)
            self._result.style().polish(self._result)
        for button in (self._previous, self._next):
            button.setEnabled(total > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in _ENTER or event.key() == Qt.Key.Key_F3:
            (self.previous_wanted if back else self.next_wanted).emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.chrome)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.line)

    def _tell(self) -> None:
        if not self._input.text():
            self.set_result(0, 0)
        self.query_changed.emit(*self.query())

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 7)
        row.setSpacing(4)
        self._input.setMaximumWidth(340)
        self._input.setMinimumWidth(120)
        row.addWidget(self._input, 1)
        row.addSpacing(4)
        row.addWidget(self._result)
        row.addWidget(self._previous)
        row.addWidget(self._next)
        row.addSpacing(8)
        row.addWidget(self._case)
        row.addWidget(self._word)
        row.addStretch(1)
        row.addWidget(self._close)
        self._result.setMinimumWidth(self._result.fontMetrics().horizontalAdvance("Not found "))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words of the switches up for signs where there is no room for them."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._case.setText("Aa" if narrow else _CASE)
        self._word.setText("Word" if narrow else _WORD)


class _FindInput(QLineEdit):
    """The words to find; keeps Enter and Esc from the window's own keys."""

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
            and event.key() in (*_ENTER, Qt.Key.Key_Escape)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_ENTER, Qt.Key.Key_Escape):
            event.ignore()
            return
        super().keyPressEvent(event)


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
    """What the field, the count and the two switches look like."""
    return f"""
QLineEdit#findInput {{
    color: {theme.ink.name()}; background: {theme.card.name()};
    border: 1px solid {theme.outline.name()}; border-radius: 6px; padding: 4px 8px;
    selection-background-color: {theme.accent.name()}; selection-color: {theme.on_accent.name()};
    placeholder-text-color: {theme.muted.name()};
}}
QLineEdit#findInput:focus {{ border: 2px solid {theme.accent.name()}; padding: 3px 7px; }}
QLabel#findResult {{ color: {theme.muted.name()}; background: transparent; }}
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
