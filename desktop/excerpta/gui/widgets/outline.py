"""The outline panel lists the headings of the open document, or its paragraphs, or its highlights."""

from collections.abc import Sequence
from enum import Enum
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.glyph_button import Glyph, GlyphButton
from excerpta.gui.widgets.landmark_table import LandmarkTable
from excerpta.gui.widgets.landmarks import Landmark, row_height

LONG = 12
"""A list with more rows than this has a field that filters it."""

_NARROW = 220


class Listed(Enum):
    """What the panel lists."""

    HEADINGS = "Headings"
    PARAGRAPHS = "Paragraphs"
    HIGHLIGHTS = "Highlights"


class OutlinePanel(Themed, QWidget):
    """A heading, a field when the list is long, the list; or a sentence that says why there is none.

    Attributes:
        field, table: the parts that take the keyboard.

    Signals:
        chosen: a Landmark to go to.
        filtered: the words to filter by.
        listed: a Listed that is wanted instead.
        left: Esc; the focus belongs to the text again.
        closed: the panel is to go.

    """

    chosen = Signal(object)
    filtered = Signal(str)
    listed = Signal(object)
    left = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline_panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._heading = QLabel("Outline", self)
        self._heading.setObjectName("zone_heading")
        self._kind = QToolButton(self)
        self._kind.setObjectName("quiet_button")
        self._kind.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._kind.setToolTip("What is listed")
        self._choices: dict[Listed, QAction] = {}
        self._kind.setMenu(self._kinds_menu())
        self._close = GlyphButton(Glyph.CROSS, "Close the outline", self)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Filter")
        self.field.setAccessibleName("Filter the outline")
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self.table = LandmarkTable(theme, self)
        self.table.setAccessibleName("Outline of the document")
        self._nothing = QLabel(self)
        self._nothing.setObjectName("muted")
        self._nothing.setWordWrap(True)
        self._offers = {kind: self._offer(kind) for kind in (Listed.PARAGRAPHS, Listed.HIGHLIGHTS)}
        self._connect()
        self._lay_out()
        self.setFocusProxy(self.table)
        self.set_theme(theme)

    # ---- given

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.table.set_theme(theme)
        self._close.set_theme(theme)

    def set_key(self, key: str) -> None:
        """Name the key that closes the panel."""
        self._close.set_key(key)

    def show_landmarks(self, landmarks: Sequence[Landmark], listed: Listed, *, total: int) -> None:
        """List places; `total` is how many there are without the filter."""
        self._show_kind(listed)
        self._nothing.setVisible(not landmarks)
        self._nothing.setText("" if landmarks else "Nothing matches.")
        for offer in self._offers.values():
            offer.hide()
        self.table.setVisible(bool(landmarks))
        self.field.setVisible(total > LONG or bool(self.field.text()))
        self.setFocusProxy(self.table if landmarks else self.field)
        self.table.landmarks.set_landmarks(landmarks)

    def show_nothing(self, sentence: str, listed: Listed, offers: Sequence[Listed] = ()) -> None:
        """Say why there is nothing to list, and offer to list something else."""
        self._show_kind(listed)
        self.table.landmarks.set_landmarks(())
        self.table.hide()
        self.field.hide()
        self._nothing.setText(sentence)
        self._nothing.show()
        for kind, offer in self._offers.items():
            offer.setVisible(kind in offers)
        self.setFocusProxy(self._offers[offers[0]] if offers else self._kind)

    def set_here(self, row: int) -> None:
        """Mark the row that reading is in; it is kept in view while the keyboard is elsewhere."""
        if row != self.table.landmarks.here:
            self.table.landmarks.set_here(row)
            if not self._is_used():
                self.table.show_row(row)

    def wanted_height(self) -> int:
        """How many pixels show all of it."""
        rows = self.table.landmarks.rowCount() * row_height()
        if not rows:
            return self._layout.totalHeightForWidth(self.width())
        return self._layout.totalSizeHint().height() - self.table.sizeHint().height() + rows + 8

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._heading.setVisible(self.width() >= _NARROW)

    def enter(self) -> None:
        """Take the keyboard, at the row that reading is in."""
        if self.table.isVisibleTo(self):
            self.table.go_to_row(max(0, self.table.landmarks.here))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- inside

    def _is_used(self) -> bool:
        return self.table.hasFocus() or self.field.hasFocus()

    def _connect(self) -> None:
        self.table.chosen.connect(self.chosen)
        self.table.left.connect(self.left)
        self.table.topped.connect(self._go_up)
        self.table.typed.connect(self._type)
        self.field.textChanged.connect(self.filtered)
        self._close.clicked.connect(self.closed)

    def _go_up(self) -> None:
        if self.field.isVisibleTo(self):
            self.field.setFocus()

    def _type(self, character: str) -> None:
        if self.field.isVisibleTo(self):
            self.field.setFocus()
            self.field.setText(self.field.text() + character)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the field goes to the first place, Down into the list, Esc empties it first."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.table.step(0)
                self.table.choose_current()
            elif event.key() == Qt.Key.Key_Down and self.table.landmarks.rowCount():
                self.table.step(0)
                self.table.setFocus()
            elif event.key() == Qt.Key.Key_Escape:
                if self.field.text():
                    self.field.clear()
                else:
                    self.left.emit()
            else:
                return False
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show_kind(self, listed: Listed) -> None:
        self._kind.setText(f"{listed.value} ▾")
        self._kind.setAccessibleName(f"Listed: {listed.value.lower()}")
        self._choices[listed].setChecked(True)

    def _kinds_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for kind in Listed:
            action = menu.addAction(kind.value, partial(self.listed.emit, kind))
            action.setCheckable(True)
            group.addAction(action)
            self._choices[kind] = action
        return menu

    def _offer(self, kind: Listed) -> QPushButton:
        button = QPushButton(kind.value, self)
        button.setAccessibleName(f"List the {kind.value.lower()}")
        button.clicked.connect(lambda: self.listed.emit(kind))
        button.hide()
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(14, 7, 8, 3)
        top.setSpacing(4)
        top.addWidget(self._heading)
        top.addStretch()
        top.addWidget(self._kind)
        top.addWidget(self._close)
        middle = QVBoxLayout()
        middle.setContentsMargins(12, 2, 12, 6)
        middle.setSpacing(8)
        middle.addWidget(self.field)
        middle.addWidget(self._nothing)
        for offer in self._offers.values():
            middle.addWidget(offer)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(middle)
        layout.addWidget(self.table, 1)
        layout.addStretch()
