"""The codebook of the window as a file: which one is asked, what an import would do is shown first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from excerpta.core.interchange.codebook import CodebookFile
from excerpta.core.services import codebook
from excerpta.core.services.codebook import CodebookPlan
from excerpta.gui.support.background import Task
from excerpta.gui.support.profile import Profile

if TYPE_CHECKING:
    from excerpta.gui.windows.main_window import MainWindow

_FOLDER = "codebook_folder"
_KEY = "codebook file"
_FILTER = "Codebooks (*.csv *.tsv *.txt);;All files (*)"


class CodebookFiles(QObject):
    """Import and export of the codebook."""

    def __init__(self, window: MainWindow, profile: Profile) -> None:
        super().__init__(window)
        self._window = window
        self._profile = profile

    def ask_export(self) -> None:
        """Ask where the codebook is to be written, and write it."""
        start = str(Path(self._folder()) / "Codebook.csv")
        name, _ = QFileDialog.getSaveFileName(self._window, "Export the codebook", start, "CSV (*.csv)")
        if name:
            self._profile.set(_FOLDER, str(Path(name).parent))
            self.export(Path(name))

    def export(self, target: Path) -> None:
        """Write the codebook."""
        session, say = self._window.session, self._window.undoing.say

        def work(_: Task) -> int:
            return codebook.export_codebook(session.library, target)

        def done(number: int) -> None:
            tags = "1 tag" if number == 1 else f"{number:,} tags"
            say(f"{tags} written to “{target.name}”.", False)

        session.background.start(_KEY, work, done)

    def ask_import(self) -> None:
        """Ask for a file, and show what it would do."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Import a codebook", self._folder(), _FILTER)
        if name:
            self._profile.set(_FOLDER, str(Path(name).parent))
            self.offer(Path(name))

    def offer(self, path: Path) -> None:
        """Read a codebook and show what it would do."""
        session = self._window.session

        def work(_: Task) -> tuple[CodebookFile, CodebookPlan]:
            file = codebook.read_codebook_file(path)
            return file, codebook.plan_codebook_import(session.library, file)

        session.background.start(_KEY, work, lambda found: self._show(path, *found))

    def _show(self, path: Path, file: CodebookFile, plan: CodebookPlan) -> None:
        from excerpta.gui.widgets.codebook_sheet import CodebookSheet  # not needed at the start

        sheet = CodebookSheet(path.name, plan, self._window)
        sheet.confirmed.connect(lambda: self.bring_in(file, plan))
        sheet.open()

    def bring_in(self, file: CodebookFile, plan: CodebookPlan) -> None:
        """Bring a codebook in."""
        library, say = self._window.session.library, self._window.undoing.say
        number = len(plan.added) + len(plan.altered)
        said = "The codebook came in: " + (
            f"{len(plan.added):,} new, {len(plan.altered):,} changed." if number else "nothing was new."
        )
        self._window.session.perform_on(
            number,
            lambda: codebook.import_codebook(library, file),
            "Importing the codebook…",
            lambda _: say(said, True),
        )

    def _folder(self) -> str:
        return str(self._profile.get(_FOLDER, str(Path.home())))
