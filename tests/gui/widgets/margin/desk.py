"""What the tests of the margin work with: a text of plain pixels, and cards that are easily made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import Block, BlockKind
from excerpta.core.model.ids import AnnotationId, TagId
from excerpta.gui.widgets.margin import CardTag, Margin, MarginCard
from excerpta.gui.widgets.margin_card import CardView
from excerpta.gui.widgets.margin_parts import CardParts
from excerpta.gui.widgets.note_editor import NoteEditor
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.highlight_index import HighlightIndex
from excerpta.gui.widgets.reader.pieces import Pieces
from excerpta.gui.widgets.reader.view import ReaderView

A, B, C, D = (AnnotationId(number) for number in range(1, 5))

PIECES = Pieces("", (Block(BlockKind.PARAGRAPH, 0, 0),))
"""One piece, in which every highlight lies."""

LINE = 24
"""Pixels of a line of the text."""


class FakeReader(QAbstractScrollArea):
    """A text in which position n stands n pixels below the top."""

    viewport_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.top = 0
        self.margin_width = 0
        self.margin_is_left = False
        self.words_to_the_edge = True
        self.keys: list[int] = []
        self.turns = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def ys_of(self, positions: Iterable[int]) -> list[int | None]:
        height = self.viewport().height()
        return [y if 0 <= (y := position - self.top) <= height else None for position in positions]

    def rect_of(self, start: int, end: int) -> QRect:
        height = self.viewport().height()
        if end - self.top < 0 or start - self.top > height:
            return QRect()
        right = self.viewport().width() - self.margin_width if self.words_to_the_edge else 100
        return QRect(20, start - self.top, right - 20, LINE)

    def visible_range(self) -> tuple[int, int]:
        return self.top, self.top + self.viewport().height()

    def top_position(self) -> int:
        return self.top

    def reveal(self, position: int) -> None:
        self.scroll_to(max(0, position - 100))

    def set_margin_width(self, pixels: int, *, left: bool = False) -> None:
        self.margin_width, self.margin_is_left = pixels, left

    def scroll_to(self, top: int) -> None:
        self.top = top
        self.viewport_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self.keys.append(event.key())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        self.turns += 1


@dataclass(frozen=True)
class Entry:
    """A highlight and its card."""

    highlight: ReaderHighlight
    card: MarginCard


def card(
    id_: int,
    start: int,
    note: str = "",
    tags: tuple[str, ...] = (),
    *,
    end: int = 0,
    quote: str = "some words",
) -> Entry:
    """A highlight at a position, with what its card shows."""
    chips = tuple(CardTag(TagId(number), f"Top/{name}", name, Colour.RED) for number, name in enumerate(tags))
    own = AnnotationId(id_)
    return Entry(
        ReaderHighlight(own, start, end or start + 10, Colour.TEAL, has_note=bool(note), tags=tags),
        MarginCard(own, Colour.TEAL, chips, note, quote),
    )


class Desk:
    """A margin beside a text.

    Attributes:
        notes: what the margin has told of notes.
        made: how many cards were asked for.

    """

    def __init__(self, reader: FakeReader | ReaderView) -> None:
        self.reader = reader
        self.margin = Margin()
        self.margin.set_reader(reader)
        self.notes: list[tuple[AnnotationId, str]] = []
        self.made = 0
        self._cards: dict[AnnotationId, MarginCard] = {}
        self._index = HighlightIndex(PIECES)
        self.margin.note_edited.connect(lambda id_, note: self.notes.append((id_, note)))

    def show(self, *entries: Entry) -> None:
        self._cards = {entry.card.id: entry.card for entry in entries}
        self._index = HighlightIndex(PIECES, [entry.highlight for entry in entries])
        self.margin.set_cards(self._index, self._make)

    def change(self, *entries: Entry, removed: Sequence[AnnotationId] = ()) -> None:
        self._cards.update({entry.card.id: entry.card for entry in entries})
        self._index.change([entry.highlight for entry in entries], removed)
        self.margin.change_cards([entry.card.id for entry in entries], removed)

    def view(self, id_: AnnotationId) -> CardView:
        found = self.margin.view_of(id_)
        assert found is not None
        return found

    def parts(self, id_: AnnotationId) -> CardParts:
        found = self.view(id_).parts
        assert found is not None
        return found

    def editor(self, id_: AnnotationId) -> NoteEditor:
        return self.parts(id_).editor

    def write(self, id_: AnnotationId) -> NoteEditor:
        self.margin.edit_note(id_)
        return self.editor(id_)

    def _make(self, ids: Sequence[AnnotationId]) -> list[MarginCard]:
        self.made += len(ids)
        return [self._cards[one] for one in reversed(ids) if one in self._cards]
