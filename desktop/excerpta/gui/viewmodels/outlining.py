"""Outlining: what the outline panel lists of the open document, and where in it reading is."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from excerpta.core.model.changes import Changes
from excerpta.core.text.folding import fold
from excerpta.gui.support.background import Task
from excerpta.gui.viewmodels.landmark_lists import (
    Lazy,
    headings_of,
    highlights_of,
    matching,
    paragraphs_of,
)
from excerpta.gui.viewmodels.reading import ReadingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.landmarks import Landmark
from excerpta.gui.widgets.outline import Listed, OutlinePanel
from excerpta.gui.widgets.reader.view import ReaderView

_FEW = 2000
"""So many places at most are filtered at once; more in the background."""

_PAUSE = 150
_NO_HEADINGS = "This document has no headings. Its paragraphs and its highlights can be listed instead."
_NO_HIGHLIGHTS = "Nothing is highlighted in this document yet. Select some words and press H."
_NOTHING_OPEN = "No document is open."


class OutliningViewModel(QObject):
    """The outline panel.

    Signals:
        jump_wanted: a Landmark to go to.
    """

    jump_wanted = Signal(object)

    def __init__(
        self, session: LibrarySession, reading: ReadingViewModel, reader: ReaderView, panel: OutlinePanel
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._reading = reading
        self._reader = reader
        self._panel = panel
        self._listed = Listed.HEADINGS
        self._all: Sequence[Landmark] = ()
        self._positions = array("q")
        self._folded: list[str] | None = None
        self._hits: list[int] | None = None
        self._is_active = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._mark_here)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self._gather)
        self._connect()

    def start(self) -> None:
        """Follow the document from now on."""
        self._is_active = True
        self._gather()

    def stop(self) -> None:
        """Follow nothing: the panel is not shown."""
        self._is_active = False
        self._soon.stop()
        self._later.stop()

    def _connect(self) -> None:
        self._panel.chosen.connect(self.jump_wanted)
        self._panel.filtered.connect(lambda _: self._filter())
        self._panel.listed.connect(self._list)
        self._reading.opened.connect(self._open)
        self._session.changed.connect(self._refresh)
        self._reader.viewport_changed.connect(self._follow)
        self._reader.caret_moved.connect(self._follow)

    # ---- what is listed

    def _list(self, listed: Listed) -> None:
        self._listed = listed
        self._panel.field.clear()
        self._gather()
        self._panel.enter()

    def _open(self) -> None:
        self._listed = Listed.HEADINGS
        self._panel.field.clear()
        if self._is_active:
            self._gather()

    def _refresh(self, changes: Changes) -> None:
        document = self._reading.document
        if document is None or not self._is_active:
            return
        if changes.colours or document.id in changes.documents | changes.annotated:
            self._later.start()

    def _gather(self) -> None:
        """Make the list anew; the filter and the current row stay."""
        self._later.stop()
        document, highlights = self._reading.document, self._reader.highlights
        self._all, self._positions, self._folded, self._hits = (), array("q"), None, None
        if document is None:
            self._panel.show_nothing(_NOTHING_OPEN, self._listed)
            return
        if self._listed is Listed.HEADINGS:
            self._all = headings_of(document, highlights.starts())
            self._positions = array("q", (one.position for one in self._all))
        elif self._listed is Listed.PARAGRAPHS:
            self._all, self._positions = paragraphs_of(document)
        else:
            self._positions = highlights.starts()
            self._all = highlights_of(highlights.ids(), self._positions, self._reading)
        if self._listed is Listed.HEADINGS and len(self._all) < 2:
            others = [Listed.PARAGRAPHS, *([Listed.HIGHLIGHTS] if len(highlights) else [])]
            self._panel.show_nothing(_NO_HEADINGS, self._listed, others)
        elif not self._all:
            self._panel.show_nothing(_NO_HIGHLIGHTS, self._listed, [Listed.PARAGRAPHS])
        else:
            self._filter()

    # ---- the filter

    def _filter(self) -> None:
        words = fold(self._panel.field.text()).split()
        self._session.background.cancel("outline")
        if not words:
            self._show(None)
        elif len(self._all) <= _FEW:
            self._show(matching(self._all, words)[0])
        else:
            landmarks, folded = self._all, self._folded

            def work(task: Task) -> tuple[list[int], list[str]]:
                return matching(landmarks, words, folded, task.cancelled)

            self._session.background.start("outline", work, self._take)

    def _take(self, found: tuple[list[int], list[str]]) -> None:
        hits, self._folded = found
        self._show(hits)

    def _show(self, hits: list[int] | None) -> None:
        everything = self._all
        row, self._hits = self._panel.table.row(), hits
        shown = everything if hits is None else Lazy(len(hits), lambda number: everything[hits[number]])
        self._panel.show_landmarks(shown, self._listed, total=len(everything))
        self._mark_here()
        self._panel.table.go_to_row(0 if hits is not None else min(row, len(everything) - 1))

    # ---- where reading is

    def _follow(self) -> None:
        if self._is_active:
            self._soon.start()

    def _mark_here(self) -> None:
        if not self._positions:
            return
        row = max(0, bisect_right(self._positions, self._reader.reading_position()) - 1)
        if self._hits is not None:
            place = bisect_left(self._hits, row)
            row = place if place < len(self._hits) and self._hits[place] == row else -1
        self._panel.set_here(row)
