"""The shelf holds the views of the cards that are in the window, and uses them again for others."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.margin_card import CardView
from excerpta.gui.widgets.margin_deck import MarginDeck

ALONE = (0, 0)
"""The count of a highlight that is the only one at its place."""


class CardShelf:
    """The views by their highlights.

    Attributes:
        current: the current highlight.
        opened: the highlight whose card floats over the text.

    """

    def __init__(self, deck: MarginDeck, new_view: Callable[[], CardView]) -> None:
        self.current: AnnotationId | None = None
        self.opened: AnnotationId | None = None
        self._count = ALONE
        self._deck = deck
        self._new_view = new_view
        self._views: dict[AnnotationId, CardView] = {}
        self._spare: list[CardView] = []
        self._glowing: AnnotationId | None = None
        self._keys: Keys | None = None

    def __iter__(self) -> Iterator[CardView]:
        return iter([*self._views.values(), *self._spare])

    def __contains__(self, highlight: object) -> bool:
        return highlight in self._views

    @property
    def ids(self) -> tuple[AnnotationId, ...]:
        """The highlights that have a view now."""
        return tuple(self._views)

    @property
    def glowing(self) -> AnnotationId | None:
        """The highlight under the pointer, in the text or in the margin."""
        return self._glowing

    def get(self, highlight: AnnotationId | None) -> CardView | None:
        """The view of a highlight, None when it has none now."""
        return None if highlight is None else self._views.get(highlight)

    def writing(self) -> AnnotationId | None:
        """The highlight whose note has the cursor."""
        return next((id_ for id_, view in self._views.items() if view.is_writing()), None)

    def bind(
        self, highlights: Sequence[AnnotationId], *, besides: AnnotationId | None = None
    ) -> list[CardView]:
        """Give these highlights views, and no others; those that leave are used for those that come.

        If there is a view of the one `besides`, it is kept, but hidden unless it is one of them.
        """
        wanted = {*highlights, besides}
        free = [self._views.pop(id_) for id_ in self.ids if id_ not in wanted]
        views = [self._views.get(id_) or self._put(id_, free) for id_ in highlights]
        for view in free:
            view.release()
            view.hide()
        self._spare += free
        if besides is not None and besides not in highlights and besides in self._views:
            self._views[besides].hide()
        return views

    def view_of(self, highlight: AnnotationId) -> CardView:
        """The view of a highlight, beside those that there are."""
        return self._views.get(highlight) or self._put(highlight, [])

    def drop(self, highlight: AnnotationId) -> None:
        """A highlight is gone, and what was typed in its note with it."""
        view = self._views.pop(highlight, None)
        if view is not None:
            view.discard()
            view.release()
            view.hide()
            self._spare.append(view)

    def refresh(self, highlights: Iterable[AnnotationId]) -> None:
        """Show altered cards as they are now."""
        for id_ in highlights:
            if id_ in self._views and id_ in self._deck:
                self._views[id_].set_card(self._deck.card(id_))

    def set_current(self, highlight: AnnotationId | None, count: tuple[int, int]) -> bool:
        """Outline the card of a highlight, number so of so many at its place; whether that is new."""
        if (highlight, count) == (self.current, self._count):
            return False
        self.current, self._count = highlight, count
        for id_, view in tuple(self._views.items()):
            self._mark(id_, view)
        return True

    def set_opened(self, highlight: AnnotationId | None) -> None:
        """Give a card that floats over the text its widgets, as the current one has them."""
        self.opened = highlight
        for id_, view in tuple(self._views.items()):
            self._mark(id_, view)

    def set_glowing(self, highlight: AnnotationId | None) -> None:
        """Let the card of a highlight glow."""
        self._glowing = highlight
        for id_, view in self._views.items():
            view.set_glowing(id_ == highlight)

    def set_keys(self, keys: Keys) -> None:
        """Name the keys that do what the buttons of a card do."""
        self._keys = keys
        for view in self:
            view.set_keys(keys)

    def set_theme(self, theme: Theme) -> None:
        """Paint every view in another theme."""
        for view in self:
            view.set_theme(theme)

    def flush(self) -> None:
        """Tell every note that was typed and not told yet."""
        for view in tuple(self._views.values()):
            view.flush()

    def _put(self, highlight: AnnotationId, free: list[CardView]) -> CardView:
        view = free.pop() if free else self._spare.pop() if self._spare else self._new_view()
        if self._keys is not None:
            view.set_keys(self._keys)
        self._views[highlight] = view
        view.set_card(self._deck.card(highlight))
        self._mark(highlight, view)
        view.set_glowing(highlight == self._glowing)
        return view

    def _mark(self, highlight: AnnotationId, view: CardView) -> None:
        current = highlight == self.current
        view.set_current(current, self._count if current else ALONE, opened=highlight == self.opened)
