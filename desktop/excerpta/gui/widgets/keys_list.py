"""The list of all actions with their keys, under the names of their menus."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from excerpta.core.text.folding import fold
from excerpta.gui.support.keys import Keys, portable, readable
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.support.verbs import Verb, Where
from excerpta.gui.widgets.key_caps import caps_width, paint_caps

_NAME = Qt.ItemDataRole.UserRole
_ROW, _HEADING = 30, 32


class KeysList(Themed, QTreeView):
    """Actions under headings; the keys of each are drawn at its right.

    Signals:
        current_changed: the name of the action under the keyboard.
        change_wanted, more_wanted, removal_wanted: other keys for it, one more, or none.
    """

    current_changed = Signal(str)
    change_wanted = Signal()
    more_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys = keys
        self._model = QStandardItemModel(self)
        self._items: dict[str, QStandardItem] = {}
        self.setObjectName("keys_list")
        self.setAccessibleName("Actions and their keys")
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(keys, self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.set_theme(theme)
        self._fill()
        self.selectionModel().currentChanged.connect(self._tell)
        self.doubleClicked.connect(lambda _: self.change_wanted.emit())

    def current(self) -> str:
        """The name of the action under the keyboard; empty for none."""
        return str(self.currentIndex().data(_NAME) or "")

    def select(self, name: str) -> None:
        """Make an action the current one."""
        self.setCurrentIndex(self._items[name].index())

    def refresh(self) -> None:
        """Show the keys as they are now."""
        for name, item in self._items.items():
            item.setData(self._described(self._keys.verbs[name]), Qt.ItemDataRole.AccessibleTextRole)
        self.viewport().update()

    def filter(self, words: str) -> None:
        """Leave the actions whose words these begin, or that have the key."""
        wanted, key = fold(words).split(), portable(words.strip().title())
        first = None
        for group in range(self._model.rowCount()):
            heading = self._model.item(group)
            shown = 0
            for row in range(heading.rowCount()):
                item = heading.child(row)
                name = str(item.data(_NAME))
                fits = self._fits(name, wanted, key)
                self.setRowHidden(row, heading.index(), not fits)
                shown += fits
                first = first or (item if fits else None)
            self.setRowHidden(group, QModelIndex(), not shown)
        if first is not None:
            self.setCurrentIndex(first.index())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.change_wanted.emit()
        elif event.key() in (Qt.Key.Key_Insert, Qt.Key.Key_Plus):
            self.more_wanted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _fits(self, name: str, wanted: list[str], key: str) -> bool:
        verb = self._keys.verbs[name]
        parts = fold(f"{verb.heading} {self._keys.title(name)}").split()
        begins = all(any(part.startswith(word) for part in parts) for word in wanted)
        return begins or (bool(key) and key in self._keys.of(name))

    def _fill(self) -> None:
        headings: dict[str, QStandardItem] = {}
        for verb in self._keys.verbs.values():
            heading = headings.get(verb.heading)
            if heading is None:
                heading = headings[verb.heading] = QStandardItem(verb.heading)
                heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self._model.appendRow(heading)
            item = self._items[verb.name] = QStandardItem(self._keys.title(verb.name).removesuffix("…"))
            item.setData(verb.name, _NAME)
            heading.appendRow(item)
        self.expandAll()

    def _described(self, verb: Verb) -> str:
        keys = " or ".join(readable(key) for key in self._keys.of(verb.name)) or "no key"
        where = ", in the reader" if verb.where is Where.READER else ""
        own = ", changed" if self._keys.is_own(verb.name) else ""
        return f"{self._keys.title(verb.name).removesuffix('…')}{where}: {keys}{own}"

    def _tell(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if name := self.current():
            self.current_changed.emit(name)


class _Delegate(QStyledItemDelegate):
    """Draws an action: its words, where it works, its keys; a dot before what was changed."""

    def __init__(self, keys: Keys, view: KeysList) -> None:
        super().__init__(view)
        self._keys = keys
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, _ROW if index.data(_NAME) else _HEADING)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, name = self._view.theme, index.data(_NAME)
        area = QRectF(option.rect).adjusted(14, 0, -12, 0)
        painter.save()
        painter.setFont(option.font)
        middle = Qt.AlignmentFlag.AlignVCenter
        if not name:
            font = painter.font()
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(theme.muted)
            painter.drawText(area.adjusted(0, 6, 0, 0), middle, str(index.data()))
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.selection)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.hover)
        keys = [readable(key) for key in self._keys.of(name)]
        paint_caps(painter, area, keys, theme, is_own=self._keys.is_own(name))
        if not keys:
            painter.setPen(theme.muted)
            painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, "no key")
        text = area.adjusted(10, 0, -caps_width(keys, painter.font()) - 16, 0)
        painter.setPen(theme.ink)
        words = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(text.width())
        )
        painter.drawText(text, middle, words)
        if self._keys.is_own(name):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            painter.drawEllipse(QRectF(area.left() - 3, area.center().y() - 3, 6, 6))
        painter.restore()
