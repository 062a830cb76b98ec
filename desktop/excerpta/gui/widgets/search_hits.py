"""The hits of a search over all documents, in a list below the search field."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
    QTextLayout,
    QTextOption,
)
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
from excerpta.gui.support.utf16 import Utf16Index
from excerpta.gui.widgets.paged_model import Index
from excerpta.gui.widgets.reader.direction import is_right_to_left

_HIT = Qt.ItemDataRole.UserRole
_ROW = 46
_CONTEXT = 34


class HitDelegate(QStyledItemDelegate):
    """Draws a hit in two lines: its document, and its words in their surroundings."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: SearchHit = index.data(_HIT)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self.theme.selection)
        area = option.rect.adjusted(12, 5, -12, -5)
        title = QRect(area.left(), area.top(), area.width(), 17)
        painter.setPen(self.theme.muted)
        elided = painter.fontMetrics().elidedText(hit.title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, elided)
        painter.setPen(self.theme.ink)
        painter.setClipRect(area)
        self._passage(hit, painter.font(), area.width()).draw(painter, QPointF(area.left(), area.top() + 18))
        painter.restore()

    def _passage(self, hit: SearchHit, font: QFont, width: int) -> QTextLayout:
        """The words in their surroundings on one line, bold, in the order of their script."""
        before = " ".join(hit.before.split())[-_CONTEXT:]
        before = before.partition(" ")[2] if len(before) == _CONTEXT else before
        before = f"…{before}" + (" " if hit.before[-1:].isspace() else "")
        words = " ".join(hit.text.split())
        text = before + words + (" " if hit.after[:1].isspace() else "") + " ".join(hit.after.split())
        positions = Utf16Index(text)
        bold = QTextLayout.FormatRange()
        bold.start = positions.to_utf16(len(before))
        bold.length = positions.to_utf16(len(before) + len(words)) - bold.start
        bold.format.setFontWeight(QFont.Weight.Bold)
        layout = QTextLayout(text, font)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        mirrored = is_right_to_left(text)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        )
        layout.setTextOption(option)
        layout.setFormats([bold])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(width)
        if mirrored:
            line.setPosition(QPointF(width - line.naturalTextWidth(), 0))
        layout.endLayout()
        return layout


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
