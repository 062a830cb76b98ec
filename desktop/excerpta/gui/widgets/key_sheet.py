"""The key sheet shows every key, in groups, in three columns."""

from collections.abc import Sequence
from itertools import combinations, pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from excerpta.gui.support.theme import Theme

Group = tuple[str, Sequence[tuple[str, str]]]
"""A heading, and rows of keys and what they do."""

_COLUMNS = 3
_HEADING = 2
"""How many rows a heading and the space around it take."""


class KeySheet(QDialog):
    """Groups of keys, dealt into columns of about the same length."""

    def __init__(self, groups: Sequence[Group], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("key_sheet")
        self.setWindowTitle("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet(rules(theme))
        inside = QWidget()
        inside.setObjectName("key_ground")
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(26, 20, 26, 20)
        columns.setSpacing(40)
        for column in deal(groups, _COLUMNS):
            columns.addLayout(_column(column))
        columns.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.setContentsMargins(0, 10, 18, 12)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area)
        layout.addWidget(buttons)
        wanted = inside.sizeHint()
        self.resize(min(wanted.width() + 20, 1180), min(wanted.height() + 70, max(480, parent.height() - 60)))


def deal(groups: Sequence[Group], columns: int) -> list[list[Group]]:
    """Groups in their order in so many columns, so that the longest column is as short as it can be."""
    lengths = [len(rows) + _HEADING for _, rows in groups]

    def longest(cuts: tuple[int, ...]) -> int:
        return max(sum(lengths[start:end]) for start, end in pairwise((0, *cuts, len(groups))))

    best = min(combinations(range(1, len(groups)), min(columns, len(groups)) - 1), key=longest)
    return [list(groups[start:end]) for start, end in pairwise((0, *best, len(groups)))]


def _column(groups: Sequence[Group]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    for number, (heading, rows) in enumerate(groups):
        label = QLabel(heading)
        label.setObjectName("zone_heading")
        if number:
            column.addSpacing(14)
        column.addWidget(label)
        column.addLayout(_grid(rows))
    column.addStretch(1)
    return column


def _grid(rows: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(4)
    for row, (keys, text) in enumerate(rows):
        key = QLabel(keys)
        key.setObjectName("key_name")
        grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(QLabel(text), row, 1)
    grid.setColumnMinimumWidth(0, 110)
    grid.setColumnStretch(1, 1)
    return grid


def rules(theme: Theme) -> str:
    """Style rules of the sheet."""
    return f"""
    #key_ground {{ background: {theme.page.name()}; }}
    #key_name {{
        background: {theme.card.name()}; border: 1px solid {theme.line.name()}; border-radius: 4px;
        padding: 1px 6px; font-size: 12px;
    }}
    """
