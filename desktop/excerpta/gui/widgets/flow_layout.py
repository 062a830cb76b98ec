"""A flow layout sets its items side by side and breaks into lines like words."""

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

Gap = tuple[int, int]


def flow(
    sizes: Sequence[QSize], width: int, gap: Gap, *, stretched: int = -1, mirrored: bool = False
) -> tuple[list[QRect], int]:
    """Where items of these sizes stand when they flow into `width` pixels, and the height they need.

    Items wider than a line are cut to it; items of one line are centred on each other; the item
    numbered `stretched` takes what its line has left. Mirrored lines run from right to left.
    """
    places: list[QRect] = []
    line: list[QRect] = []
    top = 0
    for number, size in enumerate(sizes):
        wanted = min(size.width(), width)
        left = line[-1].right() + 1 + gap[0] if line else 0
        if line and left + wanted > width:
            top = _close_line(line, top) + gap[1]
            places += line
            line, left = [], 0
        taken = max(wanted, width - left) if number == stretched else wanted
        line.append(QRect(QPoint(left, top), QSize(taken, size.height())))
    height = _close_line(line, top)
    places += line
    if mirrored:
        for place in places:
            place.moveRight(width - 1 - place.left())
    return places, height


def _close_line(line: list[QRect], top: int) -> int:
    """Centre the items of a line on each other; the y at which the line ends."""
    tallest = max((place.height() for place in line), default=0)
    for place in line:
        place.moveTop(top + (tallest - place.height()) // 2)
    return top + tallest


class FlowLayout(QLayout):
    """Items in lines; an item whose policy is expanding takes the rest of its line."""

    def __init__(self, parent: QWidget | None = None, *, gap: Gap = (4, 4)) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Put a widget before the item that is at `index` now."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        return self._flow(inner)[1] + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        places, _ = self._flow(inner.width())
        for item, place in zip(self._shown(), places, strict=True):
            item.setGeometry(place.translated(inner.topLeft()))

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap[0] * max(0, len(hints) - 1)
        return self._with_margins(QSize(width, max((hint.height() for hint in hints), default=0)))

    def minimumSize(self) -> QSize:
        least = QSize(0, 0)
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return self._with_margins(least)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _flow(self, width: int) -> tuple[list[QRect], int]:
        items = self._shown()
        growing = (
            number
            for number, item in enumerate(items)
            if item.expandingDirections() & Qt.Orientation.Horizontal
        )
        parent = self.parentWidget()
        return flow(
            [item.sizeHint().expandedTo(item.minimumSize()) for item in items],
            width,
            self._gap,
            stretched=next(growing, -1),
            mirrored=parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft,
        )

    def _with_margins(self, size: QSize) -> QSize:
        margins: QMargins = self.contentsMargins()
        return size.grownBy(margins)
