"""The heads of a crossing: tags down the side with their dots, names over the columns."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from excerpta.gui.support.scale import scaled
from excerpta.gui.support.themed import Themed, paint_line
from excerpta.gui.widgets.chips import dot_size
from excerpta.gui.widgets.overview.table_model import CrossingModel

_PADDING = 8
_INDENT = 14
_TALLEST, _WIDEST = 230, 260
"""Pixels at most of the heads over the columns, and of those beside the rows."""


class _Head(Themed, QHeaderView):
    """What both heads share."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(scaled(24))

    def _model(self) -> CrossingModel | None:
        model = self.model()
        return model if isinstance(model, CrossingModel) else None

    def _font(self, section: int) -> QFont:
        font = QFont(self.font())
        if self._is_current(section):
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _is_current(self, section: int) -> bool:
        view = self.parent()
        assert isinstance(view, QTableView)  # noqa: S101 - whose head it is
        index = view.currentIndex()
        if not index.isValid() or not view.hasFocus():
            return False
        return section == (index.column() if self.orientation() == Qt.Orientation.Horizontal else index.row())


class AcrossHead(_Head):
    """The names over the columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._on_end = False
        self._height = scaled(30)

    def settle(self, column_width: int, most: int) -> None:
        """Set the names on end unless the columns are wide enough for them; be no higher than `most`."""
        model = self._model()
        metrics = QFontMetrics(_bold(self.font()))
        names = (
            [str(model.headerData(n, self.orientation())) for n in range(model.columnCount())]
            if model
            else []
        )
        longest = max(map(metrics.horizontalAdvance, names), default=0)
        self._on_end = longest + 2 * _PADDING > column_width
        across = metrics.height() + 2 * _PADDING
        self._height = (
            min(max(scaled(96), min(scaled(_TALLEST), most)), longest + scaled(18) + 2 * _PADDING)
            if self._on_end
            else across
        )
        self.updateGeometry()

    def longest(self) -> int:
        """The width that the longest name takes."""
        model = self._model()
        metrics = QFontMetrics(_bold(self.font()))
        if model is None:
            return 0
        names = (str(model.headerData(n, self.orientation())) for n in range(model.columnCount()))
        return max(map(metrics.horizontalAdvance, names), default=0) + 2 * _PADDING

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self._model()
        if model is None or not rect.isValid():
            return
        theme = self.theme
        painter.save()
        painter.fillRect(rect, theme.page)
        painter.setFont(self._font(section))
        painter.setPen(theme.ink if section else theme.muted)
        name = str(model.headerData(section, self.orientation()))
        sorted_by = model.sorted_column == section
        if self._on_end:
            self._write_on_end(painter, rect, name)
        else:
            area = rect.adjusted(_PADDING, 0, -_PADDING, 0)
            text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), text)
        if sorted_by:
            _mark_sorted(painter, QPoint(rect.center().x(), rect.bottom() - scaled(6)), self, down=True)
        painter.setPen(QPen(theme.outline, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _write_on_end(self, painter: QPainter, rect: QRect, name: str) -> None:
        """From below upwards, beginning at the table."""
        room = rect.height() - scaled(18) - _PADDING
        metrics = painter.fontMetrics()
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.save()
        painter.translate(rect.center().x() + 1, rect.bottom() - scaled(14))
        painter.rotate(-90)
        # Right-to-left names end at the table too: they are set as one line that begins here.
        painter.drawText(QPoint(0, round((metrics.ascent() - metrics.descent()) / 2)), text)
        painter.restore()


class SideHead(_Head):
    """The tags of the rows: their place in the codebook by indentation, their colour as a dot."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._width = scaled(120)
        self._indents = True

    def settle(self, most: int) -> None:
        """Be as wide as the longest name, and no wider than `most`."""
        model = self._model()
        if model is None:
            return
        self._indents = model.sorted_column is None
        metrics = QFontMetrics(_bold(self.font()))
        least = min((line.depth for line in model.table.rows), default=0)
        wide = max((self._left(line.depth - least) + metrics.horizontalAdvance(line.name)
                    for line in model.table.rows), default=0)  # fmt: skip
        self._width = max(scaled(90), min(wide + 2 * _PADDING, scaled(_WIDEST), most))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._width, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self._model()
        line = model.line(section, self.orientation()) if model is not None else None
        if model is None or line is None or not rect.isValid():
            return
        theme = self.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.page)
        least = min((one.depth for one in model.table.rows), default=0)
        left = rect.left() + self._left(line.depth - least if self._indents else 0)
        if line.colour is not None:
            size = dot_size()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.edge(line.colour))
            place = QRectF(left - size - scaled(6), rect.center().y() - size / 2 + 0.5, size, size)
            painter.drawEllipse(place)
        painter.setFont(self._font(section))
        painter.setPen(theme.ink)
        area = QRect(left, rect.top(), rect.right() - left - _PADDING, rect.height())
        text = painter.fontMetrics().elidedText(line.name, Qt.TextElideMode.ElideRight, area.width())
        paint_line(painter, text, area, Qt.LayoutDirection.LeftToRight)
        if model.sorted_row == model.rows[section]:
            _mark_sorted(painter, QPoint(rect.right() - scaled(7), rect.center().y()), self, down=False)
        painter.restore()

    def _left(self, depth: int) -> int:
        return _PADDING + dot_size() + scaled(6) + max(0, depth) * scaled(_INDENT)


def _mark_sorted(painter: QPainter, at: QPoint, head: _Head, *, down: bool) -> None:
    """A small triangle where lines are ordered by this one."""
    size, half = scaled(4), scaled(2)
    if down:
        corners = [QPoint(-size, -half), QPoint(size, -half), QPoint(0, size)]
    else:
        corners = [QPoint(-half, -size), QPoint(-half, size), QPoint(size, 0)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(head.theme.accent)
    painter.drawPolygon([at + corner for corner in corners])
    painter.restore()


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
