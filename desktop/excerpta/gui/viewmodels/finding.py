"""Finding in the open document: hits ignore accents and case unless told otherwise."""

import time

from PySide6.QtCore import QObject

from excerpta.core.model.changes import Changes
from excerpta.core.model.document import BlockKind
from excerpta.core.text.blocks import block_at
from excerpta.core.text.finding import TextFinder
from excerpta.gui.support.background import Task
from excerpta.gui.viewmodels.hits import Hits, Range
from excerpta.gui.viewmodels.reading import ReadingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.find_bar import FindQuery, FindResult
from excerpta.gui.widgets.reader_pane import ReaderPane

_MOST = 20_000
_LONGEST = 80
_TOLD_EVERY = 0.1
"""Seconds between two reports of hits that come in; the first is made at once."""

_ROUND = {True: "From the top again", False: "From the end again"}


class FindingViewModel(QObject):
    """The find bar of the reader.

    While one types, hits are looked for from where one was when the bar opened. One jump may be
    taken back: from there to the hit, however many hits were visited on the way.
    """

    def __init__(self, session: LibrarySession, reading: ReadingViewModel, pane: ReaderPane) -> None:
        super().__init__(pane)
        self._session = session
        self._reading = reading
        self._pane = pane
        self._finder: TextFinder | None = None
        self._hits = Hits()
        self._origin = 0
        self._visited: Range | None = None
        self._has_left = False
        self._owed = 0
        self._note = ""
        bar = pane.find_bar
        bar.query_changed.connect(self._look)
        bar.next_wanted.connect(lambda: self.step(1))
        bar.previous_wanted.connect(lambda: self.step(-1))
        bar.text_wanted.connect(pane.reader.setFocus)
        bar.closed.connect(self._close)
        pane.reader.hit_chosen.connect(self._choose)
        reading.opened.connect(self._open_document)
        session.changed.connect(self._refresh)

    def open(self) -> None:
        """Show the bar, with the selection if it is short; an open one takes the keyboard again."""
        bar, words = self._pane.find_bar, self._pane.reader.selected_text()
        if not bar.isHidden() and self._is_at_hit():
            bar.enter()
            return
        self._start_here()
        bar.open_bar(words if "\n" not in words and len(words) < _LONGEST else "")

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) hit, round the end; a closed bar opens with its last words."""
        bar = self._pane.find_bar
        if self._reading.document is None:
            return
        if bar.isHidden():
            self._start_here()
            self._owed = by
            bar.show_bar()
            return
        if not self._is_at_hit():
            self._start_here()
        self._owed = by
        self._pay()

    # ---- looking

    def _start_here(self) -> None:
        """Look from the caret on, or from the top of the window when the caret is not in sight."""
        reader = self._pane.reader
        start = reader.selection()[0]
        self._origin = reader.top_position() if reader.y_of(start) is None else start
        self._visited, self._has_left = None, False

    def _look(self, query: FindQuery) -> None:
        document = self._reading.document
        background = self._session.background
        background.cancel("find")
        if self._visited is not None and not self._is_at_hit():
            self._start_here()
        self._visited, self._note = None, ""
        if document is None or not query.words.strip():
            self._hits, self._owed = Hits(is_complete=True), 0
            self._show_all()
            return
        if self._finder is None or self._finder.text is not document.text:
            self._finder = TextFinder(document.text)
        self._hits = Hits(self._origin)
        self._owed = self._owed or 1
        finder, origin = self._finder, self._origin

        def work(task: Task) -> tuple[list[Range], bool]:
            return search(finder, query, origin, task)

        background.start("find", work, self._take_all, on_progress=self._take)

    def _take(self, found: list[Range]) -> None:
        self._hits.add(found)
        self._show_all()
        self._pay()

    def _take_all(self, found: tuple[list[Range], bool]) -> None:
        earlier, is_capped = found
        self._hits.complete(earlier, is_capped=is_capped)
        self._show_all()
        self._pay()
        self._owed = 0

    # ---- visiting

    def _pay(self) -> None:
        """Take the step that is wanted, if it is known by now where it leads."""
        if not self._owed:
            return
        forward = self._owed > 0
        start, end = self._visited or (self._origin, self._origin)
        found = self._hits.following(end) if forward else self._hits.preceding(start)
        if found is not None:
            self._owed = 0
            number, went_round = found
            self._visit(number, _ROUND[forward] if went_round else "")

    def _choose(self, start: int, end: int) -> None:
        """Visit the hit of a tick; the ticks may be those of a search in all documents, which has its own."""
        reader = self._pane.reader
        number = self._hits.number((start, end))
        if (start, end) in self._hits.ranges[number : number + 1]:
            self._visit(number)
            return
        reader.leave_for(start, windows=0)
        reader.set_current_highlight(None)
        reader.select(start, end)
        reader.reveal(start, flash=True)

    def _visit(self, number: int, note: str = "") -> None:
        start, end = self._visited = self._hits.ranges[number]
        reader = self._pane.reader
        if not self._has_left:
            self._has_left = reader.leave_for(start, windows=0)
        reader.set_current_highlight(None)
        reader.select(start, end)
        reader.reveal(start)
        self._pane.selection_bar.dismiss()
        if self._is_furniture(start):
            note = f"{note}, in page furniture" if note else "In page furniture"
        self._note = note
        self._show_all()

    def _is_at_hit(self) -> bool:
        """Whether the reader is still at the hit that was visited last, whatever was done to it."""
        if self._visited is None:
            return False
        start, end = self._visited
        return start <= self._pane.reader.caret() <= end

    def _is_furniture(self, position: int) -> bool:
        document = self._reading.document
        if document is None:
            return False
        return document.blocks[block_at(document.blocks, position)].kind is BlockKind.FURNITURE

    def _show_all(self) -> None:
        hits = self._hits
        number = None if self._visited is None else hits.number(self._visited)
        self._pane.reader.set_find_hits(hits.ranges, number)
        current = number + 1 if number is not None and hits.is_complete else 0
        self._pane.find_bar.set_result(
            FindResult(current, len(hits), hits.is_complete, hits.is_capped, self._note)
        )

    # ---- documents

    def _open_document(self, document: object) -> None:
        self._finder = None
        if self._pane.find_bar.isHidden():
            return
        if document is None:
            self._pane.find_bar.close_bar()
            return
        self._start_here()
        self._look(self._pane.find_bar.query())

    def _refresh(self, changes: Changes) -> None:
        """Mark the hits again where the document was set anew."""
        document = self._reading.document
        if document is not None and document.id in changes.documents and len(self._hits):
            self._show_all()

    def _close(self) -> None:
        self._session.background.cancel("find")
        self._hits, self._finder, self._visited, self._owed = Hits(), None, None, 0
        self._pane.reader.set_find_hits([], None)
        self._pane.reader.setFocus()


def search(finder: TextFinder, query: FindQuery, origin: int, task: Task) -> tuple[list[Range], bool]:
    """Look for all hits from a position on, which are reported as they come, then for those before it.

    Returns:
        the hits before it, and whether there are more hits than are looked for.
    """
    ways = {
        "whole_word": query.whole_word,
        "match_case": query.match_case,
        "match_accents": query.match_accents,
    }
    number, waiting, told = 0, [], 0.0
    for found in finder.find(query.words, **ways, start=origin):
        later = [hit for hit in found if hit[0] >= origin]
        number += len(later)
        waiting += later
        if task.cancelled() or number > _MOST:
            break
        if waiting and time.monotonic() - told >= _TOLD_EVERY:
            task.progress(waiting)
            waiting, told = [], time.monotonic()
    if waiting:
        task.progress(waiting[: len(waiting) - max(0, number - _MOST)])
    earlier: list[Range] = []
    if number <= _MOST:
        for found in finder.find(query.words, **ways):
            before = [hit for hit in found if hit[0] < origin]
            earlier += before
            is_past = len(before) < len(found)
            if task.cancelled() or is_past or number + len(earlier) > _MOST:
                break
    excess = number + len(earlier) - _MOST
    return earlier[max(0, excess) :], excess > 0
