"""The box that asks under which name a question is kept."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from excerpta.gui.support.scale import scaled
from excerpta.gui.widgets.floating_panel import SHADOW, FloatingPanel

_WIDTH = 360


class SearchNameBox(FloatingPanel):
    """A name, Save, and the way to change the saved search that the question came from.

    Attributes:
        field: the name.
        save, change: the buttons; the second only where there is something to change.

    Signals:
        named: the name under which the question is to be kept.
        change_wanted: the question is to take the place of the one that it came from.
        left: it closed without either.

    """

    named = Signal(str)
    change_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        heading = QLabel("Save this search as")
        heading.setObjectName("note_box_heading")
        self.field = QLineEdit()
        self.field.setAccessibleName("Name of the search")
        self.problem = QLabel()
        self.problem.setObjectName("query_problem")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.save = QPushButton("Save")
        self.save.setObjectName("primary")
        self.change = QPushButton()
        self.save.clicked.connect(self._give)
        self.change.clicked.connect(self._change)
        self.field.returnPressed.connect(self._give)
        self.field.textChanged.connect(self._update)
        foot = QHBoxLayout()
        foot.addWidget(self.change)
        foot.addStretch(1)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        for part in (heading, self.field, self.problem):
            column.addWidget(part)
        column.addLayout(foot)

    def open_for(self, name: str, changed: str, near: QRect, bounds: QRect) -> None:
        """Ask for a name.

        Args:
            name: what is proposed.
            changed: the saved search that may take the question; empty for none.
            near: by what it stands, in the parent's coordinates.
            bounds: in what it stays, likewise.
        """
        self.field.setText(name)
        self.field.end(False)
        self.field.home(True)  # selected, with its beginning in sight
        self.show_problem("")
        self.change.setVisible(bool(changed))
        self.change.setText(f"Change “{changed}”".replace("&", "&&"))
        self._update()
        self.resize(min(scaled(_WIDTH), bounds.width() - 16) + 2 * SHADOW, self.sizeHint().height())
        self.place_near(near, bounds, centred=False)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_problem(self, sentence: str) -> None:
        """Say why the name will not do; empty for nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        if self.field.text().strip():
            self.named.emit(self.field.text().strip())

    def _change(self) -> None:
        self.hide()
        self.change_wanted.emit()

    def _update(self) -> None:
        self.save.setEnabled(bool(self.field.text().strip()))
