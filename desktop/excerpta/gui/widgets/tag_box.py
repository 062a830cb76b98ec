"""The tag box is where tags are chosen: chips of the chosen ones, a field, and ranked suggestions."""

from collections.abc import Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import parse_tag_path
from excerpta.gui.support.announcing import announce
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.tag_ranking import (
    Match,
    Suggestion,
    TagChoice,
    TagIndex,
    creatable_path,
    path_from_words,
)
from excerpta.gui.support.tag_spelling import Spelled
from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.floating_panel import GAP, INSIDE, SHADOW
from excerpta.gui.widgets.popover import Popover
from excerpta.gui.widgets.tag_hints import hint_for, hint_for_nothing
from excerpta.gui.widgets.tag_input import Key, TagInput
from excerpta.gui.widgets.tag_suggestions import SuggestionList, row_height

__all__ = ["Draft", "TagBox", "TagChoice", "rules"]

_WIDTH = 384
_MOST_ROWS, _FEWEST_ROWS = 9, 4
_STEPS = {Key.UP: -1, Key.DOWN: 1, Key.PAGE_UP: -8, Key.PAGE_DOWN: 8}


class Draft(NamedTuple):
    """What stands in the field, and what was put aside."""

    typed: str = ""
    aside: str = ""


class TagBox(Popover):
    """Chooses tags for one or more highlights; it lies over the parent widget, inside the window.

    Attributes:
        field: where a tag is typed.

    Closing tells the tags, however it is closed: an Enter on the empty field, Ctrl+Enter, Esc on
    the empty field or a press elsewhere. Text that was only half typed becomes a tag on Ctrl+Enter;
    when the box is left in another way, the text stands in the field the next time. What Esc cleared
    is put aside, to be brought back with the key of undo, until a tag is added.

    Signals:
        tags_chosen: a list, in the order of the chips, of the TagId of each existing tag and of
            the path (str) of each new one. Told when it differs from what was chosen at first.
        cancelled: the box was closed and the tags are the same as at first.

    """

    tags_chosen = Signal(list)
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tagBox")
        self.setAccessibleName("Choose tags")
        self._index = TagIndex(())
        self._spelled: Spelled | None = None
        self._choices: Sequence[TagChoice] = ()
        self._at_first: list[object] = []
        self._in_vivo = ""
        self._is_left_over = False
        self._above = False
        self._place: tuple[QRect, QRect] = (QRect(), QRect())
        self._input = TagInput(self)
        self._list = SuggestionList(self)
        self._rule = QFrame(self)
        self._rule.setObjectName("tagRule")
        self._rule.setFixedHeight(1)
        self._hint = QLabel(self)
        self._hint.setObjectName("tagHint")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        self.field = self._input.field
        self.field.textChanged.connect(self._suggest)
        self.field.textEdited.connect(self._go_on_typing)
        self.field.key_pressed.connect(self._do)
        self.field.number_pressed.connect(self._pick)
        self.closed.connect(self._tell)
        self._input.removed.connect(self._suggest)
        self._list.clicked.connect(self._click)
        self._list.current_said.connect(self.field.setAccessibleDescription)
        self._list.current_said.connect(lambda words: announce(self.field, words))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for part in (self._input, self._rule, self._list, self._hint):
            column.addWidget(part)

    def open_for(
        self,
        rect: QRect,
        bounds: QRect,
        choices: Sequence[TagChoice],
        chosen: Sequence[TagId] = (),
        in_vivo: str = "",
    ) -> None:
        """Appear near `rect` inside `bounds`, both in the parent's coordinates, and take the focus.

        `chosen` tags stand as chips from the start; `in_vivo` are the words that Ctrl+I fills in.
        """
        self.close_popover()
        if choices is not self._choices:
            self._index, self._choices = TagIndex(choices, self._spelled), choices
            self._spelled = self._index.spelled
        known = {choice.id: choice for choice in choices}
        self._input.clear()
        for tag in chosen:
            if tag in known:
                self._add_chip(known[tag])
        self._at_first = self.chosen()
        self._in_vivo = path_from_words(in_vivo)
        self._place = (rect, bounds)
        self._above = False
        self._is_left_over = bool(self.field.text())
        self._suggest()
        self.open_with(self.field)
        self.field.selectAll()

    def chosen(self) -> list[object]:
        """The tags on the chips: ids, and paths of new ones."""
        return [chip.tag for chip in self._input.chips]

    @property
    def draft(self) -> Draft:
        """What was typed and has become no tag yet."""
        return Draft(self.field.text(), self.field.aside)

    def take_draft(self, draft: Draft) -> None:
        """Offer what was typed another time, in an earlier run perhaps."""
        self.field.aside = draft.aside
        self.field.setText(draft.typed)

    def know(self, spelled: Spelled | None) -> None:
        """Take how the tags are spelled from who has made it ready, as far as they are still called so."""
        self._spelled = spelled or self._spelled

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._input.set_theme(theme)
        self._list.set_theme(theme)

    def _tell(self) -> None:
        """Say what was chosen, now that the box is closed."""
        if self.chosen() == self._at_first:
            self.cancelled.emit()
        else:
            self.tags_chosen.emit(self.chosen())

    def _do(self, key: Key) -> None:
        """What the keys do that are not text."""
        typed = bool(self.field.text().strip())
        if key in _STEPS:
            self._list.step(_STEPS[key])
        elif key in (Key.TAKE, Key.TAKE_AND_CLOSE):
            taken = self._take() if typed else False
            if not typed or (taken and key is Key.TAKE_AND_CLOSE):
                self.close_popover()
        elif key is Key.STEP_BACK and self.field.text():
            self._put_aside()
        elif key is Key.STEP_BACK:
            self.close_popover()
        else:
            self._edit(key, typed)

    def _edit(self, key: Key, typed: bool) -> None:
        """The keys that leave the box open."""
        if key is Key.ADD and typed:
            self._take()
        elif key is Key.TAKE_AS_TYPED:
            self._take_as_typed()
        elif key is Key.COMPLETE:
            self._complete()
        elif key is Key.IN_VIVO and self._in_vivo:
            self._make_in_vivo()
        elif key is Key.BRING_BACK:
            self.field.setText(self.field.aside)
        elif key is Key.LAST_CHIP:
            self._input.focus_last_chip()

    def _put_aside(self) -> None:
        """Clear the field; its text can be brought back."""
        if self.field.text().strip():
            self.field.aside = self.field.text()
        self._go_on_typing()
        self.field.clear()

    def _go_on_typing(self) -> None:
        self._is_left_over = False

    def _make_in_vivo(self) -> None:
        """Make a tag of the words; if one is spelled like it, offer that first, and the new one once more."""
        if self.field.text() == self._in_vivo:
            self._take_as_typed()
            return
        self._put_aside()
        aside, self.field.aside = self.field.aside, ""
        self.field.setText(self._in_vivo)
        best = self._list.suggestions.row(0)
        if best is not None and best.match in (None, Match.EXACT):
            self._add(best)
        elif best is not None and best.match not in (Match.SAME_SPELLING, Match.SIMILAR):
            self._take_as_typed()
        self.field.aside = aside

    def _take(self) -> bool:
        """Add what Enter takes: the current suggestion; whether something was added."""
        suggestion = self._list.current()
        return self._add(suggestion) if suggestion else self._take_as_typed()

    def _take_as_typed(self) -> bool:
        """Add the tag of exactly the path that was typed; a new one if need be."""
        path = creatable_path(self.field.text())
        choice = self._index.find(path)
        if choice is None and not path:
            return False
        return self._add(Suggestion(choice) if choice else Suggestion(None, new_path=path))

    def _add(self, suggestion: Suggestion) -> bool:
        if suggestion.choice is not None:
            if suggestion.choice.id not in self.chosen():
                self._add_chip(suggestion.choice)
        elif suggestion.new_path.casefold() not in (str(tag).casefold() for tag in self.chosen()):
            path = suggestion.new_path
            self._input.add(path, parse_tag_path(path)[-1], f"New tag {path}", None)
        self.field.aside = ""
        self._go_on_typing()
        self.field.clear()
        self._suggest()
        return True

    def _add_chip(self, choice: TagChoice) -> None:
        self._input.add(choice.id, choice.name, choice.path, choice.colour)

    def _pick(self, number: int) -> None:
        suggestion = self._list.suggestions.row(number - 1)
        if suggestion is not None:
            self._add(suggestion)

    def _click(self, index: QModelIndex) -> None:
        self._pick(index.row() + 1)
        self.field.setFocus()

    def _complete(self) -> None:
        """Fill in the path of the current suggestion, so that a sub-tag can be typed behind it."""
        suggestion = self._list.current()
        if suggestion is not None:
            choice = suggestion.choice
            self.field.setText(choice.path if choice else suggestion.new_path)

    def _suggest(self) -> None:
        """Rank for what is typed now, and fit the box to it."""
        taken = {tag for tag in self.chosen() if isinstance(tag, int)}
        typed = self.field.text()
        rows = self._index.rank(typed, without=cast("set[TagId]", taken))
        self._list.show_rows(rows)
        nothing_typed = hint_for_nothing(self._in_vivo, self.field.aside)
        self._hint.setText(hint_for(typed, rows, left_over=self._is_left_over) or nothing_typed)
        self._fit(len(rows))

    def _room_for_rows(self, chips: int) -> int:
        """How many rows there is room for beside the words; if hardly any, in all of the bounds."""
        rect, bounds = self._place
        others = chips + scaled(48)
        beside = max(bounds.bottom() - rect.bottom(), rect.top() - bounds.top()) - 2 * INSIDE - GAP
        room = (beside - others) // row_height()
        return room if room >= _FEWEST_ROWS else max(1, (bounds.height() - others) // row_height())

    def _fit(self, rows: int) -> None:
        """As high as the chips and the suggestions need, and still inside the bounds."""
        rect, bounds = self._place
        card = min(scaled(_WIDTH), max(200, bounds.width() - 12))
        chips = self._input.heightForWidth(card - 2)
        self._input.setFixedHeight(chips)
        shown = min(rows, _MOST_ROWS, self._room_for_rows(chips))
        self._list.setVisible(shown > 0)
        self._rule.setVisible(shown > 0)
        self._list.setFixedHeight(shown * row_height() + 8)
        self._hint.setFixedWidth(card - 2)
        self.setFixedWidth(card + 2 * SHADOW)
        self._hint.ensurePolished()
        self._column.activate()
        width = card + 2 * SHADOW
        self._hint.setFixedHeight(self._hint.heightForWidth(card - 2))
        self.resize(width, self._column.totalHeightForWidth(width))
        self._above = self._above or self.goes_above(rect, bounds)
        self.place_near(rect, bounds, centred=False, above=self._above)


def rules(theme: Theme) -> str:
    """What the field, the list and the line of hints look like."""
    return f"""
QLineEdit#tagField {{
    color: {theme.ink.name()}; background: transparent; border: none; padding: 1px 0;
    selection-background-color: {theme.accent.name()}; selection-color: {theme.on_accent.name()};
    placeholder-text-color: {theme.muted.name()};
}}
QFrame#tagRule {{ background: {theme.line.name()}; border: none; }}
QListView#tagChoices {{ background: transparent; border: none; padding: 4px 0; outline: none; }}
QLabel#tagHint {{
    color: {theme.muted.name()}; background: transparent;
    border-top: 1px solid {theme.line.name()}; padding: 6px 12px; font-size: 11px;
}}
"""
