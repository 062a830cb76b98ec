"""The retrieval view: a query, the highlights that it means, what they share, and the current one whole."""

from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.model.errors import QueryError
from excerpta.core.model.ids import AnnotationId
from excerpta.core.model.query import Term
from excerpta.core.model.tag import TagTree
from excerpta.gui.support.colour_words import ColourNames
from excerpta.gui.support.counts import unseen_in_words
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets import facets as facets_module
from excerpta.gui.widgets import note_box, passage_preview, query_bar, query_offers, retrieval_order
from excerpta.gui.widgets.eliding_label import ElidingLabel
from excerpta.gui.widgets.facets import FacetsColumn, FacetSection
from excerpta.gui.widgets.note_box import NoteBox
from excerpta.gui.widgets.passage_preview import PassagePreview, WiderContext
from excerpta.gui.widgets.query_bar import QueryBar
from excerpta.gui.widgets.retrieval_model import Fetch, RowGroup
from excerpta.gui.widgets.retrieval_order import OrderBar
from excerpta.gui.widgets.retrieval_rows import HighlightRows
from excerpta.gui.widgets.tag_box import TagBox

_FACETS_FROM = 820
"""Pixels of width from which there is room for the facets."""

_PREVIEW_FROM = 420
"""Pixels of height from which there is room for the preview."""

