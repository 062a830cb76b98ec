"""The reading place: the reader with its margin, the bar for selections, the tag box and the find bar."""

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.empty_state import EmptyState
from excerpta.gui.widgets.find_bar import FindBar
from excerpta.gui.widgets.margin import Margin
from excerpta.gui.widgets.reader.view import ReaderView
from excerpta.gui.widgets.selection_bar import SelectionBar
from excerpta.gui.widgets.tag_box import TagBox


class ReaderPane(QWidget):
    """Holds the parts and places them; what they do is the view-model's.

    Attributes:
        reader, margin, selection_bar, tag_box, find_bar: the parts.
        empty: what is shown while no document is open.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reader_pane")
        self.empty = EmptyState(
            "Nothing is open yet",
            "Open the sample library to look around, or bring in articles of your own: "
            "text, HTML and Markdown files, or text from the clipboard.",
            {"import": "Import files…", "paste": "Paste an article…", "sample": "Open the sample library"},
            self,
        )
        page = QWidget(self)
        self.find_bar = FindBar(page)
        self.find_bar.hide()
        self.reader = ReaderView(page)
        self.margin = Margin(self.reader.viewport())
        self.margin.set_reader(self.reader)
        self.selection_bar = SelectionBar(self.reader.viewport())
        self.tag_box = TagBox(self)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.find_bar)
        inner.addWidget(self.reader, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(page)
        self.setFocusProxy(self.reader)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw every part in another theme."""
        for part in (self.reader, self.margin, self.selection_bar, self.tag_box, self.find_bar):
            part.set_theme(theme)

    def set_mirrored(self, mirrored: bool) -> None:
        """Put the margin at the left, for a document that runs from right to left, or at the right."""
        self.margin.set_mirrored(mirrored)
        self.selection_bar.set_mirrored(mirrored)

    def show_document(self, *, shown: bool) -> None:
        """Show the page, or that nothing is open."""
        self._stack.setCurrentIndex(1 if shown else 0)
        self.setFocusProxy(self.reader if shown else self.empty)
