"""Finding in the open document: hits ignore accents and case unless told otherwise."""

from bisect import bisect_left

from PySide6.QtCore import QObject

from excerpta.core.text.finding import find_folded
from excerpta.gui.support.background import Task
from excerpta.gui.viewmodels.reading import ReadingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.reader_pane import ReaderPane

_MOST = 20_000


class FindingViewModel(QObject):
    """The find bar of the reader."""

    def __init__(self, session: LibrarySession, reading: ReadingViewModel, pane: ReaderPane) -> None:
        super().__init__(pane)
        self._session = session
        self._reading = reading
        self._pane = pane
        self._hits: list[tuple[int, int]] = []
        self._at = -1
        bar = pane.find_bar
        bar.query_changed.connect(self._look)
        bar.next_wanted.connect(lambda: self.step(1))
        bar.previous_wanted.connect(lambda: self.step(-1))
        bar.closed.connect(self._close)
        reading.opened.connect(self._look_again)

    def open(self) -> None:
        """Show the bar, with the selection if it is short."""
        words = self._pane.reader.selected_text()
        self._pane.find_bar.open_bar(words if "\n" not in words and len(words) < 80 else "")

    def step(self, by: int) -> None:
        """Go to the next or previous hit, round the end."""
        if not self._hits:
            return
        self._at = (self._at + by) % len(self._hits)
        start, end = self._hits[self._at]
        reader = self._pane.reader
        reader.set_find_hits(self._hits, self._at)
        reader.select(start, end)
        reader.reveal(start)
        self._pane.selection_bar.dismiss()
        self._pane.find_bar.set_result(self._at + 1, len(self._hits))

    def _look(self, words: str, match_case: bool, whole_word: bool) -> None:
        document = self._reading.document
        if document is None or not words.strip():
            self._show([])
            return

        def work(task: Task) -> list[tuple[int, int]]:
            hits = []
            for hit in find_folded(document.text, words, whole_word=whole_word, match_case=match_case):
                hits.append(hit)
                if len(hits) >= _MOST or task.cancelled():
                    break
            return hits

        self._session.background.start("find", work, self._show)

    def _show(self, hits: list[tuple[int, int]]) -> None:
        self._hits = hits
        reader = self._pane.reader
        top = reader.top_position()
        self._at = bisect_left(hits, (top, 0)) - 1
        reader.set_find_hits(hits, None)
        self._pane.find_bar.set_result(0, len(hits))
        if hits:
            self.step(1)

    def _look_again(self, document: object) -> None:
        if document is not None and not self._pane.find_bar.isHidden():
            self._look(*self._pane.find_bar.query())

    def _close(self) -> None:
        self._session.background.cancel("find")
        self._hits, self._at = [], -1
        self._pane.reader.set_find_hits([], None)
        self._pane.reader.setFocus()
