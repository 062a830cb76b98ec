"""The list of a search: documents with the places in them, driven by the keyboard."""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from excerpta.core.model.annotation import Colour
from excerpta.core.services.searching import DocumentHits, SearchHit
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.one_column import OneColumn
from excerpta.gui.widgets.search_model import Index, Place, Rest, SearchRowsModel, place_of
from excerpta.gui.widgets.search_painting import HEADING, PLACE, REST, SearchPainter

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_NEAR = 600
"""Pixels above the end of the list at which more is wanted."""


class SearchRowDelegate(QStyledItemDelegate):
    """Paints a heading, a place, or how many places are not listed."""

    def __init__(self, view: "SearchRows") -> None:
        super().__init__(view)
        self._view = view
        self._painter = SearchPainter()

    def height_of(self, row: int) -> int:
        """Pixels of a row."""
        one = self._view.rows.at(row)
        return scaled(HEADING if isinstance(one, DocumentHits) else REST if isinstance(one, Rest) else PLACE)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self.height_of(index.row()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, contents, and the ring of the keyboard."""
        view, theme, area = self._view, self._view.theme, option.rect
        row = view.rows.at(index.row())
        painter.save()
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        if isinstance(row, DocumentHits):
            if index.row():
                painter.fillRect(area.adjusted(0, 0, 0, 1 - area.height()), theme.line)
            self._painter.paint_heading(painter, area, row, theme, view.font())
            painter.restore()
            return
        if is_current:
            painter.fillRect(area, theme.selection)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.hover)
        if isinstance(row, Rest):
            self._painter.paint_rest(painter, area, row, theme, view.font())
        elif row is not None:
            marked = view.is_all_marked or place_of(row) in view.rows.marked
            self._painter.paint_place(painter, area, row, theme, marked=marked)
        if is_current and view.hasFocus():
            painter.setPen(QPen(theme.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.restore()


class SearchRows(Themed, OneColumn):
    """Places below the documents that hold them.

    Attributes:
        rows: the model.
        is_all_marked: every place of the search is marked, those that are not listed too.

    Signals:
        current_changed: the SearchHit under the keyboard, or None.
        opened: a SearchHit to open (Enter, double click).
        rest_wanted: a document all of whose places are to be listed, and whether to mark them.
        marks_changed: other places are marked.
        colour_chosen: the marked places, or the current one, are to be highlighted: a Colour, or None for
            the last one.
        tag_wanted: the same, and tagged.
        more_wanted: the end of the list comes near.
        left: Up was pressed on the first place: the words are wanted.
        put_away: Esc, and nothing was marked.

    """

    current_changed = Signal(object)
    opened = Signal(object)
    rest_wanted = Signal(object, bool)
    marks_changed = Signal()
    colour_chosen = Signal(object)
    tag_wanted = Signal()
    more_wanted = Signal()
    left = Signal()
    put_away = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(scaled(PLACE), parent)
        self.setObjectName("search_rows")
        self.setAccessibleName("Places that were found")
        self.rows = SearchRowsModel(self)
        self.is_all_marked = False
        self._keys: Keys | None = None
        self._delegate = SearchRowDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setModel(self.rows)
        self.selectionModel().currentChanged.connect(self._tell_current)
        self.doubleClicked.connect(self._open)
        self.clicked.connect(self._list_rest)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)

    # ---- given

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.viewport().update()

    def set_keys(self, keys: Keys) -> None:
        """Let the keys of the reader's verbs on highlights mean the same here."""
        self._keys = keys

    def set_found(self, found: Iterable[DocumentHits]) -> None:
        """List what was found; the current place stays current if it is there, else the first is."""
        current, offset = self.current(), self.offset()
        self.rows.set_found(found)
        self.take_heights(0, self._delegate.height_of)
        if not (current is not None and self.show_place(place_of(current), offset=offset)):
            first = self.rows.next_row(-1, 1)
            self._go_to(first)
            if first < 0:
                self.current_changed.emit(None)
        self.marks_changed.emit()

    def append(self, found: list[DocumentHits]) -> None:
        """List more documents below."""
        before = self.rows.rowCount()
        self.rows.append(found)
        self.take_heights(before, self._delegate.height_of)

    def list_all(self, found: DocumentHits, *, mark: bool = False) -> None:
        """List all places of a document, the first that was not listed becomes current, or all are marked."""
        known, row = self.rows.places_in(found.about.id), self.currentIndex().row()
        offset = self.offset()
        self.rows.replace(found)
        self.take_heights(0, self._delegate.height_of)
        if mark:
            self.rows.set_marked(self.rows.places_in(found.about.id), True)
            self.marks_changed.emit()
        places = self.rows.places_in(found.about.id)
        wanted = places[len(known)] if len(known) < len(places) and not mark else None
        self._go_to(self.rows.row_of(wanted) if wanted else row)
        self.scroll_to(offset)

    def show_place(self, place: Place, *, offset: int | None = None) -> bool:
        """Make a place current and bring it into view; whether it is listed."""
        row = self.rows.row_of(place)
        if row >= 0:
            self._go_to(row)
            self.scroll_to(offset)
        return row >= 0

    def step(self, by: int, *, of_other_document: bool = False) -> bool:
        """Make the next place (1) or the one before (-1) current; whether there is one."""
        row = self.rows.next_row(self.currentIndex().row(), by, of_other_document=of_other_document)
        if row >= 0:
            self._go_to(row)
        return row >= 0

    def unmark(self) -> bool:
        """Take all marks away; whether there were any."""
        had_marks = bool(self.rows.marked) or self.is_all_marked
        self._mark_all(False)
        return had_marks

    # ---- asked

    def current(self) -> SearchHit | None:
        """The place under the keyboard."""
        row = self.rows.at(self.currentIndex().row()) if self.currentIndex().isValid() else None
        return row if isinstance(row, SearchHit) else None

    def meant(self) -> list[Place]:
        """The marked places, or the current one when none is marked."""
        current = self.current()
        return self.rows.marked_in_order() or ([place_of(current)] if current is not None else [])

    # ---- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), event.modifiers() in _PLAIN
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._mark_all(True)
        elif key == Qt.Key.Key_Escape:
            if not self.unmark():
                self.put_away.emit()
        elif key == Qt.Key.Key_Up and plain and self.rows.next_row(self.currentIndex().row(), -1) < 0:
            self.left.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and event.modifiers() == _CONTROL:
            self.step(1 if key == Qt.Key.Key_Down else -1, of_other_document=True)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain:
            is_end = key == Qt.Key.Key_End
            self._go_to(self.rows.next_row(self.rows.rowCount() if is_end else -1, -1 if is_end else 1))
        elif self._act(event):
            return
        elif not plain and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent) -> bool:
        """Do what a key means for the marked or the current place; whether it means something."""
        row, key = self.rows.at(self.currentIndex().row()), event.key()
        plain = event.modifiers() in _PLAIN
        if row is None or not self.currentIndex().isValid():
            return False
        if plain and key in _ENTER:
            self._open(self.currentIndex())
        elif (
            key == Qt.Key.Key_Space and isinstance(row, SearchHit) and (plain or event.modifiers() == _SHIFT)
        ):
            self._mark_document(row) if event.modifiers() == _SHIFT else self._mark_one(row)
        else:
            verb = self._keys.verb_for(event.keyCombination()) if self._keys else None
            return isinstance(row, SearchHit) and verb is not None and self._do(verb)
        return True

    def _do(self, verb: str) -> bool:
        """Do a verb of the reader with the places; whether there is such a verb here."""
        if verb == "tag":
            self.tag_wanted.emit()
        elif verb == "highlight":
            self.colour_chosen.emit(None)
        elif verb.startswith("colour_"):
            self.colour_chosen.emit(Colour(verb.removeprefix("colour_")))
        else:
            return False
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes into the list wants to see what is current."""
        super().focusInEvent(event)
        self.current_changed.emit(self.current())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ctrl+click marks a place."""
        super().mousePressEvent(event)
        row = self.rows.at(self.indexAt(event.position().toPoint()).row())
        if isinstance(row, SearchHit) and event.modifiers() & _CONTROL:
            self._mark([place_of(row)], marked=place_of(row) not in self.rows.marked)

    # ---- inside

    def _go_to(self, row: int) -> None:
        index = self.rows.index(row, 0)
        if not index.isValid():
            return
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if isinstance(self.rows.at(row - 1), DocumentHits):
            self.scrollTo(self.rows.index(row - 1, 0))
        self.scrollTo(index)

    def _mark_one(self, hit: SearchHit) -> None:
        place = place_of(hit)
        self._mark([place], marked=place not in self.rows.marked)
        self.step(1)

    def _mark_document(self, hit: SearchHit) -> None:
        """Mark every place of a document; again takes the marks away."""
        places = self.rows.places_in(hit.document)
        is_whole = all(place in self.rows.marked for place in places)
        if any(one.about.id == hit.document and one.number > len(one.hits) for one in self.rows.found):
            self.rest_wanted.emit(hit.document, True)
        else:
            self._mark(places, marked=not is_whole)

    def _mark(self, places: list[Place], *, marked: bool) -> None:
        self.is_all_marked = False
        self.rows.set_marked(places, marked)
        self.marks_changed.emit()

    def _mark_all(self, marked: bool) -> None:
        """Mark what is listed, and what is not."""
        self.rows.set_marked(
            [place_of(hit) for one in self.rows.found for hit in one.hits] if marked else self.rows.marked,
            marked,
        )
        self.is_all_marked = marked and bool(self.rows.found)
        self.marks_changed.emit()

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.at(index.row())
        if isinstance(row, SearchHit):
            self.opened.emit(row)
        elif isinstance(row, Rest):
            self.rest_wanted.emit(row.document, False)

    def _list_rest(self, index: QModelIndex) -> None:
        row = self.rows.at(index.row())
        if isinstance(row, Rest):
            self.rest_wanted.emit(row.document, False)

    def _look_ahead(self, value: int) -> None:
        if value > self.verticalScrollBar().maximum() - _NEAR:
            self.more_wanted.emit()

    def _tell_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self.current())
