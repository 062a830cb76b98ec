"""The list of the tag box: one row per suggested tag, and one for a tag that would be new."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import TagError
from excerpta.core.model.tag import parse_tag_path, short_name
from excerpta.gui.support.plain_text import plain_tooltip
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.tag_ranking import Match, Suggestion, TagChoice
from excerpta.gui.support.themed import Themed, paint_line, smaller
from excerpta.gui.widgets.chips import dot_size, paint_dot

Index = QModelIndex | QPersistentModelIndex

_PICKED_BY_NUMBER = 9
_PADDING = 12
_NUMBER_WIDTH = 16
_ROW_HEIGHT = 28


def row_height() -> int:
    """Pixels of every row."""
    return scaled(_ROW_HEIGHT)


class SuggestionModel(QAbstractListModel):
    """The suggestions, as the ranking gave them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[Suggestion, ...] = ()

    def show_rows(self, rows: Sequence[Suggestion]) -> None:
        """Show other suggestions."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> Suggestion | None:
        """The suggestion of a row, None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        suggestion = self.row(index.row())
        if suggestion is None:
            return None
        choice = suggestion.choice
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return choice.path if choice else _creation(suggestion)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(choice.path if choice else suggestion.new_path)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and choice:
            return f"{choice.uses} highlights"
        return None


class SuggestionList(Themed, QListView):
    """The rows under the input, which keeps the focus.

    The pointer chooses a row with one click.

    Signals:
        current_said: the text of the row that has become current, for screen readers.

    """

    current_said = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tagChoices")
        self.setAccessibleName("Matching tags")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.suggestions = SuggestionModel(self)
        self.setModel(self.suggestions)
        self.setItemDelegate(_RowPainter(self))

    def show_rows(self, rows: Sequence[Suggestion]) -> None:
        """Show suggestions with the first one current."""
        self.suggestions.show_rows(rows)
        self.scrollToTop()
        self.go_to(0)

    def go_to(self, row: int) -> None:
        """Make a row current, going round at both ends."""
        count = self.suggestions.rowCount()
        if count:
            index = self.suggestions.index(row % count)
            self.setCurrentIndex(index)
            self.current_said.emit(index.data(Qt.ItemDataRole.AccessibleTextRole))

    def step(self, rows: int) -> None:
        """Go up or down by one row, round at the ends, or by several, not round."""
        count = self.suggestions.rowCount()
        row = self.currentIndex().row() + rows
        self.go_to(row if abs(rows) == 1 else max(0, min(row, count - 1)))

    def current(self) -> Suggestion | None:
        """The suggestion that Enter takes."""
        return self.suggestions.row(self.currentIndex().row())


class _RowPainter(QStyledItemDelegate):
    """Paints a row: its number, dot, name, the path of its parents, and how often it is used."""

    def __init__(self, view: SuggestionList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        suggestion = self._view.suggestions.row(index.row())
        if suggestion is None:
            return
        theme = self._view.theme
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_current = index.row() == self._view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.selection if is_current else theme.hover)
            painter.drawRoundedRect(place.adjusted(5, 0, -5, 0), 5, 5)
        quiet = theme.ink if is_current else theme.muted
        line = _Line(painter, place.adjusted(_PADDING, 0, -_PADDING - 2, 0), self._view)
        if index.row() < _PICKED_BY_NUMBER:
            line.write(str(index.row() + 1), quiet, width=scaled(_NUMBER_WIDTH), small=True)
        else:
            line.skip(scaled(_NUMBER_WIDTH))
        if suggestion.choice is None:
            line.dot(None)
            line.write(_creation(suggestion), theme.ink)
        else:
            self._paint_choice(line, suggestion.choice, suggestion.match, quiet)
        painter.restore()

    def _paint_choice(self, line: "_Line", choice: TagChoice, match: Match | None, quiet: QColor) -> None:
        line.dot(choice.colour)
        if choice.uses:
            line.write_last(f"{choice.uses:,}", quiet)
        line.write(choice.name, self._view.theme.ink)
        behind = " / ".join(_parents(choice.path))
        if match in (Match.SAME_SPELLING, Match.SIMILAR):
            behind = f"{behind} · similar" if behind else "similar"
        line.write(behind, quiet, small=True)


class _Line:
    """What is left of a row while it is written from the leading side."""

    def __init__(self, painter: QPainter, room: QRect, view: SuggestionList) -> None:
        self._painter = painter
        self._whole = QRect(room)
        self._room = QRect(room)
        self._view = view

    def skip(self, width: int) -> None:
        """Leave pixels free."""
        self._room.setLeft(self._room.left() + width)

    def dot(self, colour: Colour | None) -> None:
        """A tag's dot."""
        place = self._visual(QRect(self._room.left(), self._room.top(), dot_size(), self._room.height()))
        paint_dot(self._painter, self._view.theme, QRectF(place).center(), colour)
        self.skip(dot_size() + 8)

    def write(self, text: str, colour: QColor, *, width: int = 0, small: bool = False) -> None:
        """Write what fits; takes `width` pixels, or what the text needs and a gap."""
        font = smaller(self._view.font()) if small else self._view.font()
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width or self._room.width()))
        taken = width or metrics.horizontalAdvance(shown) + 1
        place = QRect(self._room.left(), self._room.top(), taken, self._room.height())
        self._put(shown, font, colour, place)
        self.skip(taken if width else taken + 8)

    def write_last(self, text: str, colour: QColor) -> None:
        """Write at the trailing side."""
        font = smaller(self._view.font())
        taken = QFontMetrics(font).horizontalAdvance(text) + 1
        right = self._room.right() + 1
        self._put(text, font, colour, QRect(right - taken, self._room.top(), taken, self._room.height()))
        self._room.setRight(right - taken - 10)

    def _put(self, text: str, font: QFont, colour: QColor, place: QRect) -> None:
        self._painter.setFont(font)
        self._painter.setPen(colour)
        paint_line(self._painter, text, self._visual(place), self._view.layoutDirection())

    def _visual(self, place: QRect) -> QRect:
        return QStyle.visualRect(self._view.layoutDirection(), self._whole, place)


def _parents(path: str) -> tuple[str, ...]:
    try:
        return parse_tag_path(path)[:-1]
    except TagError:
        return ()


def _creation(suggestion: Suggestion) -> str:
    names = parse_tag_path(suggestion.new_path)
    return f"Create “{' / '.join(short_name(name) for name in names)}”"
