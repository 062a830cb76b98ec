"""Scenes are screens of the real window that are kept as pictures, made from texts of the project's own.

`python -m tests.journeys.scenes OUT [NAME…]` writes them as PNG files; the kept ones are in
`tests/golden/pictures`. Look at what you keep.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.journeys.pictures import fonts_here

from excerpta.core.model.annotation import Colour, HighlightStyle
from excerpta.core.model.ids import DocumentId
from excerpta.core.services.annotating import add_highlight
from excerpta.core.services.documents import read_document
from excerpta.core.services.importing import import_paths
from excerpta.gui.bootstrap.application import Application
from excerpta.gui.bootstrap.hand import Hand
from excerpta.gui.support.profile import Profile

OVERLAPS = """Six envoys on one sentence

One highlight lies on these few words and on no others.

Two highlights lie on these words, and their tints become one.

Three highlights lie on these words, one line below another.

Four highlights lie on these words, and a count says so.

Five highlights lie on these words, and a count says so.

Six highlights lie on these words, and a count says so.
"""
_ON_THESE_WORDS = "lie on these"

MIXED = """گفت‌وگوها در Doha

هیئت افغان روز ۹ مه با نمایندهٔ United Nations دیدار کرد و گفت: «we are ready» \
اما آتش‌بس (ceasefire) هنوز دور است.

The spokesman wrote «آتش‌بس فوری» on Twitter at 10:30 and added, in English, that nothing was signed 🕊️.

به گفتهٔ Reuters شمار کشته‌شدگان به ۱۲ تن (twelve) رسید.
"""

CROWDED = """Every word of it disputed

The envoy said that the deal of February stands, that prisoners will be freed, that violence will fall, \
that talks begin in March, that no side may leave, that the text is public, and that whoever reads it will \
see so.

