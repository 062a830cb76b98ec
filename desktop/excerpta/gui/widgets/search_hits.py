"""The hits of a search over all documents, in a list below the search field."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.services.searching import SearchHit
from excerpta.gui.support.theme import Theme

_HIT = Qt.ItemDataRole.UserRole
_ROW = 46


class HitDelegate(QStyledItemDelegate):
    """Draws a hit in two lines: its document, and its words in their surroundings."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        hit: SearchHit = index.data(_HIT)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self.theme.selection)
        area = option.rect.adjusted(12, 5, -12, -5)
        painter.setPen(self.theme.muted)
        painter.drawText(
            QRect(area.left(), area.top(), area.width(), 17),
            Qt.AlignmentFlag.AlignVCenter,
            painter.fontMetrics().elidedText(hit.title, Qt.TextElideMode.ElideRight, area.width()),
        )
        bold = QFont(painter.font())
        bold.setWeight(QFont.Weight.Bold)
        words = " ".join(hit.text.split())
        room = max(40, area.width() // 2 - QFontMetrics(bold).horizontalAdvance(words) // 2)
        before = " ".join(hit.before.split()) + (" " if hit.before[-1:].isspace() else "")
        before = painter.fontMetrics().elidedText(
            before, Qt.TextElideMode.ElideLeft, min(room, area.width() // 3)
        )
        left = area.left()
        line = QRect(left, area.top() + 18, area.width(), 18)
        painter.setPen(self.theme.ink)
        for text, font in (
            (before, painter.font()),
            (words, bold),
            (" ".join(hit.after.split()), painter.font()),
        ):
            painter.setFont(font)
            gap = " " if font is not bold and text and text is not before and hit.after[:1].isspace() else ""
            shown = painter.fontMetrics().elidedText(
                gap + text, Qt.TextElideMode.ElideRight, max(0, area.right() - left)
            )
            painter.drawText(line.adjusted(left - line.left(), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, shown)
            left += painter.fontMetrics().horizontalAdvance(shown)
        painter.restore()


class HitView(QListView):
    """Up past the first row and Esc go back to the field; Enter chooses."""

    left = Signal()
    chosen = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        first = self.currentIndex().row() <= 0
        if event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Up and first):
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class SearchHits(QFrame):
    """A panel over the window with the hits.

    Signals:
        hit_chosen: a SearchHit.
        left: back to the field.
    """

    hit_chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("search_hits")
        self.model = QStandardItemModel(self)
        self.view = HitView(self)
        self.view.setAccessibleName("Hits in all documents")
        self.view.setModel(self.model)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self._delegate = HitDelegate(theme, self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.chosen.connect(self._choose)
        self.view.clicked.connect(self._choose)
        self.view.left.connect(self.left)
        self.summary = QLabel(self)
        self.summary.setObjectName("muted")
        self.summary.setContentsMargins(12, 6, 12, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.summary)
        layout.addWidget(self.view)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._delegate.theme = theme

    def show_hits(self, hits: Sequence[SearchHit], *, more: bool) -> None:
        """Show hits; `more` says that there are others."""
        self.model.clear()
        for hit in hits:
            item = QStandardItem()
            item.setData(hit, _HIT)
            item.setData(
                f"{hit.title}: {hit.before}{hit.text}{hit.after}", Qt.ItemDataRole.AccessibleTextRole
            )
            item.setEditable(False)
            self.model.appendRow(item)
        documents = len({hit.document for hit in hits})
        what = f"{len(hits)} place{'' if len(hits) == 1 else 's'} in {documents} document" + "s" * (
            documents != 1
        )
        self.summary.setText(f"First {what}" if more else what if hits else "Nothing found")
        height = self.summary.sizeHint().height() + min(len(hits), 9) * _ROW + 4
        self.view.setVisible(bool(hits))
        self.resize(self.width(), height)
        self.raise_()
        self.show()

    def enter(self) -> None:
        """Move the focus to the first hit."""
        if self.model.rowCount():
            self.view.setFocus()
            self.view.setCurrentIndex(self.model.index(0, 0))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.hide()
            self.hit_chosen.emit(index.data(_HIT))


def rules(theme: Theme) -> str:
    """Style rules of the panel."""
    return f"""
    #search_hits {{
        background: {theme.card.name()}; border: 1px solid {theme.line.name()}; border-radius: 7px;
    }}
    """
