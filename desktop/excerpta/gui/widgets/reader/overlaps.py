"""Several highlights at one place: which of them is meant, and which lie there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader.contents import ReaderHighlight

if TYPE_CHECKING:
    from excerpta.gui.widgets.reader.view import ReaderView


class Overlaps:
    """Goes round the highlights of a place from the top down."""

    def __init__(self, view: ReaderView) -> None:
        self._view = view
        self._turn: tuple[list[AnnotationId], AnnotationId | None] = ([], None)

    def here(self) -> list[AnnotationId]:
        """The highlights at the place of the current one, the top one first; without one, at the caret."""
        view = self._view
        caret = view.caret()
        current = view.highlights.get(view.current_highlight())
        if current is not None and not current.start <= caret < current.end:
            caret = current.start
        return view.highlights_at(caret)

    def standing(self) -> tuple[int, int]:
        """Which of the highlights here is the current one, from 1 at the top, and how many there are."""
        current = self._view.current_highlight()
        here = self.here()
        return (here.index(current) + 1, len(here)) if current in here else (0, 0)

    def cycle(self) -> None:
        """Make the next highlight here the current one, after the last the top one again."""
        following = _after(self.here(), self._view.current_highlight())
        if following is not None:
            self._view.set_current_highlight(following, reveal=False)

    def clicked(self, under: list[AnnotationId]) -> AnnotationId | None:
        """The highlight that a click where these lie makes current: the top one, clicked again the next."""
        current = self._view.current_highlight()
        if current is not None and self._turn == (under, current):
            return _after(under, current)
        return under[0] if under else None

    def take_turn(self, under: list[AnnotationId], chosen: AnnotationId | None) -> None:
        """Remember which of those at a place was clicked last."""
        self._turn = (under, chosen)

    def added(self, under: list[AnnotationId]) -> AnnotationId | None:
        """The highlight that a click adds to the chosen ones: the top one that is not chosen yet."""
        return next((one for one in under if one not in self._view.chosen_highlights()), None)

    def touching(self, start: int, end: int) -> list[AnnotationId]:
        """The highlights that share a character with a range or have only spaces between, in order."""
        view = self._view
        text, pieces = view.page.source.text, view.page.source.pieces
        while start > 0 and _is_gap(text[start - 1]):
            start -= 1
        while end < len(text) and _is_gap(text[end]):
            end += 1
        found = {one.id: one for one in view.highlights.over_piece(pieces.at(start))}
        found |= {one.id: one for one in view.highlights.over_piece(pieces.at(max(0, start - 1)))}
        found |= {one: view.highlights[one] for one in view.highlights.starting_in(start, end)}
        meant = (one for one in found.values() if one.start <= end and one.end >= start)
        return [one.id for one in sorted(meant, key=_reading_order)]


def _is_gap(character: str) -> bool:
    """Whether two highlights beside it touch: paragraphs and cells are apart."""
    return character.isspace() and character not in "\n\t"


def _reading_order(highlight: ReaderHighlight) -> tuple[int, int, int]:
    return highlight.start, highlight.end, highlight.id


def _after(under: list[AnnotationId], current: AnnotationId | None) -> AnnotationId | None:
    """The highlight below the current one, or the top one after the last or where the current one is not."""
    if not under:
        return None
    return under[(under.index(current) + 1) % len(under)] if current in under else under[0]
