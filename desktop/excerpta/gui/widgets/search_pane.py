"""The search pane stands above the text: words, and every place of them in all documents."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from excerpta.gui.support.announcing import announce
from excerpta.gui.support.fields import make_clearable
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.eliding_label import ElidingLabel
from excerpta.gui.widgets.glyph_button import Glyph, GlyphButton
from excerpta.gui.widgets.search_rows import SearchRows

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEPT = (*_ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Down)
SYNTAX = "All words · “a phrase” · begin* · peace ~5 talks (at most 5 words between) · -without"
_SYNTAX_SHORT = "“a phrase” · begin* · near ~5 by · -without"
_HANDS = "Space marks, Enter opens"
_LINE = 620
"""Pixels of a line of words in the empty list."""

_NARROW = 640
"""In fewer pixels the count stands in the row of the button."""


class SearchPane(Themed, QWidget):
    """A field, what is to be known about it, and the list. Folded, only the field and the count are left.

    Attributes:
        field, rows, mark: its parts; `mark` is the button that makes highlights.
        is_folded: whether the list is put away.

    Signals:
        words_changed: what is typed.
        order_changed: whether the newest documents come first.
        mark_wanted: highlights are to be made of the marked places, or of all.
        folded: the list was put away, or shown again.
        closed: by Esc or its cross.

    """

    words_changed = Signal(str)
    order_changed = Signal(bool)
    mark_wanted = Signal()
    folded = Signal(bool)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.is_folded = False
        self.field = _Field(self)
        self.summary = ElidingLabel(self)
        self.summary.setObjectName("muted")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.newest = QToolButton(self)
        self.newest.setObjectName("quiet_toggle")
        self.newest.setText("Newest first")
        self.newest.setToolTip("The newest articles first; otherwise the most relevant")
        self.newest.setCheckable(True)
        self.fold_button = GlyphButton(Glyph.UP, "Put the list away", self)
        self.close_button = GlyphButton(Glyph.CROSS, "Close the search", self, key="Esc")
        self.help = ElidingLabel(self)
        self.help.setObjectName("muted")
        self.help.setTextFormat(Qt.TextFormat.PlainText)
        self.help.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.mark = QPushButton("Highlight all…", self)
        self.rows = SearchRows(self)
        self.empty = _Empty(self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.rows)
        self.stack.addWidget(self.empty)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.field)
        self.show_hint()

    # ---- given

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        super().set_theme(theme)
        for part in (self.rows, self.fold_button, self.close_button):
            part.set_theme(theme)

    def set_keys(self, keys: Keys) -> None:
        """Let the keys of the window's actions mean the same in the list."""
        self.rows.set_keys(keys)

    def show_hint(self) -> None:
        """Nothing is looked for: say what can be."""
        self.rows.set_found(())
        self._show_empty(
            "Every place of some words, in all documents",
            "Type, and the places appear here. Letter case and accents do not matter, whatever the script. "
            "A word may go on where a * stands, words between quotation marks follow each other, "
            "~5 lets at most five words stand between two, and a - in front leaves documents out.",
        )
        self.set_summary("")

    def show_nothing(self, words: str, advice: str) -> None:
        """Say that nothing was found, and what to do."""
        self.rows.set_found(())
        self._show_empty(f"Nothing found for {words}", advice)
        self.set_summary("Nothing found")

    def show_problem(self, sentence: str, advice: str) -> None:
        """Say why the words cannot be looked for; what was found before stays out of the way."""
        self.rows.set_found(())
        self._show_empty(sentence, advice)
        self.set_summary("")

    def show_list(self) -> None:
        """Show the list instead of words about it."""
        self.stack.setCurrentWidget(self.rows)
        self._update_help()

    def set_summary(self, words: str, short: str = "") -> None:
        """How much was found, and in fewer words where there is no room."""
        if words != self.summary.text():
            announce(self, words)
        self.summary.setText(words)
        self.summary.short = short

    def set_markable(self, words: str) -> None:
        """Name the button that makes highlights; empty where there is nothing to make them of."""
        self.mark.setText(words or "Highlight all…")
        self.mark.setEnabled(bool(words))
        self.mark.setVisible(bool(words) and not self.is_folded)
        self._update_help()

    def set_folded(self, folded: bool) -> None:
        """Put the list away, or show it again."""
        if folded == self.is_folded:
            return
        self.is_folded = folded
        self.stack.setVisible(not folded)
        self.help.setVisible(not folded)
        self.mark.setVisible(not folded and self.mark.isEnabled())
        self.fold_button.set_glyph(
            Glyph.DOWN if folded else Glyph.UP, "Show the list" if folded else "Put the list away"
        )
        self._first.setContentsMargins(18, 9, 10, 9 if folded else 4)
        self._second.setContentsMargins(18, 0, 16, 0 if folded else 7)
        self._arrange()
        self.folded.emit(folded)

    def least_height(self) -> int:
        """Pixels that are left when the list is folded."""
        margins = self._first.contentsMargins()
        row = max(part.sizeHint().height() for part in (self.field, self.newest, self.fold_button))
        return row + margins.top() + margins.bottom() + 1

    def enter(self, words: str = "") -> None:
        """Take the keyboard into the field; `words`, if there are any, are looked for."""
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    # ---- inside

    def _connect(self) -> None:
        self.field.textChanged.connect(self.words_changed)
        self.field.key_pressed.connect(self._do)
        self.newest.toggled.connect(self.order_changed)
        self.fold_button.clicked.connect(lambda: self.set_folded(not self.is_folded))
        self.close_button.clicked.connect(self.closed)
        self.mark.clicked.connect(self.mark_wanted)
        self.rows.left.connect(lambda: self.field.setFocus(Qt.FocusReason.BacktabFocusReason))
        self.rows.put_away.connect(self.closed)

    def _do(self, key: Qt.Key) -> None:
        """What Enter, Down and Esc in the field mean."""
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        self.set_folded(False)
        if self.rows.current() is None:
            return
        if key == Qt.Key.Key_Down:
            self.rows.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.rows.opened.emit(self.rows.current())

    def _show_empty(self, sentence: str, advice: str) -> None:
        self.empty.set_words(sentence, advice)
        self.stack.setCurrentWidget(self.empty)
        self.set_markable("")

    def _update_help(self) -> None:
        has_rows = self.stack.currentWidget() is self.rows
        self.help.setText(f"{SYNTAX} · {_HANDS}" if has_rows else SYNTAX)
        self.help.short = _SYNTAX_SHORT
        self.help.setToolTip(SYNTAX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the count beside the field, or below it where there is no room."""
        below = self.width() < _NARROW and not self.is_folded
        row, place = (self._second, 0) if below else (self._first, 1)
        if row.indexOf(self.summary) < 0:
            for other in (self._first, self._second):
                other.removeWidget(self.summary)
            row.insertWidget(place, self.summary, 1)
        self.help.setVisible(not below and not self.is_folded)

    def _lay_out(self) -> None:
        self.field.setMinimumWidth(120)
        self.field.setMaximumWidth(scaled(420))
        first = self._first = QHBoxLayout()
        first.setContentsMargins(18, 9, 10, 4)
        first.setSpacing(8)
        first.addWidget(self.field, 2)
        first.addWidget(self.summary, 1)
        for part in (self.newest, self.fold_button, self.close_button):
            first.addWidget(part)
        second = self._second = QHBoxLayout()
        second.setContentsMargins(18, 0, 16, 7)
        second.setSpacing(12)
        second.addWidget(self.help, 1)
        second.addWidget(self.mark)
        self.line = QWidget(self)
        self.line.setObjectName("rule")
        self.line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line.setFixedHeight(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(first)
        whole.addLayout(second)
        whole.addWidget(self.line)
        whole.addWidget(self.stack, 1)


class _Field(QLineEdit):
    """The words; keeps Enter, Down and Esc from the window's own keys.

    Signals:
        key_pressed: Enter, Down or Esc.
    """

    key_pressed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Words in all documents")
        self.setAccessibleName("Words to look for in all documents")
        self.setAccessibleDescription(SYNTAX)
        make_clearable(self)

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
            self.key_pressed.emit(Qt.Key(event.key()))
        else:
            super().keyPressEvent(event)


class _Empty(QWidget):
    """What stands in the place of the list when there is none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sentence, self.advice = QLabel(self), QLabel(self)
        self.sentence.setObjectName("empty_sentence")
        self.advice.setObjectName("muted")
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(1)
        for label in (self.sentence, self.advice):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(scaled(_LINE))
            column.addWidget(label)
        column.addStretch(2)
        # A layout asks how high a wrapped text is only where no alignment is set.
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 16, 28, 12)
        row.addStretch(1)
        row.addLayout(column, 1000)
        row.addStretch(1)

    def set_words(self, sentence: str, advice: str) -> None:
        self.sentence.setText(sentence)
        self.advice.setText(advice)


def rules(theme: Theme) -> str:
    """The pane's part of the style sheet."""
    return f"""
    QWidget#search_pane, QTableView#search_rows {{ background: {theme.page.name()}; }}
    QWidget#search_pane QWidget#rule {{ background: {theme.line.name()}; }}
    QLabel#empty_sentence {{ font-size: 15px; }}
    QToolButton#quiet_toggle {{
        background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 2px 8px;
        color: {theme.muted.name()};
    }}
    QToolButton#quiet_toggle:hover {{ background: {theme.hover.name()}; }}
    QToolButton#quiet_toggle:checked {{ background: {theme.selection.name()}; color: {theme.ink.name()}; }}
    QToolButton#quiet_toggle:focus {{ border-color: {theme.accent.name()}; }}
    """
