"""The preview shows the current highlight in its wider context, with its note to read and write."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from excerpta.core.model.annotation import Annotation
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.eliding_label import ElidingLabel
from excerpta.gui.widgets.note_editor import NoteEditor
from excerpta.gui.widgets.reader.lines import BoxStyle
from excerpta.gui.widgets.reader.text_box import TextBox
from excerpta.gui.widgets.retrieval_painting import Passage, paint_passage, passage_font

_PITCH = 24
_SPACE = 10


@dataclass(frozen=True, slots=True)
class WiderContext:
    """A highlight in some paragraphs of its document.

    Attributes:
        start: where `text` begins in the document, in code points.
        about: the document's title and what else names it.

    """

    annotation: Annotation
    start: int
    text: str
    about: str


class PassageText(Themed, QWidget):
    """Paragraphs in the book face with one passage marked; as high as it needs to be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: WiderContext | None = None
        self._boxes: list[TextBox] = []
        self._width = 0
        self._height = 0
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_context(self, context: WiderContext | None) -> None:
        """Show another passage."""
        self._context = context
        self._lay_out(self.width())
        self.setAccessibleName(context.text if context else "")
        self.updateGeometry()
        self.update()

    def passage_top(self) -> int:
        """Pixels from the top to the passage."""
        if self._context is None:
            return 0
        for box in self._boxes:
            if box.start <= self._context.annotation.start <= box.end:
                return round(box.line_top(box.line_of(self._context.annotation.start)))
        return 0

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._lay_out(width)
        return self._height

    def sizeHint(self) -> QSize:
        return QSize(300, self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._context is None:
            return
        painter = QPainter(self)
        annotation = self._context.annotation
        for box in self._boxes:
            if box.y <= event.rect().bottom() and box.y + box.height >= event.rect().top():
                passage = Passage(box, max(annotation.start, box.start), min(annotation.end, box.end))
                paint_passage(painter, passage, QPointF(0, 0), self.theme, annotation, context=self.theme.ink)

    def _lay_out(self, width: int) -> None:
        self._boxes = []
        self._width, y = width, 0.0
        if self._context is not None and width > 40:
            style = BoxStyle(passage_font(), scaled(_PITCH), width)
            at = self._context.start
            for paragraph in self._context.text.split("\n"):
                box = TextBox(paragraph, at, style)
                box.y = y
                self._boxes.append(box)
                y += box.height + _SPACE
                at += len(paragraph) + 1
        self._height = round(y)


class PassagePreview(Themed, QWidget):
    """The pane below the rows.

    Signals:
        note_edited: highlight and the whole note; within a second of typing, and at once on leaving.
        left: Esc was pressed in the note.

    """

    note_edited = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._annotation: AnnotationId | None = None
        self.about = ElidingLabel()
        self.about.setObjectName("preview_about")
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.text = PassageText()
        self.around = QScrollArea()
        self.around.setFrameShape(QFrame.Shape.NoFrame)
        self.around.setWidgetResizable(True)
        self.around.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.around.setWidget(self.text)
        self.text.setAutoFillBackground(False)
        self.heading = QLabel("Note")
        self.heading.setObjectName("facet_heading_plain")
        self.note = NoteEditor()
        self.note.edited.connect(self._tell)
        self.note.left.connect(self.left)
        self._lay_out()
        self.set_context(None)

    def set_context(self, context: WiderContext | None) -> None:
        """Show another highlight; what is typed in the note of the one before is told first."""
        annotation = context.annotation.id if context else None
        if annotation != self._annotation:
            self.note.flush()
            self._annotation = annotation
            self.note.start_over(context.annotation.note if context else "")
        elif context is not None:
            self.note.show_note(context.annotation.note)
        self.about.setText(context.about if context else "")
        self.text.set_context(context)
        for part in (self.about, self.around, self.heading, self.note):
            part.setVisible(context is not None)
        self.around.verticalScrollBar().setValue(max(0, self.text.passage_top() - 2 * scaled(_PITCH)))

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        super().set_theme(theme)
        self.text.set_theme(theme)

    def edit_note(self) -> None:
        """Put the caret at the end of the note."""
        if self._annotation is not None:
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.note.moveCursor(self.note.textCursor().MoveOperation.End)

    def _tell(self, note: str) -> None:
        if self._annotation is not None:
            self.note_edited.emit(self._annotation, note)

    def _lay_out(self) -> None:
        passage = QVBoxLayout()
        passage.setSpacing(8)
        passage.addWidget(self.about)
        passage.addWidget(self.around, 1)
        beside = QVBoxLayout()
        beside.setSpacing(6)
        beside.addWidget(self.heading)
        beside.addWidget(self.note, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 12, 16, 12)
        row.setSpacing(22)
        row.addLayout(passage, 7)
        row.addLayout(beside, 3)


def rules(theme: Theme) -> str:
    """The pane's part of the style sheet."""
    return f"""
    QWidget#preview {{ background: {theme.page.name()}; border-top: 1px solid {theme.line.name()}; }}
    QLabel#preview_about, QLabel#facet_heading_plain {{
        color: {theme.muted.name()}; font-weight: 600; font-size: 12px;
    }}
    QWidget#preview QTextEdit#note {{
        background: {theme.card.name()}; border: 1px solid {theme.outline.name()}; border-radius: 6px;
        padding: 4px 6px;
    }}
    QWidget#preview QTextEdit#note:focus {{ border-color: {theme.accent.name()}; }}
    """
