"""Missing fonts: a script of the open document that no installed font can draw is told of once.

Question: when to look? Choice: a moment after a document was opened, at the characters of some stretches
of it. Why: the look lays the characters out, which the first paint must not wait for, and a script that
matters to a reader is met soon.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from excerpta.gui.viewmodels.reading import ReadingViewModel
from excerpta.gui.widgets.reader.fonts import book_font, undrawn_scripts

_AFTER_MILLISECONDS = 400
_STRETCHES, _LENGTH = 24, 400
_PIXELS = 17


class MissingFontsViewModel(QObject):
    """What the fonts of this system lack.

    Signals:
        said: a sentence for the toast, which offers no Undo.
    """

    said = Signal(str, bool)

    def __init__(self, reading: ReadingViewModel) -> None:
        super().__init__(reading)
        self._reading = reading
        self._told: set[str] = set()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_AFTER_MILLISECONDS)
        self._wait.timeout.connect(self.look)
        reading.opened.connect(self._opened)

    def look(self) -> None:
        """Say which scripts of the open document cannot be drawn, but for those that were told of before."""
        document = self._reading.document
        if document is None or document.text.isascii():
            return
        lacking = undrawn_scripts(_stretches_of(document.text), book_font(_PIXELS))
        new = [script for script in lacking if script not in self._told]
        self._told.update(new)
        if new:
            scripts = " and ".join(new)
            self.said.emit(
                f"No font of this system draws {scripts}. Install one, such as a Noto font, to read it.",
                False,
            )

    def stop(self) -> None:
        """Look no more: the window is closing."""
        self._wait.stop()

    def _opened(self, document: object) -> None:
        if document is None:
            self._wait.stop()
        else:
            self._wait.start()


def _stretches_of(text: str) -> str:
    step = max(_LENGTH, len(text) // _STRETCHES)
    return "".join(text[start : start + _LENGTH] for start in range(0, len(text), step))
