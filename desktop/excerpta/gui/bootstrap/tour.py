"""The tour does the main job in the real window, off screen, and keeps pictures and a CSV of it."""

import csv
import os
import shutil
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from excerpta.gui.bootstrap.application import Application
from excerpta.gui.bootstrap.hand import Hand
from excerpta.gui.support.profile import Profile
from excerpta.gui.support.qt_messages import log_qt_messages
from excerpta.gui.widgets.export_sheet import ExportSheet
from excerpta.gui.widgets.import_report import ImportResult

_CTRL = Qt.KeyboardModifier.ControlModifier
_WORDS = "full of anger and reproach"
_NOTE = "Whose words are these, the reporter's or a delegate's?"
_TAG = "Rhetoric/Reproach"
_CSV = "highlights.csv"
_REPORT = """Talks are put off

DOHA -- The delegations will not meet on Monday, both said on Sunday.

No new day was named. "We are ready at any hour," said one delegate 🕊.
"""


class Tour:
    """One walk through the program.

    Attributes:
        pictures: the files that were made.
    """

    def __init__(self, hand: Hand, out: Path) -> None:
        self.pictures: list[Path] = []
        self._hand = hand
        self._out = out

    def walk(self) -> bool:
        """Do the main job; whether the CSV holds the highlight that was made on the way."""
        hand = self._hand
        hand.window.resize(1440, 900)
        hand.open("Delegates return")
        self._picture("read-light")
        self._mark()
        self._find_again()
        self._look_round()
        self._bring_in()
        hand.application.choose_theme("dark")
        hand.open("What the February deal")
        self._picture("read-dark")
        hand.application.choose_theme("light")
        hand.application.make(self._out / "profile" / "New library.excerpta")
        hand.window.resize(1440, 900)
        self._picture("empty")
        rows = list(csv.DictReader((self._out / _CSV).read_text("utf-8-sig").splitlines()))
        return any((row["quote"], row["note"], row["tags"]) == (_WORDS, _NOTE, _TAG) for row in rows)

    def _mark(self) -> None:
        """Select, highlight, tag, note."""
        hand = self._hand
        hand.select(_WORDS)
        hand.wait_for(lambda: not hand.window.pane.selection_bar.isHidden())
        self._picture("selection-bar")
        hand.press(Qt.Key.Key_T)
        hand.type(_TAG)
        self._picture("tag-box")
        hand.press(Qt.Key.Key_Return)
        hand.press(Qt.Key.Key_Return)
        hand.press(Qt.Key.Key_N)
        hand.type(_NOTE)
        hand.press(Qt.Key.Key_Escape)
        self._picture("noted")

    def _find_again(self) -> None:
        """All highlights of a tag, then of several, exported."""
        hand = self._hand
        hand.click_tag("Rhetoric")
        self._picture("highlights-light")
        hand.press(Qt.Key.Key_E, _CTRL)
        sheet = hand.window.findChild(ExportSheet)
        if sheet is None:
            raise RuntimeError("the export sheet did not open")
        sheet.file.setText(str(self._out / _CSV))
        self._picture("export")
        QTest.keyClick(sheet, Qt.Key.Key_Return)
        hand.settle()
        hand.click_tag("Actors/Taliban", _CTRL)
        hand.click_tag("To check", Qt.KeyboardModifier.AltModifier)
        hand.application.choose_theme("dark")
        self._picture("highlights-dark")
        hand.application.choose_theme("sepia")

    def _look_round(self) -> None:
        """Other documents, another size, a search over all."""
        hand = self._hand
        hand.open("گفت")
        self._picture("persian-sepia")
        hand.application.choose_theme("light")
        hand.open("Envoy in Pakistan")
        hand.window.resize(1024, 700)
        self._picture("narrow")
        hand.window.resize(1440, 900)
        hand.press(Qt.Key.Key_K, _CTRL)
        hand.type("cease-fire")
        QTest.qWait(200)
        hand.settle()
        self._picture("search")
        hand.press(Qt.Key.Key_Escape)

    def _bring_in(self) -> None:
        """Two files, one of which cannot be read."""
        hand = self._hand
        with tempfile.TemporaryDirectory() as folder:
            good, bad = Path(folder, "put-off.txt"), Path(folder, "picture.txt")
            good.write_text(_REPORT, encoding="utf-8")
            bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
            hand.window.imports.bring_in([good, bad])
            hand.settle()
        self._picture("import-report")
        for dialog in hand.window.findChildren(ImportResult):
            dialog.close()
        hand.settle()

    def _picture(self, name: str) -> None:
        self._hand.settle()
        QTest.qWait(120)
        window = self._hand.window
        picture = window.grab()
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            painter = QPainter(picture)
            place = QRect(dialog.rect())
            place.moveCenter(window.rect().center())
            painter.drawPixmap(place.topLeft(), dialog.grab())
            painter.end()
        path = self._out / f"{name}.png"
        picture.save(str(path))
        self.pictures.append(path)


def run_tour(out: Path) -> int:
    """Walk through the program in a new profile; 0 when the CSV holds what was made on the way."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out = out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    profile = out / "profile"
    shutil.rmtree(profile, ignore_errors=True)
    settings = Profile(profile)
    settings.set("theme", "light")
    existing = QApplication.instance()
    if existing is None:
        log_qt_messages()
    qt = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application = Application(qt, settings)
    application.open_first(None)
    if application.window is None:
        return 1
    tour = Tour(Hand(application), out)
    try:
        done = tour.walk()
    finally:
        application.window.close()
        application.retire()
    for path in (*tour.pictures, out / _CSV):
        print(path)
    if not done:
        print("The CSV does not hold the highlight that was made.", file=sys.stderr)
    return 0 if done else 1
