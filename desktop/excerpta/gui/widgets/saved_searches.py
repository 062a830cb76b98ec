"""The saved searches below the tags: a name and how many highlights it finds now."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.model.ids import SearchId
from excerpta.core.model.saved_search import SavedSearch
from excerpta.core.text.query_language import format_query
from excerpta.gui.support.plain_text import plain_tooltip
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed, smaller
from excerpta.gui.widgets.tag_row import tabular

MOST_SEEN = 7
"""So many rows are seen at once; the others are scrolled to."""

_ID = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_BROKEN = -1
_UNKNOWN = -2
Index = QModelIndex | QPersistentModelIndex


class SavedSearches(Themed, QWidget):
    """A heading and a list, hidden while nothing is saved.

    Attributes:
        list: the searches.

    Signals:
        chosen: a SearchId whose highlights are wanted.
        renamed: a SearchId and its new name.
        changed: a SearchId that the present question is to take the place of.
        moved: a SearchId and its new place, counted without it.
        deleted: a SearchId.
        left: Esc was pressed.

    """

    chosen = Signal(object)
    renamed = Signal(object, str)
    changed = Signal(object)
    moved = Signal(object, int)
    deleted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saved_searches")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        heading = QLabel("Saved searches")
        heading.setObjectName("saved_searches_heading")
        self.list = _List()
        self._model = QStandardItemModel(self.list)
        self._shown: tuple[SavedSearch, ...] = ()
        self._is_read_only = False
        self._is_filling = False
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self))
        self.list.clicked.connect(self._choose)
        self.list.key_pressed.connect(self._key)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self._model.itemChanged.connect(self._renamed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 6)
        column.setSpacing(2)
        column.addWidget(heading)
        column.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.hide()

    def set_searches(self, searches: Sequence[SavedSearch], counts: Mapping[SearchId, int | None]) -> None:
        """Show saved searches, with the counts that are known."""
        same = [one.id for one in searches] == [one.id for one in self._shown]
        current = self.current()
        self._shown = tuple(searches)
        self._is_filling = True
        if same:  # a name that is being typed just now stays
            for row, one in enumerate(searches):
                self._fill(self._model.item(row), one, counts)
        else:
            self._model.clear()
            for one in searches:
                self._model.appendRow(self._fill(QStandardItem(), one, counts))
            place = next((n for n, one in enumerate(searches) if one.id == current), 0)
            self.list.setCurrentIndex(self._model.index(place, 0))
        self._is_filling = False
        self.setVisible(bool(searches))
        rows = min(len(searches), MOST_SEEN)
        self.list.setFixedHeight(rows * self.list.sizeHintForRow(0) if rows else 0)

    def set_read_only(self, is_read_only: bool) -> None:
        """Whether searches can only be asked."""
        self._is_read_only = is_read_only

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        super().set_theme(theme)
        self.list.viewport().update()

    def current(self) -> SearchId | None:
        """The search under the keyboard."""
        index = self.list.currentIndex()
        return index.data(_ID) if index.isValid() else None

    def menu(self) -> QMenu | None:
        """What can be done with the current search."""
        search = self.current()
        if search is None:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Show its highlights\tEnter", lambda: self.chosen.emit(search))
        if not self._is_read_only:
            menu.addSeparator()
            menu.addAction("Rename\tF2", lambda: self.list.edit(self.list.currentIndex()))
            menu.addAction("Keep the present question under this name", lambda: self.changed.emit(search))
            menu.addAction("Move up\tAlt+Up", lambda: self._move(-1))
            menu.addAction("Move down\tAlt+Down", lambda: self._move(1))
            menu.addSeparator()
            menu.addAction("Delete\tDel", lambda: self.deleted.emit(search))
        return menu

    def _fill(
        self, item: QStandardItem, one: SavedSearch, counts: Mapping[SearchId, int | None]
    ) -> QStandardItem:
        item.setText(one.name)
        item.setData(one.id, _ID)
        number = counts.get(one.id, _UNKNOWN)
        item.setData(_BROKEN if number is None or one.missing else number, _COUNT)
        item.setEditable(not self._is_read_only)
        about = format_query(one.query) or "every highlight"
        if one.missing:
            gone = ", ".join(f"“{path}”" for path in one.missing)
            about = (
                f"It names {gone}, which {'is' if len(one.missing) == 1 else 'are'} no longer there.\n{about}"
            )
        item.setToolTip(plain_tooltip(about))
        said = f"{one.name}, needs mending" if one.missing else one.name
        item.setAccessibleText(said if number in (None, _UNKNOWN) else f"{said}, {number:,} highlights")
        return item

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(_ID))

    def _renamed(self, item: QStandardItem) -> None:
        if self._is_filling:
            return
        search = item.data(_ID)
        before = next((one.name for one in self._shown if one.id == search), "")
        name = item.text()
        if name != before:
            # Later, for what is told changes the rows, and the editor that is closing needs its own.
            QTimer.singleShot(0, self, lambda: self.renamed.emit(search, name))

    def _move(self, by: int) -> None:
        search = self.current()
        place = self.list.currentIndex().row() + by
        if search is not None and 0 <= place < len(self._shown):
            self.moved.emit(search, place)

    def _open_menu(self, place: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.popup(self.list.viewport().mapToGlobal(place))

    def _key(self, event: QKeyEvent) -> None:
        search, alt = self.current(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif search is None:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(search)
        elif self._is_read_only:
            event.ignore()
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit(search)
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            event.ignore()


class _List(QListView):
    """Tells of keys before it takes them itself.

    Signals:
        key_pressed: a key event; ignored, it is the list's.

    """

    key_pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("saved_searches_list")
        self.setAccessibleName("Saved searches")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setUniformItemSizes(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            return  # Enter comes here after the editor has taken it
        event.accept()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Paints a name and its count; renames in place."""

    def __init__(self, panel: SavedSearches) -> None:
        super().__init__(panel)
        self._panel = panel

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, QFontMetrics(option.font).height() + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, area = self._panel.theme, option.rect
        painter.save()
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.hover)
        if has_focus:
            painter.setPen(QPen(theme.accent, 1))
            painter.drawRect(area.adjusted(1, 0, -2, -1))
        number = index.data(_COUNT)
        counted = "" if number == _UNKNOWN else "!" if number == _BROKEN else f"{number:,}"
        small = tabular(smaller(option.font))
        width = QFontMetrics(small).horizontalAdvance(counted)
        right = QRect(area.right() - 13 - width, area.top(), width, area.height())
        painter.setFont(small)
        painter.setPen(theme.rubric if number == _BROKEN else theme.muted)
        painter.drawText(self._seen(area, right), Qt.AlignmentFlag.AlignCenter, counted)
        painter.setFont(option.font)
        painter.setPen(theme.ink)
        words = QRect(area.left() + 14, area.top(), right.left() - area.left() - 22, area.height())
        metrics = QFontMetrics(option.font)
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        aligned = QStyle.visualAlignment(self._panel.layoutDirection(), leading)
        painter.drawText(self._seen(area, words), aligned, name)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName("Name of the saved search")
        return editor

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit) and editor.text().strip():
            model.setData(index, editor.text().strip())

    def _seen(self, around: QRect, area: QRect) -> QRect:
        return QStyle.visualRect(self._panel.layoutDirection(), around, area)


def rules(theme: Theme) -> str:
    """The panel's part of the style sheet."""
    return f"""
    QWidget#saved_searches {{
        background: {theme.chrome.name()}; border-top: 1px solid {theme.line.name()};
    }}
    QLabel#saved_searches_heading {{
        color: {theme.muted.name()}; font-weight: 600; padding: 0 11px 3px 11px;
    }}
    QListView#saved_searches_list {{ background: {theme.chrome.name()}; outline: none; }}
    """
