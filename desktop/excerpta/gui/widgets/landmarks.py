"""Landmarks are the places of a document that a list offers: headings, paragraphs, highlights."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from excerpta.core.model.annotation import Colour
from excerpta.gui.support.plain_text import plain_tooltip
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import paint_line, smaller
from excerpta.gui.widgets.reader.direction import is_right_to_left

_ROW_HEIGHT = 28
LANDMARK = Qt.ItemDataRole.UserRole

_STEP, _DEEPEST = 14, 6
_SIDE = 14
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Landmark:
    """One place.

    Attributes:
        title: its words on one line.
        position: in the text, in code points.
        depth: how far it is indented.
        note: a few characters at the other end of the row, as how many highlights there are.
        about: the same in words, for the tooltip and for screen readers.
        colour: of the highlight that it is; None for anything else.
        is_title: whether it is the title of the whole document.

    """

    title: str
    position: int
    depth: int = 0
    note: str = ""
    about: str = ""
    colour: Colour | None = None
    is_title: bool = False


class LandmarkModel(QAbstractTableModel):
    """One column of landmarks, which are only asked for when they are seen.

    Attributes:
        here: the row that reading is in; -1 for none.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.here = -1
        self._landmarks: Sequence[Landmark] = ()

    def set_landmarks(self, landmarks: Sequence[Landmark]) -> None:
        """Show others."""
        self.beginResetModel()
        self._landmarks, self.here = landmarks, -1
        self.endResetModel()

    def set_here(self, row: int) -> None:
        """Mark the row that reading is in."""
        before, self.here = self.here, row
        for changed in (before, row):
            if 0 <= changed < len(self._landmarks):
                self.dataChanged.emit(self.index(changed, 0), self.index(changed, 0))

    def landmark(self, row: int) -> Landmark:
        """The landmark of a row."""
        return self._landmarks[row]

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._landmarks)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        landmark = self._landmarks[index.row()]
        about = f"{landmark.title}{', ' if landmark.about else ''}{landmark.about}"
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return landmark.title
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(about)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{about}, you are here" if index.row() == self.here else about
            case _:
                return landmark if role == LANDMARK else None


def row_height() -> int:
    """Pixels of every row."""
    return scaled(_ROW_HEIGHT)


class LandmarkDelegate(QStyledItemDelegate):
    """Draws a landmark on one line, from the side from which its words run; where one is has a bar."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(120, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        landmark: Landmark = index.data(LANDMARK)
        model = index.model()
        is_here = isinstance(model, LandmarkModel) and model.here == index.row()
        mirrored = is_right_to_left(landmark.title)
        painter.save()
        self._paint_ground(painter, option)
        if is_here:
            left = option.rect.right() - 2 if mirrored else option.rect.left()
            painter.fillRect(QRect(left, option.rect.top() + 4, 3, row_height() - 8), self.theme.accent)
        inner = option.rect.adjusted(_SIDE, 0, -_SIDE, 0)
        inner = self._paint_note(painter, inner, landmark, mirrored=mirrored)
        indent = _STEP * min(landmark.depth, _DEEPEST)
        inner = inner.adjusted(0, 0, -indent, 0) if mirrored else inner.adjusted(indent, 0, 0, 0)
        if landmark.colour is not None:
            inner = self._paint_dot(painter, inner, landmark.colour, mirrored=mirrored)
        font = QFont(option.font)
        font.setBold(is_here or landmark.is_title)
        painter.setFont(font)
        painter.setPen(self.theme.ink)
        title = QFontMetrics(font).elidedText(landmark.title, Qt.TextElideMode.ElideRight, inner.width())
        rtl, ltr = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(rtl if mirrored else ltr)
        paint_line(painter, title, inner, rtl if mirrored else ltr)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self.theme.selection)
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(self.theme.accent)
                painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self.theme.hover)

    def _paint_note(self, painter: QPainter, area: QRect, landmark: Landmark, *, mirrored: bool) -> QRect:
        """Write the note at the far end, and give what is left of the row."""
        if not landmark.note:
            return area
        font = smaller(painter.font())
        painter.setFont(font)
        painter.setPen(self.theme.muted)
        width = QFontMetrics(font).horizontalAdvance(landmark.note)
        place = QRect(area.left() if mirrored else area.right() + 1 - width, area.top(), width, area.height())
        paint_line(painter, landmark.note, place, Qt.LayoutDirection.LeftToRight)
        taken = width + 10
        return area.adjusted(taken, 0, 0, 0) if mirrored else area.adjusted(0, 0, -taken, 0)

    def _paint_dot(self, painter: QPainter, area: QRect, colour: Colour, *, mirrored: bool) -> QRect:
        x = area.right() - 8 if mirrored else area.left()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.edge(colour))
        painter.drawEllipse(QRect(x, area.center().y() - 4, 9, 9))
        return area.adjusted(0, 0, -16, 0) if mirrored else area.adjusted(16, 0, 0, 0)
