"""The library zone: a filter and the list of documents, instant at a hundred thousand of them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QActionGroup,
    QDragEnterEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.model.document import DocumentSummary
from excerpta.core.model.ids import DocumentId
from excerpta.core.services.documents import DocumentOrder
from excerpta.gui.support.dates import isolated, readable_date
from excerpta.gui.support.fields import make_clearable
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import smaller
from excerpta.gui.widgets.eliding_label import ElidingLabel
from excerpta.gui.widgets.paged_model import ID, ROW, Index, PagedModel
from excerpta.gui.widgets.reader.direction import is_right_to_left

_ROW_HEIGHT, _LINE, _ABOVE = 50, 18, 7
_PAD = 16
_ORDERS = {
    DocumentOrder.TITLE: "Title",
    DocumentOrder.SOURCE: "Source",
    DocumentOrder.PUBLISHED: "Date",
    DocumentOrder.IMPORTED: "When imported",
    DocumentOrder.HIGHLIGHTS: "Number of highlights",
}


def describe(document: DocumentSummary) -> str:
    """A row of the list in words."""
    parts = [document.title, document.source, readable_date(document.published)]
    parts.append(f"{document.highlights} highlight{'' if document.highlights == 1 else 's'}")
    return ", ".join(part for part in parts if part)


class DocumentDelegate(QStyledItemDelegate):
    """Draws a document in two lines: title; source, date and the number of highlights."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.current: DocumentId | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, scaled(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        document: DocumentSummary | None = index.data(ROW)
        if document is None:
            return
        theme, area = self.theme, option.rect
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or document.id == self.current:
            painter.fillRect(area, theme.selection)
        elif hovered:
            painter.fillRect(area, theme.hover)
        if document.id == self.current:
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), theme.accent)
        self._draw_lines(painter, area, document)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.accent)
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.restore()

    def _draw_lines(self, painter: QPainter, area: QRect, document: DocumentSummary) -> None:
        mirrored = is_right_to_left(document.title)
        leading = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        trailing = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        inner = area.adjusted(_PAD, scaled(_ABOVE), -_PAD, -scaled(_ABOVE))
        line = scaled(_LINE)
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.Normal if document.opened else QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self.theme.ink)
        top = QRect(inner.left(), inner.top(), inner.width(), line)
        title = QFontMetrics(font).elidedText(document.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(top, leading | Qt.AlignmentFlag.AlignVCenter, title)
        font = smaller(font)
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(self.theme.muted)
        bottom = QRect(inner.left(), inner.top() + line, inner.width(), line)
        count = str(document.highlights) if document.highlights else ""
        room = inner.width() - QFontMetrics(font).horizontalAdvance(count) - 10
        parts = (document.source, readable_date(document.published))
        about = " · ".join(isolated(part) for part in parts if part)
        about = QFontMetrics(font).elidedText(about, Qt.TextElideMode.ElideRight, room)
        painter.drawText(bottom, leading | Qt.AlignmentFlag.AlignVCenter, about)
        painter.drawText(bottom, trailing | Qt.AlignmentFlag.AlignVCenter, count)


class DocumentTable(QTableView):
    """The rows; Enter opens, Delete throws away, Ctrl+V brings in."""

    opened = Signal()
    trash_wanted = Signal()
    paste_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.trash_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        else:
            super().keyPressEvent(event)


class DocumentListPane(QWidget):
    """The whole zone.

    Signals:
        document_chosen: id of the document to open.
        import_wanted, folder_wanted, paste_wanted: articles are to be brought in.
        files_dropped: paths that were dragged in.
        trash_wanted: ids of the selected documents.
        details_wanted: id of the document whose details are to be shown.
        filter_changed: the words to filter by.
        order_changed: a DocumentOrder, and whether it runs downwards.
    """

    document_chosen = Signal(object)
    import_wanted = Signal()
    folder_wanted = Signal()
    paste_wanted = Signal()
    files_dropped = Signal(list)
    trash_wanted = Signal(list)
    details_wanted = Signal(object)
    filter_changed = Signal(str)
    order_changed = Signal(object, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library_zone")
        self.setAcceptDrops(True)
        self._order, self._descending = DocumentOrder.TITLE, False
        self.model = PagedModel(self)
        self.heading = QLabel("Library", self)
        self.heading.setObjectName("zone_heading")
        self.count = ElidingLabel(self)
        self.count.setObjectName("zone_count")
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText("Filter")
        self.filter.setAccessibleName("Filter documents")
        make_clearable(self.filter)
        self.filter.textChanged.connect(self.filter_changed)
        self.add = self._button("+", "Import or paste articles", self._adding_menu())
        self.sort = self._button("↕", "Sort documents", self._sorting_menu())
        self.table = self._table(theme)
        self.nothing = QLabel("No document matches.", self)
        self.nothing.setObjectName("muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.nothing.hide()
        self._lay_out()

    def set_theme(self, theme: Theme) -> None:
        """Draw the rows in another theme."""
        self.delegate.theme = theme
        self.table.viewport().update()

    def set_source(
        self,
        ids: Sequence[DocumentId],
        fetch: Callable[[Sequence[DocumentId]], Sequence[DocumentSummary]],
        total: int,
    ) -> None:
        """Show documents; `total` is how many there are without the filter."""
        kept = self.selected()
        self.model.set_source(ids, fetch, describe)  # type: ignore[arg-type]
        shown = str(total) if len(ids) == total else f"{len(ids)} of {total}"
        self.count.setText(f"{shown} document{'' if total == 1 else 's'}")
        self.count.short = shown
        self.nothing.setVisible(not ids and bool(self.filter.text()))
        current = [] if self.delegate.current is None else [self.delegate.current]
        self._select([self.model.row_of(one) for one in (kept[:200] if len(kept) > 1 else current)])

    def set_current(self, document: DocumentId | None) -> None:
        """Mark the document that is open."""
        self.delegate.current = document
        row = -1 if document is None else self.model.row_of(document)
        if row >= 0:
            self._select([row])
            self.table.scrollTo(self.model.index(row, 0))
        self.table.viewport().update()

    def selected(self) -> list[DocumentId]:
        """The selected documents in the order of the list."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedIndexes())
        return [DocumentId(self.model.ids[row]) for row in rows]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def _select(self, rows: Sequence[int]) -> None:
        choice = self.table.selectionModel()
        choice.clearSelection()
        for row in rows:
            if row >= 0:
                index = self.model.index(row, 0)
                choice.select(index, QItemSelectionModel.SelectionFlag.Select)
                choice.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _open(self, index: QModelIndex | None = None) -> None:
        at = index or self.table.currentIndex()
        if at.isValid():
            self.document_chosen.emit(at.data(ID))

    def _table(self, theme: Theme) -> DocumentTable:
        table = DocumentTable(self)
        table.setObjectName("document_table")
        table.setAccessibleName("Documents")
        table.setModel(self.model)
        self.delegate = DocumentDelegate(theme, table)
        table.setItemDelegate(self.delegate)
        table.setShowGrid(False)
        table.setMouseTracking(True)
        table.setTabKeyNavigation(False)
        table.horizontalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(scaled(_ROW_HEIGHT))
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_context_menu)
        table.clicked.connect(self._open_clicked)
        table.opened.connect(self._open)
        table.paste_wanted.connect(self.paste_wanted)
        table.trash_wanted.connect(lambda: self.trash_wanted.emit(self.selected()))
        return table

    def _open_clicked(self, index: QModelIndex) -> None:
        # A click that extends the selection is not one that opens.
        if len(self.table.selectionModel().selectedIndexes()) == 1:
            self._open(index)

    def _button(self, sign: str, name: str, menu: QMenu) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setObjectName("quiet_button")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        return button

    def _adding_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Import files…", self.import_wanted.emit)
        menu.addAction("Import a folder…", self.folder_wanted.emit)
        menu.addAction("Paste an article…", self.paste_wanted.emit)
        return menu

    def _sorting_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order, label in _ORDERS.items():
            action = menu.addAction(f"Sort by {label.lower()}")
            action.setCheckable(True)
            action.setChecked(order is self._order)
            action.triggered.connect(lambda _=False, order=order: self._set_order(order, self._descending))
            group.addAction(action)
        menu.addSeparator()
        downwards = menu.addAction("Downwards")
        downwards.setCheckable(True)
        downwards.toggled.connect(lambda on: self._set_order(self._order, on))
        return menu

    def _set_order(self, order: DocumentOrder, descending: bool) -> None:
        self._order, self._descending = order, descending
        self.order_changed.emit(order, descending)

    def _show_context_menu(self, at: QPoint) -> None:
        if not self.selected():
            return
        menu = QMenu(self)
        number = len(self.selected())
        menu.addAction("Open", self._open)
        if number == 1:
            menu.addAction("Details…", lambda: self.details_wanted.emit(self.selected()[0]))
        what = "Move to trash" if number == 1 else f"Move {number} documents to trash"
        menu.addAction(what, lambda: self.trash_wanted.emit(self.selected()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(14, 10, 8, 0)
        top.addWidget(self.heading)
        top.addSpacing(6)
        top.addStretch()
        top.addWidget(self.count)
        top.addWidget(self.sort)
        top.addWidget(self.add)
        field = QHBoxLayout()
        field.setContentsMargins(12, 4, 12, 8)
        field.addWidget(self.filter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(field)
        layout.addWidget(self.nothing)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)


def rules(theme: Theme) -> str:
    """Style rules of the zone."""
    return f"""
    #library_zone {{ background: {theme.chrome.name()}; }}
    #document_table {{ background: {theme.chrome.name()}; border: none; outline: none; }}
    """
