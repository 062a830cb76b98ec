"""The key sheet shows every key in groups, in as many columns as the window has room for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.text.folding import fold
from excerpta.gui.support.fields import make_clearable
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.scale import scaled, scaled_rules
from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.key_caps import AND, OR, cap_height, caps_width, paint_caps


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What keys do.

    Attributes:
        is_own: whether the user has chosen them.
        are_alike: whether all of them do the same.
    """

    keys: tuple[str, ...]
    text: str
    is_own: bool = False
    are_alike: bool = True


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Rows under a heading; `zone` is where they work, empty for everywhere or nowhere in particular."""

    heading: str
    zone: str
    rows: tuple[KeyRow, ...]


_COLUMN = 310
_HEADING_HEIGHT = 26
_GAP = 36
_EDGE = 24
_MOST_COLUMNS = 3
_HEADING = 2
"""How many rows a heading and the space around it take."""

_SCROLLS = {
    Qt.Key.Key_Up: -40, Qt.Key.Key_Down: 40, Qt.Key.Key_PageUp: -400, Qt.Key.Key_PageDown: 400,
}  # fmt: skip


class KeySheet(QDialog):
    """Groups of keys; words in the field leave only what they begin.

    Signals:
        change_wanted: the keys are to be changed.
    """

    change_wanted = Signal()

    def __init__(
        self, keys: Keys, guide: Callable[[], list[KeyGroup]], here: str, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("key_sheet")
        self.setWindowTitle("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._guide = guide
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Filter by what it does, or by the key")
        self.field.setAccessibleName("Filter the keys")
        make_clearable(self.field)
        self.field.textChanged.connect(self._filter)
        change = QPushButton("Change keys…", self)
        change.setAutoDefault(False)
        change.clicked.connect(self.change_wanted)
        self.columns = _Columns(here, theme)
        self._area = QScrollArea(self)
        self._area.setWidget(self.columns)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows scroll it from the field
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        top = QHBoxLayout()
        top.setContentsMargins(_EDGE - 6, 14, _EDGE - 6, 12)
        top.setSpacing(10)
        top.addWidget(self.field, 1)
        top.addWidget(change)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._area, 1)
        room = parent.window().size()
        self.resize(min(1090, room.width() - 40), min(760, room.height() - 60))
        keys.changed.connect(self.refresh)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.columns.theme = theme
        self.setStyleSheet(scaled_rules(rules(theme)))
        self.refresh()

    def refresh(self) -> None:
        """Show the keys as they are now."""
        self.columns.show_groups(self._guide())
        self._filter(self.field.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _SCROLLS:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + _SCROLLS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        else:
            super().keyPressEvent(event)

    def _filter(self, words: str) -> None:
        self.columns.filter(words)
        self._area.verticalScrollBar().setValue(0)


class _Columns(QWidget):
    """The ground on which the groups stand, dealt into columns by its width."""

    def __init__(self, here: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("key_ground")
        self._here = here
        self.theme = theme
        self._groups: list[tuple[_Heading, list[_Row]]] = []
        self._nothing = QLabel("No key does that.", self)
        self._nothing.setObjectName("muted")
        self._nothing.hide()

    def show_groups(self, groups: Sequence[KeyGroup]) -> None:
        """Show these groups and no others."""
        for heading, rows in self._groups:
            for label in (heading, *rows):
                label.deleteLater()
        self._groups = [
            (
                _Heading(group, self.theme, self, is_here=bool(group.zone) and group.zone == self._here),
                [_Row(row, self.theme, self) for row in group.rows],
            )
            for group in groups
        ]
        for heading, rows in self._groups:
            for label in (heading, *rows):
                label.show()

    def filter(self, words: str) -> None:
        """Leave the rows that some words begin, or whose key they are."""
        wanted = fold(words).split()
        for heading, rows in self._groups:
            for row in rows:
                row.setHidden(not row.matches(wanted))
            heading.setHidden(all(row.isHidden() for row in rows))
        self._nothing.setHidden(any(not heading.isHidden() for heading, _ in self._groups))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        shown = [
            (heading, [row for row in rows if not row.isHidden()])
            for heading, rows in self._groups
            if not heading.isHidden()
        ]
        room = self.width() - 2 * _EDGE + _GAP
        columns = max(1, min(_MOST_COLUMNS, room // (scaled(_COLUMN) + _GAP)))
        width = room // columns - _GAP
        lowest = _EDGE
        dealt = deal([len(rows) for _, rows in shown], columns)
        for column, numbers in enumerate(dealt):
            x, y = _EDGE + column * (width + _GAP), 16
            side = max((row.caps for number in numbers for row in shown[number][1]), default=0)
            side = min(side, round(width * 0.52))
            for number in numbers:
                heading, rows = shown[number]
                heading.setGeometry(x, y, width, scaled(_HEADING_HEIGHT))
                y += scaled(_HEADING_HEIGHT)
                for row in rows:
                    height = row.height_for(width, side)
                    row.setGeometry(x, y, width, height)
                    y += height
                y += 16
            lowest = max(lowest, y)
        self._nothing.move(_EDGE, 20)
        self.setMinimumHeight(lowest)


class _Heading(QLabel):
    """The heading of a group; that of the zone where the keyboard is says so."""

    def __init__(self, group: KeyGroup, theme: Theme, parent: QWidget, *, is_here: bool) -> None:
        super().__init__(group.heading, parent)
        self.setObjectName("zone_heading")
        if is_here:
            self.setStyleSheet(f"color: {theme.accent.name()};")
            self.setAccessibleName(f"{group.heading}, where you are")


class _Row(QLabel):
    """Caps of keys at the left, what they do at their right; a screen reader reads it as one line."""

    def __init__(self, row: KeyRow, theme: Theme, parent: QWidget) -> None:
        self._between = OR if row.are_alike else AND
        super().__init__(f"{self._between.join(row.keys)}: {row.text}", parent)
        self._row = row
        self._theme = theme
        self._side = 0
        self.caps = round(caps_width(row.keys, self.font(), self._between)) + 2
        self._folded = fold(row.text).split()
        self._key_words = {fold(key) for key in row.keys}

    def matches(self, wanted: list[str]) -> bool:
        """Whether every word begins one of its own, or is its key."""
        return (
            all(
                word in self._key_words or any(own.startswith(word) for own in self._folded)
                for word in wanted
            )
            or " ".join(wanted) in self._key_words
        )

    def height_for(self, width: int, side: int) -> int:
        """Pixels that it takes in a column with so much room for the caps."""
        self._side = side
        around = QFontMetrics(self.font()).boundingRect(
            self._area(QSize(width, 400)), _WRAPPED, self._row.text
        )
        return max(cap_height() + 6, around.height() + 8)

    def _area(self, size: QSize) -> QRect:
        return QRect(self._side + 12, 4, size.width() - self._side - 12, size.height() - 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = QRectF(0, 0, self._side, cap_height() + 6)
        row = self._row
        paint_caps(painter, line, row.keys, self._theme, between=self._between, is_own=row.is_own)
        painter.setPen(self._theme.ink)
        painter.drawText(self._area(self.size()), _WRAPPED, self._row.text)


_WRAPPED = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def deal(lengths: Sequence[int], columns: int) -> list[list[int]]:
    """Numbers of groups of such lengths, in their order, so that the longest column is as short as can be."""
    if not lengths:
        return []
    whole = [length + _HEADING for length in lengths]

    def longest(cuts: tuple[int, ...]) -> int:
        return max(sum(whole[start:end]) for start, end in pairwise((0, *cuts, len(whole))))

    best = min(combinations(range(1, len(whole)), min(columns, len(whole)) - 1), key=longest)
    return [list(range(start, end)) for start, end in pairwise((0, *best, len(whole)))]


def rules(theme: Theme) -> str:
    """Style rules of the sheet."""
    return f"#key_ground {{ background: {theme.page.name()}; }}"
