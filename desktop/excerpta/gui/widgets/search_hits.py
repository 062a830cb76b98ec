"""What is found for the words in the search field, in a list below it: commands, and places in documents."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
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

_FOUND = Qt.ItemDataRole.UserRole
_HIT_HEIGHT, _COMMAND_HEIGHT = 46, 32
_HIGHEST = 9 * _HIT_HEIGHT
_CONTEXT = 34


class FoundDelegate(QStyledItemDelegate):
    """Draws a hit in two lines, its document and its words in their surroundings; a command in one."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        is_command = isinstance(index.data(_FOUND), QAction)
        return QSize(200, _COMMAND_HEIGHT if is_command else _HIT_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found: SearchHit | QAction = index.data(_FOUND)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self.theme.selection)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self.theme.hover)
        area = option.rect.adjusted(12, 5, -12, -5)
        if isinstance(found, QAction):
            self._draw_command(painter, area, found)
        else:
            self._draw_hit(painter, area, found)
        painter.restore()

    def _draw_command(self, painter: QPainter, area: QRect, command: QAction) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self.theme.ink)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | middle, command.text())
        painter.setPen(self.theme.muted)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | middle, _keys(command))

    def _draw_hit(self, painter: QPainter, area: QRect, hit: SearchHit) -> None:
        title = QRect(area.left(), area.top(), area.width(), 17)
        painter.setPen(self.theme.muted)
        elided = painter.fontMetrics().elidedText(hit.title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, elided)
        painter.setPen(self.theme.ink)
        painter.setClipRect(area)
        self._passage(hit, painter.font(), area.width()).draw(painter, QPointF(area.left(), area.top() + 18))

    def _passage(self, hit: SearchHit, font: QFont, width: int) -> QTextLayout:
        """The words in their surroundings on one line, bold, in the order of their script."""
        before, words, after = self._fitted(hit, font, width)
        text = before + words + after
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

    def _fitted(self, hit: SearchHit, font: QFont, width: int) -> tuple[str, str, str]:
        """What stands before, the words, and of what follows as much as there is room for."""
        before = " ".join(hit.before.split())[-_CONTEXT:]
        before = before.partition(" ")[2] if len(before) == _CONTEXT else before
        before = f"…{before}" + (" " if hit.before[-1:].isspace() else "")
        words = " ".join(hit.text.split())
        after = (" " if hit.after[:1].isspace() else "") + " ".join(hit.after.split())
        strong = QFont(font)
        strong.setWeight(QFont.Weight.Bold)
        metrics = QFontMetrics(font)
        room = width - metrics.horizontalAdvance(before) - QFontMetrics(strong).horizontalAdvance(words)
        return before, words, metrics.elidedText(after, Qt.TextElideMode.ElideRight, max(0, room))


class FoundView(QListView):
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
    """A panel over the window with what was found.

    Signals:
        hit_chosen: a SearchHit.
        command_chosen: a QAction.
        left: back to the field.
    """

    hit_chosen = Signal(object)
    command_chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("search_hits")
        self._first = 0
        self.model = QStandardItemModel(self)
        self.view = FoundView(self)
        self.view.setAccessibleName("Commands, and hits in all documents")
        self.view.setModel(self.model)
        self.view.setMouseTracking(True)
        self._delegate = FoundDelegate(theme, self.view)
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

    def show_found(self, commands: Sequence[QAction], hits: Sequence[SearchHit], *, summary: str) -> None:
        """Show commands, and hits below them; the focus comes to the hits first, if there are any."""
        self.model.clear()
        for command in commands:
            self._add(command, f"{command.text()} {_keys(command)}")
        for hit in hits:
            self._add(hit, f"{hit.title}: {hit.before}{hit.text}{hit.after}")
        self._first = len(commands) if hits else 0
        self.summary.setText(summary)
        rows = len(commands) * _COMMAND_HEIGHT + len(hits) * _HIT_HEIGHT
        self.view.setVisible(bool(rows))
        self.resize(self.width(), self.summary.sizeHint().height() + min(rows, _HIGHEST) + 4)
        self.raise_()
        self.show()

    def enter(self) -> None:
        """Move the focus to the first hit, or the first command."""
        if self.model.rowCount():
            self.view.setFocus()
            self.view.setCurrentIndex(self.model.index(self._first, 0))

    def _add(self, found: SearchHit | QAction, described: str) -> None:
        item = QStandardItem()
        item.setData(found, _FOUND)
        item.setData(described, Qt.ItemDataRole.AccessibleTextRole)
        item.setEditable(False)
        self.model.appendRow(item)

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        found = index.data(_FOUND)
        self.hide()
        if isinstance(found, QAction):
            self.command_chosen.emit(found)
        else:
            self.hit_chosen.emit(found)


def summarise(hits: Sequence[SearchHit], *, more: bool) -> str:
    """How much was found, in words; `more` says that there is more than is shown."""
    if not hits:
        return "Nothing found"
    documents = len({hit.document for hit in hits})
    places = f"{len(hits)} place{'' if len(hits) == 1 else 's'}"
    what = f"{places} in {documents} document{'' if documents == 1 else 's'}"
    return f"First {what}" if more else what


def _keys(command: QAction) -> str:
    return command.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def rules(theme: Theme) -> str:
    """Style rules of the panel."""
    return f"""
    #search_hits {{
        background: {theme.card.name()}; border: 1px solid {theme.line.name()}; border-radius: 7px;
    }}
    """
