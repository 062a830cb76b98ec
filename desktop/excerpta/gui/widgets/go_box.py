"""The go-to box takes part of a heading, a paragraph's number or a percentage, and lists what is meant."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.floating_panel import SHADOW
from excerpta.gui.widgets.landmark_table import LandmarkTable
from excerpta.gui.widgets.landmarks import Landmark, row_height
from excerpta.gui.widgets.popover import Popover

_WIDTH = 480
_MOST_ROWS = 9
_PAGE = 8
_HINT = "Part of a heading, ¶ 12, or 40 %"
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_PageUp: -_PAGE,
}


class GoBox(Popover):
    """A field and a list below it; the arrows walk the list while the field keeps the keyboard.

    Attributes:
        field, table: the parts.

    Signals:
        asked: the words in the field.
        previewed: the Landmark that the list stands at, because it was walked or other words were typed.
        chosen: a Landmark, by Enter or a click; the box is gone by then.
        cancelled: Esc; the box is gone by then.
        abandoned: a press elsewhere; the box is gone by then.

    """

    asked = Signal(str)
    previewed = Signal(object)
    chosen = Signal(object)
    cancelled = Signal()
    abandoned = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("go_box")
        self._around = QRect()
        self._is_answered = False
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Go to…")
        self.field.setAccessibleName("Go to part of a heading, a paragraph's number or a percentage")
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self.asked)
        self.table = LandmarkTable(theme, self)
        self.table.setAccessibleName("Places in the document")
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.chosen.connect(self._choose)
        self._hint = QLabel(_HINT, self)
        self._hint.setObjectName("muted")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.setSpacing(6)
        layout.addWidget(self.field)
        layout.addWidget(self.table)
        layout.addWidget(self._hint)
        self.closed.connect(self._close)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.table.set_theme(theme)

    def open_in(self, around: QRect) -> None:
        """Show the empty box at the top of a rectangle of its parent."""
        self._around, self._is_answered = around, False
        self.field.clear()
        self._fit()
        self.open_with(self.field)

    def show_landmarks(self, landmarks: Sequence[Landmark], row: int, here: int, problem: str = "") -> None:
        """List places, with one current and one marked as where reading is; or say that there is none."""
        self.table.landmarks.set_landmarks(landmarks)
        self.table.landmarks.set_here(here)
        self._hint.setText(problem or _HINT)
        self._fit()
        self.table.go_to_row(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._is_answered = True
            self.close_popover()
            self.cancelled.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.table.choose_current()
        elif key in _STEPS:
            self.table.step(_STEPS[key])
            row = self.table.row()
            if row >= 0:
                self.previewed.emit(self.table.landmarks.landmark(row))
        else:
            return False
        return True

    def _choose(self, landmark: Landmark) -> None:
        self._is_answered = True
        self.close_popover()
        self.chosen.emit(landmark)

    def _close(self) -> None:
        if not self._is_answered:
            self.abandoned.emit()

    def _fit(self) -> None:
        """Be as high as the list, within limits, at the top of what is around."""
        rows = min(self.table.landmarks.rowCount(), _MOST_ROWS)
        self.table.setVisible(bool(rows))
        self.table.setFixedHeight(max(1, rows) * row_height())
        width = min(_WIDTH, self._around.width() - 16) + 2 * SHADOW
        self.resize(width, self._wanted_height(width))
        left = self._around.center().x() - width // 2
        self.move(max(self._around.left(), left), self._around.top() + 6 - SHADOW + 8)

    def _wanted_height(self, width: int) -> int:
        """How high the box is with what it shows now."""
        self.ensurePolished()
        layout = self.layout()
        if layout is None:
            return self.height()
        layout.invalidate()
        return max(layout.totalSizeHint().height(), layout.totalHeightForWidth(width))
