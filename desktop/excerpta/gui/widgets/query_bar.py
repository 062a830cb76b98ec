"""The query bar shows a query as chips and takes more of it as text; the two are always in step."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from excerpta.core.model.errors import QueryError
from excerpta.core.model.query import SEVERAL_VALUED, Match, Query, QueryField, Term
from excerpta.core.text.query_completion import Completion, Suggestion, Vocabulary, complete
from excerpta.core.text.query_language import format_query, format_term, parse_query
from excerpta.core.text.query_pieces import MATCH
from excerpta.gui.support.colour_words import OWN_NAMES, ColourNames
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.support.utf16 import Utf16Index
from excerpta.gui.widgets.flow_layout import FlowLayout
from excerpta.gui.widgets.query_chips import ChipTerms, QueryChip, chips_of
from excerpta.gui.widgets.query_offers import QueryOffers

_PAUSE = 250
"""Milliseconds of no typing before what is typed is asked for."""

_PATIENCE = 900
"""Milliseconds of no typing before half a term is called a mistake."""


class TypedQuery(Themed, QLineEdit):
    """A line of text in which one part can be marked as wrong.

    Signals:
        entered: the keyboard came here.
        left: the keyboard went elsewhere.

    """

    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wrong: tuple[int, int] | None = None

    def mark(self, start: int, end: int) -> None:
        """Underline a range, in code points."""
        self._wrong = (start, max(end, start + 1))
        self.update()

    def unmark(self) -> None:
        """Underline nothing."""
        self._wrong = None
        self.update()

    @property
    def wrong(self) -> tuple[int, int] | None:
        """The range that is underlined, in code points."""
        return self._wrong

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._wrong is None:
            return
        text, metrics = self.text(), QFontMetricsF(self.font())
        before_caret = text[: Utf16Index(text).to_code_point(self.cursorPosition())]
        origin = self.cursorRect().center().x() - metrics.horizontalAdvance(before_caret)
        left = origin + metrics.horizontalAdvance(text[: self._wrong[0]])
        right = origin + metrics.horizontalAdvance(text[: self._wrong[1]])
        painter = QPainter(self)
        painter.setPen(QPen(self.theme.rubric, 2, Qt.PenStyle.DotLine))
        y = self.rect().center().y() + metrics.height() / 2
        painter.drawLine(QPointF(left, y), QPointF(max(right, left + 8), y))


class QueryBar(Themed, QWidget):
    """Chips, the any/all switch, the field, and what is wrong with the query.

    Attributes:
        field: where more of the query is typed.
        offers: what could be typed next.

    Signals:
        query_edited: the whole query as text, after the reader changed it and it can be understood.
        left: Esc or Down was pressed in the field: the rows are wanted.

    """

    query_edited = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("query_bar")
        self._terms: tuple[Term, ...] = ()
        self._match = Match.ANY
        self._titles: Mapping[str, str] = {}
        self._names: ColourNames = OWN_NAMES
        self._told = ""
        self._vocabulary = Vocabulary()
        self.offers = QueryOffers(self)
        self.offers.taken.connect(self._take)
        self.chips: list[QueryChip] = []
        self.field = TypedQuery()
        self.field.setObjectName("query_field")
        self.field.setFrame(False)
        self.field.setPlaceholderText("type to add…")
        self.field.setAccessibleName("Query")
        self.field.setMinimumWidth(150)
        self.field.installEventFilter(self)
        self.switch = self._make_switch()
        self.problem = QLabel()
        self.problem.setObjectName("query_problem")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._flow = FlowLayout(gap=(6, 6))
        self._flow.addWidget(self.switch)
        self._flow.addWidget(self.field)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._flow)
        whole.addWidget(self.problem)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask_as_typed)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._judge)
        self.field.textEdited.connect(self._typed)
        self.field.left.connect(lambda: self.offers.hide())
        self.setFocusProxy(self.field)

    # ---- given

    def set_query(self, text: str) -> None:
        """Show a query; what cannot be understood of it stays in the field as text."""
        self._stop_waiting()
        self._told = text
        try:
            query = parse_query(text)
        except QueryError as error:
            self._set_terms((), Match.ANY)
            self.field.setText(text)
            self.show_problem(error)
            return
        self.clear_problem()
        self.field.clear()
        self._set_terms(query.terms, query.match)

    def set_document_titles(self, titles: Mapping[str, str]) -> None:
        """The titles of documents that terms such as `doc:"#12"` name."""
        if titles != self._titles:
            self._titles = dict(titles)
            self._set_terms(self._terms, self._match)

    def set_vocabulary(self, vocabulary: Vocabulary) -> None:
        """What the library has to offer while a query is typed."""
        self._vocabulary = vocabulary
        if self.field.hasFocus() and self.field.text():
            self._offer()

    def let_offers_lie_over(self, parent: QWidget) -> None:
        """Show the offers inside of a larger widget."""
        self.offers.setParent(parent)

    def set_colour_names(self, names: ColourNames) -> None:
        """Call the colours as the user does."""
        if names != self._names:
            self._names = dict(names)
            self._set_terms(self._terms, self._match)

    def query_text(self) -> str:
        """The whole query as text: the chips, then what is being typed."""
        return self._whole()[0].strip()

    def _whole(self) -> tuple[str, int]:
        """The chips with what is typed behind them, and where in it the field begins, in code points.

        An operator that is typed belongs to the tag before it, which may be a chip.
        """
        chips = format_query(Query(self._terms))
        typed = self.field.text()
        offset = len(chips) + 1 if chips else 0
        is_told = f"{MATCH}:" in typed.casefold()
        match = f"{MATCH}:{Match.ALL.value}" if self._match is Match.ALL and not is_told else ""
        return " ".join(part for part in (chips, typed.rstrip(), match) if part), offset

    def query(self) -> Query:
        """The chips alone."""
        return Query(self._terms, self._match)

    def toggle(self, term: Term) -> None:
        """Put a term into the query, or take it out; tells the query that results.

        A second tag narrows: the rows then carry both, as many as its count said.
        """
        if term in self._terms:
            self._set_terms(tuple(other for other in self._terms if other != term), self._match)
        else:
            opposite = [o for o in self._terms if (o.field, o.value) != (term.field, term.value)]
            tags = [o for o in opposite if o.field is QueryField.TAG and not o.excluded]
            narrows = term.field is QueryField.TAG and not term.excluded and len(tags) == 1
            self._set_terms((*opposite, term), Match.ALL if narrows else self._match)
        self._tell()

    def show_problem(self, error: QueryError) -> None:
        """Say what is wrong, and mark the place in the text of `query_text`."""
        self.clear_problem()
        self.problem.setText(str(error))
        self.problem.show()
        offset = self._whole()[1]
        if error.start >= offset or not self.chips:
            self.field.mark(max(0, error.start - offset), error.end - offset)
            return
        start = 0
        for term in self._terms:
            end = start + len(format_term(term))
            if start <= error.start <= end:
                for chip in self.chips:
                    chip.set_wrong(term in chip.chip.terms)
                return
            start = end + 1

    def clear_problem(self) -> None:
        """Take the problem and its mark away."""
        self.problem.hide()
        self.problem.clear()
        self.field.unmark()
        for chip in self.chips:
            chip.set_wrong(False)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        super().set_theme(theme)
        self.field.set_theme(theme)
        self.offers.set_theme(theme)
        for chip in self.chips:
            chip.set_theme(theme)

    # ---- hands

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._field_key(event)
        return super().eventFilter(watched, event)

    def _field_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if self._offers_key(event):
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.field.text().strip():
                self.left.emit()
            self.commit()
        elif key == Qt.Key.Key_Backspace and not self.field.text() and self.chips:
            self._edit_chip(self.chips[-1])
        elif key == Qt.Key.Key_Left and not self.field.text() and self.chips:
            self.chips[-1].setFocus(Qt.FocusReason.BacktabFocusReason)
        elif key == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            self._stop_waiting()
            self.clear_problem()
            self._tell()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.left.emit()
        else:
            return False
        return True

    def _offers_key(self, event: QKeyEvent) -> bool:
        """What keys do with the offers; whether they did."""
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Space and control:
            self._offer(even_nothing=True)
            return True
        if self.offers.isHidden():
            return False
        chosen = self.offers.chosen()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.offers.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.offers.hide()
        elif key == Qt.Key.Key_Tab and not event.modifiers():
            self._take(chosen or self.offers.first())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen is not None:
            self._take(chosen)
        else:
            return False
        return True

    def _completion(self) -> Completion:
        text, offset = self._whole()
        caret = Utf16Index(self.field.text()).to_code_point(self.field.cursorPosition())
        return complete(text, min(offset + caret, len(text)), self._vocabulary)

    def _piece(self) -> str:
        """What of the query is being typed."""
        found = self._completion()
        return self._whole()[0][found.start : found.end]

    def _offer(self, *, even_nothing: bool = False) -> None:
        """Show what could stand at the caret, if something is typed there."""
        found, typed = self._completion(), self._piece()
        same = [one.text for one in found.suggestions] == [typed]
        around = self.offers.parentWidget() or self
        suggestions = found.suggestions if (typed or even_nothing) and not same else ()
        caret = self.field.cursorRect()
        area = QRect(self.field.mapTo(around, caret.topLeft()), caret.size()).adjusted(-12, 0, 0, 4)
        self.offers.offer(suggestions, area, around.rect())

    def _take(self, suggestion: Suggestion | None) -> None:
        """Write what was chosen in the place of what is typed of it."""
        if suggestion is None:
            return
        found, (_, offset), text = self._completion(), self._whole(), self.field.text()
        start, end = max(0, found.start - offset), max(0, found.end - offset)
        written = suggestion.text if suggestion.goes_on else f"{suggestion.text} "
        self.field.setText(text[:start] + written + text[end:].lstrip())
        self.field.setCursorPosition(len((text[:start] + written).encode("utf-16-le")) // 2)
        self._typed(self.field.text())

    def commit(self) -> bool:
        """Turn what is typed into chips; False when it cannot be understood."""
        self._stop_waiting()
        self.offers.hide()
        if not self.field.text().strip():
            return True
        try:
            query = parse_query(self.query_text())
        except QueryError as error:
            self.show_problem(error)
            return False
        self.clear_problem()
        self.field.clear()
        self._set_terms(tuple(dict.fromkeys(query.terms)), query.match)
        self._tell()
        return True

    def _typed(self, _text: str) -> None:
        self.clear_problem()
        self._offer()
        self._pause.start()
        self._patience.start()

    def _ask_as_typed(self) -> None:
        if not self.offers.isHidden() and ":" in self._piece():
            return  # half a tag is no tag
        try:
            parse_query(self.query_text())
        except QueryError:
            return
        self._patience.stop()
        self._tell()

    def _judge(self) -> None:
        """Say what is wrong with what is typed, if something is."""
        try:
            parse_query(self.query_text())
        except QueryError as error:
            self.show_problem(error)

    def _stop_waiting(self) -> None:
        self._pause.stop()
        self._patience.stop()

    def _tell(self) -> None:
        text = self.query_text()
        if text != self._told:
            self._told = text
            self.clear_problem()
            self.query_edited.emit(text)

    # ---- chips

    def _set_terms(self, terms: tuple[Term, ...], match: Match) -> None:
        several = Query(terms, match).can_match_all
        self._terms, self._match = terms, match if several else Match.ANY
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        place = 0
        for terms_of_chip in chips_of(Query(self._terms, self._match), self._titles, self._names):
            self.chips.append(self._add_chip(terms_of_chip, place))
            place += 1
            if len(terms_of_chip.terms) > 1 and terms_of_chip.terms[0].field in SEVERAL_VALUED:
                self._flow.removeWidget(self.switch)
                self._flow.insert_widget(place, self.switch)
                place += 1
        self.switch.setVisible(several)
        self._any.setChecked(self._match is Match.ANY)
        self._all.setChecked(self._match is Match.ALL)
        self.updateGeometry()

    def _add_chip(self, terms: ChipTerms, place: int) -> QueryChip:
        chip = QueryChip(terms, self)
        chip.clicked.connect(lambda: self._edit_chip(chip))
        chip.removed.connect(lambda: self._remove_chip(chip))
        chip.set_theme(self.theme)
        self._flow.insert_widget(place, chip)
        chip.show()
        return chip

    def _edit_chip(self, chip: QueryChip) -> None:
        """Turn a chip back into text at the end of the field."""
        gone = chip.chip.terms
        text = f"{self.field.text().strip()} {chip.chip.text}".strip()
        self._set_terms(tuple(term for term in self._terms if term not in gone), self._match)
        self.field.setText(text)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove_chip(self, chip: QueryChip) -> None:
        gone = chip.chip.terms
        self._set_terms(tuple(term for term in self._terms if term not in gone), self._match)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _make_switch(self) -> QWidget:
        switch = QWidget()
        switch.setObjectName("match_switch")
        row = QHBoxLayout(switch)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        group = QButtonGroup(switch)
        self._any = self._switch_button("any", "Highlights that meet any of them")
        self._all = self._switch_button("all", "Only highlights that meet all of them")
        for button in (self._any, self._all):
            group.addButton(button)
            row.addWidget(button)
        self._any.clicked.connect(lambda: self._set_match(Match.ANY))
        self._all.clicked.connect(lambda: self._set_match(Match.ALL))
        switch.hide()
        return switch

    @staticmethod
    def _switch_button(text: str, about: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"match_{text}")
        button.setText(text)
        button.setToolTip(about)
        button.setAccessibleName(about)
        button.setCheckable(True)
        return button

    def _set_match(self, match: Match) -> None:
        self._set_terms(self._terms, match)
        self._tell()


def rules(theme: Theme) -> str:
    """The bar's part of the style sheet."""
    return f"""
    QLineEdit#query_field, QLineEdit#query_field:focus {{
        background: transparent; border: none; padding: 4px 2px;
    }}
    QLabel#query_problem {{ color: {theme.rubric.name()}; }}
    QWidget#match_switch QToolButton {{
        background: {theme.card.name()}; color: {theme.muted.name()};
        border: 1px solid {theme.outline.name()}; padding: 3px 8px;
    }}
    QToolButton#match_any {{ border-top-left-radius: 6px; border-bottom-left-radius: 6px; }}
    QToolButton#match_all {{
        border-top-right-radius: 6px; border-bottom-right-radius: 6px; border-left: none;
    }}
    QWidget#match_switch QToolButton:checked {{
        background: {theme.selection.name()}; color: {theme.ink.name()}; font-weight: 600;
    }}
    QWidget#match_switch QToolButton:focus {{ border: 1px solid {theme.accent.name()}; }}
    """
