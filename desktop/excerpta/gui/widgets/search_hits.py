"""What is found for the words in the search field, in a list below it: commands, and places in documents.

The focus stays in the field, so that one can type on; the field moves the current row and takes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QStandardItem,
    QStandardItemModel,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from excerpta.gui.support.command_ranking import Command, FoundCommand
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.utf16 import Utf16Index
from excerpta.gui.widgets.key_caps import caps_width, paint_caps
from excerpta.gui.widgets.paged_model import Index
from excerpta.gui.widgets.reader.direction import is_right_to_left

if TYPE_CHECKING:
    from excerpta.core.services.searching import SearchHit

_FOUND = Qt.ItemDataRole.UserRole
_HIT_HEIGHT, _COMMAND_HEIGHT = 46, 32
_HIGHEST = 9 * _HIT_HEIGHT
_CONTEXT = 34
_RIGHT = Qt.TextElideMode.ElideRight


class FoundDelegate(QStyledItemDelegate):
    """Draws a hit in two lines, its document and its words in their surroundings; a command in one."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        is_command = isinstance(index.data(_FOUND), FoundCommand)
        return QSize(200, scaled(_COMMAND_HEIGHT if is_command else _HIT_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found: SearchHit | FoundCommand = index.data(_FOUND)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self.theme.selection)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self.theme.hover)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self.theme.accent, 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        area = option.rect.adjusted(12, 5, -12, -5)
        if isinstance(found, FoundCommand):
            self._draw_command(painter, area, found)
        else:
            self._draw_hit(painter, area, found)
        painter.restore()

    def _draw_command(self, painter: QPainter, area: QRect, found: FoundCommand) -> None:
        """The words with the typed letters bold, the menu behind them, the keys at the right."""
        command, theme = found.command, self.theme
        middle = Qt.AlignmentFlag.AlignVCenter
        keys = command.keys[:1]
        paint_caps(painter, QRectF(area), keys, theme)
        area = area.adjusted(0, 0, -round(caps_width(keys, painter.font())) - 14, 0)
        tick = "✓ " if command.is_ticked else ""
        painter.setPen(theme.muted if command.reason else theme.ink)
        shown = self._command_words(tick, found, painter.font())
        top = area.top() + (area.height() - shown.boundingRect().height()) / 2
        painter.setClipRect(area)
        shown.draw(painter, QPointF(area.left(), top))
        rest = area.adjusted(round(shown.lineAt(0).naturalTextWidth()) + 12, 0, 0, 0)
        painter.setPen(theme.muted)
        about = command.reason or command.menu
        painter.drawText(rest, middle, painter.fontMetrics().elidedText(about, _RIGHT, max(0, rest.width())))

    def _command_words(self, tick: str, found: FoundCommand, font: QFont) -> QTextLayout:
        text = tick + found.command.text
        positions = Utf16Index(text)
        bold = []
        for spot in found.spots:
            part = QTextLayout.FormatRange()
            part.start = positions.to_utf16(len(tick) + spot)
            part.length = positions.to_utf16(len(tick) + spot + 1) - part.start
            part.format.setFontWeight(QFont.Weight.Bold)
            bold.append(part)
        layout = QTextLayout(text, font)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats(bold)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        return layout

    def _draw_hit(self, painter: QPainter, area: QRect, hit: SearchHit) -> None:
        title = QRect(area.left(), area.top(), area.width(), scaled(17))
        painter.setPen(self.theme.muted)
        elided = painter.fontMetrics().elidedText(hit.title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, elided)
        painter.setPen(self.theme.ink)
        painter.setClipRect(area)
        below = QPointF(area.left(), area.top() + scaled(18))
        self._passage(hit, painter.font(), area.width()).draw(painter, below)

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


