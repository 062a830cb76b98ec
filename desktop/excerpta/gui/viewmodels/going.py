"""Going to a place that is typed: what the box lists for it, and what the reader shows meanwhile."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from excerpta.core.model.document import Document
from excerpta.core.text.destinations import ParagraphNumber, Share, parse_destination
from excerpta.core.text.folding import fold
from excerpta.core.text.outline import one_line, section_at, sections_of
from excerpta.gui.viewmodels.bookmark import Spot
from excerpta.gui.viewmodels.landmark_lists import headings_of, matching, paragraph_of
from excerpta.gui.viewmodels.reading import ReadingViewModel
from excerpta.gui.widgets.go_box import GoBox
from excerpta.gui.widgets.landmarks import Landmark
from excerpta.gui.widgets.reader.view import ReaderView

_SHOWN = 120
_LONGEST_WORD = 40


class GoingViewModel(QObject):
    """The go-to box.

    Signals:
        jump_wanted: where one was (a Spot), and the Landmark to go to.
        strayed: where one was, after a look at other places at one of which the box was left.
    """

    jump_wanted = Signal(object, object)
    strayed = Signal(object)

    def __init__(self, reading: ReadingViewModel, reader: ReaderView, box: GoBox) -> None:
        super().__init__(box)
        self._reading = reading
        self._reader = reader
        self._box = box
        self._origin: Spot | None = None
        self._document: Document | None = None
        self._headings: list[Landmark] = []
        self._folded: list[str] = []
        self._has_looked = False
        box.asked.connect(self._ask)
        box.previewed.connect(self._preview)
        box.chosen.connect(self._choose)
        box.cancelled.connect(self._return)
        box.abandoned.connect(self._stay)
        reading.opened.connect(lambda _: box.close_popover())

    def start(self) -> None:
        """List the headings of the open document, with the one that reading is under first."""
        document = self._document = self._reading.document
        if document is None:
            return
        self._origin, self._has_looked = self._reading.bookmark.spot(), False
        self._headings = headings_of(document, self._reader.highlights.starts())
        self._folded = [fold(one.title) for one in self._headings]
        self._list_headings()

    def _ask(self, words: str) -> None:
        document = self._document
        if document is None:
            return
        if not words.strip():
            self._list_headings()
            self._return()
            return
        destination = parse_destination(words)
        found, problem = [], ""
        if isinstance(destination, ParagraphNumber):
            number, last = destination.number, len(document.blocks)
            if 1 <= number <= last:
                found.append(paragraph_of(document, number - 1))
            else:
                problem = f"The paragraphs have the numbers 1 to {last:,}."
        elif isinstance(destination, Share):
            found.append(self._at(document, destination.share))
        found += self._matching(words)
        if not found and not problem:
            problem = "No heading has these words. ¶ 12 and 40 % lead somewhere too."
        self._box.show_landmarks(found, 0 if found else -1, -1, problem)
        if found:
            self._preview(found[0])

    def _list_headings(self) -> None:
        here = 0
        for number, one in enumerate(self._headings):
            if one.position <= self._reader.reading_position():
                here = number
        self._box.show_landmarks(self._headings, here, here)

    def _matching(self, words: str) -> Sequence[Landmark]:
        """Headings with these words in them, those first in which they begin words."""
        wanted = fold(words).split()
        rows, _ = matching(self._headings, wanted, self._folded)
        return [self._headings[row] for row in sorted(rows, key=lambda row: not self._begins(wanted, row))]

    def _begins(self, wanted: Sequence[str], row: int) -> bool:
        parts = self._folded[row].split()
        return all(any(part.startswith(word) for part in parts) for word in wanted)

    def _at(self, document: Document, share: float) -> Landmark:
        position = word_start(document.text, self._reader.position_of_progress(share))
        words = one_line(document.text, position, position + _SHOWN)
        sections = sections_of(document.text, document.blocks)
        number = section_at(sections, position)
        about = sections[number].title if number >= 0 else ""
        return Landmark(words or "The end", position, 0, f"{share:.0%}", about)

    def _preview(self, landmark: Landmark) -> None:
        """Show a place below the box; the caret stays where it was."""
        self._has_looked = True
        viewport = self._reader.viewport()
        bottom = viewport.mapFromGlobal(self._box.mapToGlobal(self._box.rect().bottomLeft())).y()
        self._reader.show_at_height(landmark.position, bottom)
        self._reader.flash_line(landmark.position)

    def _return(self) -> None:
        if self._origin is not None and self._reading.document is self._document:
            self._reading.bookmark.go_to(self._origin.place)
            self._reader.end_flash()

    def _stay(self) -> None:
        if self._has_looked and self._origin is not None and self._reading.document is self._document:
            self.strayed.emit(self._origin)

    def _choose(self, landmark: Landmark) -> None:
        if self._origin is not None:
            self.jump_wanted.emit(self._origin, landmark)


def word_start(text: str, position: int) -> int:
    """The start of the word around a position (code points), if it is near."""
    start = position
    while start > max(0, position - _LONGEST_WORD) and not text[start - 1].isspace():
        start -= 1
    return start if start == 0 or text[start - 1].isspace() else position
