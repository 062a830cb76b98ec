"""The overview: tags against tags, documents, sources or time as a table, as bars, or as lines."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.model.crossing import Across, Crossing, CrossingQuestion, Meeting, Unit
from excerpta.core.model.errors import QueryError
from excerpta.core.model.ids import TagId
from excerpta.core.model.query import Query
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets import query_bar
from excerpta.gui.widgets.eliding_label import ElidingLabel
from excerpta.gui.widgets.flow_layout import FlowLayout
from excerpta.gui.widgets.overview.chart import ChartView
from excerpta.gui.widgets.overview.table import CrossingTable
from excerpta.gui.widgets.query_bar import QueryBar


class Shape(StrEnum):
    """How the overview is shown."""

    TABLE = "table"
    BARS = "bars"
    LINES = "lines"


_SHAPES = {Shape.TABLE: "Table", Shape.BARS: "Bars", Shape.LINES: "Over time"}
_ACROSS = {
    Across.TAGS: "tags",
    Across.DOCUMENTS: "documents",
    Across.SOURCES: "sources",
    Across.MONTHS: "months",
    Across.YEARS: "years",
}
_TIMES = (Across.MONTHS, Across.YEARS)
_MEETINGS = {
    Meeting.PASSAGE: "on the same passage",
    Meeting.OVERLAP: "where passages overlap",
    Meeting.DOCUMENT: "in the same document",
}
_UNITS = {Unit.HIGHLIGHTS: "count highlights", Unit.DOCUMENTS: "count documents"}
_WHOLE = "All tags"


class OverviewView(Themed, QWidget):
    """Choices above, a table or a chart below.

    Attributes:
        table, chart: the two ways of showing counts.
        bar: limits the overview to the highlights of a query.
        save: writes what is shown to a file.

    Signals:
        asked: something else is to be counted or shown.
        cell_chosen: row and column of the table as it was counted; None for a total.
        redraw_wanted: the chart has another size or other colours.
        save_wanted: the button was pressed.
        shown: the view came into sight.

    """

    asked = Signal()
    cell_chosen = Signal(int, object)
    redraw_wanted = Signal()
    save_wanted = Signal()
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overview")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.table, self.chart = CrossingTable(), ChartView()
        self.bar = QueryBar()
        self.bar.field.setPlaceholderText("all highlights; type to limit, such as source:Reuters")
        self.summary = ElidingLabel()
        self.summary.setObjectName("muted")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.save = QPushButton("Save…")
        self.save.setToolTip("Save what is shown: the table as CSV, a chart as a picture")
        self._make_choices()
        self._empty = self._make_empty()
        self.stack = QStackedWidget()
        for part in (self.table, self.chart, self._empty):
            self.stack.addWidget(part)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.stack)
        self._dress()

    def _make_choices(self) -> None:
        self.shapes: dict[Shape, QToolButton] = {}
        group = QButtonGroup(self)
        for shape, words in _SHAPES.items():
            button = QToolButton()
            button.setObjectName("quiet_toggle")
            button.setText(words)
            button.setCheckable(True)
            button.setChecked(shape is Shape.TABLE)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            group.addButton(button)
            self.shapes[shape] = button
        self.rows = _choice("Rows", {None: _WHOLE})
        self.against = _choice("Columns", _ACROSS)
        self.columns = _choice("Tags of the columns", {None: _WHOLE})
        self.meeting = _choice("When tags meet", _MEETINGS)
        self.unit = _choice("What is counted", _UNITS)
        self.subtags = QCheckBox("with sub-tags")
        self.subtags.setChecked(True)
        self._with = QLabel("against")
        self._with.setObjectName("muted")

    def _make_empty(self) -> QWidget:
        empty = QWidget()
        empty.setObjectName("overview_empty")
        self._heading, self._advice = QLabel(), QLabel()
        self._heading.setObjectName("empty_heading")
        self._advice.setObjectName("muted")
        layout = QVBoxLayout(empty)
        layout.addStretch(2)
        for label in (self._heading, self._advice):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label)
        layout.addStretch(3)
        empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return empty

    def _lay_out(self) -> None:
        choices = QWidget()
        flow = FlowLayout(choices, gap=(8, 6))
        shapes = QWidget()
        inside = QHBoxLayout(shapes)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2)
        for button in self.shapes.values():
            inside.addWidget(button)
        against = QWidget()
        together = QHBoxLayout(against)
        together.setContentsMargins(0, 0, 0, 0)
        together.setSpacing(8)
        together.addWidget(self._with)
        together.addWidget(self.against)
        for part in (
            shapes,
            self.rows,
            against,
            self.columns,
            self.meeting,
            self.unit,
            self.subtags,
        ):
            flow.addWidget(part)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self.summary, 1)
        below.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 12, 12, 10)
        whole.setSpacing(8)
        whole.addWidget(choices)
        whole.addWidget(self.bar)
        whole.addWidget(self.stack, 1)
        whole.addLayout(below)

    def _connect(self) -> None:
        for button in self.shapes.values():
            button.clicked.connect(self._change)
        for choice in (self.rows, self.against, self.columns, self.meeting, self.unit):
            choice.activated.connect(self._change)
        self.subtags.clicked.connect(self._change)
        self.bar.query_edited.connect(lambda _: self.asked.emit())
        self.bar.left.connect(self.stack.setFocus)
        self.table.cell_chosen.connect(self.cell_chosen)
        self.chart.cell_chosen.connect(self.cell_chosen)
        self.chart.room_changed.connect(self._make_room)
        self.save.clicked.connect(self.save_wanted)

    # ---- given

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        super().set_theme(theme)
        for part in (self.table, self.chart, self.bar):
            part.set_theme(theme)
        self.redraw_wanted.emit()

    def set_branches(self, branches: Mapping[TagId, str]) -> None:
        """Offer branches of the codebook, by their paths."""
        for choice in (self.rows, self.columns):
            chosen = choice.currentData()
            choice.clear()
            choice.addItem(_WHOLE, None)
            for tag, path in branches.items():
                choice.addItem(path, tag)
            choice.setCurrentIndex(max(0, choice.findData(chosen)))

    def show_table(self, table: Crossing, notes: Sequence[str]) -> None:
        """Show a table, and what is to be said of it."""
        self.bar.clear_problem()
        self.summary.setText("   ·   ".join(notes))
        self.table.show_table(table)
        self._put(self.table if self.shape() is Shape.TABLE else self.chart)

    def show_empty(self, sentence: str, advice: str) -> None:
        """Say why there is nothing, and what to do."""
        self._heading.setText(sentence)
        self._advice.setText(advice)
        self.summary.setText("")
        self._put(self._empty)

    def show_problem(self, error: QueryError) -> None:
        """Say what is wrong with the query."""
        self.bar.show_problem(error)

    # ---- what is asked for

    def shape(self) -> Shape:
        """How the overview is to be shown."""
        return next(shape for shape, button in self.shapes.items() if button.isChecked())

    def question(self, query: Query) -> CrossingQuestion:
        """What is to be counted."""
        across = Across(self.against.currentData())
        if self.shape() is Shape.LINES and across not in _TIMES:
            across = Across.MONTHS
        return CrossingQuestion(
            across,
            Meeting(self.meeting.currentData()),
            self.subtags.isChecked(),
            Unit(self.unit.currentData()),
            query,
            self.rows.currentData(),
            self.columns.currentData(),
        )

    def choose(self, shape: Shape, across: Across) -> None:
        """Choose how and what, as if by hand."""
        self.shapes[shape].setChecked(True)
        self.against.setCurrentIndex(self.against.findData(across))
        self._change()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _change(self) -> None:
        self._dress()
        self.asked.emit()

    def _dress(self) -> None:
        """Offer only what makes a difference."""
        shape, across = self.shape(), Across(self.against.currentData())
        if shape is Shape.LINES and across not in _TIMES:
            self.against.setCurrentIndex(self.against.findData(Across.MONTHS))
            across = Across.MONTHS
        is_table = shape is Shape.TABLE
        for part in (self._with, self.against):
            part.setVisible(shape is not Shape.BARS)
        self.columns.setVisible(is_table and across is Across.TAGS and self.columns.count() > 1)
        self.meeting.setVisible(is_table and across is Across.TAGS)
        self.rows.setVisible(self.rows.count() > 1)

    def _make_room(self) -> None:
        if self.stack.currentWidget() is self.chart:
            self.redraw_wanted.emit()

    def _put(self, part: QWidget) -> None:
        had_focus = self.stack.isAncestorOf(self.focusWidget() or self)
        self.stack.setCurrentWidget(part)
        self.stack.setFocusProxy(part)
        self.save.setEnabled(part is not self._empty)
        self._dress()
        if had_focus:
            part.setFocus()


def _choice(name: str, choices: Mapping[Any, str]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMaximumWidth(scaled(240))
    for data, words in choices.items():
        box.addItem(words, data)
    return box


def rules(theme: Theme) -> str:
    """Style rules of the overview."""
    page = theme.page.name()
    return f"""
    #overview, #overview_empty, QTableView#crossing_table {{ background: {page}; }}
    QTableView#crossing_table QHeaderView, QTableView#crossing_table QTableCornerButton::section {{
        background: {page}; border: none;
    }}
    QTableView#crossing_table::corner {{ background: {page}; border: none; }}
    #overview QComboBox {{ padding: 3px 8px; }}
    QToolButton#quiet_toggle {{
        border: 1px solid transparent; border-radius: 6px; padding: 4px 10px; color: {theme.muted.name()};
        background: transparent;
    }}
    QToolButton#quiet_toggle:hover {{ background: {theme.hover.name()}; }}
    QToolButton#quiet_toggle:checked {{ background: {theme.selection.name()}; color: {theme.ink.name()}; }}
    QToolButton#quiet_toggle:focus {{ border-color: {theme.accent.name()}; }}
    {query_bar.rules(theme)}
    """
