"""Query chips are the terms of a query as pills: those of one field together, exclusions on their own."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from excerpta.core.model.document import PartialDate, Provenance
from excerpta.core.model.query import ANYTHING, SEVERAL_VALUED, Match, Query, QueryField, Term
from excerpta.core.text.query_language import format_query
from excerpta.gui.support.colour_words import OWN_NAMES, ColourNames
from excerpta.gui.support.dates import readable_date
from excerpta.gui.support.plain_text import plain_tooltip
from excerpta.gui.support.themed import Themed

_PADDING = 11
_CROSS = 18
_WIDEST = 420

_FIELD_NAMES: Mapping[QueryField, str] = {
    **{field: field.value for field in QueryField},
    QueryField.PUBLISHED: "date",
    QueryField.CODER: "made by",
    QueryField.CREATED: "made",
    QueryField.MODIFIED: "changed",
    QueryField.TEXT: "in the article",
}
"""What a chip calls a field."""

_THERE = {
    QueryField.TAG: "tagged",
    QueryField.NOTE: "with a note",
    QueryField.PUBLISHED: "with a date",
    QueryField.MEMO: "with a memo",
}
"""What a chip says where the field has anything at all."""

_DATES = frozenset({QueryField.PUBLISHED, QueryField.CREATED, QueryField.MODIFIED})

_Called = Mapping[QueryField, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class ChipTerms:
    """The terms that one chip stands for.

    Attributes:
        label: what the chip says: `tag: Actors/Taliban or Claims/Breach`.
        text: the same in the query language.

    """

    terms: tuple[Term, ...]
    label: str
    text: str

    @property
    def excluded(self) -> bool:
        """Whether the chip leaves highlights out."""
        return self.terms[0].excluded


def chips_of(
    query: Query, titles: Mapping[str, str] | None = None, colours: ColourNames = OWN_NAMES
) -> tuple[ChipTerms, ...]:
    """A query cut into chips, in the order of its terms; `titles` names documents such as `#12`."""
    called = {QueryField.DOCUMENT: titles or {}, QueryField.COLOUR: {c.value: n for c, n in colours.items()}}
    groups: dict[object, list[Term]] = {}
    for place, term in enumerate(query.terms):
        stands_alone = term.excluded or term.field is QueryField.WORDS
        groups.setdefault(place if stands_alone else term.field, []).append(term)
    return tuple(
        ChipTerms(tuple(terms), _label(terms, query.match, called), format_query(Query(tuple(terms))))
        for terms in groups.values()
    )


def _label(terms: list[Term], match: Match, called: _Called) -> str:
    first = terms[0]
    refusal = "not " if first.excluded else ""
    if first.field is QueryField.WORDS:
        return f"{refusal}“{first.value}”"
    if len(terms) == 1 and first.value == ANYTHING and not first.relations:
        return f"{refusal}{_THERE.get(first.field, f'with any {_FIELD_NAMES[first.field]}')}"
    joint = " and " if first.field in SEVERAL_VALUED and match is Match.ALL else " or "
    values = [_value(term, called) for term in terms]
    if len(values) > 1:
        values = [
            f"({value})" if term.relations else value for term, value in zip(terms, values, strict=True)
        ]
    return f"{refusal}{_FIELD_NAMES[first.field]}: {joint.join(values)}"


def _value(term: Term, called: _Called) -> str:
    if term.field in called:
        return called[term.field].get(term.value, term.value)
    if term.field is QueryField.TAG:
        return tag_in_words(term)
    if term.field in _DATES:
        return dates_in_words(term.value)
    value = "any" if term.value == ANYTHING else term.value
    return f"only {value}" if term.exact else value


def tag_in_words(term: Term) -> str:
    """A tag and how it lies to others: `Claims near (10 words) only Actors`."""
    parts = [_tag(term.value, exact=term.exact)]
    for one in term.relations:
        reach = "" if one.words is None else f" ({one.words:,} word{'' if one.words == 1 else 's'})"
        verb = f"{'not ' * one.negated}{one.operator.value.replace('-', ' ')}{reach}"
        parts.append(f"{verb} {_tag(one.value, exact=one.exact)}")
    return " ".join(parts)


def _tag(value: str, *, exact: bool) -> str:
    if value == ANYTHING:
        return "any"
    return f"only {value}" if exact else value


def dates_in_words(value: str) -> str:
    """`2020-09..2021-01` as `Sep 2020 to Jan 2021`; an open end as `from` or `until`."""
    first, separator, last = value.partition("..")
    if not separator:
        return _date(first)
    if not first:
        return f"until {_date(last)}"
    return f"{_date(first)} to {_date(last)}" if last else f"from {_date(first)}"


def _date(value: str) -> str:
    return readable_date(PartialDate(value, Provenance.STATED)) if value[:1].isdigit() else value


class QueryChip(Themed, QAbstractButton):
    """One chip; `clicked` asks to edit it as text.

    Attributes:
        chip: what it stands for.

    Signals:
        removed: its cross was clicked, or Delete or Backspace pressed on it.

    """

    removed = Signal()

    def __init__(self, chip: ChipTerms, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip = chip
        self._is_wrong = False
        self._pressed_cross = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)
        self.setAccessibleName(chip.label)
        self.setToolTip(plain_tooltip(f"{chip.label}\nClick to edit, Delete to take out"))

    def set_wrong(self, wrong: bool) -> None:
        """Mark the chip as what a problem is about."""
        self._is_wrong = wrong
        self.update()

    @property
    def is_wrong(self) -> bool:
        """Whether a problem is about it."""
        return self._is_wrong

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        width = 2 * _PADDING + metrics.horizontalAdvance(self.chip.label) + 2
        return QSize(min(width, _WIDEST), metrics.height() + 7)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(80, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, body = self.theme, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        excluded = self.chip.excluded or self._is_wrong
        outline = theme.rubric if excluded else theme.outline
        painter.setPen(QPen(theme.accent if self.hasFocus() else outline, 1.5 if self.hasFocus() else 1))
        painter.setBrush(theme.hover if self.underMouse() else theme.card)
        painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        shows_cross = self._shows_cross()
        area = self.rect().adjusted(_PADDING, 0, -(_CROSS + 2 if shows_cross else _PADDING - 2), 0)
        painter.setPen(theme.rubric if self.chip.excluded else theme.ink)
        if self._is_wrong:
            font = self.font()
            font.setUnderline(True)
            painter.setFont(font)
        metrics = QFontMetrics(self.font())
        label = metrics.elidedText(self.chip.label, Qt.TextElideMode.ElideRight, area.width())
        leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._seen(area), QStyle.visualAlignment(self.layoutDirection(), leading), label)
        if shows_cross:
            self._paint_cross(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_cross = self._shows_cross() and self._cross_area().contains(event.position().toPoint())
        if not self._pressed_cross:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._pressed_cross:
            super().mouseReleaseEvent(event)
        elif self._cross_area().contains(event.position().toPoint()):
            self._pressed_cross = False
            self.removed.emit()

    def _paint_cross(self, painter: QPainter) -> None:
        middle, arm = QRectF(self._cross_area()).center(), 3.0
        round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(self.theme.muted, 1.4, Qt.PenStyle.SolidLine, round_cap, round_join))
        x, y = middle.x(), middle.y()
        painter.drawLine(round(x - arm), round(y - arm), round(x + arm), round(y + arm))
        painter.drawLine(round(x - arm), round(y + arm), round(x + arm), round(y - arm))

    def _shows_cross(self) -> bool:
        return self.underMouse() or self.hasFocus()

    def _cross_area(self) -> QRect:
        return self._seen(QRect(self.width() - _CROSS - 3, 0, _CROSS, self.height()))

    def _seen(self, area: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), area)
