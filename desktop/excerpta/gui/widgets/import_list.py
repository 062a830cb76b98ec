"""The list of an import's files: two lines each, quick for any number of them."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import paint_line, smaller
from excerpta.gui.widgets.import_lines import ImportLine, Outcome

_MARGIN = 12
_GAP = 16
_NO_PARENT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class ImportModel(QAbstractListModel):
    """The lines that are shown, of all outcomes or of one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: list[ImportLine] = []
        self.shown: list[ImportLine] = []
        self.outcome: Outcome | None = None

    def show_lines(self, lines: Sequence[ImportLine], outcome: Outcome | None) -> None:
        """Show other lines, those of one outcome only where one is given."""
        self.beginResetModel()
        self._all, self.outcome = list(lines), outcome
        self.shown = [line for line in self._all if outcome in (None, line.outcome)]
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a screen reader says; the rest is painted."""
        if index.isValid() and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return self.shown[index.row()].text
        return None


class ImportDelegate(QStyledItemDelegate):
    """Paints title and outcome, and below what is to be said about them."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, 2 * QFontMetrics(option.font).height() + scaled(16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, ImportModel):
            return
        line, theme, rect = model.shown[index.row()], self._theme, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.selection)
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 5, 5)
        inner = rect.adjusted(_MARGIN, scaled(6), -_MARGIN, -scaled(6))
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        lower = QRect(inner.left(), upper.bottom() + 1, inner.width(), inner.height() // 2)
        is_bad = line.outcome is Outcome.FAILED
        self._paint_row(
            painter,
            option,
            upper,
            (line.title or line.name, line.outcome.value),
            is_bad=is_bad,
            is_first=True,
        )
        below = line.remarks if line.outcome is Outcome.ALIKE else line.about or line.remarks
        aside = line.name if line.title and line.title != line.name else ""
        self._paint_row(painter, option, lower, (below, aside), is_bad=is_bad, is_first=False)
        painter.restore()

    def _paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        words: tuple[str, str],
        *,
        is_bad: bool,
        is_first: bool,
    ) -> None:
        """Write one text at the leading and one, in small letters, at the other side."""
        text, aside = words
        theme, direction = self._theme, option.direction
        painter.setFont(smaller(option.font))
        metrics = painter.fontMetrics()
        aside = metrics.elidedText(aside, Qt.TextElideMode.ElideMiddle, area.width() // 3)
        width = metrics.horizontalAdvance(aside)
        painter.setPen(theme.rubric if is_bad and is_first else theme.muted)
        right = QRect(area.right() - width, area.top(), width + 1, area.height())
        paint_line(painter, aside, QStyle.visualRect(direction, area, right), direction)
        if is_first:
            painter.setFont(option.font)
        painter.setPen(theme.ink if is_first else theme.muted)
        left = QRect(area.left(), area.top(), area.width() - width - (_GAP if width else 0), area.height())
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, left.width())
        paint_line(painter, shown, QStyle.visualRect(direction, area, left), direction)
