"""The column is the wide margin: cards beside their text, and a line to the one that had to give way."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.margin_card import CardView
from excerpta.gui.widgets.margin_deck import MarginDeck
from excerpta.gui.widgets.margin_face import Look, face_of
from excerpta.gui.widgets.margin_memory import Target
from excerpta.gui.widgets.margin_places import GAP, CardPlaces, TextPlaces, stack
from excerpta.gui.widgets.margin_shelf import CardShelf

INSIDE, OUTSIDE = 8, 20

_WIDTH, _WIDEST = 224, 340
_EDGE = 4
_FIRST_LINE = 14
_TALLEST = 0.7


def margin_width() -> int:
    """Pixels that the margin takes from the reader."""
    return min(scaled(_WIDTH), _WIDEST)


@dataclass(frozen=True, slots=True)
class _Tie:
    """From where a card's text begins to where the card stands, both the y of a middle of a line."""

    text: int
    card: int


class CardColumn:
    """Places the cards of the window in a margin of a height.

    Attributes:
        places: where the text of the cards is.

    """

    def __init__(self, margin: QWidget, deck: MarginDeck, shelf: CardShelf) -> None:
        self.places = CardPlaces(deck)
        self._margin = margin
        self._deck = deck
        self._shelf = shelf
        self._targets: dict[AnnotationId, int] = {}

    def arrange(
        self,
        text: TextPlaces,
        has_card: Callable[[AnnotationId], bool],
        pinned: AnnotationId | None,
        *,
        mirrored: bool,
    ) -> None:
        """Put each card beside its text; the `pinned` one stays in the window whatever happens."""
        height = self._margin.height()
        wanted = self.places.wanted(text, height, has_card, self._shelf.current)
        self._targets = dict(wanted)
        if pinned is not None and pinned not in self._targets:
            below = self._deck[pinned].start >= text.visible_range()[1]
            wanted = self._with_pinned(wanted, pinned, height if below else 0)
        look = Look(margin_width() - INSIDE - OUTSIDE, self._margin.font().toString(), mirrored)
        seen = self._seen(wanted, look, pinned)
        # The current card was measured; it stays, so that it is not made anew when it is out of sight.
        current = self._shelf.current if self._shelf.current in self._targets else None
        views = self._shelf.bind([one for one, _ in seen], besides=current)
        left = OUTSIDE if mirrored else INSIDE
        for (one, place), view in zip(seen, views, strict=True):
            if view.parent() is not self._margin:
                move_over(view, self._margin)
            view.setGeometry(left, place.top(), look.width, place.height())
            if view.isHidden():
                view.show()
            if one in (pinned, self._shelf.current):
                view.raise_()

    def paint_ties(self, painter: QPainter, theme: Theme, *, mirrored: bool) -> None:
        """Lead from the text to the card of the current or pointed-at highlight, if it was pushed away."""
        for one in {self._shelf.current, self._shelf.glowing}:
            tie = self._tie_of(one)
            if tie is None or one is None:
                continue
            out, back = (self._margin.width(), -1) if mirrored else (0, 1)
            bend = out + back * (INSIDE - 4)
            path = QPainterPath(QPointF(out, tie.text))
            path.lineTo(QPointF(bend, tie.text))
            path.lineTo(QPointF(bend, tie.card))
            path.lineTo(QPointF(out + back * INSIDE, tie.card))
            pen = QPen(theme.edge(self._deck[one].colour), 1.5)
            painter.strokePath(path, pen)

    def _tie_of(self, highlight: AnnotationId | None) -> _Tie | None:
        """None for a card that stands at its text, and for one whose text is not in the window."""
        view = self._shelf.get(highlight)
        target = None if highlight is None else self._targets.get(highlight)
        if view is None or target is None:
            return None
        text = target + scaled(_FIRST_LINE)
        if view.y() <= text < view.geometry().bottom() or not 0 <= text < self._margin.height():
            return None
        line = scaled(_FIRST_LINE)
        return _Tie(text, view.y() + line if text < view.y() else view.geometry().bottom() - line)

    def _seen(
        self, wanted: list[Target], look: Look, pinned: AnnotationId | None
    ) -> list[tuple[AnnotationId, QRect]]:
        """The cards that are in the window, and their places."""
        height = self._margin.height()
        current = self._shelf.current
        ids = [one for one, _ in wanted]
        anchor = ids.index(current) if current in ids else None
        self._deck.prepare(ids)
        heights: list[int] = []
        free = -height
        for number, (one, top) in enumerate(wanted):
            if free > height and (anchor is None or anchor < number) and pinned not in ids[number:]:
                break  # this one and all behind it are pushed out of the window
            heights.append(self._height_of(one, look, quoted=one not in self._targets))
            free = max(free, top) + heights[-1] + GAP
        tops = [top for _, top in wanted[: len(heights)]]
        if anchor is not None and tops[anchor] >= 0:
            tops[anchor] = _clamped(tops[anchor], heights[anchor], height)
        seen = []
        for one, top, tall in zip(ids, stack(tops, heights, gap=GAP, anchor=anchor), heights, strict=False):
            top = _clamped(top, tall, height) if one == pinned else top
            if one == pinned or (top < height and top + tall > 0):
                seen.append((one, QRect(0, top, look.width, tall)))
        return seen

    def _height_of(self, highlight: AnnotationId, look: Look, *, quoted: bool) -> int:
        if highlight == self._shelf.current or highlight == self._shelf.writing():
            view = self._shelf.view_of(highlight)
            view.set_room(round(_TALLEST * self._margin.height()), quoted=quoted)
            return view.height_at(look.width)
        return face_of(self._deck.card(highlight), look).height

    def _with_pinned(self, wanted: list[Target], pinned: AnnotationId, top: int) -> list[Target]:
        """The cards with the one that is written in at its edge; what was typed in it is told."""
        view = self._shelf.get(pinned)
        if view is not None:
            view.flush()
        before = [item for item in wanted if self._deck.precedes(item[0], pinned)]
        return [*before, (pinned, top), *wanted[len(before) :]]


def _clamped(top: int, tall: int, height: int) -> int:
    """A card moved as little as is needed to be in a window of a height."""
    return max(_EDGE, min(top, height - tall - _EDGE))


def move_over(view: CardView, parent: QWidget) -> None:
    """Give a view another parent; the cursor in its note stays."""
    writing = view.is_writing()
    view.setParent(parent)
    view.show()
    if writing and view.parts is not None:
        view.parts.editor.setFocus()
