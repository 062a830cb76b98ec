"""The history: what was done, by whom and when, and a way back to any point of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.model.ids import CommandId
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import paint_line, smaller

_ROW = 30
_MARGIN = 12
_GAP = 16
_DOT = 7
_NO_PARENT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of the list.

    Attributes:
        point: where going to it leads; None for before everything.
        first: from which the next page is asked.
        what, when, who: in words.
        undone: whether it waits to be done again.
        is_now: whether it is the last thing that was done.

    """

    point: CommandId | None
    first: CommandId | None
    what: str
    when: str
    who: str
    undone: bool
    is_now: bool


FetchPage = Callable[[CommandId | None], Sequence[HistoryLine]]
"""Gives the lines before a command, or the first ones; the last page ends in the beginning of everything."""


class HistoryModel(QAbstractListModel):
    """The lines, read a page at a time as they are scrolled to."""

    def __init__(self, fetch: FetchPage, parent: QWidget) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self.lines: list[HistoryLine] = list(fetch(None))

    def reload(self) -> None:
        """Read anew what is shown."""
        self.beginResetModel()
        self.lines = list(self._fetch(None))
        self.endResetModel()

    def line(self, index: Index) -> HistoryLine:
        """The line of a valid index."""
        return self.lines[index.row()]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def canFetchMore(self, _parent: Index) -> bool:
        return bool(self.lines) and self.lines[-1].point is not None

    def fetchMore(self, _parent: Index) -> None:
        more = list(self._fetch(self.lines[-1].first))
        self.beginInsertRows(QModelIndex(), len(self.lines), len(self.lines) + len(more) - 1)
        self.lines += more
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a screen reader says; the rest is painted."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        line = self.line(index)
        state = "now" if line.is_now else "undone" if line.undone else ""
        return ", ".join(part for part in (line.what, line.when, line.who, state) if part)


class _LineDelegate(QStyledItemDelegate):
    """Paints what was done at the leading side, who and when at the other."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, max(scaled(_ROW), QFontMetrics(option.font).height() + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, HistoryModel):
            return
        line, theme, rect = model.line(index), self._theme, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.selection)
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 5, 5)
        direction = option.direction
        self._paint_dot(painter, rect, line, direction)
        painter.setFont(smaller(option.font))
        aside = " · ".join(part for part in (line.who, line.when) if part)
        width = painter.fontMetrics().horizontalAdvance(aside)
        right = QRect(rect.right() - _MARGIN - width, rect.top(), width, rect.height())
        painter.setPen(theme.muted)
        paint_line(painter, aside, QStyle.visualRect(direction, rect, right), direction)
        left = rect.left() + _MARGIN + scaled(_DOT) + 9
        area = QRect(left, rect.top(), right.left() - _GAP - left, rect.height())
        painter.setFont(option.font)
        painter.setPen(theme.muted if line.undone else theme.ink)
        what = painter.fontMetrics().elidedText(line.what, Qt.TextElideMode.ElideRight, area.width())
        paint_line(painter, what, QStyle.visualRect(direction, rect, area), direction)
        painter.restore()

    def _paint_dot(
        self, painter: QPainter, rect: QRect, line: HistoryLine, direction: Qt.LayoutDirection
    ) -> None:
        """A full dot for what holds, accented for now; a ring for what is undone."""
        size = scaled(_DOT)
        dot = QRect(rect.left() + _MARGIN, rect.center().y() - size // 2, size, size)
        painter.setPen(self._theme.accent if line.is_now else self._theme.muted)
        brush = self._theme.accent if line.is_now else self._theme.muted
        painter.setBrush(Qt.BrushStyle.NoBrush if line.undone else brush)
        painter.drawEllipse(QStyle.visualRect(direction, rect, dot))


class HistoryDialog(QDialog):
    """A list, and one button that goes to the chosen line.

    Signals:
        wanted: the line that is to be gone to.

    """

    wanted = Signal(object)

    def __init__(self, fetch: FetchPage, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history_dialog")
        self.setWindowTitle("History")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading = QLabel(
            "Everything that was done. Going back undoes what came after; it can be redone."
        )
        self.heading.setObjectName("muted")
        self.heading.setWordWrap(True)
        self.lines = HistoryModel(fetch, self)
        self.list = QListView(self)
        self.list.setObjectName("history_list")
        self.list.setAccessibleName("History")
        self.list.setItemDelegate(_LineDelegate(self.list, theme))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setStyleSheet(
            f"QListView#history_list {{ background: {theme.card.name()};"
            f" border: 1px solid {theme.line.name()}; border-radius: 6px; padding: 3px; }}"
            f"QListView#history_list:focus {{ border-color: {theme.accent.name()}; }}"
        )
        self.list.setModel(self.lines)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.go = QPushButton("Go back to here", self)
        self.go.setObjectName("primary")
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.ActionRole)
        self.go.clicked.connect(self._want)
        self.list.activated.connect(self._want)
        self.list.selectionModel().currentChanged.connect(self._judge)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.heading)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        self.resize(scaled(560), scaled(520))
        self.show_now()

    def reload(self) -> None:
        """Show what was done meanwhile."""
        self.lines.reload()
        self.show_now()

    def show_now(self) -> None:
        """Put the keyboard on the line that is now."""
        row = next((row for row, line in enumerate(self.lines.lines) if line.is_now), 0)
        self.list.setCurrentIndex(self.lines.index(row, 0))
        self._judge()

    def _judge(self) -> None:
        index = self.list.currentIndex()
        line = self.lines.line(index) if index.isValid() else None
        self.go.setText("Redo up to here" if line is not None and line.undone else "Go back to here")
        self.go.setEnabled(line is not None and not line.is_now)

    def _want(self) -> None:
        if self.go.isEnabled():
            self.wanted.emit(self.lines.line(self.list.currentIndex()))