Nobody else has said any of this since.
"""
_CLAIMS = ("the deal", "prisoners", "violence", "talks begin", "no side", "the text", "whoever reads it")
_ROOT = Path(__file__).resolve().parents[2]
_SCALE = 2
_NOTE = "Compare with what was said on Monday."


class Stage:
    """The window on which scenes are set.

    Attributes:
        hand: works it.
    """

    def __init__(self, qt: QApplication, folder: Path) -> None:
        self._folder = folder
        profile = Profile(folder / "profile")
        profile.set("theme", "light")
        self._qt, self._flash_time = qt, qt.cursorFlashTime()
        qt.setCursorFlashTime(0)  # a caret is seen in every picture
        self._application = Application(qt, profile)
        self._application.open_first(None)
        self.hand = Hand(self._application)
        self.resize(1440, 900)

    def strike(self) -> None:
        """Close the window."""
        self.hand.window.close()
        self._application.retire()
        self._qt.setCursorFlashTime(self._flash_time)

    def resize(self, width: int, height: int) -> None:
        """Give the window a size."""
        self.hand.window.resize(width, height)
        self.hand.settle()

    def theme(self, name: str) -> None:
        """Show another theme."""
        self._application.choose_theme(name)

    def bring_in(self, name: str, text: str) -> DocumentId:
        """Import a text."""
        path = self._folder / name
        path.write_text(text, encoding="utf-8")
        (made,) = import_paths(self.hand.window.session.library, [path]).imported
        self.hand.window.reload()
        return made.document

    def mark(
        self,
        document: DocumentId,
        words: str,
        colour: Colour,
        *,
        style: HighlightStyle = HighlightStyle.HIGHLIGHT,
        after: int = 0,
        note: str = "",
    ) -> int:
        """Highlight words, those from position `after` on; the end of the highlight."""
        library = self.hand.window.session.library
        start = read_document(library, document).text.index(words, after)
        end = start + len(words)
        changes = add_highlight(library, document, start, end, colour=colour, style=style, note=note)
        self.hand.window.session.announce(changes)
        return end

    def show(self, document: DocumentId) -> None:
        """Open a document at its beginning; the caret is nowhere to be seen."""
        window = self.hand.window
        window.open_document(document)
        window.pane.reader.verticalScrollBar().setValue(0)
        self.hand.settle()
        window.library_pane.table.setFocus()

    def picture(self) -> QImage:
        """The window as it is now, once nothing moves any more."""
        self.hand.settle()
        QTest.mouseMove(self.hand.window, QPoint(2, 2))
        QTest.qWait(400)
        self.hand.settle()
        return self.hand.window.grab().toImage()


def overlaps(stage: Stage) -> None:
    """One to six highlights on the same words."""
    document = stage.bring_in("overlaps.txt", OVERLAPS)
    text = read_document(stage.hand.window.session.library, document).text
    colours = (Colour.YELLOW, Colour.BLUE, Colour.RED, Colour.GREEN, Colour.PURPLE, Colour.ORANGE)
    place = 0
    for depth in range(1, 7):
        place = text.index(_ON_THESE_WORDS, place) if depth > 1 else text.index("lies on these")
        for number, colour in enumerate(colours[:depth]):
            words = text[place + number : place + 12 - number] if depth > 1 else "lies on these"
            stage.mark(document, words, colour, after=place)
        place += 1
    stage.show(document)


def mixed(stage: Stage) -> None:
    """Persian and English in one sentence, highlighted across their borders, with a selection."""
    document = stage.bring_in("mixed.txt", MIXED)
    stage.mark(document, "United Nations دیدار کرد", Colour.TEAL)
    stage.mark(document, "«we are ready» اما", Colour.YELLOW, style=HighlightStyle.UNDERLINE)
    stage.mark(document, "wrote «آتش‌بس فوری» on", Colour.PINK, note="به کدام زبان گفته شد؟")
    stage.show(document)
    reader = stage.hand.window.pane.reader
    start = stage.hand.text.index("Reuters")
    reader.select(start, start + len("Reuters شمار"))
    stage.hand.window.pane.selection_bar.dismiss()


def crowded(stage: Stage) -> None:
    """More cards than there is room for beside their lines."""
    document = stage.bring_in("crowded.txt", CROWDED)
    for claim, colour in zip(_CLAIMS, Colour, strict=False):
        stage.mark(document, claim, colour, note=f"{claim.capitalize()}: {_NOTE}")
    stage.show(document)


def narrow(stage: Stage) -> None:
    """A window with hardly room for the text."""
    stage.hand.open("Delegates return")
    stage.resize(760, 800)
    stage.hand.window.library_pane.table.setFocus()


def everything(stage: Stage, theme: str = "light", down: int = 0) -> None:
    """A page of the sample library that has every kind of block, some pixels down."""
    stage.theme(theme)
    document = stage.hand.open("How far is Doha")
    stage.show(document)
    stage.hand.window.pane.reader.scroll_pixels(down)


def current(stage: Stage) -> None:
    """The current highlight with its handles and its card, in the dark."""
    stage.theme("dark")
    stage.hand.open("Delegates return")
    stage.hand.window.pane.reader.setFocus()
    stage.hand.press(Qt.Key.Key_BracketRight)
    stage.hand.window.library_pane.table.setFocus()


def overview(stage: Stage) -> None:
    """Which tags go together in the sample library."""
    stage.hand.open("Delegates return")
    stage.hand.window.show_view("overview")
    stage.hand.settle()


def scaled(stage: Stage) -> None:
    """Everything twice as large, as on a fine screen; only in a process that was started so."""
    stage.resize(960, 640)
    everything(stage, down=560)


SCENES: dict[str, Callable[[Stage], None]] = {
    "everything-light": everything,
    "everything-dark": partial(everything, theme="dark", down=900),
    "everything-sepia": partial(everything, theme="sepia", down=1900),
    "overlaps": overlaps,
    "mixed": mixed,
    "crowded": crowded,
    "current-dark": current,
    "narrow": narrow,
    "overview": overview,
    "scaled": scaled,
}
SCALED = ("scaled",)
"""Scenes that are set in a process of their own, at 200 %."""


def take(qt: QApplication, folder: Path, name: str) -> QImage:
    """Set one scene in a new profile below `folder` and take its picture."""
    if name in SCALED and qt.devicePixelRatio() < _SCALE:
        return _take_elsewhere(folder, name)
    stage = Stage(qt, folder)
    try:
        SCENES[name](stage)
        return stage.picture()
    finally:
        stage.strike()


def _take_elsewhere(folder: Path, name: str) -> QImage:
    command = [sys.executable, "-m", "tests.journeys.scenes", str(folder), name]
    path = os.pathsep.join([str(_ROOT), str(_ROOT / "desktop")])
    environment = {**os.environ, "QT_SCALE_FACTOR": str(_SCALE), "PYTHONPATH": path}
    subprocess.run(command, cwd=_ROOT, env=environment, check=True, capture_output=True)
    return QImage(str(folder / f"{name}.png"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write pictures of scenes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*", choices=[[], *SCENES])
    wanted = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qt = QApplication(sys.argv[:1])
    wanted.out.mkdir(parents=True, exist_ok=True)
    for name in wanted.names or SCENES:
        with tempfile.TemporaryDirectory() as folder:
            take(qt, Path(folder), name).save(str(wanted.out / f"{name}.png"))
        sys.stdout.write(f"{wanted.out / name}.png\n")
    (wanted.out / "fonts.txt").write_text(fonts_here() + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