class SearchHits(QFrame):
    """A panel over the window with what was found; one row is current.

    Signals:
        hit_chosen: a SearchHit.
        command_chosen: a Command that can be done.
        list_wanted: every place is to be listed, in a list that stays.
        current_said: what the current row says, for who cannot see it.
    """

    hit_chosen = Signal(object)
    command_chosen = Signal(object)
    list_wanted = Signal()
    current_said = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("search_hits")
        self._over = parent
        self.model = QStandardItemModel(self)
        self.view = QListView(self)
        self.view.setAccessibleName("Commands, and hits in all documents")
        self.view.setModel(self.model)
        self.view.setMouseTracking(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._delegate = FoundDelegate(theme, self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.clicked.connect(self._choose)
        self.view.selectionModel().currentChanged.connect(self._say)
        self.summary = QLabel(self)
        self.summary.setObjectName("muted")
        self.summary.setContentsMargins(12, 6, 12, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.summary)
        layout.addWidget(self.view)
        self.list_all = QPushButton("List every place, to mark and highlight · Ctrl+Enter", self)
        self.list_all.setObjectName("list_all")
        self.list_all.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list_all.clicked.connect(self.list_wanted)
        layout.addWidget(self.list_all)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._delegate.theme = theme

    def show_found(
        self, commands: Sequence[FoundCommand], hits: Sequence[SearchHit], *, summary: str
    ) -> None:
        """Show commands, and hits below them; the first hit is current, without hits the first command."""
        self.model.clear()
        for command in commands:
            self._add(command, _described(command.command))
        for hit in hits:
            self._add(hit, f"{hit.title}: {hit.before}{hit.text}{hit.after}")
        self.summary.setText(summary)
        rows = scaled(len(commands) * _COMMAND_HEIGHT + len(hits) * _HIT_HEIGHT)
        self.view.setVisible(bool(rows))
        self.list_all.setVisible(bool(hits))
        above = self.summary.sizeHint().height() + 4 + (self.list_all.sizeHint().height() if hits else 0)
        room = self._over.height() - self.y() - above - 12
        self.resize(self.width(), above + min(rows, scaled(_HIGHEST), max(room, scaled(3 * _HIT_HEIGHT))))
        self.raise_()
        self.show()
        self._go_to(len(commands) if hits else 0)

    def wait(self) -> None:
        """Make no row the current one: more is to come."""
        self.view.selectionModel().clear()

    def step(self, rows: int) -> None:
        """Make a row further down (or up) the current one."""
        if self.model.rowCount():
            here = self.view.currentIndex().row() + rows
            self._go_to(min(max(0, here), self.model.rowCount() - 1))

    def take(self) -> bool:
        """Choose the current row; whether there is one."""
        index = self.view.currentIndex()
        if self.isHidden() or not index.isValid():
            return False
        self._choose(index)
        return True

    def _go_to(self, row: int) -> None:
        self.view.setCurrentIndex(self.model.index(row, 0))

    def _add(self, found: SearchHit | FoundCommand, described: str) -> None:
        item = QStandardItem()
        item.setData(found, _FOUND)
        item.setData(described, Qt.ItemDataRole.AccessibleTextRole)
        item.setEditable(False)
        self.model.appendRow(item)

    def _say(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.current_said.emit(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))

    def _choose(self, index: QModelIndex) -> None:
        found = index.data(_FOUND)
        if isinstance(found, FoundCommand):
            if found.command.reason:
                self.summary.setText(f"{found.command.text}: {found.command.reason}")
                return
            self.hide()
            self.command_chosen.emit(found.command)
        else:
            self.hide()
            self.hit_chosen.emit(found)


def summarise(hits: Sequence[SearchHit], *, more: bool) -> str:
    """How much was found, in words; `more` says that there is more than is shown."""
    if not hits:
        return "Nothing found"
    documents = len({hit.document for hit in hits})
    places = f"{len(hits)} place{'' if len(hits) == 1 else 's'}"
    what = f"{places} in {documents} document{'' if documents == 1 else 's'}"
    return f"First {what}" if more else what


def _described(command: Command) -> str:
    ticked = "" if command.is_ticked is None else (", on" if command.is_ticked else ", off")
    parts = (command.menu, " or ".join(command.keys), command.reason)
    return f"{command.text}{ticked}, " + ", ".join(part for part in parts if part)


def rules(theme: Theme) -> str:
    """Style rules of the panel."""
    return f"""
    #search_hits {{
        background: {theme.card.name()}; border: 1px solid {theme.line.name()}; border-radius: 7px;
    }}
    QPushButton#list_all {{
        background: transparent; color: {theme.accent.name()}; text-align: left; padding: 7px 12px;
        border: none; border-top: 1px solid {theme.line.name()}; border-radius: 0;
    }}
    QPushButton#list_all:hover {{ background: {theme.hover.name()}; }}
    """
