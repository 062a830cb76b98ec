"""The header bar names the house, switches the centre between its views, and searches all documents."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from excerpta.gui.support.fields import make_clearable
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme

_PLACEHOLDERS = ("Search all documents, or > for commands", "Search all documents", "Search")
"""The longest for which there is room is shown."""

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_STAYS_FOR = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


_AROUND = 40
"""Pixels of a button of the switch around its words."""


class SearchField(QLineEdit):
    """A field that moves the current row of what is found below it.

    Signals:
        left: Esc; the words are gone.
        stepped: so many rows further down, or up.
        list_wanted: Ctrl+Enter: every place is to be listed.
        come, gone: it has the focus of the window, or lost it to another part of it.
    """

    left = Signal()
    stepped = Signal(int)
    list_wanted = Signal()
    come = Signal()
    gone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = QLabel(self)
        self._hint.setObjectName("key_hint")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._place_hint)

    def set_key(self, key: str) -> None:
        """Name the key that leads into the field, at its end."""
        self._hint.setText(key.replace("+", " "))
        self._place_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_hint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.come.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS_FOR:
            self.gone.emit()

    def _place_hint(self) -> None:
        """Put the key at the end, and choose the words that there is room for before it.

        Where there is no room for the shortest words beside it, the key is left out.
        """
        size = self._hint.sizeHint() if self._hint.text() else QSize(0, 0)
        self._hint.resize(size)
        self._hint.move(self.width() - size.width() - 7, (self.height() - size.height()) // 2)
        room = self.width() - size.width() - 30
        metrics = self.fontMetrics()
        fits = [words for words in _PLACEHOLDERS if metrics.horizontalAdvance(words) <= room]
        self.setPlaceholderText(fits[0] if fits else _PLACEHOLDERS[-1])
        self._hint.setVisible(bool(fits) and bool(self._hint.text()) and not self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.list_wanted.emit()
        elif event.key() in _STEPS and event.modifiers() in _PLAIN:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class _ViewButton(QPushButton):
    """A button as wide as it is when it is checked, with bold letters."""

    def sizeHint(self) -> QSize:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        words = QFontMetrics(font).horizontalAdvance(self.text())
        return QSize(max(scaled(100), words + _AROUND), super().sizeHint().height())


class HeaderBar(QFrame):
    """House mark, view switch, search, text.

    Attributes:
        search: the field.
        text_button: opens the panel in which the text is set.

    Signals:
        text_wanted: the panel is to be opened.
        view_chosen: name of the view, `read`, `highlights` or `overview`.
        search_changed: the words to search all documents for.
        search_entered: Enter in the field: the current row is chosen.
        search_left: Esc in the field.
    """

    text_wanted = Signal()
    view_chosen = Signal(str)
    search_changed = Signal(str)
    search_entered = Signal()
    search_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header_bar")
        mark = QLabel("☞", self)
        mark.setObjectName("house_mark")
        name = QLabel("Excerpta", self)
        name.setObjectName("house_name")
        self._buttons: dict[str, QPushButton] = {}
        switch = QFrame(self)
        switch.setObjectName("view_switch")
        inside = QHBoxLayout(switch)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        group = QButtonGroup(self)
        for key, text in (("read", "Read"), ("highlights", "Highlights"), ("overview", "Overview")):
            button = _ViewButton(text, switch)
            button.setCheckable(True)
            button.setObjectName("view_button")
            button.setAccessibleName(f"Show {text}")
            button.clicked.connect(lambda _=False, key=key: self.view_chosen.emit(key))
            group.addButton(button)
            inside.addWidget(button)
            self._buttons[key] = button
        self.search = SearchField(self)
        self.search.setAccessibleName("Search all documents")
        make_clearable(self.search)
        self.search.setToolTip("Words in any document, and commands; after > nothing but commands")
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(scaled(420))
        self.search.textChanged.connect(self.search_changed)
        self.search.returnPressed.connect(self.search_entered)
        self.search.left.connect(self.search_left)
        self.text_button = QPushButton("Aa", self)
        self.text_button.setObjectName("text_button")
        self.text_button.setAccessibleName("Text")
        self.text_button.clicked.connect(self.text_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 14, 6)
        layout.setSpacing(5)
        layout.addWidget(mark)
        layout.addWidget(name)
        layout.addStretch(2)
        layout.addWidget(switch)
        layout.addStretch(3)
        layout.addWidget(self.search, 4)
        layout.addWidget(self.text_button)
        self.show_view("read")

    def set_keys(self, keys: Keys) -> None:
        """Name the keys of the search and of the views."""
        self.search.set_key(keys.shown("search"))
        key = keys.shown("text")
        about = "Typeface, size, width, theme"
        self.text_button.setToolTip(f"{about} ({key})" if key else about)
        for name, button in self._buttons.items():
            button.setToolTip(keys.shown(name))

    def show_view(self, name: str) -> None:
        """Mark the view that is shown."""
        self._buttons[name].setChecked(True)


def rules(theme: Theme) -> str:
    """Style rules of the bar."""
    chrome, line = theme.chrome.name(), theme.line.name()
    return f"""
    #header_bar {{ background: {chrome}; border: none; border-bottom: 1px solid {line}; }}
    #house_mark {{ color: {theme.rubric.name()}; font-size: 17px; }}
    #house_name {{ font-family: "Noto Serif", "DejaVu Serif", serif; font-size: 16px; font-weight: 700; }}
    #key_hint {{
        color: {theme.muted.name()}; background: {chrome}; font-size: 11px;
        border: 1px solid {line}; border-radius: 4px; padding: 0px 5px;
    }}
    #view_switch {{ border: 1px solid {line}; border-radius: 7px; background: {chrome}; }}
    QPushButton#view_button {{
        border: 1px solid transparent; border-radius: 6px; background: transparent;
        color: {theme.muted.name()}; padding: 5px 16px;
    }}
    QPushButton#view_button:checked {{
        background: {theme.card.name()}; color: {theme.ink.name()}; font-weight: 600;
    }}
    QPushButton#text_button {{
        font-family: "Noto Serif", "DejaVu Serif", serif; font-size: 15px; padding: 3px 9px;
        background: transparent; border-color: transparent;
    }}
    QPushButton#text_button:hover {{ background: {theme.hover.name()}; }}
    QPushButton#text_button:focus {{ border: 2px solid {theme.accent.name()}; padding: 2px 8px; }}
    QPushButton#view_button:focus {{ border-color: {theme.accent.name()}; }}
    """
