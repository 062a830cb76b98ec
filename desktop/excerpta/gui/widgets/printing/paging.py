"""Breaks a column into pages: no line is cut through, headings keep what follows, tables repeat their head.

Lines are kept together as in books: neither the first nor the last line of a paragraph stands alone on
a page where that can be helped.
"""

from collections import deque
from collections.abc import Iterable, Iterator

from excerpta.gui.widgets.printing.items import Fragment, Item

_TALL = 0.6
"""Of the height of a page: what is taller is cut, though it should not be."""


def paginate(items: Iterable[Item], depth: float) -> Iterator[list[Fragment]]:
    """Give the fragments of one page after the other; items are asked for as they are needed."""
    return _Column(iter(items), depth).pages()


class _Column:
    """A column of text that is being cut."""

    def __init__(self, items: Iterator[Item], depth: float) -> None:
        self._items = items
        self._ahead: deque[Item] = deque()
        self._depth = depth
        self._page: list[Fragment] = []
        self._y = 0.0

    def pages(self) -> Iterator[list[Fragment]]:
        while (item := self._take()) is not None:
            at = 0.0
            if self._page and not self._fits_with_next(item):
                yield self._turn()
            if not self._page:
                at = item.top
            while (done := self._place(item, at)) is not None:
                at = done
                if self._page:
                    yield self._turn()
                if item.head is not None:
                    self._repeat(item.head)
                at = max(at, item.top)
        if self._page:
            yield self._turn()

    def _place(self, item: Item, at: float) -> float | None:
        """Put an item on the page, from a height of it on; give the height of what is left, or None."""
        room = (self._depth - self._y) / item.scale
        if item.bottom - at <= room:
            self._put(item, at, item.bottom)
            self._y += (item.laid.height - item.bottom) * item.scale
            return None
        forced = all(fragment.item is item.head for fragment in self._page)
        is_whole = item.is_whole and (item.bottom - item.top) * item.scale < self._depth * _TALL
        cut = None if is_whole and not forced else item.cut_at(at, at + room, forced=forced)
        if cut is None and forced:
            self._put(item, at, item.bottom)  # nothing in it can be cut, as in a picture
            return None
        if cut is None:
            return at
        self._put(item, at, cut)
        return cut if cut < item.bottom else None

    def _fits_with_next(self, item: Item) -> bool:
        """Whether what an item must not be parted from fits on the page too."""
        if not item.keeps_next:
            return True
        need, place = 0.0, 0
        one: Item | None = item
        while one is not None and one.keeps_next:
            need += one.laid.height * one.scale
            one = self._peek(place)
            place += 1
        if one is not None:
            need += one.beginning()
        return self._y + need <= self._depth

    def _put(self, item: Item, top: float, bottom: float) -> None:
        self._page.append(Fragment(item, top, bottom, self._y))
        self._y += (bottom - top) * item.scale

    def _repeat(self, head: Item) -> None:
        if head.bottom * head.scale < self._depth / 3:
            self._put(head, head.top, head.laid.height)

    def _turn(self) -> list[Fragment]:
        page, self._page, self._y = self._page, [], 0.0
        return page

    def _take(self) -> Item | None:
        return self._ahead.popleft() if self._ahead else next(self._items, None)

    def _peek(self, place: int) -> Item | None:
        while len(self._ahead) <= place:
            item = next(self._items, None)
            if item is None:
                return None
            self._ahead.append(item)
        return self._ahead[place]