_EXPORT_TIP = "Export exactly these rows as CSV"
_MARKED = "Tags, notes, colours and Delete go to all marked rows; Esc unmarks them"
_NOWHERE = QRect(0, 0, 1, 1)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the rows are.

    Attributes:
        ids: of the highlights, in order.
        documents: in how many documents they stand; 0 where that is not told.
        groups: the parts of the rows that stand under headings; none for none.
        is_whole: whether these are all.
        unseen: in how many documents words of the query could not be looked for yet.

    """

    ids: "array[int]"
    documents: int = 0
    groups: tuple[RowGroup, ...] = ()
    is_whole: bool = True
    unseen: int = 0


class RetrievalView(Themed, QWidget):
    """Query bar above, rows and preview in the middle, facets beside them.

    Attributes:
        bar, order, rows, facets, preview, tag_box, export: its parts.

    Signals:
        query_edited: the query as text, after the reader changed it.
        passage_opened: document and highlight.
        current_changed: the highlight under the keyboard, or None.
        tag_wanted, delete_wanted: a list of highlights.
        colour_chosen: a list of highlights and a Colour.
        note_edited: highlight and note.
        notes_added: a list of highlights and a text for the end of their notes.
        order_chosen: a Sort and a Grouping.
        copy_wanted: a list of highlights and a QuotationForm.
        like_wanted: a highlight whose like are to be found.
        export_wanted, export_stopped: the button was pressed, before or during an export.
        shown: the view came into sight.

    """

    query_edited = Signal(str)
    passage_opened = Signal(object, object)
    current_changed = Signal(object)
    tag_wanted = Signal(list)
    delete_wanted = Signal(list)
    colour_chosen = Signal(list, object)
    note_edited = Signal(object, str)
    notes_added = Signal(list, str)
    order_chosen = Signal(object, object)
    copy_wanted = Signal(list, object)
    like_wanted = Signal(object)
    export_wanted = Signal()
    export_stopped = Signal()
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("retrieval")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shown = Shown(array("q"))
        self._is_exporting = False
        self.bar = QueryBar()
        self.export = QPushButton("Export")
        self.export.setObjectName("primary")
        self.export.setToolTip(_EXPORT_TIP)
        self.summary = ElidingLabel()
        self.summary.setObjectName("muted")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.order = OrderBar()
        self.rows = HighlightRows()
        self.empty = _EmptyAnswer()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.rows)
        self.stack.addWidget(self.empty)
        self.preview = PassagePreview()
        self.facets = FacetsColumn()
        self._lay_out()
        self.tag_box = TagBox(self)
        self.bar.let_offers_lie_over(self)
        self.note_box = NoteBox(self)
        self._noted: list[AnnotationId] = []
        self._connect()
        self.setFocusProxy(self.rows)

    # ---- given

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        super().set_theme(theme)
        for part in (self.bar, self.rows, self.preview, self.facets, self.tag_box, self.note_box):
            part.set_theme(theme)

    def set_keys(self, keys: Keys) -> None:
        """Let the keys of the window's actions mean the same in the rows."""
        self.rows.set_keys(keys)
        key = keys.shown("export")
        self.export.setToolTip(f"{_EXPORT_TIP} ({key})" if key else _EXPORT_TIP)

    def set_colour_names(self, names: ColourNames) -> None:
        """Call the colours as the user does."""
        self.rows.set_colour_names(names)
        self.bar.set_colour_names(names)

    def set_query(self, text: str) -> None:
        """Show a query in the bar."""
        self.bar.set_query(text)

    def show_problem(self, error: QueryError) -> None:
        """Say what is wrong with the query; the rows stay."""
        self.bar.show_problem(error)

    def set_tree(self, tree: TagTree) -> None:
        """The codebook, for the tags of the rows."""
        self.rows.set_tree(tree)

    def show_rows(self, shown: Shown, fetch: Fetch) -> None:
        """Show highlights; those that are marked, current and in sight stay so where they are still there."""
        self._shown = shown
        self.stack.setCurrentWidget(self.rows)
        if shown.ids == self.rows.rows.ids:
            self.rows.rows.refresh()
            if shown.groups != self.rows.rows.groups:
                self.rows.set_groups(shown.groups)
        else:
            self.rows.set_ids(shown.ids, fetch, shown.groups)
        self._update()

    def show_empty(self, sentence: str, advice: str = "") -> None:
        """Show that there is nothing, and why."""
        self._shown = Shown(array("q"))
        self.rows.set_ids(self._shown.ids, lambda _: ())
        self.empty.set_words(sentence, advice)
        self.stack.setCurrentWidget(self.empty)
        self.preview.set_context(None)
        self._update()

    def set_facets(
        self, sections: Sequence[FacetSection], asked: Collection[Term], titles: Mapping[str, str]
    ) -> None:
        """What the rows share; `titles` name the documents of the query's terms."""
        self.facets.set_sections(sections, asked)
        self.bar.set_document_titles(titles)

    def set_preview(self, context: WiderContext | None) -> None:
        """Show the current highlight whole."""
        self.preview.set_context(context)

    def set_exporting(self, done: int | None) -> None:
        """Show how many rows are written, on the button that then stops it; None when it has ended."""
        self._is_exporting = done is not None
        self._update()
        if done is not None:
            self.export.setText(f"Stop ({done:,} written)")

    def show_annotation(self, annotation: AnnotationId) -> bool:
        """Make a highlight current; whether it is among the rows."""
        return self.rows.show_annotation(annotation)

    # ---- asked

    def current(self) -> AnnotationId | None:
        """The highlight under the keyboard."""
        return self.rows.current()

    def standing(self) -> str:
        """Where the keyboard is, in words for a status line."""
        position = self.rows.rows.position_of(self.current())
        return "" if position is None else f"Row {position + 1:,} of {len(self.rows.rows.ids):,}"

    def anchor(self) -> QRect:
        """The current row, in the view's coordinates."""
        area = self.rows.visualRect(self.rows.currentIndex())
        corner = self.rows.viewport().mapTo(self, area.topLeft())
        return QRect(corner + QPoint(18, 0), area.size()) if area.isValid() else _NOWHERE

    # ---- inside

    def _connect(self) -> None:
        self.bar.query_edited.connect(self.query_edited)
        self.bar.left.connect(lambda: self.rows.setFocus(Qt.FocusReason.TabFocusReason))
        self.facets.toggled.connect(self.bar.toggle)
        self.export.clicked.connect(self._export_clicked)
        self.order.order_chosen.connect(self.order_chosen)
        rows = self.rows
        rows.left.connect(lambda: self.bar.field.setFocus(Qt.FocusReason.BacktabFocusReason))
        rows.current_changed.connect(self.current_changed)
        rows.opened.connect(self._open)
        rows.marks_changed.connect(lambda _: self._update())
        rows.tag_wanted.connect(self.tag_wanted)
        rows.delete_wanted.connect(self.delete_wanted)
        rows.colour_chosen.connect(self.colour_chosen)
        rows.note_wanted.connect(self._write_note)
        rows.copy_wanted.connect(self.copy_wanted)
        rows.like_wanted.connect(self.like_wanted)
        self.note_box.text_given.connect(self._give_note)
        self.note_box.left.connect(lambda: rows.setFocus(Qt.FocusReason.OtherFocusReason))
        self.preview.note_edited.connect(self.note_edited)
        self.preview.left.connect(lambda: rows.setFocus(Qt.FocusReason.TabFocusReason))

    def _open(self, annotation: AnnotationId) -> None:
        self.show_annotation(annotation)
        row = self.rows.current_row()
        if row is not None:
            self.passage_opened.emit(row.annotation.document, annotation)

    def _write_note(self, ids: list[AnnotationId]) -> None:
        if len(ids) > 1:
            self._noted = ids
            self.note_box.open_for(f"{len(ids):,} highlights", self.anchor(), self.rect())
        else:
            self.preview.show()
            self.preview.edit_note()

    def _give_note(self, text: str) -> None:
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        self.notes_added.emit(self._noted, text)

    def _export_clicked(self) -> None:
        (self.export_stopped if self._is_exporting else self.export_wanted).emit()

    def _update(self) -> None:
        """Bring the summary and the button up to date."""
        number, marked = len(self.rows.rows.ids), len(self.rows.rows.marked)
        words = ""
        if number:
            more = "" if self._shown.is_whole else "more than "
            words = f"{more}{number:,} highlight{'' if number == 1 else 's'}"
            documents = self._shown.documents
            if documents:
                words += f" in {documents:,} document{'' if documents == 1 else 's'}"
        if self._shown.unseen:
            words += f" · {unseen_in_words(self._shown.unseen)}"
        if marked:
            words += f" · {marked:,} marked"
        self.summary.setText(words)
        self.summary.short = f"{marked:,} marked" if marked else ""
        self.summary.setToolTip(_MARKED if marked else "")
        self._make_room()
        if not self._is_exporting:
            counted = f"Export {number:,} row{'' if number == 1 else 's'}"
            self.export.setText(counted if number and self._shown.is_whole else "Export")
            self.export.setEnabled(number > 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.preview.note.flush()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        self.facets.setVisible(self.width() >= _FACETS_FROM)
        self.preview.setVisible(self.height() >= _PREVIEW_FROM and len(self.rows.rows.ids) > 0)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(18, 11, 18, 11)
        top.setSpacing(14)
        top.addWidget(self.bar, 1)
        top.addWidget(self.export, 0, Qt.AlignmentFlag.AlignTop)
        line = QWidget()
        line.setObjectName("rule")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line.setFixedHeight(1)
        strip = QHBoxLayout()
        strip.setContentsMargins(18, 5, 12, 3)
        strip.addWidget(self.summary, 1)
        strip.addWidget(self.order)
        answer = QWidget()
        column = QVBoxLayout(answer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(strip)
        column.addWidget(self.stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(answer)
        self.splitter.addWidget(self.preview)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([520, 190])
        self.facets.setFixedWidth(min(scaled(222), 340))
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.splitter, 1)
        body.addWidget(self.facets)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(line)
        whole.addLayout(body, 1)


class _EmptyAnswer(QWidget):
    """What stands in the place of rows when there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = QLabel()
        self.sentence.setObjectName("empty_sentence")
        self.advice = QLabel()
        self.advice.setObjectName("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 56, 40, 40)
        column.setSpacing(8)
        for label in (self.sentence, self.advice):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(1)

    def set_words(self, sentence: str, advice: str) -> None:
        self.sentence.setText(sentence)
        self.advice.setText(advice)


def rules(theme: Theme) -> str:
    """The view's part of the style sheet, with those of its parts."""
    own = f"""
    QWidget#retrieval, QTableView#highlight_rows {{ background: {theme.page.name()}; }}
    QWidget#rule {{ background: {theme.line.name()}; }}
    QLabel#empty_sentence {{ font-size: 15px; }}
    """
    modules = (query_bar, query_offers, retrieval_order, facets_module, passage_preview, note_box)
    return own + "".join(module.rules(theme) for module in modules)
