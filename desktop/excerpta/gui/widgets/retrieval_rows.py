"""The rows of the retrieval view: a table of one column, driven by the keyboard."""

from array import array
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from excerpta.core.interchange.quotation import QuotationForm
from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import AnnotationId
from excerpta.core.model.tag import TagTree
from excerpta.core.services.retrieving import HighlightRow
from excerpta.gui.support.colour_words import OWN_NAMES, ColourNames, first_upper
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed, smaller
from excerpta.gui.widgets.retrieval_model import Fetch, HighlightRowsModel, Index, RowGroup
from excerpta.gui.widgets.retrieval_painting import LEFT, RIGHT, RowPainter, row_height

_HEADING = 32
"""Height of a group's heading in pixels."""


class RowDelegate(QStyledItemDelegate):
    """Paints a highlight or a heading."""

    def __init__(self, view: "HighlightRows") -> None:
        super().__init__(view)
        self._view = view
        self.rows = RowPainter()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        is_heading = self._view.rows.heading_at(index.row()) is not None
        return QSize(200, scaled(_HEADING) if is_heading else row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, contents, the line below, and the ring of the keyboard."""
        view, theme, area = self._view, self._view.theme, option.rect
        painter.save()
        group = view.rows.heading_at(index.row())
        if group is not None:
            self._paint_heading(painter, area, group, theme)
            painter.restore()
            return
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_current:
            painter.fillRect(area, theme.selection)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.hover)
        row = view.rows.row_at(index.row())
        if row is None:
            painter.setPen(theme.muted)
            painter.drawText(area.adjusted(LEFT, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, "Deleted meanwhile")
        else:
            marked = row.annotation.id in view.rows.marked
            self.rows.paint(painter, area, row, theme, view.font(), marked=marked)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.line)
        if is_current and view.hasFocus():
            painter.setPen(QPen(theme.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, group: RowGroup, theme: Theme) -> None:
        font = smaller(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.muted)
        inner = area.adjusted(LEFT, 8, -RIGHT, 0)
        count = f"{group.count:,}"
        room = inner.width() - painter.fontMetrics().horizontalAdvance(count) - 12
        title = painter.fontMetrics().elidedText(group.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.line)


class HighlightRows(Themed, QTableView):
    """Highlights one below the other.

    Attributes:
        rows: the model.

    Signals:
        current_changed: the highlight under the keyboard, or None.
        opened: a highlight to open (Enter, double click).
        marks_changed: how many rows are marked.
        tag_wanted, delete_wanted: for the marked highlights, or the current one: a list of ids.
        colour_chosen: the same, and a Colour.
        copy_wanted: the same list, and a QuotationForm.
        like_wanted: the current highlight, whose like are to be found.
        note_wanted: for the marked highlights, or the current one: a list of ids.
        left: Up was pressed on the first row: the query is wanted.

    """

    current_changed = Signal(object)
    opened = Signal(object)
    marks_changed = Signal(int)
    tag_wanted = Signal(list)
    delete_wanted = Signal(list)
    colour_chosen = Signal(list, object)
    note_wanted = Signal(list)
    copy_wanted = Signal(list, object)
    like_wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = HighlightRowsModel(self)
        self._mark_from: int | None = None
        self._keys: Keys | None = None
        self._names: ColourNames = OWN_NAMES
        self._delegate = RowDelegate(self)
        self._set_up()
        self.setItemDelegate(self._delegate)
        self.setModel(self.rows)
        self.rows.set_tag_words(self._tags_in_words)
        self.selectionModel().currentChanged.connect(self._tell_current)
        self.doubleClicked.connect(self._open)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)

    # ---- given

    def set_keys(self, keys: Keys) -> None:
        """Let the keys of the reader's verbs on highlights mean the same here."""
        self._keys = keys

    def set_colour_names(self, names: ColourNames) -> None:
        """Call the colours as the user does, in the menu and to screen readers."""
        self._names = names
        self.rows.set_colour_names(names)

    def set_ids(self, ids: "array[int]", fetch: Fetch, groups: Sequence[RowGroup] = ()) -> None:
        """Show highlights; the current one stays where it is, or the nearest takes its place."""
        annotation, position = self.current(), self._position()
        offset = self._offset()
        self.rows.set_ids(ids, fetch, groups)
        self._fit_headings()
        self._return_to(annotation, position, offset)
        self.marks_changed.emit(len(self.rows.marked))

    def set_groups(self, groups: Sequence[RowGroup]) -> None:
        """Put the same highlights under other headings."""
        annotation, position = self.current(), self._position()
        self.rows.set_groups(groups)
        self._fit_headings()
        self._return_to(annotation, position, None)

    def set_tree(self, tree: TagTree) -> None:
        """The codebook, for the names and colours of tags."""
        self._delegate.rows.tree = tree
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        super().set_theme(theme)
        self.viewport().update()

    # ---- asked

    def current(self) -> AnnotationId | None:
        """The highlight under the keyboard."""
        return self.rows.id_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def current_row(self) -> HighlightRow | None:
        """What the current row shows."""
        return self.rows.row_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def meant(self) -> list[AnnotationId]:
        """The marked highlights, or the current one when none is marked."""
        current = self.current()
        return self.rows.marked_in_order() or ([current] if current is not None else [])

    def show_annotation(self, annotation: AnnotationId) -> bool:
        """Make a highlight current and bring it into view; whether it is there."""
        position = self.rows.position_of(annotation)
        if position is None:
            return False
        self._go_to(self.rows.row_of(position))
        return True

    # ---- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._mark([AnnotationId(one) for one in self.rows.ids], marked=True)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy(QuotationForm.TEXT)
        elif key == Qt.Key.Key_Escape:
            event.setAccepted(self._unmark())
        elif key == Qt.Key.Key_Up and plain and self._position() in (None, 0):
            self.left.emit()
        elif self._act(event):
            return
        elif not plain and modifiers & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent) -> bool:
        """Do what a key means for the marked or the current highlight; whether it means something."""
        current, key = self.current(), event.key()
        if current is None:
            return False
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(current)
        elif plain and key == Qt.Key.Key_Space:
            self._mark([current], marked=current not in self.rows.marked)
            self._step()
        else:
            verb = self._keys.verb_for(event.keyCombination()) if self._keys else None
            return verb is not None and self._do(verb)
        return True

    def _do(self, verb: str) -> bool:
        """Do a verb of the reader with the marked highlights; whether there is such a verb here."""
        if verb == "tag":
            self.tag_wanted.emit(self.meant())
        elif verb == "note":
            self.note_wanted.emit(self.meant())
        elif verb == "copy_cited":
            self._copy(QuotationForm.MARKDOWN)
        elif verb == "like_this":
            self.like_wanted.emit(self.current())
        elif verb == "delete":
            self.delete_wanted.emit(self.meant())
        elif verb.startswith("colour_"):
            self.colour_chosen.emit(self.meant(), Colour(verb.removeprefix("colour_")))
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ctrl+click marks a row, Shift+click all from the current one to it."""
        index = self.indexAt(event.position().toPoint())
        before = self._position()
        annotation = self.rows.id_at(index.row()) if index.isValid() else None
        super().mousePressEvent(event)
        if annotation is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            here = self.rows.position_at(index.row()) or 0
            first, last = sorted((here if before is None else before, here))
            self._mark([AnnotationId(one) for one in self.rows.ids[first : last + 1]], marked=True)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._mark([annotation], marked=annotation not in self.rows.marked)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """One row is selected, whatever is held down: marking is another thing."""
        if isinstance(event, QMouseEvent):
            if not index.isValid() or event.type() == QEvent.Type.MouseMove:
                return QItemSelectionModel.SelectionFlag.NoUpdate
            return QItemSelectionModel.SelectionFlag.ClearAndSelect
        return super().selectionCommand(index, event)

    # ---- the menu of a row

    def _open_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        annotation = self.rows.id_at(index.row()) if index.isValid() else self.current()
        if annotation is None:
            return
        self.show_annotation(annotation)
        self.menu(annotation).popup(self.viewport().mapToGlobal(place))

    def menu(self, annotation: AnnotationId) -> QMenu:
        """What can be done with a highlight, or with all that are marked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        meant = self.meant()
        several = f" {len(meant):,} highlights" if len(meant) > 1 else ""
        is_marked = annotation in self.rows.marked
        menu.addAction("Open the passage\tEnter", lambda: self.opened.emit(annotation))
        mark = "Take the mark away\tSpace" if is_marked else "Mark\tSpace"
        menu.addAction(mark, lambda: self._mark([annotation], marked=not is_marked))
        menu.addSeparator()
        menu.addAction(f"Tag{several}…{self._key_of('tag')}", lambda: self.tag_wanted.emit(meant))
        note = f"Add to the notes of{several}…" if several else "Note"
        menu.addAction(f"{note}{self._key_of('note')}", lambda: self.note_wanted.emit(meant))
        colours = menu.addMenu(f"Colour{several}")
        for colour in Colour:
            called = first_upper(self._names[colour]).replace("&", "&&")
            name = f"{called}{self._key_of(f'colour_{colour.value}')}"
            colours.addAction(name, partial(self.colour_chosen.emit, meant, colour))
        menu.addSeparator()
        quotation = f"{len(meant):,} quotations" if several else "the quotation"
        menu.addAction(f"Copy {quotation}\tCtrl+C", lambda: self._copy(QuotationForm.TEXT))
        copied = f"Copy as Markdown{self._key_of('copy_cited')}"
        menu.addAction(copied, lambda: self._copy(QuotationForm.MARKDOWN))
        like = f"Highlights like this{self._key_of('like_this')}"
        menu.addAction(like, lambda: self.like_wanted.emit(annotation))
        menu.addSeparator()
        menu.addAction(f"Delete{several}{self._key_of('delete')}", lambda: self.delete_wanted.emit(meant))
        return menu

    # ---- inside

    def _key_of(self, verb: str) -> str:
        """What stands behind a verb in the menu."""
        key = self._keys.shown(verb) if self._keys else ""
        return f"\t{key}" if key else ""

    def _set_up(self) -> None:
        self.setObjectName("highlight_rows")
        self.setAccessibleName("Highlights")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(20)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(10)
        self.verticalHeader().setDefaultSectionSize(row_height())
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)

    def _fit_headings(self) -> None:
        header = self.verticalHeader()
        # With updates on, every single resize adds up the heights of all rows.
        header.blockSignals(True)
        header.setUpdatesEnabled(False)
        height = scaled(_HEADING)
        for row in self.rows.heading_rows():
            header.resizeSection(row, height)
        header.setUpdatesEnabled(True)
        header.blockSignals(False)
        self.updateGeometries()
        self.viewport().update()

    def _position(self) -> int | None:
        index = self.currentIndex()
        return self.rows.position_at(index.row()) if index.isValid() else None

    def _offset(self) -> int | None:
        """Pixels from the top of the view to the current row."""
        index = self.currentIndex()
        return self.visualRect(index).top() if index.isValid() else None

    def _return_to(self, annotation: AnnotationId | None, position: int | None, offset: int | None) -> None:
        """Make the same highlight current again, or the one in its place, at the same height."""
        here = self.rows.position_of(annotation)
        if here is None:
            here = min(position, len(self.rows.ids) - 1) if position is not None else 0
        if not 0 <= here < len(self.rows.ids):
            self.current_changed.emit(None)
            return
        row = self.rows.row_of(here)
        self._go_to(row)
        if here == 0:
            self.scrollToTop()  # with the heading over the first row
        elif offset is not None and annotation is not None:
            bar = self.verticalScrollBar()
            bar.setValue(self.rowViewportPosition(row) + bar.value() - offset)

    def _go_to(self, row: int) -> None:
        index = self.rows.index(row, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if row and self.rows.heading_at(row - 1) is not None:
            self.scrollTo(self.rows.index(row - 1, 0))
        self.scrollTo(index)

    def _step(self) -> None:
        position = self._position()
        if position is not None and position + 1 < len(self.rows.ids):
            self._go_to(self.rows.row_of(position + 1))

    def _mark(self, ids: list[AnnotationId], *, marked: bool) -> None:
        self.rows.set_marked(ids, marked)
        self.marks_changed.emit(len(self.rows.marked))

    def _unmark(self) -> bool:
        """Take all marks away; whether there were any."""
        had_marks = bool(self.rows.marked)
        self._mark(list(self.rows.marked), marked=False)
        return had_marks

    def _open(self, index: QModelIndex) -> None:
        annotation = self.rows.id_at(index.row())
        if annotation is not None:
            self.opened.emit(annotation)

    def _copy(self, form: QuotationForm) -> None:
        if meant := self.meant():
            self.copy_wanted.emit(meant, form)

    def _tags_in_words(self, row: HighlightRow) -> str:
        tree = self._delegate.rows.tree
        names = ", ".join(tree[tag].name for tag in row.annotation.tags if tag in tree)
        return f"tags: {names}" if names else ""

    def _tell_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self.current())
