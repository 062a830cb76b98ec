"""The column on the right: the tags, and below them what else belongs to finding highlights again."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class TagColumn(QWidget):
    """Holds the tag panel, which takes the room that is left."""

    def __init__(self, tags: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tag_column")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(tags, 1)
        self.setFocusProxy(tags)

    def put_below(self, panel: QWidget) -> None:
        """Show a panel below the tags."""
        self._column.addWidget(panel)
