"""The facets column: what the rows have in common, with counts; a click narrows the query or widens it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.model.annotation import Colour
from excerpta.core.model.query import Term
from excerpta.gui.support.plain_text import plain_tooltip
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed, smaller
from excerpta.gui.widgets.chips import dot_size, paint_dot
from excerpta.gui.widgets.tag_row import LEFT_OUT, tabular

SHOWN = 8
"""How many entries a section shows before it is asked for more."""

_MOST = 80
_ROW = 24


@dataclass(frozen=True, slots=True)
class FacetEntry:
    """One value that rows have; `about` is its whole name, where `label` is short."""

    term: Term
    label: str
    count: int
    colour: Colour | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class FacetSection:
    """The values of one field."""

    title: str
    entries: tuple[FacetEntry, ...]


class FacetRow(Themed, QAbstractButton):
    """A value with its count; it shows one after the other, for rows are kept and filled anew.

    Signals:
        excluded: it was clicked with Alt.

    """

    excluded = Signal()

    def __init__(self, entry: FacetEntry, state: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.fill(entry, state)

    def fill(self, entry: FacetEntry, state: str) -> None:
        """Show a value in a state."""
        self.entry = entry
        self._state = state
        self.setAccessibleName(f"{entry.label}, {entry.count}{', ' + state if state else ''}")
        self.setToolTip(plain_tooltip(entry.about or entry.label))
        self.update()

    @property
    def state(self) -> str:
        """`in the query`, `left out`, or empty."""
        return self._state

    def sizeHint(self) -> QSize:
        return QSize(100, max(_ROW, QFontMetrics(self.font()).height() + 5))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and self.rect().contains(
            event.position().toPoint()
        ):
            self.setDown(False)
            self.excluded.emit()
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, area = self.theme, self.rect()
        if self.underMouse():
            painter.fillRect(area, theme.hover)
        if self._state:
            bar = self._seen(QRect(0, 2, 3, area.height() - 4))
            painter.fillRect(bar, theme.rubric if self._state == "left out" else theme.accent)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 0, -2, -1))
        dimmed = not self.entry.count and not self._state
        small = tabular(smaller(self.font()))
        count = f"{self.entry.count:,}"
        width = QFontMetrics(small).horizontalAdvance(count)
        painter.setFont(small)
        painter.setPen(theme.muted)
        counted = QRect(area.right() - 13 - width, 0, width, area.height())
        painter.drawText(self._seen(counted), Qt.AlignmentFlag.AlignCenter, count)
        left = 14
        if self.entry.colour is not None:
            dot = self._seen(QRect(left, area.center().y() - dot_size() // 2, dot_size(), dot_size()))
            paint_dot(painter, theme, QPointF(dot.center()) + QPointF(0.5, 0.5), self.entry.colour)
            left += dot_size() + 7
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self._state else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(theme.rubric if self._state == "left out" else theme.muted if dimmed else theme.ink)
        words = QRect(left, 0, counted.left() - left - 8, area.height())
        written = f"{LEFT_OUT}{self.entry.label}" if self._state == "left out" else self.entry.label
        label = QFontMetrics(font).elidedText(written, Qt.TextElideMode.ElideRight, words.width())
        leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._seen(words), QStyle.visualAlignment(self.layoutDirection(), leading), label)

    def _seen(self, area: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), area)


class FacetSectionView(Themed, QWidget):
    """The values of one field below its name.

    Signals:
        toggled: a Term to be put into the query or taken out of it.
        grown: more was asked for.

    """

    toggled = Signal(object)
    grown = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FacetRow] = []
        self._shown = 0
        self._most = SHOWN
        heading = QLabel(title)
        heading.setObjectName("facet_heading")
        self.more = QToolButton()
        self.more.setObjectName("facet_more")
        self.more.clicked.connect(self._grow)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 12)
        self._column.setSpacing(0)
        self._column.addWidget(heading)
        self._column.addWidget(self.more)

    @property
    def rows(self) -> list[FacetRow]:
        """The rows that show a value."""
        return self._rows[: self._shown]

    def show_section(self, section: FacetSection, asked: Collection[Term]) -> None:
        """Show the values of a field; those that the query names are never missing."""
        states = [_state(entry.term, asked) for entry in section.entries]
        wanted = [
            (entry, state)
            for place, (entry, state) in enumerate(zip(section.entries, states, strict=True))
            if place < self._most or state
        ]
        for row, (entry, state) in zip(self._rows, wanted, strict=False):
            row.fill(entry, state)
        for entry, state in wanted[len(self._rows) :]:
            self._add_row(entry, state)
        self._shown = len(wanted)
        for place, row in enumerate(self._rows):
            row.setVisible(place < self._shown)
        left_over = len(section.entries) - len(wanted)
        self.more.setText(f"{left_over:,} more…")
        self.more.setVisible(left_over > 0 and self._most == SHOWN)
        self.setVisible(bool(wanted))

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        super().set_theme(theme)
        for row in self._rows:
            row.set_theme(theme)

    def _add_row(self, entry: FacetEntry, state: str) -> None:
        row = FacetRow(entry, state)
        row.set_theme(self.theme)
        row.clicked.connect(lambda: self.toggled.emit(_toggled(row)))
        row.excluded.connect(lambda: self.toggled.emit(replace(row.entry.term, excluded=True)))
        self._rows.append(row)
        self._column.insertWidget(len(self._rows), row)

    def _grow(self) -> None:
        self._most = _MOST
        self.grown.emit()


def _state(term: Term, asked: Collection[Term]) -> str:
    if term in asked:
        return "in the query"
    return "left out" if replace(term, excluded=True) in asked else ""


def _toggled(row: FacetRow) -> Term:
    """What a click on a row puts into the query, or takes out of it."""
    term = row.entry.term
    return replace(term, excluded=True) if row.state == "left out" else term


class FacetsColumn(Themed, QScrollArea):
    """Sections of values.

    Signals:
        toggled: a Term to be put into the query or taken out of it.

    """

    toggled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facets")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sections: Sequence[FacetSection] = ()
        self._asked: Collection[Term] = ()
        self._views: dict[str, FacetSectionView] = {}
        page = QWidget()
        page.setObjectName("facets_page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 14, 0, 2)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(page)

    @property
    def rows(self) -> list[FacetRow]:
        """Every row that shows a value, from above."""
        return [row for section in self._sections for row in self._views[section.title].rows]

    def set_sections(self, sections: Sequence[FacetSection], asked: Collection[Term]) -> None:
        """Show values with counts; `asked` are the terms of the query."""
        if tuple(sections) == tuple(self._sections) and tuple(asked) == tuple(self._asked):
            return
        self._sections, self._asked = tuple(sections), tuple(asked)
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        super().set_theme(theme)
        for view in self._views.values():
            view.set_theme(theme)

    def _fill(self) -> None:
        for place, section in enumerate(self._sections):
            if section.title not in self._views:
                self._add_section(section.title, place)
            self._views[section.title].show_section(section, self._asked)
        shown = {section.title for section in self._sections}
        for title, view in self._views.items():
            if title not in shown:
                view.hide()

    def _add_section(self, title: str, place: int) -> None:
        view = FacetSectionView(title)
        view.set_theme(self.theme)
        view.toggled.connect(self.toggled)
        view.grown.connect(self._fill)
        self._views[title] = view
        self._column.insertWidget(place, view)


def rules(theme: Theme) -> str:
    """The column's part of the style sheet."""
    return f"""
    QScrollArea#facets, QWidget#facets_page, FacetSectionView {{ background: {theme.chrome.name()}; }}
    QScrollArea#facets {{ border-left: 1px solid {theme.line.name()}; }}
    QLabel#facet_heading {{
        color: {theme.muted.name()}; font-weight: 600; padding: 0 11px 5px 11px; font-size: 12px;
    }}
    QToolButton#facet_more {{
        background: transparent; border: none; color: {theme.accent.name()}; padding: 3px 9px;
    }}
    QToolButton#facet_more:hover, QToolButton#facet_more:focus {{ text-decoration: underline; }}
    """
