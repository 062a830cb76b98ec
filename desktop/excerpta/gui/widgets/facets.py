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
    """A value with its count.

    Signals:
        excluded: it was clicked with Alt.

    """

    excluded = Signal()

    def __init__(self, entry: FacetEntry, state: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._state = state
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{entry.label}, {entry.count}{', ' + state if state else ''}")
        self.setToolTip(plain_tooltip(entry.about or entry.label))

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
        self._whole: set[str] = set()
        self.rows: list[FacetRow] = []
        self._rebuild()

    def set_sections(self, sections: Sequence[FacetSection], asked: Collection[Term]) -> None:
        """Show values with counts; `asked` are the terms of the query."""
        if tuple(sections) == tuple(self._sections) and tuple(asked) == tuple(self._asked):
            return
        self._sections, self._asked = tuple(sections), tuple(asked)
        self._rebuild()

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        super().set_theme(theme)
        for row in self.rows:
            row.set_theme(theme)

    def _rebuild(self) -> None:
        place = self.verticalScrollBar().value()
        page = QWidget()
        page.setObjectName("facets_page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 14, 0, 14)
        column.setSpacing(0)
        self.rows = []
        for section in self._sections:
            if section.entries:
                self._add_section(column, section)
        column.addStretch(1)
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()  # one of its buttons may be what is being clicked
        self.setWidget(page)
        self.verticalScrollBar().setValue(place)

    def _add_section(self, column: QVBoxLayout, section: FacetSection) -> None:
        heading = QLabel(section.title)
        heading.setObjectName("facet_heading")
        column.addWidget(heading)
        limit = _MOST if section.title in self._whole else SHOWN
        states = [self._state(entry.term) for entry in section.entries]
        wanted = [
            (entry, state)
            for place, (entry, state) in enumerate(zip(section.entries, states, strict=True))
            if place < limit or state
        ]
        for entry, state in wanted:
            row = FacetRow(entry, state)
            row.set_theme(self.theme)
            row.clicked.connect(lambda _=False, entry=entry, state=state: self._toggle(entry.term, state))
            row.excluded.connect(lambda entry=entry: self.toggled.emit(replace(entry.term, excluded=True)))
            column.addWidget(row)
            self.rows.append(row)
        left_over = len(section.entries) - len(wanted)
        if left_over > 0 and section.title not in self._whole:
            more = QToolButton()
            more.setObjectName("facet_more")
            more.setText(f"{left_over:,} more…")
            more.clicked.connect(lambda _=False, title=section.title: self._show_whole(title))
            column.addWidget(more)
        column.addSpacing(12)

    def _state(self, term: Term) -> str:
        if term in self._asked:
            return "in the query"
        return "left out" if replace(term, excluded=True) in self._asked else ""

    def _toggle(self, term: Term, state: str) -> None:
        self.toggled.emit(replace(term, excluded=True) if state == "left out" else term)

    def _show_whole(self, title: str) -> None:
        self._whole.add(title)
        self._rebuild()


def rules(theme: Theme) -> str:
    """The column's part of the style sheet."""
    return f"""
    QScrollArea#facets, QWidget#facets_page {{ background: {theme.chrome.name()}; }}
    QScrollArea#facets {{ border-left: 1px solid {theme.line.name()}; }}
    QLabel#facet_heading {{
        color: {theme.muted.name()}; font-weight: 600; padding: 0 11px 5px 11px; font-size: 12px;
    }}
    QToolButton#facet_more {{
        background: transparent; border: none; color: {theme.accent.name()}; padding: 3px 9px;
    }}
    QToolButton#facet_more:hover, QToolButton#facet_more:focus {{ text-decoration: underline; }}
    """
