"""An empty place says why it is empty and what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme

_WIDTH = 460


class EmptyState(QWidget):
    """A heading, a sentence and up to three buttons.

    Signals:
        chosen: the key of the button that was pressed.
    """

    chosen = Signal(str)

    def __init__(
        self, heading: str, sentence: str, buttons: dict[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("empty_state")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = QLabel(heading, self)
        title.setObjectName("empty_heading")
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        text = QLabel(sentence, self)
        text.setObjectName("muted")
        text.setWordWrap(True)
        text.setFixedWidth(scaled(_WIDTH))
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        # A layout asks how high a wrapped text is only where no alignment is set.
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(text)
        middle.addStretch()
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch()
        for place, (key, label) in enumerate(buttons.items()):
            button = QPushButton(label, self)
            if place == 0:
                button.setObjectName("primary")
                self.setFocusProxy(button)
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            row.addWidget(button)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addStretch(2)
        layout.addWidget(title)
        layout.addLayout(middle)
        layout.addLayout(row)
        layout.addStretch(3)


def rules(theme: Theme) -> str:
    """Style rules of empty places."""
    return f"""
    #empty_state {{ background: {theme.page.name()}; }}
    #empty_heading {{ font-family: "Noto Serif", "DejaVu Serif", serif; font-size: 21px; font-weight: 700; }}
    """
