"""What is said of the current tag, below the tree: counts, description and memo, edited in place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import Tag
from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.eliding_label import ElidingLabel
from excerpta.gui.widgets.note_editor import NoteEditor


class TagDetails(QWidget):
    """Shows one tag at a time; what is typed is told by itself.

    Signals:
        described: tag and its description.
        memo_written: tag and its memo.
        left: Esc was pressed in one of the fields.

    """

    described = Signal(object, str)
    memo_written = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tag_details")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tag: TagId | None = None
        self.heading = ElidingLabel(self)
        self.heading.setObjectName("tag_details_heading")
        self.counts = QLabel(self)
        self.counts.setObjectName("muted")
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.counts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.description = self._field("Description", "When to use this tag, and when not")
        self.memo = self._field("Memo", "What you think about it")
        self.description.edited.connect(lambda text: self.described.emit(self._tag, text))
        self.memo.edited.connect(lambda text: self.memo_written.emit(self._tag, text))
        self._lay_out()
        self.hide()

    @property
    def tag(self) -> TagId | None:
        """The tag that is shown."""
        return self._tag

    def show_tag(self, tag: Tag, counts: str, memo: str) -> None:
        """Show a tag; what is being typed about it stays, what was typed about another one is told first."""
        if tag.id == self._tag:
            if tag.description != self.description.note().strip():
                self.description.show_note(tag.description)
            self.memo.show_note(memo)
        else:
            self.flush()
            self._tag = tag.id
            self.description.start_over(tag.description)
            self.memo.start_over(memo)
        self.heading.setText(tag.name)
        self.heading.setAccessibleName(tag.name)
        key = f"key {tag.shortcut}" if tag.shortcut else ""
        self.counts.setText(" · ".join(part for part in (counts, key) if part))
        self.show()

    def show_nothing(self, *, gone: bool = False) -> None:
        """No tag is current; `gone`: it was deleted, with what was being typed about it."""
        for field in (self.description, self.memo):
            if gone:
                field.discard()
            field.flush()
        self._tag = None
        self.hide()

    def flush(self) -> None:
        """Tell what was typed, now."""
        if self._tag is not None:
            self.description.flush()
            self.memo.flush()

    def set_read_only(self, read_only: bool) -> None:
        """Offer only reading."""
        for field in (self.description, self.memo):
            field.setReadOnly(read_only)

    def edit_memo(self) -> None:
        """Put the cursor into the memo."""
        self.memo.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def edit_description(self) -> None:
        """Put the cursor into the description."""
        self.description.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _field(self, name: str, placeholder: str) -> NoteEditor:
        field = NoteEditor(self)
        field.setObjectName("tag_words")
        field.setAccessibleName(f"{name} of the tag")
        field.setAccessibleDescription("Saved by itself. Escape goes back to the tags.")
        field.setPlaceholderText(placeholder)
        field.left.connect(self.left)
        return field

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.setSpacing(1)
        head.addWidget(self.heading)
        head.addWidget(self.counts)
        layout = QGridLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(2)
        layout.addLayout(head, 0, 0)
        for row, (name, field) in enumerate((("Description", self.description), ("Memo", self.memo))):
            label = QLabel(name, self)
            label.setObjectName("tag_details_label")
            label.setContentsMargins(4, 6, 0, 0)
            label.setBuddy(field)
            layout.addWidget(label, 2 * row + 1, 0)
            layout.addWidget(field, 2 * row + 2, 0)
            layout.setRowStretch(2 * row + 2, 1)


def rules(theme: Theme) -> str:
    """Its part of the style sheet."""
    return f"""
    QWidget#tag_details {{ background: {theme.chrome.name()}; border-top: 1px solid {theme.line.name()}; }}
    QLabel#tag_details_heading {{ font-weight: 600; }}
    QLabel#tag_details_label {{ color: {theme.muted.name()}; font-size: 11px; }}
    QTextEdit#tag_words {{
        background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 2px 3px;
    }}
    QTextEdit#tag_words:hover {{ border-color: {theme.outline.name()}; }}
    QTextEdit#tag_words:focus {{ background: {theme.card.name()}; border-color: {theme.accent.name()}; }}
    """
