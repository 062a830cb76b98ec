"""The library column: the documents, and below them a place for the outline of the one that is open."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from excerpta.gui.support.theme import Theme

_OUTLINE_SHARE = 0.5


class LibraryColumn(QWidget):
    """Holds the list of documents, and either the outline or a strip that opens it.

    Attributes:
        strip: the button that asks for the outline.
        splitter: between list and outline.
    """

    def __init__(self, library: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library_column")
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(library)
        self._library = library
        self.strip = QPushButton("▸ Outline", self)
        self.strip.setObjectName("outline_strip")
        self.strip.setAccessibleName("Show the outline")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.strip)

    def set_key(self, key: str) -> None:
        """Name the key that opens the outline."""
        about = "The headings of the open document"
        self.strip.setToolTip(f"{about} ({key})" if key else about)

    def put(self, outline: QWidget) -> None:
        """Show the outline below the list, where the strip was."""
        self.splitter.addWidget(outline)
        self.splitter.setStretchFactor(0, 1)
        height = self.splitter.height()
        below = round(height * _OUTLINE_SHARE)
        self.splitter.setSizes([height - below, below])
        outline.show()
        self.strip.hide()

    def take(self, outline: QWidget) -> None:
        """Show the strip again; the outline belongs to someone else now."""
        if self.splitter.indexOf(outline) >= 0:
            outline.setParent(None)
        self.strip.show()


def rules(theme: Theme) -> str:
    """Style rules of the strip, and of the outline that takes its place."""
    return f"""
    QPushButton#outline_strip {{
        background: {theme.chrome.name()}; color: {theme.muted.name()}; text-align: left; font-weight: 600;
        border: none; border-top: 1px solid {theme.line.name()}; border-radius: 0; padding: 7px 14px;
    }}
    QPushButton#outline_strip:hover {{ background: {theme.hover.name()}; color: {theme.ink.name()}; }}
    QPushButton#outline_strip:focus {{
        border: 2px solid {theme.accent.name()}; padding: 6px 12px 5px 12px; color: {theme.ink.name()};
    }}
    #outline_panel {{ background: {theme.chrome.name()}; border-top: 1px solid {theme.line.name()}; }}
    #outline_panel QPushButton {{ outline: none; }}
    #outline_panel #landmark_table {{ background: {theme.chrome.name()}; }}
    """
